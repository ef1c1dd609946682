"""What CONTRIBUTING says of every function, module and error."""

import ast
import functools
import importlib
import inspect

import pytest

from matching.errors import MatchingError
from tests.test_architecture import REPOSITORY, house, modules, wing

MOST_LINES_OF_A_FUNCTION = 50
MOST_LINES_OF_A_MODULE = 400
MIGRATIONS = "store.migrations.versions"
"""What was is never changed."""
RIM = {"cli", "screens", "web"}
"""Where a person is told what went wrong; everything else catches the errors that it expects."""


@functools.cache
def trees(root):
    return {name: ast.parse(path.read_text("utf-8")) for name, path in modules(root).items()}


def lines_of(function):
    """Lines of a function without its docstring."""
    first = function.body[0]
    words = 0
    if ast.get_docstring(function, clean=False) is not None:
        words = first.end_lineno - first.lineno + 1
    return function.end_lineno - function.lineno + 1 - words


def too_long(root):
    """Functions and modules that are longer than they may be."""
    functions = {
        f"{name}.{node.name}"
        for name, tree in trees(root).items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and lines_of(node) > MOST_LINES_OF_A_FUNCTION
        and not name.startswith(MIGRATIONS)
    }
    return functions | {
        name
        for name, path in modules(root).items()
        if len(path.read_text("utf-8").splitlines()) > MOST_LINES_OF_A_MODULE
    }


def caught_too_widely(root):
    """Modules that catch any error at all, or below the rim any of ours."""
    found = []
    for name, tree in trees(root).items():
        too_wide = {"Exception"} if wing(name) in RIM else {"Exception", "MatchingError"}
        for node in ast.walk(tree):
            if isinstance(node, ast.ExceptHandler):
                caught = {"Exception"} if node.type is None else names_in(node.type)
                found += [name] if caught & too_wide else []
    return found


def names_in(tree):
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def test_no_function_or_module_is_too_long():
    assert too_long(REPOSITORY) == set()


def test_nothing_catches_more_than_it_can_know():
    assert caught_too_widely(REPOSITORY) == []


ERRORS = [name for name in modules(REPOSITORY) if name.rpartition(".")[2] == "errors"]


@pytest.mark.parametrize("name", [*ERRORS, "authorization"])
def test_every_error_of_ours_is_a_matching_error(name):
    module = importlib.import_module(f"matching.{name}")
    errors = [
        one
        for _, one in inspect.getmembers(module, inspect.isclass)
        if issubclass(one, BaseException) and one.__module__ == module.__name__
    ]
    assert errors
    assert all(issubclass(one, MatchingError) for one in errors)


# ---- the rules above, broken ------------------------------------------------------------------


def test_a_long_function_and_a_long_module_are_found(tmp_path):
    words = '    """Say it.\n' + "    More.\n" * 60 + '    """\n'
    body = "    x = 1\n"
    root = house(
        tmp_path,
        words__short="def say():\n" + words + body * 49,
        words__long="def say():\n" + words + body * 50,
        words__all="x = 1\n" * 401,
    )
    assert too_long(root) == {"words.long.say", "words.all"}


def test_an_error_that_is_caught_too_widely_is_found(tmp_path):
    def catches(what):
        return f"try:\n    pass\nexcept{what}:\n    pass\n"

    root = house(
        tmp_path,
        catalog__axes=catches(" KeyError"),
        screens__find=catches(" MatchingError"),
        screens__role=catches(" Exception"),
        store__copying=catches(""),
        words__facts=catches(" (KeyError, MatchingError)"),
    )
    assert caught_too_widely(root) == ["screens.role", "store.copying", "words.facts"]
