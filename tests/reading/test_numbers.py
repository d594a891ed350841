"""What a number says, by the table of CODEBOOK §3, and which numbers are no people."""

import pytest

from firebell.reading.en.numbers import numbers
from firebell.reading.reading import Count
from firebell.reading.text import Document


def found(text: str) -> list[numbers.Number]:
    return numbers.find(Document("", text))


COUNTS = {
    "N": ("Police counted 17 people.", Count(17, 17, 17)),
    "N-with-separator": ("The list has 1,200 names.", Count(1200, 1200, 1200)),
    "N-with-words": ("Twenty-four men waited.", Count(24, 24, 24)),
    "N-hundred-and": ("A hundred and five miners came up.", Count(105, 105, 105)),
    "N-thousands": ("Three thousand two hundred families left.", Count(3200, 3200, 3200)),
    "N-decimal-of-a-scale": ("Some aid reached 1.5 million people.", Count(1_500_000, 1_500_000, 1_500_000)),
    "at-least-opens": ("At least nine drivers came.", Count(9, 9, None)),
    "more-than-invents-no-N+1": ("More than 40 men came.", Count(40, 40, None)),
    "over": ("Over 60 men came.", Count(60, 60, None)),
    "N-plus": ("There were 30-plus men.", Count(30, 30, None)),
    "N-or-more": ("There were 30 or more men.", Count(30, 30, None)),
    "postponed-at-least": ("There were 6 at least.", Count(6, 6, None)),
    "up-to": ("Up to 15 men came.", Count(1, 1, 15)),
    "as-many-as": ("As many as 15 men came.", Count(1, 1, 15)),
    "nearly": ("Nearly 205 men came.", Count(184, 205, 205)),
    "almost": ("Almost 100 men came.", Count(90, 100, 100)),
    "about": ("About 25 men came.", Count(22, 25, 28)),
    "around": ("Around 50 men came.", Count(45, 50, 55)),
    "an-estimated": ("An estimated 200 men came.", Count(180, 200, 220)),
    "between-A-and-B": ("Between eight and twelve men came.", Count(8, 8, 12)),
    "A-to-B": ("Six to nine men came.", Count(6, 6, 9)),
    "A-dash-B": ("Then 20-30 men came.", Count(20, 20, 30)),
    "A-or-B": ("Seven or eight men came.", Count(7, 7, 8)),
    "a-couple": ("A couple of men came.", Count(2, 2, 3)),
    "several": ("Several men came.", Count(3, 3, 9)),
    "few": ("A few men came.", Count(3, 3, 9)),
    "a-number-of": ("A number of men came.", Count(3, 3, 9)),
    "many": ("Many men came.", Count(3, 3, None)),
    "several-hundred": ("Several hundred men came.", Count(300, 300, 900)),
    "tens-of-thousands": ("Tens of thousands came.", Count(10_000, 10_000, None)),
    "hundreds-of-thousands": ("Hundreds of thousands came.", Count(100_000, 100_000, None)),
    "half-a-dozen": ("Half a dozen men came.", Count(6, 6, 6)),
    "a-dozen": ("A dozen men came.", Count(12, 12, 12)),
    "two-dozen": ("Two dozen men came.", Count(24, 24, 24)),
    "tens": ("Tens of men came.", Count(10, 10, None)),
    "dozens": ("Dozens of men came.", Count(12, 12, None)),
    "scores": ("Scores of men came.", Count(20, 20, None)),
    "hundreds": ("Hundreds came.", Count(100, 100, None)),
    "thousands": ("Thousands came.", Count(1000, 1000, None)),
}


@pytest.mark.parametrize(("text", "count"), COUNTS.values(), ids=COUNTS)
def test_a_number_is_read_with_its_bounds(text: str, count: Count) -> None:
    (number,) = found(text)
    assert (number.use, number.count) == ("count", count)


USES = {
    "ordinal-word": ("She is the fifth victim.", "ordinal"),
    "ordinal-digits": ("Soldiers of the 3rd Brigade came.", "ordinal"),
    "ordinal-compound": ("It was the twenty-first raid.", "ordinal"),
    "rate": ("Three a day came.", "rate"),
    "age-in-front": ("A 24-year-old farmer came.", "age"),
    "age-behind": ("A farmer aged 30 came.", "age"),
    "age-in-commas": ("Karim Daud, 41, came.", "age"),
    "day-of-month": ("He came on 5 October.", "date"),
    "month-and-day": ("He came on May 3.", "date"),
    "year": ("He came in 2014.", "date"),
    "clock": ("He came at 10:30.", "measure"),
    "distance": ("He came 40 km.", "measure"),
    "time": ("He came for two weeks.", "measure"),
    "money": ("He came with $500.", "measure"),
    "percent": ("Rents rose 12 percent.", "measure"),
    "votes": ("He won 300 votes.", "measure"),
    "fraction": ("Some 3.5 came.", "measure"),
    "road": ("He came on Route 9.", "name"),
    "article": ("He cited Article 5.", "name"),
    "weapon": ("He had an M-16.", "name"),
}


@pytest.mark.parametrize(("text", "use"), USES.values(), ids=USES)
def test_a_number_that_counts_no_people_says_so(text: str, use: str) -> None:
    assert {number.use for number in found(text)} == {use}


def test_a_bound_covers_only_the_number_that_it_stands_before() -> None:
    assert [number.count for number in found("At least three men and five boys.")] == [
        Count(3, 3, None),
        Count(5, 5, 5),
    ]


def test_a_number_never_reaches_over_the_end_of_its_sentence() -> None:
    assert [number.count.best for number in found("There were two. Hundreds fled.")] == [2, 100]
