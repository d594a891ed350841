"""A real Chromium over a real server, and what a page did that it must not."""

import atexit
import contextlib
import shutil
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, BrowserType, Page, Route, async_playwright
from playwright.async_api import TimeoutError as TooLate
from tests.tools import absent

STARTS_WITHIN = 60
ANSWERS_WITHIN = 20
TRIES = 5
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--no-first-run",
    "--remote-debugging-port=0",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-gpu",
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
STANDS = {
    "stream_lag_entries": 0,
    "stream_pending_entries": 0,
    "oldest_pending_seconds": 0.0,
    "journal_lag_entries": 0,
    "journal_lag_seconds": 0.0,
    "folding": True,
    "fold_stopped_at": None,
    "config_hash": "0123456789abcdef",
    "dead_letters": 0,
}
"""A firebell in order, as `/v1/status` tells it; its last article is told by the server."""


class Desk(NamedTuple):
    """A page, with everything that went wrong on it and every host that it asked."""

    page: Page
    wrong: list[str]
    hosts: set[str]

    async def rows(self) -> list[str]:
        """The alerts' headlines as they stand there."""
        return [one.strip() for one in await self.page.locator("#rows .headline").all_inner_texts()]


@asynccontextmanager
async def desk(
    base: str, path: str = "/", *, stands: Mapping[str, Any] | None = None, **options: Any
) -> AsyncIterator[Desk]:
    """The page as a new visitor sees it; skips where no Chromium is at hand."""
    async with async_playwright() as playwright:
        browser = await _connected(playwright.chromium, running(playwright.chromium.executable_path))
        context = await browser.new_context(**({"viewport": {"width": 1280, "height": 800}} | options))
        try:
            page = await context.new_page()
            seen = Desk(page, [], set())
            page.on("console", lambda said: seen.wrong.append(said.text) if said.type == "error" else None)
            page.on("pageerror", lambda error: seen.wrong.append(str(error)))
            page.on("request", lambda asked: seen.hosts.add(urlsplit(asked.url).netloc))

            async def told(route: Route) -> None:
                await route.fulfill(json={**STANDS, **(stands or {})})

            await page.route("**/v1/status", told)
            await page.goto(base + path)
            await page.locator("#rows-end:not(:empty)").wait_for(state="attached")
            yield seen
        finally:
            await context.close()


async def _connected(chromium: BrowserType, address: str) -> Browser:
    """The browser; one that has just started does not always answer at the first time of asking."""
    for _ in range(TRIES - 1):
        with contextlib.suppress(TooLate):
            return await chromium.connect_over_cdp(address, timeout=ANSWERS_WITHIN * 1000)
    return await chromium.connect_over_cdp(address, timeout=ANSWERS_WITHIN * 1000)


@cache
def running(own: str) -> str:
    """The address of one Chromium for all tests, started with the first of them and ended with the process."""
    found = next(
        (path for name in NAMES if (path := shutil.which(name))), own if Path(own).exists() else None
    )
    if found is None:
        absent("no Chromium here: `make tools` as root on Debian, or `.venv/bin/playwright install chromium`")
    home = Path(tempfile.mkdtemp(prefix="firebell-chromium-"))
    words = [found, *FLAGS, f"--user-data-dir={home}", "about:blank"]
    process = subprocess.Popen(words, stderr=subprocess.DEVNULL)  # noqa: S603 -- as found
    atexit.register(_end, process, home)
    told = home / "DevToolsActivePort"
    for _ in range(STARTS_WITHIN * 20):
        if told.exists() and (lines := told.read_text().split()):
            return f"http://127.0.0.1:{lines[0]}"
        time.sleep(0.05)  # noqa: TID251 -- until the browser has written it
    pytest.fail(f"{found} did not start within {STARTS_WITHIN} s")


def _end(process: subprocess.Popen[bytes], home: Path) -> None:
    process.terminate()
    process.wait(10)
    shutil.rmtree(home, ignore_errors=True)
