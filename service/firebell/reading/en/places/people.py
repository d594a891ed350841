"""Mentions → which of them are people: titles, given names, family names learnt in the article."""

from firebell.reading.en.places.cues import (
    DIRECTIONS,
    EVENTS,
    FACILITIES,
    FORCES,
    GOVERNMENTS,
    LOCATIVES,
    ORGANISATIONS,
    OUTER,
    UNITS,
)
from firebell.reading.en.places.mentions import ARTICLES, LOOSE_ARTICLES, Mention
from firebell.reading.en.places.stream import Stream
from firebell.reading.gazetteer import GIVEN, SURNAME, Gazetteer
from firebell.reading.text import words

TITLES = words(
    "mr mrs ms miss dr sir lord lady dame king queen prince princess president senator sen rep congressman "
    "congresswoman gov lt col colonel gen general maj major capt captain cpl sgt sergeant cmdr commander "
    "admiral brig brigadier marshal judge justice rev reverend father bishop archbishop pope imam sheikh "
    "sheik shaykh mullah ayatollah maulana mufti rabbi prof professor minister secretary chancellor "
    "ambassador spokesman spokeswoman spokesperson detective officer inspector superintendent constable "
    "lieutenant coach attorney deputy mayor director"
)
ROLES = words(
    "leader commander chief founder fighter gunman spokesman militant lawmaker activist cleric terrorist mastermind"
)
"""Written small before a name; before the name of a place stands "in" or "of"."""

SPEAKERS = words(
    "spokesman spokeswoman spokesperson commander commissioner superintendent colonel captain major lieutenant "
    "governor mayor senator lawmaker minister activist elder journalist doctor nurse farmer resident witness "
    "administrator chairman director lawyer priest bishop imam sheikh"
)
"""Written small, these open the name of whoever speaks; a place has an "in" or "of" before it."""
KILLED = words("killed assassinated eliminated arrested detained")
"""Before a name of several words: whom they killed, unless the next word tells what he was there."""

NOT_KILLED = TITLES | FORCES | GOVERNMENTS | words("chief governor")
SAYS = words("said says told added")
"""Behind a family name that the article has given: "Adan said", wherever an Adan is."""
HYPHENS = frozenset("-\u2010\u2011")
PARTICLES = words("bin ibn ben abu abd abdul abdel van von de da dos della di mac o")
MODIFIERS = (
    words(
        "mount fort lake port saint st san santa new old greater downtown central upper lower inner outer "
        "north south east west the in at near from to of and outside around inside tel tal tell khan beit "
        "deir ain umm abu jabal wadi ras bab kafr kfar camp city town village capital district province"
    )
    | DIRECTIONS
    | LOCATIVES
    | OUTER
)
"""Capitalised words before a place that make no person of it."""

AGE = 2
"""How many digits an age has."""

NOT_NAMES = UNITS | FACILITIES | ORGANISATIONS | EVENTS | DIRECTIONS


