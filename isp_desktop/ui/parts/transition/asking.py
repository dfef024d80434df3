"""What is asked about a checklist: which of what is proposed goes on it, and what an item of one's own says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QWidget

from isp_desktop.domain.language import _, counted
from isp_desktop.domain.vocabulary import CONTINUITY_AREAS
from isp_desktop.services.continuity import Proposal
from isp_desktop.services.linking import Linker
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.chips import ChipSpec
from isp_desktop.ui.kit.date_editors import DateEditor
from isp_desktop.ui.kit.dialogs import Dialog
from isp_desktop.ui.kit.editors import LineEditor
from isp_desktop.ui.kit.entries import LinkEditor
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.parts.links import Links

_WIDTH, _HIGHEST = 600, 420


class ProposalsDialog(Dialog):
    """Shows what is proposed, by area, each with a tick; Space leaves one out or takes it in again.

    What was taken out of the list before is left out at first.
    """

    def __init__(self, theme: Theme, name: str, found: Sequence[Proposal], parent: QWidget | None = None) -> None:
        title = _("What has to go on when {name} leaves").format(name=name)
        sentence = _("Made from what the notebook knows. Leave out what is not needed; all of it can be changed later.")
        super().__init__(theme, title, sentence, parent)
        self.setMinimumWidth(theme.px(_WIDTH))
        self._found = found
        self._chosen = {one.uid for one in found if not one.was_deleted}
        self.list = RowList(
            theme, RowsModel(lambda after, most: fetch_from(self._rows())(after, most), parent=self), title, False
        )
        self.list.setObjectName("proposals")
        self.list.setFixedHeight(min(self.list.content_height() + 2, theme.px(_HIGHEST)))
        self.list.ticked.connect(self._tick)
        self.list.opened.connect(lambda uid: self._tick(uid, uid not in self._chosen))
        self.count = Label(theme, "", "meta")
        self.every = Button(theme, _("All"), "link", height=28)
        self.every.clicked.connect(lambda: self._choose({one.uid for one in found}))
        self.none = Button(theme, _("None"), "link", height=28)
        self.none.clicked.connect(lambda: self._choose(set()))
        row = QHBoxLayout()
        row.addWidget(self.count, 1)
        row.addWidget(self.every)
        row.addWidget(self.none)
        self.column.addWidget(self.list)
        self.column.addLayout(row)
        self.add_button(_("Cancel"), closes=False)
        self.go_on = self.add_button("", "primary", closes=True)
        self._say()
        self.list.setFocus()

    def asked(self) -> list[Proposal]:
        """What was chosen."""
        return [one for one in self._found if one.uid in self._chosen]

    def _rows(self) -> list[Row]:
        return [
            Row(
                one.uid,
                one.what,
                second=_("Was taken out of the list before") if one.was_deleted else "",
                section=_(CONTINUITY_AREAS[one.area]),
                chip=ChipSpec(one.alone, "warn", "triangle-alert") if one.alone and not one.private else None,
                checked=one.uid in self._chosen,
                private=one.private,
                faded=one.uid not in self._chosen,
            )
            for one in self._found
        ]

    def _tick(self, uid: str, on: bool) -> None:
        self._choose(self._chosen | {uid} if on else self._chosen - {uid})

    def _choose(self, uids: set[str]) -> None:
        self._chosen = uids
        self.list.refresh()
        self._say()

    def _say(self) -> None:
        count = len(self._chosen)
        self.count.setText(_("{n} of {all} chosen").format(n=count, all=len(self._found)))
        self.go_on.set_words(counted("Put {n} on the list", "Put {n} on the list", count))
        self.go_on.setEnabled(bool(count))


@dataclass(frozen=True, slots=True)
class AskedItem:
    """What was typed; `due` "YYYY-MM-DD" or "", `owner` the uid of a person or ""."""

    what: str
    due: str
    owner: str


class ItemDialog(Dialog):
    """Asks what has to go on, who sees to it, and by when; the words are enough."""

    def __init__(self, theme: Theme, linker: Linker, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("What has to go on?"), _("A few words are enough."), parent)
        labels = _("What"), _("Who sees to it"), _("By when")
        self.what = LineEditor(theme, labels[0], _("Such as: the funding line in writing"))
        self.owner = LinkEditor(theme, labels[1], *Links(linker, makes=False).of("person"), icon="user")
        self.due = DateEditor(theme, labels[2], ahead=True)
        self.column.setSpacing(4)
        for words, editor in zip(labels, (self.what, self.owner, self.due), strict=True):
            self.column.addWidget(Label(theme, words, "meta"))
            self.column.addWidget(editor)
        self.add_button(_("Cancel"), closes=False)
        self.go_on = self.add_button(_("Add"), "primary")
        self.go_on.clicked.connect(self._try)
        self.what.inner().setFocus()

    def asked(self) -> AskedItem:
        """What was typed."""
        return AskedItem(
            str(self.what.value() or "").strip(), str(self.due.value() or ""), str(self.owner.value() or "")
        )

    def _try(self) -> None:
        for editor, problem in ((self.owner, self.owner.problem()), (self.due, self.due.problem())):
            if problem:
                editor.set_error(problem)
                editor.inner().setFocus()
                return
        if not self.asked().what:
            self.what.set_error(_("Say in a few words what has to go on."))
            self.what.inner().setFocus()
            return
        self.accept()
