"""A URL, credentials and certificates → where Redis is and how to come in, or what is wrong with it in a sentence."""

import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple
from urllib.parse import parse_qsl, unquote

from redis.asyncio.connection import parse_url

from firebell.errors import FirebellError
from firebell.outward.placed import NothingPlacedError, placed

Kind = Literal["one", "sentinel", "cluster"]
"""One server, or a number of nodes of which one has our keys: Sentinels tell which, or the nodes themselves."""

Node = tuple[str, int]

MANY = re.compile(
    r"(?P<scheme>rediss?-(?P<kind>sentinel|cluster))://"
    r"(?:(?P<user>[^:@/?]*)(?::(?P<password>[^@/?]*))?@)?(?P<nodes>[^@/?]+)(?:/(?P<db>[^?]*))?(?:\?(?P<query>.*))?"
)
NODE = re.compile(r"(?P<host>\[[0-9A-Fa-f:.%]+\]|[^:\[\]\s]+)(?::(?P<port>\d{1,5}))?")
PORTS: Mapping[Kind, int] = {"sentinel": 26379, "cluster": 6379}

FORMS = (
    "write redis://HOST:PORT/0, rediss:// for TLS, unix:///PATH, "
    "redis-sentinel://HOST:26379,HOST:26379/0?sentinelMasterId=NAME or redis-cluster://HOST:PORT,HOST:PORT "
    "(rediss-sentinel://, rediss-cluster:// for TLS)"
)

VARIABLES = ("username", "password", "ca", "cert", "key", "sentinel_password")
"""What stands beside the URL, each in FIREBELL_REDIS_ and its name."""


class BadAddressError(FirebellError):
    """Where Redis is, or how to come in, is not told rightly."""


