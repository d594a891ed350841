"""Text of strangers → text that a terminal shows and does not obey."""


def harmless(text: str, kept: str = "\n") -> str:
    r"""The text with every sign that commands, turns the direction or is none written out.

    >>> harmless("a" + chr(27) + "[2J")
    'a\\x1b[2J'
    """
    if text.isprintable():
        return text
    return "".join(
        one if one.isprintable() or one in kept else one.encode("unicode_escape").decode() for one in text
    )
