"""Channels the tutorial's way: each socket a member of the group, in the layer of one process."""

import json
import time
from typing import Any

import django
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.layers import get_channel_layer
from channels.routing import ProtocolTypeRouter, URLRouter
from django.conf import settings
from django.urls import path

from benchmarks.live import WORDS
from benchmarks.live.servers import Server, serve

GROUP = "thread"


class Thread(AsyncWebsocketConsumer):
    async def connect(self) -> None:
        await self.channel_layer.group_add(GROUP, self.channel_name)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        await self.channel_layer.group_discard(GROUP, self.channel_name)

    async def thread_message(self, event: dict[str, Any]) -> None:
        await self.send(text_data=json.dumps({"n": event["n"], "text": event["text"]}))


class Tutorial(Server):
    path = "/thread/"

    def say(self, number: int) -> dict[str, Any]:
        async def all_of_them() -> None:
            await get_channel_layer().group_send(GROUP, {"type": "thread.message", "n": number, "text": WORDS})

        moment = time.time()
        self.run_in_loop(all_of_them)
        return {"n": number, "at": moment, "writing": 0}


if __name__ == "__main__":
    settings.configure(CHANNEL_LAYERS={"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}})
    django.setup()
    routes = URLRouter([path("thread/", Thread.as_asgi())])
    serve(Tutorial(), ProtocolTypeRouter({"websocket": routes}))
