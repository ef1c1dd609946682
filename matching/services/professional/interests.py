"""A professional shows interest in roles, and answers organizations that ask for more."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from matching.authorization import Actor
from matching.services.shared.answer_times import waits
from matching.services.shared.candidacies import begun_candidacy, shown_interest, step
from matching.services.shared.consents import keep_consent
from matching.services.shared.days import days_since
from matching.services.shared.errors import RequestError
from matching.services.shared.hiding import hides_from
from matching.services.shared.interviews import Interview, interview_of
from matching.services.shared.role_standing import in_catalog, is_here, is_open, is_taken_out
from matching.services.shared.subjects import own, require_now, stored_role
from matching.services.shared.texts import text_of
from matching.services.shared.threads import ORGANIZATION, in_thread
from matching.services.shared.transaction import audit, changing
from matching.store import ConflictError, Database
from matching.store.schema import (
    CandidacyRow,
    InterestRow,
    MessageRow,
    OrganizationRow,
    ProfileRow,
    RoleRow,
    StageChangeRow,
)
from matching.store.words import CANDIDATE_STAGES, REASON_CODES

MOST_INTERESTS: Final = 50
WAITING: Final = "waiting for the organization"
NOBODY_HERE: Final = "nobody of the organization is here"
TAKEN_OUT: Final = "the organization asked to be taken out of Missionmatch"
ASKED: Final = "the organization asks for an introduction"


@dataclasses.dataclass(frozen=True)
class MyInterest:
    """Where one stands with a role.

    Parameters
    ----------
    state : str
        In words: who has to do what, or the stage.
    shown_at, days_waiting : datetime, int or None
        When interest was shown, and for how many days one has heard nothing; None if no interest
        was shown, or one has heard something.
    introduction : str
        `none`, `asked`, `agreed` or `refused`.
    introduction_text : str
        What one agrees to with an introduction.
    reason, reason_text : str
        Why it was declined, in the organization's choice and words.
    is_here : bool
        Whether somebody of the organization is here, who can see the interest.
    is_taken_out : bool
        Whether the organization asked to be taken out of the catalog.
    asked_at : datetime or None
        When the organization asked for an introduction.
    reason_code : str
        One of `store.words.REASON_CODES` if it was declined, else `""`.
    has_words, n_new : bool, int
        Whether one of both sides wrote, and how much of the organization was not opened yet.
    interview : Interview or None
        When and where one talks to the organization.
    """

    role_id: str
    title: str
    org_name: str
    state: str
    stage: str
    introduction: str
    introduction_text: str
    note: str = ""
    shown_at: datetime | None = None
    days_waiting: int | None = None
    reason: str = ""
    reason_text: str = ""
    is_here: bool = True
    is_taken_out: bool = False
    org_id: str = ""
    asked_at: datetime | None = None
    reason_code: str = ""
    has_words: bool = False
    n_new: int = 0
    interview: Interview | None = None


def introduction_text(org_name: str) -> str:
    """Say what a person agrees to with an introduction."""
    return f"{org_name} sees my name, my contact and my statement, for this role."


def my_interests(database: Database, actor: Actor, *, now: datetime) -> tuple[MyInterest, ...]:
    """List one's interests that were not withdrawn, and who asks for an introduction.

    The newest come first; introductions that were asked for without interest come last.
    """
    with database.reading() as session:
        require_now(session, actor, "interest.read", own(actor))
        mine = InterestRow.account_id == actor.account_id
        interests = {
            row.role_id: row
            for row in session.scalars(
                select(InterestRow)
                .where(mine, InterestRow.withdrawn_at.is_(None))
                .order_by(InterestRow.shown_at.desc(), InterestRow.role_id)
            )
        }
        asked = session.scalars(
            select(CandidacyRow.role_id)
            .where(CandidacyRow.account_id == actor.account_id, _is_begun())
            .order_by(CandidacyRow.role_id)
        )
        role_ids = dict.fromkeys([*interests, *asked])
        return tuple(
            _where_one_stands(session, actor.account_id, role_id, interests.get(role_id), now)
            for role_id in role_ids
        )


def my_interest(
    database: Database, actor: Actor, role_id: str, *, now: datetime
) -> MyInterest | None:
    """Say where one stands with one role; None if neither side has begun."""
    with database.reading() as session:
        require_now(session, actor, "interest.read", own(actor))
        interest = shown_interest(session, role_id, actor.account_id)
        begun = select(CandidacyRow.role_id).where(
            CandidacyRow.role_id == role_id,
            CandidacyRow.account_id == actor.account_id,
            _is_begun(),
        )
        if interest is None and session.scalar(begun) is None:
            return None
        return _where_one_stands(session, actor.account_id, role_id, interest, now)


def introductions_waiting(database: Database, actor: Actor, *, now: datetime) -> int:
    """Count the organizations that wait for one's answer to an introduction."""
    with database.reading() as session:
        require_now(session, actor, "interest.read", own(actor))
        waiting = (
            select(func.count())
            .select_from(CandidacyRow)
            .join(RoleRow, RoleRow.role_id == CandidacyRow.role_id)
            .where(
                CandidacyRow.account_id == actor.account_id,
                CandidacyRow.introduction == "asked",
                CandidacyRow.stage != "declined",
                in_catalog(RoleRow.org_id),
            )
        )
        return session.scalar(waiting) or 0


