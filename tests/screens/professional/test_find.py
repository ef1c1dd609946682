import datetime as dt
import json
from html import unescape
from urllib.parse import parse_qsl, quote, urlencode

import pytest
from sqlalchemy import delete
from streamlit.proto.WidgetStates_pb2 import WidgetState

from matching import Catalog, Profile, Recommender, phrases
from matching.authorization import VISITOR, Actor
from matching.comparison.bands import BANDS, FOLDED, MEETS, NEAR
from matching.comparison.exposure_floor import ExposureFloor
from matching.environment import today
from matching.screens import streamlit_server
from matching.screens.look import maps
from matching.screens.professional import list_place
from matching.screens.professional.examples import EXAMPLES
from matching.screens.visit import planned, state
from matching.services import professional, weights
from matching.store.schema import RoleRow
from matching.words.bands import head_count, in_the_way, strength, strength_means
from tests.screens import professionals
from tests.screens.pages import checked, html_of, new_app, path_of, to_copy
from tests.store.rows import NOW

SURGEON, DENTIST, COUNSELOR = (example.profile for example in EXAMPLES)


@pytest.fixture(scope="module")
def catalog(data_folder):
    return Catalog.from_folder(data_folder)


@pytest.fixture(scope="module")
def recommender(catalog):
    return Recommender(catalog)


@pytest.fixture
def open_find(repository, monkeypatch):
    """Open the first page, with query parameters as a link has them."""
    monkeypatch.chdir(repository)

    def open_page(**query):
        app = new_app(repository)
        app.query_params.update(query)
        return checked(app.run())

    return open_page


def titles(app):
    return [
        part.partition("</h3>")[0].partition(">")[2].removesuffix("</a>")
        for part in html_of(app).split('<article class="mm-card">')[1:]
        for part in [part.partition("<h3>")[2]]
    ]


def saves(app):
    """List the roles whose cards are shown, in their order."""
    keys = [button.key or "" for button in app.button]
    return [key.removeprefix("save_") for key in keys if key.startswith("save_")]


def in_bands(matches):
    """The roles of a list as they are shown: without those that are folded away."""
    shown = matches[matches["band"] < FOLDED]
    return shown.sort_values("band", kind="stable")["role_id"].tolist()


def query_of(app):
    said = dict(app.query_params)
    return {name: value if isinstance(value, str) else value[-1] for name, value in said.items()}


# ---- the first visit ------------------------------------------------------------------------


def test_first_visit_offers_three_people_plainly_marked_fictional(open_find, catalog):
    app = open_find()
    assert "Where could your skills serve?" in html_of(app)
    assert "These three people are fictional; the roles are real." in html_of(app)
    now = catalog.roles[catalog.roles["status"] != "past"]
    said = f"{len(now):,} current roles of {now['org_id'].nunique()} organizations"
    assert said in html_of(app)
    keys = {f"example_{example.profile.profession}" for example in EXAMPLES}
    assert keys <= {button.key for button in app.button}
    assert not saves(app)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_example_gives_the_roles_of_the_recommender(open_find, recommender, example):
    app = open_find()
    checked(app.button(key=f"example_{example.profile.profession}").click().run())
    matches = recommender.recommend(example.profile, n=None)
    assert saves(app) == in_bands(matches)[:10]
    assert head_count(matches["band"].value_counts().to_dict()) in html_of(app)
    assert app.selectbox(key="form_profession").value == example.profile.profession


def test_score_reasons_and_date_stand_on_the_card(open_find, recommender, catalog):
    html = html_of(open_find(**SURGEON.to_query()))
    best, *_ = in_bands(recommender.recommend(SURGEON, n=None))
    explained = recommender.explain(SURGEON, best)
    said = f"{strength(explained.score)}, {explained.score:.2f} of 100 points."
    assert f'title="{said} {strength_means(explained.score)}"' in html
    for reason in explained.reasons[:3]:
        assert reason.text in html
    assert "Read by us on " in html


def test_a_role_that_the_floor_lifted_says_where_its_points_put_it(
    open_find, own_database, recommender
):
    matches = recommender.recommend(DENTIST, n=None)
    by_points = matches.sort_values(["score", "role_id"], ascending=[False, True])["role_id"]
    meets = (matches["band"] == MEETS) & (matches["rank"] > 12)
    role_id = matches.loc[meets, "role_id"].iloc[0]
    sam = professionals.account(own_database, "sam", "staff")
    fields = {"replaces": 0, "weight_set_id": None, "price": {}, "reason": "x"}
    weights.set_floor(own_database, sam, ExposureFloor(1, (role_id,)), **fields, now=NOW)
    app = open_find(**DENTIST.to_query())
    assert role_id in saves(app)
    place = phrases.ordinal(by_points.tolist().index(role_id) + 1)
    said = f"Shown here so that this role is seen; by its points it stands {place}."
    assert said in html_of(app)
    assert html_of(app).count("Shown here so that") == 1
    checked(app.selectbox(key="order").select("organization").run())
    assert "Shown here so that" not in html_of(app)


# ---- the form -------------------------------------------------------------------------------


def test_changing_the_profession_changes_the_specialties(open_find, catalog):
    app = open_find(**SURGEON.to_query())
    assert app.multiselect(key="form_specialties").value == ["general-surgery"]
    checked(app.selectbox(key="form_profession").select("dentist").run())
    labels = list(catalog.vocabulary.specialties_of("dentist").values())
    assert app.multiselect(key="form_specialties").options == labels
    assert app.multiselect(key="form_specialties").value == []
    assert "specialties" not in query_of(app)


def test_profession_without_specialties_asks_for_none(open_find):
    app = open_find(profession="pharmacist")
    assert "form_specialties" not in {widget.key for widget in app.multiselect}


def test_each_answer_is_in_the_list_and_in_the_address_at_once(open_find, recommender):
    app = open_find(profession="nurse")
    checked(app.multiselect(key="form_focus_areas").select("child-health").run())
    checked(app.multiselect(key="form_places").set_value(["region:Caribbean", "KE"]).run())
    checked(app.select_slider(key="form_weeks").set_range(2.0, 12.0).run())
    checked(app.multiselect(key="form_languages").select("fr").run())
    checked(app.button_group(key="form_level_fr").set_value("good").run())
    wanted = Profile(
        profession="nurse",
        focus_areas=["child-health"],
        regions=["Caribbean"],
        countries=["KE"],
        min_weeks=2,
        max_weeks=12,
        languages=["fr:good"],
    )
    assert query_of(app) == wanted.to_query()
    assert saves(app) == in_bands(recommender.recommend(wanted, n=None))[:10]


