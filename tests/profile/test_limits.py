"""What people hand in is counted before it is read: the worst input costs little, and is named.

Work is counted in calls of functions, which is the same on every machine; docs/limits.md has times.
"""

import json
import sys
import tracemalloc
from pathlib import Path

import pytest

from matching.browsing import query as search_query
from matching.browsing.browser import Browser
from matching.browsing.text_search import TextIndex
from matching.comparison import weight_set as weights
from matching.comparison.weight_set import WeightSet
from matching.errors import (
    DataError,
    FewHints,
    FewProblems,
    HeaderError,
    Problem,
    ProfileError,
    WeightSetError,
    did_you_mean,
)
from matching.evidence.judgments import read_judgments
from matching.profile import Profile, profile
from matching.profile import files as profile_files
from matching.profile import yaml_text as profile_yaml
from matching.profile.files import profiles_in, read_profiles
from matching.profile.values import LIST_FIELDS, LONGEST_TEXT, MAX_STATEMENT, MOST_ITEMS
from matching.reference.csv_rows import MOST_COLUMNS, read_table
from matching.reference.shipped import (
    shipped_languages,
    shipped_names,
    shipped_places,
    shipped_vocabulary,
)
from tests.builders import shipped_catalog

LITTLE = 150_000
"""Calls of functions; far under a third of a second anywhere."""


shipped_names()  # read once in a process


def work_of(read):
    """Call `read`; how many functions that called, and what came of it."""
    n_calls = 0

    def count(frame, event, arg):
        nonlocal n_calls
        n_calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        outcome = read()
    except (ProfileError, DataError, WeightSetError) as error:
        outcome = error
    finally:
        sys.setprofile(None)
    return n_calls, outcome


def strange(n, start=0):
    """Words that nothing is called, each of them near to something."""
    return [f"oral-helth{i}" for i in range(start, start + n)]


