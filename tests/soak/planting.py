"""Mutations of Python source: where they can stand, which are drawn, how all of them are planted.

Every mutation is a text in place of another. All that were drawn stand in the same source, each
behind a question to `mutation_switch`, so that one copy of the project holds them all and no line
moves: `(mutated if __import__("mutation_switch").at(7) else original)`.
"""

import ast
import collections
import dataclasses
import functools
from pathlib import PurePosixPath

LEFT_OUT = ("matching/store/migrations/", "matching/fictional/phrases.py")
LEFT_OUT += ("matching/fictional/statements.py", "matching/demo/stories.py")

BOUNDARY = {ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">"}
EQUALITY = {ast.Eq: "!=", ast.NotEq: "==", ast.Is: "is not", ast.IsNot: "is"}
EQUALITY |= {ast.In: "not in", ast.NotIn: "in"}
ARITHMETIC = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult}
MASKS = {ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd}
TWINS = {"min": "max", "any": "all", "minimum": "maximum", "nanmin": "nanmax"}
TWINS |= {"idxmin": "idxmax", "argmin": "argmax", "first": "last", "floor": "ceil"}
TWINS |= {other: one for one, other in TWINS.items()}
EMPTY = {"list": "[]", "dict": "{}", "tuple": "()", "set": "set()", "str": '""', "bool": "False"}
TYPES = {"Literal", "Annotated", "Mapped", "ClassVar", "cast"}
SEQUENCE = (ast.JoinedStr, ast.List, ast.Tuple, ast.ListComp, ast.Dict, ast.Set)


@dataclasses.dataclass(frozen=True)
class Mutation:
    """A text in place of another, from one byte of a file to another."""

    path: str
    kind: str
    line: int
    start: int
    end: int
    before: str
    after: str
    is_statement: bool = False

    @property
    def wing(self):
        """The folder or module of the package that it is in."""
        return PurePosixPath(self.path).parts[1].removesuffix(".py")


class Source:
    """A file with the mutations that it offers."""

    def __init__(self, path, text, column_names):
        self.path, self.text, self.bytes = path, text, text.encode()
        self.tree = ast.parse(text)
        self.column_names = column_names
        self.line_starts = [0]
        for line in self.bytes.splitlines(keepends=True):
            self.line_starts.append(self.line_starts[-1] + len(line))
        self.own_columns = sorted(
            {node.attr for node in ast.walk(self.tree) if is_column_constant(node)}
        )
        self.statements = sum(isinstance(node, ast.stmt) for node in ast.walk(self.tree))

    def place(self, node):
        """Where the text of a node starts and ends, in bytes."""
        start = self.line_starts[node.lineno - 1] + node.col_offset
        return start, self.line_starts[node.end_lineno - 1] + node.end_col_offset

    def said(self, node):
        """The text of a node as it stands."""
        start, end = self.place(node)
        return self.bytes[start:end].decode()

    @functools.cached_property
    def mutations(self):
        """Every mutation that the file offers, in its order."""
        return [
            Mutation(
                self.path,
                kind,
                node.lineno,
                *self.place(node),
                self.said(node),
                after,
                is_statement=isinstance(node, ast.stmt),
            )
            for node in walked(self.tree)
            for kind, after in offered(node, self)
        ]

    @functools.cached_property
    def conditions(self):
        """The nodes that decide a branch, by id."""
        found = set()
        for node in ast.walk(self.tree):
            if isinstance(node, (ast.If, ast.IfExp)):
                found.add(id(node.test))
            elif isinstance(node, ast.comprehension):
                found.update(map(id, node.ifs))
        return found

    @functools.cached_property
    def returned(self):
        """For each value that is returned, by id, what would be nothing in its place."""
        found = {}
        for function in ast.walk(self.tree):
            if isinstance(function, ast.FunctionDef) and function.returns is not None:
                kind = ast.unparse(function.returns).split("[")[0].strip("'\"")
                for node in ast.walk(function):
                    if isinstance(node, ast.Return) and node.value is not None:
                        found[id(node.value)] = EMPTY.get(kind, "None")
        return found

    def identity(self, mutation):
        """What tells a mutation also when its file or line moves."""
        line = self.text.splitlines()[mutation.line - 1].strip()
        return mutation.kind, mutation.before, mutation.after, line

    def place_among_alike(self, mutation):
        """How many mutations with the same identity stand before this one in the file."""
        own = self.identity(mutation)
        return [one for one in self.mutations if self.identity(one) == own].index(mutation)

    def plants(self, mutation):
        """Whether Python takes the file with this mutation planted."""
        try:
            compile(planted(self.bytes, {0: mutation}), self.path, "exec")
        except (SyntaxError, ValueError):
            return False
        return True


