"""Reading events that a page describes in the words of schema.org, as JSON-LD.

From a .json file, or from the scripts of an .html file. Nothing is fetched: what a file names by
its address alone is not known.
"""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from typing import Any

from matching.gatherings import entries as e
from matching.gatherings.entries import Entry, Fault, FileOfEvents, Found, Moment
from matching.gatherings.errors import EntryError, EventFileError

DEEPEST = 30
"""Levels of what stands in what."""
MOST_SCRIPTS = 1_000
LONGEST_TAG = 1_000
"""Characters of the first tag of a script; a longer one is none of ours."""
FORMS = {
    "OnlineEventAttendanceMode": "online",
    "OfflineEventAttendanceMode": "on-site",
    "MixedEventAttendanceMode": "mixed",
}
CANCELLED = "EventCancelled"
Node = Mapping[str, Any]
_EVENT = re.compile(r"(?:\w*Event|Festival|Hackathon|CourseInstance|EventSeries)")
_MARKUP = re.compile(r"<(?:/?[a-z]|[!?])[^<>]*>", re.IGNORECASE)
_UNKEPT = re.compile("[\0\ud800-\udfff]")
"""What JSON can write and no store can keep."""
_SCRIPT = "application/ld+json"
_BEGINS = re.compile(r"<!--|<script\b", re.IGNORECASE)
_SCRIPT_ENDS = re.compile("</script", re.IGNORECASE)


def read_schema_org(content: bytes) -> FileOfEvents:
    """Read the events of a JSON-LD file, or of a page that holds some.

    Parameters
    ----------
    content : bytes
        At most 1 MB and `MOST_ENTRIES` events.

    Raises
    ------
    EventFileError
        It is too large, no JSON, or has no events.
    """
    e.check_size(content)
    text, notes = e.decoded(content)
    is_page = text.lstrip()[:1] == "<"
    found = Found(notes=list(notes))
    scripts = _scripts(text) if is_page else [(1, text)]
    if not scripts:
        raise EventFileError(
            'This page has no data of schema.org (no <script type="application/ld+json">).'
        )
    nodes: list[tuple[str, Node]] = []
    for line, script in scripts:
        try:
            # No number is read here; as a float it may have any number of digits.
            data = json.loads(script, parse_int=float)
            nodes += _events(data, f"script in line {line}" if is_page else "")
        except json.JSONDecodeError as error:
            place = f"line {line + error.lineno - 1}"
            if not is_page:
                raise EventFileError(f"{place}: this is no JSON ({error.msg}).") from error
            found.faults.append(Fault(place, error.msg, "JSON"))
        except RecursionError as error:
            raise EventFileError("What this file holds is nested too deeply to be read.") from error
        e.check_number(len(nodes))
    if not nodes and not found.faults:
        raise EventFileError("There is no event in this file (nothing of the type Event).")
    return _read(nodes, found)


def _read(nodes: list[tuple[str, Node]], found: Found) -> FileOfEvents:
    """Read each event; those that name another one of the file as theirs become its sessions."""
    above: dict[str, list[tuple[str, Node]]] = {}
    tops = []
    ids = {_id(node) for _, node in nodes}
    for place, node in nodes:
        parent = next((_id(one) for one in _nodes(node.get("superEvent"))), "")
        if parent and parent in ids and parent != _id(node):
            above.setdefault(parent, []).append((place, node))
        else:
            tops.append((place, node))
    tops = tops or nodes
    shared = _shared(tops)
    for place, node in tops:
        try:
            own = [
                (f"{place}, session {number}", one)
                for number, one in enumerate(_nodes(node.get("subEvent")), 1)
                if "startDate" in one
            ]
            sessions = [*own, *above.get(_id(node), ())]
            entry = _entry(place, node, shared, sessions, found)
        except EntryError as error:
            found.faults.append(Fault(error.place, error.found, error.expected))
        else:
            found.add(entry)
    return FileOfEvents(tuple(found.entries), tuple(found.faults), tuple(found.notes))


def _shared(nodes: Sequence[tuple[str, Node]]) -> frozenset[str]:
    """Addresses of several that have no id, so that each is known by more than its address."""
    urls = Counter(_text(node.get("url")) for _, node in nodes if not _id(node))
    return frozenset(url for url, number in urls.items() if number > 1)