class TestLinks:
    @pytest.mark.parametrize("name", LIST_FIELDS)
    def test_each_faulty_value_is_looked_at_once(self, name):
        def read(n):
            return lambda: Profile.from_query({"profession": "dentist", name: ",".join(strange(n))})

        read(1)()  # what is read once, is read
        some, _ = work_of(read(200))
        more, (found, problems) = work_of(read(400))
        assert more < 3 * some
        assert found == Profile(profession="dentist")
        assert len(problems) == 400

    def test_link_at_its_longest_costs_little(self):
        values = {name: ",".join(strange(MOST_ITEMS // 5)) for name in LIST_FIELDS}
        values["profession"] = "dentist"
        values["statement"] = "x" * (profile.LONGEST_LINK - profile.link_length(values) - 9)
        assert profile.link_length(values) == profile.LONGEST_LINK
        n_calls, (found, problems) = work_of(lambda: Profile.from_query(values))
        assert found == Profile(profession="dentist")
        assert {problem.column for problem in problems} == {*LIST_FIELDS, "statement"}
        assert n_calls < LITTLE

    @pytest.mark.parametrize("name", ["profession", "focus_areas", "statement", "min_weeks"])
    def test_longer_link_is_not_read_at_all(self, name):
        values = {"profession": "dentist", name: "9," * 150_000}
        n_calls, (found, problems) = work_of(lambda: Profile.from_query(values))
        assert found is None
        assert "expected a link of at most 20,000" in str(problems[0])
        assert n_calls < 100

    def test_list_of_too_many_values_is_left_out_and_the_rest_taken(self):
        values = {"profession": "dentist", "countries": "KE," * 501, "family": "yes"}
        found, problems = Profile.from_query(values)
        assert found == Profile(profession="dentist", family="yes")
        assert str(problems[0]) == (
            "profile, countries: found '502 items', expected a list of at most 500 texts, or "
            "texts separated by |"
        )

    def test_longest_profile_is_read_back(self):
        people = shipped_vocabulary()
        places = shipped_places()
        longest = Profile(
            profession="dentist",
            specialties=list(people.specialty_labels),
            focus_areas=list(people.focus_areas),
            settings=list(people.labels("setting")),
            countries=list(places.names),
            regions=list(places.regions),
            avoid=[*places.names, *places.regions],
            languages=[
                f"{code}:native" for code in shipped_languages() if code not in ("sh", "nb", "nn")
            ],
            faith="x" * LONGEST_TEXT,
            statement="a" + "\U0001f600\u00a0" * 1_999 + "b",
        )
        assert Profile.from_query(longest.to_query(private=True)) == (longest, [])
        assert Profile.from_yaml(longest.to_yaml()) == longest
        assert Profile.from_yaml(json.dumps(longest.to_mapping())) == longest


class TestProfiles:
    def test_many_fields_are_refused_before_any_is_looked_at(self):
        n_calls, error = work_of(lambda: Profile(**dict.fromkeys(strange(10_000), "x")))
        assert str(error) == "profile: found '10,000 fields', expected at most 50 fields"
        assert n_calls < 15_000  # nearly all of them to make the names

    @pytest.mark.parametrize("value", ["KE|" * 300_000, ["KE"] * 501, iter(["KE"] * 501)])
    def test_too_long_a_list_is_refused(self, value):
        with pytest.raises(ProfileError, match="countries: .*expected a list of at most 500 texts"):
            Profile(profession="dentist", countries=value)

    @pytest.mark.parametrize("name", ["profile_id", "faith", "funding", "profession"])
    def test_too_long_a_text_is_refused(self, name):
        with pytest.raises(ProfileError, match=f"{name}: .*text of at most 200 characters"):
            Profile(**{"profession": "dentist", name: "x" * 201})


LONGEST = profile_yaml.LONGEST
WORST_YAML = {
    "keys": "".join(f"k{i}: 1\n" for i in range(LONGEST // 11)),
    "same keys": "{" + "a," * LONGEST,
    "list": "focus_areas: [" + "a," * LONGEST,
    "lines of a list": "focus_areas:\n" + "- a\n" * LONGEST,
    "nested lists": "a: " + "[" * LONGEST,
    "nested fields": "{a: " * LONGEST,
    "nested lines": "- " * LONGEST,
    "nested keys": "? " * LONGEST,
    "number": "min_weeks: " + "9" * LONGEST,
    "hexadecimal number": "min_weeks: 0x" + "9" * LONGEST,
    "number by sixties": "min_weeks: 1" + ":1" * LONGEST,
    "fraction by sixties": "min_weeks: 1" + ":1" * (LONGEST // 2 - 10) + ".0",
    "merged": "<<: {" * LONGEST,
    "escapes": 'statement: "' + "\\x41" * LONGEST,
    "comments": "#" * LONGEST,
    "blank lines": "\n" * LONGEST,
    "documents": "---\n" * LONGEST,
    "tags": "a: [" + "!!int 1," * LONGEST,
    "anchors": "a: [" + "&a 1," * LONGEST,
    "quotes": "'" * LONGEST,
    "JSON": "{" + ",".join(f'"k{i}": 1' for i in range(LONGEST // 12)) + "}",
    "JSON of objects": '{"a": [' + "{}," * 20_000 + "{}]}",
    "JSON of lists": '{"a": ' + "[" * 900 + "]" * 900 + "}",
    "JSON of a number": '{"min_weeks": ' + "9" * (LONGEST - 20) + "}",
    "text": "profession: " + "x" * LONGEST,
}


class TestYaml:
    @pytest.mark.parametrize("kind", WORST_YAML)
    def test_worst_text_at_its_longest_costs_little(self, kind):
        text = WORST_YAML[kind][:LONGEST]
        n_calls, error = work_of(lambda: Profile.from_yaml(text))
        assert isinstance(error, ProfileError)
        assert len(str(error)) < 1_000
        assert n_calls < 10_000

    def test_longer_text_is_not_read_at_all(self):
        n_calls, error = work_of(lambda: Profile.from_yaml("a" * (LONGEST + 1)))
        assert "found '64,001 characters', expected a file of at most 64,000" in str(error)
        assert n_calls < 50

    def test_number_is_read_as_it_is_written(self):
        read = Profile.from_yaml("profession: dentist\nmin_weeks: 010\nprofile_id: 007")
        assert (read.min_weeks, read.profile_id) == (10, "007")
        with pytest.raises(ProfileError, match="min_weeks: found '1:30', expected a number of"):
            Profile.from_yaml("profession: dentist\nmin_weeks: 1:30")

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("profession: {a: b}", "line 1, profession: .*a text, a number or a list of them"),
            ("countries:\n- KE\n- [TZ]", "line 3, countries: .*a text, a number or a list"),
            (f"countries: [{'KE, ' * 501}]", "line 1, countries: .*at most 500 items"),
            ("profession: dentist\n---\nprofession: nurse", "line 3: .*expected YAML or JSON"),
            ('{"profession": {"a": 1}}', "profession: .*a text, a number or a list of them"),
            ('{"profession": "nurse", "profession": "x"}', "profession: .*given only once"),
            (f'{{"countries": {json.dumps(["KE"] * 501)}}}', "countries: .*at most 500 items"),
            ("profession: !!str dentist", "line 1: .*expected YAML or JSON"),
        ],
    )
    def test_what_is_refused_is_named_with_its_line(self, text, message):
        with pytest.raises(ProfileError, match=message):
            Profile.from_yaml(text)


class TestTables:
    @pytest.mark.parametrize(
        "read",
        [read_profiles, read_judgments, lambda path: read_table(path, ["id", "title"])],
        ids=["profiles", "judgments", "table"],
    )
    def test_first_line_of_very_many_columns_is_refused_before_it_is_looked_at(
        self, read, tmp_path
    ):
        path = tmp_path / "wide.csv"
        path.write_text(",".join(strange(50_000)))
        n_calls, error = work_of(lambda: read(path))
        assert isinstance(error, HeaderError)
        assert "found 50,000 columns, expected at most 200" in str(error)
        assert n_calls < 3 * 50_000  # splitting them

    def test_first_line_of_as_many_columns_as_may_be_costs_little(self, tmp_path):
        path = tmp_path / "wide.csv"
        path.write_text(",".join(strange(MOST_COLUMNS)))
        n_calls, error = work_of(lambda: read_profiles(path))
        assert "unknown column 'oral-helth0'" in str(error)
        assert n_calls < LITTLE

    @pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
    @pytest.mark.parametrize("shift", range(4))
    def test_lines_that_meet_the_end_of_a_piece_stay_whole(self, end, shift, tmp_path):
        row = b"a,b" + end
        content = row + b"x" * shift + b",b" + end + row * 40_000 + b"c," + b"y" * 10_000
        rows, problems = read_table(tmp_path / "t.csv", ["a", "b"], content)
        assert problems == []
        assert len(rows) == 40_002
        assert [row.line for row in rows] == list(range(2, 40_004))

    def test_faults_after_very_many_are_counted(self, tmp_path):
        rows, problems = read_table(
            tmp_path / "t.csv", ["a", "b"], b"a,b\n" + b"x\n" * 9_000 + b"1,2"
        )
        assert len(rows) == 1
        assert len(problems) == 2_001
        assert str(problems[-1]) == (
            "t.csv, line 2002: found '7,000 more faults', expected at most 2,000 in a file; these "
            "are not named"
        )

    def test_of_a_row_with_many_faulty_cells_the_first_are_named(self, tmp_path):
        names = [f"c{i}" for i in range(100)]
        content = f"{','.join(names)}\n{','.join(chr(1) for _ in names)}\n".encode()
        _, problems = read_table(tmp_path / "t.csv", names, content)
        assert [problem.column for problem in problems] == ["c0", "c1", "c2", "c3", "c4"]


class TestManyProfiles:
    @pytest.fixture
    def write(self, tmp_path):
        def write_rows(*rows, header="profession,focus_areas"):
            path = tmp_path / "many.csv"
            path.write_text("\n".join([header, *rows]) + "\n")
            return path

        return write_rows

    def test_good_rows_are_taken_and_faulty_ones_named_and_counted(self, write):
        faulty = [f"dentist,{word}" for word in strange(3_000)]
        profiles, problems = read_profiles(write(*faulty, "dentist,oral-health"))
        assert [one.focus_areas for one in profiles] == [("oral-health",)]
        assert len(problems) == 2_001
        assert problems[-1].value == "1,000 more faults"

    def test_only_the_first_faults_are_compared_with_what_is_known(self, write):
        path = write(*(f"dentist,{word}" for word in strange(1_000)))
        _, problems = read_profiles(path)
        hinted = [problem for problem in problems if "did you mean" in problem.expected]
        assert len(hinted) == profile_files.MOST_HINTS

    def test_more_profiles_than_fit_are_refused_but_can_be_read_one_by_one(
        self, write, monkeypatch
    ):
        monkeypatch.setattr(profile_files, "MOST_PROFILES", 3)
        path = write(*["dentist,"] * 4)
        with pytest.raises(DataError, match=r"many\.csv has more than 3 profiles; split it\."):
            read_profiles(path)
        assert len(list(profiles_in(path))) == 4

    @pytest.mark.parametrize("row", ["dentist,oral-health", "dentist,", "dentist,x"])
    def test_profiles_one_by_one_take_little_more_room_than_their_file(self, write, row):
        path = write(*[row] * 6_000)
        next(iter(profiles_in(path)))  # what is read once, is read
        tracemalloc.start()
        try:
            n_read = sum(1 for _ in profiles_in(path))
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert n_read == 6_000
        assert peak < 3 * path.stat().st_size + 1_000_000

    def test_id_used_twice_is_still_found(self, write):
        read = list(profiles_in(write("a,dentist", "a,nurse", header="profile_id,profession")))
        assert isinstance(read[0], Profile)
        assert isinstance(read[1], Problem)


class TestJudgments:
    def test_only_the_first_faults_are_compared_with_what_is_known(self, tmp_path):
        path = tmp_path / "judgments.csv"
        rows = "".join(f"p,{word},3,\n" for word in strange(1_000))
        path.write_text(f"profile_id,role_id,grade,reason\n{rows}")
        _, problems = read_judgments(path, role_ids={"oral-health"})
        hinted = [problem for problem in problems if "did you mean" in problem.expected]
        assert 0 < len(hinted) <= 200


class TestHints:
    def test_few_hints_count_across_rows(self):
        few = FewHints(2)
        said = []
        for _ in range(3):
            with few:
                said.append(did_you_mean("nurze", ["nurse"]))
        assert [bool(hint) for hint in said] == [True, True, False]

    def test_outside_of_them_hints_are_not_counted(self):
        with FewHints(0):
            assert did_you_mean("nurze", ["nurse"]) == ""
        assert did_you_mean("nurze", ["nurse"])

    @pytest.mark.parametrize("length", [100, 1_000_000])
    def test_only_the_beginning_of_a_long_name_is_compared(self, length):
        known = strange(200)
        n_calls, _ = work_of(lambda: did_you_mean("oral-helth" * length, known))
        assert n_calls < LITTLE

    def test_problems_that_are_not_kept_are_counted(self):
        few = FewProblems(1)
        for line in (2, 3, 4):
            few.add(Problem("f", line, "", "", "x"))
        assert [(problem.row, problem.value) for problem in few.kept()] == [
            (2, ""),
            (3, "2 more faults"),
        ]


class TestSearch:
    @pytest.fixture
    def index(self):
        words = strange(500)
        return TextIndex({word: (word, "hospital Kenya surgeon") for word in words})

    @pytest.mark.parametrize(
        "query",
        [
            "a" * 100_000,
            " ".join(strange(20_000, 5_000)),
            "a b c d e f g h i j k l m n o p " * 5_000,
            "hospitel " * 10_000,
            "\ufdfa" * 100_000,
        ],
        ids=["one word", "many words", "letters", "typos", "ligatures"],
    )
    def test_long_search_costs_no_more_than_its_beginning(self, index, query):
        beginning = query[: search_query.LONGEST_QUERY]
        some, found = work_of(lambda: index.search(beginning))
        more, found_too = work_of(lambda: index.search(query))
        assert found_too == found
        assert more <= some + 1
        assert more < LITTLE

    def test_search_ends_with_the_first_word_that_is_nowhere(self, index):
        words = " ".join(strange(8))
        found, _ = work_of(lambda: index.search(words))
        none, _ = work_of(lambda: index.search(f"zzzzzzzz {words}"))
        assert none < found / 2

    def test_word_that_is_too_long_is_taken_as_typed(self):
        long = "x" * search_query.LONGEST_WITH_TYPO
        index = TextIndex({"a": (long, "")})
        assert index.search(f"{long[1:]}y").read_as == ((f"{long[1:]}y", long),)
        assert index.search(f"{long}y").read_as == ()

    def test_unknown_address_of_any_length_is_answered(self):
        browser = Browser(shipped_catalog())
        browser.roles("x"), browser.organizations("x"), browser.articles("x")
        for near in (browser.near_roles, browser.near_organizations, browser.near_articles):
            short, _ = work_of(lambda near=near: near("a--" + "b" * 500))
            long, _ = work_of(lambda near=near: near("a--" + "b" * 100_000))
            assert long < short + 1_000


class TestWeightSets:
    def test_long_text_is_refused_before_it_is_read(self):
        n_calls, error = work_of(lambda: WeightSet.from_json("[" * (weights.LONGEST_JSON + 1)))
        assert str(error) == "The weight set is longer than 50,000 characters, so it is none."
        assert n_calls < 50

    @pytest.mark.parametrize(
        "text",
        [
            "[" * 50_000,
            '{"a":' * 10_000,
            "9" * 50_000,
            '{"schema_version": ' + "9" * 4_000 + "}",
            json.dumps({"weights": dict.fromkeys(map(str, range(4_000)), 1.0)}),
            json.dumps(dict.fromkeys(map(str, range(4_000)), 1.0)),
        ],
    )
    def test_worst_text_is_refused_in_a_few_words(self, text):
        n_calls, error = work_of(lambda: WeightSet.from_json(text))
        assert isinstance(error, WeightSetError)
        assert len(str(error)) < 1_000
        assert n_calls < LITTLE


def test_limits_of_the_documentation_are_those_of_the_program(repository):
    text = Path(repository / "docs" / "limits.md").read_text(encoding="utf-8")
    for limit in (
        profile.LONGEST_LINK,
        MAX_STATEMENT,
        profile_yaml.LONGEST,
        profile_files.MOST_PROFILES,
        weights.LONGEST_JSON,
        search_query.LONGEST_QUERY,
        MOST_COLUMNS,
        MOST_ITEMS,
    ):
        assert f"{limit:,}" in text
