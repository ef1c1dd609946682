"""Reading graded matches: hand-made rows with one oddity each."""

import pandas as pd
import pytest

from matching.errors import DataError, HeaderError
from matching.evidence.judgments import read_judgments, set_folders, set_of, shipped_sets

HEADER = "profile_id,role_id,grade,reason\n"


@pytest.fixture
def read(tmp_path):
    def write_and_read(text, **known):
        path = tmp_path / "judgments.csv"
        path.write_text(text, encoding="utf-8")
        judgments, problems = read_judgments(path, **known)
        return judgments, [str(problem) for problem in problems]

    return write_and_read


def test_rows_are_read_in_the_order_of_the_file(read):
    judgments, problems = read(HEADER + "p2,r1,3,good\np1,r1,0,\n")
    expected = pd.DataFrame(
        {
            "profile_id": ["p2", "p1"],
            "role_id": ["r1", "r1"],
            "grade": [3, 0],
            "reason": ["good", ""],
        }
    ).astype({"profile_id": "str", "role_id": "str", "reason": "str"})
    pd.testing.assert_frame_equal(judgments, expected)
    assert problems == []


def test_header_alone_gives_an_empty_frame_of_the_same_kinds(read):
    judgments, problems = read(HEADER)
    assert judgments.empty
    assert judgments["grade"].dtype == "int64"
    assert problems == []


def test_reason_may_be_missing(read):
    judgments, problems = read("role_id,profile_id,grade\nr1,p1,2\n")
    assert judgments.iloc[0].tolist() == ["p1", "r1", 2, ""]
    assert problems == []


def test_columns_that_help_who_grades_are_passed_over(read):
    header = "profile_id,role_id,rank,score,title,organization,grade,reason,author\n"
    judgments, problems = read(header + "p1,r1,3,80.10,Nurse,Hope,2,place,ann\n")
    assert judgments.iloc[0].tolist() == ["p1", "r1", 2, "place"]
    assert problems == []


def test_any_other_column_is_refused(read):
    with pytest.raises(HeaderError, match="unknown column 'points'"):
        read("profile_id,role_id,points,grade,reason\np1,r1,3,2,place\n")


@pytest.mark.parametrize("grade", ["4", "-1", "2.0", "", "two", "٢"])
def test_grade_is_a_whole_number_from_0_to_3(read, grade):
    judgments, problems = read(HEADER + f"p1,r1,{grade},\np1,r2,1,\n")
    assert judgments["role_id"].tolist() == ["r2"]
    found = f"'{grade}'" if grade else "nothing"
    assert problems == [
        f"judgments.csv, line 2, grade: found {found}, expected a grade from 0 to 3"
    ]


def test_second_judgment_of_a_match_is_reported_and_the_first_kept(read):
    judgments, problems = read(HEADER + "p1,r1,3,\np2,r1,1,\np1,r1,0,\n")
    assert judgments["grade"].tolist() == [3, 1]
    assert problems == [
        "judgments.csv, line 4, role_id: found 'r1', expected a match judged once; "
        "line 2 has it too"
    ]


def test_unknown_ids_are_reported_with_the_closest_one(read):
    judgments, problems = read(
        HEADER + "dev-1,kijabe--nurse,3,\ndev-01,kijabe--nurze,1,\ndev-01,kijabe--nurse,2,\n",
        profile_ids={"dev-01"},
        role_ids={"kijabe--nurse"},
    )
    assert judgments["grade"].tolist() == [2]
    assert problems == [
        "judgments.csv, line 2, profile_id: found 'dev-1', expected the id of a profile that "
        "there is; did you mean 'dev-01'?",
        "judgments.csv, line 3, role_id: found 'kijabe--nurze', expected the id of a role that "
        "there is; did you mean 'kijabe--nurse'?",
    ]


def test_ids_are_never_empty(read):
    judgments, problems = read(HEADER + ",r1,3,\n")
    assert judgments.empty
    assert "expected the id of a profile; this cell is never empty" in problems[0]


def test_damaged_row_costs_that_row_only(read):
    judgments, problems = read(HEADER + "p1,r1,3\np1,r2,2,\n")
    assert judgments["role_id"].tolist() == ["r2"]
    assert problems[0].startswith("judgments.csv, line 2: found '3 cells")


def test_another_header_is_an_error_that_names_all_columns(read):
    with pytest.raises(
        HeaderError, match=r"unknown column 'note'.*profile_id,role_id,grade,reason"
    ):
        read("profile_id,role_id,grade,note\n")


def test_missing_file_is_named(tmp_path):
    with pytest.raises(DataError, match=r"no file judgments\.csv"):
        read_judgments(tmp_path / "judgments.csv")


def test_shipped_judgments_have_no_problem(data_folder):
    sizes = {}
    for folder in set_folders(data_folder):
        judgments, problems = read_judgments(folder / "judgments.csv")
        assert problems == []
        sizes[folder.name] = len(judgments)
    assert sizes == {"first": 1329, "second": 1264, "fourth": 834}


def test_everybody_of_the_shipped_sets_is_of_one():
    names = set_of(shipped_sets())
    assert len(names) == sum(len(each.profiles) for each in shipped_sets())
    assert names["fourth-01"] == "fourth"


def test_a_folder_without_a_judged_set(tmp_path):
    with pytest.raises(DataError, match="holds no judged set: expected folders such as first"):
        set_folders(tmp_path)