def show_interest(
    database: Database, actor: Actor, role_id: str, note: str = "", *, now: datetime
) -> None:
    """Show interest in a role; its organization then sees the profile without name and contact.

    Raises
    ------
    RequestError
        The role is not open, nobody of its organization is here, no profile was saved, the note
        is too long, or too many interests are shown at once.
    ConflictError
        Interest was shown already.
    """
    with changing(database) as session:
        require_now(session, actor, "interest.show", own(actor))
        me = actor.account_id
        role = stored_role(session, role_id)
        text = text_of(note, "a note", lines=True)
        if not is_open(role, now):
            raise RequestError("This role is no longer open.")
        if is_taken_out(session, role.org_id):
            raise RequestError("This organization asked to be taken out of Missionmatch.")
        if not is_here(session, role.org_id):
            raise RequestError(
                "Nobody of this organization is on Missionmatch yet. Please write to it yourself."
            )
        _require_seen(session, me, role.org_id)
        if session.get(ProfileRow, me) is None:
            raise RequestError("Please save your profile first.")
        if shown_interest(session, role_id, me) is not None:
            raise ConflictError("You showed interest in this role already.")
        shown = select(func.count()).where(
            InterestRow.account_id == me, InterestRow.withdrawn_at.is_(None)
        )
        if (session.scalar(shown) or 0) >= MOST_INTERESTS:
            raise RequestError(
                f"At most {MOST_INTERESTS} interests at once; withdraw one of them first."
            )
        session.add(InterestRow(account_id=me, role_id=role_id, note=text, shown_at=now))
        candidacy = begun_candidacy(session, role_id, me, me, now)
        if candidacy.stage in ("withdrawn", "declined"):  # of a decline one may know nothing
            step(session, candidacy, "new", me, now)
        audit(session, actor, "interest.show", ("role", role_id), now)


def withdraw_interest(database: Database, actor: Actor, role_id: str, *, now: datetime) -> None:
    """Take interest back, and with it an introduction.

    Raises
    ------
    RequestError
        No interest is shown.
    """
    with changing(database) as session:
        require_now(session, actor, "interest.withdraw", own(actor))
        me = actor.account_id
        interest = shown_interest(session, role_id, me)
        if interest is None:
            raise RequestError("You show no interest in this role.")
        interest.withdrawn_at = now
        interest.note = ""  # it was for the organization, which has no use for it any more
        candidacy = begun_candidacy(session, role_id, me, me, now)
        if candidacy.introduction == "agreed":
            text = introduction_text(_org_name(session, role_id))
            keep_consent(session, me, "introduction", text, now, given=False, role_id=role_id)
        candidacy.introduction = "none"
        candidacy.introduction_asked_at = candidacy.introduction_answered_at = None
        step(session, candidacy, "withdrawn", me, now)
        audit(session, actor, "interest.withdraw", ("role", role_id), now)


