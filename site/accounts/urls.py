"""Wagtail's own doors, led to ours: its sign-in form knows no second step and no rate limits.

The editor's pages read its API, and act through views whose hooks guard what must not happen (calls.wagtail_hooks).
The API can act too, past every hook, and nothing of the editor's asks it to; so those addresses are closed.
"""

from allauth.account.views import logout
from django.urls import path, re_path

from accounts import views

urlpatterns = [
    path("login/", views.to_sign_in),
    path("logout/", logout),
    re_path(r"^api/main/pages/\d+/action/", views.no_such_door),
    re_path("^password_reset/", views.to_password_reset),
]
