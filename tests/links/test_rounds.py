"""Many pages: who is asked at once, who is left in peace, and what a dead network means."""

import asyncio

from matching.links import rounds
from matching.links.asking import Answer

FINE, SILENT, OFTEN = Answer(200), Answer(fault="No", is_silent=True), Answer(429, "", True)


def look(answers, **more):
    """Ask for each of these; give what was found, in its order, and whether anybody answered."""
    found = {}

    async def ask(address):
        await asyncio.sleep(0)
        return answers[address]

    somebody = asyncio.run(rounds.look_at(answers, ask, found.__setitem__, pause=0, **more))
    return found, somebody


def test_pages_of_one_site_are_asked_one_after_the_other():
    running, most = {}, {}

    async def ask(address):
        site = address[:12]
        for name in (site, "all"):
            running[name] = running.get(name, 0) + 1
            most[name] = max(most.get(name, 0), running[name])
        await asyncio.sleep(0)
        for name in (site, "all"):
            running[name] -= 1
        return FINE

    pages = [f"http://{site}.org/{page}" for page in range(3) for site in "abcd"]
    asyncio.run(rounds.look_at(pages, ask, lambda *_: None, at_once=2, pause=0))
    assert most == {**{f"http://{site}.org": 1 for site in "abcd"}, "all": 2}


def test_a_site_that_was_asked_too_often_is_left_in_peace():
    answers = {
        "http://a.org/1": OFTEN,
        "http://www.a.org/2": FINE,
        "http://b.org/": FINE,
    }
    assert list(look(answers)[0]) == ["http://a.org/1", "http://b.org/"]


def test_silence_counts_only_once_somebody_answers():
    silent = {f"http://s{number}.org/": SILENT for number in range(5)}
    assert look(silent) == ({}, False)
    found, somebody = look({**silent, "http://b.org/": FINE}, at_once=1)
    assert (len(found), somebody) == (6, True)


def test_a_machine_without_a_network_stops_asking(monkeypatch):
    asked = []
    monkeypatch.setattr(rounds, "MOST_SILENT", 3)

    async def ask(address):
        asked.append(address)
        return SILENT

    pages = [f"http://s{number}.org/" for number in range(9)]
    assert not asyncio.run(rounds.look_at(pages, ask, print, at_once=1, pause=0))
    assert len(asked) == 3


def test_nothing_to_ask_is_no_silence():
    assert look({}) == ({}, True)
