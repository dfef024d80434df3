"""A brief on somebody before it is printed: to prepare with, private and whole, or to hand on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.domain.timeline import KINDS
from isp_desktop.services import brief, settings
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
_READ = frozenset({*KINDS, "person", "site", "relationship"})


class BriefPage(PaperPage):
    """The brief on the person `uid`; "" asks about whom.

    Attributes:
        person: where it is said about whom; to_prepare, to_hand_on: which of the two it is.
    """

    def __init__(self, theme: Theme, jobs: Jobs, store: Store, uid: str, parent: QWidget | None = None) -> None:
        words = PaperWords(_("Brief"), _("The brief"), _("There is no brief to show"))
        super().__init__(theme, jobs, words, FORMATS, parent)
        self._store, self._uid = store, uid
        self._linker = Linker(store)
        self._build(_("Back to the person"))
        self.header.set_crumbs(_("People"), _("Brief"))
        self.header.went_to.connect(lambda step: self._go_back() if step else self.list_asked.emit("person"))
        self._remark = Remark(theme, "", "lock")
        self.header.add_remark(self._remark)
        self.person.set_value(uid or None)
        self._show_form()
        if uid:
            self.look()
        else:
            self._waiting.setText(_("Say about whom, and the page is made."))
            self.setFocusProxy(self.person.line)
        self.back_button.setVisible(bool(uid))

    def _above(self) -> Sequence[QWidget]:
        people = Links(self._linker, makes=False).of("person")
        self.person = LinkEditor(self._theme, _("About whom"), *people, placeholder=_("About whom?"), icon="user")
        self.person.setMaximumWidth(self._theme.px(360))
        self.person.changed.connect(self._on_person)
        self.to_prepare = ChoiceChip(self._theme, _("To prepare with, for me only"))
        self.to_hand_on = ChoiceChip(self._theme, _("To hand on, without private words"))
        self.to_prepare.setChecked(True)
        for chip, name in ((self.to_prepare, "to-prepare"), (self.to_hand_on, "to-hand-on")):
            chip.setObjectName(name)
            chip.clicked.connect(lambda _on=False, chip=chip: self._choose(chip is self.to_prepare))
        return self.person, side_by_side(self.to_prepare, self.to_hand_on)

    def _on_person(self) -> None:
        self._uid = str(self.person.value() or "")
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
        self.header.set_crumbs(_("People"), self._linker.title(self._uid), _("Brief"))

    def _folder(self) -> Path:
        return Path(str(settings.read(self._store, _FOLDER) or Path.home()))

    def _writing(self, form: str, path: Path) -> Callable[[], object]:
        return partial(_save, self._store, self._uid, self.to_prepare.isChecked(), cast(Format, form), path)

    def _go_back(self) -> None:
        self.record_asked.emit("person", self._uid)

    def shown_uid(self) -> str:
        return self._uid

    def refresh(self, kinds: frozenset[str]) -> None:
        self._linker.forget()
        if self._uid and kinds & _READ:
            self.look()


def _save(store: Store, uid: str, private: bool, form: Format, path: Path) -> None:
    brief.save(store, uid, private, form, path)
    settings.write(store, _FOLDER, str(path.parent))
