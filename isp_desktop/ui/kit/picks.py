"""The editor of several choices out of a closed set, by chips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.chips import ChoiceChip
from isp_desktop.ui.kit.editors import Choice
from isp_desktop.ui.kit.fields import Editor, Value
from isp_desktop.ui.kit.flow import FlowLayout
from isp_desktop.ui.kit.roving import Roving
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.theme import Theme


@dataclass(frozen=True, slots=True)
class PickGroup:
    """Choices that belong together, under a heading ("" for none)."""

    heading: str
    choices: tuple[Choice, ...]


class PicksEditor(Editor):
    """Keys out of a closed set. At first only `first` and what is picked are shown, "More" opens all groups.

    With `first` empty all groups are shown at once. All chips are one stop for Tab; the arrows lead from one to the
    next, Space picks.
    """

    def __init__(
        self,
        theme: Theme,
        label: str,
        groups: Sequence[PickGroup],
        first: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, label, parent)
        self._choices = {choice.key: choice for group in groups for choice in group.choices}
        self._first = [key for key in first if key in self._choices]
        self._groups = tuple(groups)
        self._picked: dict[str, None] = {}
        self._chips: dict[str, list[ChoiceChip]] = {}
        self._order: dict[bool, list[ChoiceChip]] = {False: [], True: []}
        self._roving = Roving(lambda: [chip for chip in self._order[self._open] if chip.isEnabled()], self)
        self._more = ChoiceChip(theme, _("More"), checkable=False, icon="plus")
        self._open = not self._first
        self._long: QWidget | None = None
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(0, 1, 0, 1)
        self._short = self._short_part()
        self._column.addWidget(self._short)
        self._adopt(self._body, self._body)
        self._body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._more.clicked.connect(lambda: self._reveal(True))
        self._roving.moved.connect(self.setFocusProxy)
        self._roving.left.connect(self.left)
        self._show_parts()

    def first(self) -> list[str]:
        """The keys that are shown at first."""
        return list(self._first)

    def shown_chips(self) -> list[ChoiceChip]:
        """What the arrows lead through now, in reading order."""
        return list(self._order[self._open])

    def inner(self) -> QWidget:
        # The chip that takes the focus has a name of its own.
        return self._body

    def _flow(self) -> tuple[QWidget, FlowLayout]:
        part = QWidget()
        flow = FlowLayout(part, gap=self._theme.px(8), line_gap=self._theme.px(8))
        policy = part.sizePolicy()
        policy.setHeightForWidth(True)
        part.setSizePolicy(policy)
        return part, flow

    def _short_part(self) -> QWidget:
        part, self._short_flow = self._flow()
        for key in self._first:
            self._short_flow.addWidget(self._chip(key, False))
        self._short_flow.addWidget(self._more)
        self._join(self._more, False)
        return part

    def _long_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for group in self._groups:
            if group.heading:
                column.addWidget(Label(self._theme, group.heading, "caption", "text2"))
            flow_part, flow = self._flow()
            for choice in group.choices:
                flow.addWidget(self._chip(choice.key, True))
            column.addWidget(flow_part)
            column.addSpacing(4)
        if self._first:
            fewer = ChoiceChip(self._theme, _("Fewer"), checkable=False, icon="chevron-up")
            fewer.clicked.connect(lambda: self._reveal(False))
            column.addWidget(fewer, 0, Qt.AlignmentFlag.AlignLeft)
            self._join(fewer, True)
        return part

    def _join(self, chip: ChoiceChip, long: bool, at: int | None = None) -> None:
        """Puts a chip into the order in which the arrows lead through its part."""
        order = self._order[long]
        order.insert(len(order) if at is None else at, chip)
        self._roving.add(chip)

    def _chip(self, key: str, long: bool, at: int | None = None) -> ChoiceChip:
        choice = self._choices[key]
        chip = ChoiceChip(self._theme, choice.label, parent=self._body)
        chip.setToolTip(choice.help)
        chip.setChecked(key in self._picked)
        chip.setEnabled(not self._fixed)
        chip.clicked.connect(lambda on: self._pick(key, on))
        self._chips.setdefault(key, []).append(chip)
        self._join(chip, long, at)
        return chip

    def _pick(self, key: str, on: bool) -> None:
        if on:
            self._picked[key] = None
        else:
            self._picked.pop(key, None)
        for chip in self._chips.get(key, []):
            chip.setChecked(on)
        self._touch()

    def _reveal(self, everything: bool) -> None:
        """All groups, or the short choice; the focus goes along, and is brought into sight."""
        self._extend_short()
        self._open = everything
        self._show_parts()
        self._roving.go_to(self._order[True][0] if everything else self._more)

    def _show_parts(self) -> None:
        if self._open and self._long is None:
            # Most visits never ask for all of them.
            self._long = self._long_part()
            self._column.addWidget(self._long)
        self._short.setVisible(not self._open)
        if self._long is not None:
            self._long.setVisible(self._open)
        stop = self._roving.stop()
        if stop is None or stop not in self._order[self._open]:
            self._roving.stop_at(self._order[self._open][0])
        else:
            self.setFocusProxy(stop)

    def _extend_short(self) -> None:
        """Gives what is picked beyond `first` a chip in the short part."""
        for key in self._picked:
            if key in self._choices and self._first and key not in self._first:
                self._first.append(key)
                self._short_flow.insert(self._short_flow.count() - 1, self._chip(key, False, -1))

    def value(self) -> list[str]:
        return list(self._picked)

    def set_value(self, value: Value) -> None:
        # Keys from a newer program have no chip; they are kept all the same.
        self._picked = dict.fromkeys(value) if isinstance(value, list) else {}
        for key, chips in self._chips.items():
            for chip in chips:
                chip.setChecked(key in self._picked)
        self._extend_short()

    def set_read_only(self, fixed: bool) -> None:
        super().set_read_only(fixed)
        for chips in self._chips.values():
            for chip in chips:
                chip.setEnabled(not fixed)
