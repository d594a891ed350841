"""One poll of one feed: asked for, read, published, and how it stands afterwards."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from time import perf_counter
from typing import NamedTuple

import msgspec
import structlog

from firebell.article import Article, digest_of
from firebell.collect import address, page
from firebell.collect.apart import Found, Read, Work
from firebell.collect.errors import CollectError
from firebell.collect.fetch import Answer, Web
from firebell.collect.robots import Robots
from firebell.collect.schedule import Schedule
from firebell.config import Feed
from firebell.ops import metrics
from firebell.redis.client import AGAIN_LATER
from firebell.redis.feeds import Shelf, Standing, telling
from firebell.redis.lease import LeaseLostError

log = structlog.get_logger()

NEWS = timedelta(days=7)
"""What is older rings nothing any more, and its page is left alone."""

MILLISECOND = timedelta(milliseconds=1)
LONGEST_ERROR = 300


class Poller(NamedTuple):
    """What a poll needs."""

    shelf: Shelf
    web: Web
    robots: Robots
    read: Read
    schedule: Schedule = Schedule()
    pages: bool = False

    async def poll(self, wanted: Feed, before: Standing, now: int) -> Standing:
        """Poll once, publish what is new, and return how the feed stands then, as Redis knows it.

        Raises:
            LeaseLostError: somebody else polls now.
        """
        began = perf_counter()
        name, before = name_of(wanted), before._replace(polled=now)
        try:
            after, result = await self._polled(name, wanted, before, now)
        except CollectError as error:
            after, result = self._failed(name, wanted, before, error), error.reason
        except (LeaseLostError, *AGAIN_LATER):
            raise
        except Exception as error:
            # One feed that nobody thought of must not keep the others from being polled.
            log.exception("feed.fault", publisher=wanted.publisher)
            fault = CollectError("fault", f"{type(error).__name__}: {error}")
            after, result = self._failed(name, wanted, before, fault), fault.reason
        metrics.FEED_POLLS.labels(result).inc()
        metrics.FEED_SECONDS.observe(perf_counter() - began)
        await self.shelf.keep(name, after, now)
        return after

    async def _polled(self, name: str, wanted: Feed, before: Standing, now: int) -> tuple[Standing, str]:
        answer = await self._ask(wanted, before)
        found, new = None, 0
        if answer.status != HTTPStatus.NOT_MODIFIED:
            about = {"kind": answer.kind, "source": wanted.publisher}
            work = Work(
                "feed", answer.body, answer.url, _moment(now), republishes=wanted.republishes, **about
            )
            found = await self._read(work)
            new = await self._publish(name, found.articles, before, now)
        after = before._replace(
            moved=answer.moved or before.moved,
            due=self.schedule.after(name, wanted.every.total_seconds(), now, polls=now),
            ok=now,
            new=_newest(found, now) if not before.new else now if new else before.new,
            failures=0,
            reason="",
            error="",
            articles=before.articles + new,
        )
        if found is None:
            return after, "not_modified"
        if found.gap is not None:
            after = after._replace(gap=int(found.gap / MILLISECOND))
        after = after._replace(etag=answer.etag, modified=answer.modified)
        log.info("feed.polled", publisher=wanted.publisher, entries=len(found.articles), new=new)
        metrics.FEED_ARTICLES.labels(wanted.publisher).inc(new)
        return after, "new" if new else "nothing_new"

    async def _ask(self, wanted: Feed, before: Standing) -> Answer:
        known = {"if-none-match": before.etag, "if-modified-since": before.modified}
        headers = {name: value for name, value in known.items() if value}
        return await self.web.get(before.moved or address.found(wanted.address), headers=headers)

    async def _read(self, work: Work) -> Found:
        found = await self.read(work)
        if found.reason:
            raise CollectError(found.reason, found.detail)
        return found

    def _failed(self, name: str, wanted: Feed, before: Standing, error: CollectError) -> Standing:
        failures, every = before.failures + 1, wanted.every.total_seconds()
        due = self.schedule.again(
            name, every, before.polled, reason=error.reason, failures=failures, asked=error.asked
        )
        about = {"publisher": wanted.publisher, "reason": error.reason, "failures": failures}
        log.warning("feed.failed", detail=error.detail, again_in=(due - before.polled) / 1000, **about)
        # An address that a feed moved to may fail where the old one serves again.
        return before._replace(
            moved="", due=due, failures=failures, reason=error.reason, error=error.detail[:LONGEST_ERROR]
        )

    async def _publish(self, name: str, articles: Sequence[Article], before: Standing, now: int) -> int:
        """Publish what is new; what is known is met again, so that it is not forgotten while the feed shows it."""
        told = [(telling(article), _at_first(article) if not before.ok else article) for article in articles]
        if not self.pages:
            return await self.shelf.publish(name, told, now, whole=True)
        fresh = set(map(telling, await self.shelf.fresh(name, articles)))
        new = 0
        for digest, article in told:
            if digest in fresh:
                new += await self.shelf.publish(name, [(digest, await self._whole(article, now))], now)
        return new + await self.shelf.publish(name, told, now, whole=True)

    async def _whole(self, article: Article, now: int) -> Article:
        """The article with its page's text, where that says more; without it as the feed has it."""
        if not article.url or (article.published_at and article.published_at < _moment(now) - NEWS):
            return article
        try:
            text = await self._text(article.url, now)
        except CollectError as error:
            metrics.FEED_PAGES.labels("no_text" if error.reason == "no_text" else "failed").inc()
            log.info("page.left_out", reason=error.reason, detail=error.detail)
            return article
        longer = len(text) > len(article.text)
        return msgspec.structs.replace(article, text=text) if longer else article

    async def _text(self, url: str, now: int) -> str:
        if not await self.robots.allows(url):
            metrics.FEED_PAGES.labels("not_allowed").inc()
            return ""
        answer = await self.web.get(url, headers={"accept": "text/html"}, most=page.MOST_BYTES)
        text = (await self._read(Work("page", answer.body, answer.url, _moment(now)))).articles[0].text
        metrics.FEED_PAGES.labels("read").inc()
        return text


def name_of(wanted: Feed) -> str:
    """The digest under which Redis knows a feed."""
    return digest_of(wanted.publisher, wanted.address)


def _newest(found: Found | None, now: int) -> int:
    """When a feed that is met for the first time last had something new, as far as it says."""
    dates = [article.published_at for article in (found.articles if found else ()) if article.published_at]
    return min(int(max(dates).timestamp() * 1000), now) if dates else now


def _at_first(article: Article) -> Article:
    """What stands undated in a feed when it is first met may be old: it is remembered, and rings nothing."""
    return article if article.published_at else msgspec.structs.replace(article, history=True)


def _moment(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)
