"""Pictures of every page, light and dark, in two sizes, full and empty: `make screenshots` puts them into build/.

Those in the folder en_XA are in the made-up language: longer words, from right to left.

Run it with the offscreen platform; `python packaging/screenshots.py [FOLDER]`.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from catalogues import write_made_up
from PySide6.QtCore import QSettings, QSize
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.language import MADE_UP
from isp_desktop.domain.team_check import load_starter
from isp_desktop.services import (
    backups,
    conflicts,
    continuity,
    demo_notebook,
    drafts,
    finding,
    records,
    session,
    settings,
    team_checks,
    transition_acts,
    transitions,
)
from isp_desktop.services.capacity import assessing, instruments, reading, voting
from isp_desktop.services.sharing import colleagues, inbox, packing, receiving
from isp_desktop.services.sharing.choosing import Choice
from isp_desktop.services.sharing.contact_cards import own_card, read_card
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.theme import Mode, Theme, load_fonts
from isp_desktop.ui.main_window import MainWindow
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.help_sheet import help_sheet
from isp_desktop.ui.main_window.places import Place
from isp_desktop.ui.main_window.preferences import Preferences
from isp_desktop.ui.main_window.speaking import begin_to_speak
from isp_desktop.ui.pages.capacity import CapacityPage
from isp_desktop.ui.pages.exchange import ExchangePage
from isp_desktop.ui.pages.first_run import FirstRunPage
from isp_desktop.ui.pages.instrument import InstrumentPage
from isp_desktop.ui.pages.leaders import LeadersPage
from isp_desktop.ui.pages.practice import PracticePage
from isp_desktop.ui.pages.team_check import TeamCheckPage
from isp_desktop.ui.pages.team_check.passing import Passing
from isp_desktop.ui.pages.teams import TeamsPage

SIZES = (QSize(1440, 900), QSize(1024, 700))
MODES: tuple[Mode, ...] = ("light", "dark")
TODAY = dt.date.today()
PASSPHRASE = "four words for pictures"
_USUAL_MARKS = (4, 3, 2, 3, 2, 1, 3, 4)
CODE = "4T7QK-9XWZ2-HM3RD-C8VNA-6PJ5E"


class Camera:
    """Takes the pictures of one window size and mode."""

    def __init__(self, app: QApplication, folder: Path, theme: Theme, mode: Mode, size: QSize) -> None:
        self._app = app
        self._folder = folder
        self._mode = mode
        self._size = size
        theme.set_mode(mode)

    def take(self, name: str, widget: QWidget, *, resize: bool = True) -> None:
        """Saves what `widget` shows."""
        if resize:
            widget.resize(self._size)
        widget.show()
        self._app.processEvents()
        while is_at_work(widget):
            # The worker that is waited for needs Python's lock, which a loop without a pause hardly ever lets go.
            time.sleep(0.002)
            self._app.processEvents()
        for _ in range(4):
            self._app.processEvents()
        widget.grab().save(str(self._folder / f"{name}-{self._size.width()}-{self._mode}.png"))


def is_at_work(widget: QWidget) -> bool:
    """Whether something of what `widget` shows is still being read or built."""
    pages = [page for page in widget.findChildren(Page) if page.isVisible()]
    return any(jobs.busy() for jobs in widget.findChildren(Jobs)) or not all(page.is_whole() for page in pages)


def places(store: Store) -> Iterator[tuple[str, Place]]:
    """Every page, by the name of its picture."""
    yield "today", Place("today")
    yield "calendar", Place("calendar")
    yield "relationships", Place("relationships")
    yield "teams", Place("teams")
    yield "capacity", Place("capacity")
    yield "outlook", Place("outlook")
    yield "supervision", Place("paper", "practice")
    yield "leader-brief-of-whom", Place("paper", "leader_brief")
    yield from told(store)
    for kind, spec in kinds().items():
        if not spec.within:
            yield f"list-{kind}", Place("list", kind)
        found = finding.every(store, kind, limit=3)
        if found:
            yield f"record-{kind}", Place("record", kind, found[-1].uid)
            if kind in ("site", "person", "team"):
                yield f"edit-{kind}", Place("edit", kind, found[-1].uid)
        yield f"new-{kind}", Place("record", kind)
    visits = finding.every(store, "visit", limit=3)
    if visits:
        yield "summary", Place("paper", "visit", visits[-1].uid)
        yield "history", Place("history", "visit", visits[-1].uid)
    yield (
        "check-begun" if team_with_a_check(store) else "check-begins",
        Place("check", "team", team_with_a_check(store)),
    )
    yield "check-form", Place("paper", "team_check")
    for check in finding.every(store, "team_check", limit=1):
        yield "check-result", Place("record", "team_check", check.uid)
        yield "check-result-on-paper", Place("paper", "team_check", check.uid)
    yield "brief", Place("paper", "person", next((one.uid for one in finding.every(store, "person", limit=3)), ""))
    charters = finding.every(store, "charter", limit=1)
    if charters:
        yield "print", Place("paper", "charter", charters[-1].uid)
    yield "exchange", Place("exchange")
    waiting = conflicts.conflicts(store)
    for one in waiting:
        yield f"conflicts-{one.field}", Place("conflicts", "", one.uid)
    if not waiting:
        yield "conflicts", Place("conflicts")
    yield "drafts", Place("drafts")
    yield "notebook", Place("notebook")


def told(store: Store) -> Iterator[tuple[str, Place]]:
    """The pages that tell of one person, site, initiative or leadership change what was written of it elsewhere."""
    who, site = told_of(store, "person", "transition", "leaves"), told_of(store, "site", "integrity_mark", "site")
    initiative = told_of(store, "initiative", "core_element", "initiative")
    if who:
        yield "leaving", Place("leaving", "person", who)
        yield "leader-brief", Place("paper", "leader_brief", who)
    if site:
        yield "integrity", Place("integrity", "site", site)
        yield "outlook-of-a-site", Place("outlook", "site", site)
        yield "brief-of-a-site", Place("paper", "site", site)
    if initiative:
        yield "initiative", Place("record", "initiative", initiative)
    for change in finding.every(store, "transition", limit=1):
        yield "transition", Place("record", "transition", change.uid)


def told_of(store: Store, kind: str, by: str, field: str) -> str:
    """The uid of the record of `kind` of which a record of the kind `by` tells, or of any; "" for none."""
    tells = [one.fields[field] for one in finding.every(store, by, limit=1)]
    return next((str(uid) for uid in (*tells, *(one.uid for one in finding.every(store, kind, limit=1))) if uid), "")


def team_with_a_check(store: Store) -> str:
    """The uid of a team whose check is open; "" without one."""
    return next((one.uid for one in finding.every(store, "team", limit=20) if team_checks.begun(store, one.uid)), "")


def full_notebook(folder: Path) -> Store:
    """A notebook full of made-up content, with a draft, a deletion and a backup."""
    store = session.create(folder, PASSPHRASE, "Maren Oduya").store
    demo_notebook.fill(store, 12, 400, 1, TODAY)
    add_what_the_demo_lacks(store)
    add_leadership_change(store)
    add_team_checks(store)
    add_conflicts(store)
    add_exchange(store, folder.parent)
    sites = finding.every(store, "site", limit=2)
    begun = {"date": TODAY.isoformat(), "site": sites[0].uid, "purpose": "Coaching observation and data review"}
    drafts.keep(store, records.new_uid(), "visit", begun, (), {})
    with store.write() as transaction:
        records.delete(transaction, finding.every(store, "note", limit=1)[0].uid)
    backups.take(store, "asked for")
    return store


def bare_notebook(folder: Path) -> Store:
    """A notebook in which a person, a site, an initiative and a leadership change have a name, and nothing else."""
    store = session.create(folder, PASSPHRASE, "Maren Oduya").store
    with store.write() as transaction:
        for kind, name in (
            ("person", "Eva Norell"),
            ("site", "Alder Road Primary"),
            ("initiative", "Reading Together"),
        ):
            records.put(transaction, kind, {"name": name})
        records.put(transaction, "transition", {"role": "Head teacher"})
    return store


def add_conflicts(store: Store) -> None:
    """A text and a date that were changed twice at once."""
    visit, site = (finding.every(store, kind, limit=1)[0].uid for kind in ("visit", "site"))
    before = "Small tests are decided by whoever runs them. The head is told within a month."
    versions = (before.replace("month", "week"), before.replace("decided", "agreed"))
    with store.write() as transaction:
        records.put(transaction, "visit", {"challenges": before}, visit)
        for kind, uid, name, values in (
            ("visit", visit, "challenges", versions),
            ("site", site, "review_on", (_day(14), _day(21))),
        ):
            seen = transaction.look(uid)
            for value in values:
                records.put(transaction, kind, {name: value}, uid, seen.heads if seen else None)


def add_exchange(store: Store, base: Path) -> None:
    """A colleague who sent something, and somebody whose key was not compared yet."""
    with session.create(base / "sam", PASSPHRASE, "Sam Whitlock").store as sam:
        for one, other in ((store, sam), (sam, store)):
            made = colleagues.add(one, read_card(own_card(other)))
            colleagues.set_verified(one, made.card.signing_key, verified=True)
        with session.create(base / "owen", PASSPHRASE, "Owen Barr").store as owen:
            colleagues.add(store, read_card(own_card(owen)))
        (base / "stick").mkdir()
        mine = read_card(own_card(store)).public_key
        site = records.new_uid()
        for name, purpose in (("first", "Coaching"), ("second", "Data review")):
            with sam.write() as transaction:
                records.put(transaction, "site", {"name": "Lowland Road Primary"}, site)
                records.put(transaction, "visit", {"date": _day(-3), "site": site, "purpose": purpose})
            packing.share(sam, base / "stick" / f"{name}.ispx", Choice(everything=True), to=[mine], remark=purpose)
        receiving.receive(store, base / "stick" / "first.ispx")
    inbox.watch(store, base / "stick")


def shoot_exchange(camera: Camera, desk: Desk, window: MainWindow, folder: Path) -> None:
    """What leaves, before it does; and a bundle that came, before it is received."""
    desk.go(Place("exchange"))
    page = desk.page()
    assert isinstance(page, ExchangePage)
    camera.take("exchange-who", window)
    page.share.recipients.pick([page.share.recipients.people.rows().row(1).uid])
    page.share.forward()
    camera.take("exchange-what", window)
    page.share.choose.lacking.setChecked(False)
    page.share.forward()
    camera.take("exchange-leaves", window)
    page.share.go(0)
    page.open_bundle(folder / "second.ispx")
    camera.take("exchange-came", window)
    page.begin_sharing()


def add_what_the_demo_lacks(store: Store) -> None:
    """Support statuses, rhythms, reviews and planned visits, which a notebook gets in years of use."""
    sites = finding.every(store, "site", limit=4)
    states = ("tapering", "active", "exploring", "withdrawn")
    with store.write() as transaction:
        for at, (site, status) in enumerate(zip(sites, states, strict=True)):
            records.put(transaction, "support", {"site": site.uid, "status": status, "since": _day(-180)})
            records.put(transaction, "site", {"review_on": _day(4 * at - 2)}, site.uid)
            planned = {"date": _day(1 + 2 * at), "starts": "09:30", "ends": "11:00", "site": site.uid}
            planned |= {"purpose": "Implementation team meeting", "stage": "planned", "mode": "in_person"}
            records.put(transaction, "visit", planned)
        for person in finding.every(store, "person", limit=12):
            records.put(transaction, "person", {"wanted_days": 28, "longest_days": 60}, person.uid)


def add_leadership_change(store: Store) -> None:
    """A leader who goes in some weeks, somebody who comes, and what hangs on the leader on a checklist."""
    formal = finding.every(store, "leadership_role", [("standing", "formal")])
    role = next(one.fields for one in formal if one.fields["person"])
    others = (one for one in finding.every(store, "person") if role["site"] in (one.fields["sites"] or ()))
    comes = next(one.uid for one in others if one.uid != role["person"])
    told = {"role": role["role"], "leaves": role["person"], "comes": comes, "site": role["site"]}
    told |= {"state": "under_way", "why": "She takes over the district's services.", "told_on": _day(-42)}
    told |= {"named_on": _day(-14), "hands_over_on": _day(6), "leaves_on": _day(17), "debrief_on": _day(41)}
    with store.write() as transaction:
        change = records.put(transaction, "transition", told, scope="shared").uid
    continuity.keep(store, change, continuity.proposals(store, change, TODAY)[:6])
    transition_acts.add_item(store, change, "Funding line in writing", _day(-2))
    transition_acts.add_item(store, change, "Meets the network group", _day(9))
    first = transitions.one(store, change, TODAY).items[-1]
    transition_acts.tick_item(store, first.uid, True, TODAY)


def add_team_checks(store: Store) -> None:
    """A team with four checks, the last one talked about; another with a check that is open."""
    with store.write() as transaction:
        core, data = (records.put(transaction, "team", {"name": name}).uid for name in ("Core team", "Data group"))
    questions = load_starter()
    for at, members in enumerate((6, 5, 7, 6)):
        team_checks.begin(store, core, TODAY - dt.timedelta(days=270 - 85 * at), questions)
        for member in range(members):
            # In the second check too few rate the last question; some do better than others, and in time.
            rated = questions.questions[: -1 if at == 1 and member > 1 else None]
            marks = ((one.code, _USUAL_MARKS[row] + (row + member) % 3 - 1 + at // 2) for row, one in enumerate(rated))
            team_checks.answer(store, core, {code: min(5, max(1, mark)) for code, mark in marks})
        check = team_checks.close(store, core, questions)
    with store.write() as transaction:
        said = "Everyone saw that **conflict** is where we go silent.\n\n- Begin each meeting with a round"
        records.put(transaction, "team_check", {"talked": said}, check)
    team_checks.improve(store, check, core, "Ask everyone in turn by Friday", TODAY)
    team_checks.begin(store, data, TODAY, questions)
    for rating in (2, 3, 4):
        team_checks.answer(store, data, {one.code: rating for one in questions.questions})


def shoot_check(camera: Camera, desk: Desk, window: MainWindow, store: Store) -> None:
    """A sheet from paper; the laptop in the hands of members: before one, while one answers. It stays there."""
    team = team_with_a_check(store)
    desk.go(Place("check", "team", team))
    page = desk.page()
    assert isinstance(page, TeamCheckPage)
    page.running.enter.click()
    camera.take("check-sheet", window)
    page.running.pass_on.click()
    passing = window.shown()
    assert isinstance(passing, Passing)
    camera.take("check-passed-on", window)
    passing.begin_sheet()
    camera.take("check-member", window)
    team_checks.hand_in(store, team)


def _day(after: int) -> str:
    return (TODAY + dt.timedelta(days=after)).isoformat()


def shoot_gate(camera: Camera, theme: Theme, preferences: Preferences, folder: Path) -> None:
    """The lock screen, the recovery sheet, and the first run."""
    window = MainWindow(theme, preferences, folder)
    window.begin()
    camera.take("unlock", window)
    page = window.shown()
    page.tell("That is not the passphrase of this notebook. Check it and try again.")
    camera.take("unlock-wrong", window)
    page.recovery_asked.emit()
    camera.take("recover", window)
    shoot_first_run(camera, theme, preferences, folder.parent / "Dropbox" / "new notebook")
    window.close()


def shoot_first_run(camera: Camera, theme: Theme, preferences: Preferences, folder: Path) -> None:
    """Its four steps."""
    window = MainWindow(theme, preferences, folder)
    window.begin()
    page = window.shown()
    assert isinstance(page, FirstRunPage)
    camera.take("first-run-1", window)
    page.you.name.set_value("Maren Oduya")
    page.you.go_on.click()
    page.secret.passphrase.first.line.insert("copper lantern velvet orbit")
    page.secret.passphrase.again.line.insert("copper lantern velvet orbi")
    page.secret.passphrase.taken()
    camera.take("first-run-2", window)
    page.show_sheet(CODE)
    camera.take("first-run-3", window)
    page.recovery.done.emit()
    camera.take("first-run-4", window)
    window.close()


def shoot_desk(camera: Camera, desk: Desk, window: MainWindow, pages: Iterable[tuple[str, Place]], prefix: str) -> None:
    """Some pages of an open notebook, each by the name of its picture."""
    for name, place in pages:
        desk.go(place)
        camera.take(f"{prefix}-{name}", window)
    desk.go(Place("list", "visit"))


def shoot_tabs(camera: Camera, desk: Desk, window: MainWindow, prefix: str) -> None:
    """Each tab of the practice and of leaders and champions, whose grid shows now, then, the moves, and a list."""
    desk.go(Place("practice"))
    practice = desk.page()
    assert isinstance(practice, PracticePage)
    for key in practice.tabs:
        practice.choose(key)
        camera.take(f"{prefix}-practice-{key}", window)
    desk.go(Place("leaders"))
    leaders = desk.page()
    assert isinstance(leaders, LeadersPage)
    for key in leaders.chips:
        leaders.choose(key)
        camera.take(f"{prefix}-leaders-{key}", window)
    leaders.choose("champions")
    for key in leaders.grid.views.parts:
        leaders.grid.views.choose(key)
        camera.take(f"{prefix}-leaders-grid-{key}", window)
    leaders.grid.views.choose("now")
    for area in leaders.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    camera.take(f"{prefix}-leaders-foot", window)


def shoot_teams(camera: Camera, desk: Desk, window: MainWindow) -> None:
    """The core functions over the teams, and who tells whom."""
    desk.go(Place("teams"))
    page = desk.page()
    assert isinstance(page, TeamsPage)
    for at, name in ((1, "functions"), (2, "loops")):
        page.choose(at)
        camera.take(f"teams-{name}", window)


def shoot_capacity(camera: Camera, desk: Desk, window: MainWindow, store: Store) -> None:
    """Each tab of capacity, an assessment while it is made, and an instrument that is being made."""
    desk.go(Place("capacity"))
    page = desk.page()
    assert isinstance(page, CapacityPage)
    for key in page.chips:
        page.choose(key)
        camera.take(f"capacity-{key}", window)
    desk.go(Place("record", "assessment", rate(store)))
    camera.take("capacity-voting", window)
    draft, undo = instruments.new_version(store, instruments.starter(store, "long"))
    desk.go(Place("record", "instrument", draft))
    camera.take("instrument-draft", window)
    shown = desk.page()
    assert isinstance(shown, InstrumentPage)
    for name, dialog in (("item", shown.drafting.add((), False)), ("choices", shown.drafting.edit_lists(""))):
        assert dialog is not None
        camera.take(f"instrument-{name}", dialog, resize=False)
        dialog.reject()
    undo()


def rate(store: Store) -> str:
    """An assessment of a site that is under way: four of six have voted on the first item."""
    people = [one.uid for one in finding.page(store, "person", limit=6)]
    site = finding.page(store, "site", limit=1)[0].uid
    told = {"subject": site, "instrument": instruments.starter(store, "short"), "date": TODAY.isoformat()}
    own = {**told, "way": "facilitated", "state": "planned", "present": people}
    with store.write() as transaction:
        uid = records.put(transaction, "assessment", own).uid
    assessing.start(store, uid, TODAY)
    first = reading.assessment(store, uid).to_answer[0]
    for seat, mark in zip("ABCD", "3243", strict=True):
        voting.vote(store, uid, first.path, seat, mark)
    return uid


def shoot_over(camera: Camera, desk: Desk, window: MainWindow, theme: Theme) -> None:
    """What floats over the page: search, undo bar, trouble, and the keyboard sheet."""
    desk.search()
    camera.take("search-open", window)
    desk.search_panel.line.setText("data")
    camera.take("search-data", window)
    desk.search()
    desk.offer_undo("Visit of 8 October deleted", lambda: None)
    desk.tell("The disk is full. Free some space and try again; what was saved before is safe.")
    camera.take("undo-and-trouble", window)
    dialog = help_sheet(window, theme)
    camera.take("keys", dialog, resize=False)
    dialog.close()


def shoot_all(camera: Camera, theme: Theme, preferences: Preferences, stores: dict[str, Store]) -> None:
    """What stands before the notebook, every page of the full and of the empty one, and the bare pages of a few."""
    shoot_gate(camera, theme, preferences, stores["full"].folder.path)
    for prefix, store in stores.items():
        window = MainWindow(theme, preferences, store.folder.path)
        window.open(store)
        desk = window.desk()
        assert desk is not None
        is_bare = prefix == "bare"
        shoot_desk(camera, desk, window, told(store) if is_bare else places(store), prefix)
        if not is_bare:
            shoot_tabs(camera, desk, window, prefix)
        if prefix == "full":
            shoot_teams(camera, desk, window)
            shoot_capacity(camera, desk, window, store)
            shoot_exchange(camera, desk, window, store.folder.path.parent / "stick")
            shoot_over(camera, desk, window, theme)
            shoot_check(camera, desk, window, store)
        window.hide()


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
        stores = {
            "full": full_notebook(base / "full"),
            "empty": session.create(base / "empty", PASSPHRASE, "M O").store,
            "bare": bare_notebook(base / "bare"),
        }
        for store in stores.values():
            # Nobody is at the keyboard, which would lock the notebook.
            settings.write(store, "lock_minutes", 0)
        for size in SIZES:
            for mode in MODES:
                shoot_all(Camera(app, folder, theme, mode, size), theme, preferences, stores)
        (folder / MADE_UP).mkdir(exist_ok=True)
        write_made_up(base / "translations")
        begin_to_speak(app, MADE_UP, base / "translations")
        for size in SIZES:
            shoot_all(Camera(app, folder / MADE_UP, theme, "light", size), theme, preferences, stores)
        for store in stores.values():
            store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("build/screenshots"))
