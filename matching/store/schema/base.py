"""What all tables share: names of constraints, types of columns, checks of words."""

from __future__ import annotations

import math
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    CheckConstraint,
    DateTime,
    Dialect,
    Double,
    MetaData,
    Text,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from matching.store.errors import ConstraintError
from matching.written import displayed

NAMES_OF_CONSTRAINTS = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware when it goes in, aware and in UTC when it comes out, on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn a moment into UTC; SQLite keeps it without saying so."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"A moment needs its time zone, got {value!r}.")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class PlainText(TypeDecorator[str]):
    """Text that every database can keep: no null character and no half of a surrogate pair."""

    impl = Text()
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Refuse what PostgreSQL could not keep, so that SQLite does not keep it either."""
        if value is not None and ("\0" in value or not _is_unicode(value)):
            raise ConstraintError("A text has a character that cannot be stored; take it out.")
        return value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Leave out what turns the direction of a page; rows of before such text was taken out."""
        return None if value is None else displayed(value)


class Number(TypeDecorator[float]):
    """A number; NaN, which frames have for what is not said, is NULL."""

    impl = Double()
    cache_ok = True

    def process_bind_param(self, value: float | None, dialect: Dialect) -> float | None:
        """Turn NaN into NULL; SQLite would do so, PostgreSQL would not."""
        return None if value is None or math.isnan(value) else value


class JsonTuple(TypeDecorator[tuple[Any, ...]]):
    """A list as JSON; it comes back as a tuple, so that it is replaced and never changed."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Iterable[Any] | None, dialect: Dialect) -> list[Any] | None:
        """Turn the tuple into what JSON has."""
        return None if value is None else list(value)

    def process_result_value(
        self, value: list[Any] | None, dialect: Dialect
    ) -> tuple[Any, ...] | None:
        """Give the tuple back."""
        return None if value is None else tuple(value)


class Base(DeclarativeBase):
    """The tables of the store. A JSON object is replaced as a whole, never changed in place."""

    metadata = MetaData(naming_convention=NAMES_OF_CONSTRAINTS)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: PlainText,
        float: Number,
        datetime: UtcDateTime,
        tuple[str, ...]: JsonTuple,
        tuple[int, ...]: JsonTuple,
        dict[str, Any]: JSON(none_as_null=True),
    }


def text_column() -> Mapped[str]:
    """Text that is `""` where it is not said."""
    return mapped_column(default="")


def list_column() -> Mapped[tuple[str, ...]]:
    """List of ids, the empty tuple where it is not said."""
    return mapped_column(default=())


def new_id() -> str:
    """Make an id that tells nothing and that nobody can guess."""
    return str(uuid.uuid4())


def one_of(column: str, words: Iterable[str], *, blank: bool = False) -> CheckConstraint:
    """Make the check that a column holds one of these words, or `""` if that is allowed.

    Examples
    --------
    >>> print(one_of("kind", ["a", "b"], blank=True).sqltext)
    kind IN ('', 'a', 'b')
    """
    allowed = [*([""] if blank else []), *words]
    return CheckConstraint(f"{column} IN ({', '.join(map(repr, allowed))})", name=column)


def _is_unicode(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
