"""Every metric with its sentence, declared before it counts; no label names an article, a URL or an alert."""

from collections.abc import Mapping, Sequence

import msgspec
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from firebell.alert.wording import ALERT_KINDS, NAMES
from firebell.rules.ruling import Severity
from firebell.rules.verdict import SPOKEN, Verdict

REGISTRY = CollectorRegistry()
OURS = ("", "", "", REGISTRY)
"""Where a metric is collected, behind its labels: no namespace, subsystem or unit of its own."""


def _counter(name: str, sentence: str, labels: Sequence[str] = ()) -> Counter:
    return Counter(name, sentence, labels, *OURS)


def _gauge(name: str, sentence: str, labels: Sequence[str] = ()) -> Gauge:
    return Gauge(name, sentence, labels, *OURS)


def _histogram(name: str, sentence: str, *, buckets: Sequence[float]) -> Histogram:
    return Histogram(name, sentence, (), *OURS, buckets=buckets)


OUTCOMES = (
    "relevant",
    "revised",
    "withdrawn",
    "not_relevant",
    "unsupported_language",
    "duplicate",
    "stale_revision",
    "dead",
    "fenced",
)
"""What can become of an article; the label sets start at 0, so that a rate exists before the first one."""

REASONS = (
    "not_json",
    "not_an_object",
    "not_utf8",
    "wrong_type",
    "bad_date",
    "bad_status",
    "no_text",
    "too_large",
    "reader_failed",
    "poison",
)

RESULTS = ("delivered", "failed", "dead", "held", "dropped")
"""What can become of an event for an outside channel."""

DELIVERY_REASONS = (
    "rate_limited",
    "client_error",
    "server_error",
    "redirect",
    "gone",
    "timeout",
    "connect",
    "protocol",
    "refused_address",
    "template",
    "chat",
    "too_old",
    "lost",
    "unreadable",
    "fault",
)

COLLECT_REASONS = (
    "not_found",
    "gone",
    "rate_limited",
    "client_error",
    "server_error",
    "redirect",
    "timeout",
    "connect",
    "protocol",
    "refused_address",
    "too_large",
    "too_costly",
    "not_a_feed",
    "entities",
    "no_address",
    "fault",
)
"""Why a feed could not be polled."""

SILENCES = tuple(verdict.value for verdict in Verdict if verdict not in {*SPOKEN, Verdict.REACHED})
"""Why a decision can stay silent."""

CAUSES = ("pending_deleted", "journal_trimmed")
"""How entries can be lost."""

RELOADS = ("taken_up", "refused")
"""What can become of a changed configuration."""

PAGES = ("read", "not_allowed", "no_text", "failed")
"""What can become of a page that is asked for an article's full text."""

SECONDS = (0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5)
LATENCY = (0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600)

