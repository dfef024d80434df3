"""Colleagues and oneself as contacts: adding one, comparing fingerprints by telephone, giving one's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import KeysChanged, NotebookError, StoreBusy
from isp_desktop.domain.language import _
from isp_desktop.services import outputs
from isp_desktop.services.sharing import colleagues, contact_cards
from isp_desktop.services.sharing.colleagues import Colleague
from isp_desktop.services.sharing.contact_cards import SUFFIX, Card
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.checks import CheckBox
from isp_desktop.ui.kit.dialogs import Dialog, ask_open, ask_save, confirm
from isp_desktop.ui.kit.editors import LineEditor
from isp_desktop.ui.kit.forms import FormRow
from isp_desktop.ui.kit.in_turn import InTurn
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.notices import Notice, Remark
from isp_desktop.ui.kit.page import waits_words
from isp_desktop.ui.kit.panels import Panel, SectionHead
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme

if TYPE_CHECKING:
    # It brings ciphers, which take time that the page has not.
    from isp_desktop.services.identity import Identity


class Fingerprint(Panel):
    """Six words to say on the telephone, and the same in letters."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "sunken", (16, 12), parent)
        self.words = Prose(theme, "", "heading")
        self.letters = Prose(theme, "", "meta")
        self.column.setSpacing(4)
        self.column.addWidget(self.words)
        self.column.addWidget(self.letters)

    def show_identity(self, identity: Identity) -> None:
        """Shows the fingerprint of keys."""
        self.words.setText(identity.words)
        self.letters.setText(identity.fingerprint)
        self.setAccessibleName(_("Fingerprint: {words}").format(words=identity.words))


class AddColleague(Dialog):
    """Takes a contact, pasted or from a file, and shows whose it is before it is added.

    Signals:
        added: the signing key of the one who was added.
    """

    added = Signal(str)

    def __init__(self, theme: Theme, jobs: Jobs, store: Store, parent: QWidget | None = None) -> None:
        sentence = _("Paste the contact that they sent you, or open its file. A whole mail will do.")
        super().__init__(theme, _("Add a colleague"), sentence, parent)
        self._store = store
        self._card: Card | None = None
        self._although = False
        self._read = Latest(jobs, _("The contact"), self)
        self.text = LineEditor(theme, _("Their contact"), _("isp-contact:…"))
        self.file = Button(theme, _("Open a file"), icon="folder-open")
        self.name = Prose(theme, "", "strong")
        self.fingerprint = Fingerprint(theme)
        self.compared = CheckBox(theme, _("I compared these words with them by telephone"))
        self.later = Remark(theme, _("You can do that later as well; until then it is marked."), "info", wraps=True)
        self.warning = Notice(theme, "warn", "")
        self._lay_out()
        self.text.changed.connect(self._take_text)
        self.file.clicked.connect(self._ask_file)
        self._turn = InTurn(self._refuse, self)
        self.add.clicked.connect(self._add_in_turn)
        self._read.read_through.connect(self._show_card)
        self._read.failed.connect(self._refuse)

    def take_file(self, path: Path) -> None:
        """Reads the contact in a file."""
        self._read.read(lambda _progress: contact_cards.read_card_file(path))

    def _take_text(self) -> None:
        text = str(self.text.value() or "")
        self._forget()
        if text:
            self._read.read(lambda _progress: contact_cards.read_card(text))

    def _ask_file(self) -> None:
        types = _("Contacts ({pattern});;All files (*)").format(pattern=f"*{SUFFIX}")
        if path := ask_open(self, _("A colleague's contact"), types):
            self.take_file(path)

    def _show_card(self, card: object) -> None:
        assert isinstance(card, Card)
        self._forget()
        self._card = card
        self.text.set_error("")
        self.name.setText(card.name)
        self.fingerprint.show_identity(card.identity)
        self._show(True)
        self.add.set_words(_("Add {name}").format(name=card.name))
        self.add.setEnabled(True)

    def _forget(self) -> None:
        self._card, self._although = None, False
        self._show(False)
        self.add.setEnabled(False)

    def _refuse(self, sentence: str) -> None:
        self._forget()
        self.text.set_error(sentence)

    def _show(self, there: bool) -> None:
        for part in (self.name, self.fingerprint, self.compared, self.later):
            part.setVisible(there)
        self.warning.hide()
        self.adjustSize()

    def _add_in_turn(self) -> None:
        if not self._turn.do(self._add):
            self.text.set_error(waits_words())

    def _add(self) -> None:
        if self._card is None:
            return
        try:
            made = colleagues.add(self._store, self._card, although_changed=self._although)
            key = made.card.signing_key
            if self.compared.isChecked():
                colleagues.set_verified(self._store, key, verified=True)
        except KeysChanged as error:
            self._although = True
            self.warning.set_text(_("Other keys than before"), str(error))
            self.warning.show()
            self.add.set_words(_("Add them all the same"))
        except StoreBusy:
            raise
        except NotebookError as error:
            self._refuse(str(error))
        else:
            self.accept()
            self.added.emit(key)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.file)
        self.column.addLayout(row)
        for part in (self.name, self.fingerprint, self.compared, self.later, self.warning):
            self.column.addWidget(part)
        self.add_button(_("Cancel"), closes=False)
        self.add = self.add_button(_("Add"), "primary")
        self._forget()


