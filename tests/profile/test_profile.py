"""Profiles: what is understood, what is refused and in which words, and what stays private."""

import datetime as dt
import tracemalloc

import numpy as np
import pandas as pd
import pytest

from matching import Profile
from matching.errors import DataError, HeaderError, ProfileError
from matching.profile.files import read_profile, read_profiles
from tests.builders import person, within_seconds

FULL = {
    "profile_id": "p1",
    "profession": "physician",
    "specialties": ["pediatrics", "neonatology"],
    "years_experience": 12,
    "trainee": "no",
    "focus_areas": ["child-health", "nutrition"],
    "countries": ["KE", "NO"],
    "regions": ["Eastern Africa", "Latin America and the Caribbean"],
    "avoid": ["SO", "Melanesia"],
    "languages": ["en:native", "fr:good", "es:basic", "sw"],
    "min_weeks": 1.4,
    "max_weeks": 4,
    "available_from": "2027-02-15",
    "available_to": "2028-01-31",
    "faith": "catholic",
    "accepts": "any",
    "funding": "expenses-paid",
    "budget_usd": 2500,
    "family": "yes",
    "settings": ["hospital", "mobile-clinic"],
    "statement": "I can go, “soon”: twice a year; 100 % – ça va? #1 | a,b & c\nSecond line",
}


def refusal(**fields):
    """The text with which a profile is refused."""
    with pytest.raises(ProfileError) as caught:
        Profile(**({"profession": "dentist"} | fields))
    return str(caught.value)


def problem_columns(error):
    return [problem.column for problem in error.problems]


class TestUnderstanding:
    def test_profession_alone_is_a_profile_that_says_nothing_else(self):
        said = Profile(profession="dentist").to_mapping()
        assert said == {"profession": "dentist"}

    @pytest.mark.parametrize("unknown", ["", None, float("nan"), np.nan])
    def test_blank_none_and_nan_are_not_said_in_any_field(self, unknown):
        names = [name for name in FULL if name not in ("profession", "profile_id")]
        profile = Profile(profession="dentist", **dict.fromkeys(names, unknown))
        assert profile == Profile(profession="dentist")

    @pytest.mark.parametrize(
        "areas",
        [
            ["oral-health", "eye-care"],
            ("oral-health", "eye-care"),
            "oral-health|eye-care",
            " oral-health | eye-care |",
            ["oral-health", "eye-care", "oral-health", ""],
        ],
    )
    def test_lists_may_be_written_in_several_ways(self, areas):
        assert person(focus_areas=areas).focus_areas == ("oral-health", "eye-care")

    @pytest.mark.parametrize(
        ("text", "first", "last"),
        [
            ("2027", dt.date(2027, 1, 1), dt.date(2027, 12, 31)),
            (2027, dt.date(2027, 1, 1), dt.date(2027, 12, 31)),
            ("2028-02", dt.date(2028, 2, 1), dt.date(2028, 2, 29)),
            ("2027-02-15", dt.date(2027, 2, 15), dt.date(2027, 2, 15)),
            (dt.date(2027, 2, 15), dt.date(2027, 2, 15), dt.date(2027, 2, 15)),
            (dt.datetime(2027, 2, 15, 13), dt.date(2027, 2, 15), dt.date(2027, 2, 15)),
            (pd.Timestamp("2027-02-15"), dt.date(2027, 2, 15), dt.date(2027, 2, 15)),
        ],
    )
    def test_vague_dates_begin_early_and_end_late(self, text, first, last):
        assert person(available_from=text).available_from == first
        assert person(available_to=text).available_to == last

    @pytest.mark.parametrize(("given", "said"), [(True, "yes"), (False, "no"), ("Yes", "yes")])
    def test_yes_and_no_may_be_truth_values(self, given, said):
        assert person(family=given).family == said

    def test_country_codes_may_be_small(self):
        assert person(countries=["ke"], avoid=["so"]).countries == ("KE",)

    def test_country_given_twice_in_any_case_counts_once(self):
        assert person(countries=["ke", "KE"]).countries == ("KE",)

    def test_spoken_gives_each_language_its_level(self):
        assert person(languages=["en:native", "sw"]).spoken == {"en": "native", "sw": ""}

    def test_text_is_stripped(self):
        assert person(faith=" catholic ", statement="  I go. ").statement == "I go."

    @pytest.mark.parametrize("number", [3, 3.0, "3", np.int64(3), np.float64(3)])
    def test_numbers_may_be_texts_and_numpy_numbers(self, number):
        assert person(min_weeks=number).min_weeks == 3.0

    @pytest.mark.parametrize("missing", [pd.NA, pd.NaT])
    def test_missing_values_of_pandas_are_not_said(self, missing):
        assert person(available_from=missing).available_from is None

    def test_profile_cannot_be_changed_in_place(self):
        with pytest.raises(ValueError, match="frozen"):
            person().profession = "nurse"

    def test_changed_gives_a_new_profile_and_leaves_the_old_one(self):
        before = person(max_weeks=2)
        after = before.changed(max_weeks=4, family="yes")
        assert (before.max_weeks, after.max_weeks, after.family) == (2, 4, "yes")

    def test_change_is_validated(self):
        with pytest.raises(ProfileError, match=r"max_weeks: found '1.*not less than min_weeks"):
            person(min_weeks=2).changed(max_weeks=1)


