"""An event → a line in a chat, a mail or a page, by Apprise and in a thread of its own."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from typing import Any

from firebell.alert import template
from firebell.deliver.answer import Answer, failed
from firebell.deliver.message import Message, plain, title
from firebell.deliver.secret import Found
from firebell.errors import FirebellError
from firebell.rules.ruling import Severity

KINDS = {Severity.Extreme: "failure", Severity.Severe: "failure", Severity.Moderate: "warning"}
"""Apprise's NotifyType by severity; else `info`."""


class NoChatError(FirebellError):
    """Chats need the extra `chat`, or the address is none that Apprise knows."""


def missing() -> str:
    """What has to be installed for chats, "" where it is."""
    return "" if find_spec("apprise") else "apprise is not installed: pip install 'firebell[chat]'"


class Chat:
    """One address of Apprise's. One message at a time: they are read in the order in which they come."""

    most_flying = 1

    def __init__(self, found: Found, text: str, seconds: float) -> None:
        if wrong := missing():
            raise NoChatError(wrong)
        import apprise  # noqa: PLC0415 -- half a second that nobody else needs to pay

        asset = apprise.AppriseAsset(
            app_id="firebell",
            app_desc="firebell",
            app_url="",
            async_mode=False,
            secure_logging=True,
            plugin_paths=[],
        )
        self._apprise: Any = apprise.Apprise(asset=asset)
        if not self._apprise.add(found.url):
            raise NoChatError("the address is none that Apprise knows; see github.com/caronc/apprise")
        self._text = apprise.NotifyFormat.TEXT
        self._template = template.compiled(text) if text else None
        self._seconds = seconds
        self._thread = ThreadPoolExecutor(1, "firebell-chat")

    async def send(self, message: Message) -> Answer:
        """Tell it once."""
        try:
            body = self._body(message)
        except template.BadTemplateError as error:
            return failed("template", str(error))
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(self._seconds):
                told = await loop.run_in_executor(self._thread, self._notify, message, body)
        except TimeoutError:
            return failed("timeout", f"not told within {self._seconds:g} s")
        except Exception as error:  # noqa: BLE001 -- a hundred plugins, each with errors of its own
            return failed("chat", type(error).__name__)  # its words may hold the address, which is a secret
        return Answer() if told else failed("chat", "Apprise could not tell it; its own log says why")

    async def aclose(self) -> None:
        """Let the thread go, when it is done."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _body(self, message: Message) -> str:
        if self._template is None:
            return plain(message.summary)
        return plain(template.rendered(self._template, template.variables(message.body)))

    def _notify(self, message: Message, body: str) -> bool:
        kind = KINDS.get(message.severity, "info") if message.severity else "info"
        return bool(
            self._apprise.notify(
                body=body or title(message), title=title(message), notify_type=kind, body_format=self._text
            )
        )
