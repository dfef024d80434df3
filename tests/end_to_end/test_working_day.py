"""A working day from an empty notebook, by the keyboard alone; afterwards all of it is looked for on the disk."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import ExifTags, Image
from pypdf import PdfReader
from virtual_screen import Screen, until

from isp_desktop.db.folder import Folder
from isp_desktop.db.store import Store
from isp_desktop.services import attaching, checking, drafts, finding, merge_preview, records, session, settings
from isp_desktop.ui.kit.tokens import LIGHT

PASSPHRASE = "copper lantern velvet orbit"
PRIVATE = "Tambourine"
SITE, PLANNED_FOR = "Alder Road Primary", "Data review"
# How often Tab is pressed on the way; a stop that creeps in is noticed here.
SITE_TO_PURPOSE, SITE_TO_NOTES = 7, 9
NOTES_TO_PRIVATE = 25
BUTTON_TO_PROMISES = 4
TIMELINE_BACK_TO_MORE = 9
# Pixels of a color: a primary button that can be pressed, the undo bar, the ground around a page of paper.
A_BUTTON, A_BAR, A_GROUND = 2500, 5000, 300_000


class Day:
    """The notebook and the screen of one day, and what is written to the disk meanwhile."""

    def __init__(self, screen: Screen, folder: Path) -> None:
        self.screen, self.folder = screen, folder
        self.home = folder.parent

    def program(self) -> subprocess.Popen[bytes]:
        return self.screen.start("--store", str(self.folder))

    def written(self, act: Callable[[], object], what: str) -> None:
        """Waits until what `act` does is in the journal of the notebook."""
        journal = Folder(self.folder).journal
        before = _mark(journal)
        act()
        until(lambda: _mark(journal) != before, what)

    def go(self, keys: str, title: str) -> None:
        self.screen.press(keys)
        self.screen.await_title(title)

    def tab(self, times: int, key: str = "Tab") -> None:
        self.screen.press(*[key] * times)

    def find(self, words: str, title: str) -> None:
        """Goes where the first result for `words` leads."""
        self.screen.press("ctrl+k")
        self.screen.type(words)
        self.go("Return", title)

    def undo_offered(self) -> None:
        until(lambda: self.screen.count(LIGHT.undo_ground) > A_BAR, "the offer to take it back")

    def undo_gone(self) -> None:
        until(lambda: self.screen.count(LIGHT.undo_ground) < A_BAR, "the end of the offer")

    def write(self, *parts: str) -> None:
        """Types the parts, with Enter after each."""
        for part in parts:
            self.screen.type(part)
            self.screen.press("Return")


def _mark(path: Path) -> tuple[int, int]:
    told = path.stat()
    return told.st_size, told.st_mtime_ns


@pytest.fixture
def day(screen: Screen, tmp_path: Path) -> Day:
    return Day(screen, tmp_path / "notebook")


def first_run(day: Day) -> None:
    screen = day.screen
    screen.await_title("Step 1 of 4: You")
    day.write("Maren Oduya")
    screen.await_title("Step 2 of 4: Passphrase")
    screen.type(PASSPHRASE)
    day.tab(1)
    day.write(PASSPHRASE)
    screen.await_title("Step 3 of 4: Recovery")
    screen.press("space", "Tab", "space")
    screen.await_title("Step 4 of 4: Site")
    day.write(SITE)
    screen.await_title("Today")


def add_person(day: Day, name: str) -> None:
    day.find("new person", "Person")
    day.screen.type(name)
    day.screen.press("ctrl+Return")
    day.go("ctrl+t", "Today")


def plan_a_visit_for_tomorrow(day: Day) -> None:
    day.go("ctrl+shift+c", "Calendar")
    day.screen.press("Right")
    day.go("Return", "Visit")
    day.write("Alder")
    day.tab(SITE_TO_PURPOSE)
    day.screen.type(PLANNED_FOR)
    day.screen.press("ctrl+Return")
    day.go("ctrl+t", "Today")


def write_down_a_visit(day: Day) -> None:
    day.go("ctrl+n", "Visit")
    day.write("Alder")
    day.tab(SITE_TO_NOTES)
    day.write("With @pri", " and @Tomas Lind", " at the chart: #c5", ".")
    day.write(
        "! @pri", " sends the rota by Friday", "! I bring the printed form in 10 days", "! I book the room tomorrow"
    )
    day.tab(NOTES_TO_PRIVATE)
    day.screen.type(f"{PRIVATE}: not for others")


def put_in_a_photo(day: Day, photo: Path) -> None:
    day.tab(1, "shift+Tab")
    day.screen.press("space")
    day.screen.await_dialog("Add photos and files")
    day.write(str(photo))
    until(lambda: any((day.folder / "attachments").glob("*")), "the photo in the notebook")
    day.screen.leave_dialog()
    # It is in the summary once somebody says so.
    day.screen.await_still()
    day.tab(1)
    day.written(lambda: day.screen.press("space"), "the photo in the summary")


def save_the_summary(day: Day, path: Path) -> None:
    day.go("ctrl+Return", "Visit summary")
    until(lambda: day.screen.count(LIGHT.canvas) > A_GROUND, "the page of the summary")
    until(lambda: day.screen.count(LIGHT.accent) > A_BUTTON, "its button, lit once the pages are made")
    day.tab(1, "shift+Tab")
    day.screen.press("space")
    day.screen.await_dialog("Save as PDF")
    day.screen.press("ctrl+a")
    day.write(str(path))
    until(lambda: path.is_file() and path.read_bytes().rstrip().endswith(b"%%EOF"), "the PDF")
    day.screen.leave_dialog()


def keep_a_promise(day: Day) -> None:
    day.go("ctrl+t", "Today")
    day.tab(BUTTON_TO_PROMISES)
    # As many dark pixels as the words on the page have; a row less has fewer, and taken back it is there again.
    words = day.screen.count(LIGHT.text)
    day.written(lambda: day.screen.press("space"), "the promise kept")
    day.undo_offered()
    until(lambda: day.screen.count(LIGHT.text) < words, "a promise less")
    day.written(lambda: day.screen.press("ctrl+z"), "the promise open again")
    until(lambda: day.screen.count(LIGHT.text) == words, "the promise back in its place")
    day.written(lambda: day.screen.press("space"), "the promise kept again")
    day.undo_offered()


def merge_the_duplicate(day: Day) -> None:
    day.find("Priya", "Person")
    merge(day)
    day.written(lambda: day.screen.press("ctrl+z"), "the two taken apart")
    day.undo_gone()
    # The page begins anew where it was left.
    day.find("Priya", "Person")
    merge(day)


def merge(day: Day) -> None:
    """Of the menu of a person's page the first entry, of those who may be meant the first, and the usual button."""
    day.tab(TIMELINE_BACK_TO_MORE, "shift+Tab")
    day.screen.press("space")
    day.screen.await_still()
    day.screen.press("Down", "Return")
    day.screen.await_dialog("Merge Priya Raman with")
    day.screen.press("Return")
    day.screen.await_dialog("Keep Priya Raman")
    day.written(lambda: day.screen.press("Return"), "the merge")
    day.undo_offered()
    day.screen.leave_dialog()


