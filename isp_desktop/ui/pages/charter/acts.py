"""What is done with a charter from its page, and how it is taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog

from isp_desktop.domain.language import _, marked, number
from isp_desktop.domain.vocabulary import SIGN_OFFS
from isp_desktop.services import records, taking_back
from isp_desktop.services.charters import keeping
from isp_desktop.services.taking_back import Undo
from isp_desktop.ui.kit.asking import ReasonDialog
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.pages.charter import rail, words
from isp_desktop.ui.pages.charter.ground import CharterGround

_BECOMES = {
    "propose": ("proposed", marked("Sign-off is asked for")),
    "agree": ("agreed", marked("Marked as agreed")),
    "to_draft": ("draft", marked("A draft again")),
    "under_review": ("under_review", marked("Put under review")),
    "agree_again": ("agreed", marked("Agreed as it stands")),
}
_ICONS = {"signed": "check", "on_paper": "file-check", "question": "message-square", "objects": "x"}
_IN_WORDS = {
    "question": (marked("What does {name} ask?"), marked("Write the question, then note it.")),
    "objects": (marked("What does {name} not agree with?"), marked("Write what it is, then note it.")),
}


class CharterActs(CharterGround):
    """The buttons of the head, the menu of each member, and the rail."""

    def _connect(self) -> None:
        super()._connect()
        self.header.asked.connect(self.do)
        self.header.went_to.connect(self._go_up)
        self.sheet.begun_with.connect(self._begin_with)
        self.rail.asked.connect(self._on_row)
        self.rail.add_asked.connect(self._on_link)

    def _begin_with(self, template: str) -> None:
        raise NotImplementedError

    def write_in(self, key: str) -> None:
        """Opens the editors of a section."""
        raise NotImplementedError

    def do(self, what: str) -> None:
        """Does what a button of the head or an entry of its menu is for."""
        if what in _BECOMES:
            missing = words.missing(self._seen, what) if self._seen is not None else ""
            if missing:
                self._ask_all_the_same(what, missing)
            else:
                self._put_into(what, self._edit.heads)
            return
        {
            "compare": self._turn_marks,
            "print": self._print,
            "next": self._begin_next,
            "open_next": lambda: self.record_asked.emit("charter", self._seen.following if self._seen else ""),
            "template": self._ask_template,
            "settle": lambda: self.settle_asked.emit(self.uid),
            "edit": lambda: self.edit_asked.emit("charter", self.uid),
            "history": lambda: self.history_asked.emit(self.uid),
            "share": self._ask_share,
            "delete": self._delete_charter,
        }[what]()

    def _ask_all_the_same(self, what: str, missing: str) -> None:
        """Asks once, naming what is missing, before others are asked or bound."""
        title, action = words.ASKED[what]
        notice = self.notice("missing", "warn", _(title), missing, _(action), closable=True)
        notice.acted.connect(partial(self._put_into, what, self._edit.heads))
        notice.button.setFocus()

    def _put_into(self, what: str, heads: Sequence[str]) -> None:
        self.hide_notice("missing")
        state, sentence = _BECOMES[what]
        self._after_saving(partial(self._become, state, heads), _(sentence))

    def _after_saving(self, act: Callable[[], Undo], sentence: str) -> None:
        """Saves what was typed, then does something that can be taken back.

        Args:
            act: with what was on screen when it was asked for; its turn may come when other words are there.
        """
        self._told(partial(self._save_then, partial(self._do_and_offer, act, sentence)))

    def _save_then(self, act: Callable[[], object]) -> None:
        if not self._edit.fields or self._write():
            act()

    def _become(self, state: str, heads: Sequence[str]) -> Undo:
        return keeping.become(self._store, self.uid, state, self._today(), (*heads, *self._edit.wrote))

    def _begin_next(self) -> None:
        self._told(partial(self._save_then, self._begin_next_now))

    def _begin_next_now(self) -> None:
        uid, undo = keeping.begin_next(self._store, self.uid)
        self.record_asked.emit("charter", uid)
        self.undo_offered.emit(_("The next version begins with the words of this one"), undo)

    def _print(self) -> None:
        self._told(partial(self._save_then, lambda: self.paper_asked.emit("charter", self.uid)))

    def _ask_template(self) -> None:
        dialog = ReasonDialog(
            self._theme,
            _("Keep these words as a template?"),
            _("Charters of other teams can begin with them. Names, sponsor and days stay out."),
            _("Such as: our implementation teams"),
            _("Keep it"),
            _("Give the template a name, then keep it."),
            self,
        )
        dialog.reason.set_label(_("Name"))
        if dialog.exec() == QDialog.DialogCode.Accepted:
            name = dialog.asked()
            kept = _("Kept as the template “{name}”").format(name=name)
            self._after_saving(lambda: keeping.keep_as_template(self._store, self.uid, name), kept)
        dialog.deleteLater()

    def _ask_share(self) -> None:
        sentence = _("All that it says, and who signed it from now on, can then go to colleagues.")
        title = _("Share this charter with colleagues?")
        notice = self.notice("share", "private", title, sentence, _("Share it"), closable=True)
        share = partial(self._share, self._edit.heads)
        notice.acted.connect(lambda: self._told(share, lambda: self.hide_notice("share")))
        notice.button.setFocus()

    def _share(self, heads: Sequence[str]) -> None:
        with self._store.write() as transaction:
            records.put(transaction, "charter", {}, self.uid, heads, "shared")

    def _delete_charter(self) -> None:
        title = self._linker.title(self.uid)
        self._delete(title, partial(taking_back.on_screen, taking_back.delete, self._store, self.uid))

    def _go_on_without(self) -> None:
        self._go_up(1 if self._edit.value("team") else 0)

    def _go_up(self, step: int) -> None:
        team = str(self._edit.value("team") or "")
        if step == 0:
            self.list_asked.emit("team" if team else "charter")
        elif team:
            self.record_asked.emit("team", team)

    def _turn_marks(self) -> None:
        self._compared = "" if self._seen is not None and self._seen.against is not None else None
        self.look()

    def compare_with(self, uid: str) -> None:
        """Marks what is other than in the version `uid`; "" takes the marks away."""
        self._compared = uid
        self.look()

    def _on_row(self, what: str, uid: str) -> None:
        if what == rail.ANSWER:
            self.answer_menu(uid).popup(self._spot())
        elif what == rail.SECTION:
            self.parts.choose(at_side=False)
            self.column.list.select(uid)
            self.column.list.setFocus()
        elif uid != self.uid:
            self.record_asked.emit(what, uid)

    def _spot(self) -> QPoint:
        """Under what was pressed, by mouse or key."""
        pressed = self.focusWidget() or self
        box = pressed.visualRect(pressed.currentIndex()) if isinstance(pressed, RowList) else pressed.rect()
        return pressed.mapToGlobal(box.bottomLeft())

    def _on_link(self, what: str) -> None:
        if what == rail.COMPARE:
            self.compare_menu().popup(self._spot())
        elif what == rail.SET_REVIEW:
            self.parts.choose(at_side=False)
            self.write_in("review")
        elif what == rail.PLAN:
            self.new_asked.emit("meeting", self._review_meeting())
        else:
            self.new_asked.emit(what, {"team": self._edit.value("team")})

    def _review_meeting(self) -> dict[str, object]:
        """A meeting may leave this computer: of a charter that may not, it takes over nothing but the team."""
        begun = {"team": self._edit.value("team"), "heading": _("Review of the charter"), "stage": "planned"}
        saved = self._edit.base
        if saved is None or saved.is_private:
            return begun
        own = {name: self._edit.value(name) for name in ("starts", "ends", "place")}
        return {**begun, **own, "date": self._edit.value("review_on")}

    def compare_menu(self) -> Menu:
        """The versions to compare with."""
        menu = Menu(self._theme, _("Compare with"), self)
        for one in self._seen.versions if self._seen is not None else ():
            if one.uid != self.uid:
                label = _("Version {n}").format(n=number(one.number))
                menu.add(label, partial(self.compare_with, one.uid), "git-compare")
        menu.add(_("Hide changes"), partial(self.compare_with, ""), "eye-off")
        return menu

    def answer_menu(self, person: str) -> Menu:
        """What a member may have said, to be noted, and the way to them."""
        menu = Menu(self._theme, _("Sign-off"), self)
        for said, label in SIGN_OFFS.items():
            menu.add(_(label), partial(self._ask_answer, person, said), _ICONS[said])
        menu.addSeparator()
        signer = next((one for one in self._seen.signers if one.person == person), None) if self._seen else None
        if signer is not None and signer.uid:
            menu.add(_("Open the last answer"), lambda: self.record_asked.emit("sign_off", signer.uid), "badge-check")
        menu.add(_("Open the person"), lambda: self.record_asked.emit("person", person), "user")
        return menu

    def _ask_answer(self, person: str, said: str) -> None:
        """Notes an answer; a question or an objection with its words."""
        if said not in _IN_WORDS:
            self.answer(person, said)
            return
        title, missing = _IN_WORDS[said]
        name = self._linker.title(person)
        dialog = ReasonDialog(self._theme, _(title).format(name=name), "", "", _("Note it"), _(missing), self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.answer(person, said, dialog.asked())
        dialog.deleteLater()

    def answer(self, person: str, said: str, remark: str = "") -> None:
        """Notes what a member said of the text on the screen, which is saved before."""
        name = self._linker.title(person)
        sentence = _("{name}: {answer}").format(name=name, answer=_(SIGN_OFFS[said]))
        self._after_saving(partial(self._answer, person, said, remark, self._edit.values()), sentence)

    def _answer(self, person: str, said: str, remark: str, text: Mapping[str, Any]) -> Undo:
        read = keeping.read_of(text)
        return keeping.answer(self._store, self.uid, person, said, read, self._today(), remark)