class ColleagueDialog(Dialog):
    """One colleague: the words to compare, whether they were, the name here.

    Signals:
        changed: something about them is different now, or they are gone.
    """

    changed = Signal()

    def __init__(self, theme: Theme, store: Store, colleague: Colleague, parent: QWidget | None = None) -> None:
        sentence = _("Call them and let them read you these words. They find theirs under “My contact”.")
        super().__init__(theme, colleague.name, sentence, parent)
        self._store, self._colleague = store, colleague
        fingerprint = Fingerprint(theme)
        fingerprint.show_identity(colleague.card.identity)
        self.compared = CheckBox(theme, _("I compared them"))
        self.compared.setChecked(colleague.is_verified)
        self.name = LineEditor(theme, _("Called here"))
        self.name.set_value(colleague.name)
        self.column.addWidget(fingerprint)
        self.column.addWidget(self.compared)
        self.column.addWidget(FormRow(theme, _("Called here"), self.name))
        self.forget = self.add_button(_("Remove"), "danger")
        self.forget.clicked.connect(self._forget)
        self.add_button(_("Cancel"), closes=False)
        self.done_button = self.add_button(_("Done"), "primary")
        self._turn = InTurn(self.name.set_error, self)
        self.done_button.clicked.connect(lambda: self._do(self._keep))

    def _do(self, act: Callable[[], object]) -> None:
        try:
            if not self._turn.do(act):
                self.name.set_error(waits_words())
        except NotebookError as error:
            self.name.set_error(str(error))

    def _keep(self) -> None:
        key = self._colleague.card.signing_key
        if (name := str(self.name.value() or "")) != self._colleague.name:
            colleagues.rename(self._store, key, name)
        if self.compared.isChecked() != self._colleague.is_verified:
            colleagues.set_verified(self._store, key, verified=self.compared.isChecked())
        self.accept()
        self.changed.emit()

    def _forget(self) -> None:
        title = _("Remove {name}?").format(name=self._colleague.name)
        sentence = _("What they sent stays. Their contact can be added again.")
        if confirm(self, self._theme, title, sentence, _("Remove"), danger=True):
            self._do(self._remove)

    def _remove(self) -> None:
        colleagues.forget(self._store, self._colleague.card.signing_key)
        self.accept()
        self.changed.emit()


class MyContact(Dialog):
    """One's own contact, to be given to colleagues.

    Signals:
        said: a sentence on what was done.
    """

    said = Signal(str)

    def __init__(
        self, theme: Theme, identity: Identity, card: str, file: tuple[str, bytes], parent: QWidget | None = None
    ) -> None:
        sentence = _("Give it to colleagues, so that they can lock bundles to you. It holds no secret.")
        super().__init__(theme, _("My contact"), sentence, parent)
        self._card, self._file = card, file
        fingerprint = Fingerprint(theme)
        fingerprint.show_identity(identity)
        self.text = LineEditor(theme, _("My contact as text"))
        self.text.set_value(card)
        self.text.set_read_only(True)
        self.copy = Button(theme, _("Copy"), icon="copy")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.copy)
        body = QVBoxLayout()
        body.setSpacing(6)
        body.addLayout(row)
        body.addSpacing(6)
        body.addWidget(SectionHead(theme, _("My fingerprint, to be read out when they call")))
        body.addWidget(fingerprint)
        self.column.addLayout(body)
        self.save = self.add_button(_("Save as a file"))
        self.save.clicked.connect(self._save)
        self.add_button(_("Done"), "primary", closes=True)
        self.copy.clicked.connect(self._copy)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._card)
        self.copy.set_words(_("Copied"), "check")
        self.said.emit(_("My contact copied"))

    def _save(self) -> None:
        name, content = self._file
        types = _("Contacts ({pattern})").format(pattern=f"*{SUFFIX}")
        path = ask_save(self, _("Save my contact"), Path.home() / name, types)
        if path is None:
            return
        try:
            outputs.save_file(path, content)
        except NotebookError as error:
            self.text.set_error(str(error))
            return
        self.said.emit(_("My contact written to {path}").format(path=path))