ARTICLES = _counter(
    "firebell_articles",
    "Articles taken from the stream, by what became of them.",
    ["outcome"],
)
ARTICLE_SECONDS = _histogram(
    "firebell_article_seconds",
    "Seconds that reading one article took.",
    buckets=SECONDS,
)
ARTICLE_TO_ALERT_SECONDS = _histogram(
    "firebell_article_to_alert_seconds",
    "Seconds from an article's arrival in the stream to the commit of what it rang.",
    buckets=LATENCY,
)
DEAD_LETTERED = _counter(
    "firebell_dead_lettered",
    "Articles set aside in articles:dead, by reason.",
    ["reason"],
)
TRACES_IGNORED = _counter(
    "firebell_traces_ignored",
    "Articles whose traceparent is none in the form of W3C Trace Context; they are read, and carry no trace.",
)
CLAIMS = _counter(
    "firebell_claims",
    "Entries taken over from a reader that died or stalled.",
)
ENTRIES_LOST = _counter(
    "firebell_entries_lost",
    "Entries that were deleted before anybody had read them: data loss, by cause.",
    ["cause"],
)
GROUP_RECREATED = _counter(
    "firebell_group_recreated",
    "Times that the consumer group was gone and had to be made again.",
)
LAST_ARTICLE = _gauge(
    "firebell_last_article_timestamp_seconds",
    "When the last article came into the stream, in seconds since 1970; 0 while none ever came.",
)
STREAM_LAG = _gauge(
    "firebell_stream_lag_entries",
    "Articles that no reader has taken yet; NaN while Redis does not know.",
)
STREAM_PENDING = _gauge(
    "firebell_stream_pending_entries",
    "Articles taken and not acknowledged yet, over all readers.",
)
STREAM_OLDEST_PENDING = _gauge(
    "firebell_stream_oldest_pending_seconds",
    "Age of the oldest article that was taken and not acknowledged yet; 0 when there is none.",
)
JOURNAL_LAG_ENTRIES = _gauge(
    "firebell_journal_lag_entries",
    "Journal entries that are not folded yet.",
)
JOURNAL_LAG_SECONDS = _gauge(
    "firebell_journal_lag_seconds",
    "Age of the oldest journal entry that is not folded yet; 0 when there is none.",
)
FOLDS = _counter("firebell_folds", "Journal entries folded and committed by this process.")
FOLD_HOLDER = _gauge("firebell_fold_holder", "1 while this process holds the fold's lease.")
FOLD_STOPPED = _gauge(
    "firebell_fold_stopped",
    "1 while a journal entry stops the fold; `firebell status` names it.",
)
LEASE_LOST = _counter(
    "firebell_lease_lost",
    "Times that this process lost the fold's lease without giving it up.",
)
ALERTS = _counter(
    "firebell_alerts",
    "Alert turns committed, by severity and kind.",
    ["severity", "kind"],
)
SIGNALS = _counter("firebell_signals", "Findings in folded readings, by signal.", ["signal"])
SUPPRESSED = _counter(
    "firebell_alerts_suppressed",
    "Decisions to stay silent, by reason.",
    ["reason"],
)
CONFIG_RELOADS = _counter(
    "firebell_config_reloads",
    "Changed configurations, taken up or refused because they are wrong.",
    ["outcome"],
)
HTTP_REQUESTS = _counter(
    "firebell_http_requests",
    "Requests that `firebell serve` has answered, by route and class of the answer (2xx, 4xx, 5xx).",
    ["route", "status"],
)
HTTP_SECONDS = _histogram(
    "firebell_http_seconds",
    "Seconds from a request to the head of its answer.",
    buckets=LATENCY,
)
LISTENERS = _gauge("firebell_listeners", "Clients that listen to events of this server at this moment.")
LISTENERS_LET_GO = _counter("firebell_listeners_let_go_total", "Listeners let go because they took nothing.")
CONFIG_SUCCESSFUL = _gauge(
    "firebell_config_last_reload_successful",
    "0 while the files on disk are wrong and the last good configuration holds; `firebell check` tells the mistakes.",
)
CONFIG_TIMESTAMP = _gauge(
    "firebell_config_last_reload_success_timestamp_seconds",
    "When the configuration in force was taken up, in seconds since 1970.",
)
CONFIG_HASH = _gauge(
    "firebell_config_hash",
    "1, with the hash of the configuration in force as label; alerts and `firebell status` name the same.",
    ["hash"],
)
READY = _gauge(
    "firebell_ready",
    "1 while the check of that name holds, 0 while it keeps the process from its work; /readyz tells why.",
    ["check"],
)
REDIS_EVICTS = _gauge(
    "firebell_redis_evicts",
    "1 while Redis is set up to drop keys when its memory is full: articles and state would be lost in silence.",
)
REDIS_MEMORY = _gauge("firebell_redis_memory_bytes", "Memory that Redis has in use.")
REDIS_MEMORY_LIMIT = _gauge(
    "firebell_redis_memory_limit_bytes",
    "Memory that Redis may use, its maxmemory (0: no limit of its own); when it is full, nothing more is written.",
)
DELIVERIES = _counter(
    "firebell_deliveries",
    "Events for outside channels, by channel and what became of them; a try that failed counts each time.",
    ["channel", "result"],
)
DELIVERY_FAILURES = _counter(
    "firebell_delivery_failures",
    "Tries that failed and deliveries that were given up untried, by reason.",
    ["reason"],
)
DELIVERY_SECONDS = _histogram(
    "firebell_delivery_seconds",
    "Seconds that one try took, delivered or not.",
    buckets=LATENCY,
)
ALERT_TO_DELIVERY_SECONDS = _histogram(
    "firebell_alert_to_delivery_seconds",
    "Seconds from an alert's commit to its delivery.",
    buckets=LATENCY,
)
DELIVERIES_WAITING = _gauge(
    "firebell_deliveries_waiting",
    "Events taken up for an outside channel and not delivered yet; the deliverer that serves it tells.",
    ["channel"],
)
CHANNEL_DISABLED = _gauge(
    "firebell_channel_disabled",
    "1 while an outside channel is disabled; `firebell deliveries retry NAME` enables it.",
    ["channel"],
)
BUILD_INFO = _gauge("firebell_build_info", "1, with the version as label.", ["version"])
COLLECT_HOLDER = _gauge("firebell_collect_holder", "1 while this process polls the feeds; others stand by.")
FEED_UP = _gauge(
    "firebell_feed_up",
    "1 while a publisher's feed answers, 0 while it fails; told by the process that polls.",
    ["publisher"],
)
FEED_SILENT = _gauge(
    "firebell_feed_silent",
    "1 while a publisher's feed has had nothing new for ten times its usual gap, a day at least.",
    ["publisher"],
)
FEED_POLLS = _counter("firebell_feed_polls", "Polls of feeds, by result.", ["result"])
FEED_ARTICLES = _counter(
    "firebell_feed_articles",
    "Articles published from feeds, tellings anew included, by publisher.",
    ["publisher"],
)
FEED_SECONDS = _histogram(
    "firebell_feed_seconds",
    "Seconds from asking a feed to its articles being published, waiting for its host's turn included.",
    buckets=LATENCY,
)
FEED_PAGES = _counter(
    "firebell_feed_pages",
    "Pages asked for the full text of an entry, by result.",
    ["result"],
)

