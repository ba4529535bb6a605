"""Pictures of the page that `goescape report --html` writes: docs/screens/page-light.png and page-dark.png.

`make page-screens` makes them of examples/tour, in Chromium.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser

from tests.harness import browser as browsers

ROOT: Final = Path(__file__).parent.parent
TOUR: Final = ROOT / "examples" / "tour"
SCREENS: Final = ROOT / "docs" / "screens"
# What is searched for, and how many steps the way is followed.
LOOKED_AT: Final = {"light": ("func() {…}", 1), "dark": ("make(map", 5)}


def main() -> None:
    if browsers.find() is None:
        sys.exit("no Chromium: apt install chromium")
    with tempfile.TemporaryDirectory() as folder, browsers.browser() as browser:
        page = Path(folder) / "tour.html"
        command = [sys.executable, "-m", "goescape", "report", "-q", "--html", str(page), "./..."]
        subprocess.run(command, cwd=TOUR, check=True)
        for theme, (words, steps) in LOOKED_AT.items():
            _draw(browser, page, theme, words, steps)


def _draw(browser: Browser, file: Path, theme: str, words: str, steps: int) -> None:
    page = browser.new_page(
        viewport={"width": 1440, "height": 900},
        color_scheme=theme,  # type: ignore[arg-type]
        reduced_motion="reduce",
    )
    page.goto(file.as_uri())
    page.locator(".row.site", has_text=words).first.click()
    for _ in range(steps):
        page.keyboard.press("n")
    picture = SCREENS / f"page-{theme}.png"
    page.screenshot(path=picture)
    print(picture.relative_to(ROOT), file=sys.stderr)
    page.close()


if __name__ == "__main__":
    main()
