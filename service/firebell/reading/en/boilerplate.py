"""Title and text → how much of the text is the story: teasers, credits and calls to subscribe stay unread."""

import re

STORY_SHARE = 0.5
"""What looks like the end of a story before half of it is a word of the story itself."""

_ENDS = re.compile(
    r"(?:^|\n)[ \t]*(?:related (?:stories|articles|topics|content|coverage)|"
    r"more (?:on this story|from|stories)|read (?:more|also|next)|also read|recommended|"
    r"you may also like|most (?:read|viewed|popular)|top stories|in other news|around the web|"
    r"sign up (?:for|to)|subscribe (?:to|now)|newsletter)\b[^\n]{0,80}(?:\n|$)",
    re.IGNORECASE,
)
"""A line that opens what stands below a story; samples: "Related stories", "READ MORE:"; not: "He read more."."""


def story_end(text: str) -> int:
    r"""The offset (code points) behind the story, the whole length where nothing follows it.

    >>> story_end("\n".join(["Two died and three were hurt.", "Related stories", "Ten die"]))
    29
    """
    match = _ENDS.search(text, int(len(text) * STORY_SHARE))
    return match.start() if match else len(text)
