"""The few pictures that the README shows, of made-up content: `make pictures` puts them into docs/pictures/.

Run it with the offscreen platform; `python packaging/pictures.py [FOLDER]`.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from collections import Counter
from pathlib import Path

from PySide6.QtCore import QSettings, QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from screenshots import add_exchange, add_leadership_change, is_at_work, told_of

from isp_desktop.db.store import Store
from isp_desktop.services import backups, demo_notebook, finding, lines, records, session
from isp_desktop.services.identity import identity
from isp_desktop.services.sharing import packing, receiving
from isp_desktop.services.sharing.choosing import Choice
from isp_desktop.ui.kit.theme import Mode, Theme, load_fonts
from isp_desktop.ui.main_window import MainWindow
from isp_desktop.ui.main_window.places import Place
from isp_desktop.ui.main_window.preferences import Preferences
from isp_desktop.ui.pages.calendar import CalendarPage
from isp_desktop.ui.pages.exchange import ExchangePage
from isp_desktop.ui.pages.first_run import FirstRunPage

SIZE = QSize(1440, 900)
PASSPHRASE = "four words for pictures"
SITES, VISITS, SEED = 12, 400, 1


def take(app: QApplication, window: QWidget, path: Path) -> None:
    """Saves what the window shows once nothing is under way, packed as tightly as PNG can."""
    window.resize(SIZE)
    window.show()
    for _ in range(4):
        app.processEvents()
    while is_at_work(window):
        app.processEvents()
    for _ in range(4):
        app.processEvents()
    window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888).save(str(path), "PNG", 0)


def full_visit(store: Store) -> str:
    """The past visit of the last months of which most was written down."""
    today = dt.date.today().isoformat()
    past = [visit for visit in finding.page(store, "visit", limit=100) if str(visit.fields["date"]) < today]

    def content(uid: str) -> int:
        rows = [lines.pointing(store, uid, kind, "visit") for kind in ("commitment", "change")]
        return sum(map(len, rows))

    def written(fields: object) -> int:
        return sum(bool(value) for value in dict(fields).values()) if isinstance(fields, dict) else 0

    return max(past, key=lambda visit: (content(visit.uid) > 1, written(visit.fields), content(visit.uid))).uid


def latest_assessment(store: Store) -> str:
    """The latest assessment of the one who was assessed most often."""
    done = finding.page(store, "assessment", [("state", "done")], limit=200)
    often = Counter(str(one.fields["subject"]) for one in done).most_common(1)[0][0]
    return next(one.uid for one in done if one.fields["subject"] == often)


def latest_charter(store: Store) -> str:
    """A charter that was agreed a second time."""
    charters = finding.every(store, "charter")
    return next(one.uid for one in charters if one.fields.get("version") == 2 and one.fields.get("state") == "agreed")


def add_conflict(store: Store, base: Path, visit: str) -> None:
    """What Sam and the owner wrote into the same field of a visit before either heard of the other."""
    said = "Small tests of change are decided by whoever runs them. The head is told within a month."
    versions = {
        "": said,
        "mine": said.replace("within a month", "within a week"),
        "theirs": said.replace("decided by whoever runs them", "agreed with all who are present"),
    }
    folder, passphrase = base / "sam", "four words for pictures"
    with session.open_store(folder, session.unlock(folder, passphrase)) as sam:
        change(store, visit, challenges=versions[""])
        send(store, sam, base)
        change(sam, visit, challenges=versions["theirs"])
        change(store, visit, challenges=versions["mine"])
        send(sam, store, base)


def change(store: Store, visit: str, **fields: str) -> None:
    """Somebody writes."""
    with store.write() as transaction:
        records.put(transaction, "visit", fields, visit)


def send(one: Store, other: Store, base: Path) -> None:
    """A bundle goes from one to the other."""
    packing.share(one, base / "way.ispx", Choice(everything=True), to=[identity(other).public_key])
    receiving.receive(other, base / "way.ispx")


def first_run(app: QApplication, theme: Theme, preferences: Preferences, folder: Path, path: Path) -> None:
    """The step that asks for a passphrase."""
    window = MainWindow(theme, preferences, folder)
    window.begin()
    page = window.shown()
    assert isinstance(page, FirstRunPage)
    page.you.name.set_value("Maren Oduya")
    page.you.go_on.click()
    page.secret.passphrase.first.line.insert("copper lantern velvet orbit")
    take(app, window, path)
    window.close()


def main(folder: Path) -> None:
    """Takes all pictures into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    load_fonts()
    theme = Theme("light")
    theme.apply(app)
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        preferences = Preferences(QSettings(str(base / "window.ini"), QSettings.Format.IniFormat))
        first_run(app, theme, preferences, Path.home() / "ISP notebook", folder / "first-run-light.png")
        store = session.create(base / "notebook", PASSPHRASE, "Maren Oduya").store
        demo_notebook.fill(store, SITES, VISITS, SEED, dt.date.today())
        visit, lasting = full_visit(store), told_of(store, "site", "integrity_mark", "site")
        add_leadership_change(store)
        add_exchange(store, base)
        add_conflict(store, base, visit)
        backups.take(store)
        window = MainWindow(theme, preferences, base / "notebook")
        window.open(store)
        desk = window.desk()
        assert desk is not None
        pictures: tuple[tuple[str, Mode, Place], ...] = (
            ("visit", "light", Place("record", "visit", visit)),
            ("today", "light", Place("today")),
            ("relationships", "light", Place("relationships")),
            ("teams", "light", Place("teams")),
            ("charter", "light", Place("record", "charter", latest_charter(store))),
            ("capacity", "light", Place("record", "assessment", latest_assessment(store))),
            ("site", "light", Place("record", "site", str(finding.page(store, "visit", limit=60)[-1].fields["site"]))),
            ("leaders", "light", Place("leaders")),
            ("integrity", "light", Place("integrity", "site", lasting)),
            ("outlook", "light", Place("outlook", "site", lasting)),
            ("calendar", "light", Place("calendar")),
            ("commitments", "dark", Place("list", "commitment")),
            ("summary", "light", Place("paper", "visit", visit)),
            ("conflicts", "light", Place("conflicts")),
            ("exchange", "light", Place("exchange")),
        )
        for named, mode, place in pictures:
            theme.set_mode(mode)
            desk.go(place)
            page = desk.page()
            if isinstance(page, CalendarPage):
                page.show_view("month", dt.date.today())
            if isinstance(page, ExchangePage):
                page.open_bundle(base / "stick" / "second.ispx")
            take(app, window, folder / f"{named}-{mode}.png")
        window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs/pictures"))
