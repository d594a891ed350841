"""Document and publishing day → for each token: current or background, and its date (CODEBOOK §2, §8)."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from firebell.reading.cue import Cue, among
from firebell.reading.en.times import dates, opening, tense
from firebell.reading.en.times.calendar import UNITS
from firebell.reading.en.times.dates import Time
from firebell.reading.en.times.grounds import freed, ground, is_charge, is_reason, is_record, parts
from firebell.reading.en.times.happened import EVENT_WORDS, another, by_a_day_told, of_late, says_where
from firebell.reading.en.times.kinds import is_live
from firebell.reading.en.times.lead import opening_of
from firebell.reading.en.times.running import is_long, is_of_another, is_running, ranks
from firebell.reading.reading import When
from firebell.reading.text import Document, Sentence, words

CURRENT_DAYS = 2
"""An event dated at most 48 h before publication is current (CODEBOOK §8)."""

HISTORICAL_DAYS = 5 * 365
"""What ended more than five years before is historical (CODEBOOK §8)."""

TOTALLED_DAYS = 14
"""What "has been killed" since then is a running total."""

LEAD_REACH_DAYS = 31
"""What opens a story and is dated further back than this is told for another reason than news."""

CAME = words("came comes come coming happened occurred days weeks months years day week month year")
"""Before an "after": the news is told by how long after it was."""

RAISING = Cue("bringing raising taking pushing")
SEVERAL = Cue(
    "attacks raids ambushes bombings strikes clashes killings assaults incidents kidnappings shootings"
)
WINDOW_DAYS = 7
"""Of several acts in so many days the lead may tell as one."""

HAVE = words("have has had")
"""Before "since" they make it no conjunction: "three have since died"."""

EARLIER_EVENT = Cue("after following follows followed since")
SOON = words("hours hour minutes moments shortly")
"""Before an "after": what stands behind it happened on the same day, and is news too."""

OUTCOMES = words("killed dead died injured wounded hurt missing abducted kidnapped")
"""Right before an "after": what stands behind it is how."""

WEEKS = words("week weeks month months year years decade decades")
STRIFE = words(
    "clashes fighting violence war conflict bloodshed attacks bombardment siege shelling strikes protests unrest"
)
HOURS = (
    ["dawn"],
    ["midnight"],
    ["sunrise"],
    ["daybreak"],
    ["noon"],
    ["midday"],
    ["dusk"],
    ["nightfall"],
    ["sunset"],
)
"""Behind "before" or "after" an hour of the day, and no event."""

SPAN_REACH = 5
"""Words behind an "after" among which "two weeks of" stands."""

ANTECEDENT_REACH = 5
"""A comma and an "in" may stand between a day and the "which" that goes on about it."""

SAY = Cue("say says said")
SAYER = 4
"""Words of whoever says it, at most."""

EVENT_ANTECEDENT_REACH = 9
"""Where the day stands right before its event, what it struck and where may stand between too."""

OTHER_EVENT = EARLIER_EVENT | {"which", "who", "before"}
RELATIVE = words("which who whom whose when where while and")
CLAUSE_WORDS = words(
    "after following followed follows since when while which who whom whose where but although though "
    "before because as amid despite until"
)
CLAUSE_MARKS = frozenset(";:(\u2013\u2014")
ANAPHORA = words("it they he she that those these this both the its their his her")
OLDER = words("earlier previous previously past former last recent prior older")
LONGEST_CLAUSE = 60
LONGEST_SENTENCE = 120
"""Work on a sentence and its clauses may grow with their square, so longer ones are cut."""

CARRIED_SENTENCES = 3
"""Over so many sentences that go on about it an old day is carried."""

TRUCES = words("truce ceasefire armistice deal agreement accord cease-fire fire")
MADE = words("agreed signed reached brokered declared announced mediated struck negotiated")
MADE_REACH = 4
"""A truce agreed earlier THIS month: so many words lie between."""

IN_EVENT = words("in by during at")
"""Behind "killed", before the event that killed."""
ENTRY_SENTENCES = 5
ENTRY_MARKS = frozenset("-:\u2013\u2014")
"""Behind its day a list's entry goes on over one of these, and over so many sentences."""

