"""Pictures of every page for docs/screenshots: `python -m tests.screenshots` starts the demo and photographs it.

Wide and narrow, light and dark; the README's picture is inbox.png.
"""

import io
import json
from typing import Any

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.plugins.browsers import ARGUMENTS
from tests.stack import ROOT, Stack

TARGET = ROOT / "docs" / "screenshots"
WIDE, NARROW = (1440, 900), (390, 844)
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


def main() -> None:
    """Start, photograph, stop."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with Stack() as stack, sync_playwright() as driver:
        demo: dict[str, Any] = json.loads(stack.manage("demo").splitlines()[-1])
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        for (width, height), theme in [
            (size, theme) for size in (WIDE, NARROW) for theme in ("light", "dark")
        ]:
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=theme, locale="ru-RU"
            )
            page = context.new_page()
            for name, path in PUBLIC.items():
                shoot(page, stack.url + path, f"{name}-{width}-{theme}")
            sign_in(page, stack.url)
            for name, path in pages(demo["project"], demo["bots"][0]["channel"], 3).items():
                shoot(page, stack.url + path, f"{name}-{width}-{theme}")
            page.goto(stack.sandbox)
            shoot(page, stack.sandbox, f"sandbox-{width}-{theme}")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
