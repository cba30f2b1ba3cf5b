"""Addresses of standing bodies. A body's and a session's own are those of pages."""

from django.urls import URLPattern

app_name = "assemblies"
urlpatterns: list[URLPattern] = []
