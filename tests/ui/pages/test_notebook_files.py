"""Contacts in and tables out, on the owner's page."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services import finding
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.notebook import files
from isp_desktop.ui.pages.notebook.all_out import AllOutDialog
from isp_desktop.ui.pages.notebook.files import ContactsDialog, FilesSection

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CARDS = (
    "BEGIN:VCARD\nVERSION:3.0\nFN:Priya Nadkarni\nEMAIL:priya@example.org\nBDAY:1980-03-22\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:3.0\nFN:Tomas Berg\nEMAIL:tomas@example.org\nEND:VCARD\n"
)


@pytest.fixture
def section(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store) -> FilesSection:
    made = FilesSection(theme, jobs, store)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def asked(section: FilesSection, monkeypatch: pytest.MonkeyPatch) -> list[ContactsDialog]:
    """The dialogs that came up; they are pressed by the test instead of waiting for a person."""
    shown: list[ContactsDialog] = []
    monkeypatch.setattr(ContactsDialog, "exec", lambda dialog: shown.append(dialog))
    return shown


def names(store: Store) -> list[str]:
    return [str(person.fields["name"]) for person in finding.every(store, "person")]


def write(tmp_path: Path, content: str) -> Path:
    path = tmp_path / "team.vcf"
    path.write_text(content)
    return path


def test_people_are_added_after_a_look_and_taken_out_again(
    section: FilesSection, jobs: Jobs, asked: list[ContactsDialog], qtbot: QtBot, store: Store, tmp_path: Path
) -> None:
    section.look_into(write(tmp_path, CARDS))
    qtbot.waitUntil(lambda: bool(asked))
    assert names(store) == []
    assert any("birthday: 1980-03-22" in label.text() for label in asked[0].findChildren(QLabel))
    with qtbot.waitSignal(section.added) as told:
        asked[0].new_button.click()
    sentence, take_out = told.args
    assert sentence == "2 people added"
    assert names(store) == ["Priya Nadkarni", "Tomas Berg"]
    take_out()
    assert jobs.busy()
    qtbot.waitUntil(lambda: section.bar.accessibleName() == "2 people taken out again")
    assert names(store) == []


def test_who_was_written_about_since_is_not_taken_out_and_that_is_told(
    section: FilesSection,
    asked: list[ContactsDialog],
    qtbot: QtBot,
    store: Store,
    tmp_path: Path,
    put: Callable[..., str],
) -> None:
    section.look_into(write(tmp_path, CARDS))
    qtbot.waitUntil(lambda: bool(asked))
    with qtbot.waitSignal(section.added) as told:
        asked[0].new_button.click()
    [tomas] = [person.uid for person in finding.every(store, "person") if person.fields["name"] == "Tomas Berg"]
    put("person", uid=tomas, about="Runs the data team")
    told.args[1]()
    sentence = "“Tomas Berg” was changed since; it stays as it is."
    qtbot.waitUntil(lambda: section.bar.accessibleName() == sentence)
    assert names(store) == ["Tomas Berg"]


def test_people_are_taken_out_although_the_page_was_left(
    theme: Theme, jobs: Jobs, asked: list[ContactsDialog], qtbot: QtBot, store: Store, tmp_path: Path
) -> None:
    section = FilesSection(theme, jobs, store)
    section.look_into(write(tmp_path, CARDS))
    qtbot.waitUntil(lambda: bool(asked))
    with qtbot.waitSignal(section.added) as told:
        asked[0].new_button.click()
    shiboken6.delete(section)
    told.args[1]()
    qtbot.waitUntil(lambda: not jobs.busy())
    assert names(store) == []


def test_who_is_is_probably_here_is_added_only_on_purpose(
    section: FilesSection,
    asked: list[ContactsDialog],
    qtbot: QtBot,
    store: Store,
    tmp_path: Path,
    put: Callable[..., str],
) -> None:
    put("person", name="Priya Nadkarni", emails=["priya@example.org"])
    section.look_into(write(tmp_path, CARDS))
    qtbot.waitUntil(lambda: bool(asked))
    assert (asked[0].new_button.text().strip(), asked[0].all_button.text().strip()) == ("Add 1 person", "Add all 2")
    with qtbot.waitSignal(section.added):
        asked[0].new_button.click()
    assert names(store) == ["Priya Nadkarni", "Tomas Berg"]


def test_a_file_without_contacts_is_told(section: FilesSection, qtbot: QtBot, tmp_path: Path) -> None:
    section.look_into(write(tmp_path, "nothing of the kind"))
    qtbot.waitUntil(lambda: section.bar.button.text().strip() == "Close")
    assert section.bar.accessibleName()


def test_a_table_is_written_in_the_form_of_its_ending(
    section: FilesSection, qtbot: QtBot, tmp_path: Path, put: Callable[..., str]
) -> None:
    put("site", name="Alder Road Primary")
    path = tmp_path / "sites.csv"
    section.write_table("site", path)
    qtbot.waitUntil(path.exists)
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert [row["name"] for row in rows] == ["Alder Road Primary"]
    qtbot.waitUntil(lambda: "not encrypted" in section.bar.accessibleName())


def test_everything_is_written_out_and_the_private_words_only_where_that_was_ticked(
    section: FilesSection,
    qtbot: QtBot,
    tmp_path: Path,
    put: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put("person", name="Priya", private_notes="Xyloph")
    monkeypatch.setattr(files, "ask_folder", lambda *_asked: tmp_path)
    for tick, holds in ((False, False), (True, True)):
        monkeypatch.setattr(AllOutDialog, "exec", lambda dialog, tick=tick: dialog.private.setChecked(tick) or True)
        before = set(tmp_path.iterdir())
        section.all_out.click()
        qtbot.waitUntil(lambda: "Nothing there is encrypted" in section.bar.accessibleName())
        qtbot.waitUntil(section.all_out.isEnabled)
        [made] = set(tmp_path.iterdir()) - before
        assert made.name.startswith("notebook-")
        assert ("Xyloph" in (made / "tables" / "person.json").read_text()) is holds


def test_writing_everything_out_can_be_stopped(
    section: FilesSection, qtbot: QtBot, tmp_path: Path, put: Callable[..., str]
) -> None:
    put("site", name="Alder")
    section.write_all_out(tmp_path / "out", private=False)
    section.bar.button.click()
    qtbot.waitUntil(section.all_out.isEnabled)
    assert not (tmp_path / "out").exists()
    assert "stopped" in section.bar.accessibleName()
