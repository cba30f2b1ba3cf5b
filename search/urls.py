"""Search."""

from django.urls import path, re_path

from search import views

app_name = "search"
urlpatterns = [
    path("", views.search, name="search"),
    path("help/", views.help_page, name="help"),
    path("suggest/", views.suggest, name="suggest"),
    re_path(r"^export\.(?P<suffix>csv|xlsx|json)$", views.export, name="export"),
]
