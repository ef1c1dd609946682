import datetime as dt
import functools
import re

import pytest

from matching import Profile, phrases
from matching.authorization import Actor
from matching.catalog import Catalog
from matching.comparison.bands import BANDS
from matching.screens.look.charts import points_table
from matching.screens.visit import session, state
from matching.screens.visit.resources import Recommender
from matching.services import professional, recruiter, staff
from matching.store.schema import AccountRow, RoleRow
from matching.words.bands import in_the_way, strength
from tests.screens import professionals
from tests.screens.pages import checked, html_of, open_screen, to_copy

ROLE = "samaritans-purse--kapsowar-dentist"
DENTIST = Profile(
    profession="dentist", focus_areas=["oral-health"], countries=["KE"], min_weeks=1, max_weeks=2
)


@pytest.fixture(scope="module")
def catalog(data_folder):
    return Catalog.from_folder(data_folder)


@pytest.fixture
def open_role(repository, monkeypatch):
    """Open the page of a role in the app, for a profile if one is given."""
    monkeypatch.chdir(repository)
    return functools.partial(open_screen, repository, "role")


def test_role_shows_its_facts_its_source_and_when_that_was_read(open_role):
    html = html_of(open_role(role_id=ROLE))
    assert "<h1>Dentist or oral and maxillofacial surgeon, Kapsowar</h1>" in html
    for fact in ("AIC Kapsowar Hospital, Kenya", "Hospital", "3 weeks or longer"):
        assert f"<dd>{fact}</dd>" in html
    assert "We read it on 23 November 2026." in html
    assert 'href="/organizations?org_id=samaritans-purse"' in html


def test_what_the_source_leaves_open_is_said_and_asked(open_role):
    html = html_of(open_role(role_id=ROLE))
    assert "The page does not say: when, languages" in html
    assert "<li>When could I come?</li>" in html


def test_what_was_read_on_another_page_says_so_with_the_link(open_role):
    html = html_of(open_role(role_id="christian-health-service-corps--mcm-family-physician"))
    page = "https://docplayer.net/amp/9595490-Frequently-asked-questions-about-serving-as-a-"
    said = html.split("<dt>Faith asked of those who serve</dt>")[1].split("</dd>")[0]
    assert said.startswith("<dd>For Christians<span")
    assert f'Read on <a href="{page}' in said
    assert ">another page of the organization<" in said
    assert html.count('class="mb-elsewhere"') == 1


def test_what_the_words_of_a_role_say_is_a_fact(open_role):
    html = html_of(open_role(role_id="growuw--cusco-student-weeks"))
    for label, fact in (
        ("Who comes", "For groups of a school"),
        ("Who can apply", "Only for its own students"),
        ("In training as", "Physical therapist, Occupational therapist"),
        ("Kind of role", "Trip or team"),
    ):
        assert f"<dt>{label}</dt><dd>{fact}</dd>" in html
    assert "Licence or citizenship of" not in html
    assert "in words alone" not in html


def test_without_a_profile_there_is_no_score_but_a_way_to_get_one(open_role):
    app = open_role(role_id=ROLE)
    assert "How near does it come to your wishes?" in html_of(app)
    assert not app.table


def test_points_of_the_table_add_up_to_the_score(open_role, catalog):
    app = open_role(DENTIST, role_id=ROLE)
    explanation = Recommender(catalog).explain(DENTIST, ROLE)
    shown = app.table[0].value
    assert shown["Points"].tolist() == points_table(explanation)["Points"].tolist()
    hundredths = [round(points * 100) for points in shown["Points"]]
    assert sum(hundredths[:-1]) == hundredths[-1] == round(explanation.score * 100)
    assert f"<strong>{explanation.score:.2f}</strong>" in html_of(app)


def test_missing_must_have_is_said(open_role):
    html = html_of(open_role(DENTIST, role_id=ROLE))
    assert "Not a match as things are." in html
    assert "mm-missing" in html