for _outcome in OUTCOMES:
    ARTICLES.labels(_outcome)
for _reason in REASONS:
    DEAD_LETTERED.labels(_reason)
for _reason in DELIVERY_REASONS:
    DELIVERY_FAILURES.labels(_reason)
for _cause in CAUSES:
    ENTRIES_LOST.labels(_cause)
for _reason in SILENCES:
    SUPPRESSED.labels(_reason)
CONFIG_SUCCESSFUL.set(1)  # a role that takes up no files has none that are wrong
for _outcome in RELOADS:
    CONFIG_RELOADS.labels(_outcome)
for _reason in ("new", "nothing_new", "not_modified", *COLLECT_REASONS):
    FEED_POLLS.labels(_reason)
for _result in PAGES:
    FEED_PAGES.labels(_result)


class _Rung(msgspec.Struct, frozen=True):
    kind: str = ""


class _Alert(msgspec.Struct, frozen=True):
    severitytext: str = ""
    data: _Rung = _Rung()


def count_alert(raw: bytes) -> None:
    """Count one alert turn by what stands in it."""
    alert = msgspec.json.decode(raw, type=_Alert)
    ALERTS.labels(alert.severitytext, alert.data.kind).inc()


def take_up(name: str) -> None:
    """A configuration of this hash is in force from now on."""
    CONFIG_SUCCESSFUL.set(1)
    CONFIG_TIMESTAMP.set_to_current_time()
    CONFIG_HASH.clear()
    CONFIG_HASH.labels(name).set(1)


def show_ready(unready: Mapping[str, bool]) -> None:
    """Which checks hold, and no others."""
    READY.clear()
    for check, wrong in unready.items():
        READY.labels(check).set(not wrong)


def know_kinds() -> None:
    """Start at 0 what a folder may tell: the shipped signals and kinds; one of an operator's own starts when met."""
    for kind in NAMES:
        for severity in ("Unknown",) if kind == "relief" else Severity.__members__:
            ALERTS.labels(severity, kind)
        if kind not in ALERT_KINDS:
            SIGNALS.labels(kind)


def know_channel(name: str) -> None:
    """Start an outside channel's counts at 0."""
    for result in RESULTS:
        DELIVERIES.labels(name, result)
    CHANNEL_DISABLED.labels(name)


def count(name: str, label: str, number: int) -> None:
    """Count what the fold reports: `signals`, or a named silence; what has no metric here is left out."""
    if name == "signals":
        SIGNALS.labels(label).inc(number)
    elif name == "alerts_suppressed":
        SUPPRESSED.labels(label).inc(number)