EVENT_SENTENCES = 3
EVENT_REACH = 4
"""A sentence soon behind the news may date it by such a word beside a day."""


class Timing(NamedTuple):
    """When a token's event happened: `date` ISO 8601 or None, `explicit` where the text itself dates it."""

    when: When
    historical: bool
    date: str | None
    precision: str | None
    cumulative: bool
    explicit: bool
    lead: bool
    subordinate: bool
    first: int
    last: int


class Times:
    """What the time expressions of one document say of each token; built once, asked often."""

    def __init__(self, doc: Document, published: date | None) -> None:
        self.doc = doc
        self.published = published or dateline(doc)
        self._known: dict[int, list[Time]] = {}
        self._opening_end, self._lead_end = opening_of(doc)
        self._told_in_past = tense.in_the_past(doc)
        self._is_live = is_live(doc)
        self._window: tuple[date, date] | None = None
        self._window = self._of_several()
        self._memory: dict[int, Timing] = {}
        self._clauses: dict[int, list[int]] = {}

    def at(self, token: int) -> Timing:
        """What is said of the time of the event told at `token`."""
        known = self._memory.get(token)
        if known is None:
            known = self._memory[token] = self._judge(token)
        return known

    def _of_several(self) -> tuple[date, date] | None:
        """The days of which the lead tells as one: "two attacks this week", "raids over the weekend"."""
        if self.published is None or not self._lead_end:
            return None
        first = self.doc.title_tokens
        end = self._lead_end if first < self._lead_end else 0
        for at in SEVERAL.within(self.doc, first, end):
            for time in self.of_sentence(self.doc.sentence_of[at]):
                if time.kind in {"this", "at"} and time.start and time.end and time.start < time.end:
                    recent = (self.published - time.start).days <= WINDOW_DAYS
                    return (time.start, time.end) if recent else None
        return None

    def of_sentence(self, number: int) -> list[Time]:
        """The time expressions of a sentence in order; looked for when first asked, as most tell of no event."""
        known = self._known.get(number)
        if known is None:
            sentence = self.doc.sentences[number]
            known = dates.find(self.doc, self.published, sentence.first, sentence.last)
            if len(known) > 1 and known[0].first <= sentence.first + 1 and self._is_long_ago(known[0]):
                # "Fifty years ago, soldiers stormed the town on the morning of 16 March": not this year's March
                known = [time for time in known if time.precision != "day" or self._is_long_ago(time)]
            self._known[number] = known
        return known

    def _is_long_ago(self, time: Time) -> bool:
        """Whether it is so old that it is history; without a day of publication nobody knows."""
        if self.published is None or time.kind != "at" or time.end is None:
            return False
        return (self.published - time.end).days > HISTORICAL_DAYS

    def of_event(self, sentence: int) -> Timing | None:
        """The fresh day that the sentences behind this one give to what it tells: "the overnight violence"."""
        for number in range(sentence, min(sentence + EVENT_SENTENCES, len(self.doc.sentences))):
            for time in self.of_sentence(number):
                if time.kind == "at" and time.precision == "day" and self._beside_event(time):
                    told = self._dated(time, lead=False, subordinate=False)
                    if told.when == "current" and told.date and self.earlier(time.first) is None:
                        return told
        return None

    def _beside_event(self, time: Time) -> bool:
        """Whether its next word, or one of the few before it, names the event by its kind."""
        low = self.doc.low
        first = max(self.doc.sentence_at(time.first).first, time.first - EVENT_REACH)
        return not EVENT_WORDS.isdisjoint(low[first : time.first] + low[time.last : time.last + 1])

    def in_lead(self, token: int) -> bool:
        """Whether the token stands in the title or the first paragraph."""
        return token < self._lead_end

    def _near(self, token: int) -> list[Time]:
        """What may date the token: the times of its sentence, but for those of a speaker or of another act."""
        told = self.of_sentence(self.doc.sentence_of[token])
        begin = bisect_left(told, token - LONGEST_SENTENCE, key=_first)
        end = bisect_left(told, token + LONGEST_SENTENCE, begin, key=_first)
        return [
            time
            for time in told[begin:end]
            if time.kind not in {"speech", "future"}
            and not parts(self.doc, token, time.first)
            and not (time.kind == "habit" and self._fenced(time.first, token))
            and not (time.kind == "since" and is_of_another(self.doc, time.first, token))
            and not self._of_reason(time, token)
            and not (time.kind == "this" and ranks(self.doc, time.first))
            and not self._dates_a_truce(time, token)
        ]

    def _dates_a_truce(self, time: Time, token: int) -> bool:
        """Whether it says when a truce was made, which the token breaks: "breaking a ceasefire agreed last month"."""
        low = self.doc.low
        made = next(
            (at for at in range(time.first - 1, max(0, time.first - MADE_REACH), -1) if low[at] in MADE), None
        )
        return made is not None and low[made - 1] in TRUCES and token != made

    def _of_reason(self, time: Time, token: int) -> bool:
        """Whether the time stands behind a "because" and the token before it: the reason has its own time.

        So has a total in a clause that goes on about the news: "…, which has killed 40,000 people since 1984".
        """
        if time.first <= token:
            return False
        first, _ = self.clause(time.first - 1)
        opening = self.doc.low[first]
        return token < first and (
            opening == "because" or (time.kind == "since" and opening in {"which", "who", "where"})
        )

    def _fenced(self, habit: int, token: int) -> bool:
        """Whether a comma parts the two: a habit governs its own clause, and what hangs on it (", killing …")."""
        doc = self.doc
        first, last = sorted((habit, token))
        comma = next((at for at in range(last - 1, first, -1) if doc.raw[at] == ","), None)
        return comma is not None and not doc.low[comma + 1].endswith("ing") and doc.low[comma + 1] != "and"

    def _judge(self, token: int) -> Timing:
        first, last = self.clause(token)
        earlier = self.earlier(token)
        subordinate = earlier is not None
        own = self._near(token)
        time = self._counted_back(own, first, token) or self._governing(own, token, first, last)
        lead = self.in_lead(token)
        began = self._antecedent(own, first)
        if began is None and is_running(self.doc, token, last, own, self.published):
            return _timing("background", time, lead=lead, subordinate=subordinate, cumulative=True)
        free = freed(self.doc, token)
        if free is not None:
            own = [t for t in own if t.first > token and (free < token or t.last <= free)]
            return _timing("background", own[0] if own else None, lead=lead, subordinate=True)
        if not lead and is_long(self.doc, token):
            return _timing("background", None, lead=lead, subordinate=subordinate)
        if earlier is not None and self._after_weeks(earlier[0]):
            return _timing("background", time, lead=lead, subordinate=True, cumulative=True)
        undated = time is None or (time.kind == "since" and time.start is None)
        if undated and earlier is not None and self.doc.low[earlier[0]] == "since":
            # "the first visit since the war began"
            return _timing("background", None, lead=lead, subordinate=True)
        if time is not None:
            return self._dated(time, lead=lead, subordinate=subordinate)
        if earlier is not None and earlier[0] and self.doc.low[earlier[0] - 1] in SOON:
            return _timing("current", None, lead=lead, subordinate=subordinate, told=True)
        return self._undated(token, first, last, lead=lead, subordinate=subordinate)

    def _after_weeks(self, after: int) -> bool:
        """Whether it is what went on for weeks before: "a truce after two weeks of clashes that killed 300"."""
        low = self.doc.low
        said = low[after + 1 : after + 1 + SPAN_REACH]
        went_on = any(one in WEEKS and other == "of" for one, other in pairwise(said))
        return went_on and not STRIFE.isdisjoint(low[after + 1 : after + 1 + 2 * SPAN_REACH])

    def clause(self, token: int) -> tuple[int, int]:
        """The tokens (first, last excluded) of the clause that holds the token."""
        sentence = self.doc.sentence_at(token)
        openings = self._openings(self.doc.sentence_of[token])
        behind = bisect_right(openings, token)
        first = max(sentence.first, token - LONGEST_CLAUSE)
        last = min(sentence.last, token + LONGEST_CLAUSE)
        if behind:
            first = max(first, openings[behind - 1])
        return first, min(last, openings[behind]) if behind < len(openings) else last

    def _openings(self, sentence: int) -> list[int]:
        """The tokens of a sentence at which a clause begins: a conjunction, or what follows a heavy mark."""
        known = self._clauses.get(sentence)
        if known is None:
            first, last, *_ = self.doc.sentences[sentence]
            words_of = among(CLAUSE_WORDS, self.doc, first, last)
            begun = {
                at
                for at in words_of
                if not (self.doc.low[at] == "since" and self.doc.low[at - 1] in HAVE)
                and not (self.doc.low[at] in {"before", "after"} and self.doc.low[at + 1 : at + 2] in HOURS)
            }
            # "… died after the blast, raising the toll to ten": of those who died, and not of the blast
            begun.update(at for at in RAISING.within(self.doc, first, last) if self.doc.low[at - 1] == ",")
            begun.update(mark + 1 for mark in among(CLAUSE_MARKS, self.doc, max(0, first - 1), last - 1))
            begun.update(at for at in self._sayings(first, last))
            known = self._clauses[sentence] = sorted(begun)
        return known

    def _sayings(self, first: int, last: int) -> Iterator[int]:
        """Where somebody begins to say something behind a comma: "after the attack, officials say ten are dead"."""
        low = self.doc.low
        for at in SAY.within(self.doc, first + 2, last - 2):
            begin = next((i for i in range(at - 1, max(first, at - 1 - SAYER), -1) if low[i] == ","), None)
            if begin is not None and at - begin > 1 and low[at + 1] not in {",", "."}:
                yield begin + 1

    def earlier(self, token: int) -> tuple[int, int] | None:
        """The tokens behind the "after", "following", "since" that the clause of a token hangs on; None for none.

        What stands there explains the news and is not it (CODEBOOK §8 "unless subordinated to another event").
        """
        low = self.doc.low
        first, last = self.clause(token)
        while token - first < LONGEST_SENTENCE and self._leans_back(first, last):
            first, _ = self.clause(first - 1)
        if low[first] not in EARLIER_EVENT or first >= token:
            begins = ground(self.doc, token)
            return None if begins is None else (begins, self.doc.sentence_at(token).last)
        if first + 1 < len(low) and low[first] in {"followed", "follows"} and low[first + 1] == "by":
            return None
        if self._is_outcome(first) or opening.main_clause(self.doc, first, token):
            return None
        return first, self.doc.sentence_at(token).last

    def _is_outcome(self, at: int) -> bool:
        """Whether what comes "after" is the deed that hurt them: "six were killed after a bomb exploded on Tuesday"."""
        low = self.doc.low
        return at > 0 and low[at] == "after" and low[at - 1] in OUTCOMES

    def _leans_back(self, first: int, last: int) -> bool:
        """Whether the clause goes on about the one before it: "…, which", "…; 30 died there"."""
        doc = self.doc
        if first == 0 or doc.sentence_of[first - 1] != doc.sentence_of[first]:
            return False
        return doc.low[first] in RELATIVE or (doc.raw[first - 1] == ";" and "there" in doc.low[first:last])

    def _counted_back(self, own: list[Time], first: int, token: int) -> Time | None:
        """The day of what stands behind "two days after": the clause begins with that "after"."""
        if self.doc.low[first] != "after" or opening.main_clause(self.doc, first, token):
            return None
        time = next((t for t in own if t.kind == "after" and t.last == first + 1), None)
        return time and self._before_news(time, own)._replace(kind="at")

    def _before_news(self, time: Time, own: list[Time]) -> Time:
        """The day that lies so long before that of the news, where it is told: "on Thursday, a day after"."""
        news = next(
            (t for t in own if t.last <= time.first and t.kind == "at" and t.precision == "day"), None
        )
        if news is None or news.start is None or time.end is None or time.precision != "day":
            return time
        day = news.start - ((self.published or news.start) - time.end)
        return time._replace(start=day, end=day)

    def _governing(self, own: list[Time], token: int, first: int, last: int) -> Time | None:
        inside = [t for t in own if first <= t.first < last]
        if inside:
            named = next((t for t in inside if self._names_event(t, token)), None)
            # Of two as near the one behind: "combed forests on Thursday for girls seized two nights earlier".
            return named or min(inside, key=lambda t: (abs(t.first - token), t.first < token))
        doc = self.doc
        told = self._antecedent(own, first)
        if told is not None:
            return told
        opener = doc.sentence_at(token).first
        for time in own:
            # A time that opens the sentence frames all of it: "On Tuesday, gunmen … and …".
            if time.first - opener <= 3 and time.kind == "at" and not self._crosses(time.last, first):  # noqa: PLR2004 -- "Late on", "In March"
                return time
        if doc.low[first] in EARLIER_EVENT:
            return None
        for time in own:
            if time.kind != "after" and time.first < first and not self._crosses(time.last, first):
                return time
        for time in own:
            begins = self.clause(time.first)[0]
            if time.first >= last and (doc.low[begins] not in OTHER_EVENT or self._is_outcome(begins)):
                return time
        return None

    def _names_event(self, time: Time, token: int) -> bool:
        """Whether it says which event the token happened in: "killed in the attacks of 2008", "in Monday's raid"."""
        low = self.doc.low
        if time.first <= token or token + 1 >= time.first or low[token + 1] not in IN_EVENT:
            return False
        between = low[token + 1 : time.first]
        if "," in between:
            return False
        of_event = between[-1] in {"of", "in"} and between[-2:-1] != [] and between[-2] in EVENT_WORDS
        return of_event or not EVENT_WORDS.isdisjoint(low[time.last : time.last + 2])

    def _antecedent(self, own: list[Time], first: int) -> Time | None:
        """The day of what a relative clause goes on about: "the attacks of November 2015, in which gunmen …"."""
        if self.doc.low[first] not in {"which", "when", "where"}:
            return None
        told = next((t for t in own if t.start and self._is_antecedent(t, first)), None)
        if told is None or told.kind not in {"at", "since"}:
            return None
        # "the deadliest since October 2024, when the gang killed 115": it was in that month.
        return told if told.kind == "at" else told._replace(kind="at", end=told.start)

    def _is_antecedent(self, time: Time, first: int) -> bool:
        """As in "the attack of 2013, in which"; "the 2013 attack on a mall, in which"."""
        if time.last >= first:
            return False
        before_event = time.first < time.last and self.doc.low[time.last] in EVENT_WORDS
        return first - (EVENT_ANTECEDENT_REACH if before_event else ANTECEDENT_REACH) <= time.last

    def _crosses(self, start: int, end: int) -> bool:
        """Whether "after" or "following" stands between: the one side is earlier than the other."""
        return EARLIER_EVENT.stands(self.doc, start, end + 1)

    def _dated(self, time: Time, *, lead: bool, subordinate: bool) -> Timing:
        if time.kind == "habit":
            return _timing("background", time, lead=lead, subordinate=subordinate)
        if time.end is None or self.published is None:
            return _timing(
                "background" if subordinate else "current", time, lead=lead, subordinate=subordinate
            )
        age = (self.published - _likely(time, time.end)).days
        if age > HISTORICAL_DAYS:
            return _timing("background", time, lead=lead, subordinate=subordinate, historical=True)
        if time.kind == "after":
            return _timing("current", None, lead=lead, subordinate=subordinate)
        fresh = age < CURRENT_DAYS or (age == CURRENT_DAYS and not subordinate)
        fresh = fresh or (not subordinate and time.precision == "day" and self._is_of_several(time.end))
        if fresh:
            return _timing("current", time, lead=lead, subordinate=subordinate)
        reach = CURRENT_DAYS if self._is_live else LEAD_REACH_DAYS
        opens = lead and not subordinate and age <= reach and not self._older(time)
        return _timing("current" if opens else "background", time, lead=lead, subordinate=subordinate)

    def _is_of_several(self, day: date) -> bool:
        """Whether the day is among those of which the lead tells as one."""
        return self._window is not None and self._window[0] <= day <= self._window[1]

    def _older(self, time: Time) -> bool:
        return (
            not OLDER.isdisjoint(self.doc.low[max(0, time.first - 1) : time.last]) and time.precision != "day"
        )

    def _undated(self, token: int, first: int, last: int, *, lead: bool, subordinate: bool) -> Timing:
        carried = self._headed(token) or (None if lead else self._carried(token))
        if carried:
            return carried._replace(subordinate=subordinate, first=0, last=0)
        if (
            is_charge(self.doc, token)
            or is_record(self.doc, token)
            or is_reason(self.doc, token)
            or (subordinate and self._hangs_on_old(token))
        ):
            return _timing("background", None, lead=lead, subordinate=True)
        if not self._lead_end and token >= self._opening_end:
            return _timing("background", None, lead=False, subordinate=subordinate)
        if not lead and (
            tense.is_trend(self.doc, token) or of_late(self.doc, token) or another(self.doc, token)
        ):
            return _timing("background", None, lead=lead, subordinate=subordinate, told=True)
        if not lead and tense.is_before_now(self.doc, first, last, token):
            return _timing("background", None, lead=lead, subordinate=subordinate)
        if not lead and self._follows_old(token, last):
            return _timing("background", None, lead=lead, subordinate=subordinate)
        if not lead and self._goes_on_counting(token):
            return _timing("background", None, lead=lead, subordinate=subordinate, cumulative=True)
        if not lead and self._told_in_past and tense.is_habit(self.doc, token):
            return _timing("background", None, lead=lead, subordinate=subordinate, told=True)
        return _timing("current", None, lead=lead, subordinate=subordinate)

    def _follows_old(self, token: int, last: int) -> bool:
        """Whether it came soon after what is long past: "49 died in protests after the vote in December 2022"."""
        low = self.doc.low
        if self.published is None or last >= len(low) or low[last] not in EARLIER_EVENT:
            return False
        if low[last - 1] in UNITS or not CAME.isdisjoint(low[last - 2 : last]):
            return False  # "the attack came a month after a raid in October"
        told = self.of_sentence(self.doc.sentence_of[token])
        behind = next((time for time in told if time.kind == "at" and time.first > last), None)
        return (
            behind is not None
            and behind.end is not None
            and (self.published - behind.end).days > LEAD_REACH_DAYS
        )

    def _goes_on_counting(self, token: int) -> bool:
        """Whether it totals what the sentence before dates: "There is war since 2023. 260 people have been killed"."""
        number = self.doc.sentence_of[token]
        sentence, before = self.doc.sentences[number], self.doc.sentences[number - 1]
        if not number or before.field != sentence.field or before.paragraph < sentence.paragraph - 1:
            return False
        if not tense.has_been(self.doc, token) or self.published is None:
            return False
        told = [time for time in self.of_sentence(number - 1) if time.kind in {"at", "since"} and time.start]
        return any((self.published - time.start).days > TOTALLED_DAYS for time in told if time.start)

    def _hangs_on_old(self, token: int) -> bool:
        """Whether it came before what its sentence tells of long ago: "In 2011 it sent soldiers after …"."""
        told = self.of_sentence(self.doc.sentence_of[token])
        times = [time for time in told if time.kind == "at" and time.first < token]
        return len(times) == 1 and self._dated(times[0], lead=False, subordinate=False).when == "background"

    def _headed(self, token: int) -> Timing | None:
        """The day at the head of a list's entry, which dates all of it: "* 3 May: A bomb explodes. Nine are hurt"."""
        number = self.doc.sentence_of[token]
        paragraph, first = self.doc.sentences[number].paragraph, number
        while (
            first
            and self.doc.sentences[first - 1].paragraph == paragraph
            and number - first < ENTRY_SENTENCES
        ):
            first -= 1
        head = self.doc.sentences[first]
        if first == number or head.field != self.doc.sentences[number].field:
            return None
        time = next(iter(self.of_sentence(first)), None)
        if time is None or time.kind != "at" or time.first - head.first > 1 or time.last >= head.last:
            return None
        if self.doc.low[time.last] not in ENTRY_MARKS:
            return None
        return self._dated(time, lead=self.in_lead(head.first), subordinate=False)

    def _carried(self, token: int) -> Timing | None:
        """The time of the sentence before, where this one goes on about it ("The attack …", "They …")."""
        number = self.doc.sentence_of[token]
        time = self._last_told(number)
        if time is None or self.published is None or time.end is None:
            return None
        told = self._dated(time, lead=False, subordinate=False)
        return told if told.when == "background" else None

    def _last_told(self, number: int) -> Time | None:
        """The one time of the sentence before, over a few that go on about it without a time of their own."""
        sentence = self.doc.sentences[number]
        for at in range(number - 1, max(-1, number - 1 - CARRIED_SENTENCES), -1):
            before = self.doc.sentences[at]
            if before.field != sentence.field:
                return None
            tied = by_a_day_told(self.doc, at + 1)
            if not tied and before.paragraph != sentence.paragraph and not says_where(self.doc, at + 1):
                return None
            times = self.of_sentence(at)
            dated = [time for time in times if time.kind == "at"]
            if not (
                tied or self._goes_on(self.doc.sentences[at + 1]) or _tells_of_one(self.doc, before, dated)
            ):
                return None
            if times:
                return dated[0] if len(dated) == 1 else None
        return None

    def _goes_on(self, sentence: Sentence) -> bool:
        """Whether the sentence is about what the one before tells: "They …", "… in that attack"."""
        low = self.doc.low
        opening = low[sentence.first : min(sentence.last, sentence.first + SAYER + 1)]
        return (
            low[sentence.first] in ANAPHORA
            or (not SAY.isdisjoint(opening) and "the" not in opening)
            or any(
                low[at - 1] in {"that", "this"} or (low[at - 1] == "the" and low[at] in STRIFE)
                for at in EVENT_WORDS.within(
                    self.doc, sentence.first + 1, min(sentence.last, sentence.first + LONGEST_CLAUSE)
                )
            )
        )


