"""The 16 content types of a page, as the product has had them since 2019 (CHN-7)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from channels_hub.kinds.content_type import ContentType
from channels_hub.kinds.facebook.tags import valid

DEFAULT = "business_productivity"


def _type(was: str, title: Any, about: Any, *examples: Any, approved: bool = False) -> ContentType:
    return ContentType(was.lower(), title, about, examples, was, valid(was), approved)


TYPES = (
    _type(
        "NON_PROMOTIONAL_SUBSCRIPTION",
        _("I have the permission for regular messages for my page"),
        _(
            "Choose this when Facebook approved the request of the page itself. Without that approval choose one of the types below."
        ),
        approved=True,
    ),
    _type(
        "BUSINESS_PRODUCTIVITY",
        _("Business productivity"),
        _(
            "Messages without advertising for those who use your services and goods: dates of maintenance or payment, reports, recommendations."
        ),
        _("It is time to descale the coffee machine"),
        _("The report for April is ready"),
    ),
    _type(
        "CONFIRMED_EVENT_REMINDER",
        _("Event reminder"),
        _("Reminders of events that the person is going to visit."),
        _("The webinar begins in an hour. Are you with us?"),
        _("The next event is on the 20th"),
    ),
    _type(
        "TICKET_UPDATE",
        _("Change of an event"),
        _("Notices about an event for which the person has a ticket."),
        _("The conference begins in an hour. Hurry up"),
        _("The place of the event has changed"),
        _("The webinar is cancelled"),
    ),
    _type(
        "SHIPPING_UPDATE",
        _("Delivery of an order"),
        _("How the delivery of what was bought goes on."),
        _("Your order is on its way"),
        _("The parcel has arrived"),
        _("The courier is 15 minutes late"),
    ),
    _type(
        "APPLICATION_UPDATE",
        _("State of an application"),
        _("How an application of the person goes on."),
        _("Your application is being worked on"),
        _("Your application is approved"),
    ),
    _type(
        "PAIRING_UPDATE",
        _("A match is found"),
        _("What the person looked for has been found."),
        _("We found a flat for your request"),
        _("There is a free parking place"),
    ),
    _type(
        "PAYMENT_UPDATE",
        _("Present transactions"),
        _("Notices about present payments and transactions of the person."),
        _("Receipt of payment"),
        _("The goods are sold out"),
        _("Your payment is being processed"),
    ),
    _type(
        "PERSONAL_FINANCE_UPDATE",
        _("Payments and finance"),
        _("Reminders about a payment or a transaction of the person."),
        _("A reminder of the payment"),
        _("Confirm the transfer"),
        _("A payment has come to you"),
    ),
    _type(
        "RESERVATION_UPDATE",
        _("Booking and reservation"),
        _("How a booking or a reservation stands."),
        _("Your rent is confirmed"),
        _("The route of the tour has changed"),
        _("The hotel booking is cancelled"),
    ),
    _type(
        "APPOINTMENT_UPDATE",
        _("Appointment"),
        _("Changes of an appointment that stands."),
        _("Your appointment is moved to 12:00"),
        _("The place of the appointment has changed"),
        _("The appointment is cancelled"),
    ),
    _type(
        "GAME_EVENT",
        _("Games and sports"),
        _("Changes or events in a game or a sports event."),
        _("The weekly tournament begins"),
        _("The match begins in half an hour"),
        _("Something happened in the game"),
    ),
    _type(
        "TRANSPORTATION_UPDATE",
        _("Timetable and routes of transport"),
        _("Delays, arrivals, changes of a route."),
        _("Your flight is delayed"),
        _("Your car has arrived"),
        _("New timetable of bus 113"),
    ),
    _type(
        "COMMUNITY_ALERT",
        _("Alerts of communities"),
        _("An emergency or an everyday matter in your community."),
        _("A safety check is asked for. Confirm the administrator's rights"),
    ),
    _type(
        "ACCOUNT_UPDATE",
        _("Changes of the user's account"),
        _("Messages about changes in the person's account."),
        _("Your password has been changed"),
        _("The profile is updated"),
    ),
    _type(
        "FEATURE_FUNCTIONALITY_UPDATE",
        _("News of your bot"),
        _("What new your bot can do."),
        _("Now you can apply right in the chat"),
        _("From 1 August you can choose and order goods right in the bot"),
    ),
)
