"""The system's Chromium, without a network, for pages that newsclean makes."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Dialog, Page, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()
AXE = Path(__file__).parents[2] / ".cache"  # .ci/run puts axe-core's package there
WIDTHS = {"phone": (390, 844), "tablet": (820, 1100), "desk": (1280, 900)}


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start it; skip where the machine has none."""
    if not CHROMIUM.exists():
        pytest.skip("no /usr/bin/chromium: apt-get install chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


class Watched:
    """A page with all that it complained about and asked the network for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("dialog", self._asked)

    def _asked(self, dialog: Dialog) -> None:
        self.complaints.append(dialog.message)
        dialog.dismiss()


def opened(
    browser: Browser,
    html: str,
    folder: Path,
    width: str = "desk",
    scheme: Literal["light", "dark"] = "light",
) -> Watched:
    """Write a page to a file and open it."""
    file = folder / "page.html"
    file.write_text(html, "utf-8")
    across, down = WIDTHS[width]
    page = browser.new_page(viewport={"width": across, "height": down}, color_scheme=scheme)
    watched = Watched(page)
    page.goto(file.as_uri())
    return watched


def serious_findings(page: Page) -> list[str]:
    """Return what axe-core finds that is serious or critical; skip where it was not fetched."""
    packages = sorted(AXE.glob("axe-core-*.tgz"))
    if not packages:
        pytest.skip("no axe-core in .cache/: npm pack axe-core --pack-destination .cache")
    with tarfile.open(packages[-1]) as archive:
        file = archive.extractfile("package/axe.min.js")
        assert file
        page.evaluate(f"() => {{ {file.read().decode()} }}")
    found = page.evaluate("async () => (await axe.run()).violations")
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:200]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
