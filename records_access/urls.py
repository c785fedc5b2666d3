"""The addresses of records_access. Every view names its Action, or why it needs none."""

from __future__ import annotations

from django.urls import path

from records_access.views import looking, requests, screen, viewings

urlpatterns = [
    path("files/<str:reference>/own-records/", requests.OwnRecords.as_view(), name="own-records"),
    path("files/<str:reference>/own-records/new/", requests.RecordRequest.as_view(), name="access-request-new"),
    path("files/<str:reference>/who-looked/", looking.WhoLooked.as_view(), name="who-looked"),
    path("requests/<str:reference>/", requests.RequestPage.as_view(), name="access-request"),
    path("requests/<str:reference>/identity/", requests.RecordIdentity.as_view(), name="access-request-identity"),
    path("requests/<str:reference>/close/", requests.CloseRequest.as_view(), name="access-request-close"),
    path("requests/<str:reference>/book/", requests.BookViewing.as_view(), name="viewing-book"),
    path("viewings/<str:reference>/", viewings.ViewingPage.as_view(), name="viewing"),
    path("viewings/<str:reference>/move/", viewings.MoveViewing.as_view(), name="viewing-move"),
    path("viewings/<str:reference>/call-off/", viewings.CallOff.as_view(), name="viewing-call-off"),
    path("viewings/<str:reference>/begin/", viewings.Begin.as_view(), name="viewing-begin"),
    path("viewings/<str:reference>/watch/", viewings.Watch.as_view(), name="viewing-watch"),
    path("viewings/<str:reference>/watch/state/", viewings.WatchState.as_view(), name="viewing-watch-state"),
    path("viewings/<str:reference>/end/", viewings.End.as_view(), name="viewing-end"),
    path("viewings/<str:reference>/pause/", viewings.Steer.as_view(), {"what": "pause"}, name="viewing-pause"),
    path("viewings/<str:reference>/resume/", viewings.Steer.as_view(), {"what": "resume"}, name="viewing-resume"),
    path("viewings/<str:reference>/code/", viewings.Steer.as_view(), {"what": "code"}, name="viewing-code"),
    path("own-screen/read/", screen.Start.as_view(), name="own-screen-read"),
    path("own-screen/read/<int:page>/", screen.Page.as_view(), name="own-screen-page"),
    path("own-screen/finish/", screen.Finish.as_view(), name="own-screen-finish"),
]
