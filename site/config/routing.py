"""Addresses that answer websockets, and the one that answers before Django."""

from channels.security.websocket import WebsocketDenier
from django.urls import URLPattern, URLResolver, path, re_path

from consultations.townhalls.live.server_sent import server_sent_events
from consultations.townhalls.live.sockets import desk_socket, thread_socket

websocket_urlpatterns: list[URLPattern | URLResolver] = [
    path("town-halls/<uuid:key>/live/", thread_socket),  # type: ignore[arg-type]  # an ASGI application
    path("town-halls/<uuid:key>/desk/live/", desk_socket),  # type: ignore[arg-type]  # an ASGI application
    re_path("", WebsocketDenier.as_asgi()),
]
streams: list[URLPattern | URLResolver] = [
    path("town-halls/<uuid:key>/stream/", server_sent_events),  # type: ignore[arg-type]  # an ASGI application
]
