"""Breaks the program in many small ways, one at a time, and counts what the tests catch.

    python -m tests.soak.mutations --seed 8 --count 200 --output var/mutations.json

Places are drawn by seed over the package. A copy of the project in a temporary folder holds all of
them, each behind a switch, and the tests run once without any: which tests reach which place, and
how long each takes. Then each mutation is made active alone, in a forked process, and the tests
that reach it run, the quickest first, until one fails. `docs/mutations.md` has the results.
"""

import argparse
import collections
import dataclasses
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.soak import planting
from tests.soak.reach import Map, bodies, is_unchanged, renamed

HERE = Path(__file__).parent
IN_THE_COPY = sorted((HERE / "planted").glob("mutation_*.py"))
OPTIONS = ["-q", "-p", "mutation_plugin", "-p", "no:cacheprovider", "--capture=sys"]
OPTIONS += ["-W", "ignore::pytest.PytestAssertRewriteWarning", "-m"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--tree", type=Path, default=HERE.parents[1], help="the project")
    parser.add_argument("--tests", type=Path, help="a checkout whose tests are used instead")
    parser.add_argument("--output", type=Path, required=True, help="a JSON file")
    parser.add_argument("--seconds", type=float, default=240, help="most seconds of tests for one")
    parser.add_argument("--near", type=float, default=60, help="most of them by nearness alone")
    parser.add_argument("--after", type=Path, help="results: the same mutations and tests first")
    parser.add_argument("--map", type=Path, help="a map of the same tests in other files")
    parser.add_argument("--work", type=Path, help="a folder to work in, which stays")
    parser.add_argument("--marks", default="not browser and not soak", help="which tests")
    parser.add_argument("paths", nargs="*", help="tests, all without any")
    given = parser.parse_args()
    given.options = [*OPTIONS, given.marks]
    with tempfile.TemporaryDirectory(prefix="mutations-") as temporary:
        results = hunt(given, given.work or Path(temporary))
    given.output.write_text(json.dumps(results, indent=1))
    print(table(results["mutations"]))


def hunt(given, work):
    """Plant, map and hunt; returns all that was found."""
    copy, folder = work / "copy", work / "found"
    earlier = json.loads(given.after.read_text()) if given.after else {"mutations": []}
    mutations, identities = plant(given, earlier["mutations"], copy)
    folder.mkdir(exist_ok=True)
    found = mapped(given, copy, folder)
    wanted = [
        one
        for one in wanted_tests(found, mutations, earlier, copy)
        if not (folder / f"end-{one['number']}.json").exists()
    ]
    at_import = [one for one in wanted if one["number"] in found.at_collection]
    later = [one for one in wanted if one["number"] not in found.at_collection]
    print(f"{len(later)} in forked processes, {len(at_import)} from the import on", flush=True)
    run(
        copy,
        folder,
        {"mode": "hunt", "wanted": later},
        ["-m", "pytest", *given.options, *given.paths],
    )
    hunt_imported(given.options, copy, folder, found, mutations, at_import)
    return {
        "seed": given.seed,
        "seconds": given.seconds,
        "tests": {name: round(test["seconds"], 3) for name, test in found.tests.items()},
        "failing without any mutation": found.failing,
        "no longer there": [
            row["number"] for row in earlier["mutations"] if row["number"] not in mutations
        ],
        "mutations": [
            described(number, mutation, folder, found.reaching(number)) | identities[number]
            for number, mutation in mutations.items()
        ],
        "bodies": bodies(copy),
    }


def mapped(given, copy, folder):
    """Which tests reach what: measured, or taken from where the same tests were measured."""
    mode = "list" if given.map else "map"
    if not (folder / f"{mode}.json").exists():
        run(copy, folder, {"mode": mode}, ["-m", "pytest", *given.options, *given.paths])
    found = json.loads((given.map or folder / "map.json").read_text())
    if given.map:
        found["tests"] = renamed(found["tests"], json.loads((folder / "list.json").read_text()))
    return Map(found, copy, given.seconds, given.near)


def wanted_tests(found, mutations, earlier, copy):
    """The tests to run for each mutation.

    After earlier results: where a test failed, it comes first; where none did, only tests that are
    new or say something else can, and the others are not run again.
    """
    now, before = bodies(copy), earlier.get("bodies", {})
    rows = {row["number"]: row for row in earlier["mutations"]}
    for number, mutation in mutations.items():
        failed = rows.get(number, {}).get("failed")
        wanted = found.wanted(number, mutation, failed["test"] if failed else "")
        if number in rows and not failed:
            wanted["tests"] = [
                name for name in wanted["tests"] if not is_unchanged(name, before, now)
            ]
        yield wanted


def hunt_imported(options, copy, folder, found, mutations, at_import):
    """Hunt what is active from the import on: near tests first, then all."""
    for wanted in at_import:
        wanted |= found.near(mutations[wanted["number"]], wanted["tests"])
    plan = {"mode": "import", "options": options, "wanted": at_import}
    run(copy, folder, plan, ["mutation_server.py"])
    again = []
    for wanted in at_import:
        end = folder / f"end-{wanted['number']}.json"
        far = found.far(wanted["tests"])
        if json.loads(end.read_text())["failed"] is None and far["tests"]:
            end.rename(end.with_suffix(".near"))
            again.append(wanted | far)
    run(copy, folder, plan | {"wanted": again}, ["mutation_server.py"])


def plant(given, earlier, copy):
    """Copy the project with the mutations planted; returns these and their identities by number."""
    sources = {source.path: source for source in planting.sources_of(given.tree)}
    if earlier:
        wanted = [(row["path"], tuple(row["identity"]), row["place"]) for row in earlier]
        numbers = [row["number"] for row in earlier]
        again = planting.found_again(wanted, sources.values())
        mutations = {n: one for n, one in zip(numbers, again, strict=True) if one}
    else:
        rng = random.Random(given.seed)
        mutations = dict(enumerate(planting.drawn([*sources.values()], given.count, rng)))
    identities = {
        number: {
            "identity": sources[mutation.path].identity(mutation),
            "place": sources[mutation.path].place_among_alike(mutation),
        }
        for number, mutation in mutations.items()
    }
    if not copy.exists():
        copied(given.tree, copy)
        if given.tests:
            shutil.rmtree(copy / "tests")
            copied(given.tests, copy, "tests", "pyproject.toml", "Makefile")
        for source in sources.values():
            own = {n: one for n, one in mutations.items() if one.path == source.path}
            if own:
                (copy / source.path).write_bytes(planting.planted(source.bytes, own))
        for path in IN_THE_COPY:
            shutil.copy(path, copy)
        subprocess.run(["git", "init", "--quiet"], cwd=copy, check=True)
        subprocess.run(["git", "add", "--all"], cwd=copy, check=True)
    return mutations, identities


def copied(tree, copy, *paths):
    """Copy what git knows or would take of a folder."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *paths]
    listed = subprocess.run(command, cwd=tree, check=True, capture_output=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        if (tree / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(tree / name, copy / name)


def run(copy, folder, plan, command):
    """Run Python in the copy with a plan; each mutation writes how it ended."""
    if not plan.get("wanted", True):
        return
    (folder / "plan.json").write_text(json.dumps(plan))
    settings = {"PYTHONPATH": str(copy), "MUTATIONS": str(folder), "OMP_NUM_THREADS": "1"}
    with (folder / f"{plan['mode']}.log").open("a") as log:
        subprocess.run(
            [sys.executable, *command],
            cwd=copy,
            env=os.environ | settings,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            check=False,
        )


def described(number, mutation, folder, reaching):
    """One row of the results."""
    end = json.loads((folder / f"end-{number}.json").read_text())
    outcome = "caught" if end["failed"] else "survived"
    if outcome == "survived" and not reaching and not end["touched"]:
        outcome = "not reached"
    row = dataclasses.asdict(mutation) | {"number": number, "wing": mutation.wing}
    return row | {"outcome": outcome, "reaching": len(reaching)} | end


def table(rows):
    """How many were caught, survived and were not reached, by wing and by kind."""
    outcomes = ("caught", "survived", "not reached")
    lines = []
    for column in ("wing", "kind"):
        counts = collections.defaultdict(collections.Counter)
        for row in rows:
            counts[row[column]][row["outcome"]] += 1
            counts["all"][row["outcome"]] += 1
        lines += ["", f"{column:20}" + "".join(f"{one:>12}" for one in outcomes)]
        for name in sorted(counts, key=lambda name: (name == "all", name)):
            lines.append(f"{name:20}" + "".join(f"{counts[name][one]:12}" for one in outcomes))
    return "\n".join(lines)


if __name__ == "__main__":
    started = time.monotonic()
    main()
    print(f"\n{(time.monotonic() - started) / 60:.0f} minutes")
