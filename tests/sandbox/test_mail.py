"""Mail over SMTP and Web Push: kept, shown, never sent on."""

import smtplib
from email.message import EmailMessage

import requests

from tests.sandbox_process import Sandbox


def mail(to: str, subject: str = "Код входа") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Wepster <no-reply@demo.test>", to, subject
    message.set_content("Ваш код 123-456.\n.точка в начале\nhttp://localhost:8000/join/abc.\n")
    message.add_alternative(
        '<p>Код</p><a href="http://localhost:8000/join/abc?x=1&amp;y=2">Войти</a>', subtype="html"
    )
    return message


def test_mail_is_kept_and_parsed(sandbox: Sandbox) -> None:
    with smtplib.SMTP("127.0.0.1", sandbox.smtp_port) as smtp:
        smtp.send_message(mail("anna@demo.test"))
        smtp.send_message(mail("oleg@demo.test", "Другое"))
    (kept,) = sandbox.mail("Anna@demo.test")
    assert (kept["subject"], kept["to"], kept["from"]) == (
        "Код входа",
        ["anna@demo.test"],
        "Wepster <no-reply@demo.test>",
    )
    assert kept["text"].splitlines()[:2] == ["Ваш код 123-456.", ".точка в начале"]
    assert "<p>Код</p>" in kept["html"]
    assert kept["links"] == ["http://localhost:8000/join/abc", "http://localhost:8000/join/abc?x=1&y=2"]
    assert len(sandbox.mail()) == 2


def test_sign_in_is_accepted_and_attachments_are_named(sandbox: Sandbox) -> None:
    message = mail("a@demo.test")
    message.add_attachment(b"abc", maintype="application", subtype="pdf", filename="счёт.pdf")
    with smtplib.SMTP("127.0.0.1", sandbox.smtp_port) as smtp:
        smtp.login("anybody", "anything")
        smtp.send_message(message)
    assert sandbox.mail("a@demo.test")[0]["attachments"] == [
        {"name": "счёт.pdf", "mime": "application/pdf", "size": 3}
    ]


def test_the_last_five_hundred_are_kept(sandbox: Sandbox) -> None:
    with smtplib.SMTP("127.0.0.1", sandbox.smtp_port) as smtp:
        for number in range(505):
            smtp.send_message(mail("a@demo.test", str(number)))
    kept = sandbox.mail()
    assert (len(kept), kept[0]["subject"], kept[-1]["subject"]) == (500, "5", "504")


def test_push_deliveries_and_their_answers(sandbox: Sandbox) -> None:
    sandbox.control("POST", "push", {"id": "gone", "status": 410})
    assert (
        requests.post(
            f"{sandbox.url}/push/dev1", data=b"\x00\x01", headers={"TTL": "60"}, timeout=5
        ).status_code
        == 201
    )
    assert requests.post(f"{sandbox.url}/push/gone", data=b"x", timeout=5).status_code == 410
    (kept,) = sandbox.pushes("dev1")
    assert (kept["base64"], kept["headers"]["TTL"]) == ("AAE=", "60")
