"""Several incidents in one article: wire copy, round-ups, live blogs, bare headlines, and what stands below a story."""

from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple

import pytest

from firebell.article import Article
from firebell.reading.en import boilerplate
from firebell.reading.read import Reader, read
from firebell.reading.reading import Event, Reading

A_WEDNESDAY = datetime(2023, 5, 10, 12, tzinfo=UTC)


@cache
def reader() -> Reader:
    return Reader.shipped()


def reading_of(text: str, title: str = "", published: datetime | None = A_WEDNESDAY) -> Reading:
    return read(Article(id="x", title=title, text=text, language="en", published_at=published), reader())


def killed(event: Event) -> int | None:
    return event.killed.best if event.killed else None


class News(NamedTuple):
    """A text, and for each current incident that it should give its place and its dead."""

    text: str
    incidents: list[tuple[str | None, int | None]]
    title: str = ""


def current(news: News) -> list[tuple[str | None, int | None]]:
    events = reading_of(news.text, news.title).incidents
    return [(e.place or e.country, killed(e)) for e in events if e.when == "current" and e.mode == "asserted"]


SEVERAL = {
    "elsewhere-is-news-of-the-same-day": News(
        "A car bomb killed eight people in Mogadishu on Wednesday, police said.\n\n"
        "Elsewhere, al-Shabaab fighters killed three soldiers in Baidoa.",
        [("Mogadishu", 8), ("Baidoa", 3)],
    ),
    "meanwhile-too": News(
        "Rebels killed five soldiers in an ambush near Bunia on Tuesday, the army said.\n\n"
        "Meanwhile, in Beni, a bomb exploded in a church, killing nine worshippers.",
        [("Bunia", 5), ("Beni", 9)],
    ),
    "hours-later-too": News(
        "A car bomb killed six people in Kabul on Wednesday.\n\nHours later, gunmen killed two policemen in Herat.",
        [("Kabul", 6), ("Herat", 2)],
    ),
    "earlier-in-the-day-too": News(
        "A car bomb killed six people in Kabul on Wednesday.\n\n"
        "Earlier in the day, gunmen killed two policemen in Herat.",
        [("Kabul", 6), ("Herat", 2)],
    ),
    "one-sentence-turns-to-another-incident": News(
        "Two policemen were killed in an ambush in Sukma on Tuesday while in a separate incident a villager was "
        "killed by Maoists in Jagdalpur.",
        [("Sukma", 2), ("Jagdalpur", 1)],
    ),
    "another-blast-of-one-attack": News(
        "A bomb killed two people in Quetta on Tuesday and another man was wounded.", [("Quetta", 2)]
    ),
    "undated-and-not-in-the-lead-explains": News(
        "Rebels killed five soldiers in an ambush near Bunia on Tuesday, the army said.\n\n"
        "A bomb in Beni killed nine worshippers.",
        [("Bunia", 5)],
    ),
    "last-week-is-no-news-of-today": News(
        "A suicide bomber killed nine people in Quetta on Tuesday.\n\n"
        "On Saturday, gunmen shot dead two policemen in Peshawar.",
        [("Quetta", 9)],
    ),
    "a-headline's-sum-is-not-added-to-its-parts": News(
        "Gunmen killed 14 villagers in Burkina Faso's Soum province on Tuesday.\n\n"
        "Across the border in Niger, six soldiers died on Tuesday when their vehicle hit a mine near Tillaberi.",
        [("Soum", 14), ("Tillabéri", 6)],
        title="Attacks in Burkina Faso and Niger kill 20",
    ),
    "a-headline-that-is-nothing-but-a-sum": News(
        "Gunmen attacked a village in Soum province, Burkina Faso, on Tuesday and killed 14 people.\n\n"
        "In Niger, rebels killed six soldiers on Tuesday near Tillaberi.",
        [("Soum", 14), ("Tillabéri", 6)],
        title="20 dead in Burkina Faso and Niger",
    ),
    "a-headline-that-is-no-sum-stays": News(
        "Gunmen killed villagers in Burkina Faso's Soum province on Tuesday.\n\n"
        "Across the border in Niger, six soldiers died on Tuesday when their vehicle hit a mine near Tillaberi.",
        [("Soum", 20), ("Tillabéri", 6)],
        title="Gunmen kill 20 in Burkina Faso",
    ),
    "parts-of-a-sum-in-one-lead-make-it": News(
        "Three attacks killed 17 people in northern Nigeria on Tuesday, police said.\n\n"
        "Gunmen killed nine in Katsina, five in Sokoto and three in Zamfara.",
        [("Katsina", 17)],
    ),
    "a-list-that-the-lead-announces": News(
        "Key developments in the conflict on Wednesday:\n\n"
        "* Russian shelling killed four civilians in Kherson.\n\n"
        "* A drone strike killed two people in Odesa.",
        [("Kherson", 4), ("Odesa", 2)],
    ),
    "a-numbered-list": News(
        "Here is what happened in Iraq today:\n1. A bomb killed two policemen in Mosul.\n"
        "2. Gunmen killed a judge in Kirkuk.",
        [("Mosul", 2), ("Kirkuk", 1)],
    ),
    "a-round-up-by-country": News(
        "MALI - Jihadists killed 12 soldiers near Gao on Tuesday, the army said.\n\n"
        "SOMALIA - A roadside bomb killed four policemen in Afgoye on Tuesday.",
        [("Gao", 12), ("Afgooye", 4)],
        title="World in brief",
    ),
    "paragraphs-with-datelines-of-their-own": News(
        "Following are security developments in Iraq reported on Wednesday.\n\n"
        "KIRKUK - A roadside bomb killed two people, police said.\n\n"
        "MOSUL - Gunmen killed a soldier, police said.",
        [("Kirkuk", 2), ("Mosul", 1)],
    ),
    "capitals-without-a-dash-are-no-dateline": News(
        "Rebels killed five soldiers in an ambush near Bunia on Tuesday, the army said.\n\n"
        "UN troops say that a bomb in Beni killed nine worshippers.",
        [("Bunia", 5)],
    ),
    "a-paragraph-about-sport": News(
        "Gunmen killed two policemen in Kunduz on Tuesday.\n\nIn the league, six players were injured and a fan died.",
        [("Kunduz", 2)],
    ),
    "a-live-blog-of-two-events": News(
        "10:45 A missile strike on Kharkiv today killed three people, the governor said.\n\n"
        "09:30 The president met his ministers in Kyiv.\n\n"
        "08:10 Two people were killed by shelling in Kherson today.",
        [("Kharkiv", 3), ("Kherson", 2)],
        title="Live: war updates",
    ),
    "a-live-blog-that-counts-one-event-up": News(
        "10:45 The death toll of the strike on Kharkiv has risen to five, the governor said.\n\n"
        "09:30 Four people are now known to have died in the strike on Kharkiv.\n\n"
        "08:10 Three people were killed by a missile strike on Kharkiv this morning.",
        [("Kharkiv", 5)],
        title="Live: war updates",
    ),
    "victims-named-one-by-one-are-parts": News(
        "Armed men shot and killed four people on a farm near Gao on Tuesday.\n\n"
        "Fanta Diallo, 40, was killed in her kitchen. Her son Moussa Diallo was shot dead in the yard.",
        [("Gao", 4)],
    ),
}