def walked(node):
    """The nodes that may be mutated: no types, no texts with fields, no documentation."""
    yield node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "pattern", "keywords" if is_class(node) else ""):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not is_left_alone(child):
                yield from walked(child)


def is_class(node):
    return isinstance(node, ast.ClassDef)


def is_left_alone(node):
    """Whether nothing under a node is mutated."""
    if isinstance(node, ast.If):
        return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id.startswith("__") or node.targets[0].id == "type_annotation_map"
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
        return node.value.id in TYPES
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    return isinstance(node, (ast.JoinedStr, ast.Import, ast.ImportFrom))


def is_text(node):
    """Whether a node is a sequence, which cannot be subtracted or divided."""
    if isinstance(node, ast.BinOp):
        return is_text(node.left) or is_text(node.right)
    return isinstance(node, SEQUENCE) or isinstance(getattr(node, "value", None), str)


def is_column_constant(node):
    return (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in ("columns", "c")
        and node.attr.isupper()
    )


def offered(node, source):
    """Each kind of mutation with the text that a node would become ("": it is taken out)."""
    for offers in OFFERS:
        yield from offers(node, source)


def offered_comparisons(node, source):
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        for kind, signs in (("boundary", BOUNDARY), ("equality", EQUALITY)):
            if sign := signs.get(type(node.ops[0])):
                left, right = source.said(node.left), source.said(node.comparators[0])
                yield kind, f"({left}) {sign} ({right})"


def offered_logic(node, source):
    if isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield "and/or", ast.unparse(ast.BoolOp(other, node.values))
    if isinstance(node, ast.BinOp) and type(node.op) in MASKS:
        yield "and/or", ast.unparse(ast.BinOp(node.left, MASKS[type(node.op)](), node.right))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.Not, ast.Invert)):
        yield "not dropped", source.said(node.operand)
    if isinstance(node, (ast.Constant)) and isinstance(node.value, bool):
        yield "true/false", str(not node.value)


def offered_numbers(node, _source):
    if isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
        if not is_text(node.left) and not is_text(node.right):
            swapped = ARITHMETIC[type(node.op)]()
            yield "arithmetic", ast.unparse(ast.BinOp(node.left, swapped, node.right))
    elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
        yield "number", repr(node.value + 1)
        yield "number", f"({node.value - 1!r})"
    elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
        for name in ("lower", "upper"):
            if (bound := getattr(node.slice, name)) is not None:
                wrong = ast.BinOp(bound, ast.Add(), ast.Constant(1))
                bounds = {"lower": node.slice.lower, "upper": node.slice.upper, name: wrong}
                yield (
                    "slice",
                    ast.unparse(
                        ast.Subscript(node.value, ast.Slice(**bounds, step=node.slice.step))
                    ),
                )


