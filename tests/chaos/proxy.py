"""A road between one process and Redis that can break: torn, silent, or slow."""

import asyncio
import contextlib
import socket
import struct

RIGHT_AWAY = struct.pack("ii", 1, 0)
"""SO_LINGER of no time: the connection is reset, not closed in order."""


class Proxy:
    """Hands on what comes, both ways, to `port`; `delay` in seconds a piece; nothing while it is `silent`."""

    def __init__(self, port: int) -> None:
        self.port = 0
        self.delay = 0.0
        self._to = port
        self._open = asyncio.Event()
        self._open.set()
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}"

    @property
    def silent(self) -> bool:
        return not self._open.is_set()

    @silent.setter
    def silent(self, now: bool) -> None:
        if now:
            self._open.clear()
        else:
            self._open.set()

    def reset(self) -> None:
        """Tear every connection."""
        for writer in list(self._writers):
            raw = writer.get_extra_info("socket")
            with contextlib.suppress(OSError):
                raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RIGHT_AWAY)
            writer.transport.abort()

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
        self.silent = False
        self.reset()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._open.wait()
        try:
            theirs, back = await asyncio.open_connection("127.0.0.1", self._to)
        except OSError:
            writer.transport.abort()
            return
        self._writers |= {writer, back}
        try:
            await asyncio.gather(self._hand_on(reader, back), self._hand_on(theirs, writer))
        finally:
            self._writers -= {writer, back}

    async def _hand_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while piece := await reader.read(65536):
                await self._open.wait()
                if self.delay:
                    await asyncio.sleep(self.delay)
                writer.write(piece)
                await writer.drain()
        with contextlib.suppress(OSError):
            writer.close()
