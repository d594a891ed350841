"""What an operator looks at → helm/firebell/files/dashboard.json, a dashboard for Grafana.

`python -m scripts.dashboard` writes it again after a change of the panels below.
"""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

FILE = Path(__file__).parents[1] / "helm" / "firebell" / "files" / "dashboard.json"

POD = "[a-z0-9]+-[a-z0-9]+"
"""What a Deployment puts behind its own name."""

ROLES = ("worker", "deliver", "collect", "serve")
PODS = {
    **{role.upper(): f'namespace="$namespace",pod=~"$release-{role}-{POD}"' for role in ROLES},
    "EVERY": f'namespace="$namespace",pod=~"$release-({"|".join(ROLES)})-{POD}"',
}
"""The pods of the release that is chosen, by role; the words stand in the queries below as in the rules."""

RATE = "$__rate_interval"
COLUMNS = 24
SOURCE = {"type": "prometheus", "uid": "${datasource}"}


class Panel(NamedTuple):
    """One figure: queries with their legends, and a sentence for whoever has not seen it before."""

    title: str
    says: str
    queries: tuple[tuple[str, str], ...]
    unit: str = "short"
    kind: str = "timeseries"
    width: int = 8
    stacked: bool = False
    bad: float | None = None
    """From here on a single figure is red; below 0: below its amount."""


def _rate(name: str, by: str, pods: str, more: str = "") -> tuple[str, str]:
    return f"sum by ({by}) (rate({name}{{{pods}{more}}}[{RATE}]))", f"{{{{{by}}}}}"


def _quantiles(name: str, pods: str) -> tuple[tuple[str, str], ...]:
    held = f"sum by (le) (rate({name}_bucket{{{pods}}}[{RATE}]))"
    return tuple((f"histogram_quantile({part}, {held})", f"{part:.0%} of them") for part in (0.5, 0.9, 0.99))


def _one(query: str, legend: str = "") -> tuple[tuple[str, str], ...]:
    return ((query, legend),)


