"""What the entries of the menus do with the open notebook."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from isp_desktop.ui.main_window.desk import Desk

_ON_DESK: Mapping[str, Callable[[Desk], object]] = {
    "new_visit": lambda desk: desk.new("visit"),
    "new_note": lambda desk: desk.new("note"),
    "save": lambda desk: desk.save(),
    "contacts": lambda desk: _press_in_files(desk, "contacts"),
    "table": lambda desk: _press_in_files(desk, "table"),
    "settings": lambda desk: desk.show_place("notebook"),
    "undo": lambda desk: desk.undo(),
    "today": lambda desk: desk.show_place("today"),
    "calendar": lambda desk: desk.show_place("calendar"),
    "open_beside": lambda desk: desk.open_beside(),
    "search": lambda desk: desk.search(),
    "brief": lambda desk: desk.brief(),
    "leader_brief": lambda desk: desk.leader_brief(),
    "supervision": lambda desk: desk.supervision(),
    "back": lambda desk: desk.step(-1),
    "forward": lambda desk: desk.step(1),
    "next_part": lambda desk: desk.focus_next_part(),
}


def on_desk(find: Callable[[], Desk | None]) -> dict[str, Callable[[], object]]:
    """The acts of the entries that need a notebook, by their names; they do nothing while `find` gives none."""

    def doing(act: Callable[[Desk], object]) -> Callable[[], object]:
        return lambda: act(desk) if (desk := find()) is not None else None

    return {name: doing(act) for name, act in _ON_DESK.items()}


def _press_in_files(desk: Desk, name: str) -> None:
    """Presses a button of the owner's page, where the outcome is told."""
    from isp_desktop.ui.pages.notebook import NotebookPage

    desk.show_place("notebook")
    page = desk.page()
    if isinstance(page, NotebookPage):
        page.press_in_files(name)