class _Tag(HTMLParser):
    """Reads the kind of a script from its first tag."""

    kind = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep its type, without what follows a semicolon."""
        self.kind = (dict(attrs).get("type") or "").partition(";")[0].strip().lower()


def _scripts(text: str) -> list[tuple[int, str]]:
    """Find the JSON-LD of a page outside comments, each with the line it begins on.

    One pass from tag to tag: a parser of whole pages takes minutes for a page of `<` alone.
    """
    found: list[tuple[int, str]] = []
    at = 0
    while len(found) < MOST_SCRIPTS and (begin := _BEGINS.search(text, at)):
        if begin[0] == "<!--":
            at = text.find("-->", begin.end()) + 3
            if at < 3:
                break
            continue
        head = text.find(">", begin.end()) + 1
        if not head:
            break
        end = _SCRIPT_ENDS.search(text, head)
        at = end.start() if end else len(text)
        tag = _Tag()
        if head - begin.start() <= LONGEST_TAG:
            tag.feed(text[begin.start() : head])
        if tag.kind == _SCRIPT:
            found.append((text.count("\n", 0, head) + 1, text[head:at]))
    return found


def _events(data: object, before: str) -> list[tuple[str, Node]]:
    """Find the events that are not sessions within another one, each with its place."""
    found: list[tuple[str, Node]] = []
    todo: deque[tuple[object, int]] = deque([(data, 0)])
    seen = 0
    while todo:
        one, depth = todo.popleft()
        if depth > DEEPEST:
            raise EventFileError(f"This file is nested deeper than {DEEPEST} levels.")
        if isinstance(one, list):
            todo += [(item, depth + 1) for item in one]
        elif isinstance(one, dict):
            if _is_event(one):
                seen += 1
                place = f"event {seen} (“{e.cut(_text(one.get('name')), 60)}”)"
                found.append((", ".join(part for part in (before, place) if part), one))
            else:
                inside = [value for value in one.values() if isinstance(value, dict | list)]
                todo += [(value, depth + 1) for value in inside]
    return found


def _is_event(node: Node) -> bool:
    kinds = node.get("@type", "")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(_EVENT.fullmatch(_last_part(kind)) for kind in kinds if isinstance(kind, str))


def _entry(
    place: str,
    node: Node,
    shared: frozenset[str],
    sessions: Sequence[tuple[str, Node]] = (),
    found: Found | None = None,
) -> Entry:
    """Read an event or a session; `shared` are addresses that tell it from no other one."""
    title = " ".join(_plain(_text(node.get("name")) or _text(node.get("headline"))).split())
    if not title:
        raise EntryError(place, "no name", "a name")
    starts = _moment(place, "startDate", node.get("startDate"))
    if starts is None:
        raise EntryError(place, "no startDate", "a startDate such as 2027-05-12")
    ends = _moment(place, "endDate", node.get("endDate")) or _after(starts, node)
    if isinstance(starts, dt.datetime) != isinstance(ends, dt.datetime):
        starts, ends = e.day_of(starts), e.day_of(ends)
    e.check_order(place, starts, ends)
    location, country, is_online, is_there = _where(node.get("location"))
    form = FORMS.get(_last_part(_text(node.get("eventAttendanceMode"))), "")
    if not form and (is_online or is_there):
        form = "mixed" if is_online and is_there else "online" if is_online else "on-site"
    summary = _plain(_text(node.get("description"))).strip()
    is_cut = len(title) > e.LONGEST_TITLE or len(summary) > e.LONGEST_SUMMARY
    return Entry(
        place=place,
        uid=e.cut(_id(node) or _uid(_text(node.get("url")), shared, title, starts), e.LONGEST_UID),
        title=e.cut(title, e.LONGEST_TITLE),
        starts=starts,
        ends=ends,
        summary=e.cut(summary, e.LONGEST_SUMMARY),
        url=_text(node.get("url")).strip(),
        organizer=e.cut(_names(node.get("organizer")), e.LONGEST_OTHER),
        location=e.cut(location, e.LONGEST_OTHER),
        country=country,
        form=form,
        speakers=e.cut(_names(node.get("performer") or node.get("actor")), e.LONGEST_OTHER),
        cancelled=_last_part(_text(node.get("eventStatus"))) == CANCELLED,
        notes=("Its text is too long, and is cut.",) if is_cut else (),
        sessions=tuple(_sessions(sessions, found)),
    )


def _uid(url: str, shared: frozenset[str], title: str, starts: Moment) -> str:
    """What tells an event of no id from others: its address, or when and what it is there."""
    if not url:
        return f"{title}|{starts}"
    return f"{starts}|{e.cut(title, 60)}|{url}" if url in shared else url


def _sessions(sessions: Sequence[tuple[str, Node]], found: Found | None) -> Iterator[Entry]:
    uids: set[str] = set()
    shared = _shared(sessions)
    for place, node in sessions:
        try:
            entry = _entry(place, node, shared)
            if entry.uid in uids:
                raise EntryError(place, "the id of another session", "each session once")
        except EntryError as error:
            if found is not None:
                found.faults.append(Fault(error.place, error.found, error.expected))
        else:
            uids.add(entry.uid)
            yield entry


def _moment(place: str, name: str, value: object) -> Moment | None:
    """Read a day, or a moment with or without its distance from UTC; None where there is none."""
    text = _text(value).strip()
    if not text:
        return None
    try:
        at: Moment = dt.date.fromisoformat(text) if len(text) <= 10 else _instant(text)
    except ValueError as error:
        expected = "a day such as 2027-05-12, or a moment such as 2027-05-12T09:00+03:00"
        raise EntryError(place, f"{name} “{e.cut(text, 60)}”", expected) from error
    if not e.FIRST_YEAR <= at.year <= e.LAST_YEAR:
        raise EntryError(
            place, f"the year {at.year}", f"a year from {e.FIRST_YEAR} to {e.LAST_YEAR}"
        )
    return at


def _instant(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text[:40])


def _after(starts: Moment, node: Node) -> Moment:
    """The end of what has none: after its duration in hours and minutes, or when it begins."""
    found = re.fullmatch(r"PT(?:(\d{1,3})H)?(?:(\d{1,4})M)?", _text(node.get("duration")).strip())
    if not found or not isinstance(starts, dt.datetime):
        return starts
    hours, minutes = (int(number or 0) for number in found.groups())
    return starts + dt.timedelta(hours=hours, minutes=minutes)


def _where(value: object) -> tuple[str, str, bool, bool]:
    """The place in words, its country, whether it is online, and whether it is somewhere."""
    said, country, is_online, is_there = [], "", False, False
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str) and one.strip():
            said.append(_text(one))
            is_there = True
        elif isinstance(one, dict) and _last_part(_text(one.get("@type"))) == "VirtualLocation":
            is_online = True
        elif isinstance(one, dict):
            is_there = True
            words, code = _address(one.get("address"))
            said.append(", ".join(part for part in (_text(one.get("name")), words) if part))
            country = country or code
    place = "; ".join(" ".join(_plain(part).split()) for part in said if part)
    return place, country, is_online, is_there


def _address(value: object) -> tuple[str, str]:
    """An address in words, and the country that it names."""
    if not isinstance(value, dict):
        return _text(value), ""
    country = value.get("addressCountry")
    code = _text(country.get("name") if isinstance(country, dict) else country)
    parts = [_text(value.get(name)) for name in ("streetAddress", "addressLocality")]
    return ", ".join(part for part in parts if part), code


def _nodes(value: object) -> list[Node]:
    """What a property holds, as nodes; an address alone is the node of that id."""
    found = value if isinstance(value, list) else [value]
    return [
        one if isinstance(one, dict) else {"@id": one}
        for one in found
        if isinstance(one, dict) or (isinstance(one, str) and one)
    ]


def _names(value: object) -> str:
    said = (
        _text(one.get("name")) if isinstance(one, dict) and "name" in one else _text(one)
        for one in (value if isinstance(value, list) else [value])
    )
    return ", ".join(" ".join(_plain(name).split()) for name in said if name)


def _id(node: Node) -> str:
    return _text(node.get("@id"))


def _text(value: object) -> str:
    """A text, also one with its language, or the first of several; `""` of anything else."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value", "")
    return _UNKEPT.sub("\ufffd", value) if isinstance(value, str) else ""


def _plain(text: str) -> str:
    """A text without markup; one with a number of thousands of digits keeps its entities."""
    text = _MARKUP.sub(" ", text)
    try:
        return html.unescape(text)
    except ValueError:
        return text


def _last_part(address: str) -> str:
    return re.split("[/#:]", address)[-1]