class TestRefusing:
    @pytest.mark.parametrize(
        ("fields", "text"),
        [
            ({"profession": "phisician"}, "profession: found 'phisician'.*mean 'physician'"),
            ({"profession": ""}, "profession: found nothing, expected a profession"),
            ({"specialties": ["general-surgry"]}, "specialties: .*mean 'general-surgery'"),
            ({"focus_areas": ["theeths"]}, "focus_areas: found 'theeths', expected "),
            ({"settings": ["hospitl"]}, "settings: found 'hospitl'.*'hospital'"),
            ({"countries": ["Utopia"]}, "countries: found 'Utopia', expected a country code"),
            ({"countries": ["XX"]}, "countries: found 'XX', expected a country code"),
            ({"regions": ["Narnia"]}, "regions: found 'Narnia', expected .*region"),
            ({"avoid": ["XX"]}, "avoid: found 'XX', expected a country code"),
            ({"avoid": ["Narnia"]}, "avoid: found 'Narnia', expected .*region"),
            ({"languages": ["xx:good"]}, "languages: found 'xx:good', expected a language"),
            ({"languages": ["Elvish"]}, "languages: found 'Elvish', expected a language"),
            ({"languages": ["fr:fluent"]}, "languages: found 'fr:fluent'.*basic, good, native"),
            ({"trainee": "maybe"}, "trainee: found 'maybe', expected .*'yes'.*'no'"),
            ({"family": "2"}, "family: found '2', expected .*'yes'.*'no'"),
            ({"accepts": "christians"}, "accepts: found 'christians'.*mean 'christian'"),
            ({"funding": "paid"}, "funding: found 'paid', expected a kind of funding"),
            ({"min_weeks": -1}, "min_weeks: found '-1', expected .*0"),
            ({"min_weeks": "two"}, "min_weeks: found 'two', expected .*number"),
            ({"min_weeks": True}, "min_weeks: found 'true', expected a number"),
            ({"max_weeks": float("inf")}, "max_weeks: found 'Infinity', expected .*number"),
            ({"max_weeks": "nan"}, "max_weeks: found 'nan', expected .*number"),
            ({"years_experience": 10**400}, "years_experience: found '1000.*number"),
            ({"budget_usd": 2_000_000}, "budget_usd: found '2000000', expected .*1,000,000"),
            ({"budget_usd": {"usd": 1}}, "budget_usd: found '{.*number"),
            ({"min_weeks": [1]}, r"min_weeks: found '\[1\]', expected .*number"),
            ({"available_from": "soon"}, "available_from: found 'soon', expected a date such as"),
            ({"available_from": "2027-02-30"}, "available_from: found '2027-02-30'.*a date such"),
            ({"available_from": "2027-13"}, "available_from: found '2027-13', expected a date"),
            ({"available_from": "15.2.2027"}, "available_from: found '15.2.2027'.*a date"),
            ({"available_to": True}, "available_to: found 'true', expected .*date"),
            ({"available_to": 10**30}, "available_to: found '1000.*a date such as"),
            ({"min_weeks": 4, "max_weeks": 2}, "max_weeks: found '2', expected not less than"),
            (
                {"available_from": "2027-05", "available_to": "2027-04"},
                "available_to: found '2027-04', expected not before available_from",
            ),
            ({"statement": "x" * 4001}, "statement: found 'xxx.*…', expected .*4,?000"),
            ({"statement": ["a"]}, "statement: found .*, expected .*"),
            ({"focus_areas": {"a": 1}}, "focus_areas: found '{.*, expected .*"),
            ({"focus_areas": 5}, "focus_areas: found '5', expected .*"),
            ({"focus_areas": [5]}, r"focus_areas: found '\[5\]', expected .*"),
            ({"focus": ["surgery"]}, "focus: .*expected a field of a profile.*'focus_areas'"),
        ],
    )
    def test_message_names_field_value_and_what_would_be_right(self, fields, text):
        with pytest.raises(ProfileError, match=text):
            Profile(**({"profession": "dentist"} | fields))

    def test_missing_profession_is_named(self):
        with pytest.raises(ProfileError, match="profession: found nothing, expected a profession"):
            Profile()

    def test_all_problems_are_reported_at_once(self):
        with pytest.raises(ProfileError) as caught:
            Profile(profession="dentst", min_weeks=-1, countries=["XX"])
        assert sorted(problem_columns(caught.value)) == ["countries", "min_weeks", "profession"]

    @pytest.mark.parametrize("items", [[["surgery"]], [{"a": 1}], [{"surgery"}]])
    @pytest.mark.parametrize("field", ["focus_areas", "countries", "languages"])
    def test_list_inside_a_list_is_refused(self, field, items):
        assert f"{field}: found" in refusal(**{field: items})

    @pytest.mark.parametrize("faith", ["evangelcal", "methodst"])
    def test_slip_in_a_faith_is_refused_as_it_would_close_roles(self, faith):
        assert f"faith: found '{faith}'" in refusal(faith=faith)

    @pytest.mark.parametrize(
        ("said", "understood"),
        [("Methodist", "protestant"), ("Roman Catholic", "catholic"), ("sikh", "sikh")],
    )
    def test_denomination_counts_as_its_family_and_another_faith_as_itself(self, said, understood):
        assert Profile(profession="nurse", faith=said).faith == understood

    @pytest.mark.parametrize("text", ["2027-02-15-99", "2027-02-15-"])
    def test_date_with_something_after_it_is_refused(self, text):
        assert f"found '{text}', expected a date" in refusal(available_from=text)

    def test_number_is_no_date(self):
        assert "available_from: found '86400.0'" in refusal(available_from=86400.0)

    def test_language_given_twice_with_two_levels_is_refused_or_takes_the_better_one(self):
        one, two = (["en:good", "en:basic"], ["en:basic", "en:good"])
        try:
            assert person(languages=one).spoken == person(languages=two).spoken
        except ProfileError as error:
            assert problem_columns(error) == ["languages"]  # noqa: PT017

    @pytest.mark.parametrize("item", ["family", "statement|x", "a|b", "|"])
    def test_item_that_is_the_name_of_a_field_is_blamed_on_its_own_field(self, item):
        with pytest.raises(ProfileError) as caught:
            Profile(profession="dentist", focus_areas=[item])
        assert problem_columns(caught.value) == ["focus_areas"]
        assert caught.value.problems[0].value == item

    def test_profession_that_is_the_name_of_a_field_is_blamed_on_the_profession(self):
        with pytest.raises(ProfileError) as caught:
            Profile(profession="faith")
        assert problem_columns(caught.value) == ["profession"]

    @pytest.mark.parametrize("field", ["min_weeks", "trainee", "statement", "focus_areas"])
    def test_messages_speak_to_people_and_not_of_python(self, field):
        text = refusal(**{field: {"a": 1}})
        for jargon in ("Input should", "tuple", "dictionary", "validation", "instance"):
            assert jargon not in text

    def test_array_of_numpy_is_a_list_like_any_other(self):
        assert person(focus_areas=np.array(["surgery", "hiv"])).focus_areas == ("surgery", "hiv")


