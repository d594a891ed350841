"""A map of many records → the few in use as they are, the rest packed and compressed, in a tenth of the memory."""

import zlib
from collections.abc import Iterator, MutableMapping
from typing import Generic, TypeVar, overload

import msgspec

V = TypeVar("V", bound=msgspec.Struct)
D = TypeVar("D")

FAST = 1
"""zlib's quickest level: claims of one event repeat each other so much that more effort gains little."""

_encoder = msgspec.msgpack.Encoder()


class Shelf(MutableMapping[str, V], Generic[V]):
    """Records by name; the `warm` ones that were used last are kept unpacked."""

    def __init__(self, kind: type[V], warm: int) -> None:
        self._decoder = msgspec.msgpack.Decoder(kind)
        self._most = warm
        self._warm: dict[str, V] = {}
        self._packed: dict[str, bytes] = {}

    @overload
    def get(self, name: str, /) -> V | None: ...
    @overload
    def get(self, name: str, /, default: V | D) -> V | D: ...
    def get(self, name: str, /, default: V | D | None = None) -> V | D | None:
        """The record, or the default where there is none."""
        record = self._warm.get(name)
        if record is not None:
            return record
        packed = self._packed.get(name)
        if packed is None:
            return default
        record = self._decoder.decode(zlib.decompress(packed))
        self._keep(name, record)
        return record

    def __getitem__(self, name: str) -> V:
        record = self.get(name)
        if record is None:
            raise KeyError(name)
        return record

    def __setitem__(self, name: str, record: V) -> None:
        self._packed.pop(name, None)
        self._warm.pop(name, None)
        self._keep(name, record)

    def __delitem__(self, name: str) -> None:
        if name not in self:
            raise KeyError(name)
        self._warm.pop(name, None)
        self._packed.pop(name, None)

    def __contains__(self, name: object) -> bool:
        return name in self._warm or name in self._packed

    def __iter__(self) -> Iterator[str]:
        """All names, as they are now: what is read meanwhile moves about."""
        return iter([*self._packed, *(name for name in self._warm if name not in self._packed)])

    def __len__(self) -> int:
        return len(self._packed) + sum(name not in self._packed for name in self._warm)

    def _keep(self, name: str, record: V) -> None:
        """Keep a record unpacked, and pack the one that was taken up longest ago."""
        self._warm[name] = record
        if len(self._warm) > self._most:
            oldest = next(iter(self._warm))
            record = self._warm.pop(oldest)
            if oldest not in self._packed:
                self._packed[oldest] = zlib.compress(_encoder.encode(record), FAST)
