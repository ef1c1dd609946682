"""`missionmatch evaluate` on a small data folder with two judged sets, then on the shipped one."""

import csv
import json
import shutil

import pytest
from typer.testing import CliRunner

from matching import columns as c
from matching.aspects.rules import RULES
from matching.cli import app
from matching.evidence.judgments import read_judgments
from tests.builders import organization, role

ROLES = [
    role("hope--nurse", professions="nurse", min_weeks=1, max_weeks=2),
    role("hope--ward", professions="nurse", read_on="2026-11-29"),
    role("hope--other", professions="nurse", org_id="hope"),
    role("hope--teeth", professions="dentist"),
]
PROFILES = {
    "first": "profile_id,profession\nann,nurse\nbo,dentist\n",
    "second": "profile_id,profession\ncy,nurse\ndi,pharmacist\n",
}
JUDGMENTS = {
    "first": "ann,hope--nurse,3,good\nann,hope--ward,0,place\nbo,hope--teeth,0,setting\n",
    "second": "cy,hope--nurse,2,focus\ncy,hope--ward,1,length\n",
}
HEADER = "profile_id,role_id,grade,reason\n"


def write(path, columns, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def data(tmp_path, data_folder):
    """A data folder with four roles of one organization and two judged sets of two people."""
    folder = tmp_path / "data"
    shutil.copytree(data_folder, folder, ignore=shutil.ignore_patterns("ranking", "judgments"))
    write(folder / "roles.csv", c.ROLES_TABLE, ROLES)
    write(folder / "organizations.csv", c.ORGANIZATIONS_TABLE, [organization("hope")])
    for name in PROFILES:
        made = folder / "judgments" / name
        made.mkdir(parents=True)
        columns = ",".join(c.PROFILES_TABLE)
        header, *rows = PROFILES[name].splitlines()
        assert columns.startswith(header)
        empty = "," * (len(c.PROFILES_TABLE) - 2)
        (made / "profiles.csv").write_text("\n".join([columns, *(r + empty for r in rows)]) + "\n")
        (made / "judgments.csv").write_text(HEADER + JUDGMENTS[name])
    return folder


@pytest.fixture
def run(tmp_path, monkeypatch, data):
    """Call `missionmatch evaluate` in an empty folder, with the small data folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def call(*arguments, folder=data):
        words = ["evaluate", "--data", folder, "--today", "2026-11-30", *arguments]
        return CliRunner().invoke(app, [str(word) for word in words])

    return call


@pytest.fixture
def figures(run):
    """The JSON of a run, and the figures of a ranker on each set."""

    def read(*arguments):
        result = run("--json", *arguments)
        assert result.exit_code == 0, result.stderr
        return json.loads(result.stdout)

    return read


def of_set(found, name, metric, ranker="Missionmatch"):
    (row,) = [
        row
        for row in found["by_set"]
        if (row["set"], row["metric"], row["ranker"]) == (name, metric, ranker)
    ]
    return row["mean"], row["profiles"]


class TestSets:
    def test_each_set_by_hand(self, figures):
        """Ann has three roles, one of grade 0; bo one, of grade 0; cy none of it; di no role."""
        found = figures()
        assert of_set(found, "first", "bad") == (0.75, 2)  # 1/2 and 1/1
        assert of_set(found, "first", "unjudged") == (pytest.approx(1 / 6, abs=1e-6), 2)
        assert of_set(found, "first", "kept") == (1, 1)  # bo has no good role
        assert of_set(found, "second", "bad") == (0, 1)
        assert of_set(found, "second", "matches") == (3, 1)
        assert found["undefined"] == ["bo"]
        assert found["unjudged_profiles"] == ["di"]

    def test_baselines_are_there_for_each_set(self, figures):
        rankers = {row["ranker"] for row in figures()["by_set"] if row["set"] == "second"}
        assert {"Missionmatch", "crude rule", "BM25", "random", "equal weights"} <= rankers

    def test_text_has_a_row_a_set_and_then_all(self, run):
        lines = run().stdout.splitlines()
        assert lines[0].startswith("3 profiles, 5 judged matches.")
        rows = [line.split()[:3] for line in lines if line.startswith(("first ", "second "))]
        assert rows[:2] == [["first", "2", "3"], ["second", "1", "2"]]
        assert all(len(line) <= 80 for line in lines)

    def test_one_set_alone(self, run, figures):
        assert {row["set"] for row in figures("--set", "second")["by_set"]} == {"second"}
        assert "on each judged set" not in run("--set", "second").stdout
        assert {row["set"] for row in figures("--set", "first", "--set", "second")["by_set"]} == {
            "first", "second",
        }  # fmt: skip

    def test_unknown_set(self, run):
        result = run("--set", "frist")
        assert result.exit_code == 2
        assert result.stderr == "There is no judged set 'frist'. Closest: first.\n"

    def test_sets_and_files_do_not_go_together(self, run, tmp_path):
        (tmp_path / "graded.csv").write_text(HEADER)
        result = run("--set", "first", "--judgments", "graded.csv")
        assert result.exit_code == 2
        assert "give it without files" in result.stderr

    def test_files_are_one_set(self, figures, tmp_path):
        (tmp_path / "people.csv").write_text("profile_id,profession\neve,nurse\n")
        (tmp_path / "graded.csv").write_text(HEADER + "eve,hope--ward,3,\n")
        found = figures("--profiles", "people.csv", "--judgments", "graded.csv")
        assert {row["set"] for row in found["by_set"]} == {"given"}

    def test_the_same_seed_gives_the_same_text(self, run):
        assert run("--seed", 3).stdout == run("--seed", 3).stdout


class TestFaults:
    def test_a_faulty_row_is_named_with_its_set_and_the_others_are_taken(self, run, data):
        with (data / "judgments/second/judgments.csv").open("a") as file:
            file.write("cy,hope--teeth,9,\n")
        result = run()
        assert result.exit_code == 1
        assert result.stderr.startswith("second/judgments.csv, line 4, grade: found '9', expected")
        assert result.stdout.startswith("3 profiles, 5 judged matches.")

    def test_a_faulty_person_is_named_with_the_set(self, run, data):
        path = data / "judgments/first/profiles.csv"
        path.write_text(path.read_text().replace("bo,dentist", "bo,dentits"))
        result = run()
        assert "first/profiles.csv, line 3, profession: found 'dentits'" in result.stderr
        assert "first/judgments.csv, line 4, profile_id: found 'bo', expected" in result.stderr

    def test_a_file_that_cannot_be_read_is_named_with_the_set(self, run, data):
        (data / "judgments/second/judgments.csv").write_text("a,b\n1,2\n")
        result = run()
        assert result.exit_code == 2
        assert result.stderr.startswith("second/judgments.csv, line 1: unknown column 'a'")

    def test_a_person_of_two_sets_is_taken_from_the_first(self, run, data):
        path = data / "judgments/second/profiles.csv"
        path.write_text(path.read_text().replace("cy,nurse", "ann,nurse"))
        (data / "judgments/second/judgments.csv").write_text(HEADER + "ann,hope--nurse,0,\n")
        result = run("--json")
        assert result.exit_code == 1
        assert (
            "second/profiles.csv, profile_id: found 'ann', expected an id that no other judged "
            "set has; first has it too" in result.stderr
        )
        assert {row["set"] for row in json.loads(result.stdout)["by_set"]} == {"first"}

    def test_a_set_without_judgments_is_passed_over(self, run, data):
        (data / "judgments/second/judgments.csv").write_text(HEADER)
        result = run("--rules", "--worst", 3)
        assert result.exit_code == 0, result.stderr
        assert "No judgment is about cy and di: left out." in result.stdout

    def test_no_judged_person_at_all(self, run, data):
        for name in PROFILES:
            (data / f"judgments/{name}/judgments.csv").write_text(HEADER)
        result = run()
        assert result.exit_code == 2
        assert "No judgment is about any of the profiles" in result.stderr


class TestEarlier:
    def test_roles_that_were_read_later_are_left_out(self, run):
        result = run("--read-until", "2026-11-23", "--json")
        assert result.stderr == (
            "Read after 2026-11-23 and left out: 1 role, 2 judgments about them.\n"
        )
        found = json.loads(result.stdout)
        assert of_set(found, "first", "bad") == (0.5, 2)  # ann's is gone
        assert of_set(found, "second", "matches") == (2, 1)
        assert found["read_until"] == "2026-11-23"

    def test_nothing_is_left_out_by_itself(self, figures):
        assert figures()["read_until"] is None


class TestToJudge:
    def test_what_nobody_judged_is_written(self, run, tmp_path):
        result = run("--to-judge", "grade.csv")
        assert result.exit_code == 0
        assert "Roles to be graded: 2, in grade.csv." in result.stderr
        with (tmp_path / "grade.csv").open() as file:
            rows = list(csv.DictReader(file))
        assert tuple(rows[0]) == c.TO_JUDGE_TABLE
        assert [(row["profile_id"], row["role_id"]) for row in rows] == [
            ("ann", "hope--other"), ("cy", "hope--other"),
        ]  # fmt: skip
        assert rows[0]["organization"] == "Hope"
        assert rows[0]["grade"] == rows[0]["reason"] == ""

    def test_graded_rows_are_judgments(self, run, tmp_path):
        run("--to-judge", "grade.csv")
        text = (tmp_path / "grade.csv").read_text().replace("Hope,,", "Hope,2,place")
        (tmp_path / "grade.csv").write_text(text)
        graded, problems = read_judgments(tmp_path / "grade.csv")
        assert graded["grade"].tolist() == [2, 2]
        assert problems == []
        assert run("--judgments", "grade.csv").exit_code == 0

    def test_work_of_somebody_is_not_written_over(self, run, tmp_path):
        (tmp_path / "grade.csv").write_text("mine")
        result = run("--to-judge", "grade.csv")
        assert result.exit_code == 2
        assert result.stderr.startswith("There is already a file grade.csv")
        assert (tmp_path / "grade.csv").read_text() == "mine"

    def test_it_is_written_also_where_nobody_is_judged_yet(self, run, data, tmp_path):
        for name in PROFILES:
            (data / f"judgments/{name}/judgments.csv").write_text(HEADER)
        run("--to-judge", "grade.csv")
        assert len((tmp_path / "grade.csv").read_text().splitlines()) == 1 + 3 + 1 + 3


class TestListFigures:
    def test_json_has_each_by_its_name(self, figures):
        found = figures("--rules", "--worst", 1)
        assert {"calibration", "bands", "as_shown", "rules", "worst"} <= set(found)
        assert {row["rule"] for row in found["rules"]} == set(RULES)
        assert {row["profile_id"] for row in found["worst"]} <= {"ann", "cy"}
        assert {row["set"] for row in found["bands"]} == {"first", "second", "all"}

    def test_rules_and_worst_are_asked_for(self, figures):
        assert not {"rules", "worst"} & set(figures())

    def test_text_has_a_row_a_rule_and_says_what_it_is(self, run):
        result = run("--rules")
        lines = result.stdout.splitlines()
        for rule in RULES:
            assert len([line for line in lines if line.strip().startswith(f"{rule} ")]) == 5, rule
        assert all(len(line) <= 80 for line in lines)

    def test_worst_lists_are_to_be_read(self, run):
        text = run("--worst", 9).stdout
        lists = text[text.index("Our lists with the lowest NDCG@10") :].splitlines()
        assert any(line.startswith("ann: ") and "2 judged roles" in line for line in lists)
        rows = [line.split() for line in lists]
        assert [row for row in rows if row[1:3] == ["0", "hope--ward"]][0][3] == "place"
        assert [row for row in rows if row[1:3] == ["-", "hope--other"]]


def test_faulty_judgments_are_named_and_the_others_used(run, tmp_path):
    (tmp_path / "graded.csv").write_text(HEADER + "ann,hope--ward,3,\nann,hope--wart,3,\n")
    result = run("--judgments", "graded.csv")
    assert result.exit_code == 1
    assert result.stderr.startswith("graded.csv, line 3, role_id: found 'hope--wart', expected")
    assert "1 profile, 1 judged match." in result.stdout
    assert "No judgment is about bo, cy and di: left out." in result.stdout


def test_undefined_ndcg_is_said(run, tmp_path):
    (tmp_path / "graded.csv").write_text(HEADER + "ann,hope--ward,0,\n")
    result = run("--judgments", "graded.csv")
    assert result.exit_code == 0
    assert "not defined" in result.stdout
    assert "left out of its means: ann." in " ".join(result.stdout.split())


class TestShipped:
    def test_figures_have_intervals_and_explanations(self, run, data_folder):
        result = run(folder=data_folder)
        assert result.exit_code == 0, result.stderr
        text = " ".join(result.stdout.split())
        assert "112 profiles, 3,427 judged matches." in text
        assert "Quality of the order: 1 is ideal." in text
        for ranker in ("Missionmatch", "crude rule", "BM25", "shared tags", "random"):
            (line, *_) = [
                ln for ln in result.stdout.splitlines() if ln.startswith(ranker) and "[" in ln
            ]
            assert line.count("[") >= 2
        assert all(len(line) <= 80 for line in result.stdout.splitlines())

    def test_json_holds_every_frame(self, run, data_folder):
        found = json.loads(
            run("--json", "--k", 5, "--k", 10, "--set", "fourth", folder=data_folder).stdout
        )
        assert {row["k"] for row in found["summary"]} == {5, 10}
        assert len(found["per_profile"]) == 40 * 6 * 2
        lonely = [row for row in found["by_profession"] if row["profiles"] == 1]
        assert {row["low"] for row in lonely} == {None}