ROWS: dict[str, tuple[Panel, ...]] = {
    "Can silence be trusted?": (
        Panel(
            "Last article",
            "How long ago an article came in. While none comes in, silence says nothing.",
            _one("time() - max(firebell_last_article_timestamp_seconds{WORKER})"),
            "s",
            "stat",
            4,
            bad=3600,
        ),
        Panel(
            "Articles waiting",
            "Articles that no reader has taken yet.",
            _one("max(firebell_stream_lag_entries{WORKER})"),
            "short",
            "stat",
            4,
            bad=1000,
        ),
        Panel(
            "Folding",
            "Workers that hold the fold's lease: one at all times.",
            _one("sum(firebell_fold_holder{WORKER})"),
            "short",
            "stat",
            4,
            bad=-1,
        ),
        Panel(
            "Fold stopped",
            "1 while an entry of the journal stops the fold: nothing rings until somebody looks.",
            _one("max(firebell_fold_stopped{WORKER})"),
            "short",
            "stat",
            4,
            bad=1,
        ),
        Panel(
            "Not ready",
            "Checks that fail, over all pods; the panel Readiness says which.",
            _one("count(firebell_ready{EVERY} == 0) or vector(0)"),
            "short",
            "stat",
            4,
            bad=1,
        ),
        Panel(
            "Channels disabled",
            "Outside channels that hear nothing until a person enables them.",
            _one("sum(max by (channel) (firebell_channel_disabled{DELIVER})) or vector(0)"),
            "short",
            "stat",
            4,
            bad=1,
        ),
    ),
    "Articles": (
        Panel(
            "Articles by outcome",
            "What became of the articles that came in, a second. Nine in ten tell nothing violent.",
            (_rate("firebell_articles_total", "outcome", "WORKER"),),
            "reqps",
            stacked=True,
        ),
        Panel(
            "Waiting",
            "Articles that no reader has taken, and those taken and not acknowledged yet.",
            (
                ("max(firebell_stream_lag_entries{WORKER})", "not taken"),
                ("max(firebell_stream_pending_entries{WORKER})", "taken, not acknowledged"),
            ),
        ),
        Panel(
            "Oldest article under way",
            "Age of the oldest article that was taken and not acknowledged. Others take it over after a minute.",
            _one("max(firebell_stream_oldest_pending_seconds{WORKER})", "oldest"),
            "s",
        ),
        Panel(
            "Seconds to read one",
            "How long the reading of one article takes.",
            _quantiles("firebell_article_seconds", "WORKER"),
            "s",
        ),
        Panel(
            "Set aside",
            "Articles that cannot be read, an hour, by reason; reader_failed and poison are faults of firebell.",
            _one("sum by (reason) (increase(firebell_dead_lettered_total{WORKER}[1h])) > 0", "{{reason}}"),
        ),
        Panel(
            "Taken over, lost, made again",
            "An hour: articles taken over from dead readers, entries deleted unread, groups made anew, traces ignored.",
            (
                ("sum(increase(firebell_claims_total{WORKER}[1h]))", "taken over"),
                ("sum by (cause) (increase(firebell_entries_lost_total{WORKER}[1h]))", "lost: {{cause}}"),
                ("sum(increase(firebell_group_recreated_total{WORKER}[1h]))", "group made again"),
                ("sum(increase(firebell_traces_ignored_total{WORKER}[1h]))", "traces ignored"),
            ),
        ),
    ),
    "Alerts": (
        Panel(
            "Alerts by severity",
            "Turns of alerts, an hour.",
            _one("sum by (severity) (increase(firebell_alerts_total{WORKER}[1h]))", "{{severity}}"),
            stacked=True,
        ),
        Panel(
            "From article to alert",
            "Seconds from an article's arrival to the commit of what it rang.",
            _quantiles("firebell_article_to_alert_seconds", "WORKER"),
            "s",
        ),
        Panel(
            "Stayed silent",
            "Decisions to stay silent, an hour, by reason; `firebell explain ARTICLE` tells of one.",
            _one(
                "sum by (reason) (increase(firebell_alerts_suppressed_total{WORKER}[1h])) > 0", "{{reason}}"
            ),
            stacked=True,
        ),
        Panel(
            "Alerts by kind",
            "Turns of alerts in the last day, the ten most frequent kinds.",
            _one("topk(10, sum by (kind) (increase(firebell_alerts_total{WORKER}[1d])) > 0)", "{{kind}}"),
            kind="bargauge",
        ),
        Panel(
            "Signals",
            "Findings in the last day, the ten most frequent.",
            _one(
                "topk(10, sum by (signal) (increase(firebell_signals_total{WORKER}[1d])) > 0)", "{{signal}}"
            ),
            kind="bargauge",
        ),
        Panel(
            "The fold",
            "Entries folded a second, and how far the fold is behind what was read.",
            (
                (f"sum(rate(firebell_folds_total{{WORKER}}[{RATE}]))", "folded a second"),
                ("max(firebell_journal_lag_entries{WORKER})", "entries behind"),
                ("max(firebell_journal_lag_seconds{WORKER})", "seconds behind"),
                ("sum(increase(firebell_lease_lost_total{WORKER}[1h]))", "leases lost, an hour"),
            ),
        ),
    ),
    "Deliveries": (
        Panel(
            "Deliveries by channel",
            "What became of events for outside channels, an hour; a try that failed counts each time.",
            _one(
                "sum by (channel, result) (increase(firebell_deliveries_total{DELIVER}[1h])) > 0",
                "{{channel}} {{result}}",
            ),
        ),
        Panel(
            "Waiting by channel",
            "Events taken up and not delivered yet.",
            _one("max by (channel) (firebell_deliveries_waiting{DELIVER})", "{{channel}}"),
        ),
        Panel(
            "Failures by reason",
            "Tries that failed and deliveries that were given up untried, an hour.",
            _one(
                "sum by (reason) (increase(firebell_delivery_failures_total{DELIVER}[1h])) > 0", "{{reason}}"
            ),
        ),
        Panel(
            "From alert to delivery",
            "Seconds from an alert's commit to its delivery, tries and all.",
            _quantiles("firebell_alert_to_delivery_seconds", "DELIVER"),
            "s",
        ),
        Panel(
            "Seconds of one try",
            "How long receivers take to answer.",
            _quantiles("firebell_delivery_seconds", "DELIVER"),
            "s",
        ),
        Panel(
            "Disabled",
            "1 while a channel is disabled; `firebell deliveries retry NAME` enables it.",
            _one("max by (channel) (firebell_channel_disabled{DELIVER})", "{{channel}}"),
        ),
    ),
    "Feeds": (
        Panel(
            "Feeds that fail or are silent",
            "Feeds that do not answer, and those that answer and have nothing new any more.",
            (
                ("max by (publisher) (firebell_feed_up{COLLECT}) == 0", "fails: {{publisher}}"),
                ("max by (publisher) (firebell_feed_silent{COLLECT}) == 1", "silent: {{publisher}}"),
                ("sum(firebell_collect_holder{COLLECT})", "collectors that poll"),
            ),
        ),
        Panel(
            "Polls by result",
            "What polls came to, a second.",
            (_rate("firebell_feed_polls_total", "result", "COLLECT"),),
            "reqps",
            stacked=True,
        ),
        Panel(
            "Articles by publisher",
            "Articles from feeds in the last day, the ten most productive.",
            _one(
                "topk(10, sum by (publisher) (increase(firebell_feed_articles_total{COLLECT}[1d])) > 0)",
                "{{publisher}}",
            ),
            kind="bargauge",
        ),
        Panel(
            "Seconds of a poll",
            "From asking a feed to its articles being published, waiting for its host's turn included.",
            _quantiles("firebell_feed_seconds", "COLLECT"),
            "s",
            width=12,
        ),
        Panel(
            "Pages by result",
            "Pages asked for the full text of an entry, a second.",
            (_rate("firebell_feed_pages_total", "result", "COLLECT"),),
            "reqps",
            width=12,
        ),
    ),
    "HTTP": (
        Panel(
            "Answers by class",
            "Answers a second; 5xx are ours to mend.",
            (_rate("firebell_http_requests_total", "status", "SERVE"),),
            "reqps",
            stacked=True,
        ),
        Panel(
            "Seconds to an answer",
            "From a request to the head of its answer.",
            _quantiles("firebell_http_seconds", "SERVE"),
            "s",
        ),
        Panel(
            "Listeners",
            "Clients that listen to events, and those let go an hour because they took nothing.",
            (
                ("sum(firebell_listeners{SERVE})", "listening"),
                ("sum(increase(firebell_listeners_let_go_total{SERVE}[1h]))", "let go"),
            ),
        ),
        Panel(
            "Answers by route",
            "The ten routes that are asked for most, a second.",
            _one(
                f"topk(10, sum by (route) (rate(firebell_http_requests_total{{SERVE}}[{RATE}])))", "{{route}}"
            ),
            "reqps",
            width=24,
        ),
    ),
    "Redis and configuration": (
        Panel(
            "Memory of Redis",
            "What is in use, and what may be: when it is full, Redis refuses every write.",
            (
                ("max(firebell_redis_memory_bytes{WORKER})", "in use"),
                ("max(firebell_redis_memory_limit_bytes{WORKER}) > 0", "maxmemory"),
            ),
            "bytes",
        ),
        Panel(
            "Drops keys",
            "1 while Redis is set up to drop keys when its memory is full.",
            _one("max(firebell_redis_evicts{WORKER})"),
            kind="stat",
            width=4,
            bad=1,
        ),
        Panel(
            "Readiness",
            "1 while a pod's check holds; /readyz of the pod tells why where it does not.",
            _one("min by (pod, check) (firebell_ready{EVERY})", "{{pod}} {{check}}"),
            width=12,
        ),
        Panel(
            "Configurations in force",
            "Pods by the hash of their configuration: one hash at all times but for minutes after a change.",
            _one("count by (hash) (firebell_config_hash{EVERY})", "{{hash}}"),
        ),
        Panel(
            "Changes of the configuration",
            "Changed configurations an hour, taken up or refused, and pods that refuse what lies on disk now.",
            (
                ("sum by (outcome) (increase(firebell_config_reloads_total{EVERY}[1h]))", "{{outcome}}"),
                ("count(firebell_config_last_reload_successful{EVERY} == 0) or vector(0)", "refuse now"),
            ),
        ),
        Panel(
            "Versions",
            "Pods by the version of firebell that they run.",
            _one("count by (version) (firebell_build_info{EVERY})", "{{version}}"),
            width=4,
        ),
        Panel(
            "Configuration taken up",
            "How long ago the configuration in force was taken up.",
            _one("time() - max(firebell_config_last_reload_success_timestamp_seconds{WORKER})"),
            "s",
            "stat",
            4,
        ),
    ),
}


