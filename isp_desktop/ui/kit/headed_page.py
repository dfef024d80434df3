"""The page of one record: its name, a line of facts, what there is to say of it, and a body built bit by bit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.domain.kinds import KindSpec
from isp_desktop.domain.language import _
from isp_desktop.ui.kit.buttons import Button, IconButton
from isp_desktop.ui.kit.fact_header import Buttons, FactHeader
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.line_rows import moment
from isp_desktop.ui.kit.menus import Menu, pop_up_under
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.nouns import add_words
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.slices import Slices, follow
from isp_desktop.ui.kit.theme import Theme


class HeadedPage(Page):
    """What the pages of a site, a person and a team share. One that fills it in shows its own head, buttons and body.

    `slices` builds what is not seen at once; it is done when the page is whole.

    Args:
        kinds: the words and signs of every kind.
        kind: that of the record `uid`, to whose list the way in the head leads back.
    """

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        kinds: Mapping[str, KindSpec],
        kind: str,
        uid: str,
        today: Callable[[], dt.date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._jobs, self._kinds, self._today = theme, jobs, kinds, today
        self._kind, self._uid = kind, uid
        self._notices: dict[str, Notice] = {}
        self.slices = Slices(self)
        self._build_head()
        self.slices.begin((self._build_body,))

    def _build_head(self) -> None:
        self.header = FactHeader(self._theme, "", self._buttons())
        self._told_here = QWidget()
        self._under_head = QVBoxLayout(self._told_here)
        self._under_head.setContentsMargins(0, 0, 0, 0)
        self._under_head.setSpacing(0)
        self._body = QWidget()
        self.header.lay_over(self, self._told_here, self._body)
        self.setFocusProxy(self._body)
        self.header.went_to.connect(lambda _step: self.list_asked.emit(self._kind))

    def notice(self, key: str) -> Notice | None:
        """The notice of this key under the head, if it is shown."""
        return self._notices.get(key)

    def _tell(self, key: str, notice: Notice | None) -> None:
        """Shows a notice under the head in place of the one of this key, or none."""
        before = self._notices.pop(key, None)
        if before is not None:
            before.hide()
            before.deleteLater()
        if notice is not None:
            notice.setObjectName(key)
            self._notices[key] = notice
            self._under_head.insertWidget(0, notice)
            follow(self._told_here, notice.findChildren(Button))

    def _tell_draft(self, ms: int) -> None:
        """Says under the head that a draft kept at `ms` waits, and leads to it; 0 for none."""
        if not ms:
            self._tell("draft", None)
            return
        title = _("You have a draft, kept {time}").format(time=moment(ms, self._today()))
        notice = Notice(self._theme, "info", title, _("What you typed is not saved yet."), _("Go on"), "pencil")
        notice.acted.connect(self._edit)
        self._tell("draft", notice)

    def _usual_buttons(self, history: bool = True) -> Buttons:
        """More that can be done, the history of the record, unless that stands there too, and its form."""
        self.more_button = IconButton(self._theme, "ellipsis", _("More"), "secondary", 32)
        self.edit_button = Button(self._theme, _("Edit"), icon="pencil")
        made: dict[str, tuple[Button, Callable[[], object]]] = {"more": (self.more_button, self._open_more)}
        if history:
            button = IconButton(self._theme, "history", _("History"), "secondary", 32)
            made["history"] = (button, lambda: self.history_asked.emit(self._uid))
        return {**made, "edit": (self.edit_button, self._edit)}

    def _edit(self) -> None:
        self.edit_asked.emit(self._kind, self._uid)

    def _open_more(self) -> None:
        pop_up_under(self._theme, _("More"), self._fill_more, self.more_button, self)

    def _fill_more(self, menu: Menu) -> None:
        """What else can be done with the record."""
        raise NotImplementedError

    def _offer_new(self, menu: Menu, *kinds: str) -> None:
        """Puts into a menu what begins a record of each of `kinds` that points here."""
        for kind in kinds:
            spec = self._kinds[kind]
            menu.add(add_words(spec), partial(self._add, kind), spec.icon)

    def _add(self, kind: str) -> None:
        """Begins a record of a kind that points here."""
        raise NotImplementedError

    def _buttons(self) -> Buttons:
        """The buttons at the right of the head, by their object names, and what each does."""
        raise NotImplementedError

    def _read_head(self) -> None:
        """Reads the head again and shows it."""
        raise NotImplementedError

    def _build_body(self) -> None:
        """Fills the body, and asks for what stands in it."""
        raise NotImplementedError

    def shown_uid(self) -> str:
        return self._uid
