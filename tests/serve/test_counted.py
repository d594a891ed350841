"""What a server tells of its own answers, and of what is ready."""

from tests.serve.conftest import Served

from firebell.ops import metrics


async def test_a_server_counts_its_answers_by_route_never_by_address(served: Served) -> None:
    before = requests()
    for path in ("/v1/alerts/none", "/v1/alerts/other", "/nowhere/at/all", "/livez"):
        await served.http.get(path)
    await served.http.head("/v1/status")
    after = requests()
    assert {
        labels: after[labels] - before.get(labels, 0)
        for labels in after
        if after[labels] != before.get(labels)
    } == {
        ("/v1/alerts/{alert_id}", "4xx"): 2,
        ("other", "4xx"): 1,
        ("/livez", "2xx"): 1,
        ("/v1/status", "2xx"): 1,
    }
    text = (await served.http.get("/metrics")).text
    for check in ("alerts", "redis"):
        assert f'firebell_ready{{check="{check}"}} 1.0' in text


def requests() -> dict[tuple[str, str], float]:
    return {
        (sample.labels["route"], sample.labels["status"]): sample.value
        for family in metrics.HTTP_REQUESTS.collect()
        for sample in family.samples
        if sample.name.endswith("_total")
    }