def dashboard() -> dict[str, Any]:
    """The whole, as Grafana imports it."""
    return {
        "uid": "firebell",
        "title": "firebell",
        "description": "News articles in, alerts of political violence out: can its silence be trusted?",
        "tags": ["firebell"],
        "schemaVersion": 39,
        "editable": True,
        "graphTooltip": 1,
        "refresh": "30s",
        "time": {"from": "now-6h", "to": "now"},
        "timezone": "browser",
        "templating": {"list": _variables()},
        "panels": list(_panels()),
    }


def _variables() -> list[dict[str, Any]]:
    asked = {"type": "query", "datasource": SOURCE, "refresh": 2, "sort": 1}
    return [
        {"type": "datasource", "name": "datasource", "label": "Prometheus", "query": "prometheus"},
        {
            **asked,
            "name": "namespace",
            "label": "Namespace",
            "query": "label_values(firebell_build_info, namespace)",
        },
        {
            **asked,
            "name": "release",
            "label": "firebell",
            "query": 'label_values(firebell_build_info{namespace="$namespace"}, pod)',
            "regex": f"/(.+)-(?:{'|'.join(ROLES)})-{POD}$/",
        },
    ]


def _panels() -> Iterator[dict[str, Any]]:
    """Row by row, each panel beside the one before where there is room."""
    numbers = count(1)
    y = 0
    for title, panels in ROWS.items():
        yield {
            "id": next(numbers),
            "type": "row",
            "title": title,
            "gridPos": _at(0, y, COLUMNS, 1),
            "panels": [],
        }
        x, y, height = 0, y + 1, 0
        for panel in panels:
            if x + panel.width > COLUMNS:
                x, y, height = 0, y + height, 0
            tall = 4 if panel.kind == "stat" and panels is next(iter(ROWS.values())) else 8
            yield _panel(panel, next(numbers), _at(x, y, panel.width, tall))
            x, height = x + panel.width, max(height, tall)
        y += height


