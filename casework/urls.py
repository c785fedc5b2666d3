"""The addresses of casework. Every view names its Action, or why it needs none."""

from __future__ import annotations

from django.urls import path

from casework.own_screen_urls import urlpatterns as own_screen_urls
from casework.views import agencies, files, governance, home, notes, people, workers

urlpatterns = [
    path("", home.Home.as_view(), name="home"),
    path("tasks/", home.Tasks.as_view(), name="tasks"),
    path("tasks/<str:reference>/done/", home.FinishTask.as_view(), name="task-finish"),
    path("stay/", home.StaySignedIn.as_view(), name="stay-signed-in"),
    path("files/", files.FileList.as_view(), name="files"),
    path("files/new/", files.Intake.as_view(), name="file-new"),
    path("search/", files.Search.as_view(), name="search"),
    path("files/<str:reference>/", files.FilePage.as_view(), name="file"),
    path("files/<str:reference>/reason/", files.StateReason.as_view(), name="file-reason"),
    path("files/<str:reference>/close/", files.CloseFile.as_view(), name="file-close"),
    path("files/<str:reference>/reopen/", files.ReopenFile.as_view(), name="file-reopen"),
    path("files/<str:reference>/explained/", files.ExplainPolicy.as_view(), name="file-explain"),
    path("files/<str:reference>/notes/new/", notes.AddNote.as_view(), name="note-add"),
    path("files/<str:reference>/notes/<uuid:note>/", notes.CorrectNote.as_view(), name="note-correct"),
    path("files/<str:reference>/person/", people.PersonPage.as_view(), name="file-person"),
    path("files/<str:reference>/person/change/", people.EditPerson.as_view(), name="person-edit"),
    path("files/<str:reference>/person/relations/new/", people.AddRelation.as_view(), name="relation-add"),
    path("files/<str:reference>/team/", people.TeamPage.as_view(), name="file-team"),
    path("files/<str:reference>/team/assign/", people.AssignWorker.as_view(), name="assign"),
    path("files/<str:reference>/team/<str:worker>/end/", people.EndAssignment.as_view(), name="assignment-end"),
    path("files/<str:reference>/must-not-know/", people.BarsPage.as_view(), name="file-bars"),
    path("files/<str:reference>/must-not-know/new/", people.RecordBar.as_view(), name="bar-add"),
    path("matches/<str:reference>/", people.ResolveMatch.as_view(), name="match"),
    path("agencies/", agencies.AgencyList.as_view(), name="agencies"),
    path("agencies/new/", agencies.AddAgency.as_view(), name="agency-add"),
    path("agencies/<str:reference>/", agencies.EditAgency.as_view(), name="agency-edit"),
    path("workers/", workers.WorkerList.as_view(), name="workers"),
    path("workers/invite/", workers.InviteWorker.as_view(), name="worker-invite"),
    path("workers/deputies/new/", workers.NominateDeputy.as_view(), name="deputy-add"),
    path("workers/<str:reference>/", workers.WorkerPage.as_view(), name="worker"),
    path("workers/<str:reference>/change/", workers.ChangeWorker.as_view(), name="worker-change"),
    path("workers/<str:reference>/deactivate/", workers.DeactivateWorker.as_view(), name="worker-deactivate"),
    path("workers/<str:reference>/leave/", workers.RecordLeave.as_view(), name="leave-add"),
    path("workers/<str:reference>/review/", workers.RecordReview.as_view(), name="review-add"),
    path("workers/<str:reference>/vetting/", workers.VettingPage.as_view(), name="vetting"),
    path("workers/<str:reference>/vetting/new/", workers.RecordVetting.as_view(), name="vetting-add"),
    path("undertaking/", workers.SignUndertaking.as_view(), name="undertaking"),
    path("ledger/", governance.Ledger.as_view(), name="ledger"),
    path("ledger/<int:entry>/", governance.LedgerEntryPage.as_view(), name="ledger-entry"),
    path("policy/", governance.PolicyPage.as_view(), name="policy"),
    path("policy/<str:version>/", governance.PolicyPage.as_view(), name="policy-version"),
    path("what-it-refuses/", governance.WhatItRefuses.as_view(), name="what-it-refuses"),
    path("accessibility/", governance.Accessibility.as_view(), name="accessibility"),
    *own_screen_urls,
]
