"""The page in a real Chromium: what is looked at, what holds still, what keys and buttons do, what never runs."""

import json
import re
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from typing import Any

import msgspec
import pytest
from playwright.async_api import Route, expect
from tests.serve.browsers import desk
from tests.serve.conftest import Served, Serving, ring

from firebell.alert.alert import Alert, decode, encode
from firebell.redis.client import Redis, call
from firebell.redis.keys import Keys

EVIL = "<script>window.hit = 1</script><img src=x onerror='window.hit = 2'>"
NOW = datetime.now(UTC)  # noqa: TID251 -- what has just come in


def base(served: Served) -> str:
    return str(served.http.base_url).rstrip("/")


def another(alert: Alert, name: str = "another", **data: Any) -> bytes:
    """One more story that looks like this one."""
    told = msgspec.structs.replace(alert.data, **({"alert_id": name, "version": 1} | data))
    return encode(
        msgspec.structs.replace(alert, id=f"turn-of-{name}", type="firebell.alert.raised", data=told)
    )


def opened(alerts: list[Alert]) -> Alert:
    return next(one for one in reversed(alerts) if one.type == "firebell.alert.raised")


# — without a browser —


async def test_files_come_with_their_types_and_are_not_sent_twice(served: Served) -> None:
    for path, kind in {
        "/": "text/html",
        "/page/main.js": "text/javascript",
        "/page/page.css": "text/css",
    }.items():
        first = await served.http.get(path)
        assert first.headers["content-type"] == f"{kind}; charset=utf-8"
        assert "script-src 'self'" in first.headers["content-security-policy"]
        again = await served.http.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", ["none.js", "..%2Fapp.py", "%2e%2e/app.py", "page.py"])
async def test_nothing_but_the_page_is_given_away(served: Served, name: str) -> None:
    assert (await served.http.get(f"/page/{name}")).status_code == 404


def test_no_file_makes_markup_of_text() -> None:
    for one in files("firebell.serve").joinpath("page").iterdir():
        written = one.read_text("utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", written), (
            one.name
        )
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|https?://(?!www\.w3\.org/2000/svg)", written), (
            one.name
        )


async def test_a_chain_ends_where_an_act_did_not_ring(served: Served, decoded: list[Alert]) -> None:
    answers = next(one for one in decoded if one.data.retaliates_for)
    path = f"/v1/alerts/{answers.data.alert_id}/chain"
    assert (await served.http.get(path)).json() == {"chain": [], "silent": False}
    assert answers.data.retaliates_for
    earlier = msgspec.structs.replace(answers.data.retaliates_for, incident_id="unheard-of")
    await ring(served.client, served.keys, another(answers, "later", retaliates_for=earlier))
    await served.http.get("/v1/alerts/stream", params={"poll": 1})
    for _ in range(100):
        told = await served.http.get("/v1/alerts/later/chain")
        if told.is_success:
            break
    assert told.json() == {"chain": [], "silent": True}


async def test_status_tells_when_the_last_article_came(served: Served) -> None:
    assert (await served.http.get("/v1/status")).json()["last_article"] is None
    body = json.dumps({"title": "Four killed in Basra"})
    await served.http.post("/v1/articles", content=body, headers=served.may("publish"))
    assert (await served.http.get("/v1/status")).json()["folding"] is False
    came = datetime.fromisoformat((await served.http.get("/v1/status")).json()["last_article"])
    assert abs(came - datetime.now(UTC)) < timedelta(minutes=1)  # noqa: TID251 -- it came just now


# — what is looked at —


VIEWS = ("/#/", "/#/silent", "/#/regions", "/#/handover")


async def test_each_view_loads_in_order_and_asks_nobody_else(served: Served) -> None:
    async with desk(base(served)) as seen:
        for path in VIEWS:
            await seen.page.goto(base(served) + path)
            await expect(seen.page.locator("#view h2")).to_be_visible()
            await expect(seen.page.locator("#view .wrong")).to_have_count(0)
        assert seen.wrong == []
        assert seen.hosts == {base(served).removeprefix("http://")}


