"""A real Chromium over a real server, and what a page did that it must not."""

import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Page, Playwright, Route, async_playwright

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
        browser = await playwright.chromium.launch(
            executable_path=_browser(playwright), args=["--no-sandbox"]
        )
        try:
            context = await browser.new_context(**({"viewport": {"width": 1280, "height": 800}} | options))
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
            await browser.close()


def _browser(playwright: Playwright) -> str:
    own = playwright.chromium.executable_path
    found = next(
        (path for name in NAMES if (path := shutil.which(name))), own if Path(own).exists() else None
    )
    if found is None:
        pytest.skip("no Chromium here: `apt install chromium`, or `.venv/bin/playwright install chromium`")
    return found
