"""What becomes of one channel's deliveries: who goes, rests, goes again or is given up. No Redis, no network."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import structlog

from firebell.alert import digest
from firebell.deliver.answer import Answer
from firebell.deliver.condition import Condition
from firebell.deliver.message import BadEventError, Message, message
from firebell.deliver.rest import Window, quiet_until, rests
from firebell.deliver.schedule import Schedule
from firebell.deliver.waiting import Delivery, Waiting
from firebell.journal import milliseconds
from firebell.ops import metrics
from firebell.redis.deliveries import MADE, Changes, Tried
from firebell.rules.channel import Outside

log = structlog.get_logger()

TOO_OLD = "too_old"
HEARTBEAT, DIGEST = "heartbeat", "digest"
"""The stories of what the deliverer makes itself."""


class Desk:
    """One channel as it stands in memory; each method writes into `changes` what Redis must hear of it."""

    def __init__(self, name: str, schedule: Schedule) -> None:
        self.name = name
        self.outside = Outside("")
        self.condition = Condition()
        self.waiting = Waiting()
        self.window = Window(None)
        self._schedule = schedule

    def take_up(self, entries: Iterable[tuple[str, bytes]], now: int, changes: Changes) -> None:
        """New entries of the stream; what is too old to be news is given up."""
        old = 0
        for entry, raw in entries:
            self.condition.cursor = entry
            if milliseconds(entry) < now - self._schedule.horizon_ms:
                self.give_up(Delivery(entry, "", now), Answer(TOO_OLD, "older than any try"), now, changes)
                old += 1
            else:
                self.waiting.add(Delivery(entry, story(raw), now, body=raw))
        if old:
            log.error("deliveries.too_old", channel=self.name, count=old)

    def release(self, now: int, changes: Changes) -> None:
        """The digest of what was held back, when its time has come."""
        held = self.condition.held
        if held is None or held.release_ms > now:
            return
        told = digest.digest(self.name, held, moment(now))
        self.condition.hold(None, changes)
        self._make(told, DIGEST, now, changes)

    def wants_heartbeat(self, now: int) -> bool:
        """Whether a sign of life is due."""
        every, known = self.outside.heartbeat, self.condition
        if every is None or now < max(known.last_ok, known.began) + every / timedelta(milliseconds=1):
            return False
        return not (self.waiting.tells(HEARTBEAT) or quiet_until(self.outside.quiet, moment(now)))

    def beat(self, now: int, changes: Changes) -> None:
        """A sign of life."""
        every, last = self.outside.heartbeat, self.condition.last_ok
        if every is not None:
            told = digest.heartbeat(self.name, every, moment(last) if last else None, moment(now))
            self._make(told, HEARTBEAT, now, changes)

    def _make(self, event: digest.Event, name: str, now: int, changes: Changes) -> None:
        entry, raw = f"{MADE}{event.id}", digest.encode(event)
        changes.made[entry] = raw
        changes.due[entry] = now
        self.waiting.add(Delivery(entry, name, now, body=raw))

    def rests(self, delivery: Delivery, told: Message, now: int, flying: int, changes: Changes) -> bool:
        """Whether it waits for the quiet hours to end, or for the limit to have room again."""
        quiet = self.outside.quiet
        until = rests(quiet, told.severity, moment(now))
        release = 0 if until is None else int(until.timestamp() * 1000)
        if delivery.entry.startswith(MADE):
            if release:
                changes.due[delivery.entry] = release
                self.waiting.again(delivery.entry, release, tries=delivery.tries)
            return bool(release)
        if release and quiet is not None and quiet.then == "drop":
            self._over("dropped", delivery, changes)
            return True
        full = 0 if release else self.window.full_until(now, flying) or 0
        if release or full:
            because: digest.Because = "quiet" if release else "limit"
            held = digest.hold(self.condition.held, told.row, because, release or full)
            self.condition.hold(held, changes)
            self._over("held", delivery, changes)
        return bool(release or full)

    def _over(self, result: str, delivery: Delivery, changes: Changes) -> None:
        """It is not told by itself."""
        changes.forget(delivery.entry)
        changes.count(result)
        self.waiting.over(delivery.entry)
        metrics.DELIVERIES.labels(self.name, result).inc()
        log.info("delivery.rests", channel=self.name, entry=delivery.entry, result=result)

    def came(self, delivery: Delivery, answer: Answer, now: int, changes: Changes) -> None:
        """What one try came to."""
        if answer.reason:
            self._failed(delivery, answer, now, changes)
        else:
            self._delivered(delivery, now, changes)

    def _delivered(self, delivery: Delivery, now: int, changes: Changes) -> None:
        entry = delivery.entry
        changes.forget(entry)
        self.waiting.over(entry)
        if self.outside.limit is not None and delivery.story != HEARTBEAT:
            self.window.add(now)
            changes.sent.append(now)
        self.condition.succeeded(now, changes)
        changes.due |= dict.fromkeys(self.waiting.wake(now, self._schedule.out_of_turn_ms), now)
        metrics.DELIVERIES.labels(self.name, "delivered").inc()
        if not entry.startswith(MADE):
            metrics.ALERT_TO_DELIVERY_SECONDS.observe(max(0.0, (now - milliseconds(entry)) / 1000))
        log.info("delivery.done", channel=self.name, entry=entry, tries=delivery.tries + 1)

    def _failed(self, delivery: Delivery, answer: Answer, now: int, changes: Changes) -> None:
        entry = delivery.entry
        extra = delivery.planned > now
        tries = delivery.tries + (not extra)
        was_disabled = bool(self.condition.disabled)
        self.condition.failed(now, answer, self._schedule, changes)
        metrics.DELIVERIES.labels(self.name, "failed").inc()
        metrics.DELIVERY_FAILURES.labels(answer.reason).inc()
        due = delivery.planned if extra else self._schedule.next_ms(entry, tries, now, answer.asked)
        about = {"channel": self.name, "entry": entry, "reason": answer.reason, "detail": answer.detail}
        log.warning("delivery.failed", tries=tries, again_in=(due - now) / 1000 if due else None, **about)
        if self.condition.disabled and not was_disabled:
            log.error("channel.disabled", channel=self.name, reason=self.condition.disabled)
        delivery.first_ms = delivery.first_ms or now
        if due is None:
            delivery.tries = tries
            self._bury(delivery, answer, now, changes)
            return
        changes.tried[entry] = Tried(tries, delivery.first_ms, answer.reason, answer.detail)
        changes.due[entry] = due
        self.waiting.again(entry, due, tries=tries)

    def give_up(self, delivery: Delivery, answer: Answer, now: int, changes: Changes) -> None:
        """What cannot be tried at all: it is old, its entry is gone, or holds no event."""
        metrics.DELIVERY_FAILURES.labels(answer.reason).inc()
        self._bury(delivery, answer, now, changes)

    def _bury(self, delivery: Delivery, answer: Answer, now: int, changes: Changes) -> None:
        """Give it up; `firebell deliveries list` shows it, and `retry` tries it again."""
        tried = Tried(delivery.tries, delivery.first_ms or now, answer.reason, answer.detail)
        changes.bury(delivery.entry, tried, now)
        changes.count("dead")
        self.waiting.over(delivery.entry)
        metrics.DELIVERIES.labels(self.name, "dead").inc()
        about = {"channel": self.name, "entry": delivery.entry, "reason": answer.reason}
        if answer.reason != TOO_OLD:  # of a whole stream that is old, one line tells
            log.error("delivery.given_up", tries=delivery.tries, detail=answer.detail, **about)

    def show(self) -> None:
        """How it stands, for those who watch."""
        metrics.DELIVERIES_WAITING.labels(self.name).set(len(self.waiting))
        metrics.CHANNEL_DISABLED.labels(self.name).set(bool(self.condition.disabled))

    def hide(self) -> None:
        """Another deliverer tells from now on: what we saw last would stand beside it for ever."""
        metrics.DELIVERIES_WAITING.labels(self.name).set(0)
        metrics.CHANNEL_DISABLED.labels(self.name).set(0)


def story(raw: bytes | None) -> str:
    """The story that an event belongs to; what cannot be read is a story by itself."""
    if raw is None:
        return ""
    try:
        told = message(raw)
    except BadEventError:
        return ""
    if told.story:
        return told.story
    return HEARTBEAT if told.type == "firebell.heartbeat" else DIGEST


def moment(ms: int) -> datetime:
    """The time of a clock in ms."""
    return datetime.fromtimestamp(ms / 1000, UTC)
