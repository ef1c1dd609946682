"""Filters of the list of candidates that a recruiter keeps by a name, for all roles."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, select

from matching.authorization import Actor
from matching.services.shared.errors import RequestError
from matching.services.shared.subjects import require_now
from matching.services.shared.texts import text_of
from matching.services.shared.transaction import audit, changing
from matching.store import ConflictError, Database
from matching.store.schema import FilterSetRow

MOST_SETS: Final = 30
LONGEST_NAME: Final = 60
LONGEST_VALUE: Final = 200
MOST_VALUES: Final = 100
MOST_FILTERS: Final = 20


def my_filter_sets(database: Database, actor: Actor, *, now: datetime) -> dict[str, dict[str, Any]]:
    """Give one's kept filters: name to the value of each filter that is set, by name."""
    with database.reading() as session:
        require_now(session, actor, "filters.mine")
        rows = session.scalars(
            select(FilterSetRow).where(FilterSetRow.account_id == actor.account_id)
        )
        return {row.name: row.body for row in sorted(rows, key=lambda row: row.name.casefold())}


def keep_filter_set(
    database: Database, actor: Actor, name: str, chosen: Mapping[str, Any], *, now: datetime
) -> None:
    """Keep filters by a name; what was kept by this name before is replaced.

    Parameters
    ----------
    chosen : mapping of str to text, number, truth value or list of texts
        The value of each filter that is set.

    Raises
    ------
    RequestError
        There is no name, or it is too long; no filter is set; a value is none; there are
        `MOST_SETS` already.
    """
    with changing(database) as session:
        require_now(session, actor, "filters.mine")
        called, body = _name(name), _values(chosen)
        row = session.get(FilterSetRow, (actor.account_id, called))
        if row is None:
            mine = select(func.count()).where(FilterSetRow.account_id == actor.account_id)
            if (session.scalar(mine) or 0) >= MOST_SETS:
                raise RequestError(
                    f"At most {MOST_SETS} sets of filters; delete one of them first."
                )
            row = FilterSetRow(account_id=actor.account_id, name=called)
            session.add(row)
        row.body, row.changed_at = body, now
        audit(session, actor, "filters.mine", ("account", actor.account_id), now, what="kept")


def rename_filter_set(
    database: Database, actor: Actor, name: str, new_name: str, *, now: datetime
) -> None:
    """Call kept filters otherwise.

    Raises
    ------
    RequestError
        The new name is none.
    ConflictError
        Others are kept by the new name, or there are none by the old one.
    """
    with changing(database) as session:
        require_now(session, actor, "filters.mine")
        row = session.get(FilterSetRow, (actor.account_id, name))
        called = _name(new_name)
        if row is None:
            raise ConflictError(f"No filters are kept as “{name}” any more.")
        taken = session.get(FilterSetRow, (actor.account_id, called))
        if taken is not None and taken is not row:
            raise ConflictError(f"Others are kept as “{called}” already; take another name.")
        row.name, row.changed_at = called, now
        audit(session, actor, "filters.mine", ("account", actor.account_id), now, what="renamed")


def delete_filter_set(database: Database, actor: Actor, name: str, *, now: datetime) -> None:
    """Delete kept filters; nothing happens if there are none by this name."""
    with changing(database) as session:
        require_now(session, actor, "filters.mine")
        if row := session.get(FilterSetRow, (actor.account_id, name)):
            session.delete(row)
            audit(
                session, actor, "filters.mine", ("account", actor.account_id), now, what="deleted"
            )


def _name(name: str) -> str:
    return text_of(name, "a name", LONGEST_NAME, needed=True)


def _values(chosen: Mapping[str, Any]) -> dict[str, Any]:
    """Check the filters that are set; those that are not are left out."""
    values = {name: _value(name, value) for name, value in chosen.items() if value}
    if not values:
        raise RequestError("Please set a filter first.")
    if len(values) > MOST_FILTERS:
        raise RequestError(f"At most {MOST_FILTERS} filters in a set; these are {len(values)}.")
    return values


def _value(name: str, value: Any) -> Any:  # noqa: ANN401
    texts = [value] if isinstance(value, str) else value
    if isinstance(texts, list | tuple) and len(texts) <= MOST_VALUES:
        checked = [text_of(text, f"the filter “{name}”", LONGEST_VALUE) for text in texts]
        return checked[0] if isinstance(value, str) else checked
    if isinstance(value, bool | int | float):
        return value
    raise RequestError(f"The filter “{name}” has a value that cannot be kept; set it anew.")
