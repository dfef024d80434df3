"""Every sentence below the window passes the catalogue: none is raised or told as it stands in the code."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

import isp_desktop
from isp_desktop.domain import errors

PACKAGE = Path(isp_desktop.__file__).parent
ERRORS = {name for name, value in vars(errors).items() if inspect.isclass(value) and issubclass(value, Exception)}
TOLD = ERRORS | {"UsageError", "NotTaken"}
MODULES = sorted(path for layer in ("domain", "db", "services", "cli") for path in (PACKAGE / layer).rglob("*.py"))


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node


def is_bare(argument: ast.expr) -> bool:
    return isinstance(argument, ast.JoinedStr) or (
        isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_error_is_told_past_the_catalogue(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    bare = [call.lineno for name, call in calls(tree) if name in TOLD and call.args and is_bare(call.args[0])]
    assert not bare, "wrap the sentence in _(…), with named placeholders"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_else_is_called_as_the_catalogue_is(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = [
        node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and "_" in {n.name for n in node.names}
    ]
    stored = [n.lineno for n in ast.walk(tree) if isinstance(n, ast.Name | ast.arg) and is_underscore(n)]
    assert not (imported and stored), "a throw-away name hides the catalogue"


def is_underscore(node: ast.Name | ast.arg) -> bool:
    if isinstance(node, ast.arg):
        return node.arg == "_"
    return node.id == "_" and isinstance(node.ctx, ast.Store)