def test_questions_can_be_copied_as_a_message(open_role):
    app = open_role(DENTIST, role_id=ROLE)
    (message,) = to_copy(app)
    assert "Dentist or oral and maxillofacial surgeon, Kapsowar" in message
    assert message.count("\n- ") >= 1


def test_similar_roles_are_open_to_the_visitor_and_say_what_is_similar(open_role, catalog):
    def shown(profile=None):
        section = html_of(open_role(profile, role_id=ROLE)).split("Similar roles")[1]
        return re.findall(r'/role\?role_id=([a-z0-9-]+)"', section), section

    (everyone, section), (own, _) = shown(), shown(DENTIST)
    assert "For a dentist" in section or "eneral dentistry" in section
    is_open = Recommender(catalog).gates(DENTIST).is_open
    of_role = dict(zip(catalog.index.role_ids, is_open.tolist(), strict=True))
    assert len(own) == len(everyone) == 3
    assert all(of_role[role_id] for role_id in own)
    assert not all(of_role[role_id] for role_id in everyone)


def test_articles_that_go_with_a_role_share_more_than_its_country(open_role):
    html = html_of(open_role(role_id="hope-medical-center-guinea--surgical-team"))
    section = html.split("Articles that go with it")[1]
    assert section.count("Also about surgery") == section.count("<article") == 3
    assert "Ebola" not in section


def test_role_is_saved_and_taken_off_again(open_role):
    app = open_role(role_id=ROLE)
    app.button(key="save_role").click().run()
    assert list(app.session_state[state._SHORTLIST]) == [ROLE]
    assert app.button(key="save_role").label == "Saved to shortlist"
    app.button(key="save_role").click().run()
    assert list(app.session_state[state._SHORTLIST]) == []


def test_past_role_is_marked(open_role, catalog):
    past = catalog.roles.index[catalog.roles["status"] == "past"][0]
    assert "This opening is in the past" in html_of(open_role(role_id=past))
    assert "This opening is in the past" not in html_of(open_role(role_id=ROLE))


def test_work_with_survivors_begins_with_duty_of_care(open_role, catalog):
    survivors = catalog.roles["focus_areas"].map(lambda areas: "human-trafficking" in areas)
    html = html_of(open_role(role_id=catalog.roles.index[survivors][0]))
    assert "Before you write: duty of care" in html
    assert "Before you write" not in html_of(open_role(role_id=ROLE))


def test_unknown_role_is_met_kindly_with_near_ones(open_role):
    html = html_of(open_role(role_id="samaritans-purse--kapsowar-dentists"))
    assert "We do not know this role" in html
    assert f'href="/role?role_id={ROLE}"' in html


@pytest.mark.parametrize("role_id", ["<script>alert(1)</script>", "zz" * 3000, "--", "'\"&"])
def test_strange_role_id_is_shown_as_text(open_role, role_id):
    html = html_of(open_role(role_id=role_id))
    assert "We do not know this role" in html
    assert "<script>" not in html


def test_no_role_leads_to_the_search_and_old_words_go_along(open_role):
    html = html_of(open_role(role_search="dentist kenia"))
    assert "No role was named." in html
    assert 'href="/search?q=dentist+kenia"' in html
    assert 'href="/search"' in html_of(open_role(role_id=ROLE))


# ---- interest -------------------------------------------------------------------------------

BEN = Actor("ben", "recruiter", frozenset({"samaritans-purse"}))


@pytest.fixture
def here(own_database):
    """Somebody of the organization of the role is here."""
    return professionals.recruiter_of(own_database, "samaritans-purse")


def keys(app):
    return {button.key for button in app.button}


def interest(database, actor):
    return professional.my_interest(database, actor, ROLE, now=session.now())


def days_ago(n):
    return session.now() - dt.timedelta(days=n)


@pytest.mark.usefixtures("here")
def test_a_visitor_is_led_to_sign_in_and_back(open_role):
    app = open_role(role_id=ROLE)
    assert 'href="/account/sign-in?next=%2F' in html_of(app)
    assert f"role_id%3D{ROLE}" in html_of(app)
    assert "show_interest" not in keys(app)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("kind", ["recruiter", "staff"])