def test_answers_before_the_profession_are_not_lost(open_find):
    app = open_find()
    checked(app.multiselect(key="form_focus_areas").select("refugees").run())
    assert not saves(app)
    checked(app.selectbox(key="form_profession").select("nurse").run())
    assert query_of(app) == {"profession": "nurse", "focus_areas": "refugees"}


def test_a_student_says_of_what_once(open_find):
    app = open_find()
    checked(app.selectbox(key="form_profession").set_value("student~optometry student").run())
    assert query_of(app) == {"profession": "student", "field_of_study": "optometrist"}
    assert app.selectbox(key="form_field_of_study").value == "optometrist"
    checked(app.selectbox(key="form_field_of_study").set_value("nurse").run())
    assert query_of(app)["field_of_study"] == "nurse"
    checked(app.selectbox(key="form_profession").set_value("dentist").run())
    assert query_of(app) == {"profession": "dentist"}


def test_who_comes_asks_only_what_then_matters(open_find):
    app = open_find(profession="dentist")
    keys = {widget.key for widget in [*app.number_input, *app.multiselect]}
    assert not {"form_people", "form_children_ages"} & keys
    checked(app.button_group(key="form_company").set_value("others").run())
    assert app.number_input(key="form_people").value == 2
    assert query_of(app) == {"profession": "dentist", "family": "no", "people": "2"}
    checked(app.button_group(key="form_company").set_value("family").run())
    checked(app.number_input(key="form_people").set_value(4.0).run())
    checked(app.multiselect(key="form_children_ages").set_value(["8", "11"]).run())
    assert query_of(app) == {
        "profession": "dentist", "family": "yes", "people": "4", "children_ages": "8,11",
    }  # fmt: skip
    assert "together" in app.number_input(key="form_budget_usd").label
    checked(app.button_group(key="form_company").set_value("alone").run())
    assert query_of(app) == {"profession": "dentist", "family": "no", "people": "1"}
    checked(app.button_group(key="form_company").set_value(None).run())
    assert query_of(app) == {"profession": "dentist"}


def test_a_country_of_a_wished_region_is_left_out_with_one_click(open_find):
    app = open_find(profession="dentist", avoid="MX,SS")
    checked(app.multiselect(key="form_places").set_value(["region:Central America"]).run())
    without = app.button_group(key="form_without")
    assert without.value == ["MX"]
    checked(without.set_value(["MX", "BZ"]).run())
    assert query_of(app)["avoid"] == "SS,MX,BZ"
    assert app.multiselect(key="form_avoid").value == ["SS", "MX", "BZ"]
    checked(app.button(key="answer_avoid-MX").click().run())
    assert app.button_group(key="form_without").value == ["BZ"]


def test_a_large_region_is_taken_apart_in_a_box(open_find):
    app = open_find(profession="dentist", regions="Africa")
    checked(app.multiselect(key="form_without").set_value(["SD"]).run())
    assert query_of(app)["avoid"] == "SD"


def test_time_licence_and_a_second_profession_can_be_said(open_find):
    app = open_find(profession="physician")
    checked(app.multiselect(key="form_commitment").set_value(["part-time", "event"]).run())
    checked(app.multiselect(key="form_licensed_in").set_value(["SE"]).run())
    checked(app.multiselect(key="form_other_professions").set_value(["public-health"]).run())
    assert query_of(app) == {
        "profession": "physician", "commitment": "part-time,event", "licensed_in": "SE",
        "other_professions": "public-health",
    }  # fmt: skip


def test_remote_only_is_one_tick(open_find):
    app = open_find(profession="physician")
    checked(app.checkbox(key="form_remote").check().run())
    assert query_of(app)["settings"] == "remote"
    assert "form_settings" not in {widget.key for widget in app.multiselect}
    checked(app.checkbox(key="form_remote").uncheck().run())
    assert "settings" not in query_of(app)


def test_dates_the_wrong_way_round_are_said_and_the_list_stays(open_find):
    app = open_find(profession="dentist", available_from="2027-06-01")
    before = saves(app)
    checked(app.selectbox(key="form_month").set_value("days").run())
    checked(app.date_input(key="form_available_to").set_value("2027-05-01").run())
    assert "The last free day lies before the first." in app.warning[0].value
    assert saves(app) == before
    checked(app.date_input(key="form_available_to").set_value("2027-09-01").run())
    assert not app.warning
    assert query_of(app)["available_to"] == "2027-09-01"


def test_start_again_forgets_the_profile(open_find):
    app = open_find(**DENTIST.to_query())
    checked(app.button(key="start_again").click().run())
    assert "Where could your skills serve?" in html_of(app)
    assert query_of(app) == {}


# ---- links and files ------------------------------------------------------------------------


def test_a_link_gives_the_same_list_again(open_find):
    first = open_find(**COUNSELOR.to_query())
    again = open_find(**query_of(first))
    assert saves(first) == saves(again)
    assert query_of(again) == COUNSELOR.to_query()


def test_words_and_faith_are_in_the_link_only_when_asked_for(open_find):
    app = open_find(profession="dentist")
    checked(app.text_area(key="form_statement").input("I love to teach").run())
    checked(app.selectbox(key="form_faith").select("catholic").run())
    assert query_of(app) == {"profession": "dentist"}
    checked(app.toggle(key="link_is_private").set_value(True).run())
    assert query_of(app) == {
        "profession": "dentist", "statement": "I love to teach", "faith": "catholic",
    }  # fmt: skip


def test_what_of_a_link_was_ignored_is_named(open_find):
    app = open_find(profession="dentist", max_weeks="soon", countries="KE", colour="blue")
    (notice,) = app.info
    assert "the longest stay (“soon”)" in notice.value.replace("\\", "")
    assert "We do not know “colour”" in notice.value
    assert query_of(app) == {"profession": "dentist", "countries": "KE"}
    checked(app.checkbox(key="form_trainee").check().run())
    assert not app.info


