"""Which tests reach a mutated place, how long they take, and in which order they are run."""

import ast
import collections
import hashlib
import re
from pathlib import Path

# Tests that take about as long run file by file, so that what a file sets up is set up once.
ABOUT_AS_LONG = (0.05, 0.2, 1, 5)


class Map:
    """Which tests reach what, and how long they take."""

    def __init__(self, found, copy, most_seconds, most_near):
        self.copy, self.most_seconds, self.most_near = copy, most_seconds, most_near
        self.fixtures = found["fixtures"]
        self.tests = {
            name: test
            for name, test in found["tests"].items()
            if test["passed"] and not test.get("skipped")
        }
        self.failing = [name for name, test in found["tests"].items() if not test["passed"]]
        self.at_collection = set(found["at_collection"])
        # What is kept or imported within one test serves others, which then do not reach it.
        self.served = set(found["kept"]) | set(found["imported"])
        self.seconds = {name: self.seconds_of(test) for name, test in self.tests.items()}

    def seconds_of(self, test):
        return test["seconds"] + sum(self.fixtures[one]["seconds"] for one in test["shared"])

    def reaching(self, number):
        """The tests that reach a place, themselves or through a fixture that they share."""
        fixtures = {name for name, one in self.fixtures.items() if number in one["reached"]}
        return [
            name
            for name, test in self.tests.items()
            if number in (test["reached"] or ()) or not fixtures.isdisjoint(test["shared"])
        ]

    def wanted(self, number, mutation, known=""):
        """The tests to run for a mutation, in their order."""
        unknown = [name for name, test in self.tests.items() if test["reached"] is None]
        tests = self.within(self.quickest_first(self.reaching(number) + unknown), self.most_seconds)
        if number in self.served | self.at_collection:
            near = [name for name in self.by_nearness(mutation) if name not in set(tests)]
            tests = tests + self.within(near, self.most_near)
        if known:
            same = [name for name in self.tests if short(name) == short(known)]
            tests = same + [name for name in tests if name not in same]
        return {
            "number": number,
            "tests": tests,
            "seconds": {name: round(self.seconds[name], 2) for name in tests},
        }

    def quickest_first(self, names):
        def about(name):
            return sum(self.seconds[name] > limit for limit in ABOUT_AS_LONG)

        return sorted(names, key=lambda name: (about(name), name.partition("::")[0]))

    def within(self, names, most):
        """The first of some tests that together take no longer than so many seconds."""
        taken, fixtures, spent = [], set(), 0.0
        for name in names:
            test = self.tests[name]
            new = set(test["shared"]) - fixtures
            spent += test["seconds"] + sum(self.fixtures[one]["seconds"] for one in new)
            if spent > most:
                break
            fixtures |= new
            taken.append(name)
        return taken

    def by_nearness(self, mutation):
        """All tests, those first whose file speaks most of the module of the mutation."""
        nearness = self.nearness(mutation)
        names = sorted(self.tests, key=lambda name: -nearness[name.partition("::")[0]])
        return [name for name in names if nearness[name.partition("::")[0]]] + [
            name for name in self.quickest_first(names) if not nearness[name.partition("::")[0]]
        ]

    def nearness(self, mutation):
        """How much each file of tests speaks of the module of a mutation."""
        module = mutation.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        stem = module.rpartition(".")[2]
        text = (self.copy / mutation.path).read_text("utf-8")
        names = set(re.findall(r"^(?:def|class) (\w+)|^([A-Z_]{3,}) = ", text, re.MULTILINE))
        names = {one or other for one, other in names}
        points = collections.Counter()
        for path in {name.partition("::")[0] for name in self.tests}:
            words = re.findall(r"[\w.]+", (self.copy / path).read_text("utf-8"))
            points[path] = 10 * words.count(module) + 20 * (stem in Path(path).stem)
            points[path] += len(names & set(words)) + 5 * (mutation.wing in Path(path).parts[:-1])
            points[path] += 1000 * (path == mutation.path)
        return points

    def near(self, mutation, tests):
        """The tests of the files that are nearest, and these files."""
        chosen = []
        for name in [*tests, *self.by_nearness(mutation)]:
            path = name.partition("::")[0]
            if path not in chosen and len(chosen) < 10:
                chosen.append(path)
        names = [name for name in self.tests if name.partition("::")[0] in chosen]
        return self.files_and_tests(self.within(self.quickest_first(names), self.most_near))

    def far(self, done):
        """All other tests, the quickest first."""
        names = [name for name in self.tests if name not in set(done)]
        return self.files_and_tests(self.within(self.quickest_first(names), self.most_near))

    def files_and_tests(self, tests):
        return {
            "tests": tests,
            "files": sorted({name.partition("::")[0] for name in tests}),
            "seconds": {name: round(self.seconds[name], 2) for name in tests},
        }


def renamed(tests, names):
    """What is known of tests under the names that they have in other files.

    A test that is not known counts as one that may reach everything (`reached` is None).
    """
    known = collections.defaultdict(list)
    for name, test in tests.items():
        known[short(name)].append(test)
    return {name: joined(known[short(name)]) for name in names}


def joined(alike):
    """What is known of tests of one name, as if they were one."""
    if not alike:
        return {"seconds": 1.0, "passed": True, "shared": [], "reached": None}
    return {
        "seconds": max(test["seconds"] for test in alike),
        "passed": all(test["passed"] for test in alike),
        "skipped": all(test.get("skipped") for test in alike),
        "shared": sorted({one for test in alike for one in test["shared"]}),
        "reached": sorted({number for test in alike for number in test["reached"]}),
    }


def short(test):
    """The name of a test without its file, which may move."""
    return test.partition("::")[2]


def bodies(tree):
    """For each name of a test function of a folder its texts, as far as they say something."""
    found = collections.defaultdict(set)
    for path in sorted((tree / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                found[node.name].add(hashlib.sha256(ast.unparse(node).encode()).hexdigest())
    return {name: sorted(texts) for name, texts in sorted(found.items())}


def is_unchanged(test, earlier, now):
    """Whether a test says what one of its name said earlier."""
    name = re.sub(r"\[.*", "", short(test), flags=re.DOTALL).rpartition("::")[2]
    return name in now and set(now[name]) <= set(earlier.get(name, ()))
