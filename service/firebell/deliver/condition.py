"""A channel's successes and failures → how it stands: failing since when, paused, disabled, and what is held back."""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from firebell.alert.digest import Held
from firebell.deliver.answer import Answer
from firebell.deliver.schedule import Schedule
from firebell.redis.deliveries import Changes

TROUBLE = ("failing_since", "disabled", "disabled_at", "paused_until")


@dataclass(slots=True)
class Condition:
    """What is known of one channel as a whole; moments in ms, 0 where there was none."""

    cursor: str = "0-0"
    began: int = 0
    last_ok: int = 0
    last_failure: int = 0
    failing_since: int = 0
    paused_until: int = 0
    disabled: str = ""
    address: str = ""
    asked: int = 0
    held: Held | None = None

    def succeeded(self, now: int, changes: Changes) -> None:
        """Something was delivered."""
        self.last_ok, self.failing_since = now, 0
        changes.head |= {"last_ok": now, "failing_since": None}
        changes.count("delivered")

    def failed(self, now: int, answer: Answer, schedule: Schedule, changes: Changes) -> None:
        """Something failed; it may have been once too often."""
        if not self.failing_since or now - self.last_failure > schedule.gap_ms:
            self.failing_since = now
        self.last_failure = now
        said = f"{answer.reason}: {answer.detail}" if answer.detail else answer.reason
        changes.head |= {
            "failing_since": self.failing_since,
            "last_failure": now,
            "last_error": said,
        }
        changes.count("failed")
        if answer.asked:
            self.paused_until = max(self.paused_until, now + int(answer.asked * schedule.scale * 1000))
            changes.head["paused_until"] = self.paused_until
        if answer.reason == "gone":
            self._disable(f"the receiver says {answer.detail}", now, changes)
        elif schedule.is_over(self.failing_since, now):
            self._disable("nothing but failures for 120 hours", now, changes)

    def _disable(self, why: str, now: int, changes: Changes) -> None:
        self.disabled = why
        changes.head |= {"disabled": why, "disabled_at": now}

    def move_to(self, address: str, changes: Changes) -> bool:
        """Take up an address; whether it is another one, where the troubles of the last are none."""
        before, self.address = self.address, address
        if before == address:
            return False
        changes.head["address"] = address
        if before:
            self.failing_since = self.paused_until = 0
            self.disabled = ""
            changes.head |= dict.fromkeys(TROUBLE)
        return bool(before)

    def hold(self, held: Held | None, changes: Changes) -> None:
        """Hold this back from now on."""
        self.held = held
        changes.head["digest"] = None if held is None else msgspec.msgpack.encode(held)


def condition(head: Mapping[str, bytes]) -> Condition:
    """The condition that stands in Redis."""

    def number(field: str) -> int:
        return int(head.get(field, b"0"))

    held = head.get("digest")
    return Condition(
        cursor=head.get("cursor", b"0-0").decode(),
        began=number("began"),
        last_ok=number("last_ok"),
        last_failure=number("last_failure"),
        failing_since=number("failing_since"),
        paused_until=number("paused_until"),
        disabled=head.get("disabled", b"").decode("utf-8", "replace"),
        address=head.get("address", b"").decode(),
        asked=number("asked"),
        held=None if held is None else msgspec.msgpack.decode(held, type=Held),
    )
