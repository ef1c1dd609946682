import json
import random
import subprocess
import sys

import pytest

from tests.soak import mutations, planting
from tests.soak.planted import mutation_switch
from tests.soak.planting import Source

COLUMNS = ["grade", "name"]


def after(code, kind):
    """What the mutations of a kind turn a line into."""
    source = Source("matching/x.py", code, COLUMNS)
    return [
        (source.bytes[: one.start].decode() + one.after + source.bytes[one.end :].decode())
        for one in source.mutations
        if one.kind == kind
    ]


@pytest.mark.parametrize(
    ("kind", "code", "wrong"),
    [
        ("boundary", "a < 18", "(a) <= (18)"),
        ("equality", "a == b", "(a) != (b)"),
        ("equality", "a not in b", "(a) in (b)"),
        ("and/or", "a and b", "a or b"),
        ("and/or", "a & b", "a | b"),
        ("not dropped", "not a", "a"),
        ("true/false", "f(x=True)", "f(x=False)"),
        ("arithmetic", "a - b", "a + b"),
        ("number", "a = 3", "a = 4"),
        ("number", "a = 3", "a = (2)"),
        ("slice", "a[:n]", "a[:n + 1]"),
        ("column", "roles['name']", "roles['grade']"),
        ("column", "f(c.NAME, c.GRADE)", "f(c.GRADE, c.GRADE)"),
        ("branch negated", "b if a else c", "b if not (a) else c"),
        ("branch negated", "[x for x in y if x]", "[x for x in y if not (x)]"),
        ("statement removed", "save(a)", ""),
        ("statement removed", "a.b = c", ""),
        ("arguments swapped", "f(a, b)", "f(b, a)"),
        ("min/max", "min(a)", "max(a)"),
        ("any/all", "a.any()", "a.all()"),
        ("nothing returned", "def f() -> list:\n    return a", "def f() -> list:\n    return []"),
    ],
)
def test_each_kind_of_mutation_changes_the_code(kind, code, wrong):
    assert wrong in after(code, kind)


@pytest.mark.parametrize(
    "code",
    [
        '"""Documentation."""',
        "a: Literal[1, 2]",
        "from a import b",
        "if TYPE_CHECKING:\n    a = 1",
        'f"{a + b}"',
        '"a" + b',
    ],
)
def test_what_no_slip_changes_is_left_alone(code):
    assert Source("matching/x.py", code, COLUMNS).mutations == []


def test_planted_source_is_the_old_one_until_a_mutation_is_active(monkeypatch):
    code = "def tale(n):\n    told = []\n    told.append(n)\n    return told, n < 3\n"
    source = Source("matching/x.py", code, COLUMNS)
    wanted = [
        next(one for one in source.mutations if one.kind == kind)
        for kind in ("statement removed", "boundary")
    ]
    planted = planting.planted(source.bytes, dict(enumerate(wanted))).decode()
    assert planted.count("\n") == code.count("\n")
    found = {}
    exec(planted, found)
    monkeypatch.setitem(sys.modules, "mutation_switch", mutation_switch)
    told = []
    for active in (-1, 0, 1):
        monkeypatch.setattr(mutation_switch, "active", active)
        told.append(found["tale"](3))
    assert told == [([3], False), ([], False), ([3], True)]


def project(folder):
    """A project of four lines that can go wrong, and what its tests make of each."""
    package, tests = folder / "matching", folder / "tests"
    package.mkdir()
    tests.mkdir()
    (package / "columns.py").write_text("")
    (package / "__init__.py").write_text("")
    (package / "ages.py").write_text(
        "ADULT = 18\n\n\n"
        "def is_grown(age):\n    return age >= ADULT\n\n\n"
        "def is_old(age):\n    return age > 70\n\n\n"
        "def is_young(age):\n    return age < 30\n"
    )
    (tests / "test_ages.py").write_text(
        "from matching import ages\n\n\n"
        "def test_grown():\n    assert ages.is_grown(18) and not ages.is_grown(17)\n\n\n"
        "def test_old():\n    assert ages.is_old(99)\n"
    )
    (folder / "pyproject.toml").write_text(
        "[tool.pytest.ini_options]\naddopts = '--import-mode=importlib'\nmarkers = ['browser']\n"
    )
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)


@pytest.mark.soak
def test_what_tests_check_is_caught_and_what_they_only_run_or_never_reach_is_not(tmp_path):
    tree, output = tmp_path / "tree", tmp_path / "found.json"
    tree.mkdir()
    project(tree)
    command = [sys.executable, "-m", "tests.soak.mutations", "--count", "4", "--tree", tree]
    subprocess.run(
        [*command, "--output", output], cwd=mutations.HERE.parents[1], check=True, timeout=300
    )
    found = json.loads(output.read_text())
    assert found["failing without any mutation"] == []
    outcomes = {row["line"]: row["outcome"] for row in found["mutations"]}
    expected = {1: "caught", 5: "caught", 9: "survived", 13: "not reached"}
    assert outcomes == {line: expected[line] for line in outcomes}
    assert set(outcomes.values()) == set(expected.values())


def test_a_seed_always_draws_the_same_and_nothing_twice():
    lines = "\n".join(f"a{n} = b{n} - c{n} < d{n}" for n in range(20))
    drawn = [
        planting.drawn([Source("matching/x.py", lines, COLUMNS)], 12, random.Random(8))
        for _ in range(2)
    ]
    assert drawn[0] == drawn[1]
    assert len({(one.start, one.end) for one in drawn[0]}) == 12


def test_a_mutation_is_found_again_where_its_file_and_line_moved():
    code = "a = 1 if b < 2 else 3\nd = e < f\n"
    [old] = [
        one for one in Source("matching/x.py", code, COLUMNS).mutations if one.before == "e < f"
    ]
    source = Source("matching/x.py", code, COLUMNS)
    moved = Source("matching/wing/x.py", "import os\n\n" + code, COLUMNS)
    gone = Source("matching/wing/x.py", "d = e\n", COLUMNS)
    wanted = [("matching/x.py", source.identity(old), source.place_among_alike(old))]
    [again] = planting.found_again(wanted, [moved])
    assert (again.path, again.line, again.before) == ("matching/wing/x.py", 4, "e < f")
    assert planting.found_again(wanted, [gone]) == [None]
