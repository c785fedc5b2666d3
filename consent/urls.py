"""The addresses of consent. Every view names its Action."""

from __future__ import annotations

from django.urls import path

from consent import permission_views, views

urlpatterns = [
    path("files/<str:reference>/consent/", views.ConsentList.as_view(), name="consent"),
    path("files/<str:reference>/consent/new/", views.WriteConsent.as_view(), name="consent-new"),
    path("consent/<str:reference>/", views.ConsentPage.as_view(), name="consent-form"),
    path("consent/<str:reference>/edit/", views.WriteConsent.as_view(), name="consent-edit"),
    path("consent/<str:reference>/sign/", views.SignConsent.as_view(), name="consent-sign"),
    path("consent/<str:reference>/print/", views.PrintConsent.as_view(), name="consent-print"),
    path("consent/<str:reference>/withdraw/", views.WithdrawConsent.as_view(), name="consent-withdraw"),
    path("consent/<str:reference>/discard/", views.DiscardDraft.as_view(), name="consent-discard"),
    path("files/<str:reference>/colleagues/", permission_views.Permissions.as_view(), name="permissions"),
    path("files/<str:reference>/colleagues/new/", permission_views.PermitColleague.as_view(), name="permission-new"),
    path("colleagues/<str:reference>/end/", permission_views.EndPermission.as_view(), name="permission-end"),
]
