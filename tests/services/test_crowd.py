"""Twenty signed-in people act at once: no error, no lost write, nothing of somebody else."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from matching import accounts
from matching.accounts import passwords, sessions
from matching.authorization import NotAllowedError
from matching.profile import Profile
from matching.services import professional, recruiter, staff
from matching.store import schema
from tests.services.conftest import OTHER_ROLE, ROLE
from tests.store.rows import NOW, role

PEOPLE = [f"person{n:02}" for n in range(16)]
RECRUITERS = {"ben": ROLE, "eve": OTHER_ROLE}
ROLES = [f"mercy--role{n}" for n in range(6)]
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def tokens(store):
    """Sixteen professionals, two recruiters of two organizations and two of staff, signed in."""
    hashed = passwords.hashed("kettle moss eleven")
    found = {}
    with store.writing() as session:
        session.add_all(map(role, ROLES))
        for name in (*PEOPLE, "pat"):
            account_id = accounts.new_account(
                session,
                email=f"{name}@example.org",
                kind="staff" if name == "pat" else "professional",
                now=NOW,
                actor="console",
                name=name,
                password_hash=hashed,
            )
            found[name] = sessions.start(session, account_id, NOW)
        for name in ("sam", *RECRUITERS):
            found[name] = sessions.start(session, name, NOW)
    assert len(found) == 20
    return found


def act_as_professional(store, actor, name):
    saved = None
    for n, role_id in enumerate(ROLES):
        saved = professional.save_profile(
            store,
            actor,
            Profile(profession="physician", statement=f"{name} {n}"),
            visibility="anonymous",
            display_name=name,
            contact=f"{name}@example.org",
            agreed=True,
            version=saved.version if saved else 0,
            now=LATER,
        )
        professional.add_to_shortlist(store, actor, role_id, f"{name} {n}", now=LATER)
    professional.show_interest(store, actor, ROLE, f"{name} would come", now=LATER)
    mine = professional.my_shortlist(store, actor, now=LATER)
    assert list(mine["note"].str.split().str[0].unique()) == [name]
    export = str(professional.export_my_data(store, actor, now=LATER))
    assert not [other for other in PEOPLE if other != name and other in export]


def act_as_recruiter(store, actor, name, recommender):
    own, other = RECRUITERS[name], RECRUITERS["eve" if name == "ben" else "ben"]
    for _ in range(6):
        recruiter.candidates(store, actor, own, recommender, now=LATER)
        with pytest.raises(NotAllowedError):
            recruiter.candidates(store, actor, other, recommender, now=LATER)
        recruiter.confirm_role_open(store, actor, own, now=LATER)


def act_as_staff(store, actor):
    for _ in range(6):
        assert len(staff.accounts(store, actor, now=LATER)) >= len(PEOPLE)
        staff.audit_entries(store, actor, now=LATER)


def test_twenty_signed_in_people_at_once(store, tokens, recommender):
    together = Barrier(len(tokens))

    def act(name):
        together.wait()
        who = accounts.identify(store, tokens[name], LATER)
        if name in PEOPLE:
            act_as_professional(store, who.actor, name)
        elif name in RECRUITERS:
            act_as_recruiter(store, who.actor, name, recommender)
        else:
            act_as_staff(store, who.actor)
        accounts.sign_out(store, tokens[name], LATER)
        return who.name.lower()

    with ThreadPoolExecutor(len(tokens)) as threads:
        assert list(threads.map(act, tokens)) == list(tokens)

    with store.reading() as session:
        notes = session.execute(
            select(
                schema.AccountRow.name, schema.ShortlistRow.note, schema.ShortlistRow.role_id
            ).join(schema.AccountRow)
        ).all()
        profiles = session.scalars(select(schema.ProfileRow)).all()
        interests = session.scalars(select(schema.InterestRow.note)).all()
        confirmed = session.scalars(
            select(schema.AuditEntryRow.actor).where(schema.AuditEntryRow.action == "role.confirm")
        ).all()
        assert not session.scalars(select(schema.SessionRow)).all()
    assert sorted(map(tuple, notes)) == sorted(
        (name, f"{name} {n}", role_id) for name in PEOPLE for n, role_id in enumerate(ROLES)
    )
    assert sorted(row.body["statement"] for row in profiles) == [f"{name} 5" for name in PEOPLE]
    assert {row.version for row in profiles} == {len(ROLES)}
    assert sorted(interests) == [f"{name} would come" for name in PEOPLE]
    assert sorted(confirmed) == ["ben"] * 6 + ["eve"] * 6