class TestRoundTrips:
    def test_mapping(self):
        profile = Profile(**FULL)
        assert Profile.from_mapping(profile.to_mapping()) == profile

    def test_mapping_says_what_was_said_and_nothing_else(self):
        assert Profile(**FULL).to_mapping() == FULL

    def test_yaml(self):
        profile = Profile(**FULL)
        assert Profile.from_yaml(profile.to_yaml()) == profile

    def test_query_with_private_fields(self):
        profile = Profile(**FULL)
        read, problems = Profile.from_query(profile.to_query(private=True))
        assert problems == []
        assert read == profile.changed(profile_id="")

    def test_query_without_private_fields(self):
        profile = Profile(**FULL)
        read, problems = Profile.from_query(profile.to_query())
        assert problems == []
        assert read == profile.changed(profile_id="", statement="", faith="")

    def test_csv(self, tmp_path):
        profile = Profile(**FULL)
        row = {
            name: "|".join(value) if isinstance(value, list) else value
            for name, value in profile.to_mapping().items()
        }
        pd.DataFrame([row]).to_csv(tmp_path / "profiles.csv", index=False)
        assert read_profiles(tmp_path / "profiles.csv") == ([profile], [])

    def test_shipped_profiles_survive_every_round_trip(self, data_folder):
        profiles, problems = read_profiles(data_folder / "judgments" / "first" / "profiles.csv")
        assert problems == []
        assert len(profiles) == 37
        for profile in profiles:
            assert Profile.from_yaml(profile.to_yaml()) == profile
            assert Profile.from_mapping(profile.to_mapping()) == profile
            read, _ = Profile.from_query(profile.to_query(private=True))
            assert read == profile.changed(profile_id="")


