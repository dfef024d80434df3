"""The leader brief before it is handed over: one page of what is shared, and that it was given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.domain.timeline import KINDS
from isp_desktop.services import leader_brief, settings
from isp_desktop.services.linking import Linker
from isp_desktop.services.preview import Preview, leader_brief_preview
from isp_desktop.services.summary import FORMATS, Format
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.entries import LinkEditor
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.notices import Remark
from isp_desktop.ui.kit.paper_page import PaperPage, PaperWords, Printed
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.parts.links import Links

_FOLDER = "brief_folder"
_READ = frozenset(
    {*KINDS, "person", "site", "team", "leadership_role", "core_element", "integrity_mark", "challenge", "assessment"}
)


class LeaderBriefPage(PaperPage):
    """The leader brief for the person `uid`; "" asks for whom.

    Attributes:
        person: where it is said for whom; given: notes that they have it now.
    """

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        store: Store,
        uid: str,
        *,
        today: Callable[[], dt.date] = dt.date.today,
        parent: QWidget | None = None,
    ) -> None:
        words = PaperWords(_("Leader brief"), _("The leader brief"), _("There is no leader brief to show"))
        super().__init__(theme, jobs, words, FORMATS, parent)
        self._store, self._uid, self._today = store, uid, today
        self._linker = Linker(store)
        self._build(_("Back to the person"))
        self.header.set_crumbs(_("People"), _("Leader brief"))
        self.header.went_to.connect(lambda step: self._go_back() if step else self.list_asked.emit("person"))
        self._remark = Remark(theme, _("Made of what is shared, and nothing else"), "users")
        self._last = Remark(theme, "", "clock")
        self.header.add_remark(self._remark)
        self.header.add_remark(self._last)
        self.person.set_value(uid or None)
        self.back_button.setVisible(bool(uid))
        self._last.hide()
        if uid:
            self.look()
        else:
            self._waiting.setText(_("Say for whom, and the page is made."))
            self.setFocusProxy(self.person.line)

    def _above(self) -> Sequence[QWidget]:
        people = Links(self._linker, makes=False).of("person")
        self.person = LinkEditor(self._theme, _("For whom"), *people, placeholder=_("For whom?"), icon="user")
        self.person.setMaximumWidth(self._theme.px(360))
        self.person.changed.connect(self._on_person)
        return (self.person,)

    def _others(self) -> Sequence[QWidget]:
        self.given = Button(self._theme, _("Given today"), "secondary", "check", 28)
        self.given.setObjectName("given")
        self.given.setEnabled(False)
        self.given.clicked.connect(self._give)
        return (self.given,)

    def _on_person(self) -> None:
        self._uid = str(self.person.value() or "")
        self.back_button.setVisible(bool(self._uid))
        self.given.setEnabled(False)
        if self._uid:
            self.look()

    def _give(self) -> None:
        name = self._linker.title(self._uid)
        act = partial(leader_brief.give, self._store, self._uid, self._today())
        self._offer(act, _("Leader brief given to {name} today").format(name=name))

    def _making(self, ppi: float) -> Callable[[], Printed]:
        return partial(leader_brief_preview, self._store, self._uid, ppi, self._today())

    def _told_of(self, printed: Printed) -> None:
        self.header.set_crumbs(_("People"), self._linker.title(self._uid), _("Leader brief"))
        self.given.setEnabled(True)
        self._last.set_text(cast("Preview", printed).remark)
        self._last.show()

    def _folder(self) -> Path:
        return Path(str(settings.read(self._store, _FOLDER) or Path.home()))

    def _writing(self, form: str, path: Path) -> Callable[[], object]:
        return partial(_save, self._store, self._uid, cast(Format, form), path)

    def _go_back(self) -> None:
        self.record_asked.emit("person", self._uid)

    def shown_uid(self) -> str:
        return self._uid

    def refresh(self, kinds: frozenset[str]) -> None:
        self._linker.forget()
        if self._uid and kinds & _READ:
            self.look()


def _save(store: Store, uid: str, form: Format, path: Path) -> None:
    leader_brief.save(store, uid, form, path)
    settings.write(store, _FOLDER, str(path.parent))
