"""The addresses of disclosures and alarms. Every view names its Action."""

from __future__ import annotations

from django.urls import path

from disclosures.views import alarms, deciding, drawing_up, requests

urlpatterns = [
    path("danger-now/", alarms.DangerNow.as_view(), name="danger-now"),
    path("alarms/", alarms.AlarmList.as_view(), name="alarms"),
    path("alarms/<str:reference>/", alarms.AlarmPage.as_view(), name="alarm"),
    path("alarms/<str:reference>/told/", alarms.AddTold.as_view(), name="alarm-told"),
    path("alarms/<str:reference>/file/", alarms.LinkAlarm.as_view(), name="alarm-file"),
    path("alarms/<str:reference>/review/", alarms.ReviewAlarm.as_view(), name="alarm-review"),
    path("disclosures/", requests.Register.as_view(), name="disclosures"),
    path("files/<str:reference>/disclosures/", requests.FileRequests.as_view(), name="file-disclosures"),
    path("files/<str:reference>/disclosures/new/", drawing_up.NewRequest.as_view(), name="disclosure-new"),
    path("disclosures/<str:reference>/", requests.RequestPage.as_view(), name="disclosure"),
    path("disclosures/<str:reference>/outline/", drawing_up.Outline.as_view(), name="disclosure-outline"),
    path("disclosures/<str:reference>/words/", drawing_up.Words.as_view(), name="disclosure-words"),
    path("disclosures/<str:reference>/basis/", drawing_up.ChooseBasis.as_view(), name="disclosure-basis"),
    path("disclosures/<str:reference>/questions/", drawing_up.Questions.as_view(), name="disclosure-questions"),
    path("disclosures/<str:reference>/propose/", requests.Propose.as_view(), name="disclosure-propose"),
    path("disclosures/<str:reference>/advice/", deciding.Advise.as_view(), name="disclosure-advise"),
    path("disclosures/<str:reference>/authority/", deciding.Authorise.as_view(), name="disclosure-authorise"),
    path("disclosures/<str:reference>/telling/", deciding.Tell.as_view(), name="disclosure-tell"),
    path("disclosures/<str:reference>/send/", deciding.Send.as_view(), name="disclosure-send"),
    path("disclosures/<str:reference>/letter/", requests.Letter.as_view(), name="disclosure-letter"),
    path("disclosures/<str:reference>/lines/", deciding.WriteLine.as_view(), name="disclosure-line"),
    path("disclosures/<str:reference>/close/", deciding.Close.as_view(), name="disclosure-close"),
    path("disclosures/<str:reference>/cancel/", deciding.Cancel.as_view(), name="disclosure-cancel"),
]
