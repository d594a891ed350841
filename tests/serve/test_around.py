"""Words of an alert's evidence are shown in what stands around them, while the article is kept in these words."""

import msgspec
from tests.serve.conftest import Serving, ring

from firebell import parts
from firebell.alert.alert import decode
from firebell.archive import Archive
from firebell.article import encode, from_mapping
from firebell.redis.client import Redis, call
from firebell.redis.keys import Keys

ARTICLE = {
    "id": "a1",
    "title": "Bomb at a market in Goma",
    "text": f"{'It was early. ' * 30}Officials said that a bomb killed five people at a market in Goma on Thursday. "
    f"<b>Nobody</b> claimed it. {'It was late. ' * 30}",
    "source": "Reuters",
    "published_at": "2026-03-05T16:20:00Z",
}


async def keep(client: Redis, keys: Keys, **changed: str) -> None:
    """The article in its stream, and where its latest telling lies, as a reader writes it."""
    raw = encode(from_mapping(ARTICLE | changed))
    entry = (await call(client, "XADD", keys.articles, "*", "data", raw)).decode()
    await call(client, "SET", keys.seen("Actual", "a1"), f"digest {entry}")


async def test_quotes_are_told_in_their_context_until_the_article_is_gone_or_another(
    serving: Serving, client: Redis, keys: Keys
) -> None:
    trace = Archive(parts.load(None)).tell(from_mapping(ARTICLE)).trace
    assert trace is not None
    alert = decode(trace.alerts[0])
    await ring(client, keys, trace.alerts[0])
    async with serving() as running:
        path = f"/v1/alerts/{alert.data.alert_id}/around"
        nothing = [None] * len(alert.data.evidence)
        assert (await running.http.get(path)).json()["around"] == nothing

        await keep(client, keys)
        told = (await running.http.get(path)).json()["around"]
        [killed] = [
            (quote, beside)
            for quote, beside in zip(alert.data.evidence, told, strict=True)
            if quote.of == "killed" and quote.field == "text"
        ]
        assert killed[1]["before"].endswith("Officials said that a bomb ")
        assert " at a market in Goma on Thursday. <b>Nobody</b> claimed it." in killed[1]["after"]
        assert len(killed[1]["before"]) <= 160
        assert not killed[1]["before"].startswith(" ")
        assert (
            msgspec.json.encode(killed[0].words)[1:-1]
            in (await running.http.get(f"/v1/alerts/{alert.data.alert_id}")).content
        )

        await keep(client, keys, text="Nothing of it was true.", title="Correction")
        assert (await running.http.get(path)).json()["around"] == nothing
