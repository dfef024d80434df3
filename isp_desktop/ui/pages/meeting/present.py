"""Who is here: a tick for each member of the team, and a line for guests."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.chips import ChoiceChip
from isp_desktop.ui.kit.entries import LinksEditor
from isp_desktop.ui.kit.fields import Editor, Value
from isp_desktop.ui.kit.flow import FlowLayout
from isp_desktop.ui.kit.roving import Roving
from isp_desktop.ui.kit.slices import follow
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.parts.links import Links


class PresentEditor(Editor):
    """The uids of those who are here. The ticks are one stop for Tab: arrows lead from one to the next, Space ticks."""

    def __init__(self, theme: Theme, links: Links, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._members: dict[str, ChoiceChip] = {}
        self._roving = Roving(lambda: [chip for chip in self._members.values() if chip.isEnabled()], self)
        self._roving.left.connect(self.left)
        self._ticks = QWidget()
        self._flow = FlowLayout(self._ticks, gap=theme.px(6), line_gap=theme.px(6))
        policy = self._ticks.sizePolicy()
        policy.setHeightForWidth(True)
        self._ticks.setSizePolicy(policy)
        self._ticks.hide()
        self.guests = LinksEditor(theme, "", *links.of("person"), placeholder=_("Add a person"))
        self.guests.changed.connect(self._touch)
        self.guests.left.connect(self.left)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._ticks)
        column.addWidget(self.guests)
        self._adopt(body, self.guests.inner())

    def set_members(self, names: Mapping[str, str]) -> None:
        """Offers these members, by uid and name, as ticks; who is here stays so."""
        if list(names) == list(self._members):
            return
        here = self.value()
        for chip in self._members.values():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._members = {}
        for uid, name in names.items():
            chip = ChoiceChip(self._theme, name)
            chip.setEnabled(not self._fixed)
            chip.clicked.connect(self._touch)
            self._members[uid] = chip
            self._flow.addWidget(chip)
            self._roving.add(chip)
        self._ticks.setVisible(bool(names))
        # They come before the line, where they stand.
        follow(self._ticks, self._members.values())
        self.set_value(here)

    def chips(self) -> Mapping[str, ChoiceChip]:
        """The tick of each member."""
        return self._members

    def value(self) -> list[str]:
        ticked = [uid for uid, chip in self._members.items() if chip.isChecked()]
        return [*ticked, *(uid for uid in self.guests.value() if uid not in ticked)]

    def set_value(self, value: Value) -> None:
        here = list(value) if isinstance(value, list) else []
        for uid, chip in self._members.items():
            chip.setChecked(uid in here)
        self.guests.set_value([uid for uid in here if uid not in self._members])

    def problem(self) -> str:
        return self.guests.problem()

    def commit(self) -> None:
        self.guests.commit()

    def set_label(self, label: str) -> None:
        super().set_label(label)
        self._ticks.setAccessibleName(label)

    def set_read_only(self, fixed: bool) -> None:
        super().set_read_only(fixed)
        self.guests.set_read_only(fixed)
        for chip in self._members.values():
            chip.setEnabled(not fixed)
            chip.setAttribute(Qt.WidgetAttribute.WA_Hover, not fixed)
