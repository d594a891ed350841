"""A publisher's name or address → Publisher: where it is at home, its rank, and whose other voice it is."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit


class Publisher(NamedTuple):
    """Who published; outlets of one `family` are one publisher.

    `tier` 1 (the most careful) to 3, None unranked. `speaks_for`: parties whose claims it hands on.
    `republishes`: it hands on articles of others, which name their own publisher.
    """

    name: str
    country: str | None = None
    tier: int | None = None
    family: str | None = None
    speaks_for: tuple[str, ...] = ()
    republishes: bool = False
    domains: tuple[str, ...] = ()


UNKNOWN = Publisher("unknown")


class Publishers:
    """All publishers that are known, found by name or by domain, in any case."""

    def __init__(self, known: Iterable[Publisher] = ()) -> None:
        self._known = tuple(known)
        self._names = {publisher.name.casefold(): publisher for publisher in self._known}
        self._domains = {
            domain.casefold(): publisher for publisher in self._known for domain in publisher.domains
        }

    def __len__(self) -> int:
        return len(self._known)

    def __iter__(self) -> Iterator[Publisher]:
        return iter(self._known)

    def of(self, source: str, url: str = "") -> Publisher:
        """Who published an article; one that nobody listed is a publisher of its own, unranked.

        >>> Publishers([Publisher("Reuters", "GB", 1, domains=("reuters.com",))]).of("", "https://www.reuters.com/x").name
        'Reuters'
        >>> Publishers().of("The Daily Example").tier is None
        True
        """
        name = source.strip()
        host = _host(url)
        found = self._names.get(name.casefold()) or self._by_domain(name) or self._by_domain(host)
        return found or Publisher(name or host or UNKNOWN.name)

    def _by_domain(self, host: str) -> Publisher | None:
        """The publisher of `www.bbc.co.uk`: by the whole name, then without its first labels."""
        host = host.casefold()
        while "." in host:
            if host in self._domains:
                return self._domains[host]
            host = host.partition(".")[2]
        return None


def _host(url: str) -> str:
    """The host of an address, empty for what is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # an unclosed bracket
        return ""