class TestQuery:
    def test_link_to_share_holds_neither_statement_nor_faith_nor_id(self):
        link = Profile(**FULL).to_query()
        assert not {"statement", "faith", "profile_id"} & set(link)
        assert "catholic" not in str(link)
        assert "soon" not in str(link)

    def test_link_holds_them_when_the_person_asks_but_never_the_id(self):
        link = Profile(**FULL).to_query(private=True)
        assert link["faith"] == "catholic"
        assert "profile_id" not in link

    def test_link_is_plain_text(self):
        assert Profile(**FULL).to_query()["focus_areas"] == "child-health,nutrition"
        assert Profile(**FULL).to_query()["max_weeks"] == "4"
        assert all(isinstance(value, str) for value in Profile(**FULL).to_query().values())

    def test_faulty_field_is_ignored_and_reported(self):
        profile, problems = Profile.from_query(
            {"profession": "dentist", "max_weeks": "-3", "countries": "KE", "family": "yes"}
        )
        assert (profile.max_weeks, profile.countries, profile.family) == (None, ("KE",), "yes")
        assert [problem.column for problem in problems] == ["max_weeks"]

    def test_good_items_of_a_list_with_a_faulty_one_are_kept(self):
        profile, problems = Profile.from_query(
            {"profession": "dentist", "focus_areas": "oral-health,telepathy"}
        )
        assert [problem.value for problem in problems] == ["telepathy"]
        assert profile.focus_areas == ("oral-health",)

    def test_several_faulty_fields_are_all_ignored(self):
        profile, problems = Profile.from_query(
            {"profession": "dentist", "min_weeks": "x", "regions": "Narnia", "available_to": "x"}
        )
        assert profile == Profile(profession="dentist")
        assert {problem.column for problem in problems} == {"min_weeks", "regions", "available_to"}

    def test_contradiction_is_solved_by_ignoring_the_later_field(self):
        profile, problems = Profile.from_query(
            {"profession": "dentist", "min_weeks": "4", "max_weeks": "2"}
        )
        assert (profile.min_weeks, profile.max_weeks) == (4, None)
        assert [problem.column for problem in problems] == ["max_weeks"]

    def test_parameters_of_other_things_are_passed_over(self):
        profile, problems = Profile.from_query({"profession": "nurse", "utm": "x", "self": "y"})
        assert (profile, problems) == (Profile(profession="nurse"), [])

    @pytest.mark.parametrize("params", [{}, {"profession": ""}, {"profession": "wizard"}])
    def test_link_without_a_known_profession_gives_no_profile(self, params):
        assert Profile.from_query(params)[0] is None

    @pytest.mark.parametrize(
        "params",
        [
            {"profession": "faith"},
            {"profession": "dentist", "focus_areas": "family"},
            {"profession": "dentist", "settings": "statement|x"},
            {"profession": "dentist", "languages": "faith"},
            {"profession": "dentist", "accepts": "funding"},
        ],
    )
    def test_value_that_is_the_name_of_a_field_does_not_hang(self, params):
        with within_seconds(30):
            profile, problems = Profile.from_query(params)
        assert problems
        assert profile is None or profile == Profile(profession="dentist")