def test_nothing_is_taken_from_a_link_that_is_too_long(open_find):
    app = open_find(profession="dentist", focus_areas="oral-health," * 20_000)
    assert app.info[0].value.startswith("This link is too long")
    assert saves(app) == []


def test_what_a_tab_hands_back_may_be_anything(open_find, monkeypatch, data_folder):
    role_id = Catalog.from_folder(data_folder).roles.index[0]
    strange = [[role_id], {role_id: 1}, None, 7, role_id, role_id]
    professionals.remember(
        monkeypatch,
        profile={"profession": "dentist", "countries": [[]] * 30_000},
        hidden=strange,
        compared=strange,
        shortlist=strange,
    )
    app = open_find()
    assert app.session_state[state._HIDDEN] == (role_id,)
    assert app.session_state[state._COMPARED] == (role_id,)


@pytest.mark.parametrize("profession", ["surgon", "", "<script>", "physician|nurse"])
def test_a_link_without_a_known_profession_shows_the_welcome(open_find, profession):
    app = open_find(profession=profession, max_weeks="4")
    assert "Where could your skills serve?" in html_of(app)
    assert "Please choose a profession" in app.info[0].value


def test_marks_of_other_sites_in_a_link_are_passed_over(open_find):
    assert not open_find(profession="dentist", utm_source="newsletter", embed="true").info


@pytest.mark.parametrize(
    "query",
    [
        {"specialties": "general-dentistry"},
        {"regions": "Latin America", "avoid": "Middle East,SS"},
        {"min_weeks": "0", "max_weeks": "0"},
        {"min_weeks": "0.2", "max_weeks": "0.3"},
        {"min_weeks": "20000"},
        {"max_weeks": "7.5"},
        {"available_from": "1850-01-01", "available_to": "2999-12-31"},
        {"years_experience": "300", "budget_usd": "0.5"},
        {"languages": "en,fr:basic,sw:native"},
        {"people": "0.5"},
        {"people": "7", "family": "yes", "children_ages": "25,0"},
        {"commitment": "on-call", "licensed_in": "SE,GB", "other_professions": "physician"},
        {"settings": "ship,remote", "family": "no", "accepts": "any", "funding": "stipend"},
    ],
    ids=lambda query: "-".join(query),
)
def test_the_form_can_show_any_profile(open_find, recommender, query):
    said = {"profession": "physician", **query}
    app = open_find(**said)
    profile, problems = Profile.from_query(said)
    assert bool(app.info) == bool(problems)  # what cannot be is left out, and that is told
    assert saves(app) == in_bands(recommender.recommend(profile, n=None))[:10]
    checked(app.checkbox(key="form_trainee").check().run())
    assert query_of(app)["trainee"] == "yes"


def test_a_profile_goes_into_a_file_and_comes_back(open_find):
    app = open_find(**SURGEON.to_query())
    content = app.download_button(key="profile_file").proto.url
    assert content
    fresh = open_find()
    yaml = SURGEON.changed(statement="I teach").to_yaml().encode()
    checked(fresh.file_uploader(key="profile_upload").upload("me.yaml", yaml, "text/yaml").run())
    assert query_of(fresh) == SURGEON.to_query()
    assert fresh.text_area(key="form_statement").value == "I teach"
    assert "was read from me" in fresh.info[0].value


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe\x00", b"profession: wizard", b"- a\n- b", b"{", b"profession: nurse\nwings: 2"],
    ids=["bytes", "unknown", "list", "broken", "field"],
)
def test_a_file_that_is_no_profile_is_explained(open_find, content):
    app = open_find()
    checked(app.file_uploader(key="profile_upload").upload("me.yaml", content, "text/yaml").run())
    assert "othing was taken from" in app.info[0].value
    assert "Where could your skills serve?" in html_of(app)


def test_marks_of_who_followed_a_link_are_passed_over(open_find):
    marks = dict.fromkeys(["fbclid", "gclid", "msclkid", "mc_cid", "utm_campaign"], "IwAR3")
    app = open_find(profession="dentist", **marks)
    assert not app.info
    assert query_of(app) == {"profession": "dentist"}


def test_a_list_that_a_link_says_in_two_parts_is_one(open_find):
    app = open_find(profession="Dentist", countries=["KE", "UG"], focus_areas=["oral-health"])
    assert not app.info
    assert query_of(app) == {
        "profession": "dentist", "countries": "KE,UG", "focus_areas": "oral-health",
    }  # fmt: skip


def test_the_link_to_share_holds_the_profile_and_no_place_in_the_list(open_find):
    app = open_find(**SURGEON.to_query(), page="2", order="cost", tab="map")
    link = f"/?{urlencode(SURGEON.to_query())}"
    assert to_copy(app)[0].endswith(link)
    html = unescape(html_of(app))
    assert f"mailto:?subject=Medical%20missions%20that%20could%20fit&body={quote(link, '')}" in html
    said = urlencode({"text": f"Medical missions that could fit: {link}"})
    assert f'href="https://wa.me/?{said}"' in html
    assert "As a file" in {block.label for block in app.expander}


# ---- the place in the list ------------------------------------------------------------------


def place_of(app):
    """What the address says beside the profile."""
    return {name: text for name, text in query_of(app).items() if name in list_place.NAMES}


def test_page_tab_order_and_filters_are_in_the_address_and_come_back_from_it(open_find):
    app = open_find(profession="physician")
    assert place_of(app) == {}
    checked(app.multiselect(key="filter_months").set_value(["3", "unsaid"]).run())
    checked(app.selectbox(key="filter_costs").set_value("1000").run())
    checked(app.multiselect(key="filter_months").set_value([]).run())
    checked(app.selectbox(key="filter_costs").set_value(None).run())
    checked(app.multiselect(key="filter_settings").set_value(["ship", "hospital"]).run())
    checked(app.checkbox(key="filter_hide_own_cost").check().run())
    checked(app.selectbox(key="order").select("cost").run())
    app.session_state["results_page"] = 2
    checked(app.run())
    said = {"setting": "ship,hospital", "hide_own_cost": "1", "order": "cost", "page": "2"}
    assert place_of(app) == said
    again = open_find(**query_of(app))
    assert not again.info
    assert saves(again) == saves(app)
    assert place_of(again) == said