def offered_columns(node, source):
    if is_column_constant(node):
        for other in source.own_columns:
            if other != node.attr:
                yield "column", f"{source.said(node.value)}.{other}"
    elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        named = node.slice.value
        others = source.column_names if named in source.column_names else []
        for other in others[:: max(1, len(others) // 5)]:
            if other != named:
                yield "column", f"{source.said(node.value)}[{other!r}]"


def offered_branches(node, source):
    if id(node) in source.conditions:
        yield "branch negated", f"not ({source.said(node)})"


def offered_removals(node, source):
    start, _ = source.place(node) if isinstance(node, ast.stmt) else (0, 0)
    if isinstance(node, ast.stmt):
        line_start = source.line_starts[node.lineno - 1]
        if source.bytes[line_start:start].strip():
            return  # behind a colon on the same line
    is_call = isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    is_kept = isinstance(node, ast.Assign) and isinstance(
        node.targets[0], (ast.Subscript, ast.Attribute)
    )
    if is_call or is_kept or isinstance(node, (ast.AugAssign, ast.Raise)):
        yield "statement removed", ""


def offered_calls(node, source):
    if not isinstance(node, ast.Call):
        return
    function = node.func
    name = getattr(function, "id", None) or getattr(function, "attr", None)
    if name in TWINS:
        twin = (
            TWINS[name]
            if isinstance(function, ast.Name)
            else f"{source.said(function.value)}.{TWINS[name]}"
        )
        given = source.said(node)[len(source.said(function)) :]
        yield ("any/all" if name in ("any", "all") else "min/max"), twin + given
    if name not in TYPES and name not in ("isinstance", "getattr", "super", "zip"):
        for place, (one, other) in enumerate(zip(node.args, node.args[1:], strict=False)):
            if not isinstance(one, ast.Starred) and not isinstance(other, ast.Starred):
                given = [*node.args[:place], other, one, *node.args[place + 2 :]]
                yield "arguments swapped", ast.unparse(ast.Call(function, given, node.keywords))


def offered_returns(node, source):
    empty = source.returned.get(id(node))
    if empty is not None and source.said(node) != empty:
        yield "nothing returned", empty


OFFERS = (offered_comparisons, offered_logic, offered_numbers, offered_columns, offered_branches)
OFFERS += (offered_removals, offered_calls, offered_returns)


def planted(source, mutations):
    """A source with each numbered mutation behind its question."""
    for number, mutation in sorted(mutations.items(), key=lambda pair: -pair[1].start):
        asked = f'__import__("mutation_switch").at({number})'
        start, end = mutation.start, mutation.end
        if mutation.is_statement:
            text = f"if not {asked}: {mutation.before}"
        else:
            after = " ".join(mutation.after.splitlines())
            text = f"(({after}) if {asked} else ({mutation.before}))"
        source = source[:start] + text.encode() + source[end:]
    return source


def drawn(sources, count, rng):
    """`count` mutations that do not overlap: a file by its statements, a kind, one of that kind."""
    chosen = []
    weights = [source.statements for source in sources]
    for _ in range(100 * count):
        if len(chosen) == count:
            break
        [source] = rng.choices(sources, weights)
        if not source.mutations:
            continue
        kind = rng.choice(sorted({mutation.kind for mutation in source.mutations}))
        mutation = rng.choice([one for one in source.mutations if one.kind == kind])
        if not any(overlap(mutation, other) for other in chosen) and source.plants(mutation):
            chosen.append(mutation)
    return chosen


def found_again(wanted, sources):
    """The same mutations in files that may have moved; None where the line is no longer there.

    Each of those wanted is told by its kind, its two texts and the line around it; of several like
    it the one in the file of the same name counts, and in a file the one at the same place in line.
    """
    alike = collections.defaultdict(list)
    for source in sources:
        for mutation in source.mutations:
            alike[source.identity(mutation)].append(mutation)
    again = []
    for path, identity, place in wanted:
        there = alike[identity]
        same = [one for one in there if PurePosixPath(one.path).name == PurePosixPath(path).name]
        same = [one for one in same if one.path == path] or same or there
        again.append(same[min(place, len(same) - 1)] if same else None)
    return again


def overlap(one, other):
    return one.path == other.path and one.start < other.end and other.start < one.end


def sources_of(tree):
    """The files of the package in a folder, those left out that hold only texts or migrations."""
    names = {}
    exec((tree / "matching/columns.py").read_text("utf-8"), names)
    column_names = sorted(
        value for name, value in names.items() if name.isupper() and isinstance(value, str)
    )
    paths = [path.relative_to(tree).as_posix() for path in (tree / "matching").rglob("*.py")]
    return [
        Source(path, (tree / path).read_text("utf-8"), column_names)
        for path in sorted(paths)
        if not path.startswith(LEFT_OUT)
    ]
