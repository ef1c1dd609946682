"""Following an organization: what is new there since one last looked, and who is counted."""

from datetime import timedelta

import pytest

from matching.authorization import NotAllowedError
from matching.services import professional, recruiter, staff
from matching.services.professional import follows
from matching.services.shared.errors import RequestError
from matching.store import schema
from tests.services.conftest import OTHER_ROLE, ROLE
from tests.store import rows
from tests.store.rows import NOW

LATER = NOW + timedelta(days=3)


def follow(store, actor, org_id="mercy"):
    professional.follow(store, actor, org_id, now=NOW)


def news(store, actor):
    (mine,) = professional.my_follows(store, actor, now=LATER)
    return [(one.role_id, one.what) for one in mine.news]


def test_news_are_what_became_of_roles_since_one_followed(store, actors):
    with store.writing() as session:
        session.add_all([rows.role(f"mercy--{name}") for name in ("edited", "confirmed", "same")])
    follow(store, actors.amina)
    assert news(store, actors.amina) == []
    with store.writing() as session:
        session.add(rows.role("mercy--added"))
        session.add(rows.role("mercy--draft", closed_at=LATER, edited_at=LATER))
        session.add(rows.role("mercy--old", status="past"))
        session.get(schema.RoleRow, ROLE).closed_at = LATER
        session.get(schema.RoleRow, "mercy--edited").edited_at = LATER
        session.get(schema.RoleRow, "mercy--edited").confirmed_at = LATER
        session.get(schema.RoleRow, "mercy--confirmed").confirmed_at = LATER
        session.get(schema.RoleRow, OTHER_ROLE).closed_at = LATER
    assert news(store, actors.amina) == [
        ("mercy--added", "new"),
        ("mercy--edited", "changed"),
        ("mercy--confirmed", "confirmed"),
        (ROLE, "closed"),
    ]
    professional.see_news(store, actors.amina, "mercy", now=LATER)
    assert news(store, actors.amina) == []


def test_one_follows_once_and_leaves(store, actors):
    follow(store, actors.amina)
    professional.follow(store, actors.amina, "mercy", now=LATER)
    (mine,) = professional.my_follows(store, actors.amina, now=LATER)
    assert mine.followed_at == NOW
    follow(store, actors.amina, "hope")
    assert professional.followed(store, actors.amina, now=NOW) == {"mercy", "hope"}
    assert professional.followed(store, actors.omar, now=NOW) == frozenset()
    professional.unfollow(store, actors.amina, "mercy", now=NOW)
    professional.unfollow(store, actors.amina, "mercy", now=NOW)
    assert professional.followed(store, actors.amina, now=NOW) == {"hope"}


def test_who_has_news_comes_first_and_who_was_taken_out_says_so(store, actors):
    follow(store, actors.amina)
    follow(store, actors.amina, "hope")
    with store.writing() as session:
        session.add(rows.role("mercy--added"))
    found = professional.my_follows(store, actors.amina, now=LATER)
    assert [one.org_id for one in found] == ["mercy", "hope"]
    with store.writing() as session:
        session.get(schema.OrganizationRow, "mercy").taken_out_at = LATER
    hope, mercy = professional.my_follows(store, actors.amina, now=LATER)
    assert (mercy.is_taken_out, mercy.news) == (True, ())
    with pytest.raises(RequestError, match="taken out"):
        follow(store, actors.omar)


def test_there_is_a_limit(store, actors, monkeypatch):
    monkeypatch.setattr(follows, "MOST_FOLLOWED", 1)
    follow(store, actors.amina)
    with pytest.raises(RequestError, match="At most 1"):
        follow(store, actors.amina, "hope")


def test_followers_are_counted_in_fives_for_its_own_people_and_staff(store, actors):
    people = [f"follower-{n}" for n in range(5)]
    with store.writing() as session:
        session.add_all([rows.account(name) for name in people])
        session.flush()
        for name in people[:4]:
            said = {"org_id": "mercy", "followed_at": NOW, "seen_at": NOW}
            session.add(schema.FollowRow(account_id=name, **said))
    assert recruiter.followers(store, actors.ben, "mercy", now=NOW) is None
    follow(store, actors.amina)
    assert recruiter.followers(store, actors.ben, "mercy", now=NOW) == 5
    assert staff.followers(store, actors.sam, "mercy", now=NOW) == 5
    with store.writing() as session:
        said = {"org_id": "mercy", "followed_at": NOW, "seen_at": NOW}
        session.add(schema.FollowRow(account_id=people[4], **said))
    assert staff.followers(store, actors.sam, "mercy", now=NOW) == 5
    staff.disable_account(store, actors.sam, people[4], now=NOW)
    staff.disable_account(store, actors.sam, "amina", now=NOW)
    assert staff.followers(store, actors.sam, "mercy", now=NOW) is None
    for other in (actors.visitor, actors.omar, actors.eve):
        with pytest.raises(NotAllowedError):
            recruiter.followers(store, other, "mercy", now=NOW)


def test_only_professionals_follow(store, actors):
    for other in (actors.visitor, actors.ben, actors.sam):
        with pytest.raises(NotAllowedError):
            follow(store, other)
