"""Where Redis is → connections that go to the master of our keys, and back to it when it is another one.

Sentinel and Cluster are one thing here: before each connection somebody is asked who the master is, and an answer that
only another node would give ends the connection, so that the next try asks again. Whatever speaks through it, scripts,
pipelines and blocking reads, needs to know nothing of it; all keys of one firebell stand in one slot.
"""

import asyncio
import contextlib
import ssl
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from time import monotonic
from typing import Any

from redis.asyncio.connection import AbstractConnection, Connection, SSLConnection, UnixDomainSocketConnection
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.credentials import CredentialProvider
from redis.exceptions import (
    AskError,
    AuthenticationError,
    ClusterDownError,
    NoPermissionError,
    OutOfMemoryError,
    ReadOnlyError,
    RedisError,
    ResponseError,
    TryAgainError,
)
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError

from firebell.errors import FirebellError
from firebell.outward.placed import placed
from firebell.redis.where import Node, Where

ASK_SECONDS = 2.0
"""A node that tells nothing for so long is passed over; another one may know."""

LOOK_SECONDS = 1.0
"""A Sentinel that hands a master over leaves the old one a master for 8 s (seen), and what that one takes is lost."""

ELSEWHERE = (ReadOnlyError, AskError, TryAgainError, ClusterDownError)
"""What a node says that is not, or not yet, or no longer, the master of our keys; MOVED is one of them."""

NOT_BY_ITSELF = ("NOREPLICAS", "UNBLOCKED force unblock")
"""The same, said by a master whose replicas have left it, and by one that became a replica under a blocking read."""

FULL = ("MISCONF",)


class ElsewhereError(RedisConnectionError):
    """Another node has our keys, or will have them: nothing was done, and the next connection asks again."""


class RefusedError(RedisError, FirebellError):
    """Redis answers, and does not let us in or do it: a password, a certificate, a right, room. Said at once."""


class Finder(ABC):
    """Asks the nodes it knows who the master is; the one that answered last is asked first."""

    def __init__(self, nodes: tuple[Node, ...], kind: type[Connection], words: Mapping[str, Any]) -> None:
        self._seeds = nodes
        self._nodes = list(nodes)
        self._kind = kind
        self._words = words

    async def __call__(self) -> Node:
        """The master's address.

        Raises:
            RefusedError: everybody who answers says that there is none such.
            RedisConnectionError: nobody answers, or none is there at this moment.
        """
        said: dict[str, Exception] = {}
        for node in list(self._nodes):
            try:
                found = self._master(await self._answer(node), node)
            except (RedisError, OSError, TimeoutError) as error:
                said[shown(node)] = error
                continue
            self._nodes.remove(node)
            self._nodes.insert(0, node)
            return found
        told = "; ".join(f"{node}: {error or type(error).__name__}" for node, error in said.items())
        refused = any(isinstance(error, RefusedError) for error in said.values())
        raise (RefusedError if refused else RedisConnectionError)(f"{self.what} {told}")

    what = ""

    async def moved(self, at: Node) -> bool:
        """Whether another one is the master now, where the node itself would not say so."""
        del at
        return False

    def doubt(self) -> None:
        """The master was none: whoever named it is asked last."""
        self._nodes.append(self._nodes.pop(0))

    @property
    @abstractmethod
    def question(self) -> tuple[str, ...]:
        """The command."""

    @abstractmethod
    def _master(self, reply: Any, asked: Node) -> Node:
        """The address in a reply."""

    async def _answer(self, node: Node) -> Any:
        host, port = node
        connection = self._kind(host=host, port=port, **self._words)
        try:
            async with asyncio.timeout(ASK_SECONDS):
                await connection.connect()  # type: ignore[no-untyped-call] # redis-py leaves it untyped
                await connection.send_command(*self.question)
                return await connection.read_response()
        except ResponseError as error:
            raise RefusedError(self._unable(str(error))) from error
        finally:
            await connection.disconnect(nowait=True)

    @abstractmethod
    def _unable(self, error: str) -> str:
        """What it means that a node does not know the command."""