TRUST: dict[str, tuple[dict[str, Any], str]] = {
    "in order": ({"last_article": NOW.isoformat()}, "Silence can be trusted."),
    "no article": ({"last_article": (NOW - timedelta(hours=30)).isoformat()}, "Silence means nothing now."),
    "no worker": ({"folding": False}, "no worker runs"),
    "stopped": ({"fold_stopped_at": "1-1"}, "the fold stopped at entry 1-1"),
    "behind": ({"journal_lag_entries": 9, "journal_lag_seconds": 900}, "9 to fold, the oldest for 15 min"),
    "feed": (
        {"feeds": {"The Daily": {"up": False, "reason": "404"}}, "collecting": True},
        "broken: The Daily (404)",
    ),
    "collector": ({"feeds": {"The Daily": {"up": True}}}, "nobody polls the feeds"),
    "channel": ({"channels": {"duty": {"disabled": True}}}, "duty hears nothing"),
}


async def test_whether_silence_can_be_trusted_stands_first(served: Served) -> None:
    stands: dict[str, Any] = {}
    heights = set()
    async with desk(base(served), stands=stands) as seen:
        for told, says in TRUST.values():
            stands.clear()
            stands.update(told)
            await seen.page.reload()
            await expect(seen.page.locator("#trust summary")).to_contain_text(says)
            heights.add(str(await seen.page.locator("#trust").bounding_box()))
    assert len(heights) == 1, "the rows below must not move, whatever it says"


async def test_an_alert_says_why_it_rang_and_what_it_does_not_count(
    served: Served, decoded: list[Alert]
) -> None:
    alert = next(one for one in reversed(decoded) if one.data.context and one.data.retaliates_for)
    async with desk(base(served), f"/#/alert/{alert.data.alert_id}") as seen:
        view = seen.page.locator("#view")
        await expect(view.get_by_role("heading", level=2)).to_have_text(alert.data.headline)
        await expect(view).to_contain_text(f"{alert.data.rule.file}:{alert.data.rule.line}")
        await expect(view).to_contain_text(alert.data.context[0].words)
        await expect(view).to_contain_text(alert.data.evidence[0].words)
        await expect(view).to_contain_text(
            alert.data.retaliates_for.words if alert.data.retaliates_for else ""
        )
        assert seen.wrong == []


async def test_a_toll_that_rose_is_drawn_over_its_turns(served: Served, decoded: list[Alert]) -> None:
    risen = next(one for one in decoded if one.data.change and one.data.change.what == "killed")
    async with desk(base(served), f"/?alert={risen.data.alert_id}") as seen:
        drawing = seen.page.get_by_role("img", name=re.compile("^killed: "))
        await expect(drawing).to_have_attribute("aria-label", re.compile(f"then {risen.data.change.after}"))  # type: ignore[union-attr]


# — what holds still —


async def test_a_new_alert_waits_behind_a_button_and_no_row_moves(
    served: Served, decoded: list[Alert]
) -> None:
    async with desk(base(served)) as seen:
        before = await seen.rows()
        place = await seen.page.locator("#rows li").first.bounding_box()
        await ring(served.client, served.keys, another(opened(decoded), headline="News: 7 killed"))
        button = seen.page.get_by_role("button", name="1 new")
        await expect(button).to_be_visible()
        assert await seen.rows() == before
        assert await seen.page.title() == "(1) firebell"
        assert place == await seen.page.locator("#rows li").first.bounding_box()
        await button.click()
        await expect(seen.page.locator("#rows .headline").first).to_have_text("News: 7 killed")
        await expect(button).to_have_count(0)


async def test_a_newer_turn_of_the_alert_that_is_read_waits_too(served: Served, decoded: list[Alert]) -> None:
    alert = opened(decoded)
    async with desk(base(served), f"/#/alert/{alert.data.alert_id}") as seen:
        heading = seen.page.locator("#view h2")
        await expect(heading).to_have_text(alert.data.headline)
        place = await heading.bounding_box()
        turn = another(alert, alert.data.alert_id, version=2, headline="It is 9 now")
        await ring(served.client, served.keys, turn)
        button = seen.page.get_by_role("button", name=re.compile("A newer turn"))
        await expect(button).to_be_in_viewport()
        assert place == await heading.bounding_box()
        await button.click()
        await expect(heading).to_have_text("It is 9 now")


async def test_a_filter_stands_in_the_address_and_survives_a_reload(served: Served) -> None:
    async with desk(base(served)) as seen:
        every = await seen.rows()
        await seen.page.get_by_label("Least severity").select_option("Extreme")
        await expect(seen.page).to_have_url(re.compile(r"min_severity=Extreme"))
        await expect(seen.page.locator("#rows .severity:not(.is-Extreme)")).to_have_count(0)
        some = await seen.rows()
        assert 0 < len(some) < len(every)
        await seen.page.reload()
        await expect(seen.page.get_by_label("Least severity")).to_have_value("Extreme")
        await expect(seen.page.locator("#rows .headline")).to_have_text(some)
        await seen.page.go_back()
        await expect(seen.page.locator("#rows .headline")).to_have_count(len(every))


