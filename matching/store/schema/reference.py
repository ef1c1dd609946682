"""Organizations, roles and articles: the columns of the CSV files, and who changed them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from matching.reference import vocabulary
from matching.store.schema.base import Base, list_column, one_of, text_column
from matching.store.words import ORIGINS

YES_NO = ("license_required", "trainees", "family")


class KeptRow:
    """What every row of reference data has besides the columns of its file.

    Parameters
    ----------
    position : int or None
        Place in the file; rows made by hand have none and come last, ordered by id.
    origin : str
        Whether it is a row of a file or was made by hand.
    loaded_digest : str or None
        Digest of the row as it was last loaded; another digest now means that it was changed by
        hand since. None for a row made by hand.
    edited_at, edited_by : datetime, str or None
        The last change by hand.
    version : int
        Counts changes; a change that began from an older version is refused.
    """

    position: Mapped[int | None]
    origin: Mapped[str] = mapped_column(default="hand")
    loaded_digest: Mapped[str | None]
    edited_at: Mapped[datetime | None]
    edited_by: Mapped[str | None] = mapped_column(
        ForeignKey("accounts.account_id", ondelete="SET NULL")
    )
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class OrganizationRow(KeptRow, Base):
    """An organization that sends, hosts or trains.

    Parameters
    ----------
    taken_out_at : datetime or None
        When it was taken out of the catalog because it asked for that; its roles go with it.
    """

    __tablename__ = "organizations"
    __table_args__ = (
        one_of("origin", ORIGINS),
        one_of("kind", vocabulary.ORGANIZATION_KINDS),
        one_of("faith", vocabulary.FAITHS, blank=True),
        one_of("faith_requirement", vocabulary.FAITH_REQUIREMENTS, blank=True),
    )

    org_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    website: Mapped[str] = text_column()
    kind: Mapped[str]
    hq_country: Mapped[str] = text_column()
    faith: Mapped[str] = text_column()
    faith_requirement: Mapped[str] = text_column()
    focus_areas: Mapped[tuple[str, ...]] = list_column()
    countries: Mapped[tuple[str, ...]] = list_column()
    founded: Mapped[float | None]
    summary: Mapped[str] = text_column()
    source_url: Mapped[str] = text_column()
    source_date: Mapped[str] = text_column()
    read_on: Mapped[str] = text_column()
    taken_out_at: Mapped[datetime | None]


class RoleRow(KeptRow, Base):
    """A role of an organization.

    Parameters
    ----------
    closed_at : datetime or None
        When the organization closed it. Its `status` stays, so that reopening only clears this;
        the catalog sees a closed role as past.
    confirmed_at, confirmed_by : datetime, str or None
        When someone last confirmed that it is still open.
    """

    __tablename__ = "roles"
    __table_args__ = (
        one_of("origin", ORIGINS),
        one_of("faith_requirement", vocabulary.FAITH_REQUIREMENTS, blank=True),
        one_of("status", vocabulary.STATUSES),
        one_of("pay", vocabulary.PAYS, blank=True),
        one_of("stay_hint", vocabulary.STAY_HINTS, blank=True),
        one_of("kind", vocabulary.ROLE_KINDS, blank=True),
        *(one_of(name, ["yes", "no"], blank=True) for name in YES_NO),
    )

    role_id: Mapped[str] = mapped_column(primary_key=True)
    org_id: Mapped[str] = mapped_column(
        ForeignKey("organizations.org_id", ondelete="RESTRICT"), index=True
    )
    title: Mapped[str]
    professions: Mapped[tuple[str, ...]] = list_column()
    specialties: Mapped[tuple[str, ...]] = list_column()
    focus_areas: Mapped[tuple[str, ...]] = list_column()
    countries: Mapped[tuple[str, ...]] = list_column()
    site: Mapped[str] = text_column()
    setting: Mapped[tuple[str, ...]] = list_column()
    min_weeks: Mapped[float | None]
    max_weeks: Mapped[float | None]
    months: Mapped[tuple[int, ...]] = mapped_column(default=())
    start_date: Mapped[str] = text_column()
    end_date: Mapped[str] = text_column()
    languages: Mapped[tuple[str, ...]] = list_column()
    license_required: Mapped[str] = text_column()
    min_years_experience: Mapped[float | None]
    trainees: Mapped[str] = text_column()
    faith_requirement: Mapped[str] = text_column()
    funding: Mapped[tuple[str, ...]] = list_column()
    cost_usd: Mapped[float | None]
    family: Mapped[str] = text_column()
    positions: Mapped[float | None]
    party: Mapped[tuple[str, ...]] = list_column()
    commitment: Mapped[tuple[str, ...]] = list_column()
    hours_per_week: Mapped[float | None]
    regions: Mapped[tuple[str, ...]] = list_column()
    eligible_countries: Mapped[tuple[str, ...]] = list_column()
    only_for: Mapped[tuple[str, ...]] = list_column()
    students_of: Mapped[tuple[str, ...]] = list_column()
    pay: Mapped[str] = text_column()
    stay_hint: Mapped[str] = text_column()
    kind: Mapped[str] = text_column()
    cell_sources: Mapped[tuple[str, ...]] = list_column()
    status: Mapped[str]
    summary: Mapped[str] = text_column()
    source_url: Mapped[str] = text_column()
    source_date: Mapped[str] = text_column()
    read_on: Mapped[str] = text_column()
    closed_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[str | None] = mapped_column(
        ForeignKey("accounts.account_id", ondelete="SET NULL")
    )


class ArticleRow(KeptRow, Base):
    """A page that helps a professional to decide and to prepare.

    Parameters
    ----------
    taken_off_at : datetime or None
        When staff took it out of the catalog; what people wrote about it and kept of it stays.
    """

    __tablename__ = "articles"
    __table_args__ = (
        one_of("origin", ORIGINS),
        one_of("kind", vocabulary.ARTICLE_KINDS),
        one_of("stage", vocabulary.STAGES),
    )

    article_id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    url: Mapped[str]
    publisher: Mapped[str] = text_column()
    author: Mapped[str] = text_column()
    published: Mapped[str] = text_column()
    kind: Mapped[str]
    professions: Mapped[tuple[str, ...]] = list_column()
    specialties: Mapped[tuple[str, ...]] = list_column()
    focus_areas: Mapped[tuple[str, ...]] = list_column()
    countries: Mapped[tuple[str, ...]] = list_column()
    obstacles: Mapped[tuple[str, ...]] = list_column()
    stage: Mapped[str]
    summary: Mapped[str] = text_column()
    read_on: Mapped[str] = text_column()
    taken_off_at: Mapped[datetime | None]
