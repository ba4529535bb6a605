"""A real browser: Debian's Chromium or another one that is installed, driven by playwright."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """The browser's program; None if there is none."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


@contextmanager
def browser() -> Iterator[Browser]:
    program = find()
    assert program is not None
    with sync_playwright() as driver:
        # Containers run as root, and have no room in /dev/shm.
        found = driver.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield found
        found.close()


class Watched:
    """A page, and everything it complained about or asked the network for."""

    def __init__(self, opened: Browser, file: Path, **options: Any) -> None:
        self.page: Page = opened.new_page(**options)
        self.file = file
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(f"dialog {dialog.message}"))
        self.page.on("request", lambda request: self.requests.append(request.url))

    def open(self, fragment: str = "") -> Page:
        self.page.goto(f"{self.file.as_uri()}{fragment}")
        return self.page

    def close(self) -> None:
        self.page.close()
