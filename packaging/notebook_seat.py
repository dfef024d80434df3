"""One of the two who play `two_notebooks.py`: the window on a notebook of their own, in a process of its own.

It does what it is told, one line of JSON each, and answers with one.
"""

from __future__ import annotations

import json
import sys
import traceback
from pathlib import Path
from typing import Any, TypeVar

from keyboard import Keyboard
from PySide6.QtCore import QRect, QSettings, QSocketNotifier
from PySide6.QtWidgets import QApplication

from isp_desktop.db.store import Store
from isp_desktop.services import conflicts, session
from isp_desktop.services.sharing import colleagues
from isp_desktop.services.state import state
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.theme import Mode, Theme, load_fonts
from isp_desktop.ui.main_window import MainWindow
from isp_desktop.ui.main_window.preferences import Preferences
from isp_desktop.ui.pages.charter import CharterPage
from isp_desktop.ui.pages.conflicts import ConflictsPage
from isp_desktop.ui.pages.exchange import ExchangePage

WIDTH, HEIGHT = 1440, 900
PASSPHRASE = "copper lantern velvet orbit"
P = TypeVar("P", bound=Page)


class Sitting:
    """Whoever sits before a window and does what they are told."""

    def __init__(self, app: QApplication, window: MainWindow, pictures: Path) -> None:
        self._app, self._window, self._pictures = app, window, pictures
        self.keys = Keyboard(app, window, pictures)

    def begin(self, act: str) -> None:
        """From now on pictures go into a folder of this name."""
        self.keys = Keyboard(self._app, self._window, self._pictures / act)
        self.keys.take_the_focus()

    def leave(self) -> None:
        """Closes the window."""
        self._window.close()

    def _page(self, kind: type[P]) -> P:
        self.keys.mouse.settle()
        desk = self._window.desk()
        page = desk.page() if desk is not None else None
        if not isinstance(page, kind):
            raise TypeError(f"{type(page).__name__} is shown instead of {kind.__name__}")
        return page


