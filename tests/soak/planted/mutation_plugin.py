"""What pytest does in a copy with planted mutations: note what each test reaches, or hunt.

The folder in MUTATIONS holds `plan.json` with a mode.

`list` writes the names of all tests.

`map` runs all tests, no mutation active, and writes for each test its seconds, its result, what it
reaches and which fixtures of a wider scope it shares; what was reached while modules are imported
and inside functions that keep their value is noted apart, since other tests depend on that too.

`hunt` collects once and then forks one process a mutation: there the mutation is active, the tests
of the plan run in its order, and the first that fails ends it. `import` does the same for a
mutation that was active before anything was imported.
"""

import ast
import contextlib
import functools
import gc
import json
import os
import signal
import sys
import time
from pathlib import Path

import hypothesis
import mutation_server
import mutation_switch as switch
import pytest

FOLDER = Path(os.environ["MUTATIONS"])
PLAN = json.loads((FOLDER / "plan.json").read_text())
HERE = str(Path(__file__).parent)
# A limit that only what hangs can reach, on a machine that others use too.
SECONDS_MORE, TIMES_LONGER = 60, 3


def pytest_configure(config):
    """A counterexample need not be small to count."""
    phases = [hypothesis.Phase.explicit, hypothesis.Phase.generate]
    hypothesis.settings.register_profile("hunting", hypothesis.settings(), phases=phases)
    hypothesis.settings.load_profile("hunting")
    config.pluginmanager.register({"list": List, "map": Map}.get(PLAN["mode"], Hunt)())


