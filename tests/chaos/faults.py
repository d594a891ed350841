"""Each kind of fault → what is done to the scene, and undone."""

import asyncio
import contextlib
import os
import signal
import subprocess
from collections import Counter
from collections.abc import Awaitable, Callable

from tests.chaos.press import Press
from tests.chaos.scene import DELIVERER, NEW, SERVER, WORKERS, Member, Scene, faked
from tests.chaos.schedule import Fault
from tests.deliver.receiver import NEVER, OK, TORN, Say

from firebell.redis.client import call
from firebell.redis.keys import GROUP

MISTAKE = "\ndefaults: {ring_at: Loud}\n"
CUT = 3000
"""Bytes of the append-only file that a power cut loses: some dozen articles, or a commit or two."""

STEP = 45
"""Seconds by which a clock jumps, forth or back."""

SETTLED = 3.0
"""Before a configuration is broken again: whoever starts has had time to read the one that is whole."""

BEHIND = """
local group = {}
for _, found in ipairs(redis.call('XINFO', 'GROUPS', KEYS[1])) do
  for i = 1, #found, 2 do group[found[i]] = found[i + 1] end
end
local open = {}
local pending = redis.call('XPENDING', KEYS[1], ARGV[1], '-', '+', 100000)
for _, entry in ipairs(pending) do open[#open + 1] = entry[1] end
for _, entry in ipairs(redis.call('XRANGE', KEYS[1], '(' .. group['last-delivered-id'], '+')) do
  open[#open + 1] = entry[1]
end
local trim = tonumber(ARGV[2])
if trim == 0 then
  redis.call('DEL', KEYS[1])
  return {'', open}
end
redis.call('XTRIM', KEYS[1], 'MAXLEN', trim)
local first = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)
return {first[1] and first[1][1] or '', open}
"""
"""What was unread or in hand, in the moment in which the stream is deleted (0) or trimmed to so many entries."""

Does = Callable[["Faults", Fault], Awaitable[None]]


