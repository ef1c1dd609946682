"""Whom a visitor of a demo can be, and signing in as one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.accounts import sessions
from matching.authorization import RECRUITER, STAFF, NotAllowedError
from matching.phrases import listed, lowered
from matching.profile import Profile
from matching.reference.shipped import shipped_places, shipped_vocabulary
from matching.store import Database
from matching.store.schema import (
    AccountRow,
    CandidacyRow,
    MembershipRow,
    OrganizationRow,
    ProfileRow,
    PursuitRow,
)

__all__ = ["DemoPeople", "DemoPerson", "demo_people", "sign_in_as"]

NO_INTEREST: Final = "none"
WROTE: Final = "wrote"
SITUATIONS: Final = {
    NO_INTEREST: "Has shown no interest yet.",
    WROTE: "Wrote to an organization by themselves.",
    "new": "Waits for an organization.",
    "asked": "An organization asks for an introduction.",
    "declined": "Was declined.",
    "interview": "Is in an interview.",
    "accepted": "Is accepted.",
}
"""Where somebody stands with a role, each shown by one person; what is rare comes last."""


@dataclass(frozen=True)
class DemoPerson:
    """Somebody fictional to sign in as; `about` is one or two sentences."""

    account_id: str
    name: str
    about: str


@dataclass(frozen=True)
class DemoPeople:
    """A few fictional people of each kind of account."""

    professionals: tuple[DemoPerson, ...] = ()
    recruiters: tuple[DemoPerson, ...] = ()
    staff: tuple[DemoPerson, ...] = ()


def demo_people(database: Database) -> DemoPeople:
    """Choose whom to offer: a professional for each situation, the recruiters, and staff."""
    with database.reading() as session:
        return DemoPeople(_professionals(session), _recruiters(session), _staff(session))


def sign_in_as(database: Database, account_id: str, *, now: datetime, replaces: str = "") -> str:
    """Sign in as somebody fictional, and give the token for the cookie.

    Parameters
    ----------
    replaces : str
        The token that the browser had before; its session ends.

    Raises
    ------
    NotAllowedError
        There is no such account, or it is disabled or not fictional.
    """
    with database.writing() as session:
        account = session.get(AccountRow, account_id)
        if account is None or not account.is_fictional or account.disabled_at is not None:
            raise NotAllowedError
        sessions.end(session, replaces, now)
        return sessions.start(session, account_id, now)


def _professionals(session: Session) -> tuple[DemoPerson, ...]:
    rows = session.execute(
        select(
            AccountRow,
            ProfileRow.body,
            CandidacyRow.stage,
            CandidacyRow.introduction,
            AccountRow.account_id.in_(select(PursuitRow.account_id)),
        )
        .join(ProfileRow, ProfileRow.account_id == AccountRow.account_id)
        .outerjoin(CandidacyRow, CandidacyRow.account_id == AccountRow.account_id)
        .where(AccountRow.is_fictional, AccountRow.disabled_at.is_(None))
        .order_by(AccountRow.name, CandidacyRow.role_id)
    ).all()
    chosen: dict[str, DemoPerson] = {}
    professions: set[str] = set()
    for situation, sentence in reversed(SITUATIONS.items()):
        fitting = [
            (account, body)
            for account, body, stage, introduction, wrote in rows
            if account.account_id not in chosen
            and situation == _situation(stage, introduction, wrote)
        ]
        if fitting:
            account, body = min(fitting, key=lambda found: found[1]["profession"] in professions)
            professions.add(body["profession"])
            about = f"{_in_words(Profile.from_mapping(body))} {sentence}"
            chosen[account.account_id] = DemoPerson(account.account_id, account.name, about)
    return tuple(reversed(chosen.values()))


def _situation(stage: str | None, introduction: str | None, wrote: bool) -> str:
    if stage is None:
        return WROTE if wrote else NO_INTEREST
    return "asked" if introduction == "asked" and stage == "reviewing" else stage


def _in_words(profile: Profile) -> str:
    labels = shipped_vocabulary().labels
    who = [labels("specialty")[id_] for id_ in profile.specialties[:1]]
    who.insert(0, labels("profession")[profile.profession])
    focus = [labels("focus_area")[id_] for id_ in profile.focus_areas[:2]]
    where = [shipped_places().phrase(place) for place in (*profile.regions, *profile.countries)]
    parts = (", ".join(lowered(focus, first=True)), listed(where[:2], last_word="or"))
    wish = " in ".join(part for part in parts if part)
    return ", ".join([*lowered(who), *([f"looking for {wish}"] if wish else [])]) + "."


def _recruiters(session: Session) -> tuple[DemoPerson, ...]:
    rows = session.execute(
        select(AccountRow.account_id, AccountRow.name, OrganizationRow.name)
        .join(MembershipRow, MembershipRow.account_id == AccountRow.account_id)
        .join(OrganizationRow, OrganizationRow.org_id == MembershipRow.org_id)
        .where(
            AccountRow.is_fictional,
            AccountRow.disabled_at.is_(None),
            AccountRow.kind == RECRUITER,
        )
        .order_by(AccountRow.name, OrganizationRow.name)
    )
    of_account: dict[tuple[str, str], list[str]] = {}
    for account_id, name, org_name in rows:
        of_account.setdefault((account_id, name), []).append(org_name)
    return tuple(
        DemoPerson(account_id, name, f"Recruiter of {listed(org_names)}.")
        for (account_id, name), org_names in of_account.items()
    )


def _staff(session: Session) -> tuple[DemoPerson, ...]:
    found = select(AccountRow).where(
        AccountRow.is_fictional, AccountRow.disabled_at.is_(None), AccountRow.kind == STAFF
    )
    return tuple(
        DemoPerson(row.account_id, row.name, "Looks after accounts, organizations and reports.")
        for row in session.scalars(found.order_by(AccountRow.name))
    )
