"""What a signed-in person writes and sent: `/my/`."""

from django.urls import path

from evidence.submissions.views import my

app_name = "my"
urlpatterns = [path("", my.my_submissions, name="submissions")]