@pytest.mark.parametrize("news", SEVERAL.values(), ids=SEVERAL)
def test_each_incident_has_its_own_dead(news: News) -> None:
    assert current(news) == news.incidents


FORMS = {
    "headline-with-a-verb": News("", [("Mogadishu", 7)], title="Bomb kills 7 in Mogadishu, 15 hurt"),
    "headline-without-one": News("", [("Srinagar", 3)], title="Three dead in Srinagar grenade attack"),
    "headline-with-a-colon": News("", [("ML", 15)], title="Mali: 15 soldiers killed in ambush"),
    "headline-of-a-toll-that-rises": News("", [("Kabul", 41)], title="Kabul mosque bombing toll rises to 41"),
    "headline-in-capitals": News("", [("Kaduna", 6)], title="GUNMEN KILL SIX IN KADUNA, KIDNAP 20"),
    "headline-that-says-nobody": News("", [("Erbil", 0)], title="Rocket hits Erbil airport, no casualties"),
    "capitals-name-and-others": News(
        "POLICE SAID TODAY THAT REBELS MURDERED MAYOR LUIS SOTO AND TWO COUNCILMEN IN HUANTA.",
        [("Huanta", 3)],
    ),
    "capitals-name-before-its-town": News(
        "GUNMEN TODAY ASSASSINATED MAYOR JUAN SOTO IN HUANTA. HIS BODYGUARD WAS WOUNDED.", [("Huanta", 1)]
    ),
    "no-full-stops": News(
        "a roadside bomb killed three policemen and wounded five others on wednesday officials said the "
        "taliban claimed responsibility",
        [("ZZ", 3)],
    ),
}


