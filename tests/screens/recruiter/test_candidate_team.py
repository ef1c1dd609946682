import datetime as dt
import functools

import pytest

from matching.services import professional, recruiter
from tests.screens import recruiting
from tests.screens.pages import checked, html_of, open_screen
from tests.screens.recruiting import AMINA, BEN, ROLE

NOW = dt.datetime.now(dt.UTC)
WORDS = ("Calm", "Teaches", "French")
TOMORROW = (NOW + dt.timedelta(days=1)).date()


@pytest.fixture
def open_candidate(repository, monkeypatch):
    monkeypatch.chdir(repository)
    return functools.partial(open_screen, repository, "candidate", role_id=ROLE, person="amina")


def of(element, app, name):
    """The widget whose key begins with a name, whatever the version and the person."""
    (found,) = (one for one in app.get(element) if (one.key or "").startswith(name))
    return found


def test_owner_and_follow_up_are_kept_on_the_page(people, open_candidate):
    app = open_candidate()
    assert "Nobody yet, without a day to come back to them." in html_of(app)
    assert "You can set one once they have agreed" in html_of(app)
    of("selectbox", app, "team_owner").select("ben")
    of("date_input", app, "team_follow_up").set_value(dt.date(2026, 1, 5))
    app = checked(app.button(key="save_plan").click().run())
    assert not app.error, [error.value for error in app.error]
    assert "Ben; follow up on 5 January 2026. That is due." in html_of(app)


def test_interview_is_read_by_the_person(people, open_candidate):
    recruiting.introduce(people)
    app = open_candidate()
    of("date_input", app, "team_day").set_value(TOMORROW)
    of("text_input", app, "team_place").set_value("Room <b>4</b>")
    checked(app.button(key="set_interview").click().run())
    assert "Choose a day and an hour" in app.error[0].value
    of("time_input", app, "team_hour").set_value(dt.time(14, 30))
    checked(app.button(key="set_interview").click().run())
    assert "14:30 (UTC).</strong>" in html_of(app)
    assert "Room &lt;b&gt;4&lt;/b&gt;" in html_of(app)
    (mine,) = professional.my_interests(people, AMINA, now=NOW)
    assert mine.interview.place == "Room <b>4</b>"
    checked(app.button(key="clear_interview").click().run())
    assert "Where: " not in html_of(app)


def test_rating_by_the_role_s_own_criteria(people, open_candidate):
    app = open_candidate()
    app.button(key="edit_criteria").click().run()
    for place, word in enumerate(WORDS):
        app.text_input(key=f"criterion_{place}").set_value(word)
    checked(app.button(key="save_criteria").click().run())
    assert "Nobody has rated yet." in html_of(app)
    first, *_ = (one for one in app.radio if one.key.startswith("points_"))
    first.set_value(4)
    checked(app.button(key="keep_rating").click().run())
    assert "“Teaches” has no points yet" in app.error[0].value
    for radio in app.radio:
        if radio.key.startswith("points_"):
            radio.set_value(4)
    checked(app.button(key="keep_rating").click().run())
    team = recruiter.candidate_team(people, BEN, ROLE, "amina", now=NOW)
    assert [rated.mine.points for rated in team.ratings] == [4, 4, 4]


def test_papers_come_and_are_taken_back(people, open_candidate):
    papers = [("Licence", 30)]
    recruiter.set_papers(people, BEN, ROLE, papers, shown=(), now=NOW)
    app = open_candidate()
    checked(of("button", app, "paper_note").click().run())
    assert "seen by Ben" in html_of(app)
    checked(of("button", app, "paper_back").click().run())
    assert "seen by Ben" not in html_of(app)
    app.button(key="edit_papers").click().run()
    app.text_input(key="paper_name_1").set_value("A reference")
    checked(app.button(key="save_papers").click().run())
    kept = recruiter.role_team(people, BEN, ROLE, now=NOW).papers
    assert [paper.name for paper in kept] == ["Licence", "A reference"]
