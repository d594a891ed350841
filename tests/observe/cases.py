"""Cases of the chart's alerts: what is told to Prometheus, and whether the alert fires by it."""

from tests.helm.charts import ROLES
from tests.observe.rules import NAMESPACE, RELEASE, Case, series

NAN = " ".join(["NaN"] * 40)
READY = "firebell_ready"
DELIVERIES = "firebell_deliveries_total"
REQUESTS = "firebell_http_requests_total"


def a_histogram(name: str, role: str, **buckets: str) -> tuple[tuple[str, str], ...]:
    return tuple(series(f"{name}_bucket", role, values, le=le.strip("_")) for le, values in buckets.items())


def an_absence(role: str) -> tuple[Case, ...]:
    name = f"Firebell{role.title()}Absent"
    others = tuple(series("firebell_build_info", one, "1x30", version="1") for one in ROLES if one != role)
    return (
        Case(name, "every other role is there", others, 15, {"namespace": NAMESPACE}),
        Case(name, "one is there", (series("firebell_build_info", role, "1x30", version="1"),), 15),
        Case(
            name,
            "it is away for a moment",
            (series("firebell_build_info", role, "1x8 _x5 1x20", version="1"),),
            15,
        ),
    )


LAG, PENDING = "firebell_stream_lag_entries", "firebell_stream_pending_entries"
READ, DEAD = "firebell_articles_total", "firebell_dead_lettered_total"
LATE = "firebell_article_to_alert_seconds"

STALLED = (series(LAG, "worker", "5x40"), series(READ, "worker", "7x40", outcome="relevant"))