def test_each_part_of_the_place_is_read_and_written(open_find):
    place = {
        "page": "3", "tab": "reading", "order": "need", "flexible": "1", "setting": "ship,remote",
        "country": "KE,UG", "character": "secular", "length": "short", "month": "3,unsaid",
        "faith_asked": "none", "cost": "1000", "language": "no-other", "where_asked": "1",
        "families": "1", "hide_own_cost": "1",
    }  # fmt: skip
    assert set(place) == list_place.NAMES
    app = open_find(profession="physician", **place)
    assert not app.info
    assert place_of(app) == place
    assert app.session_state["find_tab"] == "Worth reading"
    assert app.session_state["filter_months"] == ["3", "unsaid"]
    assert app.session_state["filter_costs"] == "1000"
    assert app.session_state["filter_families"] is True


@pytest.mark.parametrize(
    "place",
    [
        {"page": "9" * 5_000, "month": "13", "country": "XX,<b>", "cost": "1", "setting": ""},
        {"page": "\u0663", "tab": "Roles", "order": "luck", "families": "yes", "flexible": "0"},
    ],
)
def test_a_place_that_is_not_understood_is_passed_over(open_find, place):
    app = open_find(profession="physician", **place)
    assert not app.info
    assert place_of(app) == {}
    assert f"1 to 10 of {app.sidebar.button(key='close_the_form').label[5:]}" in html_of(app)


def test_a_filter_is_chosen_under_another_name(open_find):
    app = open_find(profession="physician")
    checked(app.multiselect(key="filter_countries").set_value(["CD~DR Congo"]).run())
    assert app.session_state["filter_countries"] == ["CD"]
    assert app.query_params["country"] == "CD"


def say_in_address(app, **query):
    app.query_params.clear()
    app.query_params.update(query)


def test_going_back_in_the_browser_takes_a_filter_off_again(open_find, monkeypatch):
    app = open_find(profession="physician")
    before = saves(app)
    checked(app.multiselect(key="filter_settings").set_value(["ship"]).run())
    assert saves(app) != before
    say_in_address(app, profession="physician")
    monkeypatch.setattr(streamlit_server, "is_going_back", lambda: True)
    checked(app.run())
    assert saves(app) == before
    assert app.multiselect(key="filter_settings").value == []


def test_an_address_from_before_a_press_undoes_nothing(open_find):
    app = open_find(profession="physician", page="2")
    checked(app.multiselect(key="filter_settings").set_value(["hospital"]).run())
    say_in_address(app, profession="physician", page="2")
    checked(app.checkbox(key="form_trainee").check().run())
    say_in_address(app, profession="physician", page="2")
    app.session_state["find_tab"] = list_place.TABS["map"]
    checked(app.run())
    assert app.query_params == {
        "profession": "physician",
        "trainee": "yes",
        "setting": "hospital",
        "tab": "map",
    }


def test_what_the_browser_has_seen_and_left_is_gone_back_to(open_find):
    app = open_find(profession="physician")
    checked(app.multiselect(key="filter_settings").set_value(["ship"]).run())
    checked(app.run())
    say_in_address(app, profession="dentist")
    checked(app.run())
    assert app.session_state["the_profile"].profession == "dentist"


def test_a_role_leads_back_to_the_page_of_the_list(open_find):
    app = open_find(profession="physician", page="2", setting="hospital")
    address = f"/?{urlencode(query_of(app))}"
    shown = saves(app)
    app.switch_page(path_of("role"))
    app.query_params.clear()
    app.query_params.update(role_id=shown[3])
    checked(app.run())
    assert f'href="{address}"' in unescape(html_of(app))
    app.switch_page(path_of("find"))
    app.query_params.clear()
    app.query_params.update(dict(parse_qsl(address[2:])))
    checked(app.run())
    assert saves(app) == shown


def test_what_the_tab_remembers_of_the_profile_leaves_the_page_of_the_list(open_find, monkeypatch):
    kept = SURGEON.changed(statement="I teach").to_mapping()
    professionals.remember(monkeypatch, owner="", profile=kept)
    app = open_find(**SURGEON.to_query(), page="2")
    assert app.text_area(key="form_statement").value == "I teach"
    assert place_of(app) == {"page": "2"}


# ---- the form on a phone --------------------------------------------------------------------


def test_the_form_ends_with_the_way_to_the_list_and_its_length(open_find, recommender):
    app = open_find(**SURGEON.to_query())
    number = len(in_bands(recommender.recommend(SURGEON, n=None)))
    assert app.sidebar.button(key="close_the_form").label == f"Show {number} roles"
    checked(app.multiselect(key="filter_settings").set_value(["ship"]).run())
    shown = int(html_of(app).partition("</h2></div>")[0].split(" of ")[-1].split()[0])
    assert shown < number
    assert app.sidebar.button(key="close_the_form").label == f"Show {shown} roles"
    checked(app.button(key="start_again").click().run())
    assert app.sidebar.button(key="close_the_form").label == "Back to the start page"


def test_answers_without_a_profession_are_not_met_with_silence(open_find):
    app = open_find()
    assert not app.info
    checked(app.selectbox(key="form_month").set_value("days").run())
    checked(app.date_input(key="form_available_from").set_value("2027-06-01").run())
    assert app.info[0].value.startswith("Choose a profession first")
    checked(app.date_input(key="form_available_from").set_value(None).run())
    assert not app.info
    checked(app.multiselect(key="form_places").set_value(["KE"]).run())
    checked(app.selectbox(key="form_profession").select("nurse").run())
    assert not app.info


# ---- the list -------------------------------------------------------------------------------


def test_saving_a_role_is_remembered(open_find):
    app = open_find(**SURGEON.to_query())
    first, second = saves(app)[:2]
    checked(app.button(key=f"save_{second}").click().run())
    assert app.button(key=f"save_{second}").label == "Saved"
    assert app.button(key=f"save_{first}").label == "Save"
    assert app.session_state[state._SHORTLIST] == {second: ""}
    checked(app.button(key=f"save_{second}").click().run())
    assert app.session_state[state._SHORTLIST] == {}