class Seat(Sitting):
    """What one of the two can be asked to do."""

    def __init__(self, app: QApplication, window: MainWindow, store: Store, pictures: Path) -> None:
        super().__init__(app, window, pictures)
        self._store = store

    def give_contact(self, path: str) -> str:
        """Saves the own contact; gives the words of its fingerprint, as they would be read out."""
        from isp_desktop.ui.pages.exchange.people import Fingerprint

        keys = self.keys
        keys.find("exchange")
        self._exchange()
        keys.shoot("nobody-yet")
        keys.button("My contact")
        keys.mouse.until(lambda: self._app.activeModalWidget() is not None, "the contact")
        keys.shoot("my-contact")
        words = keys.mouse.dialog().findChild(Fingerprint)
        assert isinstance(words, Fingerprint)
        keys.choose_file(Path(path), "save-my-contact")
        keys.button("Save as a file")
        keys.button("Done")
        return words.words.text()

    def take_contact(self, path: str, words: str) -> bool:
        """Adds a colleague, once the words agree; gives whether they are marked so."""
        from isp_desktop.ui.pages.exchange.people import AddColleague

        keys = self.keys
        keys.button("Add a colleague")
        dialog = keys.mouse.dialog()
        assert isinstance(dialog, AddColleague)
        keys.choose_file(Path(path), "open-their-contact")
        keys.button("Open a file")
        keys.mouse.until(dialog.add.isEnabled, "the contact")
        if dialog.fingerprint.words.text() != words:
            raise ValueError("the words differ")
        keys.button("I compared these words")
        keys.shoot("compared")
        keys.button("Add ")
        keys.shoot("verified")
        return all(one.is_verified for one in colleagues.every(self._store))

    def record(self, site: str, visit: dict[str, str]) -> None:
        """Writes down a site and a visit to it."""
        keys = self.keys
        keys.find("new site")
        keys.tab_to("Name")
        keys.type(site)
        keys.press("Ctrl+Return")
        keys.shoot("site")
        keys.press("Ctrl+N")
        keys.type(site[:5])
        keys.press("Return")
        self._write(visit)
        keys.shoot("visit")
        keys.press("Ctrl+Return")
        keys.shoot("visit-done")

    def change(self, visit: str, fields: dict[str, str]) -> None:
        """Writes over fields of a visit that is found by these words."""
        keys = self.keys
        keys.find(visit)
        self._write(fields)
        keys.shoot("changed")
        keys.press("Ctrl+S")
        keys.shoot("saved")

    def begin_charter(self, team: str, sections: dict[str, str]) -> None:
        """Writes down a team and the first version of its charter."""
        keys = self.keys
        keys.find("new team")
        keys.tab_to("Name")
        keys.type(team)
        keys.press("Ctrl+Return")
        keys.find(team)
        keys.button("Begin a charter")
        self._write_sections(sections)

    def change_charter(self, team: str, sections: dict[str, str]) -> None:
        """Writes over sections of the charter of a team."""
        self._open_charter(team)
        self._write_sections(sections)

    def read_charter(self, team: str) -> None:
        """Shows the charter of a team down to its end."""
        self._open_charter(team)
        self.keys.row("Sections", "Resources")
        self.keys.shoot("as-it-is")

    def share(self, path: str, to: str) -> None:
        """Shares everything with a colleague."""
        keys = self.keys
        keys.find("exchange")
        page = self._exchange()
        if page.left.currentWidget() is not page.share:
            keys.button("Back to sharing")
        elif page.share.step():
            keys.button("Share something else")
        keys.row("Who can open it", to)
        if to not in [one.name for one in page.share.recipients.picked()]:
            keys.press("Space")
        keys.shoot("recipients")
        keys.button("Choose records")
        keys.shoot("records")
        keys.button("Look at it")
        keys.tab_to("Where it goes")
        keys.over(path)
        keys.shoot("what-leaves")
        keys.button("Save bundle")
        keys.mouse.until(lambda: Path(path).is_file() and not page.share.saved.bar.isVisible(), "the bundle")
        keys.shoot("written")

    def preview(self, path: str) -> dict[str, str]:
        """Opens a bundle; gives what it would do."""
        keys = self.keys
        keys.find("exchange")
        page = self._exchange()
        keys.choose_file(Path(path), "open-a-bundle")
        keys.button("Open a bundle")
        keys.mouse.until(page.incoming.next.isVisible, "the preview")
        keys.take_the_focus()
        keys.shoot("preview")
        return {key: line.text() for key, line in page.incoming.would_do.folds.lines.items()}

    def receive(self) -> None:
        """Takes the bundle that is looked into."""
        keys, page = self.keys, self._exchange()
        keys.button("Receive")
        keys.mouse.until(page.incoming.report.isVisible, "the report")
        keys.shoot("received")

    def settle(self, choices: dict[str, tuple[str, str]]) -> None:
        """Settles all that waits: by the name of the field, which key and what reason."""
        keys = self.keys
        keys.button("Settle")
        page = self._page(ConflictsPage)
        while conflicts.count(self._store):
            keys.mouse.until(lambda: page.view is not None, "the versions")
            assert page.view is not None
            field = page.waiting.list.rows().row(page.waiting.list.currentIndex().row()).title
            key, reason = choices[field]
            keys.shoot(f"conflict-{field.lower()}")
            keys.press(key)
            keys.tab_to("Why")
            keys.type(reason)
            keys.shoot(f"chosen-{field.lower()}")
            keys.press("Ctrl+Return")
        keys.shoot("all-settled")

    def undo_import(self, sender: str) -> None:
        """Takes the latest import of a colleague out again."""
        keys = self.keys
        keys.find("exchange")
        self._exchange()
        keys.row("Received", sender)
        keys.choose_in_menu("Undo this import", "this-import")
        keys.press("Return")
        keys.mouse.until(lambda: self._app.activeModalWidget() is not None, "the question")
        keys.shoot("undo-asked")
        keys.button("Undo this import")
        keys.shoot("undone")

    def look(self, visit: str) -> None:
        """Shows a visit."""
        self.keys.find(visit)
        self.keys.shoot("as-it-is")

    def state(self) -> dict[str, Any]:
        """The hash of the shared state, and how many conflicts wait."""
        return {"shared": state(self._store).shared, "waiting": conflicts.count(self._store)}

    def _write(self, fields: dict[str, str]) -> None:
        for name, words in fields.items():
            self.keys.tab_to(name)
            self.keys.over(words)

    def _open_charter(self, team: str) -> None:
        self.keys.find(team)
        self.keys.row("Charter", "Version 1")
        self.keys.press("Return")
        self._page(CharterPage)

    def _write_sections(self, sections: dict[str, str]) -> None:
        keys = self.keys
        for name, words in sections.items():
            keys.row("Sections", name)
            keys.press("Return")
            keys.over(words)
            keys.shoot(f"writes-{name.lower().replace(' ', '-')}")
            keys.press("Ctrl+Return")
        keys.shoot("saved")

    def _exchange(self) -> ExchangePage:
        return self._page(ExchangePage)


def obey(seat: Sitting) -> None:
    """Does what the next line says, and answers."""
    told = json.loads(sys.stdin.readline() or '{"do": "leave"}')
    answer: dict[str, Any] = {"failed": told["do"]}
    try:
        answer = {"done": getattr(seat, told["do"])(*told.get("with", ()))}
    except BaseException:
        answer["failed"] = traceback.format_exc()
        seat.keys.shoot("failed")
        raise
    finally:
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def sit_down(base: Path, left: int, mode: Mode) -> tuple[QApplication, MainWindow]:
    """The window on the notebook in `base`, `left` pixels from the edge of the screen, not shown yet."""
    app = QApplication([])
    load_fonts()
    theme = Theme(mode)
    theme.apply(app)
    preferences = Preferences(QSettings(str(base / "window.ini"), QSettings.Format.IniFormat))
    window = MainWindow(theme, preferences, base / "notebook")
    window.setGeometry(QRect(left, 0, WIDTH, HEIGHT))
    return app, window


def listen(app: QApplication, window: MainWindow, seat: Sitting) -> int:
    """Shows the window and does what the lines say that come in."""
    window.show()
    heard = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, app)
    heard.activated.connect(lambda: obey(seat))
    return app.exec()


def main(name: str, base: Path, pictures: Path, left: int, mode: Mode, kind: type[Seat] = Seat) -> int:
    """Makes a notebook for `name` in `base` and opens the window on it."""
    app, window = sit_down(base, left, mode)
    store = session.create(base / "notebook", PASSPHRASE, name).store
    window.open(store)
    return listen(app, window, kind(app, window, store, pictures))


if __name__ == "__main__":
    who, base, pictures, left, mode = sys.argv[1:]
    sys.exit(main(who, Path(base), Path(pictures), int(left), "dark" if mode == "dark" else "light"))
