"""A project: an island with its own channels, contacts and team (PRJ-2, PRJ-3)."""

from django.db import models
from django.urls import reverse

from accounts.models import Account
from common import clock


class Project(models.Model):
    """`service` marks the hidden project of the system bots. `look` changes with name, logo or colour and busts caches."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="projects")
    name = models.CharField(max_length=120)
    logo = models.CharField(max_length=200, blank=True, default="")
    colour = models.CharField(max_length=7, default="#0f6a60")
    time_zone = models.CharField(max_length=64, default="Europe/Moscow")
    answer_minutes = models.PositiveSmallIntegerField(default=15)
    look = models.PositiveIntegerField(default=1)
    service = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(colour__regex=r"^#[0-9a-f]{6}$"), name="project_colour_is_hex"
            ),
            models.UniqueConstraint(
                fields=["service"], condition=models.Q(service=True), name="one_service_project"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def logo_url(self) -> str:
        """Where members see the logo; "" without one."""
        return reverse("projects:logo", args=[self.pk, self.logo]) if self.logo else ""

    @property
    def brand_css_url(self) -> str:
        """The stylesheet with the brand colour; a new look has a new address."""
        return f"{reverse('projects:brand_css', args=[self.pk])}?v={self.look}"