@pytest.mark.parametrize("news", FORMS.values(), ids=FORMS)
def test_capitals_headlines_and_lost_full_stops_are_read_like_prose(news: News) -> None:
    assert current(news) == news.incidents


def test_may_is_a_month_beside_a_day_where_all_is_in_capitals() -> None:
    (event,) = reading_of("ON 9 MAY GUERRILLAS KILLED A MAYOR NEAR HUANTA, PERU.").incidents
    assert (event.mode, killed(event), event.date) == ("asserted", 1, "2023-05-09")


def test_capitals_do_not_make_a_doubt_a_month() -> None:
    (event,) = reading_of("REBELS MAY HAVE KILLED A MAYOR NEAR HUANTA, PERU.").incidents
    assert event.mode == "hypothetical"


DATELINES = {
    "short-year-and-agency": ("LIMA, 12 Jan 90 (AFP) -- ", "1990-01-12"),
    "short-year-in-capitals": ("LIMA, 12 JAN 90 -- ", "1990-01-12"),
    "short-year-of-this-century": ("LIMA, 12 Jan 07 (AFP) -- ", "2007-01-12"),
    "month-in-small-letters": ("Lima, 25 may 89 (AFP) -- ", "1989-05-25"),
    "full-year": ("LIMA, 12 January 1990 -- ", "1990-01-12"),
    "a-number-behind-the-month-that-counts": ("On 12 Jan 90 people fled. ", None),
}


@pytest.mark.parametrize(("dateline", "date"), DATELINES.values(), ids=DATELINES)
def test_a_dateline_dates_what_nobody_dated(dateline: str, date: str | None) -> None:
    told = reading_of(f"{dateline}Guerrillas killed six peasants near Ayacucho, Peru, today.", published=None)
    assert [event.date for event in told.incidents] == [date]


def test_by_its_dateline_an_older_attack_is_background() -> None:
    told = reading_of(
        "LIMA, 3 Mar 89 (EFE) -- Guerrillas killed 6 peasants near Ayacucho today.\n\n"
        "Last month, guerrillas killed 20 peasants near Ayacucho.",
        published=None,
    )
    assert [(event.when, killed(event)) for event in told.incidents] == [("current", 6), ("background", 20)]


STORY = "Two soldiers were killed in an ambush near Gao on Tuesday, the army said."
BELOW = {
    "related-stories-at-the-end": f"{STORY}\n\nThe army opened an inquiry.\n\nRelated stories\nTen die in Kabul blast",
    "also-on-our-site": f"{STORY}\n\nThe army opened an inquiry.\n\nAlso on our site:\nBomber kills 31 in Kabul",
    "more-news": f"{STORY}\n\nThe army opened an inquiry.\n\nMORE NEWS\nBomber kills 31 in Kabul",
    "a-teaser-amid-the-story": f"{STORY}\n\nREAD ALSO: Gunmen kill 40 in Kabul\n\nThe army opened an inquiry.",
    "a-film-amid-the-story": f"{STORY}\n\nWatch: Bomb kills 22 in Kabul\n\nThe army opened an inquiry.",
}