def test_a_role_set_aside_keeps_its_place_until_the_list_changes(open_find):
    app = open_find(**SURGEON.to_query())
    shown = saves(app)
    checked(app.button(key=f"hide_{shown[1]}").click().run())
    assert saves(app) == [shown[0], *shown[2:]]
    assert "Not for you: " in html_of(app)
    checked(app.button(key=f"unhide_{shown[1]}").click().run())
    assert saves(app) == shown
    checked(app.button(key=f"hide_{shown[1]}").click().run())
    checked(app.multiselect(key="form_languages").unselect("en").run())
    assert shown[1] not in saves(app)
    assert "Not for you: " not in html_of(app)
    checked(app.checkbox(key="filter_with_hidden").check().run())
    assert "Not for you: " in html_of(app)


def test_pages_show_ten_roles_each(open_find, recommender):
    app = open_find(**SURGEON.to_query())
    ranked = in_bands(recommender.recommend(SURGEON, n=None))
    app.session_state["results_page"] = 2
    checked(app.run())
    assert saves(app) == ranked[10:20]
    assert f"11 to {min(20, len(ranked))} of {len(ranked)} roles" in html_of(app)
    checked(app.multiselect(key="form_places").set_value([]).run())
    assert "1 to 10 of " in html_of(app)


def test_page_numbers_beyond_the_list_show_its_last_page(open_find):
    app = open_find(**SURGEON.to_query())
    app.session_state["results_page"] = 99
    checked(app.run())
    assert saves(app)


