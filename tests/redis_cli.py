"""Stands in for redis-cli where none is installed: `-u URL --raw WORDS…`, the reply's words a line each."""

import sys

from redis import Redis


def lines(reply: object) -> list[bytes]:
    if isinstance(reply, list):
        return [line for part in reply for line in lines(part)]
    return [reply if isinstance(reply, bytes) else str(reply).encode()]


_, url, raw, *words = sys.argv[1:]
client = Redis.from_url(url, protocol=2)
client.response_callbacks.clear()
for line in lines(client.execute_command(*words)):  # type: ignore[no-untyped-call] # redis-py leaves it untyped
    sys.stdout.buffer.write(line + b"\n")