class BySentinel(Finder):
    """The master that Sentinels have under a name."""

    what = "no Sentinel names a master:"

    def __init__(
        self, master: str, nodes: tuple[Node, ...], kind: type[Connection], words: Mapping[str, Any]
    ) -> None:
        super().__init__(nodes, kind, words)
        self._name = master
        self._named: Node | None = None
        self._asked = 0.0

    @property
    def question(self) -> tuple[str, ...]:
        """Names one address, and is the only right that is needed."""
        return ("SENTINEL", "GET-MASTER-ADDR-BY-NAME", self._name)

    async def moved(self, at: Node) -> bool:
        """Whether they name another one, asked once a second: a master that was replaced may not know for long."""
        if monotonic() >= self._asked + LOOK_SECONDS:
            self._asked = monotonic()
            with contextlib.suppress(RedisError, OSError):
                self._named = await self()
        return self._named not in {None, at}

    def _master(self, reply: Any, asked: Node) -> Node:
        if reply is None:
            raise RefusedError(f"knows no master named {self._name!r} (sentinelMasterId)")
        host, port = reply
        del asked
        return host.decode(), int(port)

    def _unable(self, error: str) -> str:
        return f"is no Sentinel: write redis://, or the Sentinels' own addresses ({error})"


class InCluster(Finder):
    """The node of a Redis Cluster that has a slot."""

    what = "no node of the Redis Cluster tells who has our keys:"

    def __init__(
        self, slot: int, nodes: tuple[Node, ...], kind: type[Connection], words: Mapping[str, Any]
    ) -> None:
        super().__init__(nodes, kind, words)
        self._slot = slot

    @property
    def question(self) -> tuple[str, ...]:
        """The whole map; its shape is the same since Redis 4."""
        return ("CLUSTER", "SLOTS")

    def _master(self, reply: Any, asked: Node) -> Node:
        named = [[_named(node, asked) for node in nodes] for _, _, *nodes in reply]
        others = dict.fromkeys(node for nodes in named for node in nodes)
        known = dict.fromkeys([asked, *self._nodes])
        self._nodes = [node for node in known if node in others or node in self._seeds or node == asked]
        self._nodes += [node for node in others if node not in known]
        for (start, end, *_), nodes in zip(reply, named, strict=True):
            if start <= self._slot <= end:
                return nodes[0]
        raise RedisConnectionError(f"nobody has slot {self._slot}")

    def _unable(self, error: str) -> str:
        return f"is no node of a Redis Cluster: write redis:// ({error})"


def _named(node: Any, asked: Node) -> Node:
    """A node of the map; without a host it is the one that was asked."""
    host = node[0].decode() if node[0] else ""
    return host if host not in {"", "?"} else asked[0], int(node[1])


def shown(node: Node) -> str:
    """HOST:PORT.

    >>> shown(("::1", 6379))
    '[::1]:6379'
    """
    host, port = node
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


class Placed(CredentialProvider):
    """A password that stands in a file, read anew for each connection: one that was changed needs no restart."""

    def __init__(self, username: str, password: str) -> None:
        self._username = username
        self._password = password

    def get_credentials(self) -> tuple[str] | tuple[str, str]:
        """What AUTH takes."""
        password = placed(self._password)
        return (self._username, password) if self._username else (password,)

    async def get_credentials_async(self) -> tuple[str] | tuple[str, str]:
        """The same."""
        return self.get_credentials()