def _at(x: int, y: int, width: int, height: int) -> dict[str, int]:
    return {"x": x, "y": y, "w": width, "h": height}


def _panel(panel: Panel, number: int, place: dict[str, int]) -> dict[str, Any]:
    custom = {"fillOpacity": 20, "stacking": {"mode": "normal"}} if panel.stacked else {}
    defaults: dict[str, Any] = {"unit": panel.unit, "min": 0, "custom": custom}
    if panel.bad is not None:
        green, red = ("red", "green") if panel.bad < 0 else ("green", "red")
        steps = [{"color": green, "value": None}, {"color": red, "value": abs(panel.bad)}]
        defaults["thresholds"] = {"mode": "absolute", "steps": steps}
    return {
        "id": number,
        "type": panel.kind,
        "title": panel.title,
        "description": panel.says,
        "datasource": SOURCE,
        "gridPos": place,
        "fieldConfig": {"defaults": defaults, "overrides": []},
        "options": _options(panel.kind),
        "targets": [
            {
                "refId": "ABCDEFG"[index],
                "datasource": SOURCE,
                "expr": _placed(query),
                "legendFormat": legend,
                "instant": panel.kind != "timeseries",
                "range": panel.kind == "timeseries",
            }
            for index, (query, legend) in enumerate(panel.queries)
        ],
    }


def _options(kind: str) -> dict[str, Any]:
    if kind == "timeseries":
        return {"legend": {"displayMode": "list", "placement": "bottom"}, "tooltip": {"mode": "multi"}}
    return {"reduceOptions": {"calcs": ["lastNotNull"]}}


def _placed(query: str) -> str:
    for word, pods in PODS.items():
        query = query.replace(f"{{{word}", f"{{{pods}")
    return query


def text() -> str:
    """The dashboard as it is written to its file."""
    return msgspec.json.format(msgspec.json.encode(dashboard()), indent=1).decode() + "\n"


def main() -> None:
    """Write it."""
    FILE.write_text(text(), "utf-8")
    print(FILE)


if __name__ == "__main__":
    main()
