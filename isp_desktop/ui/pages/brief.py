"""A brief on somebody, or on a site before a visit, before it is printed: private and whole, or to hand on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QWidget

from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.domain.timeline import KINDS
from isp_desktop.services import brief, settings
from isp_desktop.services.brief import BEFORE_A_VISIT
from isp_desktop.services.linking import Linker
from isp_desktop.services.preview import brief_preview
from isp_desktop.services.summary import FORMATS, Format
from isp_desktop.ui.kit.chips import ChoiceChip
from isp_desktop.ui.kit.entries import LinkEditor
from isp_desktop.ui.kit.flow import side_by_side
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.notices import Remark
from isp_desktop.ui.kit.paper_page import PaperPage, PaperWords, Printed
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.parts.links import Links

_FOLDER = "brief_folder"
_READ = frozenset({*KINDS, *BEFORE_A_VISIT, "person", "site", "relationship"})


class BriefPage(PaperPage):
    """The brief on the person or site (`kind`) `uid`; "" asks about which.

    Attributes:
        about: where it is said about whom or where; to_prepare, to_hand_on: which of the two it is.
    """

    def __init__(
        self, theme: Theme, jobs: Jobs, store: Store, kind: str, uid: str, parent: QWidget | None = None
    ) -> None:
        words = PaperWords(_("Brief"), _("The brief"), _("There is no brief to show"))
        super().__init__(theme, jobs, words, FORMATS, parent)
        self._store, self._kind, self._uid = store, kind, uid
        self._linker = Linker(store)
        self._build(_("Back to the site") if kind == "site" else _("Back to the person"))
        self.header.set_crumbs(_(kind_named(kind).plural), _("Brief"))
        self.header.went_to.connect(lambda step: self._go_back() if step else self.list_asked.emit(kind))
        self._remark = Remark(theme, "", "lock")
        self.header.add_remark(self._remark)
        self.about.set_value(uid or None)
        self._show_form()
        if uid:
            self.look()
        else:
            asked = (
                _("Say about which site, and the page is made.")
                if kind == "site"
                else _("Say about whom, and the page is made.")
            )
            self._waiting.setText(asked)
            self.setFocusProxy(self.about.line)
        self.back_button.setVisible(bool(uid))

    def _above(self) -> Sequence[QWidget]:
        found = Links(self._linker, makes=False).of(self._kind)
        label, asked = (_("Site"), _("Which site?")) if self._kind == "site" else (_("About whom"), _("About whom?"))
        icon = kind_named(self._kind).icon
        self.about = LinkEditor(self._theme, label, *found, placeholder=asked, icon=icon)
        self.about.setMaximumWidth(self._theme.px(360))
        self.about.changed.connect(self._on_about)
        self.to_prepare = ChoiceChip(self._theme, _("To prepare with, for me only"))
        self.to_hand_on = ChoiceChip(self._theme, _("To hand on, without private words"))
        self.to_prepare.setChecked(True)
        for chip, name in ((self.to_prepare, "to-prepare"), (self.to_hand_on, "to-hand-on")):
            chip.setObjectName(name)
            chip.clicked.connect(lambda _on=False, chip=chip: self._choose(chip is self.to_prepare))
        return self.about, side_by_side(self.to_prepare, self.to_hand_on)

    def _on_about(self) -> None:
        self._uid = str(self.about.value() or "")
        self.back_button.setVisible(bool(self._uid))
        if self._uid:
            self.look()

    def _choose(self, private: bool) -> None:
        self.to_prepare.setChecked(private)
        self.to_hand_on.setChecked(not private)
        self._show_form()
        if self._uid:
            self.look()

    def _show_form(self) -> None:
        private = self.to_prepare.isChecked()
        words = _("With private words: for you only") if private else _("Made of what is shared, and nothing else")
        self._remark.set_text(words, "lock" if private else "users")

    def _making(self, ppi: float) -> Callable[[], Printed]:
        return partial(brief_preview, self._store, self._uid, self.to_prepare.isChecked(), ppi)

    def _told_of(self, printed: Printed) -> None:
        self.header.set_crumbs(_(kind_named(self._kind).plural), self._linker.title(self._uid), _("Brief"))

    def _folder(self) -> Path:
        return Path(str(settings.read(self._store, _FOLDER) or Path.home()))

    def _writing(self, form: str, path: Path) -> Callable[[], object]:
        return partial(_save, self._store, self._uid, self.to_prepare.isChecked(), cast(Format, form), path)

    def _go_back(self) -> None:
        self.record_asked.emit(self._kind, self._uid)

    def shown_uid(self) -> str:
        return self._uid

    def refresh(self, kinds: frozenset[str]) -> None:
        self._linker.forget()
        if self._uid and kinds & _READ:
            self.look()


def _save(store: Store, uid: str, private: bool, form: Format, path: Path) -> None:
    brief.save(store, uid, private, form, path)
    settings.write(store, _FOLDER, str(path.parent))
