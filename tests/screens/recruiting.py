"""People who meet the role of a real organization, for the tests of the recruiter's candidates."""

from datetime import UTC, datetime, timedelta

from matching.authorization import Actor
from matching.services import professional, recruiter
from matching.services.recruiter import candidate_label
from matching.store import schema
from tests.store import rows

ROLE, ORG = "samaritans-purse--kapsowar-dentist", "samaritans-purse"
AMINA, BO, HIDDEN = (Actor(name, "professional") for name in ("amina", "bo", "hidden"))
BEN = Actor("ben", "recruiter", frozenset({ORG}))
EVE = Actor("eve", "recruiter", frozenset({"mercy-ships"}))
NOT_THEIRS = {
    "visitor": Actor(),
    "the person": AMINA,
    "staff": Actor("sam", "staff"),
    "recruiter of another organization": EVE,
    "one who claims to be a member": Actor("eve", "recruiter", frozenset({ORG})),
}
"""Who must see nothing of the candidates."""
CALLED = {name: candidate_label(name) for name in ("amina", "bo")}
NAME = "Amina <b>Odhiambo</b>"
NAME_AS_TEXT = "Amina &lt;b&gt;Odhiambo&lt;/b&gt;"
NOTE = "<script>alert(1)</script> I *would* come"
REFUSED = "There is nothing to see here"


def fill(database):
    """Amina is a dentist who has waited nine days; Bo is a nurse who showed interest; one hides."""
    now = datetime.now(UTC)
    with database.writing() as session:
        people = (rows.account(actor.account_id) for actor in (AMINA, BO, HIDDEN))
        session.add_all([*people, rows.account("sam", "staff")])
        for actor in (BEN, EVE):
            session.add(rows.account(actor.account_id, "recruiter"))
            session.flush()
            member = {"account_id": actor.account_id, "since": now}
            session.add_all(schema.MembershipRow(org_id=id_, **member) for id_ in actor.org_ids)
    dentist = {"profession": "dentist", "min_weeks": 3, "max_weeks": 8, "languages": ["fr:good"]}
    visible = {"visibility": "anonymous", "agreed": True}
    identity = {"display_name": NAME, "contact": "+254 1"}
    save = professional.save_profile
    save(database, AMINA, dentist, **visible, **identity, now=now)
    save(database, BO, {"profession": "nurse"}, now=now)
    save(database, HIDDEN, dentist, now=now)
    shown = now - timedelta(days=9)
    professional.show_interest(database, AMINA, ROLE, NOTE, now=shown)
    professional.show_interest(database, BO, ROLE, now=now)


def introduce(database):
    """Amina agrees to an introduction."""
    now = datetime.now(UTC)
    recruiter.ask_introduction(database, BEN, ROLE, "amina", now=now)
    professional.answer_introduction(database, AMINA, ROLE, True, now=now)


def somebody_else_moves(database):
    """Amina is moved from new to reviewing, behind the back of who has the page open."""
    now = datetime.now(UTC)
    recruiter.move_stage(database, BEN, ROLE, "amina", "reviewing", version=1, now=now)


def stage(database, account_id="amina"):
    with database.reading() as session:
        return session.get(schema.CandidacyRow, (ROLE, account_id)).stage


def what_amina_reads(database):
    """The reason for declining her, and the organization's own words."""
    (mine,) = professional.my_interests(database, AMINA, now=datetime.now(UTC))
    return mine.state, mine.reason, mine.reason_text
