"""Scores the reader on annotated sentences, by the conventions of material/README.md.

`development.yaml` and `held_out.yaml` differ in what stands under `accept` and in how near numbers
must be; both are read here. Prints a table: `python -m tests.reading.scoring FILE`.
"""

import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml

from matching.profile import Profile
from matching.profile.values import LIST_FIELDS
from matching.reading import read_sentence
from matching.reference.shipped import shipped_places

MATERIAL = Path(__file__).parent / "material"
NOT_JUDGED = {"statement", "profile_id"}
NEUTRAL = {"trainee": ["no"], "family": ["no"], "people": [1]}
"""Values that are never expected and never wrong."""
RIGHT, WRONG, MARKED, MISSING = "right", "wrong", "marked", "missing"
WEEKS = ("min_weeks", "max_weeks")


@dataclass
class Score:
    """What was found, by field: right, wrong, wrong and marked, missing.

    `missing` counts stated fields alone, `wrong` and `marked` also fields that were made up.
    """

    stated: Counter = field(default_factory=Counter)
    outcomes: dict = field(
        default_factory=lambda: {k: Counter() for k in (RIGHT, WRONG, MARKED, MISSING)}
    )
    open_seen: list = field(default_factory=list)
    leaks: list = field(default_factory=list)
    details: list = field(default_factory=list)

    def total(self, kind):
        return self.outcomes[kind].total()

    @property
    def right_share(self):
        return self.total(RIGHT) / max(self.stated.total(), 1)

    @property
    def wrong_share(self):
        return self.total(WRONG) / max(self.stated.total(), 1)


def sentences(path):
    found = yaml.safe_load(Path(path).read_text("utf-8"))
    return (
        found if isinstance(found, list) else next(v for v in found.values() if isinstance(v, list))
    )


def score(entries, *, near_weeks, read=read_sentence):
    """Score a reader; `near_weeks` says whether 8 % or 0.1 week beside are right, or only 0.05."""
    total = Score()
    for entry in entries:
        today = entry.get("today", date(2026, 11, 30))
        reading = read(entry["text"], date.fromisoformat(str(today)))
        found = kept(reading.fields())
        _score_one(total, entry, found, reading.marked, near_weeks)
    return total


def kept(fields):
    """Fields as `Profile` keeps them; a profession is lent where none was read."""
    profile = Profile(**{"profession": "student", **fields})
    return {
        name: value
        for name, value in profile.model_dump().items()
        if value not in ("", (), None) and (name != "profession" or "profession" in fields)
    }


def _score_one(total, entry, found, marked, near_weeks):
    id_ = entry.get("id", entry["text"][:20])
    expected, accept = entry.get("expected") or {}, entry.get("accept") or {}
    optional, doubtful = entry.get("optional") or {}, entry.get("doubtful") or []
    for name in sorted({*expected, *found} - NOT_JUDGED):
        value = found.get(name)
        stated = name in expected
        total.stated[name] += stated
        outcome = _outcome(name, value, expected, accept, optional, entry, near_weeks)
        if outcome == WRONG and name in marked:
            outcome = MARKED
        if outcome == MISSING and name in doubtful and name in marked:
            outcome = RIGHT
        if outcome in (RIGHT, MISSING) and not stated:
            continue
        total.outcomes[outcome][name] += 1
        if outcome != RIGHT:
            total.details.append((id_, outcome, name, expected.get(name), value))
    for name in doubtful:
        total.open_seen.append((id_, name, name in marked))
    text = repr(found).casefold()
    total.leaks += [
        (id_, word) for word in entry.get("forbidden") or [] if str(word).casefold() in text
    ]


def _outcome(name, value, expected, accept, optional, entry, near_weeks):
    stated, others = name in expected, accept.get(name, [])
    others = others if isinstance(others, list) else [others]
    if name in LIST_FIELDS:
        return _of_list(name, value or (), expected, others, optional.get(name, []), entry)
    if value is None:
        return RIGHT if None in others else MISSING
    rights = ([expected[name]] if stated else []) + [one for one in others if one is not None]
    if any(_same(name, value, one, near_weeks) for one in rights):
        return RIGHT
    return RIGHT if not stated and value in NEUTRAL.get(name, ()) else WRONG


