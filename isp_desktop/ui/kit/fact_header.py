"""The head of a record's page: the way here, its name, a line of facts, and buttons by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.facts import Facts
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.theme import Theme

Buttons = Mapping[str, tuple[Button, Callable[[], object]]]
"""The buttons at the right of a head by their object names, the primary one last, and what each does."""


class FactHeader(PageHeader):
    """A page puts it over its body by `lay_over`.

    Attributes:
        facts: what stands under the name.
    """

    def __init__(
        self, theme: Theme, title: str, buttons: Buttons, ruled: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, title, ruled, parent)
        self.facts = Facts()
        self.add_remark(self.facts)
        for name, (button, act) in buttons.items():
            button.setObjectName(name)
            button.clicked.connect(lambda _on=False, act=act: act())
            self.add_action(button)

    def show_named(self, name: str, crumbs: Iterable[str], facts: Iterable[QWidget]) -> None:
        """Shows the name, the way here, and the facts, in place of those before."""
        self.set_title(name)
        self.set_crumbs(*crumbs)
        self.facts.show_parts(list(facts))

    def lay_over(self, page: QWidget, *parts: QWidget) -> None:
        """Lays out a page: this head, and `parts` under it without an edge, the last of which takes the room."""
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self)
        for part in parts:
            column.addWidget(part, int(part is parts[-1]))