# — what never runs —


async def test_markup_in_what_an_article_says_is_text(served: Served, decoded: list[Alert]) -> None:
    alert = opened(decoded)
    quotes = tuple(
        msgspec.structs.replace(one, words=EVIL, source=EVIL, url="javascript:window.hit=3")
        for one in alert.data.evidence
    )
    evil = another(
        alert, "evil", headline=EVIL, summary=EVIL, evidence=quotes, links=("javascript:window.hit=4",)
    )
    await ring(served.client, served.keys, evil)
    async with desk(base(served), "/#/alert/evil") as seen:
        await expect(seen.page.locator("#view h2")).to_have_text(EVIL)
        await expect(seen.page.locator("#rows .headline").first).to_have_text(EVIL)
        assert await seen.page.locator("#view img, #view script, a[href^='javascript']").count() == 0
        assert await seen.page.evaluate("window.hit") is None
        assert seen.wrong == []


# — keys, buttons, screens —


async def test_the_keyboard_walks_opens_and_comes_back(served: Served) -> None:
    async with desk(base(served)) as seen:
        page, press = seen.page, seen.page.keyboard.press
        rows = await seen.rows()
        await press("j")
        await press("j")
        await press("k")
        await press("j")
        await press("Enter")
        await expect(page.locator("#view h2")).to_contain_text(rows[1])
        await expect(page.locator("#rows li").nth(1).locator("a")).to_have_attribute("aria-current", "true")
        await press("Escape")
        await expect(page).to_have_url(re.compile(r"#/$"))
        await expect(page.locator("#rows li").nth(1).locator("a")).to_be_focused()
        await press("/")
        await expect(page.get_by_label("Region's code")).to_be_focused()
        await press("Escape")
        await press("3")
        await expect(page.locator("#view h2")).to_have_text("Regions against their thresholds")
        await press("?")
        await expect(page.get_by_role("dialog")).to_be_visible()


@pytest.mark.parametrize(
    ("button", "path", "body"),
    [
        ("Retract …", "/v1/alerts/{id}/retract", {"why": "it was a drill"}),
        ("Confirm …", "/v1/alerts/{id}/confirm", {"why": "it was a drill"}),
        (re.compile("^Silence "), "/v1/regions/{code}/silence", {"for": "6h", "why": "it was a drill"}),
    ],
    ids=["retract", "confirm", "silence"],
)
async def test_what_a_person_does_goes_out_with_a_reason_and_a_token(
    served: Served, decoded: list[Alert], button: str | re.Pattern[str], path: str, body: dict[str, str]
) -> None:
    alert = opened(decoded)
    asked: list[tuple[str, str, Any]] = []
    wanted = path.format(id=alert.data.alert_id, code=alert.data.region.code)

    async def took(route: Route) -> None:
        request = route.request
        asked.append((request.method, request.headers.get("authorization", ""), request.post_data_json))
        await route.fulfill(status=202, json={})

    async with desk(base(served), f"/#/alert/{alert.data.alert_id}") as seen:
        await seen.page.route(f"**{wanted}", took)
        await seen.page.get_by_role("button", name=button).click()
        dialog = seen.page.get_by_role("dialog")
        await dialog.get_by_label("Why").fill("it was a drill")
        await dialog.get_by_label("Token with the scope act").fill("fb_secret")
        if "for" in body:
            await dialog.get_by_label("For", exact=True).select_option(body["for"])
        await dialog.locator("button[type=submit]").click()
        await expect(dialog).to_have_count(0)
        assert asked == [("POST", "Bearer fb_secret", body)]
        assert await seen.page.evaluate("[sessionStorage.length, localStorage.length, document.cookie]") == [
            1,
            0,
            "",
        ]