@pytest.mark.parametrize("text", BELOW.values(), ids=BELOW)
def test_what_points_to_another_story_is_left_unread(text: str) -> None:
    assert [(event.place, killed(event)) for event in reading_of(text).incidents] == [("Gao", 2)]


STORIES = {
    "he-read-more": "He read more and more letters.\n\nHe read: they will kill ten.",
    "a-sentence-that-begins-so": "Two died.\n\nWatch this space, said the rebels, more will die.",
    "in-other-news-at-the-start": "In other news\nTwo soldiers died.\nThe army opened an inquiry into their deaths.",
}


@pytest.mark.parametrize("text", STORIES.values(), ids=STORIES)
def test_a_story_that_only_sounds_like_a_teaser_is_read(text: str) -> None:
    assert boilerplate.story(text) == text


def test_a_quote_behind_a_teaser_is_a_slice_of_the_text_as_it_came() -> None:
    text = f"Rebels attacked Gao on Tuesday.\n\nREAD ALSO: Ten die in Kabul\n\n{STORY}"
    told = [c for c in reading_of(text).casualties if c.kind == "killed"]
    assert [text[c.start : c.end] for c in told] == [c.words for c in told] == ["Two soldiers were killed"]


AFTER = {
    "a-main-clause-behind-after-is-news": (
        "After prayers in Quetta, gunmen killed five worshippers.",
        [("current", 5)],
    ),
    "an-aside-in-the-after-clause-is-none": (
        "After gunmen killed five, including two children, in Quetta, the army deployed troops.",
        [("current", None), ("background", 5)],
    ),
    "a-place-in-commas-is-none": (
        "After a bombing in Kirkuk, Iraq, that killed nine, troops shot dead three men in Mosul on Tuesday.",
        [("current", 3), ("background", 9)],
    ),
    "one-mention-places-the-dead-and-what-killed-them": (
        "Thirty people are dead after an air strike on a village in Burkina Faso.",
        [("current", 30)],
    ),
    "whoever-is-feared-dead-is-of-that-event-too": (
        "Thirty people are feared dead after an air strike on a village in Burkina Faso.",
        [("current", 0)],
    ),
    "an-act-behind-the-dead-explains-them": (
        "Four people were killed in Basra on Wednesday, after clashes in Baghdad left 30 dead.",
        [("background", 30)],
    ),
}


@pytest.mark.parametrize(("text", "incidents"), AFTER.values(), ids=AFTER)
def test_what_stands_behind_after_explains_what_stands_before(
    text: str, incidents: list[tuple[str, int | None]]
) -> None:
    assert [(event.when, killed(event)) for event in reading_of(text).incidents] == incidents


ONE_MORE = {
    "the-other-man": "The other judge wounded in the attack, Ali Haddad, was hit by three bullets.",
    "another-man": "Another man was wounded in the attack.",
}


@pytest.mark.parametrize("text", ONE_MORE.values(), ids=ONE_MORE)
def test_another_man_is_no_other_event(text: str) -> None:
    told = reading_of(f"Rebels killed a guard near Gao on Tuesday.\n\n{text}")
    assert [(e.place, killed(e), e.injured and e.injured.best) for e in told.incidents] == [("Gao", 1, 1)]


def test_another_attack_is_another_event() -> None:
    told = reading_of(
        "Rebels killed a guard near Gao on Tuesday.\n\nAnother attack on Tuesday near Ansongo killed three soldiers."
    )
    assert [killed(event) for event in told.incidents] == [1, 3]


