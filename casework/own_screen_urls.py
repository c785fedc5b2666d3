"""The addresses of the person's own screen that signing and viewing share."""

from django.urls import path

from casework.views import own_screen as views

urlpatterns = [
    path("own-screen/", views.EnterCode.as_view(), name="own-screen"),
    path("own-screen/state/", views.ScreenState.as_view(), name="own-screen-state"),
    path("own-screen/text/", views.TextSize.as_view(), name="own-screen-text"),
    path("own-screen/hand-over/", views.HandOver.as_view(), name="own-screen-hand-over"),
]