async def test_a_region_is_silenced_from_the_page(served: Served, decoded: list[Alert]) -> None:
    alert = opened(decoded)
    async with desk(base(served), f"/#/alert/{alert.data.alert_id}") as seen:
        await seen.page.get_by_role("button", name=re.compile("^Silence ")).click()
        dialog = seen.page.get_by_role("dialog")
        await dialog.get_by_label("Why").fill("a drill")
        await dialog.get_by_label("Token with the scope act").fill(served.tokens["act"])
        await dialog.locator("button[type=submit]").click()
        await expect(dialog).to_have_count(0)
        await expect(seen.page.locator("#said")).to_have_text(f"{alert.data.region.name} is silent.")
        [(_, fields)] = await call(served.client, "XREVRANGE", served.keys.journal, "+", "-", "COUNT", 1)
        turn = json.loads(fields[b"data"])
        assert (turn["kind"], turn["region"], turn["seconds"]) == ("silence", alert.data.region.code, 7200)
        assert seen.wrong == []


async def test_a_token_that_may_not_is_told_in_the_dialog(served: Served, decoded: list[Alert]) -> None:
    alert = opened(decoded)

    async def refused(route: Route) -> None:
        await route.fulfill(status=403, json={"detail": "the token of desk has no scope act"})

    async with desk(base(served), f"/#/alert/{alert.data.alert_id}") as seen:
        await seen.page.route("**/retract", refused)
        await seen.page.get_by_role("button", name="Retract …").click()
        dialog = seen.page.get_by_role("dialog")
        await dialog.get_by_label("Why").fill("no")
        await dialog.get_by_label("Token with the scope act").fill("fb_other")
        await dialog.locator("button[type=submit]").click()
        await expect(dialog.get_by_role("alert")).to_have_text("the token of desk has no scope act")


async def test_a_phone_scrolls_in_one_direction(served: Served, decoded: list[Alert]) -> None:
    screen = {"width": 360, "height": 740}
    async with desk(base(served), viewport=screen, has_touch=True) as seen:
        for path in (*VIEWS, f"/#/alert/{opened(decoded).data.alert_id}"):
            await seen.page.goto(base(served) + path)
            shown = "#rows li" if path == "/#/" else "#view h2"
            await expect(seen.page.locator(shown).first).to_be_visible()
            assert await seen.page.evaluate("document.documentElement.scrollWidth") <= screen["width"]


async def test_who_must_have_a_token_to_read_is_asked_for_one(
    serving: Serving, client: Redis, keys: Keys, day: list[bytes]
) -> None:
    await ring(client, keys, *day)
    async with serving(open_to_read=False) as served, desk(base(served)) as seen:
        await expect(seen.page.locator("#rows-end")).to_contain_text("a token with the scope read is needed")
        await seen.page.get_by_role("button", name="Give a token …").click()
        await seen.page.get_by_role("dialog").get_by_label("Token").fill(served.tokens["read"])
        await seen.page.keyboard.press("Enter")
        await expect(seen.page.locator("#rows li").first).to_be_visible()
        await ring(client, keys, another(decode(day[0]), headline="It is heard"))
        await expect(seen.page.get_by_role("button", name="1 new")).to_be_visible()
        assert "fb_" not in seen.page.url


@pytest.mark.parametrize(("scheme", "dark"), [("dark", True), ("light", False)])
async def test_the_ground_is_dark_for_who_asks_for_it(served: Served, scheme: str, dark: bool) -> None:  # noqa: FBT001 -- a row of the table
    async with desk(base(served), color_scheme=scheme) as seen:
        colour = await seen.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (sum(map(int, re.findall(r"\d+", colour)[:3])) < 200) is dark


async def test_a_reader_of_the_screen_finds_landmarks_headings_and_names(served: Served) -> None:
    async with desk(base(served)) as seen:
        page = seen.page
        for role, name in [("main", None), ("navigation", "Views"), ("search", "Filter the alerts")]:
            await expect(page.get_by_role(role, name=name)).to_have_count(1)  # type: ignore[arg-type]
        await expect(page.locator("#fresh")).to_have_attribute("aria-live", "polite")
        nameless = await page.evaluate(
            "[...document.querySelectorAll('button, select, input')]"
            ".filter((one) => !one.ariaLabel && !one.textContent.trim() && !one.labels?.length).length"
        )
        assert nameless == 0
        await expect(page.locator("#rows li").first.locator(".severity")).to_have_text(
            re.compile("[A-Z][a-z]+")
        )


async def test_a_hand_over_names_what_is_open(served: Served, decoded: list[Alert]) -> None:
    async with desk(base(served), "/#/handover", stands={"last_article": NOW.isoformat()}) as seen:
        text = await seen.page.get_by_role("textbox", name="Hand-over").input_value()
        assert "Silence can be trusted." in text
        assert opened(decoded).data.headline in text
        assert seen.wrong == []
