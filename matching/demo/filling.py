"""Filling a store with fictional people, in the order of time, through the services."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matching import columns as c
from matching.authorization import PROFESSIONAL, RECRUITER, STAFF, Actor
from matching.demo import stories
from matching.demo.conference import enter_conference
from matching.demo.errors import DemoError
from matching.fictional import FictionalPerson, fictional_profiles
from matching.recommending.recommender import Recommender
from matching.services import professional, recruiter, staff
from matching.services.professional import Pursuit
from matching.services.shared.transaction import audit
from matching.store import Database
from matching.store.schema import AccountRow, CandidacyRow, InterestRow, RoleRow

__all__ = ["DemoReport", "fill_demo"]

DAYS: Final = 60
FEWEST_DAYS: Final = 5  # that anybody is there
MATCHES: Final = 30
FIRST: Final = 10
WANTED: Final = 4  # roles of an organization with a recruiter that a person chooses from
ORGANIZATIONS_OF_RECRUITERS: Final = (1, 1, 1, 1, 2)  # how many each of them works for
INTERESTS: Final = {0: 30, 1: 35, 2: 25, 3: 10}  # how many, and how often
APPROACHED: Final = 0.15
WROTE: Final = 0.4  # to an organization that is not here
ANSWERED_AFTER: Final = timedelta(days=4)  # at the earliest
NOTED: Final = 0.4
CONSOLE: Final = Actor("console")


@dataclass(frozen=True)
class DemoReport:
    """What a demo store holds.

    Parameters
    ----------
    is_new : bool
        It was filled just now; False if it was filled before.
    professionals, recruiters, interests, candidates : int
        How many there are.
    """

    is_new: bool
    professionals: int
    recruiters: int
    interests: int
    candidates: int

    def __str__(self) -> str:
        """Give the numbers in one line."""
        return (
            f"The demo has {self.professionals} professionals, {self.recruiters} recruiters, "
            f"{self.interests} interests shown and {self.candidates} candidates; all fictional."
        )


def fill_demo(
    database: Database, recommender: Recommender, *, now: datetime, n: int = 300, seed: int = 7
) -> DemoReport:
    """Fill a store that has roles and no accounts with fictional people; wholly or not at all.

    What they did lies in the 60 days before `now`. A store that has fictional people stays as it
    is.

    Parameters
    ----------
    recommender : Recommender
        Over the roles of the store.
    n : int
        How many professionals.
    seed : int
        The same seed gives the same people, who do the same.

    Raises
    ------
    DemoError
        The store holds an account that is not fictional, or no roles.
    """
    with database.writing() as session:
        if _count(session, AccountRow.is_fictional.is_(False)):
            raise DemoError(
                f"The store at {database.place} holds accounts that are not fictional, and a demo "
                "never runs on these. Give the demo a store of its own, or empty this one if the "
                "accounts were made to try the demo."
            )
        is_new = not _count(session, AccountRow.is_fictional)
        if is_new and session.scalar(select(RoleRow.role_id).limit(1)) is None:
            raise DemoError(f"The store at {database.place} has no roles; load the data first.")
        if is_new:
            _Plan(recommender, now, n, seed).carry_out(_OneTransaction(database, session))
        return DemoReport(
            is_new,
            professionals=_count(session, AccountRow.kind == PROFESSIONAL),
            recruiters=_count(session, AccountRow.kind == RECRUITER),
            interests=_count(session, InterestRow.withdrawn_at.is_(None)),
            candidates=_count(session, CandidacyRow.role_id.is_not(None)),
        )


def _count(session: Session, which: Any) -> int:  # noqa: ANN401
    return session.scalar(select(func.count()).where(which)) or 0


class _OneTransaction(Database):
    """A database whose blocks all belong to one transaction, which somebody else ends."""

    def __init__(self, database: Database, session: Session) -> None:
        self.url = database.url
        self._session = session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        yield self._session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        yield self._session
        self._session.flush()


@dataclass(frozen=True)
class _Deed:
    """Something that somebody does at a moment."""

    at: datetime
    verb: Callable[..., object]
    given: tuple[object, ...]
    named: dict[str, object]


class _Plan:
    """Who there is and what they do, drawn person by person, carried out in the order of time."""

    def __init__(self, recommender: Recommender, now: datetime, n: int, seed: int) -> None:
        self.now = now
        self.rng = Random(f"{seed} demo")
        self.deeds: list[_Deed] = []
        self.dealt: list[tuple[str, ...]] = []
        self.org_of = recommender.catalog.roles[c.ORG_ID].to_dict()
        people = fictional_profiles(n, seed, today=now.date())
        matches = [
            recommender.recommend(person.profile, MATCHES)[c.ROLE_ID].tolist() for person in people
        ]
        self.recruiters = self._staff_and_recruiters(matches)
        for person, role_ids in zip(people, matches, strict=True):
            self._person(person, role_ids)
        self._reports([role_ids[0] for role_ids in matches if role_ids])

    def carry_out(self, database: Database) -> None:
        """Do all of it."""
        for deed in sorted(self.deeds, key=lambda deed: deed.at):
            deed.verb(database, *deed.given, now=deed.at, **deed.named)

    def _add(
        self, at: datetime, verb: Callable[..., object], *given: object, **named: object
    ) -> None:
        self.deeds.append(_Deed(at, verb, given, named))

    def _new_account(self, at: datetime, by: Actor | None, kind: str, name: str, email: str) -> str:
        """Plan an account, made by somebody or, if None, by the person; give its id."""
        account_id = str(uuid.UUID(int=self.rng.getrandbits(128), version=4))
        self._add(at, _make_account, by or Actor(account_id), account_id, kind, name, email)
        return account_id

    def _staff_and_recruiters(self, matches: Sequence[Sequence[str]]) -> dict[str, Actor]:
        """Plan these accounts; give the recruiter of each organization that fits most people."""
        at = self.now - timedelta(days=DAYS + 1)
        found = Counter(
            org_id for role_ids in matches for org_id in {self.org_of[id_] for id_ in role_ids}
        )
        org_ids = sorted(found, key=lambda org_id: (-found[org_id], org_id))
        sam = Actor(
            self._new_account(at, CONSOLE, STAFF, "Fictional Staff", "staff@example.org"), STAFF
        )
        self._add(at, enter_conference, sam)
        recruiters = {}
        for number, n_organizations in enumerate(ORGANIZATIONS_OF_RECRUITERS, start=1):
            name, email = f"Fictional Recruiter {number}", f"recruiter.{number}@example.org"
            account_id = self._new_account(at, sam, RECRUITER, name, email)
            mine, org_ids = org_ids[:n_organizations], org_ids[n_organizations:]
            for org_id in mine:
                self._add(at, staff.add_membership, sam, account_id, org_id)
                recruiters[org_id] = Actor(account_id, RECRUITER, frozenset(mine))
        return recruiters

    def _person(self, person: FictionalPerson, role_ids: list[str]) -> None:
        rng, name = self.rng, person.display_name
        joined = self.now - timedelta(days=rng.uniform(FEWEST_DAYS, DAYS))
        me = Actor(self._new_account(joined, None, PROFESSIONAL, name, person.email), PROFESSIONAL)
        saved = joined + timedelta(minutes=rng.randint(5, 40))
        shares = stories.VISIBILITY_SHARES
        (visibility,) = rng.choices(list(shares), list(shares.values()))
        self._add(
            saved, professional.save_profile, me, person.profile, visibility=visibility,
            display_name=name, contact=person.email, agreed=True,
        )  # fmt: skip
        kept = rng.sample(role_ids[:FIRST], min(rng.randint(0, 5), len(role_ids[:FIRST])))
        for role_id in kept:
            at, note = self._between(saved), rng.choice(stories.SHORTLIST_NOTES)
            self._add(at, professional.add_to_shortlist, me, role_id, note)
        answered = [id_ for id_ in role_ids if self.org_of[id_] in self.recruiters][:WANTED]
        (n_interests,) = rng.choices(list(INTERESTS), list(INTERESTS.values()))
        chosen = rng.sample(answered, min(n_interests, len(answered)))
        for role_id in chosen:
            self._interest(me, role_id, saved)
        others = [role_id for role_id in answered if role_id not in chosen]
        if others and visibility != "hidden" and rng.random() < APPROACHED:
            self._tell(me, others[0], rng.choice(stories.APPROACHES), self._between(saved))

        elsewhere = [id_ for id_ in role_ids if self.org_of[id_] not in self.recruiters][:1]
        for role_id in elsewhere if rng.random() < WROTE else ():
            self._write(me, role_id, self._between(saved))

    def _write(self, me: Actor, role_id: str, at: datetime) -> None:
        """Plan that a person writes to an organization by themselves, and what becomes of it."""
        wrote = Pursuit(at.date())
        self._add(at, professional.note_pursuit, me, role_id, wrote)
        outcome, reason, text = self.rng.choice(stories.OWN_STORIES)
        if outcome and at + ANSWERED_AFTER < self.now:
            over = replace(wrote, outcome=outcome, reason=reason, text=text)
            later = self._between(at + ANSWERED_AFTER)
            self._add(later, professional.note_pursuit, me, role_id, over)

    def _interest(self, me: Actor, role_id: str, saved: datetime) -> None:
        story = self._deal()
        shown_at = self._between(saved, 0, 0.5) if story else self._between(saved, 0.7)
        note = self.rng.choice(stories.INTEREST_NOTES)
        self._add(shown_at, professional.show_interest, me, role_id, note)
        self._tell(me, role_id, story, shown_at)

    def _deal(self) -> tuple[str, ...]:
        """Draw a story so that after a while each came as often as it should."""
        if not self.dealt:
            self.dealt = self.rng.sample(stories.STORIES, len(stories.STORIES))
        return self.dealt.pop()

    def _tell(self, me: Actor, role_id: str, story: Sequence[str], since: datetime) -> None:
        """Plan the steps of a story, some days apart but all before now."""
        rng, by = self.rng, self.recruiters.get(self.org_of[role_id])
        gaps = [timedelta(days=rng.uniform(0.5, 6)) for _ in story]
        pace = min(1.0, 0.95 * (self.now - since) / sum(gaps, timedelta())) if gaps else 1.0
        at = since
        for what, gap in zip(story, gaps, strict=True):
            at += pace * gap
            if what == "withdraw":
                self._add(at, professional.withdraw_interest, me, role_id)
            elif what in ("agree", "refuse"):
                self._add(at, professional.answer_introduction, me, role_id, what == "agree")
            elif what == "ask":
                words = stories.ASK_WORDS[len(role_id) % len(stories.ASK_WORDS)]
                self._add(at, _ask, by, role_id, me.account_id, words)
            else:
                reason = rng.choice(stories.REASONS) if what == "declined" else ("", "")
                self._add(at, _move, by, role_id, me.account_id, what, reason)
            if what in stories.RECRUITER_NOTES and rng.random() < NOTED:
                note = rng.choice(stories.RECRUITER_NOTES[what])
                self._add(at, recruiter.write_note, by, role_id, me.account_id, note)

    def _reports(self, role_ids: Sequence[str]) -> None:
        """Plan reports of visitors about roles that stand first for somebody."""
        first = sorted(set(role_ids))
        about = self.rng.sample(first, min(len(stories.REPORTS), len(first)))
        for role_id, (reason, text) in zip(about, stories.REPORTS, strict=False):
            at = self._between(self.now - timedelta(days=FEWEST_DAYS))
            self._add(at, professional.report_role, Actor(), role_id, reason, text)

    def _between(self, since: datetime, first: float = 0, last: float = 1) -> datetime:
        """Draw a moment in a part of the time until now."""
        return since + self.rng.uniform(first, last) * (self.now - since)


def _make_account(
    database: Database, by: Actor, account_id: str, kind: str, name: str, email: str, *,
    now: datetime,
) -> None:  # fmt: skip
    with database.writing() as session:
        session.add(
            AccountRow(
                account_id=account_id, kind=kind, name=name, email=email, created_at=now,
                is_fictional=True,
            )
        )  # fmt: skip
        audit(session, by, "account.made", ("account", account_id), now, kind=kind)


def _ask(
    database: Database, by: Actor, role_id: str, account_id: str, message: str, *, now: datetime
) -> None:
    recruiter.ask_introduction(database, by, role_id, account_id, message=message, now=now)


def _move(
    database: Database, by: Actor, role_id: str, account_id: str, to_stage: str,
    reason: tuple[str, str], *, now: datetime,
) -> None:  # fmt: skip
    with database.reading() as session:
        version = session.get_one(CandidacyRow, (role_id, account_id)).version
    recruiter.move_stage(
        database, by, role_id, account_id, to_stage, version=version,
        reason_code=reason[0], reason_text=reason[1], now=now,
    )  # fmt: skip