CASES = [
    *(case for role in ROLES for case in an_absence(role)),
    Case(
        "FirebellConsumerStalled",
        "articles wait and none is read",
        STALLED,
        20,
        {},
        "5",
    ),
    Case(
        "FirebellConsumerStalled",
        "Redis does not know the lag, and what was taken stays",
        (
            series(LAG, "worker", NAN),
            series(PENDING, "worker", "3x40"),
            series(READ, "worker", "7x40", outcome="relevant"),
        ),
        20,
        {},
        "3",
    ),
    Case(
        "FirebellConsumerStalled",
        "it waits and is read",
        (series(LAG, "worker", "5x40"), series(READ, "worker", "0+60x40", outcome="not_relevant")),
        20,
    ),
    Case(
        "FirebellConsumerStalled",
        "nothing waits and nothing is read",
        (
            series(LAG, "worker", "0x40"),
            series(PENDING, "worker", "0x40"),
            series(READ, "worker", "7x40", outcome="relevant"),
        ),
        20,
    ),
    Case("FirebellLagGrowing", "200 more a minute", (series(LAG, "worker", "0+200x60"),), 45, {}, "9000"),
    Case("FirebellLagGrowing", "a backlog that stays as it is", (series(LAG, "worker", "5000x60"),), 45),
    Case("FirebellLagGrowing", "a backlog that runs down", (series(LAG, "worker", "60000-900x60"),), 45),
    Case("FirebellLagGrowing", "a few more", (series(LAG, "worker", "0+5x60"),), 45),
    Case(
        "FirebellOldestPendingHigh",
        "nobody takes it over",
        (series("firebell_stream_oldest_pending_seconds", "worker", "400x20"),),
        15,
        {},
        "6m 40s",
    ),
    Case(
        "FirebellOldestPendingHigh",
        "a batch under way",
        (series("firebell_stream_oldest_pending_seconds", "worker", "100x20"),),
        15,
    ),
    Case(
        "FirebellDeadLetters",
        "three in an hour",
        (
            series(DEAD, "worker", "0x5 3x60", reason="bad_date"),
            series(DEAD, "worker", "0x65", reason="not_json"),
        ),
        20,
        {"reason": "bad_date"},
        "3",
    ),
    Case("FirebellDeadLetters", "long ago", (series(DEAD, "worker", "3x90", reason="bad_date"),), 80),
    Case(
        "FirebellEntriesLost",
        "one is gone",
        (series("firebell_entries_lost_total", "worker", "0x5 1x30", cause="pending_deleted"),),
        10,
        {"cause": "pending_deleted"},
    ),
    Case(
        "FirebellEntriesLost",
        "none is",
        (series("firebell_entries_lost_total", "worker", "0x30", cause="pending_deleted"),),
        10,
    ),
    Case(
        "FirebellGroupRecreated",
        "a worker makes it again",
        (series("firebell_group_recreated_total", "worker", "0x5 1x30"),),
        10,
        {},
    ),
    Case(
        "FirebellGroupRecreated",
        "a worker is restarted",
        (series("firebell_group_recreated_total", "worker", "1x5 0x30"),),
        10,
    ),
    Case(
        "FirebellNoArticles",
        "none since the beginning",
        (series("firebell_last_article_timestamp_seconds", "worker", "0x180"),),
        120,
        {},
        "2h 0m 0s",
    ),
    Case(
        "FirebellNoArticles",
        "one a minute, seen by one of two workers",
        (
            series("firebell_last_article_timestamp_seconds", "worker", "0+60x180"),
            series("firebell_last_article_timestamp_seconds", "worker", "0x180", 2),
        ),
        120,
    ),
    *(
        Case(
            alert,
            "Redis is away, which has an alert of its own",
            (*what, series(READY, role, "0x40", check="redis")),
            20,
        )
        for alert, role, what in (
            ("FirebellConsumerStalled", "worker", STALLED),
            (
                "FirebellOldestPendingHigh",
                "worker",
                (series("firebell_stream_oldest_pending_seconds", "worker", "400x40"),),
            ),
            ("FirebellFoldStalled", "worker", (series("firebell_fold_holder", "worker", "0x40"),)),
            ("FirebellNobodyPolls", "collect", (series("firebell_collect_holder", "collect", "0x40"),)),
            ("FirebellNotReady", "serve", (series(READY, "serve", "0x40", check="alerts"),)),
        )
    ),
    Case(
        "FirebellFoldStalled",
        "one worker has lost Redis, and the others do not fold either",
        (
            series("firebell_fold_holder", "worker", "0x20"),
            series(READY, "worker", "0x20", check="redis"),
            series(READY, "worker", "1x20", 2, check="redis"),
        ),
        10,
        {},
    ),
    Case("FirebellFoldStopped", "an entry", (series("firebell_fold_stopped", "worker", "1x10"),), 5, {}),
    Case("FirebellFoldStopped", "none", (series("firebell_fold_stopped", "worker", "0x10"),), 5),
    Case(
        "FirebellFoldStalled",
        "two stand by and none folds",
        tuple(series("firebell_fold_holder", "worker", "0x20", number) for number in (1, 2)),
        10,
        {},
    ),
    Case(
        "FirebellFoldStalled",
        "one folds, far behind",
        (
            series("firebell_fold_holder", "worker", "1x20"),
            series("firebell_journal_lag_seconds", "worker", "400x20"),
        ),
        10,
        {},
    ),
    Case(
        "FirebellFoldStalled",
        "one folds, one stands by",
        (
            series("firebell_fold_holder", "worker", "1x20"),
            series("firebell_fold_holder", "worker", "0x20", 2),
            series("firebell_journal_lag_seconds", "worker", "2x20"),
        ),
        10,
    ),
    Case(
        "FirebellFoldStalled",
        "a deliverer holds no lease, and need not",
        (
            series("firebell_fold_holder", "worker", "1x20"),
            series("firebell_fold_holder", "deliver", "0x20"),
        ),
        10,
    ),
    Case(
        "FirebellAlertsLate",
        "minutes",
        a_histogram(LATE, "worker", _60="0x60", _300="0+10x60", **{"+Inf": "0+10x60"}),
        45,
        {},
        "4m 36s",
    ),
    Case(
        "FirebellAlertsLate",
        "a second",
        a_histogram(LATE, "worker", _1="0+10x60", _60="0+10x60", **{"+Inf": "0+10x60"}),
        45,
    ),
    Case("FirebellRedisAway", "one process", (series(READY, "serve", "0x10", check="redis"),), 5, {}, "1"),
    Case("FirebellRedisAway", "it is there", (series(READY, "worker", "1x10", check="redis"),), 5),
    Case("FirebellRedisAway", "a fail-over", (series(READY, "worker", "1x3 0 1x10", check="redis"),), 5),
    Case(
        "FirebellNotReady",
        "a worker that cannot fold",
        (series(READY, "worker", "0x20", check="fold"), series(READY, "worker", "1x20", check="reader")),
        15,
        {"pod": f"{RELEASE}-firebell-worker-7f9c6d5b8-x2k41", "check": "fold"},
    ),
    Case("FirebellNotReady", "all is well", (series(READY, "worker", "1x20", check="fold"),), 15),
    Case(
        "FirebellNotReady",
        "Redis has an alert of its own",
        (series(READY, "worker", "0x20", check="redis"),),
        15,
    ),
    Case(
        "FirebellRedisEvictionPolicyUnsafe",
        "somebody changed it",
        (series("firebell_redis_evicts", "worker", "0x3 1x10"),),
        8,
        {},
    ),
    Case(
        "FirebellRedisEvictionPolicyUnsafe",
        "noeviction",
        (series("firebell_redis_evicts", "worker", "0x10"),),
        8,
    ),
    Case(
        "FirebellRedisMemoryHigh",
        "nine tenths",
        (
            series("firebell_redis_memory_bytes", "worker", "900x30"),
            series("firebell_redis_memory_limit_bytes", "worker", "1000x30"),
        ),
        20,
        {},
        "90%",
    ),
    Case(
        "FirebellRedisMemoryHigh",
        "half",
        (
            series("firebell_redis_memory_bytes", "worker", "500x30"),
            series("firebell_redis_memory_limit_bytes", "worker", "1000x30"),
        ),
        20,
    ),
    Case(
        "FirebellRedisMemoryHigh",
        "no limit of its own",
        (
            series("firebell_redis_memory_bytes", "worker", "900x30"),
            series("firebell_redis_memory_limit_bytes", "worker", "0x30"),
        ),
        20,
    ),
    Case(
        "FirebellConfigReloadFailed",
        "one of two refuses",
        (
            series("firebell_config_last_reload_successful", "worker", "0x20"),
            series("firebell_config_last_reload_successful", "deliver", "1x20"),
        ),
        10,
        {},
        "1",
    ),
    Case(
        "FirebellConfigReloadFailed",
        "mended within minutes",
        (series("firebell_config_last_reload_successful", "worker", "1x3 0x3 1x20"),),
        10,
    ),
    Case(
        "FirebellConfigHashInconsistent",
        "two hashes for long",
        (
            series("firebell_config_hash", "worker", "1x40", hash="a"),
            series("firebell_config_hash", "deliver", "1x40", hash="b"),
        ),
        30,
        {},
        "2",
    ),
    Case(
        "FirebellConfigHashInconsistent",
        "a change that goes round",
        (
            series("firebell_config_hash", "worker", "1x10 stale", hash="a"),
            series("firebell_config_hash", "worker", "_x11 1x40", hash="b"),
            series("firebell_config_hash", "worker", "1x13 stale", 2, hash="a"),
            series("firebell_config_hash", "worker", "_x14 1x40", 2, hash="b"),
        ),
        30,
    ),
    Case(
        "FirebellDeliveryFailureRatio",
        "one try in ten",
        (
            series(DELIVERIES, "deliver", "0+1x60", channel="desk", result="failed"),
            series(DELIVERIES, "deliver", "0+9x60", channel="desk", result="delivered"),
            series(DELIVERIES, "deliver", "0+9x60", channel="other", result="delivered"),
        ),
        50,
        {"channel": "desk"},
        "10%",
    ),
    Case(
        "FirebellDeliveryFailureRatio",
        "one failure of a quiet night",
        (
            series(DELIVERIES, "deliver", "0x20 1x60", channel="desk", result="failed"),
            series(DELIVERIES, "deliver", "0x20 1x60", channel="desk", result="delivered"),
        ),
        40,
    ),
    Case(
        "FirebellDeliveryFailureRatio",
        "one try in five hundred",
        (
            series(DELIVERIES, "deliver", "0+1x60", channel="desk", result="failed"),
            series(DELIVERIES, "deliver", "0+499x60", channel="desk", result="delivered"),
        ),
        50,
    ),
    Case(
        "FirebellDeliveriesWaiting",
        "a receiver that takes nothing",
        (series("firebell_deliveries_waiting", "deliver", "4x60", channel="desk"),),
        45,
        {"channel": "desk"},
        "4",
    ),
    Case(
        "FirebellDeliveriesWaiting",
        "they come and go",
        (series("firebell_deliveries_waiting", "deliver", "4x20 0 4x40", channel="desk"),),
        45,
    ),
    Case(
        "FirebellDeliveriesGivenUp",
        "two of them",
        (series(DELIVERIES, "deliver", "0x5 2x30", channel="desk", result="dead"),),
        20,
        {"channel": "desk"},
        "2",
    ),
    Case(
        "FirebellDeliveriesGivenUp",
        "quiet hours hold and drop, and that is meant",
        (
            series(DELIVERIES, "deliver", "0+1x30", channel="desk", result="held"),
            series(DELIVERIES, "deliver", "0+1x30", channel="desk", result="dropped"),
            series(DELIVERIES, "deliver", "0x30", channel="desk", result="dead"),
        ),
        20,
    ),
    Case(
        "FirebellChannelDisabled",
        "told by one of two deliverers",
        (
            series("firebell_channel_disabled", "deliver", "1x10", channel="desk"),
            series("firebell_channel_disabled", "deliver", "0x10", 2, channel="desk"),
        ),
        5,
        {"channel": "desk"},
    ),
    Case(
        "FirebellChannelDisabled",
        "enabled",
        (series("firebell_channel_disabled", "deliver", "0x10", channel="desk"),),
        5,
    ),
    Case(
        "FirebellNobodyPolls", "two stand by", (series("firebell_collect_holder", "collect", "0x20"),), 10, {}
    ),
    Case(
        "FirebellNobodyPolls",
        "one polls",
        (
            series("firebell_collect_holder", "collect", "1x20"),
            series("firebell_collect_holder", "worker", "0x20"),
        ),
        10,
    ),
    Case(
        "FirebellFeedDown",
        "for more than an hour",
        (
            series("firebell_feed_up", "collect", "0x90", publisher="Wire"),
            series("firebell_feed_up", "collect", "1x90", publisher="Radio"),
        ),
        80,
        {"publisher": "Wire"},
    ),
    Case(
        "FirebellFeedDown",
        "for minutes",
        (series("firebell_feed_up", "collect", "1x40 0x20 1x40", publisher="Wire"),),
        80,
    ),
    Case(
        "FirebellFeedsDown",
        "two of three",
        tuple(
            series("firebell_feed_up", "collect", f"{up}x30", publisher=name)
            for name, up in (("A", 0), ("B", 0), ("C", 1))
        ),
        20,
        {},
        "33.33%",
    ),
    Case(
        "FirebellFeedsDown",
        "one of three",
        tuple(
            series("firebell_feed_up", "collect", f"{up}x30", publisher=name)
            for name, up in (("A", 0), ("B", 1), ("C", 1))
        ),
        20,
    ),
    Case(
        "FirebellFeedSilent",
        "it answers with nothing new",
        (series("firebell_feed_silent", "collect", "1x30", publisher="Wire"),),
        20,
        {"publisher": "Wire"},
    ),
    Case(
        "FirebellFeedSilent",
        "it has news",
        (series("firebell_feed_silent", "collect", "0x30", publisher="Wire"),),
        20,
    ),
    Case(
        "FirebellServeErrors",
        "one in ten",
        (
            series(REQUESTS, "serve", "0+1x40", route="/v1/alerts", status="5xx"),
            series(REQUESTS, "serve", "0+9x40", route="/v1/alerts", status="2xx"),
        ),
        30,
        {},
        "10%",
    ),
    Case(
        "FirebellServeErrors",
        "callers ask for what is not there",
        (
            series(REQUESTS, "serve", "0+9x40", route="/v1/alerts", status="4xx"),
            series(REQUESTS, "serve", "0x40", route="/v1/alerts", status="5xx"),
        ),
        30,
    ),
    Case(
        "FirebellServeErrors",
        "a probe that says not ready is no request",
        (
            series(REQUESTS, "serve", "0+9x40", route="/readyz", status="5xx"),
            series(REQUESTS, "serve", "0+9x40", route="/v1/alerts", status="2xx"),
        ),
        30,
    ),
]