def test_only_professionals_show_interest(open_role, own_database, sign_in, kind):
    sign_in(professionals.account(own_database, "eve", kind))
    app = open_role(role_id=ROLE)
    assert "show_interest" not in keys(app)
    assert "To show interest" not in html_of(app)


@pytest.mark.usefixtures("here")
def test_interest_is_shown_with_a_note_and_taken_back(open_role, own_database, amina):
    professionals.save(own_database, amina)
    app = open_role(role_id=ROLE)
    checked(app.button(key="show_interest").click().run())
    html = html_of(app)
    assert "for this role. Everybody else still does not find you." in html
    assert "It does not see your name, your contact or what you wrote yourself" in html
    assert "<dd>General surgery</dd>" in html
    app.text_area(key="interest_note").input("I <i>would</i> come")
    checked(app.button(key="send_interest").click().run())
    assert interest(own_database, amina).note == "I <i>would</i> come"
    assert "You showed interest today; waiting for the organization." in html_of(app)
    assert "show_interest" not in keys(app)
    checked(app.button(key=f"withdraw_{ROLE}").click().run())
    assert interest(own_database, amina) is None
    assert "show_interest" in keys(app)


@pytest.mark.usefixtures("here")
def test_without_a_saved_profile_it_is_saved_first(open_role, own_database, amina):
    app = open_role(role_id=ROLE)
    checked(app.button(key="show_interest").click().run())
    assert "Say that on the first page" in html_of(app)
    assert "send_interest" not in keys(app)

    app = open_role(DENTIST, role_id=ROLE)
    checked(app.button(key="show_interest").click().run())
    assert professional.STORAGE_TEXT in html_of(app)
    checked(app.button(key="save_profile_first").click().run())
    assert professionals.saved(own_database, amina).profile.profession == "dentist"
    checked(app.button(key="show_interest").click().run())
    assert "send_interest" in keys(app)


@pytest.mark.usefixtures("here")
def test_a_refusal_in_the_dialog_is_said(open_role, own_database, amina):
    professionals.save(own_database, amina)
    app = open_role(role_id=ROLE)
    checked(app.button(key="show_interest").click().run())
    professional.show_interest(own_database, amina, ROLE, now=session.now())
    checked(app.button(key="send_interest").click().run())
    assert "You showed interest in this role already" in app.error[0].value


@pytest.mark.usefixtures("here")
def test_the_role_says_how_fast_its_organization_answers(open_role, own_database, amina):
    professionals.save(own_database, amina)
    assert "answer" not in html_of(open_role(role_id=ROLE)).partition("The facts")[0]
    professional.show_interest(own_database, amina, ROLE, now=days_ago(5))
    html = html_of(open_role(role_id=ROLE))
    assert "You showed interest 5 days ago; waiting for the organization." in html
    assert "has not answered anybody here yet" in html
    recruiter.ask_introduction(own_database, BEN, ROLE, "amina", now=days_ago(2))
    html = html_of(open_role(role_id=ROLE))
    assert "has answered within 3 days; 1 was answered." in html
    assert "The organization asks for an introduction." in html


@pytest.mark.usefixtures("here")
def test_a_role_that_was_closed_takes_no_interest(open_role, own_database, amina):
    professionals.save(own_database, amina)
    with own_database.writing() as store:
        store.get(RoleRow, ROLE).closed_at = dt.datetime(2026, 11, 3, tzinfo=dt.UTC)
    app = open_role(role_id=ROLE)
    assert "It was closed on 3 November 2026" in html_of(app)
    assert "show_interest" not in keys(app)


def test_where_nobody_is_left_interest_is_said_to_be_seen_by_nobody(
    open_role, own_database, amina, here
):
    professionals.save(own_database, amina)
    professional.show_interest(own_database, amina, ROLE, now=days_ago(5))
    with own_database.writing() as store:
        store.get(AccountRow, here.account_id).disabled_at = days_ago(1)
    html = html_of(open_role(role_id=ROLE))
    assert "You showed interest 5 days ago. Nobody of Samaritan" in html
    assert "is on Missionmatch now." in html
    assert "has not answered" not in html
    assert "Write to them yourself" in html


