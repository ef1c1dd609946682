"""Candidates on paper: what is told, and what is not."""

import re
from datetime import timedelta

import pytest

from matching.authorization import NotAllowedError
from matching.services import professional, recruiter, staff
from matching.services.shared.errors import RequestError
from tests.services.conftest import ROLE
from tests.store.rows import NOW

FIELDS = {
    "profession": "physician",
    "specialties": ["general-surgery"],
    "languages": ["en:native", "fr:basic"],
    "max_weeks": 4,
    "statement": "I am <b>Amina</b> Wanjiru",
}
PERSONAL = ("Amina Wanjiru", "+254 700", "<b>Amina")


def printed(store, actor, recommender, account_ids=("amina",), **more):
    return recruiter.candidate_dossier_html(
        store, actor, ROLE, account_ids, recommender, now=NOW, **more
    )


def shows_interest(store, actor):
    professional.save_profile(
        store, actor, FIELDS, visibility="anonymous", agreed=True,
        display_name="Amina Wanjiru", contact="+254 700", now=NOW,
    )  # fmt: skip
    professional.show_interest(store, actor, ROLE, "<i>Please</i>", now=NOW)


def introduced(store, actors):
    later = NOW + timedelta(hours=1)
    recruiter.ask_introduction(store, actors.ben, ROLE, "amina", now=later)
    professional.answer_introduction(store, actors.amina, ROLE, True, now=later)


@pytest.fixture(autouse=True)
def interested(store, actors):
    shows_interest(store, actors.amina)


def test_without_introduction_there_is_no_name_contact_or_statement(store, actors, recommender):
    page = printed(store, actors.ben, recommender)
    assert [text for text in (*PERSONAL, "Wanjiru", "amina@") if text in page] == []
    assert "<h1>Candidate " in page
    assert "General surgery" in page
    assert "English (native), French (basic)" in page
    assert "&lt;i&gt;Please&lt;/i&gt;" in page
    assert "<i>" not in page
    assert "Confidential: only for those at Mercy" in page
    assert "Printed on 23 November 2026" in page


def test_introduced_people_have_a_name_and_what_was_written_is_text(store, actors, recommender):
    introduced(store, actors)
    recruiter.write_note(store, actors.ben, ROLE, "amina", "<script>Kind</script>", now=NOW)
    page = printed(store, actors.ben, recommender, with_notes=True)
    assert "<h1>Amina Wanjiru</h1>" in page
    assert "+254 700" in page
    assert "I am &lt;b&gt;Amina&lt;/b&gt; Wanjiru" in page
    assert "&lt;script&gt;Kind&lt;/script&gt;" in page
    assert not re.search(r"<script|<b>|https?://|\bsrc=", page)
    assert "Kind" not in printed(store, actors.ben, recommender)


def test_points_add_up_to_the_score_and_the_history_is_there(store, actors, recommender):
    introduced(store, actors)
    version = recruiter.candidate(store, actors.ben, ROLE, "amina", recommender, now=NOW).version
    recruiter.move_stage(
        store, actors.ben, ROLE, "amina", "declined", version=version,
        reason_code="language", reason_text="No French", now=NOW + timedelta(days=1),
    )  # fmt: skip
    page = printed(store, actors.ben, recommender)
    numbers = [float(text) for text in re.findall(r'<td class="number">([\d.]+)</td>', page)]
    *points, score, whole = numbers
    assert sum(points[::2]) == pytest.approx(score)
    assert sum(points[1::2]) == pytest.approx(whole)
    steps = re.findall(r"<li>(\d+ November 2026: [^<]+)</li>", page)
    assert [step.partition(": ")[2] for step in steps] == [
        "New", "Reviewing, Ben", "Declined (Language: No French), Ben"
    ]  # fmt: skip
    assert "24 November 2026: Declined" in steps[-1]


def test_one_to_four_candidates_each_once_and_only_ones_own(store, actors, recommender):
    shows_interest(store, actors.omar)
    page = printed(store, actors.ben, recommender, ("omar", "amina", "omar"))
    assert page.count("<article>") == 2
    (entry,) = staff.audit_entries(store, actors.sam, action="candidates.export", now=NOW)[
        "details"
    ]
    assert entry == {"what": "dossier", "rows": 2, "with_notes": False}  # and not whom
    for account_ids in ((), tuple("abcde")):
        with pytest.raises(RequestError, match="one to 4"):
            printed(store, actors.ben, recommender, account_ids)
    for actor, account_id in (
        (actors.eve, "amina"),
        (actors.sam, "amina"),
        (actors.visitor, "amina"),
        (actors.ben, "nobody"),
        (actors.ben, "eve"),
    ):
        with pytest.raises(NotAllowedError):
            printed(store, actor, recommender, ("omar", account_id))
    assert len(staff.audit_entries(store, actors.sam, action="candidates.export", now=NOW)) == 1