def answer_introduction(
    database: Database, actor: Actor, role_id: str, agree: bool, *, now: datetime
) -> None:
    """Agree to an introduction or refuse it; the answer can be changed later.

    Raises
    ------
    RequestError
        Nobody asked, or there is no name or contact to give.
    """
    with changing(database) as session:
        require_now(session, actor, "introduction.answer", own(actor))
        me = actor.account_id
        candidacy = session.get(CandidacyRow, (role_id, me))
        profile = session.get(ProfileRow, me)
        if candidacy is None or profile is None or candidacy.introduction == "none":
            raise RequestError("Nobody asks you for an introduction for this role.")
        if agree and is_taken_out(session, stored_role(session, role_id).org_id):
            raise RequestError("This organization asked to be taken out of Missionmatch.")
        if agree:
            _require_seen(session, me, stored_role(session, role_id).org_id)
        if agree and not (profile.display_name and profile.contact):
            raise RequestError("Please write your name and how to reach you into your profile.")
        text = introduction_text(_org_name(session, role_id))
        keep_consent(session, me, "introduction", text, now, given=agree, role_id=role_id)
        candidacy.introduction = "agreed" if agree else "refused"
        candidacy.introduction_answered_at = now
        answer = candidacy.introduction
        audit(session, actor, "introduction.answer", ("role", role_id), now, answer=answer)


def _require_seen(session: Session, account_id: str, org_id: str) -> None:
    if hides_from(session, account_id, org_id):
        raise RequestError(
            "You hide from this organization. Let it find you again first, in My profile."
        )


def _where_one_stands(
    session: Session, account_id: str, role_id: str, interest: InterestRow | None, now: datetime
) -> MyInterest:
    role = stored_role(session, role_id)
    candidacy = session.get(CandidacyRow, (role_id, account_id))
    stage = candidacy.stage if candidacy else "new"
    introduction = candidacy.introduction if candidacy else "none"
    org_name, is_there = _org_name(session, role_id), is_here(session, role.org_id)
    is_out = is_taken_out(session, role.org_id)
    declined = _newest_step(session, role_id, account_id) if stage == "declined" else None
    is_waiting = interest is not None and waits(session, role_id, account_id)
    n_words, n_new = _words(session, role_id, account_id)
    return MyInterest(
        role_id=role_id,
        title=role.title,
        org_name=org_name,
        state=TAKEN_OUT if is_out else _state(stage, introduction, is_there),
        stage=stage,
        introduction=introduction,
        introduction_text=introduction_text(org_name),
        note=interest.note if interest else "",
        shown_at=interest.shown_at if interest else None,
        days_waiting=days_since(interest.shown_at, now) if interest and is_waiting else None,
        reason=REASON_CODES.get(declined.reason_code, "") if declined else "",
        reason_text=declined.reason_text if declined else "",
        is_here=is_there,
        is_taken_out=is_out,
        org_id=role.org_id,
        asked_at=candidacy.introduction_asked_at if candidacy else None,
        reason_code=declined.reason_code if declined else "",
        has_words=bool(n_words),
        n_new=n_new,
        interview=interview_of(session, role_id, account_id),
    )


def _is_begun() -> ColumnElement[bool]:
    """Whether an organization has begun with a person: it asks them, or wrote to them."""
    written = (
        select(MessageRow.message_id)
        .where(
            MessageRow.role_id == CandidacyRow.role_id,
            MessageRow.account_id == CandidacyRow.account_id,
            MessageRow.side == ORGANIZATION,
        )
        .exists()
    )
    return or_(
        CandidacyRow.introduction != "none", and_(written, CandidacyRow.stage != "withdrawn")
    )


def _words(session: Session, role_id: str, account_id: str) -> tuple[int, int]:
    """Count what both sides wrote, and what of the organization was not opened yet."""
    unread = and_(MessageRow.side == ORGANIZATION, MessageRow.read_at.is_(None))
    counted = select(func.count(), func.count().filter(unread))
    n, n_new = session.execute(counted.where(in_thread(role_id, account_id))).one()
    return n, n_new


def _state(stage: str, introduction: str, is_there: bool) -> str:
    if stage == "declined":
        return CANDIDATE_STAGES[stage].lower()
    if introduction == "asked":
        return ASKED
    if stage == "new":
        return WAITING if is_there else NOBODY_HERE
    return CANDIDATE_STAGES[stage].lower()


def _newest_step(session: Session, role_id: str, account_id: str) -> StageChangeRow | None:
    return session.scalar(
        select(StageChangeRow)
        .where(
            StageChangeRow.role_id == role_id,
            StageChangeRow.account_id == account_id,
            StageChangeRow.to_stage == "declined",
        )
        .order_by(StageChangeRow.changed_at.desc())
        .limit(1)
    )


def _org_name(session: Session, role_id: str) -> str:
    name = session.scalar(
        select(OrganizationRow.name)
        .join(RoleRow, RoleRow.org_id == OrganizationRow.org_id)
        .where(RoleRow.role_id == role_id)
    )
    return name or ""
