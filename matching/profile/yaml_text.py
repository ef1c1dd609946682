"""A profile as YAML or JSON text: plain texts and lists of them, and nothing that surprises.

Everything is read as the text that was written: `NO` is Norway, not False, `010` no octal number,
and `2027-02-30` a text that the profile then refuses. Only `null`, `~` and nothing say nothing.
Tags, anchors that are used and lists in lists are refused as they are met, before they cost
anything.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

import yaml

from matching.errors import Problem, ProfileError

LONGEST = 64_000
"""Characters of a text: the longest that a profile is written as, and some comments."""
MOST_FIELDS = 50
MOST_ITEMS = 500
NOTHING = frozenset(("", "~", "null", "Null", "NULL"))
WHAT = "YAML or JSON: one `field: value` a line, no anchors"
NO_CHARACTER = "text without half a character or another code that is none"
NO_ESCAPE = "Unicode character escape"  # what the parser says of one

# The loader in C, where PyYAML was built with it, is the faster one.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def mapping_from_yaml(text: str) -> Mapping[str, Any]:
    """Read `field: value` lines, or a JSON object, as texts, lists of texts and None.

    Raises
    ------
    ProfileError
        The text is no YAML or JSON, is longer than 64,000 characters, has more than 50 fields or
        500 items in one of them, or holds something else than fields with texts and lists.
    """
    if len(text) > LONGEST:
        _fail("", f"{len(text):,} characters", f"a file of at most {LONGEST:,} characters")
    if text.lstrip().startswith("{") and (pairs := _pairs_of_json(text)) is not None:
        return _checked(pairs)
    events = _events(text)
    first = next(events, None)
    if not isinstance(first, yaml.MappingStartEvent):
        found = first.value if isinstance(first, yaml.ScalarEvent) else ""
        _fail("", found, "fields, such as `profession: dentist`")
    fields = _fields(events)
    for event in events:  # whatever comes after the fields
        _fail("", "", WHAT, event)
    return fields


def mapping_to_yaml(fields: Mapping[str, Any]) -> str:
    """Write fields as YAML that `mapping_from_yaml` reads back."""
    return yaml.safe_dump(dict(fields), sort_keys=False, allow_unicode=True)


def _pairs_of_json(text: str) -> tuple[tuple[str, Any], ...] | None:
    """Read JSON, whose objects become tuples and numbers texts; None if it is none but YAML.

    YAML would read JSON too, but for letters that are written as two escapes.
    """
    try:
        found: tuple[tuple[str, Any], ...] = json.loads(
            text, object_pairs_hook=tuple, parse_int=str, parse_float=str, parse_constant=str
        )
    except (ValueError, RecursionError):
        return None
    return found


def _checked(pairs: tuple[tuple[str, Any], ...]) -> dict[str, Any]:
    """Hold fields of JSON to what fields of YAML are held to."""
    fields: dict[str, Any] = {}
    for name, value in pairs:
        if name in fields:
            _fail(name, "", "a field given only once")
        if len(fields) == MOST_FIELDS:
            _fail("", "", f"at most {MOST_FIELDS} fields")
        items = value if isinstance(value, list) else [value]
        if len(items) > MOST_ITEMS:
            _fail(name, "", f"at most {MOST_ITEMS} items")
        if any(isinstance(item, list | tuple) for item in items):
            _fail(name, "", "a text, a number or a list of them")
        texts = [str(item).lower() if isinstance(item, bool) else item for item in items]
        fields[name] = texts if isinstance(value, list) else texts[0]
    return fields


def _events(text: str) -> Iterator[yaml.Event]:
    """Give the parts of a text as they are read, without those that only frame it."""
    frame = (
        yaml.StreamStartEvent,
        yaml.StreamEndEvent,
        yaml.DocumentStartEvent,
        yaml.DocumentEndEvent,
    )
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "tag", None) is not None:
                _fail("", "", WHAT, event)
            if not isinstance(event, frame):
                yield event
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        expected = NO_CHARACTER if NO_ESCAPE in str(error) else WHAT
        raise ProfileError([Problem("profile", line, "", "", expected)]) from error


def _fields(events: Iterator[yaml.Event]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    while not isinstance(key := next(events), yaml.MappingEndEvent):
        if not isinstance(key, yaml.ScalarEvent):
            _fail("", "", "a field name such as profession", key)
        name = str(key.value)
        if name in fields:
            _fail(name, "", "a field given only once")
        if len(fields) == MOST_FIELDS:
            _fail("", "", f"at most {MOST_FIELDS} fields", key)
        fields[name] = _value(name, next(events), events)
    return fields


def _value(name: str, event: yaml.Event, events: Iterator[yaml.Event]) -> str | list[Any] | None:
    if isinstance(event, yaml.ScalarEvent):
        return _text(event)
    items: list[Any] = []
    if isinstance(event, yaml.SequenceStartEvent):
        while isinstance(event := next(events), yaml.ScalarEvent):
            if len(items) == MOST_ITEMS:
                _fail(name, "", f"at most {MOST_ITEMS} items", event)
            items.append(_text(event))
    if not isinstance(event, yaml.SequenceEndEvent):
        _fail(name, "", "a text, a number or a list of them", event)
    return items


def _text(event: yaml.ScalarEvent) -> str | None:
    is_plain = bool(event.implicit[0])  # not in quotes
    return None if is_plain and event.value in NOTHING else str(event.value)


def _fail(field: str, found: str, expected: str, at: yaml.Event | None = None) -> NoReturn:
    mark = None if at is None else at.start_mark
    line = None if mark is None else mark.line + 1
    raise ProfileError([Problem("profile", line, field, found, expected)])