def _tells_of_one(doc: Document, sentence: Sentence, dated: list[Time]) -> bool:
    """Whether it opens with an event and its day, which the next one tells: "An attack in May 2016 showed"."""
    opens = doc.low[sentence.first] in {"an", "a", "one", "another"}
    if not opens or len(dated) != 1 or dated[0].first - sentence.first > EVENT_REACH:
        return False
    return not EVENT_WORDS.isdisjoint(doc.low[sentence.first : dated[0].first])


def _first(time: Time) -> int:
    return time.first


def _likely(time: Time, end: date) -> date:
    """The day that a time is taken for: the middle of a week, month or year, else its last."""
    if time.start is None or time.precision == "day" or time.kind not in {"at", "this"}:
        return end
    return time.start + (end - time.start) / 2


def _timing(  # noqa: PLR0913 -- the parts of a timing
    when: When,
    time: Time | None,
    *,
    lead: bool,
    subordinate: bool,
    cumulative: bool = False,
    historical: bool = False,
    told: bool = False,
) -> Timing:
    start = time.start if time and time.kind in {"at", "this"} else None
    precision = time.precision if time and start else None
    return Timing(
        when,
        historical,
        start.isoformat() if start else None,
        precision,
        cumulative,
        told or time is not None,
        lead,
        subordinate,
        time.first if time and start else 0,
        time.last if time and start else 0,
    )


DATELINE_TOKENS = 16


def dateline(doc: Document) -> date | None:
    """The day in the text's own dateline ("KABUL, 3 May 2021 —"), for a story that nobody dated."""
    first = doc.title_tokens
    for time in dates.find(doc, None, first, first + DATELINE_TOKENS):
        if time.precision == "day" and time.start:
            return time.start
    return None


def days_between(earlier: str | None, later: str | None) -> int | None:
    """Days from one ISO date to another, None where one is missing."""
    if not earlier or not later:
        return None
    return (date.fromisoformat(later) - date.fromisoformat(earlier)) // timedelta(days=1)
