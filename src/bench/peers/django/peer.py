"""A chat as the tutorial of Channels writes it, with its Redis layer: settings, consumer and ASGI application."""

import os
from urllib.parse import parse_qs

import django
from django.conf import settings

settings.configure(
    SECRET_KEY="of a benchmark",
    ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=["channels"],
    CHANNEL_LAYERS={
        "default": {
            "BACKEND": "channels_redis.core.RedisChannelLayer",
            "CONFIG": {"hosts": ["unix://" + os.path.abspath("redis.sock")]},
        }
    },
)
django.setup()

from channels.generic.websocket import AsyncWebsocketConsumer  # noqa: E402
from channels.routing import ProtocolTypeRouter  # noqa: E402
from django.core.asgi import get_asgi_application  # noqa: E402


class Room(AsyncWebsocketConsumer):
    """Listens to the group ``topic`` of the query; what it receives goes to the group ``to``."""

    async def connect(self):
        query = parse_qs(self.scope["query_string"].decode())
        self.listens = query.get("topic", [""])[0].replace("/", ".") or "nobody"
        self.says = query.get("to", [""])[0].replace("/", ".") or "nobody"
        await self.channel_layer.group_add(self.listens, self.channel_name)
        await self.accept()

    async def disconnect(self, code):
        await self.channel_layer.group_discard(self.listens, self.channel_name)

    async def receive(self, text_data=None, bytes_data=None):
        await self.channel_layer.group_send(self.says, {"type": "chat.message", "text": text_data})

    async def chat_message(self, event):
        await self.send(text_data=event["text"])


application = ProtocolTypeRouter({"http": get_asgi_application(), "websocket": Room.as_asgi()})
