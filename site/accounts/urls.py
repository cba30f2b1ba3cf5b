"""Wagtail's own doors, led to ours: its sign-in form knows no second step and no rate limits."""

from allauth.account.views import logout
from django.urls import path, re_path

from accounts import views

urlpatterns = [
    path("login/", views.to_sign_in),
    path("logout/", logout),
    re_path("^password_reset/", views.to_password_reset),
]
