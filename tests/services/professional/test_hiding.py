"""From whom a person hides does not see them: tried for each way in which people are seen."""

import pytest

from matching.authorization import NotAllowedError
from matching.services import professional, recruiter, staff
from matching.services.shared.errors import RequestError
from matching.store import schema
from tests.services.conftest import OTHER_ROLE, ROLE
from tests.store.rows import NOW


@pytest.fixture
def seen(store, actors, recommender):
    """Amina is visible, showed interest in a role of Mercy and was introduced to it."""
    professional.save_profile(
        store,
        actors.amina,
        {"profession": "nurse"},
        visibility="visible",
        agreed=True,
        display_name="Amina",
        contact="amina@example.org",
        now=NOW,
    )
    professional.show_interest(store, actors.amina, ROLE, now=NOW)
    recruiter.ask_introduction(store, actors.ben, ROLE, "amina", now=NOW)
    professional.answer_introduction(store, actors.amina, ROLE, True, now=NOW)
    return store


def hide(store, actors):
    professional.hide_from(store, actors.amina, "mercy", now=NOW)


def listed(store, actor, recommender, role_id=ROLE):
    found = recruiter.candidates(store, actor, role_id, recommender, now=NOW)
    return found["account_id"].tolist()


def test_lists_leave_out_who_hides_from_the_organization(seen, actors, recommender):
    assert listed(seen, actors.ben, recommender) == ["amina"]
    hide(seen, actors)
    assert listed(seen, actors.ben, recommender) == []
    assert listed(seen, actors.eve, recommender, OTHER_ROLE) == ["amina"]
    professional.stop_hiding(seen, actors.amina, "mercy", now=NOW)
    assert listed(seen, actors.ben, recommender) == ["amina"]


def test_no_page_of_the_candidate_opens_any_more(seen, actors, recommender):
    hide(seen, actors)
    ways = (
        lambda: recruiter.candidate(seen, actors.ben, ROLE, "amina", recommender, now=NOW),
        lambda: recruiter.candidate_thread(seen, actors.ben, ROLE, "amina", now=NOW),
        lambda: recruiter.write_to_candidate(seen, actors.ben, ROLE, "amina", "Dear", now=NOW),
        lambda: recruiter.write_note(seen, actors.ben, ROLE, "amina", "Kind", now=NOW),
    )
    for way in ways:
        with pytest.raises(NotAllowedError):
            way()


def test_nobody_waits_for_whom_they_hide_from(store, actors, recommender):
    professional.save_profile(store, actors.amina, {"profession": "physician"}, now=NOW)
    professional.show_interest(store, actors.amina, ROLE, now=NOW)
    late = NOW.replace(year=NOW.year + 1)

    def waiting():
        found = recruiter.reminders(store, actors.ben, "mercy", now=late)
        return found["account_id"].tolist()

    assert waiting() == ["amina"]
    hide(store, actors)
    assert waiting() == []


def test_who_hides_shows_no_interest_before_they_let_it_see_them(store, actors):
    professional.save_profile(store, actors.amina, {"profession": "physician"}, now=NOW)
    hide(store, actors)
    assert professional.hidden_from(store, actors.amina, now=NOW) == {"mercy": "Mercy"}
    with pytest.raises(RequestError, match="You hide from this organization"):
        professional.show_interest(store, actors.amina, ROLE, now=NOW)


def test_staff_do_not_read_from_whom_somebody_hides(store, actors):
    hide(store, actors)
    log = staff.audit_entries(store, actors.sam, action="hiding.", now=NOW)
    assert "amina" not in log.to_string()
    exported = professional.export_my_data(store, actors.amina, now=NOW)
    assert [row["org_id"] for row in exported["hidden_from"]] == ["mercy"]
    with store.reading() as session:
        assert session.get(schema.HiddenFromRow, ("amina", "mercy")) is not None
