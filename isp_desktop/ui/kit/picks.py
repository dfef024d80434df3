"""The editor of several choices out of a closed set, by chips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.ui.kit.chips import ChoiceChip
from isp_desktop.ui.kit.editors import Choice
from isp_desktop.ui.kit.fields import Editor, Value
from isp_desktop.ui.kit.flow import FlowLayout
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.theme import Theme


@dataclass(frozen=True, slots=True)
class PickGroup:
    """Choices that belong together, under a heading ("" for none)."""

    heading: str
    choices: tuple[Choice, ...]


class PicksEditor(Editor):
    """Keys out of a closed set. At first only `first` and what is picked are shown, "More" opens all groups.

    With `first` empty all groups are shown at once.
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
        self._more = ChoiceChip(theme, "More", checkable=False, icon="plus")
        self._fewer = ChoiceChip(theme, "Fewer", checkable=False, icon="chevron-up")
        self._short, self._long = self._short_part(), self._long_part()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 1, 0, 1)
        column.addWidget(self._short)
        column.addWidget(self._long)
        self._adopt(body, body)
        body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._more.clicked.connect(lambda: self._reveal(True))
        self._fewer.clicked.connect(lambda: self._reveal(False))
        self._reveal(not self._first, focus=False)

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
            self._short_flow.addWidget(self._chip(key))
        self._short_flow.addWidget(self._more)
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
                flow.addWidget(self._chip(choice.key))
            column.addWidget(flow_part)
            column.addSpacing(4)
        if self._first:
            column.addWidget(self._fewer, 0, Qt.AlignmentFlag.AlignLeft)
        return part

    def _chip(self, key: str) -> ChoiceChip:
        choice = self._choices[key]
        chip = ChoiceChip(self._theme, choice.label)
        chip.setToolTip(choice.help)
        chip.setChecked(key in self._picked)
        chip.setEnabled(not self._fixed)
        chip.clicked.connect(lambda on: self._pick(key, on))
        self._chips.setdefault(key, []).append(chip)
        return chip

    def _pick(self, key: str, on: bool) -> None:
        if on:
            self._picked[key] = None
        else:
            self._picked.pop(key, None)
        for chip in self._chips.get(key, []):
            chip.setChecked(on)
        self._touch()

    def _reveal(self, everything: bool, focus: bool = True) -> None:
        self._extend_short()
        self._short.setVisible(not everything)
        self._long.setVisible(everything)
        if focus:
            (self._fewer if everything else self._more).setFocus()

    def _extend_short(self) -> None:
        """Gives what is picked beyond `first` a chip in the short part."""
        for key in self._picked:
            if key in self._choices and self._first and key not in self._first:
                self._first.append(key)
                self._short_flow.insert(self._short_flow.count() - 1, self._chip(key))

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
