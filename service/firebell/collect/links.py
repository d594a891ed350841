"""A link as a feed gives it → the address that names the article: without what only counts its readers."""

from urllib.parse import SplitResult, urljoin, urlsplit

LONGEST = 2000
PORTS = {"http": 80, "https": 443}

COUNTS_READERS = ("utm_", "at_", "mc_", "mtm_", "pk_", "ns_", "wt_", "xtor", "hsa_")
"""How the names of parameters begin that say where a reader came from."""

COUNT_READERS = frozenset(
    """
    fbclid gclid dclid msclkid yclid twclid igshid cmp cmpid ocid ito smid smtyp traffic_source _ga _gl
    ref_src rss feedname feedtype campaign_id instance_id partner sref
    """.split()  # noqa: SIM905 -- words to read along
)


def clean(link: str, base: str = "") -> str:
    """The address behind a link; empty where it leads to no page.

    >>> clean("HTTPS://News.example:443/a?utm_source=rss&id=7#xtor=RSS-1")
    'https://news.example/a?id=7'
    >>> clean("../b", "https://news.example/feeds/world"), clean("javascript:alert(1)")
    ('https://news.example/b', '')
    """
    try:
        parts = urlsplit(urljoin(base, link.strip()))
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:  # an unclosed bracket, a port that is none
        return ""
    if parts.scheme not in PORTS or not host or len(link) > LONGEST:
        return ""
    host = f"[{host}]" if ":" in host else host
    where = host if port in (None, PORTS[parts.scheme]) else f"{host}:{port}"
    address = SplitResult(parts.scheme, where, parts.path or "/", _query(parts.query), _place(parts.fragment))
    return "".join(address.geturl().split())


def host_of(url: str) -> str:
    """The host that an address names; empty where it names none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def origin_of(url: str) -> str:
    """Scheme and host, under which robots.txt stands."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def without_secrets(url: str) -> str:
    """The address as it may be shown: without user, password and query.

    >>> without_secrets("https://me:pass@news.example/feed?key=hidden")
    'https://news.example/feed'
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def _query(query: str) -> str:
    """What is left says which page is meant, in its own spelling and order."""
    return "&".join(part for part in query.split("&") if part and not _counts(part.partition("=")[0]))


def _counts(name: str) -> bool:
    name = name.casefold()
    return name in COUNT_READERS or name.startswith(COUNTS_READERS)


def _place(fragment: str) -> str:
    """A place on a page, as a live page gives each of its reports; what has a value is no place."""
    return "" if "=" in fragment else fragment
