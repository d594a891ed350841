"""Title and text → how much of the text is the story: teasers, credits and calls to subscribe stay unread."""

import re

STORY_SHARE = 0.5
"""What looks like the end of a story before half of it is a word of the story itself."""

_ENDS = re.compile(
    r"(?:^|\n)[ \t]*(?:related (?:stories|articles|topics|content|coverage|news)|"
    r"more (?:on this story|from|stories|news|headlines)|read (?:more|also|next)|also (?:read|on (?:our|this) site)|"
    r"recommended|you (?:may|might) also like|most (?:read|viewed|popular)|top stories|in other news|"
    r"around the web|latest (?:news|headlines)|trending|editor.?s picks|what to read next|"
    r"sign up (?:for|to)|subscribe (?:to|now)|newsletter)\b[^\n]{0,80}(?:\n|$)",
    re.IGNORECASE,
)
"""A line that opens what stands below a story; samples: "Related stories", "READ MORE:"; not: "He read more."."""

_TEASER = re.compile(
    r"\n[ \t]*(?:read(?: more| also| next)?|also read|see also|related(?: story| article)?|more on this|"
    r"watch(?: also| live)?|listen|don.?t miss|must read|recommended|in pictures|in video|video|gallery|"
    r"explainer)[ \t]*[:|>\u00bb\u2013\u2014][^\n]*",
    re.IGNORECASE,
)
"""A line of its own that points to another story; sample: "READ ALSO: Ten die in Kabul"; not: "Watch this space."."""


_SLUG = re.compile(
    r"\s*(?:(?:update|wrap-?up|rpt|refile|corrected|correction|exclusive|breaking|urgent)"
    r"(?:[ /]?\d{1,2})?(?:\s*[-\u2013\u2014:]|\s*\)))+\s*",
    re.IGNORECASE,
)
"""What a wire writes before its headline; samples: "UPDATE 2-", "CORRECTED-"; not: "Update on the blast"."""


_SOURCE = re.compile(
    r"(?<=\s)[-\u2013\u2014]\s*(?:(?:local|state|health|security|government|interior|defen[cs]e|medical|hospital|"
    r"police|military|army|senior|regional|provincial|rescue|[^\W\d_]+(?:an|i|ese|ish))\s+){0,2}"
    r"(police|army|military|officials?|ministry|minister|sources?|reports?|media|witness(?:es)?|residents|locals|"
    r"monitors?|governor|mayor|medics|doctors|rescuers|spokes(?:man|woman|person)|commander)\s*\Z",
    re.IGNORECASE,
)
"""Who says it, at the end of a headline; samples: "- police", "- Syrian monitor"; not: "- two police"."""


def headline(title: str) -> str:
    """The headline with the wire's own words before it and its source behind it left blank: they count nobody.

    >>> headline("UPDATE 2-Thirteen soldiers killed"), headline("Update on the blast")
    ('         Thirteen soldiers killed', 'Update on the blast')
    >>> headline("Gunmen kill nine - governor"), headline("Nine killed - two police")
    ('Gunmen kill nine -         ', 'Nine killed - two police')
    """
    found = _SLUG.match(title)
    named = " " * found.end() + title[found.end() :] if found else title
    source = _SOURCE.search(named)
    return named[: source.start(1)] + " " * (len(named) - source.start(1)) if source else named


def story(text: str) -> str:
    r"""The text as far as the story goes; a line inside it that points to another one is left blank.

    Every offset stays what it was, so that a quote is a slice of the text as it came.

    >>> story("\n".join(["Two died and three were hurt.", "Related stories", "Ten die"]))
    'Two died and three were hurt.'
    >>> story("\n".join(["Two died.", "READ: Ten die", "Police came and more was said."])).split("\n")[2]
    'Police came and more was said.'
    """
    return _TEASER.sub(_blank, headline(text[: _story_end(text)]))


def _blank(match: re.Match[str]) -> str:
    return "\n" + " " * (len(match.group()) - 1)


def _story_end(text: str) -> int:
    """The offset (code points) behind the story, the whole length where nothing follows it."""
    match = _ENDS.search(text, int(len(text) * STORY_SHARE))
    return match.start() if match else len(text)