CLAIMS = {
    "our-forces": ("Our forces ambushed a patrol near Gao today, killing nine soldiers.", (0, 0, 9), "Our"),
    "a-front-of-its-own-deed": (
        "The LFK said in a note that it killed nine soldiers in Gao.",
        (0, 0, 9),
        "LFK",
    ),
    "a-state-of-its-own-deed": (
        "Israel said on Tuesday it had killed nine militants in Jenin.",
        (0, 0, 9),
        "Israel",
    ),
    "police-are-no-party": ("Police said they had killed nine bandits near Katsina.", (9, 9, 9), None),
    "our-own-dead": ("Our forces mourn nine villagers killed by rebels near Gao.", (9, 9, 9), None),
}


@pytest.mark.parametrize(("text", "count", "by"), CLAIMS.values(), ids=CLAIMS)
def test_who_tells_of_enemies_that_he_killed_claims(
    text: str, count: tuple[int, int, int], by: str | None
) -> None:
    told = [c for c in reading_of(text).casualties if c.kind == "killed"]
    assert [((c.low, c.best, c.high), c.claimed_by) for c in told] == [(count, by)]


SIGNALS = {
    "device-exploded": ("Two devices exploded on the campus in Bogota today.", "bombing"),
    "explosives-hurled": ("Three explosives were hurled at the house of the minister in Bogota.", "bombing"),
    "pipeline-blown-up": ("The oil pipeline near Arauca was again blown up today.", "bombing"),
    "attack-on-a-pipeline": (
        "A new attack against the oil pipeline near Arauca caused a spill.",
        "armed_clash",
    ),
    "attack-on-a-residence": (
        "He condemned the attack on the minister's residence in Bogota.",
        "armed_clash",
    ),
    "murder-condemned": ("Brazil condemned the murder of two priests in Bogota.", "attack_on_civilians"),
}


@pytest.mark.parametrize(("text", "signal"), SIGNALS.values(), ids=SIGNALS)
def test_a_wire_s_own_ways_of_telling_violence_are_heard(text: str, signal: str) -> None:
    assert [event.signals for event in reading_of(text).incidents] == [(signal,)]


QUIET = {
    "a-murder-that-nobody-condemned": "A man was charged with the murder of two priests in Bogota.",
    "a-device-that-was-launched": "Two devices were launched by the firm in Bogota today.",
    "in-case": "Every volunteer leaves a letter in case they are killed in Raqqa.",
}


@pytest.mark.parametrize("text", QUIET.values(), ids=QUIET)
def test_what_only_sounds_like_it_is_no_incident_of_today(text: str) -> None:
    events = reading_of(text).incidents
    assert not [event for event in events if event.when == "current" and event.mode == "asserted"]


def test_a_part_belongs_to_its_total_whatever_its_own_sentence_says_of_time() -> None:
    told = reading_of(
        "A bomb killed nine people in Quetta on Tuesday.\n\n"
        "Two of the dead were nurses who had come to the town last year."
    )
    assert [(event.when, killed(event)) for event in told.incidents] == [("current", 9)]


SLUGS = {
    "an update with its number": "UPDATE 3-Eleven soldiers killed in clash with gunmen near Gao in Mali",
    "a wrap-up": "WRAPUP 2-Eleven soldiers killed in clash with gunmen near Gao in Mali",
    "two of them": "CORRECTED-UPDATE 1-Eleven soldiers killed in clash with gunmen near Gao in Mali",
    "in small letters, with a colon": "Update 4: Eleven soldiers killed in clash with gunmen near Gao in Mali",
}


@pytest.mark.parametrize("title", SLUGS.values(), ids=SLUGS)
def test_what_a_wire_writes_before_its_headline_counts_nobody(title: str) -> None:
    (told,) = [c for c in reading_of("", title).casualties if c.kind == "killed"]
    assert told.best == 11
    assert title[told.start : told.end] == told.words


def test_a_number_that_is_no_slug_still_counts() -> None:
    told = reading_of("", "Update: 11 soldiers killed in clash near Gao, Mali").casualties
    assert [c.best for c in told] == [11]
