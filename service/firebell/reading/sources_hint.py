"""A publisher's name or address → its home country: a weak hint where the text names no country."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit


class Homes:
    """Where publishers are at home, by name and by domain; an unknown one has no home."""

    def __init__(self, publishers: Mapping[str, Any]) -> None:
        self._countries: dict[str, str] = {}
        for name, written in publishers.items():
            country = written.get("country") if isinstance(written, Mapping) else None
            if not isinstance(country, str):
                continue
            self._countries[str(name).casefold()] = country
            for domain in _listed(written.get("domains")):
                self._countries[domain.casefold()] = country

    def __call__(self, source: str, url: str) -> str | None:
        """ISO 3166-1 of the publisher, None where no list knows it."""
        return self._known(source) or self._known(_host(url))

    def _known(self, name: str) -> str | None:
        name = name.strip().casefold().removeprefix("www.")
        return self._countries.get(name) if name else None


def _listed(value: object) -> Iterable[str]:
    return [str(v) for v in value] if isinstance(value, list) else []


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        # A malformed address (an unclosed bracket) names no publisher.
        return ""
