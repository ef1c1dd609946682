"""People who use the list of roles at once, without browsers: each is a WebSocket as a page has it.

    python -m tests.load.sessions http://127.0.0.1:8501 --people 50 --changes 8

A session opens the list of one person, answers what the tab remembers, and then changes one filter
after the other, waiting for each answer. Each comes from a network of its own. With `--until-told`
they go on until a line comes on the standard input. Out come all seconds as JSON.
"""

import argparse
import asyncio
import json
import random
import sys
import time
from contextlib import AsyncExitStack, asynccontextmanager

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

PEOPLE = (
    "profession=physician&specialties=general-surgery&max_weeks=8&languages=en:native",
    "profession=nurse&languages=en:native&max_weeks=4&countries=KE",
    "profession=dentist&languages=en:good,es:basic&max_weeks=2",
    "profession=physician&specialties=anesthesiology&max_weeks=12&languages=en:good,fr:good",
    "profession=physiotherapist&languages=en:native&max_weeks=26",
)
CHANGES = (
    ("filter_families", {"bool_value": True}),
    ("order", {"string_value": "Shortest stay first"}),
    ("filter_families", {"bool_value": False}),
    ("filter_hide_own_cost", {"bool_value": True}),
    ("order", {"string_value": "Best match first"}),
    ("filter_hide_own_cost", {"bool_value": False}),
)
"""Widgets by their keys, and what is chosen in each turn."""
MEMORY = "browser_memory"
OVER = (
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
)
OPEN_AT_ONCE = 10
SECONDS_TO_ANSWER = 120


class Session:
    """The page of one person."""

    def __init__(self, socket, query):
        self.socket, self.query = socket, query
        self.ids, self.parts, self.values, self.asked = {}, {}, {}, ""

    async def run(self, changed=None):
        """Have the page drawn, or the part where a widget changed, to the end; its seconds."""
        message = BackMsg()
        state = message.rerun_script
        state.query_string = self.query
        state.fragment_id = self.parts.get(next(iter(changed or {}), ""), "")
        self.values |= changed or {}
        for key, value in self.values.items():
            state.widget_states.widgets.add(id=self.ids[key], **value)
        start = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        async with asyncio.timeout(SECONDS_TO_ANSWER):
            while not self._is_end(await self.socket.recv()):
                pass
        return time.perf_counter() - start

    def _is_end(self, raw):
        message = ForwardMsg.FromString(raw)
        kind = message.WhichOneof("type")
        if kind == "delta":
            self._note(message.delta.new_element, message.delta.fragment_id)
        return kind == "script_finished" and message.script_finished in OVER

    def _note(self, element, part):
        """Note a widget by its key, and what the page asks the tab to remember."""
        drawn = getattr(element, element.WhichOneof("type") or "empty")
        *_, key = getattr(drawn, "id", "").split("-", maxsplit=2)
        if key:
            self.ids[key], self.parts[key] = drawn.id, part
        if key == MEMORY:
            self.asked = json.loads(drawn.json)["session"]
        if element.HasField("exception"):
            sys.exit(f"The page has an error: {element.exception.message}")

    async def open(self):
        """Open the page as a browser does: it is drawn again with what the tab remembers."""
        first = await self.run()
        found = json.dumps({"found": {"session": self.asked, "kept": ""}})
        return first + await self.run({MEMORY: {"json_value": found}})


@asynccontextmanager
async def opened(address, number):
    """Connect a person who comes from a network of their own."""
    place = f"10.{number // 250 + 1}.{number % 250 + 1}.1"
    async with connect(
        f"{address.replace('http', 'ws', 1)}/_stcore/stream",
        subprotocols=["streamlit"],
        additional_headers={"X-Forwarded-For": place},
        max_size=None,
        compression=None,
        ping_interval=None,
    ) as socket:
        yield Session(socket, PEOPLE[number % len(PEOPLE)])


async def crowd(address, number, changes, *, rest=0.0, told=None, ready=None):
    """Let a number of people change filters until they are told to stop; the seconds of each.

    Before each change they read for half to one and a half times the seconds of `rest`.
    """
    gate, seconds = asyncio.Semaphore(OPEN_AT_ONCE), {"open": [], "change": []}
    async with AsyncExitStack() as stack:

        async def come(nth):
            async with gate:
                session = await stack.enter_async_context(opened(address, nth))
                seconds["open"].append(await session.open())
                return session

        people = await asyncio.gather(*map(come, range(number)))
        if ready:
            ready()

        async def use(nth, session):
            turn, reading = 0, random.Random(nth)
            while turn < changes or (told and not told.is_set()):
                await asyncio.sleep(rest * reading.uniform(0.5, 1.5))
                key, value = CHANGES[(nth + turn) % len(CHANGES)]
                seconds["change"].append(await session.run({key: value}))
                turn += 1

        await asyncio.gather(*(use(nth, session) for nth, session in enumerate(people)))
    return seconds


async def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("address")
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--changes", type=int, default=len(CHANGES), help="of each, at least")
    parser.add_argument("--rest", type=float, default=0.0, help="seconds before each change")
    parser.add_argument("--until-told", action="store_true")
    given = parser.parse_args()
    told = asyncio.Event() if given.until_told else None
    if told:
        loop = asyncio.get_running_loop()
        loop.run_in_executor(None, sys.stdin.readline).add_done_callback(lambda _: told.set())

    def ready():
        print("ready", flush=True)

    seconds = await crowd(
        given.address, given.people, given.changes, rest=given.rest, told=told, ready=ready
    )
    print(json.dumps(seconds))


if __name__ == "__main__":
    asyncio.run(main())
