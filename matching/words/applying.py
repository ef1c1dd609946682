"""What an organization asks, counted over its current roles, and how one applies to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from matching import columns, phrases
from matching.reference.cells import by_language
from matching.reference.ended import PAST
from matching.words.facts import Fact, TableRow, table_rows

if TYPE_CHECKING:
    from matching.catalog import Catalog

MOST_NAMED: Final = 6
"""Words of one fact that are named, those of most roles first."""
LICENCE: Final = {"yes": "Needed", "no": "Not needed"}
WELCOME: Final = {"yes": "Welcome", "no": "Not taken"}
FAMILY: Final = {"yes": "Can come along", "no": "Cannot come along"}


def asked_by_roles(catalog: Catalog, org_id: str) -> tuple[Fact, ...]:
    """Give what the current roles of an organization ask, and what they cost and pay.

    Returns
    -------
    tuple of Fact
        Each with how many of the roles say so; the text is `""` where none says anything. Nothing
        without a current role.
    """
    of_it = (catalog.roles[columns.ORG_ID] == org_id) & (catalog.roles[columns.STATUS] != PAST)
    roles = list(table_rows(catalog.roles[of_it]).values())
    if not roles:
        return ()
    label = catalog.vocabulary.labels

    def words(column: str, kind: str) -> str:
        return _counted(roles, lambda role: _labels(role[column], label(kind)))

    def answers(column: str, said: Mapping[str, str]) -> str:
        return _counted(roles, lambda role: _labels(role[column], said))

    return (
        Fact("professions", "Whom they look for", words(columns.PROFESSIONS, "profession")),
        Fact("length", "How long", _length(roles)),
        Fact("languages", "Languages", _counted(roles, lambda role: _languages(catalog, role))),
        Fact("license", "Licence", answers(columns.LICENSE_REQUIRED, LICENCE)),
        Fact("experience", "Experience", _years(roles)),
        Fact("faith", "Faith asked", words(columns.FAITH_REQUIRED, "faith_requirement")),
        Fact("trainees", "Students and residents", answers(columns.TRAINEES, WELCOME)),
        Fact("family", "Family", answers(columns.FAMILY, FAMILY)),
        Fact("funding", "Who pays", words(columns.FUNDING, "funding")),
        Fact("cost", "Cost", _range(roles, columns.COST_USD, "about ${:,.0f}")),
        Fact("pay", "Pay", words(columns.PAY, "pay")),
    )


def how_to_apply(n_roles: int, *, is_here: bool) -> tuple[str, ...]:
    """Say in sentences how one applies to an organization.

    Parameters
    ----------
    n_roles : int
        Its current roles.
    is_here : bool
        Whether somebody of it is on Missionmatch, who would see interest.

    Examples
    --------
    >>> how_to_apply(2, is_here=True)[0]
    'Open one of its roles below and press “Show interest”: somebody of it is here and sees it.'
    >>> how_to_apply(0, is_here=False)[0]
    'Nobody of it is on Missionmatch: you write to it yourself.'
    """
    if is_here and n_roles:
        return (
            "Open one of its roles below and press “Show interest”: somebody of it is here and "
            "sees it.",
        )
    if is_here:
        return ("Somebody of it is on Missionmatch, but no role of it is open now.",)
    said = "Nobody of it is on Missionmatch: you write to it yourself."
    if n_roles:
        return (said, "The page of each role has a message that is ready to be sent.")
    return (said,)


def _labels(ids: str | Iterable[str], labels: Mapping[str, str]) -> list[str]:
    """Words of a cell, which holds one id or several; `""` is none."""
    several = [ids] if isinstance(ids, str) else ids
    return [labels.get(one, one) for one in several if one]


def _languages(catalog: Catalog, role: TableRow) -> list[str]:
    needs = by_language(role[columns.LANGUAGES])
    names = ((catalog.languages.get(code, code), need) for code, need in needs.items())
    return [f"{name} {need}" if need in ("required", "helpful") else name for name, need in names]


def _counted(roles: Sequence[TableRow], words_of: Callable[[TableRow], list[str]]) -> str:
    """Name the words that most roles say, each with how many do."""
    counts = Counter(word for role in roles for word in dict.fromkeys(words_of(role)))
    named = [f"{word}{_share(n, len(roles))}" for word, n in counts.most_common(MOST_NAMED)]
    rest = len(counts) - len(named)
    return ", ".join([*named, *([f"and {rest} more"] if rest else [])])


def _length(roles: Sequence[TableRow]) -> str:
    said = [role for role in roles if phrases.length(role)]
    shortest, longest = _numbers(said, columns.MIN_WEEKS), _numbers(said, columns.MAX_WEEKS)
    longest_of_all = max([*shortest, *longest], default=None)
    span = phrases.span_in_words(min(shortest, default=None), longest_of_all)
    if not span:
        return ""
    more = " or longer" if len(longest) < len(said) else ""
    return f"{phrases.capital(span)}{more}{_share(len(said), len(roles))}"


def _years(roles: Sequence[TableRow]) -> str:
    said = _range(roles, columns.MIN_YEARS_EXPERIENCE, "{:g}")
    number, _, share = said.partition(" (")
    if not number:
        return ""
    years = "year" if number == "1" else "years"
    return f"At least {number} {years}{f' ({share}' if share else ''}"


def _range(roles: Sequence[TableRow], column: str, form: str) -> str:
    numbers = sorted(_numbers(roles, column))
    if not numbers:
        return ""
    ends = [form.format(number) for number in dict.fromkeys((numbers[0], numbers[-1]))]
    said = " to ".join([ends[0], *(end.removeprefix("about ") for end in ends[1:])])
    return f"{phrases.capital(said)}{_share(len(numbers), len(roles))}"


def _numbers(roles: Sequence[TableRow], column: str) -> list[float]:
    said = (phrases.number_or_none(role[column]) for role in roles)
    return [number for number in said if number is not None]


def _share(n: int, total: int) -> str:
    if total == 1:
        return ""
    return f" (all {total})" if n == total else f" ({n} of {total})"
