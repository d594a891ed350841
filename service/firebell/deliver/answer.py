"""What a road says of one try: delivered, or why not."""

from typing import NamedTuple, Protocol

from firebell.deliver.message import Message, plain

LONGEST_DETAIL = 200


class Answer(NamedTuple):
    """`reason` is empty where it was delivered; `asked`: seconds of patience that the receiver asks for."""

    reason: str = ""
    detail: str = ""
    asked: float | None = None


class Road(Protocol):
    """How a channel is reached."""

    most_flying: int
    """So many tries at once."""

    async def send(self, message: Message) -> Answer:
        """Try once; never raises for what is the receiver's fault."""
        ...

    async def aclose(self) -> None:
        """Let go of connections."""
        ...


def failed(reason: str, detail: str, asked: float | None = None) -> Answer:
    """A failure, in one line."""
    return Answer(reason, " ".join(plain(detail).split())[:LONGEST_DETAIL], asked)
