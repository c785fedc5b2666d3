"""The few pages of django-allauth that are offered: signing in and out, and one's own password."""

from allauth.account import views
from django.urls import path

urlpatterns = [
    path("sign-in/", views.login, name="account_login"),
    path("sign-out/", views.logout, name="account_logout"),
    path("password/", views.password_change, name="account_change_password"),
    path("confirm/", views.reauthenticate, name="account_reauthenticate"),
]
