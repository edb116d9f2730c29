"""All that came in (ARCHITECTURE §2, §3): the raw body is kept before anything is interpreted."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from channels_hub.enums import ReceiptState


class Receipt(models.Model):
    """One part of a provider's request, as it came. Partitioned by day in SQL (migration 0002), so unmanaged here.

    Not project-owned by design: it is stored before a project's scope exists; `channel` names the owner. No foreign
    keys. `event` is the provider's own id of the event, `peer` the sender.
    """

    id = models.BigAutoField(primary_key=True)
    project = models.BigIntegerField()
    channel = models.BigIntegerField()
    event = models.CharField(max_length=200)
    peer = models.CharField(max_length=128, default="")
    body = models.BinaryField()
    received_at = models.DateTimeField()
    state = models.SmallIntegerField(choices=ReceiptState.choices, default=ReceiptState.WAITING)
    error = models.TextField(default="")
    tries = models.SmallIntegerField(default=0)

    class Meta:
        verbose_name, verbose_name_plural = _("receipt"), _("receipts")
        managed = False
        db_table = "channels_hub_receipt"

    def __str__(self) -> str:
        return f"receipt {self.pk}"