class Address(NamedTuple):
    """A URL taken apart: what it leads to, over TLS or not, its nodes, and what else redis-py wants to know."""

    kind: Kind
    tls: bool
    nodes: tuple[Node, ...]
    master: str
    words: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Where:
    """Where Redis is. Shown, it shows no password; `username` and `password` win over what the URL holds.

    Raises:
        BadAddressError: a URL that is none, a file that cannot be used, parts that do not go together.

    >>> Where("redis://me:secret@redis.example:6380/1?password=secret")
    Where(redis://redis.example:6380/1)
    """

    url: str
    username: str = ""
    password: str = field(default="", kw_only=True)
    ca: str = field(default="", kw_only=True)
    cert: str = field(default="", kw_only=True)
    key: str = field(default="", kw_only=True)
    sentinel_password: str = field(default="", kw_only=True)

    def __str__(self) -> str:
        return without_password(self.url)

    def __repr__(self) -> str:
        return f"Where({self})"

    def __post_init__(self) -> None:
        """Refuse what cannot be, before anybody connects."""
        address = self.address()
        if (self.ca or self.cert or self.key) and not address.tls:
            secure = str(self).replace("redis", "rediss", 1)
            raise BadAddressError(
                f"FIREBELL_REDIS_CA, _CERT and _KEY are for TLS, and {self} is without: write {secure}"
            )
        if self.key and not self.cert:
            raise BadAddressError("FIREBELL_REDIS_KEY is set without FIREBELL_REDIS_CERT, whose key it is")
        if self.sentinel_password and address.kind != "sentinel":
            raise BadAddressError(
                f"FIREBELL_REDIS_SENTINEL_PASSWORD is set, and {self} leads to no Sentinel: write redis-sentinel://"
            )
        for name in ("password", "sentinel_password"):
            try:
                placed(getattr(self, name))
            except NothingPlacedError as error:
                raise BadAddressError(f"FIREBELL_REDIS_{name.upper()}={error}") from None
        if address.tls and self.has_certificates:
            self.certificates()

    def environment(self) -> dict[str, str]:
        """The variables that tell another process of ours the same; it holds passwords."""
        beside = {f"FIREBELL_REDIS_{name.upper()}": str(getattr(self, name)) for name in VARIABLES}
        return {"FIREBELL_REDIS_URL": self.url, **beside}

    def address(self) -> Address:
        """The URL taken apart."""
        if found := MANY.fullmatch(self.url):
            return self._many(found)
        try:
            words = dict(parse_url(self.url))
        except ValueError:
            raise BadAddressError(f"FIREBELL_REDIS_URL={self}: {FORMS}") from None
        words.pop("connection_class", None)
        return Address("one", self.url.startswith("rediss:"), (), "", words)

    def _many(self, found: "re.Match[str]") -> Address:
        kind: Kind = "sentinel" if found["kind"] == "sentinel" else "cluster"
        asked = dict(parse_qsl(found["query"] or "", keep_blank_values=True))
        master = asked.pop("sentinelMasterId", "")
        db = found["db"] or "0"
        if asked:
            raise self._wrong(f"there is no option {', '.join(sorted(asked))}; {FORMS}")
        if kind == "sentinel" and not master:
            raise self._wrong(
                "which master? Add ?sentinelMasterId=NAME, the name that the Sentinels have for it"
            )
        if kind == "cluster" and master:
            raise self._wrong("sentinelMasterId is for redis-sentinel://; a Redis Cluster has no such name")
        if not db.isascii() or not db.isdigit() or (kind == "cluster" and int(db)):
            raise self._wrong("behind the / stands the number of the database; on a Redis Cluster it is 0")
        words: dict[str, Any] = {"db": int(db)}
        words |= {name: unquote(found[part]) for name, part in LOGIN.items() if found[part]}
        nodes = tuple(self._node(written, kind) for written in found["nodes"].split(","))
        return Address(kind, found["scheme"].startswith("rediss"), nodes, master, words)

    def _node(self, written: str, kind: Kind) -> Node:
        found = NODE.fullmatch(written.strip())
        if found is None or int(found["port"] or 1) not in range(1, 65536):
            raise self._wrong(f"{written!r} is no HOST:PORT; {FORMS}")
        return found["host"].strip("[]"), int(found["port"] or PORTS[kind])

    def _wrong(self, why: str) -> BadAddressError:
        return BadAddressError(f"FIREBELL_REDIS_URL={self}: {why}")

    @property
    def has_certificates(self) -> bool:
        """Whether certificates of one's own are told; without them the system's authorities hold."""
        return bool(self.ca or self.cert)

    def certificates(self) -> ssl.SSLContext:
        """What TLS trusts and shows, as the files are now: certificates that were renewed need no restart.

        Raises:
            BadAddressError: with the file that cannot be used.
        """
        try:
            context = ssl.create_default_context(cafile=self.ca or None)
        except ssl.SSLError:
            raise BadAddressError(
                f"FIREBELL_REDIS_CA={self.ca}: it holds no certificate in PEM form"
            ) from None
        except OSError as error:
            raise BadAddressError(f"FIREBELL_REDIS_CA={self.ca}: {error.strerror}") from None
        if self.cert:
            self._show(context)
        return context

    def _show(self, context: ssl.SSLContext) -> None:
        """Load the client's certificate and its key, which may stand in one file."""
        cert, key = ("CERT", self.cert), ("KEY", self.key) if self.key else ("CERT", self.cert)
        _must_hold(cert, b"-----BEGIN CERTIFICATE-----", "no certificate in PEM form")
        _must_hold(key, b"PRIVATE KEY-----", "no private key in PEM form")
        try:
            context.load_cert_chain(self.cert, self.key or None, password=_locked(key))
        except ssl.SSLError as error:
            name, path = key
            why = "it is not the key of FIREBELL_REDIS_CERT" if "MISMATCH" in str(error) else str(error)
            raise BadAddressError(f"FIREBELL_REDIS_{name}={path}: {why}") from None


LOGIN: Mapping[str, str] = {"username": "user", "password": "password"}


def where_from(environment: Mapping[str, str], *, url: str) -> Where:
    """The Redis of a URL, with what FIREBELL_REDIS_USERNAME, …_PASSWORD, …_CA and so on tell beside it."""
    beside = {name: environment.get(f"FIREBELL_REDIS_{name.upper()}", "") for name in VARIABLES}
    return Where(url, **beside)


def without_password(url: str) -> str:
    """The URL as it may be shown: without user, password and whatever its query holds.

    >>> without_password("rediss://me:secret@redis.example:6380/1?password=secret")
    'rediss://redis.example:6380/1'
    """
    scheme, _, rest = url.partition("://")
    head, _, query = rest.partition("?")
    # Where an @ follows, nobody knows whether the ? is a password's own: then nothing is shown.
    return f"{scheme}://{'…' if '@' in query else head.rpartition('@')[2]}"


def _must_hold(file: tuple[str, str], sign: bytes, lacking: str) -> None:
    name, path = file
    try:
        found = Path(path).read_bytes()
    except OSError as error:
        raise BadAddressError(f"FIREBELL_REDIS_{name}={path}: {error.strerror}") from None
    if sign not in found:
        raise BadAddressError(f"FIREBELL_REDIS_{name}={path}: it holds {lacking}")


def _locked(file: tuple[str, str]) -> Any:
    """Who is asked for a passphrase has none; without this a terminal would be asked, and a pod would hang."""

    def asked() -> str:
        name, path = file
        raise BadAddressError(
            f"FIREBELL_REDIS_{name}={path}: the key is locked by a passphrase; give one without"
        )

    return asked
