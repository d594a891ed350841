"""The words about an attack on civilians → whether it was a massacre: five or more dead (CODEBOOK §1)."""

from firebell.reading.phrases import Line
from firebell.reading.text import words

FEWEST_DEAD = 5
"""PITF's threshold for a massacre."""

SPELLED = (
    "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
    "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
NUMBERS = {word: FEWEST_DEAD + place for place, word in enumerate(SPELLED)} | {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "dozen": 12,
    "dozens": 12,
    "scores": 20,
    "hundreds": 100,
}
"""A word below five says no massacre."""

DEAD = words(
    "kill killed kills killing dead deaths died bodies massacred slaughtered murdered executed slain shot "
    "hacked beheaded gunned"
)
NO_TOLL = words(
    "injured wounded injuring wounding houses homes percent per km kilometres kilometers miles am pm "
    "old year years days troops soldiers police policemen officers guards militants rebels gunmen fighters "
    "terrorists insurgents jihadists pieces bullets shots times"
)
HURTS = words("injure injures injuring injured wound wounds wounding wounded hurt hurts hurting")
"""Right before a number: so many were only hurt."""

BELIEVED = words("feared believed presumed")
ORDINAL_ENDS = (["th"], ["st"], ["nd"], ["rd"])
NUMBER_REACH = 8


def is_massacre(line: Line, first: int, last: int) -> bool:
    """Whether the words [first, last) tell of five or more people killed."""
    listed = line.words
    for at in range(first, last):
        if listed[at] not in DEAD:
            continue
        for place in range(max(first, at - NUMBER_REACH), min(last, at + NUMBER_REACH)):
            number = _number(listed[place])
            follows = _counted(listed[place + 1 : at if at - place in {1, 2} else place + 4])
            if number < FEWEST_DEAD or listed[at - 1] in BELIEVED or follows[:1] in ORDINAL_ENDS:
                continue
            if NO_TOLL.isdisjoint(follows) and listed[place - 1] not in HURTS and not _is_date(listed, place):
                return True
    return False


def _counted(behind: list[str]) -> list[str]:
    """The words that say of what it is the number: of "seven people and injuring" the people."""
    return behind[: behind.index("and")] if "and" in behind else behind


def _number(word: str) -> int:
    if word.isdigit():
        return int(word) if len(word) <= 4 else 0  # noqa: PLR2004 -- longer figures are no toll of one act
    return NUMBERS.get(word, 0)


MONTHS = words(
    "january february march april may june july august september october november december jan feb aug "
    "sept oct nov dec"
)


def _is_date(listed: list[str], at: int) -> bool:
    """A day beside its month, or a year."""
    year = len(listed[at]) == len("2026") and listed[at].startswith(("19", "20"))
    return year or bool(MONTHS.intersection(listed[max(0, at - 1) : at + 2]))
