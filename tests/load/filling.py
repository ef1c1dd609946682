"""Fills a store with many people, one role with many comments, and signs one of each kind in.

    python tests/load/filling.py URL --people 5000 --comments 1000

Run with the code that is to be measured on the path: it knows its own tables. What comes out, as
JSON, is where the pages are and the tokens of those who look at them.
"""

import argparse
import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from matching.accounts import sessions
from matching.catalog import Catalog
from matching.demo import fill_demo
from matching.fictional import fictional_profiles
from matching.recommending.recommender import Recommender
from matching.store import open_database
from matching.store.preparing import prepare_store
from matching.store.schema import (
    AccountRightRow,
    AccountRow,
    CandidacyRow,
    CommentRow,
    GatheringRow,
    InterestRow,
    MembershipRow,
    ProfileRow,
    RoleRow,
)
from matching.store.words import ACCOUNT_RIGHTS

STORIED = 300
"""People of the demo, who did something; the others only have a profile that can be found."""
SEED = 7
ANSWERED = 5
"""One comment of so many is a question with an answer."""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("url", help="of an empty store")
    parser.add_argument("--people", type=int, required=True)
    parser.add_argument("--comments", type=int, required=True)
    given = parser.parse_args()
    data, now = Path("data").resolve(), datetime.now(UTC)
    prepare_store(data, given.url)
    recommender = Recommender(Catalog.from_folder(data), today=now.date())
    with open_database(given.url) as database:
        fill_demo(database, recommender, now=now, n=min(given.people, STORIED), seed=SEED)
        with database.writing() as session:
            add_people(session, given.people, now)
            found = places(session) | {"article": recommender.catalog.articles.index[0]}
            add_comments(session, found["role"], found["account_ids"], given.comments, now)
            found["tokens"] = {
                kind: sessions.start(session, account_id, now)
                for kind, account_id in found.pop("account_ids").items()
            }
    print(json.dumps(found))


def add_people(session, number, now):
    """Add people to those of the demo up to a number, all to be found by organizations."""
    for person in fictional_profiles(number, SEED, today=now.date())[STORIED:]:
        body = {k: v for k, v in person.profile.to_mapping().items() if k != "profile_id"}
        account = AccountRow(
            account_id=person.profile.profile_id,
            kind="professional",
            name=person.display_name,
            email=f"{person.profile.profile_id}@example.org",
            created_at=now,
            is_fictional=True,
        )
        profile = ProfileRow(
            account_id=account.account_id, body=body, visibility="anonymous", updated_at=now
        )
        session.add_all([account, profile])
    session.flush()


def places(session):
    """Find the role with most interest, who works for it, a candidate of it, and an event."""
    role_id, recruiter = session.execute(
        select(RoleRow.role_id, MembershipRow.account_id)
        .join(InterestRow, InterestRow.role_id == RoleRow.role_id)
        .join(MembershipRow, MembershipRow.org_id == RoleRow.org_id)
        .group_by(RoleRow.role_id, MembershipRow.account_id)
        .order_by(func.count().desc(), RoleRow.role_id)
    ).first()
    candidate = session.scalars(
        select(CandidacyRow.account_id)
        .where(CandidacyRow.role_id == role_id)
        .order_by(CandidacyRow.account_id)
    ).first()
    staff = session.scalars(select(AccountRow.account_id).where(AccountRow.kind == "staff")).one()
    given_at = datetime.now(UTC)
    session.add_all(
        AccountRightRow(account_id=staff, account_right=right, given_at=given_at)
        for right in ACCOUNT_RIGHTS
    )
    event = session.scalars(select(GatheringRow.gathering_id)).first()
    ids = {"professional": candidate, "recruiter": recruiter, "staff": staff}
    return {"role": role_id, "person": candidate, "event": event, "account_ids": ids}


def add_comments(session, role_id, ids, number, now):
    """Write about a role, an hour apart, some of it questions that the organization answers."""
    for n in range(number):
        at = now - timedelta(hours=number - n)
        about = {"role_id": role_id, "written_at": at}
        is_asked = n % ANSWERED == 0
        session.add(
            CommentRow(
                comment_id=f"load-{n}",
                kind="question" if is_asked else "comment",
                signature="profession",
                account_id=ids["professional"],
                text=f"Number {n}. Is there housing for a family, and who pays for the flight?",
                **about,
            )
        )
        if is_asked:
            session.flush()
            session.add(
                CommentRow(
                    comment_id=f"load-{n}-answer",
                    kind="answer",
                    parent_id=f"load-{n}",
                    signature="organization",
                    account_id=ids["recruiter"],
                    text="There is a guest house. Each person pays the flight.",
                    **about,
                )
            )
    session.flush()


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