def test_each_band_has_its_heading_and_the_third_is_one_click_away(open_find, recommender):
    app = open_find(**SURGEON.to_query())
    matches = recommender.recommend(SURGEON, n=None)
    folded = matches.loc[matches["band"] == FOLDED, "role_id"].tolist()
    above = in_bands(matches)
    for page in range(-(-len(above) // 10)):
        app.session_state["results_page"] = page + 1
        checked(app.run())
        assert saves(app) == above[page * 10 : page * 10 + 10]
        assert f"{BANDS[FOLDED]}: " not in html_of(app)
    assert f"{BANDS[NEAR]}: " in html_of(app)
    button = app.button(key="unfold")
    assert button.label == f"Show {len(folded)} more roles, if you are flexible"
    checked(button.click().run())
    assert set(saves(app)) & set(folded)
    assert f"{BANDS[FOLDED]}: {len(folded)}" in html_of(app)
    checked(app.button(key="unfold").click().run())
    assert saves(app) == above[:10]


def test_a_card_says_which_wish_is_in_the_way(open_find, recommender):
    app = open_find(**SURGEON.to_query())
    matches = recommender.recommend(SURGEON, n=None)
    near = matches.loc[matches["band"] == NEAR, "role_id"].iloc[0]
    (row,) = recommender.wishes(SURGEON, [near]).to_dict("records")
    app.session_state["results_page"] = in_bands(matches).index(near) // 10 + 1
    checked(app.run())
    said = phrases.inside(in_the_way(row["broken"], row["left_open"]))
    assert f"<strong>{BANDS[NEAR]}:</strong> {said}" in html_of(app)


def test_where_no_role_meets_all_the_page_says_what_is_in_the_way(open_find):
    app = open_find(profession="physician", commitment="part-time", countries="US")
    html = html_of(app)
    assert "No role meets all you asked" in html
    assert "What stands in the way most: " in html
    assert f"{BANDS[MEETS]}: " not in html


def test_every_answer_is_above_the_list_and_can_be_taken_back(open_find):
    said = SURGEON.changed(people=2, licensed_in=["KE"], budget_usd=900, avoid=["SS"])
    app = open_find(**said.to_query())
    labels = {b.key: b.label for b in app.button if (b.key or "").startswith("answer_")}
    assert labels["answer_people"] == "2 people"
    assert labels["answer_licensed_in-KE"] == "Licence or citizenship\\: Kenya"
    assert labels["answer_budget_usd"] == "Up to \\$900 for all"
    assert labels["answer_avoid-SS"] == "Not South Sudan"
    checked(app.button(key="answer_budget_usd").click().run())
    checked(app.button(key="answer_regions-Eastern Africa").click().run())
    assert query_of(app) == said.changed(budget_usd=None, regions=[]).to_query()
    assert app.number_input(key="form_budget_usd").value is None
    checked(app.button(key="undo_change").click().run())
    assert query_of(app) == said.changed(budget_usd=None).to_query()


def test_families_read_first_that_they_are_welcome(open_find, catalog):
    app = open_find(profession="physician", family="yes", regions="Africa", min_weeks="52")
    welcome = [role_id for role_id in saves(app) if catalog.role(role_id)["family"] == "yes"]
    assert welcome
    cards = html_of(app).split('<article class="mm-card">')
    (card, *_) = [card for card in cards if f"role_id={welcome[0]}" in card]
    (first, *_) = card.partition('<div class="mm-chips">')[2].split("</span></span>")
    assert "Family welcome" in first.partition("mm-chip mm-plain")[0]


def test_each_choice_of_a_filter_says_how_many_roles_it_shows(open_find, catalog, recommender):
    app = open_find(**SURGEON.to_query())
    listed = recommender.recommend(SURGEON, n=None)["role_id"]
    on_ships = sum("ship" in catalog.role(role_id)["setting"] for role_id in listed)
    assert f"Ship ({on_ships})" in app.multiselect(key="filter_settings").options


def test_filters_narrow_the_list_and_come_off_again(open_find, catalog):
    app = open_find(**SURGEON.to_query())
    before = saves(app)
    checked(app.multiselect(key="filter_settings").set_value(["ship"]).run())
    assert saves(app)
    assert all("ship" in catalog.role(role_id)["setting"] for role_id in saves(app))
    checked(app.button(key="filters_off").click().run())
    assert saves(app) == before


def of_all(app):
    """How many roles the list has, with those that are folded away."""
    app.session_state["folded_roles_shown"] = True
    return int(html_of(checked(app.run())).partition("</h2></div>")[0].split(" of ")[-1].split()[0])


@pytest.mark.parametrize(
    ("name", "choice", "passes"),
    [
        ("months", "3", lambda role: 3 in role["months"]),
        ("costs", "1000", lambda role: role["cost_usd"] <= 1000),
        ("costs", "stated", lambda role: role["cost_usd"] > 0),
        ("languages", "english", lambda role: role["languages"][:1] in (("en",), ("en:required",))),
        ("faiths_asked", "christian", lambda role: role["faith_required"] == "christian"),
        ("faiths_asked", "unsaid", lambda role: role["faith_required"] == ""),
        ("families", True, lambda role: role["family"] == "yes"),
    ],
)
def test_a_filter_leaves_as_many_roles_as_its_choice_says(
    open_find, catalog, recommender, name, choice, passes
):
    said = Profile(profession="dentist")
    listed = recommender.recommend(said, n=None)["role_id"]
    number = sum(bool(passes(catalog.role(role_id))) for role_id in listed)
    assert 0 < number < len(listed)
    app = open_find(**said.to_query())
    offered = {"months": app.multiselect, "faiths_asked": app.multiselect, "families": app.checkbox}
    widget = offered.get(name, app.selectbox)(key=f"filter_{name}")
    labels = [widget.label] if choice is True else widget.options
    assert any(label.endswith(f"({number})") for label in labels)
    checked(widget.set_value([choice] if name in ("months", "faiths_asked") else choice).run())
    assert of_all(app) == number
    off = "" if choice is True else choice
    checked(app.button(key=f"filter_off_{name}_{off}").click().run())
    assert of_all(app) == len(listed)


def test_only_where_i_asked_leaves_roles_that_are_there(open_find, catalog, recommender):
    app = open_find(profession="dentist", countries="KE")
    checked(app.checkbox(key="filter_where_asked").check().run())
    said = Profile(profession="dentist", countries=["KE"])
    listed = recommender.recommend(said, n=None)["role_id"]
    there = [role_id for role_id in listed if "KE" in catalog.role(role_id)["countries"]]
    assert 0 < len(there) < len(listed)
    assert of_all(app) == len(there)
    assert set(saves(app)) == set(there)
    assert app.checkbox(key="filter_where_asked").label.endswith(f"({len(there)})")


def test_who_serves_from_home_is_where_they_asked_too(open_find, catalog):
    app = open_find(profession="physician", countries="KE", settings="remote")
    checked(app.checkbox(key="filter_where_asked").check().run())
    roles = [catalog.role(role_id) for role_id in saves(app)]
    assert any("remote" in role["setting"] for role in roles)
    assert all("remote" in role["setting"] or "KE" in role["countries"] for role in roles)


def test_who_takes_the_place_back_has_no_filter_of_it_any_more(open_find):
    app = open_find(profession="dentist", countries="KE")
    everywhere = of_all(open_find(profession="dentist"))
    checked(app.checkbox(key="filter_where_asked").check().run())
    checked(app.button(key="answer_countries-KE").click().run())
    assert "filter_where_asked" not in {widget.key for widget in app.checkbox}
    assert "filters_off" not in {button.key for button in app.button}
    assert of_all(app) == everywhere


def test_each_choice_that_is_on_comes_off_alone_and_all_at_once(open_find):
    app = open_find(**SURGEON.to_query())
    before = saves(app)
    checked(app.multiselect(key="filter_settings").set_value(["ship", "hospital"]).run())
    checked(app.selectbox(key="filter_languages").set_value("no-other").run())
    checked(app.checkbox(key="filter_hide_own_cost").check().run())
    checked(app.button(key="filter_off_settings_ship").click().run())
    assert app.multiselect(key="filter_settings").value == ["hospital"]
    checked(app.button(key="filter_off_hide_own_cost_").click().run())
    assert app.checkbox(key="filter_hide_own_cost").value is False
    assert app.selectbox(key="filter_languages").value == "no-other"
    assert saves(app) != before
    checked(app.button(key="filters_off").click().run())
    assert app.selectbox(key="filter_languages").value is None
    assert app.multiselect(key="filter_settings").value == []
    assert saves(app) == before


def test_filters_that_leave_only_what_is_folded_away_say_so(open_find, recommender, catalog):
    app = open_find(**SURGEON.to_query())
    matches = recommender.recommend(SURGEON, n=None).set_index("role_id")["band"]
    bands = {}
    for role_id, band in matches.items():
        for iso2 in catalog.role(role_id)["where"]:
            bands.setdefault(iso2, set()).add(band)
    (iso2, *_) = [iso2 for iso2, found in bands.items() if found == {FOLDED}]
    checked(app.multiselect(key="filter_countries").set_value([iso2]).run())
    assert not saves(app)
    assert "What the filters leave neither meets all you asked nor comes near." in html_of(app)
    checked(app.button(key="unfold").click().run())
    assert saves(app)


def test_filters_that_leave_nothing_say_so(open_find):
    app = open_find(**SURGEON.to_query())
    app.session_state["filter_settings"] = ["remote"]
    app.session_state["filter_countries"] = ["BI"]
    checked(app.run())
    assert "Nothing is left after filtering" in html_of(app)
    checked(app.button(key="filters_off_too").click().run())
    assert saves(app)


def test_a_country_stays_a_filter_when_no_role_is_there_any_more(open_find):
    app = open_find(**SURGEON.to_query())
    checked(app.multiselect(key="filter_countries").set_value(["BI"]).run())
    checked(app.selectbox(key="form_profession").select("dental-assistant").run())
    assert app.multiselect(key="filter_countries").value == ["BI"]


def test_order_by_organization_within_each_band(open_find, catalog, recommender):
    app = open_find(**SURGEON.to_query())
    checked(app.selectbox(key="order").select("organization").run())
    matches = recommender.recommend(SURGEON, n=None).set_index("role_id")["band"]
    names = [(matches[id_], catalog.role(id_)["org_name"].casefold()) for id_ in saves(app)]
    assert names == sorted(names)


@pytest.mark.parametrize(
    ("order", "column", "falls"), [("cost", "cost_usd", False), ("newest", "read_on", True)]
)
def test_an_order_sorts_inside_each_band(open_find, catalog, recommender, order, column, falls):
    app = open_find(profession="dentist", regions="Africa", max_weeks="4")
    checked(app.selectbox(key="order").select(order).run())
    app.session_state["folded_roles_shown"] = True
    checked(app.run())
    said = Profile(profession="dentist", regions=["Africa"], max_weeks=4)
    band_of = recommender.recommend(said, n=None).set_index("role_id")["band"]
    shown = catalog.roles.loc[saves(app)]
    if order == "newest":
        shown = shown[shown["source_date"] == ""]
    bands = band_of[shown.index].tolist()
    assert bands == sorted(bands)
    for band in set(bands):
        inside = shown[column][[one == band for one in bands]]
        ordered = inside.sort_values(kind="stable", ascending=not falls, na_position="last")
        assert inside.index.tolist() == ordered.index.tolist()


def test_up_to_three_roles_are_compared_side_by_side(open_find, catalog):
    app = open_find(**SURGEON.to_query())
    chosen = saves(app)[:3]
    for role_id in chosen:
        checked(app.button(key=f"compare_{role_id}").click().run())
    fourth = saves(app)[3]
    assert app.button(key=f"compare_{fourth}").disabled
    assert app.button(key=f"compare_{fourth}").label == "Compare (up to three)"
    checked(app.button(key="compare_open").click().run())
    table = html_of(app).partition('<table class="mm-compare">')[2]
    for role_id in chosen:
        assert catalog.role(role_id)["title"] in table
    assert "Points of 100" in table
    assert "How long" in table
    checked(app.button(key="compare_clear").click().run())
    assert not app.button(key=f"compare_{fourth}").disabled
    assert app.button(key=f"compare_{fourth}").label == "Compare"


# ---- one change away, map, articles ---------------------------------------------------------


def open_tab(app, name):
    app.session_state["find_tab"] = name
    return checked(app.run())


def test_a_change_shows_what_it_opens_and_changes_nothing_yet(open_find, recommender, catalog):
    app = open_tab(open_find(**SURGEON.to_query()), "One change away")
    change = recommender.almost(SURGEON).iloc[1]
    checked(app.button(key=f"almost_{change['change_id']}").click().run())
    html = html_of(app)
    for role_id in change["role_ids"][:8]:
        assert f"role_id={role_id}" in html
    assert query_of(app) == SURGEON.to_query() | {"tab": "almost"}


def test_a_change_is_made_when_asked_for_and_can_be_undone(open_find, recommender):
    app = open_tab(open_find(**SURGEON.to_query()), "One change away")
    change = recommender.almost(SURGEON).iloc[0]
    checked(app.button(key=f"almost_{change['change_id']}").click().run())
    checked(app.button(key=f"apply_{change['change_id']}").click().run())
    changed = SURGEON.changed(**change["changes"])
    assert query_of(app) == changed.to_query()
    n_before, n_after = (len(recommender.recommend(one, n=None)) for one in (SURGEON, changed))
    assert n_after >= n_before + change["opens"]
    bands = recommender.recommend(changed, n=None)["band"]
    assert head_count(bands.value_counts().to_dict()) in html_of(app)
    checked(app.button(key="undo_change").click().run())
    assert query_of(app) == SURGEON.to_query()


@pytest.fixture
def one_long_role(own_database):
    """Let the app see a single role, which takes a year or longer."""
    with own_database.writing() as session:
        long = session.get(RoleRow, "tenwek-hospital--long-term-physician")
        assert long.min_weeks >= 52
        session.execute(delete(RoleRow).where(RoleRow.role_id != long.role_id))


@pytest.mark.usefixtures("one_long_role")
def test_where_nothing_fits_the_page_says_what_closes_most_and_what_opens_it(open_find):
    app = open_find(profession="physician", min_weeks="2", max_weeks="4")
    assert not saves(app)
    html = html_of(app)
    assert "No role meets what you asked. 1 would open with one change." in html
    assert "What closes most roles to you is this: length of stay" in html
    assert any((button.key or "").startswith("almost_") for button in app.button)


@pytest.mark.usefixtures("one_long_role")
def test_where_no_change_helps_the_page_is_kind(open_find):
    app = open_find(profession="optometrist")
    assert "No role for this profile yet" in html_of(app)


def test_map_has_a_sentence_and_a_table_beside_it(open_find):
    app = open_tab(open_find(**SURGEON.to_query()), "Map")
    assert " countries. Most roles: " in html_of(app)
    assert app.table[0].value.columns.tolist() == ["country", "region", "roles"]
    assert not saves(app)


def press(app, iso2):
    """Press the circle of a country, as the browser sends it."""
    (chart,) = app.get("vega_lite_chart")
    states = app._tree.get_widget_states()
    pressed = {"selection": {maps.CLICKED: [{"iso2": iso2}] if iso2 else []}}
    states.widgets.append(WidgetState(id=chart.proto.id, string_value=json.dumps(pressed)))
    return checked(app._run(states))


def test_a_press_on_a_country_leaves_its_roles_until_it_is_taken_off(open_find, catalog):
    app = open_tab(open_find(**SURGEON.to_query()), "Map")
    table = app.table[0].value
    press(app, "KE")
    number = table.set_index("country").loc["Kenya", "roles"]
    assert f"{number} roles in Kenya" in html_of(app)
    assert app.table[0].value.equals(table)
    checked(app.button(key="map_to_list").click().run())
    assert app.session_state["find_tab"] == "Roles"
    assert of_all(app) == number
    assert all("KE" in catalog.role(role_id)["where"] for role_id in saves(app))
    checked(app.button(key="filter_off_countries_KE").click().run())
    assert of_all(app) > number


def test_a_second_press_takes_the_country_off_and_one_beside_it_changes_nothing(open_find):
    app = open_tab(open_find(**SURGEON.to_query()), "Map")
    press(app, "KE")
    press(app, "")
    assert app.session_state["filter_countries"] == ["KE"]
    press(app, "UG")
    assert app.session_state["filter_countries"] == ["UG"]
    press(app, "UG")
    assert app.session_state["filter_countries"] == []
    assert "map_to_list" not in {button.key for button in app.button}


@pytest.mark.usefixtures("one_long_role")
def test_a_map_of_no_roles_says_what_would_open_one(open_find):
    app = open_tab(open_find(profession="physician", min_weeks="2", max_weeks="4"), "Map")
    assert "What closes most roles to you is this: length of stay" in html_of(app)
    assert "Nothing is left after filtering" not in html_of(app)


def test_a_map_of_filters_that_leave_nothing_has_the_way_back(open_find):
    app = open_find(**SURGEON.to_query())
    checked(app.multiselect(key="filter_settings").set_value(["remote"]).run())
    app.session_state["filter_countries"] = ["BI"]
    open_tab(app, "Map")
    assert "Nothing is left after filtering" in html_of(app)
    checked(app.button(key="filters_off_too").click().run())
    assert app.table


def test_articles_come_with_the_reason(open_find, recommender):
    app = open_tab(open_find(**SURGEON.to_query()), "Worth reading")
    html = html_of(app)
    assert html.count('<li class="mm-small-card">') == 5
    assert "article_id=" in html


def test_words_of_a_visitor_are_never_markup(open_find):
    statement = "<img src=x onerror=alert(1)> surgery teaching"
    app = open_find(**SURGEON.changed(statement=statement).to_query(private=True))
    assert "<img" not in html_of(app)


# ---- the profile in the account -------------------------------------------------------------


def test_the_first_saving_says_what_is_agreed_to_and_records_it(open_find, own_database, amina):
    app = open_find(**DENTIST.to_query())
    assert professional.STORAGE_TEXT in html_of(app)
    checked(app.button(key="save_profile").click().run())
    mine = professionals.saved(own_database, amina)
    assert mine.profile == DENTIST.changed(profile_id="amina")
    assert mine.visibility == "hidden"
    (consent,) = professional.my_consents(own_database, amina, now=NOW)
    assert (consent.kind, consent.text, consent.given) == (
        "storage",
        professional.STORAGE_TEXT,
        True,
    )
    assert "This profile is saved in your account." in html_of(app)
    assert professional.STORAGE_TEXT not in html_of(app)


@pytest.mark.parametrize("query", [{}, DENTIST.to_query()], ids=["no address", "her address"])
def test_the_saved_profile_fills_the_form(open_find, own_database, amina, monkeypatch, query):
    hers = DENTIST.changed(statement="I love to teach")
    professionals.save(own_database, amina, hers)
    professionals.remember(monkeypatch, profile=None)
    app = open_find(**query)
    assert app.text_area(key="form_statement").value == "I love to teach"
    assert query_of(app) == DENTIST.to_query()
    assert "saved_profile" not in {button.key for button in app.button}


def test_a_shared_link_changes_nothing_saved_until_asked_to(
    open_find, own_database, amina, monkeypatch
):
    professionals.save(own_database, amina, visibility="visible", agreed=True, contact="+254")
    professionals.remember(monkeypatch, owner="amina", profile=None)
    app = open_find(**DENTIST.to_query())
    assert app.selectbox(key="form_profession").value == "dentist"
    assert "Your saved profile is another one. What differs: your profession" in html_of(app)
    assert professionals.saved(own_database, amina).profile.profession == "physician"

    checked(app.button(key="saved_profile").click().run())
    assert app.selectbox(key="form_profession").value == "physician"
    checked(app.button(key="undo_change").click().run())
    assert app.selectbox(key="form_profession").value == "dentist"

    checked(app.button(key="save_profile").click().run())
    mine = professionals.saved(own_database, amina)
    assert (mine.profile.profession, mine.visibility) == ("dentist", "visible")
    assert (mine.profile.statement, mine.contact) == ("", "+254")


def test_a_profile_saved_in_another_window_is_not_written_over(open_find, own_database, amina):
    professionals.save(own_database, amina)
    app = open_find(**DENTIST.to_query())
    professionals.save(own_database, amina, COUNSELOR, version=1)
    checked(app.button(key="save_profile").click().run())
    assert "changed in another window" in app.error[0].value
    assert "Another window has saved a newer profile." in html_of(app)
    profession = professionals.saved(own_database, amina).profile.profession
    assert profession == COUNSELOR.profession
    checked(app.button(key="saved_profile").click().run())
    assert app.selectbox(key="form_profession").value == COUNSELOR.profession
    assert "Another window" not in html_of(app)


def test_starting_again_leaves_a_way_back_to_the_saved_profile(open_find, own_database, amina):
    professionals.save(own_database, amina, DENTIST)
    app = open_find(**DENTIST.to_query())
    checked(app.button(key="start_again").click().run())
    assert "Where could your skills serve?" in html_of(app)
    checked(app.button(key="saved_profile").click().run())
    assert app.selectbox(key="form_profession").value == "dentist"


@pytest.mark.parametrize("other", [VISITOR, Actor("omar", "professional")], ids=["nobody", "omar"])
def test_who_goes_on_in_the_tab_of_another_sees_nothing_of_theirs(
    open_find, own_database, amina, sign_in, other
):
    professionals.save(own_database, amina)
    app = open_find(**SURGEON.to_query())
    professionals.account(own_database, "omar")
    sign_in(other)
    checked(app.run())
    assert "Roles for you" not in html_of(app)
    assert not app.selectbox
    assert query_of(app) == {}


def test_a_month_is_chosen_in_words_and_taken_back(open_find):
    app = open_find(profession="dentist")
    month = app.selectbox(key="form_month")
    assert month.options[0] == "Any time"
    assert month.options[-1] == "Exact days …"
    chosen = next(iter(planned.months(today() + dt.timedelta(days=100))))
    assert planned.months(today())[chosen] in month.options
    checked(month.set_value(chosen).run())
    first, last = planned.days_of(chosen)
    said = query_of(app)
    assert said["available_from"] == first.isoformat()
    assert said["available_to"] == last.isoformat()
    checked(app.selectbox(key="form_month").set_value("").run())
    assert "available_from" not in query_of(app)


def test_days_that_are_past_are_said(open_find):
    app = open_find(profession="dentist", available_from="2020-02-01", available_to="2020-03-01")
    assert "You said that you are free until 1 March 2020, which is past." in [
        warning.value for warning in app.warning
    ]


def test_one_question_more_is_answered_or_skipped(open_find):
    app = open_find(profession="nurse")
    assert not [button for button in app.button if button.key.startswith("reply_")]
    checked(app.toggle(key="asks_me").set_value(True).run())
    first = [button for button in app.button if button.key.startswith("reply_")]
    assert any("other role" in button.label for button in first)
    (skip,) = [button for button in app.button if button.key.startswith("skip_")]
    checked(skip.click().run())
    second = [button for button in app.button if button.key.startswith("reply_")]
    assert {button.key for button in second}.isdisjoint(button.key for button in first)
    checked(second[0].click().run())
    assert len(query_of(app)) > 1