def unlock(day: Day) -> None:
    day.screen.await_title("Locked")
    day.write(PASSPHRASE)
    day.screen.await_title("Person")


def begin_again(day: Day, program: subprocess.Popen[bytes]) -> subprocess.Popen[bytes]:
    """Quits and starts; the page that was left is there again."""
    day.screen.press("ctrl+q")
    assert program.wait(30) == 0
    started = day.program()
    unlock(day)
    return started


def lock_and_unlock(day: Day) -> None:
    day.screen.press("ctrl+l")
    unlock(day)


def leave(day: Day, program: subprocess.Popen[bytes]) -> None:
    day.screen.press("ctrl+q")
    assert program.wait(30) == 0


def test_a_working_day(day: Day, tmp_path: Path) -> None:
    photo, summary = tmp_path / "wall.jpg", tmp_path / "summary.pdf"
    photo.write_bytes(taken_by_a_camera())
    program = day.program()
    first_run(day)
    add_person(day, "Priya Raman")
    plan_a_visit_for_tomorrow(day)
    write_down_a_visit(day)
    put_in_a_photo(day, photo)
    save_the_summary(day, summary)
    keep_a_promise(day)
    add_person(day, "Prya Raman")
    merge_the_duplicate(day)
    program = begin_again(day, program)
    lock_and_unlock(day)
    leave(day, program)

    with session.open_store(day.folder, session.unlock(day.folder, PASSPHRASE)) as store:
        people = {one.fields["name"]: one.uid for one in finding.every(store, "person")}
        visit = check_visits(store, people)
        check_promises(store, people, visit)
        check_photo(store, visit)
        check_merge(store, people)
        assert settings.read(store, "place") == {"key": "record", "kind": "person", "uid": people["Priya Raman"]}
        assert drafts.every(store) == []
        assert checking.check(store, rebuild=True).is_clean
    check_summary(summary)


