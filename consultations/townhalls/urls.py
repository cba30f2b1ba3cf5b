"""What people do in a town hall. Its own address is a page's."""

from django.urls import path

from consultations.townhalls.views import public

app_name = "townhalls"
urlpatterns = [
    path("<int:pk>/speak/", public.speak, name="speak"),
    path("<int:pk>/address/", public.address, name="address"),
    path("<int:pk>/reply/<uuid:key>/", public.reply, name="reply"),
    path("<int:pk>/vote/<uuid:key>/", public.cast, name="vote"),
    path("said/<uuid:key>/changes/", public.wordings, name="wordings"),
    path("confirm/<str:token>/", public.confirm, name="confirm"),
]
