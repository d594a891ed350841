"""What a producer says of its trace → the `traceparent` that goes on with the article (W3C Trace Context)."""

import re

_FORM = re.compile(
    r"(?P<version>[0-9a-f]{2})-(?P<ids>[0-9a-f]{32}-[0-9a-f]{16})-(?P<flags>[0-9a-f]{2})(?P<more>-.*)?"
)
_NOBODY = re.compile(r"0{32}-|.*-0{16}")
"""A trace or a span of zeros is none."""

SAMPLED = 1
LONGEST = 512


def parent(value: object) -> str:
    """The value where it is a trace's parent, else ""; what a later version of the form says is told as version 00.

    Nothing is made up and nothing changed: firebell adds no span, so who hears the alert stands right below
    whoever published the article.

    >>> parent(" 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01 ")
    '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
    >>> parent("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-09-what.comes")
    '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
    >>> parent("00-00000000000000000000000000000000-00f067aa0ba902b7-01")
    ''
    """
    found = _FORM.fullmatch(value.strip()) if isinstance(value, str) and len(value) <= LONGEST else None
    if found is None or found["version"] == "ff" or _NOBODY.match(found["ids"]):
        return ""
    if found["version"] == "00":
        return "" if found["more"] else found[0]
    return f"00-{found['ids']}-{int(found['flags'], 16) & SAMPLED:02x}"
