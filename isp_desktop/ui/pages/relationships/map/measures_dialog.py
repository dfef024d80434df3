"""The measures of the map, each with what it means and who is meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.domain.language import _, counted
from isp_desktop.domain.network import Node
from isp_desktop.services.network.measures import Measure
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.dialogs import Dialog, Scrolled
from isp_desktop.ui.kit.flow import FlowLayout
from isp_desktop.ui.kit.panels import HairLine
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.relationships.map.picture import shown_name

_MOST_NAMES = 8


class MeasuresDialog(Dialog):
    """What the network tells; `picked` is the node whose name was pressed, or ""."""

    def __init__(
        self, theme: Theme, found: Sequence[Measure], nodes: Mapping[str, Node], parent: QWidget, note: str = ""
    ) -> None:
        sentence = _(
            "Counted are the ties and memberships on the map, without your own lines: what stays when the support ends."
        )
        super().__init__(theme, _("What the network tells"), " ".join((sentence, note)).strip(), parent)
        self.picked = ""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        for at, measure in enumerate(found):
            if at:
                column.addSpacing(6)
                column.addWidget(HairLine(theme))
                column.addSpacing(6)
            self._add(column, measure, nodes)
        if not found:
            column.addWidget(
                Prose(theme, _("No tie among stakeholders is on the map yet, so there is nothing to tell."))
            )
        self.column.addWidget(Scrolled(inside, _("Measures")))
        self.add_button(_("Close"), "primary", closes=True)

    def _add(self, column: QVBoxLayout, measure: Measure, nodes: Mapping[str, Node]) -> None:
        row = QHBoxLayout()
        row.addWidget(Label(self._theme, measure.title, "strong"), 1)
        row.addWidget(Label(self._theme, measure.value, "strong"))
        column.addLayout(row)
        column.addWidget(Prose(self._theme, measure.sentence))
        if measure.uids:
            column.addWidget(self._names(measure, nodes))
        column.addWidget(Label(self._theme, _("In research: {term}").format(term=measure.term), "caption"))

    def _names(self, measure: Measure, nodes: Mapping[str, Node]) -> QWidget:
        part = QWidget()
        policy = part.sizePolicy()
        policy.setHeightForWidth(True)
        part.setSizePolicy(policy)
        flow = FlowLayout(part, gap=2, line_gap=2)
        for uid in measure.uids[:_MOST_NAMES]:
            name = Button(self._theme, shown_name(nodes[uid]), "link", height=24)
            name.setAccessibleName(_("Show {name} on the map").format(name=shown_name(nodes[uid])))
            name.clicked.connect(lambda _on=False, uid=uid: self._pick(uid))
            flow.addWidget(name)
        if (rest := len(measure.uids) - _MOST_NAMES) > 0:
            flow.addWidget(Label(self._theme, counted("and {n} more", "and {n} more", rest), "meta"))
        return part

    def _pick(self, uid: str) -> None:
        self.picked = uid
        self.accept()
