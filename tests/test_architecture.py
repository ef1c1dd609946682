"""Which wing may import which, and what set-up files may hold.

The wings are drawn in docs/architecture.md; here they are one list, bottom to top, and the syntax
trees are read: imports inside functions and those for types only count like all others.
"""

import ast
import functools
import graphlib
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REPOSITORY = Path(__file__).parent.parent

WINGS = """
    errors columns arrays kept written phrases environment folding names
    authorization reference links
    profile catalog store
    aspects accounts fictional reading
    comparison evidence
    words
    articles
    gatherings
    browsing recommending
    __init__
    weights bulk
    services studies
    demo present
    web cli
    screens
    app
""".split()
"""A wing imports itself and what stands before it. `__init__` is what `import matching` gives."""
AUDIENCES = "professional recruiter staff weights"
FLOORS = {
    "services": ["shared", "conversation", AUDIENCES],
    "screens": [
        "streamlit_server look",
        "visit",
        "pieces",
        f"conversation {AUDIENCES}",
        "menu account_bar server",
    ],
}
"""Rooms within a wing: each imports the floors below its own, and none beside it."""
MAY_IMPORT = {
    "streamlit": {"screens", "app", "cli.serving"},
    "sqlalchemy": {"store", "accounts", "services", "demo"},
    "matching.studies": {"studies", "cli"},
    "matching.screens": {"screens", "app"},
}
"""Who alone may import something: the app starts Streamlit, and nothing that serves is a study."""
READS_THE_CLOCK = {
    "accounts",
    "app",
    "cli",
    "demo",
    "environment",
    "screens",
    "store",
    "studies",
    "web",
}
"""Everything else is handed the day and the moment."""
TESTS_OF_THE_WHOLE = {
    "browser", "soak", "architecture", "docs", "notebooks", "reference_data", "style",
}  # fmt: skip
"""Folders and modules of tests that have no namesake in the package."""


def modules(root):
    """Give each module of the package, and the app, by its name below `matching`."""
    package = root / "matching"
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package).with_suffix("").parts
        found[".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)] = path
    if (root / "app.py").is_file():
        found["app"] = root / "app.py"
    return found


@functools.cache
def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


@functools.cache
def imported(path, root):
    """List all that a file imports, as dotted names."""
    package = path.relative_to(root).parent.parts
    names = []
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) + 1 - node.level] if node.level else ()
            module = ".".join([*start, *([node.module] if node.module else [])])
            names += [f"{module}.{alias.name}" for alias in node.names]
    return names


def target(name, known):
    """Say which of our modules an imported name is, or is found in; None for other packages."""
    first, *rest = name.split(".")
    if first != "matching":
        return None
    while rest and ".".join(rest) not in known:
        rest = rest[:-1]
    return ".".join(rest) or "__init__"


def edges(root):
    """Give the modules of ours that each module imports."""
    known = modules(root)
    return {
        name: {target(found, known) for found in imported(path, root)} - {None, name}
        for name, path in known.items()
    }


def wing(module):
    return module.split(".")[0]


def climbs(root):
    """List imports of a wing that stands above."""
    return [
        f"{name} imports {other}"
        for name, others in edges(root).items()
        for other in sorted(others)
        if WINGS.index(wing(other)) > WINGS.index(wing(name))
    ]


def floors(name):
    """Give the wing, the room and the floor of a module; None where a wing has no floors."""
    within, _, rest = name.partition(".")
    room = rest.split(".")[0]
    found = [n for n, rooms in enumerate(FLOORS.get(within, [])) if room in rooms.split()]
    return (within, room, found[0]) if found else None


def neighbours(root):
    """List imports of a room beside or above one's own, in the same wing."""
    return [
        f"{name} imports {other}"
        for name, others in edges(root).items()
        for other in sorted(others)
        if (here := floors(name))
        and (there := floors(other))
        and here[0] == there[0]
        and here[1] != there[1]
        and there[2] >= here[2]
    ]


def circle(root):
    """Give modules that import each other, or nothing."""
    try:
        graphlib.TopologicalSorter(edges(root)).prepare()
    except graphlib.CycleError as error:
        return error.args[1]
    return []


def starts_with_any(name, prefixes):
    return any(name == prefix or name.startswith(f"{prefix}.") for prefix in prefixes)


def test_every_module_has_its_wing():
    assert {wing(name) for name in modules(REPOSITORY)} == set(WINGS)


def test_no_wing_imports_one_above_it():
    assert climbs(REPOSITORY) == []


def test_no_audience_imports_another():
    assert neighbours(REPOSITORY) == []


def test_every_room_of_services_and_screens_has_its_floor():
    inside = [name for name in modules(REPOSITORY) if wing(name) in FLOORS and "." in name]
    assert [name for name in inside if floors(name) is None] == []


def test_no_modules_import_each_other():
    assert circle(REPOSITORY) == []


@pytest.mark.parametrize("what", MAY_IMPORT)
def test_what_only_some_may_import(what):
    wrong = [
        f"{name} imports {found}"
        for name, path in modules(REPOSITORY).items()
        for found in imported(path, REPOSITORY)
        if starts_with_any(found, {what}) and not starts_with_any(name, MAY_IMPORT[what])
    ]
    assert not wrong


