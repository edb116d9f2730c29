from channels_hub.models.channel import Channel
from channels_hub.models.client_link import ClientLink
from channels_hub.models.delivery import Delivery
from channels_hub.models.heartbeat import Heartbeat
from channels_hub.models.lane import Lane
from channels_hub.models.lease import Lease
from channels_hub.models.media_file import MediaFile
from channels_hub.models.receipt import Receipt
from channels_hub.models.sign_in import SignIn

__all__ = [
    "Channel",
    "ClientLink",
    "Delivery",
    "Heartbeat",
    "Lane",
    "Lease",
    "MediaFile",
    "Receipt",
    "SignIn",
]
