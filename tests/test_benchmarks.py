"""What measures is measured too: the peers read as well as they are said to, a figure stands beside its limit."""

import importlib
import xml.etree.ElementTree as ET  # reads only what the test itself has drawn
from pathlib import Path

import pytest
from benchmarks import __main__ as program
from benchmarks import ceiling, fold, growth, memory, peers, reading
from benchmarks.mixed import KINDS, RELEVANT
from benchmarks.plot import curves, picture
from benchmarks.table import PAGE, Fact, Measured, Row, as_json, recorded, text

PROGRAMS = sorted(path.stem for path in (Path(__file__).parents[1] / "benchmarks").glob("*.py"))
MEASURED = Measured(
    [
        Row("readers", "parse", core=1000.0, limit=True),
        Row("readers", "ours", core=250.0),
        Row("readers", "theirs", core=5.0, peer=True),
        Row("Redis", "nothing here measures it"),
    ],
    [Fact("a quiet article", 32.0, "µs", "40 or less")],
)


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_program_loads(name: str) -> None:
    assert importlib.import_module(f"benchmarks.{name}").__doc__


@pytest.mark.parametrize(
    ("said", "killed", "injured"),
    [
        pytest.param("Twelve villagers were killed and 30 wounded.", 12, 30, id="numbers before the harm"),
        pytest.param("A bomb killed at least 1,200 people, injuring two.", 1200, 2, id="numbers behind it"),
        pytest.param("The death toll rose to 41.", 41, 0, id="a toll"),
        pytest.param("A nurse was killed.", 1, 0, id="one, without a number"),
        pytest.param("The soldier was wounded.", 0, 1, id="one, by the article"),
        pytest.param("Three clubs merged in 1998.", 0, 0, id="numbers without harm"),
        pytest.param("They killed time. Seven came.", 0, 0, id="a number of the next sentence"),
    ],
)
def test_the_peers_patterns_count_as_an_afternoon_s_would(said: str, killed: int, injured: int) -> None:
    assert (peers.count(peers.KILLED, said), peers.count(peers.INJURED, said)) == (killed, injured)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        pytest.param("Gunmen attacked a market.", True, id="fighters and what they did"),
        pytest.param("Rebels shelled the town.", True, id="two words of arms"),
        pytest.param("The attack won the match.", False, id="no word of arms"),
        pytest.param("Soldiers marched in the parade.", False, id="one word of arms alone"),
    ],
)
def test_the_peers_take_two_words_for_violence(said: str, told: bool) -> None:  # noqa: FBT001 -- a column of the table
    assert peers.violent(said) is told


def test_a_peer_answers_in_the_form_of_firebell_read() -> None:
    place = peers.Place("ML", 16.27, -0.04)
    article = {"id": "a", "title": "Gunmen kill two", "text": "It was in Gao."}
    (reading,) = peers.read([article], lambda _: [[peers.Named(26, 29, place)]])
    assert reading["article_id"] == "a"
    assert reading["relevant"] is True
    assert reading["places"] == [
        {
            "name": "Gao",
            "field": "text",
            "start": 10,
            "end": 13,
            "country": "ML",
            "lat": 16.27,
            "lon": -0.04,
        }
    ]
    (incident,) = reading["incidents"]
    assert incident["country"] == "ML"
    assert incident["killed"] == {"low": 2, "best": 2, "high": 2}
    assert incident["injured"] is None


@pytest.mark.parametrize(
    ("kind", "violent"), [("mixed", {True, False}), ("peaceful", {False}), ("conflict", {True})]
)
def test_a_kind_of_news_holds_that_kind_alone_and_no_article_twice(kind: str, violent: set[bool]) -> None:
    numbers = [KINDS[kind](at) for at in range(5 * RELEVANT)]
    assert {number % RELEVANT == 0 for number in numbers} == violent
    assert len(set(numbers)) == len(numbers)


def test_the_table_holds_each_figure_against_its_limit() -> None:
    lines = text(MEASURED).splitlines()
    assert [line.split()[-1] for line in lines if line.startswith(("parse", "ours", "theirs"))] == [
        "limit",
        "25%",
        "0.5%",
    ]
    assert any(line.endswith("32 µs           40 or less") for line in lines)


def test_programs_are_told_the_same_as_people() -> None:
    told = as_json(MEASURED)
    assert [row["of_limit"] for row in told["rows"]] == [None, 0.25, 0.005, None]
    assert told["facts"] == [{"what": "a quiet article", "value": 32.0, "unit": "µs", "goal": "40 or less"}]


@pytest.mark.parametrize("heading", [program.HEADING, growth.HEADING])
def test_the_page_takes_a_new_table_and_keeps_the_rest(heading: str) -> None:
    page = PAGE.read_text("utf-8")
    changed = recorded(page, heading, "a\nb")
    before, _, behind = changed.partition("```text\na\nb\n```")
    assert behind
    assert before.rpartition("\n## ")[2].splitlines()[0] == heading
    assert page.startswith(before)
    assert page.endswith(behind)


def test_the_picture_has_a_bar_for_each_rate() -> None:
    drawn = ET.fromstring(picture(MEASURED))  # noqa: S314 -- our own
    bars = [one for one in drawn.iter("{http://www.w3.org/2000/svg}rect") if one.get("x")]
    assert len(bars) == sum(row.core is not None for row in MEASURED.rows)


def test_each_curve_is_drawn_through_all_its_points() -> None:
    panels = curves({("flat", "words"): [(1, 5), (2, 5)], ("linear", "rules"): [(0, 1), (5, 2), (10, 3)]})
    drawn = ET.fromstring(panels)  # noqa: S314 -- our own
    lines = list(drawn.iter("{http://www.w3.org/2000/svg}polyline"))
    assert [len(line.attrib["points"].split()) for line in lines] == [2, 3]


def test_a_machine_without_redis_benchmark_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    (row,) = ceiling.measure(0, 10).rows
    assert (row.what, row.wall) == ("no redis-benchmark on this machine", None)


def test_readers_take_turns_on_each_kind_of_news(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("ROUNDS", "ARTICLES", "TIMES"):
        monkeypatch.setattr(reading, name, 1)
    monkeypatch.setattr(reading, "PEERS_PYTHON", tmp_path / "not there")
    rows = reading.measure().rows
    assert [(row.part, row.what) for row in rows if row.limit] == [
        (part, "parse the JSON") for part in reading.PARTS.values()
    ]
    assert all(row.core for row in rows)


def test_folds_are_clocked_whether_they_ring_or_not() -> None:
    rows = fold.measure(10, 30).rows
    assert [row.what for row in rows] == ["all of them", "those that ring nothing", "those that ring"]


def test_memory_is_told_at_each_tenth(capsys: pytest.CaptureFixture[str]) -> None:
    memory.main(20)
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()[1:]] == [
        str(at) for at in range(0, 21, 2)
    ]


def test_a_hundred_rules_more_cost_a_fold_more_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growth, "ADDED", (0, 100))
    monkeypatch.setattr(growth, "BEFORE", 16)
    monkeypatch.setattr(growth, "FOLDED", 4)
    without, with_them = growth.CURVES["rules"][2]()
    assert without.steps < with_them.steps
