"""Pictures of every page for docs/screenshots: `python -m tests.screenshots` starts the demo and photographs it.

Wide and narrow, light and dark; the README's picture is inbox.png. Words after the name choose by beginnings: `staff trouble`.
"""

import io
import itertools
import json
import sys
from typing import Any
from urllib.parse import urljoin

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.plugins.browsers import ARGUMENTS
from tests.stack import ROOT, Stack

TARGET = ROOT / "docs" / "screenshots"
WIDE, NARROW = (1440, 900), (390, 844)
Only = tuple[str, ...]
PUBLIC = {"sign-up": "/accounts/", "sign-up-email": "/accounts/sign-up/", "sign-in": "/accounts/sign-in/"}


def pages(project: int, channel: int, member: int) -> dict[str, str]:
    """Every page of a signed-in owner by the name of its picture."""
    base = f"/p/{project}"
    return {
        "projects": "/projects/",
        "profile": "/accounts/profile/",
        "inbox": f"{base}/inbox/chats/1/?tab=mine",
        "inbox-new": f"{base}/inbox/chats/8/?tab=new",
        "inbox-others": f"{base}/inbox/others/",
        "inbox-done": f"{base}/inbox/done/",
        "card": f"{base}/inbox/chats/1/card/?tab=mine",
        "start": f"{base}/start/",
        "settings-project": f"{base}/settings/project/",
        "settings-channels": f"{base}/settings/channels/",
        "settings-channel": f"{base}/settings/channels/{channel}/check/",
        "settings-connect-telegram": f"{base}/settings/channels/telegram/connecting/",
        "settings-team": f"{base}/settings/team/",
        "settings-rights": f"{base}/settings/team/{member}/rights/",
        "settings-labels": f"{base}/audience/labels/",
    }


STAFF = {
    "staff": "/staff/",
    "staff-status": "/staff/status",
    "staff-deliveries": "/staff/channels_hub/delivery/",
    "staff-receipts": "/staff/channels_hub/receipt/",
}
# What a demo in good order does not show; the folder of a test is thrown away afterwards.
TROUBLE = """
import secrets
from accounts.models import Person
from channels_hub.models import Channel, Delivery, Receipt
from channels_hub.queries import receipts
from common import clock
from django.db import connection
from projects.models import Project
from projects.scope import everywhere, project_scope
with everywhere("screenshots"):
    Person.objects.filter(email="owner@demo.test").update(is_staff=True, is_superuser=True)
with project_scope({project}):
    project = Project.objects.get(pk={project})
    first = Channel.objects.order_by("id")[0]
    for name, cause, detail in [
        ("Обжиг опт", "token", "Unauthorized"), ("Обжиг кофейни", "taken", "bot.example.com"), ("Обжиг доставка", "lost", "")
    ]:
        Channel.objects.create(
            project=project, kind="telegram", account=secrets.token_hex(4), name=name, username="obzhig_bot",
            key=secrets.token_hex(8), health=cause, health_detail=detail, health_at=clock.now(), connected_at=clock.now(),
        )
    for number, state in enumerate(["failed", "uncertain", "failed"]):
        Delivery.objects.create(
            project=project, channel=first, chat=-number, entry=-number, peer="0", intent=f"screenshot:{{number}}",
            content={{}}, state=state, error_code="too_long" if state == "failed" else "unknown", settled_at=clock.now(),
        )
with connection.cursor() as cursor:
    rows = [receipts.Row({project}, first.pk, f"screenshot:{{number}}", "0", b"{{}}") for number in range(3)]
    receipts.store(cursor, rows)
Receipt.objects.filter(event__startswith="screenshot").update(state=2, error="KeyError in parsing.message, line 31")
"""


def troubled(project: int) -> dict[str, str]:
    """Pages while channels do not work."""
    return {
        "trouble-inbox": f"/p/{project}/inbox/new/",
        "trouble-channels": f"/p/{project}/settings/channels/",
    }


def shoot(page: Page, url: str, name: str) -> None:
    """One page as it settles, as a small JPEG; the README's as PNG."""
    answer = page.goto(url)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(400)
    if answer is not None and answer.status != 200:
        print(f"{name}: {answer.status} {url}")
        return
    data = page.screenshot()
    if name == "inbox-1440-light":
        (TARGET / "inbox.png").write_bytes(data)
    Image.open(io.BytesIO(data)).convert("RGB").save(TARGET / f"{name}.jpg", quality=78, optimize=True)


def sign_in(page: Page, base: str) -> None:
    page.goto(f"{base}/accounts/sign-in/")
    page.fill("input[name=email]", "owner@demo.test")
    page.fill("input[name=password]", "wepster-demo")
    page.locator("form button.btn--primary").first.click()
    page.wait_for_url(lambda url: "/accounts/" not in url)


def rounds(browser: Browser, url: str, places: dict[str, str], strangers: dict[str, str], only: Only) -> None:
    """Photograph `strangers`' pages, then as the owner `places`, in both sizes and themes; addresses may be whole."""
    for (width, height), theme in itertools.product((WIDE, NARROW), ("light", "dark")):
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=theme, locale="ru-RU"
        )
        page = context.new_page()
        wanted = {name: path for name, path in strangers.items() if not only or name.startswith(only)}
        for name, path in wanted.items():
            shoot(page, urljoin(url, path), f"{name}-{width}-{theme}")
        wanted = {name: path for name, path in places.items() if not only or name.startswith(only)}
        if wanted:
            sign_in(page, url)
        for name, path in wanted.items():
            shoot(page, urljoin(url, path), f"{name}-{width}-{theme}")
        context.close()


def main(only: Only = ()) -> None:
    """Start, photograph, stop; `only` those whose names begin so."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with Stack() as stack, sync_playwright() as driver:
        demo: dict[str, Any] = json.loads(stack.manage("demo").splitlines()[-1])
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        good = pages(demo["project"], demo["bots"][0]["channel"], 3) | {"sandbox": stack.sandbox}
        rounds(browser, stack.url, good, PUBLIC, only)
        stack.manage("shell", "-v", "0", "-c", TROUBLE.format(project=demo["project"]))
        rounds(browser, stack.url, STAFF | troubled(demo["project"]), {}, only)
        browser.close()


if __name__ == "__main__":
    main(tuple(sys.argv[1:]))