class Faults:
    """Does what a schedule says, and counts what was done."""

    def __init__(self, scene: Scene, press: Press) -> None:
        self.scene = scene
        self.press = press
        self.done: Counter[str] = Counter()
        self.missed: Counter[str] = Counter()
        """Faults that met nothing: no folder at that moment, Redis already away."""
        self.cuts = 0
        self._running: set[asyncio.Task[None]] = set()
        self._redis = asyncio.Lock()
        self._files = asyncio.Lock()

    async def run(self, faults: list[Fault]) -> None:
        """All of them, at their times; one that lasts goes on beside those behind it."""
        for fault in faults:
            await asyncio.sleep(fault.after)
            task = asyncio.create_task(self._one(fault))
            self._running.add(task)
            task.add_done_callback(self._running.discard)
        while self._running:
            await asyncio.gather(*self._running)

    async def _one(self, fault: Fault) -> None:
        does: Does = getattr(Faults, fault.kind)
        try:
            await does(self, fault)
        except Missed:
            self.missed[fault.kind] += 1
        else:
            self.done[fault.kind] += 1

    async def _ask(self, *words: str | bytes | float) -> object:
        """A command of the faults' own; Redis may be down by another one."""
        try:
            async with asyncio.timeout(10):
                return await call(self.scene.client, *words)
        except Exception as error:
            raise Missed from error

    # — processes —

    def _worker(self, fault: Fault) -> Member:
        return self.scene.members[WORKERS[fault.victim % len(WORKERS)]]

    async def _folder(self) -> Member:
        """Whoever folds; where nobody does at this moment, whoever does next."""
        for _ in range(20):
            with contextlib.suppress(Exception):
                async with asyncio.timeout(5):
                    found = await self.scene.folder()
                if found is not None and found.alive:
                    return found
            await asyncio.sleep(0.2)
        raise Missed

    async def worker_killed(self, fault: Fault) -> None:
        _kill(self._worker(fault))

    async def folder_killed(self, _: Fault) -> None:
        _kill(await self._folder())

    async def deliverer_killed(self, _: Fault) -> None:
        _kill(self.scene.members[DELIVERER])

    async def server_killed(self, _: Fault) -> None:
        _kill(self.scene.members[SERVER])

    async def worker_stopped(self, fault: Fault) -> None:
        await _stop(self._worker(fault), fault.seconds)

    async def folder_stopped(self, fault: Fault) -> None:
        await _stop(await self._folder(), fault.seconds)

    async def deliverer_stopped(self, fault: Fault) -> None:
        await _stop(self.scene.members[DELIVERER], fault.seconds)

    async def server_stopped(self, fault: Fault) -> None:
        await _stop(self.scene.members[SERVER], fault.seconds)

    # — Redis —

    async def redis_killed(self, fault: Fault) -> None:
        async with self._redis, self.scene.gate:
            await self._again(fault, asyncio.to_thread(self.scene.redis.kill))

    async def redis_ended(self, fault: Fault) -> None:
        async with self._redis, self.scene.gate:
            await self._again(fault, asyncio.to_thread(self.scene.redis.stop))

    async def power_cut(self, fault: Fault) -> None:
        async with self._redis, self.scene.gate:
            self.cuts += 1
            await self._again(fault, asyncio.to_thread(self._cut))

    def _cut(self) -> None:
        self.scene.redis.kill()
        files = sorted((self.scene.redis.data / "appendonlydir").glob("*.incr.aof"))
        size = files[-1].stat().st_size
        os.truncate(files[-1], max(0, size - CUT))
        if self.scene.on_path:
            # Redis 7 leaves the beginning of a torn transaction in the file and applies it at the start after next,
            # beside what took its place; Valkey 9.1 does not. docs/reliability.md says to do this first.
            words = ["redis-check-aof", "--fix", str(files[-1].parent / "appendonly.aof.manifest")]
            subprocess.run(words, input=b"y\n", stdout=subprocess.DEVNULL, check=True)  # noqa: S603 -- Redis's own

    async def _again(self, fault: Fault, ending: Awaitable[None]) -> None:
        await ending
        await asyncio.sleep(fault.seconds)
        with faked(self.scene.clock):
            await asyncio.to_thread(self.scene.redis.start)
        await self.scene.there()
        await self.press.look_back()

    async def redis_stopped(self, fault: Fault) -> None:
        async with self._redis:
            process = self.scene.redis._process
            if process is None:
                raise Missed
            process.send_signal(signal.SIGSTOP)
            try:
                await asyncio.sleep(fault.seconds)
            finally:
                process.send_signal(signal.SIGCONT)

    async def fsync_changed(self, fault: Fault) -> None:
        await self._ask("CONFIG", "SET", "appendfsync", "always" if fault.victim % 2 else "everysec")

    async def clients_killed(self, _: Fault) -> None:
        await self._ask("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes")

    async def clients_paused(self, fault: Fault) -> None:
        await self._ask("CLIENT", "PAUSE", int(fault.seconds * 1000), "ALL" if fault.victim % 2 else "WRITE")

    async def memory_full(self, fault: Fault) -> None:
        await self._ask("CONFIG", "SET", "maxmemory", 1)
        try:
            await asyncio.sleep(fault.seconds)
        finally:
            await self._until_done("CONFIG", "SET", "maxmemory", 0)

    async def _until_done(self, *words: str | float) -> None:
        """What undoes a fault: again until Redis has it."""
        while True:
            with contextlib.suppress(Missed):
                await self._ask(*words)
                return
            await asyncio.sleep(0.1)

    async def scripts_flushed(self, _: Fault) -> None:
        await self._ask("SCRIPT", "FLUSH")

    async def group_destroyed(self, _: Fault) -> None:
        if not await self._ask("XGROUP", "DESTROY", self.scene.keys.articles, GROUP):
            raise Missed

    async def stream_deleted(self, _: Fault) -> None:
        async with self._redis, self.scene.gate:
            self.press.deleted(*await self._behind(0))

    async def stream_trimmed(self, _: Fault) -> None:
        async with self._redis, self.scene.gate:
            self.press.deleted(*await self._behind(5))

    async def _behind(self, keep: int) -> tuple[set[str], str]:
        """What was unread or in hand, and the first entry that is left."""
        reply = await self._ask("EVAL", BEHIND, 1, self.scene.keys.articles, GROUP, keep)
        assert isinstance(reply, list)
        return {name.decode() for name in reply[1]}, reply[0].decode()

    async def clock_stepped(self, fault: Fault) -> None:
        step = STEP if fault.victim % 2 else -STEP
        async with self._files:
            self.scene.clock.write_text(f"{step:+d}\n")
            await asyncio.sleep(1.5 + fault.seconds)
            self.scene.clock.write_text("+0\n")

    # — roads to Redis —

    def _any(self, fault: Fault) -> Member:
        members = list(self.scene.members.values())
        return members[fault.victim % len(members)]

    async def connection_reset(self, fault: Fault) -> None:
        self._any(fault).proxy.reset()

    async def connection_silent(self, fault: Fault) -> None:
        proxy = self._any(fault).proxy
        if proxy.silent:
            raise Missed
        proxy.silent = True
        await asyncio.sleep(fault.seconds)
        if fault.victim % 2:
            proxy.reset()
        proxy.silent = False

    async def connection_slow(self, fault: Fault) -> None:
        proxy = self._any(fault).proxy
        proxy.delay = 0.02 + fault.victim / 500
        await asyncio.sleep(fault.seconds)
        proxy.delay = 0.0

    # — what is outside —

    async def config_broken(self, fault: Fault) -> None:
        async with self._files:
            path = self.scene.config / "thresholds.yaml"
            whole = path.read_text()
            path.write_text(whole + MISTAKE)
            await asyncio.sleep(fault.seconds)
            path.write_text(whole)
            await asyncio.sleep(SETTLED + NEW)

    async def receiver_refuses(self, fault: Fault) -> None:
        await self._answering(Say(500), fault.seconds)

    async def receiver_hangs(self, fault: Fault) -> None:
        await self._answering(Say(NEVER), fault.seconds)
        self.scene.receiver.hang_up()

    async def receiver_tears(self, fault: Fault) -> None:
        await self._answering(Say(TORN), fault.seconds)

    async def _answering(self, said: Say, seconds: float) -> None:
        self.scene.receiver.answer = lambda _got: said
        await asyncio.sleep(seconds)
        self.scene.receiver.answer = lambda _got: OK


class Missed(Exception):  # noqa: N818 -- it is no error
    """The fault met nothing."""


def _kill(member: Member) -> None:
    if not member.alive:
        raise Missed
    member.kill()


async def _stop(member: Member, seconds: float) -> None:
    if not member.alive:
        raise Missed
    async with member.asleep():
        await asyncio.sleep(seconds)