class TestYaml:
    def test_json_is_read_too(self):
        profile = Profile.from_yaml('{"profession": "dentist", "family": true, "max_weeks": 2}')
        assert (profile.family, profile.max_weeks) == ("yes", 2)

    def test_date_of_yaml_is_understood(self):
        profile = Profile.from_yaml("profession: dentist\navailable_from: 2027-02-15\n")
        assert profile.available_from == dt.date(2027, 2, 15)

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("", "found .*, expected fields, such as `profession: dentist`"),
            ("hello", "found 'hello', expected fields, such as"),
            ("- profession\n- dentist", "expected fields, such as"),
            ("42", "expected fields, such as"),
            ("profession: [", "line .*expected YAML or JSON"),
            ("a: b\n c: d", "line 2.*expected YAML or JSON"),
            ("!!python/object/apply:os.system [ls]", "expected YAML or JSON"),
            ("profession: den\x00tist", "expected YAML or JSON"),
            ("[" * 3_000, "expected YAML or JSON"),
            ("1: 2", "1: found '2', expected a field of a profile"),
            ("null: dentist", "null: found 'dentist', expected a field of a profile"),
            ("? [a]\n: b", "line 1: .*expected a field name such as profession"),
            ("profession: dentist\nteeth: 32", "teeth: found '32', expected a field of a profile"),
            ("max_weeks: 2", "profession: found nothing, expected a profession"),
        ],
    )
    def test_text_that_is_no_profile_is_refused_with_the_reason(self, text, message):
        with pytest.raises(ProfileError, match=message):
            Profile.from_yaml(text)

    def test_impossible_date_is_blamed_on_its_line(self):
        with pytest.raises(ProfileError, match=r"date|line 2"):
            Profile.from_yaml("profession: dentist\navailable_from: 2027-02-30\n")

    def test_norway_is_a_country_and_not_a_no(self):
        """YAML reads NO as false; the message must help, or the code must understand it."""
        try:
            profile = Profile.from_yaml("profession: dentist\ncountries: [KE, NO]")
        except ProfileError as error:
            assert "quot" in str(error)  # noqa: PT017
        else:
            assert profile.countries == ("KE", "NO")

    def test_anchors_are_understood(self):
        text = "profession: dentist\ncountries: &c [KE]\navoid: []\nregions: []\n"
        assert Profile.from_yaml(text).countries == ("KE",)

    @pytest.mark.parametrize(
        "text",
        [
            "profession: dentist\nstatement: &a [*a]",
            "profession: dentist\nfocus_areas: &a [*a]",
            "profession: dentist\nlanguages: &a {x: *a}",
            "&a [*a]",
            "profession: dentist\nfocus_areas: [[surgery]]",
            "profession: dentist\nself: 1",
            "profession: dentist\ncls: 1",
        ],
    )
    def test_strange_structure_is_refused_and_no_crash(self, text):
        with pytest.raises(ProfileError):
            Profile.from_yaml(text)

    @pytest.mark.parametrize("last_line", ["statement: *a5", "focus_areas: *a5", ""])
    def test_bomb_of_anchors_does_not_explode(self, last_line):
        """Six levels of nine: the text is short, written out it would fill megabytes."""
        lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
        for level in range(1, 6):
            lines.append(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]")
        text = "\n".join([*lines, "profession: dentist", last_line])
        tracemalloc.start()
        try:
            with pytest.raises(ProfileError) as caught:
                Profile.from_yaml(text)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert len(str(caught.value)) < 2_000
        assert peak < 5_000_000

    def test_field_given_twice_is_refused(self):
        with pytest.raises(ProfileError, match="profession"):
            Profile.from_yaml("profession: dentist\nprofession: nurse\n")

    def test_file_is_read(self, tmp_path):
        path = tmp_path / "me.yaml"
        path.write_text("profession: dentist\n", encoding="utf-8-sig")
        assert read_profile(path) == Profile(profession="dentist")

    def test_missing_file_is_named(self, tmp_path):
        with pytest.raises(DataError, match=r"me\.yaml cannot be read"):
            read_profile(tmp_path / "me.yaml")