class List:
    """Writes the names of all tests and runs none."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session):
        (FOLDER / "list.json").write_text(json.dumps([item.nodeid for item in session.items]))
        return True


class Map:
    """Notes for each test what it reaches."""

    def __init__(self):
        self.imported, self.kept, self.fixtures, self.tests = set(), set(), {}, {}
        self.current = set(switch.reached)  # by what pytest imports before it collects
        self.test = None
        self.subprocesses = FOLDER / "reached"
        self.subprocesses.mkdir(exist_ok=True)
        switch.folder = os.environ["MUTANTS_REACHED"] = str(self.subprocesses)
        switch.listener = self.note

    def note(self, number):
        """Note where a place was reached from, the first time in a test or fixture."""
        self.current.add(number)
        frame = sys._getframe(2)
        while frame is not None:
            name = frame.f_code.co_filename
            if name == "<frozen importlib._bootstrap>":
                self.imported.add(number)
            elif name.startswith(HERE) and frame.f_code.co_firstlineno in lines_that_keep(name):
                self.kept.add(number)
            frame = frame.f_back

    def collect_subprocesses(self):
        """Add what the programs that a test started wrote."""
        for path in self.subprocesses.iterdir():
            self.current.update(map(int, path.read_text().split()))
            path.unlink(missing_ok=True)

    @pytest.hookimpl(wrapper=True)
    def pytest_collection(self):
        result = yield
        self.imported |= self.current
        self.at_collection = sorted(self.current)
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef):
        if fixturedef.scope == "function":
            return (yield)
        outer, outer_reached = self.current, switch.reached
        self.current, switch.reached = set(), set()
        before = time.perf_counter()
        try:
            return (yield)
        finally:
            seconds = time.perf_counter() - before
            self.collect_subprocesses()
            known = self.fixtures.setdefault(named(fixturedef), {"seconds": 0, "reached": set()})
            known["seconds"] = max(known["seconds"], seconds)
            known["reached"] |= self.current
            self.current, switch.reached = outer, outer_reached
            if self.test:
                self.test["seconds"] -= seconds

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item):
        self.current, switch.reached = set(), set()
        self.test = {"seconds": 0.0, "passed": True, "shared": []}
        before = time.perf_counter()
        result = yield
        self.collect_subprocesses()
        self.test["seconds"] += time.perf_counter() - before
        self.test["reached"] = sorted(self.current)
        self.tests[item.nodeid] = self.test
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self, item):
        request = getattr(item, "_request", None)
        shared = getattr(request, "_fixture_defs", {}).values()
        self.test["shared"] = sorted({named(one) for one in shared if one.scope != "function"})
        return (yield)

    def pytest_runtest_logreport(self, report):
        if report.failed:
            self.test["passed"] = False
            self.test["failure"] = str(report.longrepr)[-2000:]
        if report.skipped:
            self.test["skipped"] = True

    def pytest_sessionfinish(self):
        fixtures = {
            name: {**fixture, "reached": sorted(fixture["reached"])}
            for name, fixture in self.fixtures.items()
        }
        found = {
            "tests": self.tests,
            "fixtures": fixtures,
            "imported": sorted(self.imported),
            "at_collection": self.at_collection,
            "kept": sorted(self.kept),
        }
        (FOLDER / "map.json").write_text(json.dumps(found))


def named(fixturedef):
    return f"{fixturedef.baseid}::{fixturedef.argname}"


@functools.cache
def lines_that_keep(name):
    """First lines of the functions of a file whose decorator keeps what they return."""
    if not name.endswith(".py") or not Path(name).is_file():
        return frozenset()
    return frozenset(
        node.decorator_list[0].lineno
        for node in ast.walk(ast.parse(Path(name).read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
        and any("cache" in ast.unparse(decorator) for decorator in node.decorator_list)
    )


class Hunt:
    """Runs the tests of each mutation until one fails."""

    def __init__(self):
        self.failed = None

    def pytest_runtest_logreport(self, report):
        self.take(report, report.when)

    def pytest_collectreport(self, report):
        self.take(report, "import")

    def take(self, report, when):
        if report.failed and self.failed is None:
            lines = str(report.longrepr).strip().splitlines()
            errors = [line for line in lines if line.startswith("E ")] or lines[-1:]
            self.failed = {
                "test": report.nodeid,
                "when": when,
                "error": [line[:300] for line in errors[:2]],
            }

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session):
        items = {item.nodeid: item for item in session.items}
        if PLAN["mode"] == "import":
            self.run(session, items, PLAN["wanted"][int(os.environ["MUTATIONS_PLACE"])])
            return True
        gc.freeze()
        for wanted in PLAN["wanted"]:
            (FOLDER / "now").write_text("")
            child = os.fork()
            if not child:
                os.setsid()
                switch.active = wanted["number"]
                os.environ["MUTANT"] = str(wanted["number"])
                use_temporary_folder(session.config)
                self.run(session, items, wanted)
                os._exit(0)
            mutation_server.wait(child, wanted, FOLDER)
        return True

    def run(self, session, items, wanted):
        """Run tests in their order until one fails, and write which."""
        before = time.perf_counter()
        tests = [items[test] for test in wanted["tests"] if test in items]
        ran = 0
        for item, after in zip(tests, [*tests[1:], None], strict=False):
            if self.failed is not None:
                break
            (FOLDER / "now").write_text(item.nodeid)
            limit = TIMES_LONGER * wanted["seconds"].get(item.nodeid, 1) + SECONDS_MORE
            signal.setitimer(signal.ITIMER_REAL, limit)
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
            ran += 1
        found = {
            "failed": self.failed,
            "ran": ran,
            "seconds": round(time.perf_counter() - before, 1),
            "touched": wanted["number"] in switch.reached,
        }
        mutation_server.write_end(wanted, found, FOLDER)
        signal.setitimer(signal.ITIMER_REAL, SECONDS_MORE)
        with contextlib.suppress(BaseException):  # fixtures of a broken program may end badly
            session._setupstate.teardown_exact(None)


def use_temporary_folder(config):
    """Let a forked process have a folder of its own, which is removed after it."""
    config._tmp_path_factory._given_basetemp = FOLDER / "tmp"
    config._tmp_path_factory._basetemp = None