def _of_list(name, value, expected, others, optional, entry):
    stated = name in expected
    wholes = [expected[name]] if stated else [[]]
    wholes += [one for one in others if isinstance(one, list)] + ([[]] if None in others else [])
    extras = [*optional, *(one for one in others if isinstance(one, str))]
    if name == "languages":
        value = _judged_languages(value, [*expected.get(name, []), *extras], entry)
        if any(_languages_agree(value, whole, extras) for whole in wholes):
            return RIGHT
        return MISSING if not value else WRONG
    got, more = _items(name, value), _items(name, extras)
    if any(_items(name, whole) <= got <= _items(name, whole) | more for whole in wholes):
        return RIGHT
    return MISSING if not got else WRONG


def _items(name, values):
    if name in ("regions", "avoid", "countries"):
        places = shipped_places()
        return {
            one if len(str(one)) == 2 else frozenset(places.countries_in(str(one)))
            for one in values
        }
    return {str(one) for one in values}


def _judged_languages(value, named, entry):
    """The languages without the one in which the text is written, where nothing was said of it."""
    named = {str(one).split(":")[0] for one in named}
    written = entry.get("lang", "en")
    return [one for one in value if not (one.split(":")[0] == written and written not in named)]


def _languages_agree(value, whole, extras):
    levels = dict((*str(one).split(":"), "")[:2] for one in value)
    wanted = dict((*str(one).split(":"), "")[:2] for one in whole)
    also = [tuple((*str(one).split(":"), "")[:2]) for one in extras]
    return (
        wanted.keys() <= levels.keys() <= wanted.keys() | {code for code, _ in also}
        and all(
            not level or levels[code] == level or (code, levels[code]) in also
            for code, level in wanted.items()
        )
    )  # fmt: skip


def _same(name, value, right, near_weeks):
    if isinstance(right, dict):
        low, high = right["from"], right["to"]
        return _plain(name, low) <= _plain(name, value) <= _plain(name, high)
    value, right = _plain(name, value), _plain(name, right)
    if isinstance(right, float) and isinstance(value, float):
        allowed = max(0.1, 0.08 * right) if near_weeks and name in WEEKS else 0.05
        return abs(value - right) <= allowed + 1e-9
    return value == right


def _plain(name, value):
    if name in ("available_from", "available_to"):
        return date.fromisoformat(str(value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name == "faith":
        return Profile(profession="nurse", faith=str(value)).faith
    return value


def table(result):
    """The counts by field, what is not right, and what was open."""
    lines = [f"{'field':18}{'stated':>7}{'right':>7}{'wrong':>7}{'marked':>7}{'missing':>8}"]
    names = sorted({*result.stated, *(n for c in result.outcomes.values() for n in c)})
    for name in names:
        if result.stated[name] or any(c[name] for c in result.outcomes.values()):
            counts = [result.outcomes[kind][name] for kind in (RIGHT, WRONG, MARKED, MISSING)]
            lines.append(
                f"{name:18}{result.stated[name]:7}{counts[0]:7}{counts[1]:7}{counts[2]:7}{counts[3]:8}"
            )
    seen = sum(one for *_, one in result.open_seen)
    lines.append(f"right {result.right_share:.1%}, wrong and unmarked {result.wrong_share:.1%}")
    lines.append(f"open fields marked: {seen} of {len(result.open_seen)}; leaks: {result.leaks}")
    lines += [str(detail) for detail in result.details]
    lines += [f"open, not marked: {i} {name}" for i, name, one in result.open_seen if not one]
    return "\n".join(lines)


if __name__ == "__main__":
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else MATERIAL / "development.yaml"
    print(table(score(sentences(file), near_weeks=file.stem == "development")))
