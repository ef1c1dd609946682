"""Conferences and other events to go to; the table `events` is the log of use."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from matching.store.schema.base import Base, list_column, new_id, one_of, text_column
from matching.store.schema.candidates import once_of_account
from matching.store.words import GATHERING_FORMS


class _Topics:
    """What it is about, in the words of the vocabulary, as an article says it.

    Parameters
    ----------
    topics_read : bool
        The program read them from title and summary, and nobody has looked at them yet.
    """

    summary: Mapped[str] = text_column()
    professions: Mapped[tuple[str, ...]] = list_column()
    specialties: Mapped[tuple[str, ...]] = list_column()
    focus_areas: Mapped[tuple[str, ...]] = list_column()
    countries: Mapped[tuple[str, ...]] = list_column()
    obstacles: Mapped[tuple[str, ...]] = list_column()
    topics_read: Mapped[bool] = mapped_column(default=False)


class GatheringRow(_Topics, Base):
    """An event to go to.

    Parameters
    ----------
    starts_at, ends_at : datetime
        Its first and its last moment.
    time_zone : str
        IANA name of the zone in which its times are told.
    uid : str
        The id that it has in the file it came from, for the same file to change it and not to
        make another; `""` where it was entered.
    shown_at : datetime or None
        When it was first shown to everybody; before, it is a draft that staff alone see.
    version : int
        Counts changes; a change that began from an older version is refused.
    """

    __tablename__ = "gatherings"
    __table_args__ = (
        one_of("form", GATHERING_FORMS),
        CheckConstraint("ends_at >= starts_at", name="order"),
    )

    gathering_id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    title: Mapped[str]
    url: Mapped[str] = text_column()
    organizer: Mapped[str] = text_column()
    org_id: Mapped[str | None] = mapped_column(
        ForeignKey("organizations.org_id", ondelete="RESTRICT"), index=True
    )
    form: Mapped[str]
    place: Mapped[str] = text_column()
    country: Mapped[str] = text_column()
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime] = mapped_column(index=True)
    time_zone: Mapped[str]
    uid: Mapped[str] = mapped_column(default="", index=True)
    is_fictional: Mapped[bool] = mapped_column(default=False)
    shown_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    edited_at: Mapped[datetime]
    edited_by: Mapped[str | None] = once_of_account()
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class GatheringSessionRow(_Topics, Base):
    """A talk, workshop or meeting of an event."""

    __tablename__ = "gathering_sessions"
    __table_args__ = (CheckConstraint("ends_at >= starts_at", name="order"),)

    session_id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    gathering_id: Mapped[str] = mapped_column(
        ForeignKey("gatherings.gathering_id", ondelete="CASCADE"), index=True
    )
    title: Mapped[str]
    speakers: Mapped[str] = text_column()
    room: Mapped[str] = text_column()
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    uid: Mapped[str] = text_column()
    cancelled_at: Mapped[datetime | None]