class People:
    """The family names that one article gives, and the words that belong to people."""

    def __init__(self, stream: Stream, gazetteer: Gazetteer) -> None:
        self.stream = stream
        self.given = gazetteer.given
        self.last = gazetteer.surnames
        self.learnt: set[str] = set()
        self._learn()

    def _learn(self) -> None:
        """Take the last word of each name that a title or a given name opens."""
        stream = self.stream
        for k in stream.capitals:
            word = stream.low[k]
            if (word not in self.given and word not in TITLES) or self._is_headline(k):
                continue
            end = k + 1
            if word in ARTICLES and end < len(stream) and stream.at[end] > stream.at[k] + 1:
                continue  # Al-Suwayda is no Mr Suwayda
            while end < min(len(stream), k + 4) and self._goes_on(end):
                end += 1
            last = stream.low[end - 1]
            if end > k + 1 and stream.capital[end - 1] and last not in NOT_NAMES:
                self.learnt.add(last)

    def _goes_on(self, k: int) -> bool:
        stream = self.stream
        if not stream.joins(k):
            # George W. Bush: the full stop of an initial.
            gap = stream.at[k] - stream.at[k - 1]
            initial = len(stream.low[k - 1]) == 1 and stream.capital[k - 1]
            if gap != 2 or not initial or stream.doc.raw[stream.at[k] - 1] != ".":  # noqa: PLR2004 -- one mark
                return False
        return stream.capital[k] or stream.low[k] in PARTICLES or stream.low[k] in ARTICLES

    def _is_headline(self, k: int) -> bool:
        sentence = self.stream.doc.sentence_of[self.stream.at[k]]
        return sentence in self.stream.headline

    def is_person(self, mention: Mention, places: set[int], *, wide: bool, known: bool) -> bool:
        """Whether the mention is (part of) a person's name; `wide`: a country or division, `known`: a large town."""
        stream, low, high = self.stream, mention.low, mention.high
        before = stream.before(low)
        if self._speaks_in_brackets(low, high) or (not wide and self._is_hyphened(high, places)):
            return True
        if self._is_theirs(mention, places, before, wide=wide):
            return True
        titled = before in TITLES and stream.capital[low - 1]
        if (titled and (not wide or mention.flags & GIVEN)) or (not wide and self._follows_initial(low)):
            return True
        follows = high < len(stream) and stream.joins(high) and stream.capital[high] and high not in places
        precedes = bool(before) and stream.capital[low - 1] and (low - 1) not in places
        if precedes and ((before in self.given and before not in MODIFIERS) or self._is_introduced(low - 1)):
            return True
        if self._is_headline(low):
            return False
        if (
            mention.flags & GIVEN
            and follows
            and high == low + 1
            and (self._is_surname(high) or (not known and stream.low[high] not in NOT_NAMES))
        ):
            return True
        if (
            mention.flags & SURNAME
            and before not in LOCATIVES
            and not wide
            and follows
            and self._is_surname(high)
        ):
            return True
        if not wide and precedes and before not in MODIFIERS and self._has_age(high):
            return True
        quoted = stream.low[max(0, low - 2) : low] == ["according", "to"]
        says = quoted or (stream.after(high) in SAYS and before not in LOCATIVES)
        speaks = says and mention.key in self.learnt
        if speaks or wide or high > low + 2:
            return speaks
        return self._is_last_name(mention, before, precedes=precedes)

    def _is_theirs(self, mention: Mention, places: set[int], before: str, *, wide: bool) -> bool:
        """Whether the word before says whose name it is: "the leader Salim Norport", "killed Salim Norport"."""
        if before not in ROLES and (wide or before not in KILLED):
            return False
        if not self._has_surname(mention, places):
            return False
        return before in ROLES or self.stream.low[mention.high] not in NOT_KILLED

    def _is_introduced(self, k: int) -> bool:
        """Whether a role in small letters opens a name that no list has: "police spokesman Abdifatah Aden"."""
        stream = self.stream
        role = stream.before(k)
        return role in SPEAKERS and not stream.capital[k - 1] and stream.low[k] not in MODIFIERS | NOT_NAMES

    def _has_surname(self, mention: Mention, places: set[int]) -> bool:
        """Whether one more name stands right behind: "their leader Salahuddin Farooqui"."""
        stream, high = self.stream, mention.high
        named = high < len(stream) and stream.joins(high) and stream.capital[high] and high not in places
        return named and high == mention.low + 1 and stream.low[high] not in NOT_NAMES

    def _is_hyphened(self, high: int, places: set[int]) -> bool:
        """Whether a hyphen joins it to a name that is no place: Paul-Henri, not Paris-Lyon."""
        stream = self.stream
        if high >= len(stream) or high in places or not (stream.joins(high) and stream.capital[high]):
            return False
        return stream.at[high] == stream.at[high - 1] + 2 and stream.doc.raw[stream.at[high] - 1] in HYPHENS

    def _is_surname(self, k: int) -> bool:
        word = self.stream.low[k]
        return word not in NOT_NAMES and (word in self.last or word in self.learnt or word in ARTICLES)

    def _speaks_in_brackets(self, low: int, high: int) -> bool:
        """Whether the name in brackets opens what its bearer says in an interview: "[Santander] We will"."""
        doc, first, last = self.stream.doc, self.stream.at[low], self.stream.at[high - 1]
        if not first or doc.raw[first - 1] != "[" or doc.raw[last + 1 : last + 2] != ["]"]:
            return False
        return doc.sentence_at(first).first == first - 1

    def _has_age(self, high: int) -> bool:
        """Whether an age between commas stands behind the name: "Deniz Aksu, 32, from"."""
        doc, token = self.stream.doc, self.stream.at[high - 1] + 1
        return (
            token + 2 < len(doc)
            and (doc.raw[token], doc.raw[token + 2]) == (",", ",")
            and len(doc.raw[token + 1]) == AGE
            and doc.raw[token + 1].isdigit()
        )

    def _follows_initial(self, low: int) -> bool:
        """Whether an initial or a shortened title with its full stop stands before: "George W.", "Gen."."""
        stream = self.stream
        token = stream.at[low]
        if low == 0 or stream.at[low - 1] != token - 2 or stream.doc.raw[token - 1] != ".":
            return False
        earlier = stream.low[low - 1]
        same = stream.doc.sentence_of[token] == stream.doc.sentence_of[stream.at[low - 1]]
        return same and stream.capital[low - 1] and (earlier in TITLES or len(earlier) == 1)

    def _is_last_name(self, mention: Mention, before: str, *, precedes: bool) -> bool:
        stream, low = self.stream, mention.low
        stranger = precedes and before not in MODIFIERS and before not in NOT_NAMES
        article = before in LOOSE_ARTICLES or (before in ARTICLES and stream.at[low] > stream.at[low - 1] + 1)
        arabic = stream.low[low] in ARTICLES or (article and low > 1 and stream.capital[low - 2])
        if stranger and stream.before(low - 1) in ROLES:
            return True  # the terrorist Salim Norport
        if arabic and (stranger or (article and stream.low[low - 2] not in MODIFIERS)):
            return True
        if stranger and mention.flags & (SURNAME | GIVEN) and not stream.opens(low - 1):
            return True
        return mention.key in self.learnt and before not in LOCATIVES and not mention.inside