def test_a_role_that_was_confirmed_says_when(open_role, own_database):
    with own_database.writing() as store:
        store.get(RoleRow, ROLE).confirmed_at = dt.datetime(2026, 11, 3, tzinfo=dt.UTC)
    said = "On 3 November 2026 it was confirmed that this role is open."
    assert said in html_of(open_role(role_id=ROLE))


def test_anybody_can_report_a_role_and_is_thanked_kindly(open_role, own_database):
    sam = professionals.account(own_database, "sam", "staff")
    for n in range(1, 5):
        app = open_role(role_id=ROLE)
        app.radio(key="report_reason").set_value("wrong")
        app.text_area(key="report_text").input("Gone <b>now</b>")
        checked(app.button(key="send_report").click().run())
        thanks = "Thank you. The staff" if n < 4 else "Thank you; this was reported often enough"
        assert thanks in html_of(app)
    reports = staff.role_reports(own_database, sam, now=session.now())
    assert reports[["role_id", "reason", "text"]].to_numpy().tolist() == (
        [[ROLE, "wrong", "Gone <b>now</b>"]] * 3
    )


def test_the_picture_of_points_says_what_it_leaves_out(open_role):
    physician = Profile(profession="physician", max_weeks=4)
    html = html_of(open_role(physician, role_id="tenwek-hospital--visiting-physician"))
    assert "Not drawn, since nothing was asked of it: " in html
    said = html.partition("nothing was asked of it: ")[2].partition(".")[0]
    assert "place" in said
    assert "specialty" not in said


def test_a_role_says_which_band_it_is_in_and_what_is_in_the_way(open_role, catalog):
    recommender = Recommender(catalog)
    matches = recommender.recommend(DENTIST, n=None).set_index("role_id")
    for role_id, band in matches["band"].drop_duplicates().items():
        (row,) = recommender.wishes(DENTIST, [role_id]).to_dict("records")
        html = html_of(open_role(DENTIST, role_id=role_id))
        assert f"<strong>{strength(matches.loc[role_id, 'score'], band)}</strong>" in html
        assert BANDS[band] in html
        assert phrases.inside(in_the_way(row["broken"], row["left_open"])) in html


def test_what_the_visitor_has_not_said_is_said_on_the_page_of_the_role(open_role):
    physician = Profile(
        profession="physician", specialties=["internal-medicine"], countries=["US"],
        focus_areas=["primary-care", "domestic"], commitment=["part-time"],
    )  # fmt: skip
    app = open_role(physician, role_id="shifa-clinic-icna--athens-saturday")
    assert "<li>You have not said in which town you live.</li>" in html_of(app)
    app.text_input(key="form_home").set_value("Athens, Georgia").run()
    checked(app)
    assert app.session_state[state._PROFILE].home == "Athens, Georgia"
    assert "You have not said in which town you live." not in html_of(app)
    assert "This is in Athens, Georgia; you live in Athens, Georgia." in html_of(app)


def test_countries_of_a_licence_are_said_on_the_page_of_the_role(open_role, catalog):
    eligible = catalog.roles["eligible_countries"].map(len) > 0
    asks = catalog.roles[eligible & (catalog.roles["status"] != "past")].index[0]
    profession = catalog.roles.loc[asks, "professions"][0]
    app = open_role(Profile(profession=profession), role_id=asks)
    (mine,) = catalog.roles.loc[asks, "eligible_countries"][:1]
    assert "where you are licensed, resident or a citizen" in html_of(app)
    app.multiselect(key="form_licensed_in").set_value([mine]).run()
    checked(app)
    assert app.session_state[state._PROFILE].licensed_in == (mine,)
    assert "where you are licensed, resident or a citizen" not in html_of(app)


def test_role_without_a_profile_asks_nothing(open_role):
    assert not [box for box in open_role(role_id=ROLE).text_input if box.key == "form_home"]