class Seeking(AbstractConnection):
    """A connection that asks where to go, and tells apart what passes by itself from what does not."""

    host: str
    port: int

    def __init__(self, *, find: Finder | None = None, **words: Any) -> None:
        super().__init__(**words)
        self._find = find

    async def connect_check_health(self, *words: Any, **named: Any) -> None:
        """Connect once.

        Raises:
            RefusedError: there is no use in trying again at once.
        """
        try:
            await super().connect_check_health(*words, **named)
        except FirebellError as error:
            await self.disconnect(nowait=True)
            raise RefusedError(str(error)) from error
        except (RedisConnectionError, ResponseError) as error:
            await self.disconnect(nowait=True)
            raise self._told(error) from error

    async def _connect(self) -> None:
        """Open the socket, where there is somebody to ask to the master that they name."""
        if self._find is None:
            await super()._connect()  # type: ignore[safe-super,no-untyped-call] # the kind beside us opens it
            return
        self.host, self.port = await self._find()
        try:
            await super()._connect()  # type: ignore[safe-super,no-untyped-call] # likewise
        except (OSError, TimeoutError):
            self._find.doubt()
            raise

    async def send_packed_command(
        self,
        command: bytes | str | Iterable[bytes],
        check_health: bool = True,  # noqa: FBT001, FBT002 - redis-py's own
    ) -> None:
        """Send it, as redis-py does but for `asyncio.wait_for`.

        Around a sending that is over, that loses a cancellation in Python 3.11: a server did not end, a lease was kept.
        """
        if not self.is_connected:
            await self.connect_check_health(check_health=False)
        if check_health:
            await self.check_health()
        whole = command.encode() if isinstance(command, str) else command
        try:
            async with asyncio.timeout(self.socket_timeout):
                await self._send_packed_command([whole] if isinstance(whole, bytes) else whole)
        except TimeoutError:
            await self.disconnect(nowait=True)
            raise RedisTimeoutError(f"Timeout writing to {self._host_error()}") from None
        except OSError as error:
            await self.disconnect(nowait=True)
            raise RedisConnectionError(f"Error while writing to {self._host_error()}: {error}") from error
        except BaseException:
            await self.disconnect(nowait=True)
            raise

    async def check_health(self) -> None:
        """Look, before a command, whether this is still the node to ask, and now and then whether it is there.

        redis-py tries this again for itself, within each try of the command: an error came after 41 s instead of 4.

        Raises:
            ElsewhereError: it is not; the command was not sent.
        """
        if self._find is not None and await self._find.moved((self.host, self.port)):
            await self.disconnect(nowait=True)
            raise ElsewhereError(f"{self._host_error()} is the master no more")
        if self.health_check_interval and asyncio.get_running_loop().time() > self.next_health_check:
            await self.send_command("PING", check_health=False)
            await self.read_response()

    async def read_response(self, *words: Any, **named: Any) -> Any:
        """A reply.

        Raises:
            ElsewhereError: only another node would do it; nothing was done.
            RefusedError: it is not done until somebody has mended something.
        """
        try:
            return await super().read_response(*words, **named)
        except (RedisConnectionError, ResponseError) as error:
            told = self._told(error)
            if told is error:
                raise
            if isinstance(told, ElsewhereError):
                await self.disconnect(nowait=True)
                if self._find is not None:
                    self._find.doubt()
            raise told from error

    def _told(self, error: Exception) -> Exception:
        """The error as it is told on; most of them as they are."""
        at, text = self._host_error(), str(error)
        code = getattr(error, "status_code", None) or ""
        within = _within(error)
        for one in within:
            if isinstance(one, FirebellError):
                return RefusedError(str(one))
            if isinstance(one, ssl.SSLError):
                return RefusedError(f"{at}: {_of_tls(one)}")
        if isinstance(error, AuthenticationError):
            return RefusedError(f"{at}: {text or 'wrong name or password'}")
        if isinstance(error, NoPermissionError):
            return RefusedError(f"{at}: NOPERM {text}")
        if isinstance(error, OutOfMemoryError) or text.startswith(FULL):
            return RefusedError(f"{at}: {text}")
        if isinstance(error, AskError | ClusterDownError) and code != "MASTERDOWN" and self._find is None:
            return RefusedError(
                f"{at} is a node of a Redis Cluster: write redis-cluster://{at}, "
                "which finds the node that has our keys"
            )
        if isinstance(error, ELSEWHERE) or text.startswith(NOT_BY_ITSELF):
            return ElsewhereError(f"{at}: {code} {text}".replace("  ", " "))
        return error


def _look_at(ended: "asyncio.Future[None]") -> None:
    """Take up an error that says no more than the one before it."""
    if not ended.cancelled():
        ended.exception()


class SeekingTcp(Seeking, Connection):
    """Over TCP."""


