"""The support status of a site: what holds, another one from a day on, and all that were."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.domain.vocabulary import SUPPORT_STATES
from isp_desktop.services.site_view import Support
from isp_desktop.ui.kit.chips import ChoiceChip
from isp_desktop.ui.kit.date_editors import DateEditor
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.dialogs import Dialog, Scrolled
from isp_desktop.ui.kit.forms import Form
from isp_desktop.ui.kit.panels import SectionHead
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.kit.theme import Theme

STATE_ICONS = {"exploring": "search", "active": "play", "tapering": "trending-down", "withdrawn": "flag"}


def told(support: Support, today: dt.date) -> str:
    """ "Tapering, since 9 Sep"."""
    status = _(SUPPORT_STATES.get(support.status, support.status))
    return _("{status}, since {day}").format(status=status, day=short_date(support.since, today))


class SupportDialog(Dialog):
    """Asks for another status; what was chosen is in `chosen`."""

    def __init__(
        self,
        theme: Theme,
        now: Support | None,
        past: Sequence[Support],
        today: Callable[[], dt.date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, _("Support status"), _("A new status is added; what was before stays."), parent)
        self._status = now.status if now else ""
        self.states: dict[str, ChoiceChip] = {}
        row = QHBoxLayout()
        for key, label in SUPPORT_STATES.items():
            chip = ChoiceChip(theme, _(label))
            chip.setObjectName(f"state-{key}")
            chip.clicked.connect(lambda _checked=False, key=key: self._choose(key))
            self.states[key] = chip
            row.addWidget(chip)
        row.addStretch()
        self.column.addLayout(row)
        self.since = DateEditor(theme, today=today)
        self.since.set_value(today().isoformat())
        self.why = TextEditor(theme, lines=(2, 6), tools=False)
        form = Form(theme, label_column=64)
        form.add("since", _("Since"), self.since)
        form.add("why", _("Why"), self.why, _("What was agreed, and with whom"))
        self.column.addWidget(form)
        if past:
            self.column.addWidget(SectionHead(theme, _("Until now")))
            words = "\n".join(" · ".join(filter(None, (told(one, today()), " ".join(one.why.split())))) for one in past)
            self.column.addWidget(Scrolled(Prose(theme, words, "body", "text2"), _("Until now")))
        self.add_button(_("Cancel"), closes=False)
        self.save_button = self.add_button(_("Add status"), "primary")
        self.save_button.clicked.connect(self._finish)
        self._choose(self._status)

    def _choose(self, key: str) -> None:
        self._status = key
        for own, chip in self.states.items():
            chip.setChecked(own == key)
        self.save_button.setEnabled(bool(key))

    def _finish(self) -> None:
        problem = self.since.problem() or ("" if self.since.value() else _("Say since when"))
        self.since.set_error(problem)
        if not problem:
            self.accept()

    @property
    def chosen(self) -> tuple[str, str, str]:
        """Status, since and why."""
        return self._status, str(self.since.value() or ""), str(self.why.value() or "")
