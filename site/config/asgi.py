"""What the server runs: HTTP through Django, websockets and server-sent events beside it."""

import gc
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [path for path in (str(ROOT / "site"), str(ROOT)) if path not in sys.path]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402
from django.core.asgi import get_asgi_application  # noqa: E402
from django.urls import re_path  # noqa: E402

from config.start import sentences_alone  # noqa: E402

with sentences_alone():
    django_application = get_asgi_application()

from config.body_limit import BodyLimit  # noqa: E402
from config.routing import streams, websocket_urlpatterns  # noqa: E402
from consultations.townhalls.live.process import lifespan  # noqa: E402

application = ProtocolTypeRouter(
    {
        "http": URLRouter([*streams, re_path("", BodyLimit(django_application))]),  # type: ignore[arg-type]  # a scope is a dict for Django
        "websocket": AllowedHostsOriginValidator(URLRouter(websocket_urlpatterns)),
        "lifespan": lifespan,
    }
)

# What was made at the start is never garbage. A full collection that looked at all of it again held up one request in
# some three hundred for more than 150 ms; set aside, none.
gc.collect()
gc.freeze()
