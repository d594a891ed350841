"""A truce and its sentence → whether somebody agreed, declared or keeps it, or only talks about it (CODEBOOK §8)."""

from firebell.reading.text import Document, words

AGREEING = words(
    "agree agrees agreed agreeing agreement sign signs signed signing reach reaches reached announce "
    "announces announced declare declares declared broker brokered accept accepts accepted begin begins "
    "began effect force hold holds holding extend extends extended enter enters entered entering "
    "approve approved implemented under renew renewed deal deals concluded unilateral fragile start "
    "starts started ordered orders negotiated silent laid ceased halted observed observing respected "
    "shook initial initials initialled initialed inked struck sealed clinched ratified"
)
"""What makes a truce one that holds."""

BARE_AGREEING = words("agree sign reach announce declare accept approve renew extend implement")
UNDONE = words("would could may might should can able must to before until unless if not")
ENTERING = words("enter enters entered entering")
INTO = words("into force effect")
"""What a truce enters; who enters talks agrees to nothing yet."""

STARTS = words("begin start take come enter last hold")
TURNS = words("but while although though ;")
AGREED_REACH = 8
MAYBE = words("could may might")
MODALS = words("could may might would should can")


def is_agreed(doc: Document, anchor: int) -> bool:
    """A truce that nobody agreed, declared or keeps is only talked about (CODEBOOK §8)."""
    sentence = doc.sentence_at(anchor)
    first, last = max(sentence.first, anchor - AGREED_REACH), min(sentence.last, anchor + AGREED_REACH)
    behind = doc.low[anchor + 1 : min(sentence.last, anchor + 5)]
    if not MAYBE.isdisjoint(behind[:3]) or (not MODALS.isdisjoint(behind[:3]) and STARTS.isdisjoint(behind)):
        return False
    return any(
        _agrees(doc, at, sentence.first) and _same_thought(doc, at, anchor) for at in range(first, last)
    )


def _agrees(doc: Document, at: int, first: int) -> bool:
    """Agreed, not: would agree, to sign."""
    word = doc.low[at]
    if word in BARE_AGREEING or word in ENTERING:
        undone = not UNDONE.isdisjoint(doc.low[max(first, at - 3) : at])
        return not (undone or (word in ENTERING and INTO.isdisjoint(doc.low[at + 1 : at + 3])))
    return word in AGREEING and doc.low[at - 1] not in {"without", "no"}


def _same_thought(doc: Document, at: int, anchor: int) -> bool:
    return TURNS.isdisjoint(doc.low[min(at, anchor) : max(at, anchor)])