def test_the_day_and_the_moment_are_handed_in():
    clock = re.compile(r"(\w+\.)*(date|datetime|Timestamp)\.(today|now|utcnow)|time\.\w*time\w*")
    wrong = [
        f"{name} calls {ast.unparse(node.func)}"
        for name, path in modules(REPOSITORY).items()
        if wing(name) not in READS_THE_CLOCK
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and clock.fullmatch(ast.unparse(node.func))
    ]
    assert not wrong


def test_tests_stand_in_folders_as_what_they_test():
    tests, package = REPOSITORY / "tests", REPOSITORY / "matching"
    places = {
        path.relative_to(tests).parent
        if path.parent != tests
        else Path(path.stem.removeprefix("test_") + ".py")
        for path in tests.rglob("test_*.py")
    }
    strangers = {str(place) for place in places if not (package / place).exists()}
    assert {name.removesuffix(".py") for name in strangers} <= TESTS_OF_THE_WHOLE


# ---- the rules above, broken ------------------------------------------------------------------


def house(root, **files):
    """Write modules, named as `profile__values` for matching/profile/values.py."""
    for name, text in files.items():
        path = root.joinpath("matching", *name.split("__")).with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def test_a_lower_wing_that_imports_a_higher_one_is_found(tmp_path):
    late = "def load():\n    from matching.store.database import Database\n"
    root = house(tmp_path, catalog__catalog=late, store__database="")
    assert climbs(root) == ["catalog.catalog imports store.database"]


def test_an_import_from_within_the_package_is_found_too(tmp_path):
    root = house(tmp_path, profile__values="from ..words.facts import Fact\n", words__facts="")
    assert climbs(root) == ["profile.values imports words.facts"]


def test_an_audience_that_imports_another_is_found(tmp_path):
    wrong = "def draw():\n    from matching.screens.staff import rows\n"
    root = house(tmp_path, screens__weights__bench=wrong, screens__staff__rows="")
    assert neighbours(root) == ["screens.weights.bench imports screens.staff.rows"]


def test_what_audiences_share_may_not_import_one_of_them(tmp_path):
    wrong = "if TYPE_CHECKING:\n    from matching.services.recruiter.roles import Role\n"
    root = house(tmp_path, services__shared__roles=wrong, services__recruiter__roles="")
    assert neighbours(root) == ["services.shared.roles imports services.recruiter.roles"]


def test_a_lower_wing_may_not_take_the_detour_over_the_package(tmp_path):
    root = house(tmp_path, comparison__points="from matching import Catalog\n")
    assert climbs(root) == ["comparison.points imports __init__"]


def test_a_circle_for_types_only_is_found(tmp_path):
    root = house(
        tmp_path,
        catalog__index="if TYPE_CHECKING:\n    from matching.catalog.catalog import Catalog\n",
        catalog__catalog="from matching.catalog.index import build_index\n",
    )
    assert set(circle(root)) == {"catalog.index", "catalog.catalog"}


# ---- set-up files ---------------------------------------------------------------------------

LOCKS = ["requirements.lock", "requirements-dev.lock"]
LOCKED = re.compile(
    r"(?P<name>[a-z0-9-]+)==(?P<version>[\w.+!]+)(?P<marker> ; [^\\]+)? \\\n"
    r"(?P<hashes>(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)"
)


def lines_that_count(lock):
    """The text of a lock file without its comments."""
    lines = (REPOSITORY / lock).read_text("utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not line.lstrip().startswith("#"))


def locked_versions(lock):
    found = {}
    for match in LOCKED.finditer(lines_that_count(lock)):
        found.setdefault(match["name"], set()).add(match["version"])
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_hold_versions_and_hashes_and_nothing_else(lock):
    rest = LOCKED.sub("", lines_that_count(lock))
    assert not rest.strip(), f"{lock} holds more than versions with their hashes: {rest[:300]}"


def test_dev_lock_holds_the_runtime_lock():
    runtime, dev = (locked_versions(lock) for lock in LOCKS)
    assert {name: dev.get(name) for name in runtime} == runtime, "Run `make lock`."


@pytest.mark.parametrize("lock", LOCKS)
def test_dependencies_are_locked_at_a_version_they_allow(lock):
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    asked = project["dependencies"] + (
        project["optional-dependencies"]["dev"] if "dev" in lock else []
    )
    versions = locked_versions(lock)
    for requirement in map(Requirement, asked):
        locked = versions.get(canonicalize_name(requirement.name), set())
        assert locked, f"{lock} lacks {requirement.name}; run `make lock`."
        assert all(requirement.specifier.contains(version) for version in locked), (
            f"{lock} holds {requirement.name} {locked}, and pyproject.toml asks for "
            f"{requirement.specifier}; run `make lock`."
        )


def test_no_file_says_where_packages_come_from():
    """That is for each machine's own settings to say."""
    setting = re.compile(
        r"(?<!no-emit-)(?:extra[-_])?index[-_]url|(?<!no-emit-)find[-_]links|trusted[-_]host"
        r"|tool\.uv\.(?:index|sources)|(?:py"
        r"pi|pythonhosted|npm"
        r"js)\.(?:org|com)",
        re.IGNORECASE,
    )
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split("\0")
    paths = [REPOSITORY / name for name in listed if name]
    wrong = [
        f"{path.relative_to(REPOSITORY)}: {found[0]}"
        for path in paths
        if path.is_file()
        and (found := setting.search(path.read_text(encoding="utf-8", errors="replace")))
    ]
    assert not wrong, f"Package registries must not be named: {wrong}"
