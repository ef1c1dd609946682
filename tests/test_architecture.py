"""Which module may import which, and what set-up files may hold.

The rules are drawn in docs/architecture.md; here they are enforced by reading the syntax trees.
"""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REPOSITORY = Path(__file__).parent.parent
PACKAGE = REPOSITORY / "matching"

# Modules that read files, a database, a clock, or chain the steps. `__init__` gathers their names.
# Everything else is pure: values in, new values out.
TOUCHES_THE_WORLD = {
    "services",
    "__init__",
    "__main__",
    "accounts",
    "baselines",
    "bench",
    "cli",
    "demo",
    "evaluation",
    "exports",
    "learning",
    "learning_from_use",
    "recommender",
    "reference",
    "store",
    "web",
}
# A pure module that may after all import one that is not, and why.
EXCEPTIONS = {
    # What ships with the project is the same whenever it is read, like a constant.
    "shipped": {"matching.reference"},
    # The catalog is what every step compares; `from_folder` and `from_database` are its doors.
    "catalog": {"matching.reference", "matching.store"},
}
# Modules that know nothing of the others.
LEAVES = {"columns", "errors"}

ALL_MODULES = sorted(PACKAGE.rglob("*.py"))
LIBRARY = [path for path in ALL_MODULES if "screens" not in path.relative_to(PACKAGE).parts]


def name_of(path):
    """Say `ranking` for matching/ranking.py, `terms` for matching/terms/__init__.py."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)


def is_pure(path):
    return name_of(path).split(".")[0] not in TOUCHES_THE_WORLD


PURE = [path for path in LIBRARY if is_pure(path)]


def is_for_types_only(node):
    """Whether this is an `if TYPE_CHECKING:`, whose imports never run."""
    return isinstance(node, ast.If) and ast.unparse(node.test) in {
        "TYPE_CHECKING",
        "typing.TYPE_CHECKING",
    }


def walk_what_runs(tree):
    for node in ast.iter_child_nodes(tree):
        if not is_for_types_only(node):
            yield node
            yield from walk_what_runs(node)


def is_module(dotted):
    path = REPOSITORY.joinpath(*dotted.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file()


def without_detour(dotted):
    """Turn `matching.Catalog` into `matching.__init__`, which is where that name is gathered."""
    first, *rest = dotted.split(".")
    if first == "matching" and not (rest and is_module(f"matching.{rest[0]}")):
        return "matching.__init__"
    return dotted


def imported_names(path):
    """List all that a file imports, as dotted names, also inside functions."""
    package = path.relative_to(REPOSITORY).parent.parts
    names = []
    for node in walk_what_runs(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) + 1 - node.level] if node.level else ()
            module = ".".join([*start, *([node.module] if node.module else [])])
            names += [f"{module}.{alias.name}" for alias in node.names]
    return [without_detour(name) for name in names]


def starts_with_any(name, prefixes):
    return any(name == prefix or name.startswith(f"{prefix}.") for prefix in prefixes)


def not_allowed(path, forbidden):
    return [name for name in imported_names(path) if starts_with_any(name, forbidden)]


@pytest.mark.parametrize("path", LIBRARY, ids=name_of)
def test_only_screens_know_streamlit(path):
    wrong = not_allowed(path, {"streamlit", "matching.screens", "app"})
    # `missionmatch serve` starts Streamlit; it may import it, but no screen.
    if name_of(path) == "cli":
        wrong = [name for name in wrong if not name.startswith("streamlit")]
    assert not wrong, f"matching/{name_of(path)} must not import {wrong}"


@pytest.mark.parametrize("path", PURE, ids=name_of)
def test_pure_modules_import_nothing_that_touches_the_world(path):
    forbidden = {"sqlalchemy", *(f"matching.{module}" for module in TOUCHES_THE_WORLD)}
    forbidden -= EXCEPTIONS.get(name_of(path), set())
    wrong = not_allowed(path, forbidden)
    assert not wrong, f"matching/{name_of(path)} is pure and must not import {wrong}"


@pytest.mark.parametrize("path", [p for p in LIBRARY if name_of(p) in LEAVES], ids=name_of)
def test_leaves_import_nothing_of_ours(path):
    wrong = not_allowed(path, {"matching"})
    assert not wrong, f"matching/{name_of(path)} must not import {wrong}"


@pytest.mark.parametrize("path", PURE, ids=name_of)
def test_pure_modules_do_not_read_the_clock(path):
    calls = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]
    clock = re.compile(r"(\w+\.)*(date|datetime|Timestamp)\.(today|now|utcnow)|time\.\w*time\w*")
    found = [ast.unparse(call.func) for call in calls if clock.fullmatch(ast.unparse(call.func))]
    assert not found, f"matching/{name_of(path)} must be handed the date instead of {found}"


# ---- the tools above ------------------------------------------------------------------------


def test_every_kind_of_import_is_seen(tmp_path, monkeypatch):
    monkeypatch.setattr(f"{__name__}.REPOSITORY", tmp_path)
    package = tmp_path / "matching"
    package.mkdir()
    (package / "reference.py").touch()
    (package / "ranking.py").write_text(
        "import matching\n"
        "import streamlit as st\n"
        "from matching import Catalog, reference\n"
        "from . import reference\n"
        "from .reference import read\n"
        "def late():\n"
        "    from sqlalchemy.orm import Session\n"
        "if TYPE_CHECKING:\n"
        "    from matching.store import Store\n"
    )
    assert imported_names(package / "ranking.py") == [
        "matching.__init__",
        "streamlit",
        "matching.__init__",
        "matching.reference",
        "matching.reference",
        "matching.reference.read",
        "sqlalchemy.orm.Session",
    ]


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
