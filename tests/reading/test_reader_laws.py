"""Laws of every reading: its counts are ordered, its references hold, sport behind it changes none, twice is once."""

from datetime import UTC, date, datetime
from functools import cache

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from firebell.article import Article
from firebell.reading.read import Reader, read
from firebell.reading.reading import Count, Event, Reading

MARCH = datetime(2022, 3, 10, tzinfo=UTC)
KINDS = ("killed", "injured", "missing", "abducted", "detained", "displaced")

WHO = st.sampled_from(
    [
        "Gunmen",
        "Fighters of the Red Lantern Front",
        "Hamas",
        "The army",
        "Israeli warplanes",
        "A suicide bomber",
        "Rebels",
    ]
)
DID = st.sampled_from(
    ["killed", "shot dead", "wounded", "abducted", "attacked", "did not kill", "may kill", "vowed to kill"]
)
HOW_MANY = st.sampled_from(
    [
        "four",
        "at least 12",
        "up to 30",
        "nearly 200",
        "dozens of",
        "between 5 and 9",
        "some 40",
        "several",
        "no",
        "two more",
        "1,200",
    ]
)
WHOM = st.sampled_from(
    ["soldiers", "people", "villagers, including two children,", "nurses and a driver", "police officers"]
)
WHERE = st.sampled_from(["in Basra", "near Kabul", "at a market in Mosul, Iraq,", "in the capital", ""])
WHEN = st.sampled_from(
    ["on Tuesday", "on 5 March", "since January", "last year", "in 2014", "two days after the attack", ""]
)
DEEDS = st.builds(lambda *parts: " ".join(filter(None, parts)), WHO, DID, HOW_MANY, WHOM, WHERE, WHEN)
FOLLOWING = st.sampled_from(
    [
        "They were killed in retaliation for the shelling of their village",
        "The death toll rose to 31",
        "Two of the dead were nurses",
        "He died of his wounds",
        "The group claimed responsibility",
        "The war has killed more than 20,000 people since 2014",
        "The attack was part of a drill",
        "Police said nobody was hurt, while a doctor said that nine people died",
        "20 people were killed or wounded in two provinces",
        "Attacks in two provinces killed 20 people",
    ]
)
SENTENCES = st.one_of(DEEDS, DEEDS, FOLLOWING)
ENDS = st.sampled_from([". ", ".\n\n", "; ", ", and "])
TEXTS = st.lists(st.tuples(SENTENCES, ENDS), min_size=1, max_size=10).map(
    lambda told: "".join(sentence + end for sentence, end in told).strip(" ,;")
)
ARTICLES = st.builds(
    lambda title, text, day: Article(id="a", title=title, text=text, published_at=day, language="en"),
    st.one_of(st.just(""), SENTENCES),
    TEXTS,
    st.sampled_from([None, MARCH]),
)

LEAD = (
    "Gunmen attacked an army base near Kabul with grenades and rockets, and the militants clashed with soldiers "
    "for hours, the military said.\n\n"
)
"""What an article is about is judged by its head: one of a single sentence and much sport is a sport story."""

CLOSING = (
    "\n\nShops in the old town stayed closed in the morning, residents told a reporter by telephone, and the road "
    "to the river was empty but for a few carts that brought bread and water to the people there."
)
"""Words that silence a signal reach over so many words: a match is no war."""

SPORT = st.sampled_from(
    [
        "The home side won 3-1 on Saturday, and the keeper saved two penalties before 40,000 fans.",
        "She beat the champion in straight sets, 6-4 7-5, to reach the final of the open.",
        "The striker scored twice and the visitors lost their sixth match of the season.",
        "He finished the marathon in two hours and nine minutes, ahead of 20 other runners.",
        "The club signed a midfielder for 12 million euros, its third player of the summer.",
    ]
)


@cache
def reader() -> Reader:
    return Reader.shipped()


def read_fully(article: Article) -> Reading:
    return read(article, reader(), full=True)


def counts(event: Event) -> dict[str, Count]:
    told = {kind: getattr(event, kind) for kind in KINDS}
    return {kind: count for kind, count in told.items() if count is not None}


def is_ordered(low: int, best: int, high: int | None) -> bool:
    return 0 <= low <= best and (high is None or best <= high)


@settings(max_examples=150, deadline=None)
@given(ARTICLES)
def test_no_count_is_below_its_low_or_above_its_high(article: Article) -> None:
    reading = read_fully(article)
    told = [count for event in reading.incidents for count in counts(event).values()]
    told += [c for event in reading.incidents for split in event.by_class.values() for c in split.values()]
    assert all(is_ordered(count.low, count.best, count.high) for count in told)
    assert all(is_ordered(toll.low, toll.best, toll.high) for toll in reading.casualties)


@settings(max_examples=150, deadline=None)
@given(ARTICLES)
def test_every_reference_and_every_quote_of_a_reading_holds(article: Article) -> None:
    reading = read_fully(article)
    quotes = [(q.field, q.start, q.end, q.words) for q in reading.signals]
    quotes += [(q.field, q.start, q.end, q.words) for q in reading.casualties]
    quotes += [(q.field, q.start, q.end, q.words) for event in reading.incidents for q in event.evidence]
    quotes += [(q.field, q.start, q.end, q.words) for event in reading.incidents if (q := event.answers)]
    fields = {"title": article.title, "text": article.text}
    assert all(fields[field][start:end] == words for field, start, end, words in quotes)
    homes = {signal.incident for signal in reading.signals} | {toll.incident for toll in reading.casualties}
    assert homes - {None} <= set(range(len(reading.incidents)))
    for place, toll in enumerate(reading.casualties):
        assert toll.part_of is None or toll.part_of < len(reading.casualties)
        assert toll.part_of != place
    assert all(date.fromisoformat(event.date) for event in reading.incidents if event.date)


@settings(max_examples=100, deadline=None)
@given(ARTICLES, st.lists(SPORT, min_size=1, max_size=2))
def test_a_paragraph_of_sport_behind_an_article_changes_no_count(article: Article, sport: list[str]) -> None:
    text = f"{LEAD}{article.text.rstrip('.')}.{CLOSING}"
    ended = msgspec.structs.replace(article, text=text)
    longer = msgspec.structs.replace(article, text=f"{text}\n\n{' '.join(sport)}")
    before, after = read_fully(ended), read_fully(longer)
    assert [counts(event) for event in after.incidents] == [counts(event) for event in before.incidents]
    assert after.casualties == before.casualties


@settings(max_examples=50, deadline=None)
@given(ARTICLES)
def test_the_same_article_read_twice_gives_the_same_reading(article: Article) -> None:
    assert read_fully(article) == read_fully(article)