class TestCsv:
    @pytest.fixture
    def read(self, tmp_path):
        def read_content(content):
            path = tmp_path / "profiles.csv"
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            return read_profiles(path)

        return read_content

    def test_faulty_rows_are_reported_with_their_line_and_left_out(self, read):
        profiles, problems = read(
            "profile_id,profession,max_weeks,countries\n"
            "p1,dentist,2,KE\n"
            "p2,dentst,2,KE\n"
            "p3,nurse,-1,XX\n"
            "p4,nurse,,\n"
        )
        assert [profile.profile_id for profile in profiles] == ["p1", "p4"]
        assert [(problem.file, problem.row, problem.column) for problem in problems] == [
            ("profiles.csv", 3, "profession"),
            ("profiles.csv", 4, "countries"),
            ("profiles.csv", 4, "max_weeks"),
        ] or [(problem.row, problem.column) for problem in problems] == [
            (3, "profession"),
            (4, "max_weeks"),
            (4, "countries"),
        ]

    def test_line_is_that_on_which_the_row_begins(self, read):
        _, problems = read('profession,statement\ndentst,"First\nsecond"\nnurse,x\n')
        assert [problem.row for problem in problems] == [2]

    def test_row_with_too_few_or_too_many_cells_is_left_out(self, read):
        profiles, problems = read("profession,max_weeks\nnurse\ndentist,2\nnurse,2,3\n")
        assert [profile.profession for profile in profiles] == ["dentist"]
        assert [problem.row for problem in problems] == [2, 4]
        assert all(problem.expected.startswith("2 cells") for problem in problems)

    def test_profile_without_id_is_named_by_its_line(self, read):
        profiles, _ = read("profession\nnurse\ndentist\n")
        assert [profile.profile_id for profile in profiles] == ["row-2", "row-3"]

    def test_id_used_twice_is_reported(self, read):
        profiles, problems = read("profile_id,profession\na,nurse\na,dentist\n")
        assert [profile.profession for profile in profiles] == ["nurse"]
        assert [problem.expected for problem in problems] == ["an id used only once"]

    def test_byte_order_mark_and_any_line_end_are_accepted(self, read):
        content = "\ufeffprofession,max_weeks\r\nnurse,2\r\n"
        assert [profile.max_weeks for profile in read(content)[0]] == [2]

    def test_blank_lines_are_passed_over(self, read):
        assert len(read("profession,max_weeks\n\nnurse,2\n\n")[0]) == 1

    def test_header_alone_gives_nothing(self, read):
        assert read("profession\n") == ([], [])

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            ("", "column 'profession' is missing"),
            ("name,age\na,1\n", "line 1: unknown column 'name'.*'profession' is missing"),
            ("profession,job\nnurse,x\n", "line 1: unknown column 'job'"),
            ("profession,profession\nnurse,nurse\n", "line 1: column 'profession' is given 2"),
            ("profession;max_weeks\nnurse;2\n", "semicolons or tabs instead of commas"),
        ],
    )
    def test_file_that_is_no_table_of_profiles_is_refused(self, read, content, message):
        with pytest.raises(HeaderError, match=message):
            read(content)

    def test_open_quote_costs_its_own_row_only(self, read):
        profiles, problems = read('profession,statement\nnurse,"never closed\ndentist,ok\n')
        assert [profile.profession for profile in profiles] == ["dentist"]
        assert "quotes that are closed" in str(problems[0])

    def test_windows_1252_costs_its_own_row_only(self, read):
        profiles, problems = read(
            "profession,statement\nnurse,café “now”\ndentist,ok\n".encode("cp1252")
        )
        assert [profile.profession for profile in profiles] == ["dentist"]
        assert "save the file as UTF-8" in str(problems[0])

    def test_utf_16_is_refused_with_advice(self, read):
        with pytest.raises(DataError, match="UTF-8"):
            read("profession\nnurse\n".encode("utf-16"))

    def test_nul_byte_costs_its_own_row_only(self, read):
        profiles, problems = read("profession\nnurse\nden\x00tist\ndentist\n")
        assert [profile.profession for profile in profiles] == ["nurse", "dentist"]
        assert [problem.row for problem in problems] == [3]
        assert "\x00" not in str(problems[0])

    def test_huge_cell_costs_its_own_row_only(self, read):
        profiles, problems = read(f"profession,statement\nnurse,{'x' * 200_000}\ndentist,ok\n")
        assert [profile.profession for profile in profiles] == ["dentist"]
        assert [problem.row for problem in problems] == [2]
        assert len(str(problems[0])) < 300

    def test_missing_file_and_folder_are_named(self, tmp_path):
        for path in (tmp_path / "none.csv", tmp_path):
            with pytest.raises(DataError, match=path.name):
                read_profiles(path)

    def test_text_that_looks_like_a_formula_is_text(self, read):
        profiles, _ = read('profession,statement\nnurse,"=1+1"\n')
        assert profiles[0].statement == "=1+1"