def check_visits(store: Store, people: dict[str, str]) -> str:
    """Looks for both visits; gives the uid of the one that was held."""
    [site] = finding.every(store, "site")
    assert site.fields["name"] == SITE
    by_stage = {one.fields["stage"]: one for one in finding.every(store, "visit")}
    assert by_stage.keys() == {"planned", "held"}
    planned, held = (records.get(store, by_stage[stage].uid).fields for stage in ("planned", "held"))
    assert dt.date.fromisoformat(planned["date"]) - dt.date.fromisoformat(held["date"]) == dt.timedelta(days=1)
    assert (planned["site"], planned["purpose"]) == (site.uid, PLANNED_FOR)
    assert (held["site"], held["led_by"], held["activities"]) == (site.uid, [people["Maren Oduya"]], ["C5"])
    assert set(held["attended"]) == {people["Priya Raman"], people["Tomas Lind"]}
    assert held["discussion"].startswith("With Priya Raman and Tomas Lind at the chart: ")
    assert held["private_notes"].startswith(PRIVATE)
    return by_stage["held"].uid


def check_promises(store: Store, people: dict[str, str], visit: str) -> None:
    found = {one.fields["what"]: one for one in finding.every(store, "commitment")}
    told = {what: (one.fields.get("owner"), one.fields["status"]) for what, one in found.items()}
    me = people["Maren Oduya"]
    assert told == {
        "Sends the rota": (people["Priya Raman"], "open"),
        "Bring the printed form": (me, "open"),
        "Book the room": (me, "kept"),
    }
    assert {one.fields["visit"] for one in found.values()} == {visit}
    began = dt.date.fromisoformat(records.get(store, visit).fields["date"])
    due = {what: (dt.date.fromisoformat(one.fields["due"]) - began).days for what, one in found.items()}
    assert (due["Book the room"], due["Bring the printed form"]) == (1, 10)
    said = [
        one.fields["status"] for one in records.history(store, found["Book the room"].uid) if "status" in one.fields
    ]
    assert said == ["open", "kept", "open", "kept"]


def check_photo(store: Store, visit: str) -> None:
    """The photo is there, and says nothing of where it was taken and by what."""
    [item] = attaching.of(store, ("visit", visit))
    content = store.attachments.read(item.fields["content"])
    assert (item.fields["name"], item.fields["in_summary"]) == ("wall.jpg", True)
    assert hashlib.sha256(content).hexdigest() == item.fields["content"]
    assert b"Camera of Maren" in taken_by_a_camera()
    assert b"Camera of Maren" not in content
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.size == (640, 480)
        assert not picture.getexif()


def check_merge(store: Store, people: dict[str, str]) -> None:
    assert people.keys() == {"Maren Oduya", "Priya Raman", "Tomas Lind"}
    [former] = merge_preview.former_records(store, people["Priya Raman"])
    assert former.name == "Prya Raman"
    done = [one.action for one in records.history(store, former.uid) if one.action != "edit"]
    assert done == ["delete", "restore", "delete"]


def check_summary(path: Path) -> None:
    pdf = PdfReader(path)
    text = " ".join(page.extract_text() for page in pdf.pages)
    assert "Priya Raman" in text
    assert [image.name for page in pdf.pages for image in page.images]
    assert PRIVATE not in text
    assert PRIVATE.encode() not in path.read_bytes()


def taken_by_a_camera() -> bytes:
    """A photo that says where and when it was taken."""
    picture, buffer = Image.new("RGB", (640, 480), "teal"), io.BytesIO()
    exif = picture.getexif()
    exif[ExifTags.Base.Make] = "Camera of Maren"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 36.0)})
    picture.save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()
