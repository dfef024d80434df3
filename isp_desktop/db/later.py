"""Names that stand for something of a module which is read when they are first used, not when they are imported."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class Later:
    """Stands for the attribute `name` of `module`: called or asked for something, it passes that on.

    It may also be handed to SQLAlchemy in the place of a table.
    """

    # So SQLAlchemy asks what is behind it.
    is_clause_element = False

    def __init__(self, module: str, name: str) -> None:
        self._module, self._name = module, name
        self._found: Any = None

    def __clause_element__(self) -> Any:
        return self._behind()

    def __call__(self, *given: Any, **named: Any) -> Any:
        return self._behind()(*given, **named)

    def __getattr__(self, asked: str) -> Any:
        return getattr(self._behind(), asked)

    def _behind(self) -> Any:
        if self._found is None:
            self._found = getattr(import_module(self._module), self._name)
        return self._found
