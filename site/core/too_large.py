"""What whoever sends too much is told. config.body_limit shows it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache


@never_cache
def too_large(request: HttpRequest) -> HttpResponse:
    return render(request, "core/too_large.html", status=413)
