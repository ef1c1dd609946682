"""How the lists come about: weights published, golden profiles, sorted cards, the floor."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matching.store.schema.base import Base, new_id, one_of
from matching.store.schema.candidates import of_role, once_of_account
from matching.store.words import PUBLICATION_KINDS, SIDES


class PublicationRow(Base):
    """A weight set began to serve one side; never changed.

    Parameters
    ----------
    weight_set_id : str or None
        None is the set that ships with the program.
    how : str
        With proof, in spite of it, or as the return to a set that served before.
    reason : str
        Of an override or a return.
    golden : dict or None
        How many golden profiles' checks came to which outcome, if they were made.
    """

    __tablename__ = "publications"
    __table_args__ = (
        one_of("side", SIDES),
        one_of("how", PUBLICATION_KINDS),
        CheckConstraint("how = 'proven' OR reason <> ''", name="reason"),
    )

    publication_id: Mapped[int] = mapped_column(primary_key=True)
    side: Mapped[str]
    weight_set_id: Mapped[str | None] = mapped_column(
        ForeignKey("weight_sets.weight_set_id", ondelete="RESTRICT")
    )
    published_at: Mapped[datetime]
    published_by: Mapped[str | None] = once_of_account()
    how: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    golden: Mapped[dict[str, Any] | None]


class GoldenProfileRow(Base):
    """A profile of nobody real, and roles that must or must not be among its first ten."""

    __tablename__ = "golden_profiles"
    __table_args__ = (UniqueConstraint("name"),)

    golden_id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str]
    body: Mapped[dict[str, Any]]
    must: Mapped[tuple[str, ...]]
    must_not: Mapped[tuple[str, ...]]
    author: Mapped[str | None] = once_of_account()
    changed_at: Mapped[datetime]
    is_active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class GradingRow(Base):
    """Somebody sorted a card: how well a role and a profile fit.

    Parameters
    ----------
    side : str
        Whether roles were sorted for a profile, or people for a role.
    profile_key : str
        The same for the same profile; of a candidate a digest that names nobody.
    account_id : str or None
        The candidate that it is about; None for a profile of nobody real.
    body : dict
        The profile as it was sorted; of a candidate without the statement.
    grade : int
        0 to 3, as in judgments.
    """

    __tablename__ = "gradings"
    __table_args__ = (
        one_of("side", SIDES),
        CheckConstraint("grade BETWEEN 0 AND 3", name="grade"),
        UniqueConstraint("author", "side", "profile_key", "role_id"),
    )

    grading_id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    side: Mapped[str]
    profile_key: Mapped[str]
    account_id: Mapped[str | None] = mapped_column(
        ForeignKey("accounts.account_id", ondelete="CASCADE"), index=True
    )
    role_id: Mapped[str] = of_role()
    body: Mapped[dict[str, Any]]
    grade: Mapped[int]
    author: Mapped[str | None] = once_of_account()
    graded_at: Mapped[datetime]


class FloorRow(Base):
    """A floor of exposure began to serve; never changed. The newest one serves.

    Parameters
    ----------
    number : int
        1 is the first, each the next; of two people who set one at once, one is refused.
    places : int
        0 takes the floor off.
    role_ids : tuple of str
        Good roles that were never shown when it was set.
    weight_set_id : str or None
        Which weights served then; None is the set that ships with the program.
    price : dict or None
        What was shown of its effect and its price when it was set; None where it was taken off.
    """

    __tablename__ = "floors"
    __table_args__ = (
        CheckConstraint("places BETWEEN 0 AND 5", name="places"),
        CheckConstraint("reason <> ''", name="reason"),
    )

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    places: Mapped[int]
    role_ids: Mapped[tuple[str, ...]]
    weight_set_id: Mapped[str | None] = mapped_column(
        ForeignKey("weight_sets.weight_set_id", ondelete="RESTRICT")
    )
    set_at: Mapped[datetime]
    set_by: Mapped[str | None] = once_of_account()
    reason: Mapped[str]
    price: Mapped[dict[str, Any] | None]