class SeekingTls(Seeking, SSLConnection):
    """Over TLS."""

    def __init__(self, *, where: Where, **words: Any) -> None:
        super().__init__(**words)
        self._where = where
        self._answered = False

    async def _connect(self) -> None:
        """Open it with the certificates as they are now."""
        self._answered = False
        if self._where.has_certificates:
            self.ssl_context.context = self._where.certificates()
        await super()._connect()

    async def read_response(self, *words: Any, **named: Any) -> Any:
        """A reply; errors as of any connection."""
        reply = await super().read_response(*words, **named)
        self._answered = True
        return reply

    async def disconnect(self, *words: Any, **named: Any) -> None:
        """Close it; that a torn one could not end in order is looked at here, else asyncio prints it later."""
        if self._writer is not None:
            asyncio.ensure_future(self._writer.wait_closed()).add_done_callback(_look_at)
        await super().disconnect(*words, **named)

    def _told(self, error: Exception) -> Exception:
        """A server may end a connection whose certificate it does not take faster than it can say why."""
        told = super()._told(error)
        torn = any(isinstance(one, ConnectionResetError | BrokenPipeError) for one in _within(error))
        if told is not error or self._answered or not torn:
            return told
        perhaps = (
            "it refuses the certificate of FIREBELL_REDIS_CERT"
            if self._where.cert
            else "it wants a client certificate: set FIREBELL_REDIS_CERT and FIREBELL_REDIS_KEY"
        )
        return RedisConnectionError(f"{error}; perhaps {perhaps}")


class SeekingUnix(Seeking, UnixDomainSocketConnection):
    """Through a socket of this machine."""


def connecting(at: Where, slot: int, behaviour: Mapping[str, Any]) -> dict[str, Any]:
    """What a pool of connections is made with; `slot` is where our keys are on a Redis Cluster."""
    address = at.address()
    told = address.words
    login = _login(at.username or told.get("username", ""), at.password or told.get("password", ""))
    words = {**behaviour, **told, **login, **PLAIN}
    if "path" in told:
        return {"connection_class": SeekingUnix, **words}
    kind: type[SeekingTcp | SeekingTls] = SeekingTls if address.tls else SeekingTcp
    tls = {"where": at} if address.tls else {}
    words = {"connection_class": kind, **tls, **words}
    asking = {**tls, **PLAIN, "retry": Retry(NoBackoff(), 0), "socket_timeout": ASK_SECONDS}
    if address.kind == "sentinel":
        asking |= _login("", at.sentinel_password)
        return {**words, "find": BySentinel(address.master, address.nodes, kind, asking)}
    if address.kind == "cluster":
        return {**words, "find": InCluster(slot, address.nodes, kind, asking | login)}
    return words


PLAIN = {"protocol": 2, "driver_info": None}
"""Replies whose shapes every supported server shares; and no name of a library, which a user needs a right to tell."""


def _login(username: str, password: str) -> dict[str, Any]:
    """How to come in; a password that stands in a file is looked up for each connection."""
    if password.startswith(("file:", "env:")):
        return {"username": None, "password": None, "credential_provider": Placed(username, password)}
    return {"username": username or None, "password": password or None}


def _within(error: BaseException) -> list[BaseException]:
    """The errors that an error came from."""
    found: list[BaseException] = []
    at: BaseException | None = error
    while at is not None and at not in found:
        found.append(at)
        at = at.__cause__ or at.__context__
    return found


HOSTNAME = (62, 64)
"""OpenSSL's X509_V_ERR_HOSTNAME_MISMATCH and X509_V_ERR_IP_ADDRESS_MISMATCH."""

AUTHORITY = (2, 18, 19, 20, 21)
"""Its codes for a chain that leads to nobody who is trusted, self-signed certificates among them."""


def _of_tls(error: ssl.SSLError) -> str:
    """What is wrong with TLS, and what to do."""
    if isinstance(error, ssl.SSLCertVerificationError):
        if error.verify_code in HOSTNAME:
            return f"its certificate is for another name ({error.verify_message})"
        if error.verify_code in AUTHORITY:
            return f"its certificate comes from no authority that FIREBELL_REDIS_CA holds ({error.verify_message})"
        return f"its certificate is refused ({error.verify_message})"
    reason = (error.reason or str(error)).replace("_", " ").lower()
    if "certificate required" in reason:
        return "it wants a client certificate: set FIREBELL_REDIS_CERT and FIREBELL_REDIS_KEY"
    if "wrong version number" in reason or "record layer failure" in reason:
        return "it does not speak TLS at this port: write redis:// without the second s, or its TLS port"
    if "unknown ca" in reason or "bad certificate" in reason:
        return f"it refuses the certificate of FIREBELL_REDIS_CERT ({reason})"
    return f"TLS: {reason}"
