import re

import pytest

from matching.environment import VARIABLES, unknown_variables

NAME = re.compile(r"\bMISSIONMATCH_[A-Z_]*[A-Z]\b")


def test_every_variable_that_is_read_is_in_the_list(repository):
    code = list((repository / "matching").rglob("*.py"))
    found = {name for path in code for name in NAME.findall(path.read_text("utf-8"))}
    assert found - {"MISSIONMATCH_SECERT"} == set(VARIABLES)  # which an example misspells


def test_the_page_of_settings_says_the_same_as_the_list(repository):
    page = (repository / "docs" / "settings.md").read_text("utf-8")
    assert (
        dict(re.findall(r"^\| `(MISSIONMATCH_\w+)` \| (.*) \|$", page, re.MULTILINE)) == VARIABLES
    )


def test_pages_of_documentation_name_no_other_variable(repository):
    for path in [repository / "README.md", *(repository / "docs").glob("*.md")]:
        assert set(NAME.findall(path.read_text("utf-8"))) <= set(VARIABLES), path.name


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("MISSIONMATCH_DATABSE_URL", "MISSIONMATCH_DATABASE_URL"),
        ("MISSIONMATCH_DATABASE", "MISSIONMATCH_DATABASE_URL"),
        ("MISSIONMATCHSECRET", "MISSIONMATCH_SECRET"),
        ("missionmatch_secret", "MISSIONMATCH_SECRET"),
        ("MISIONMATCH_SMTP_URL", "MISSIONMATCH_SMTP_URL"),
    ],
)
def test_misspelt_variable_is_said_with_what_was_meant(name, meant):
    [said] = unknown_variables([name, *VARIABLES])
    assert said == f"{name} is no setting of Missionmatch. Did you mean {meant}?"


def test_unlike_variable_is_said_without_a_guess():
    [said] = unknown_variables(["MISSIONMATCH_COLOUR"])
    assert said == "MISSIONMATCH_COLOUR is no setting of Missionmatch. docs/settings.md lists them."


def test_known_and_foreign_variables_are_not_said():
    assert not unknown_variables([*VARIABLES, "HOME", "DATABASE_URL", "SMTP_URL", "PUBLIC_URL", ""])
