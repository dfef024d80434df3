"""A record's form, made from its declaration: saved, kept as a draft, never overwritten, shared on purpose only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from assessments import plan_assessment
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.errors import NotebookError, NotFound
from isp_desktop.domain.vocabulary import ACTIVITY_CODES
from isp_desktop.services import drafts, finding, records
from isp_desktop.services.capacity import assessing, instruments
from isp_desktop.ui.kit.editors import LineEditor, NumberEditor
from isp_desktop.ui.kit.entries import LinkEditor, LinksEditor
from isp_desktop.ui.kit.fields import PlainLine
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.picks import PicksEditor
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.record import RecordPage

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Put = Callable[..., str]
Open = Callable[..., RecordPage]


@pytest.fixture
def open_record(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store) -> Open:
    def show(kind: str, uid: str = "", **preset: Any) -> RecordPage:
        page = RecordPage(theme, store, kind, uid, preset, jobs=jobs)
        qtbot.addWidget(page)
        page.resize(900, 800)
        page.show()
        qtbot.waitUntil(page.is_whole)
        return page

    return show


def write(qtbot: QtBot, page: RecordPage, name: str, text: str) -> None:
    editor = page.form.editors[name]
    if isinstance(editor, TextEditor):
        editor.paper.setPlainText(text)
        return
    assert isinstance(editor, LineEditor)
    editor.line.clear()
    qtbot.keyClicks(editor.line, text)


def test_activities_are_picked_by_their_words_and_not_by_their_codes(open_record: Open) -> None:
    editor = open_record("meeting", activities=["R1"]).form.editors["activities"]
    assert isinstance(editor, PicksEditor)
    picked = [chip.text() for chip in editor.shown_chips() if chip.isChecked()]
    assert picked == ["Keep promises in the open"]
    assert not any(chip.text() in ACTIVITY_CODES for chip in editor.shown_chips())


def test_a_count_of_days_below_one_is_refused_beside_its_field(qtbot: QtBot, open_record: Open, store: Store) -> None:
    page = open_record("person", name="Priya")
    days = page.form.editors["wanted_days"]
    assert isinstance(days, NumberEditor)
    qtbot.keyClicks(days.line, "-5")
    page.save()
    assert days.error() == "Use a number from 1 to 3650"
    assert finding.every(store, "person") == []


def notice(page: QWidget, key: str) -> Notice | None:
    found = page.findChild(Notice, f"notice-{key}")
    return found if found is not None and not found.isHidden() else None


def shown_error(page: RecordPage, name: str) -> str:
    return page.form.editors[name].error()


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_every_kind_has_a_form_with_all_its_fields_that_fits_a_small_window(open_record: Open, kind: str):
    page = open_record(kind)
    assert set(page.form.editors) == {field.name for field in kinds()[kind].fields if not field.by_program}
    assert page.minimumSizeHint().width() <= 800


def test_a_new_person_is_saved_and_stays_on_screen(qtbot: QtBot, open_record: Open, store: Store):
    page = open_record("person")
    write(qtbot, page, "name", "Priya Raman")
    with qtbot.waitSignal(page.said):
        page.save()
    assert records.get(store, page.uid).fields == {"name": "Priya Raman"}
    assert page.state.accessibleName().startswith("Saved ")
    assert drafts.of(store, page.uid) is None


@pytest.mark.parametrize(("kind", "told"), [("person", "Merge with…"), ("site", "go on writing at one")])
def test_who_or_what_is_written_down_twice_is_told_after_saving_and_leads_to_the_other(
    qtbot: QtBot, open_record: Open, jobs: Jobs, put: Put, kind: str, told: str
):
    other = put(kind, name="Alder Road", organization="Lowland")
    page = open_record(kind, organization="Lowland")
    write(qtbot, page, "name", "Alder")
    page.save()
    qtbot.waitUntil(lambda: not jobs.busy())
    assert notice(page, "twin") is None
    write(qtbot, page, "name", "Alder Road")
    page.save()
    qtbot.waitUntil(lambda: notice(page, "twin") is not None)
    shown = notice(page, "twin")
    assert shown is not None
    assert shown.accessibleName().startswith(f"This {kind} is written down twice. Same name, same organization.")
    assert told in shown.accessibleName()
    with qtbot.waitSignal(page.record_asked) as asked:
        shown.acted.emit()
    assert asked.args == [kind, other]


def test_a_kind_that_is_not_compared_is_saved_without_looking(qtbot: QtBot, open_record: Open, jobs: Jobs, put: Put):
    put("initiative", name="Reading")
    page = open_record("initiative")
    write(qtbot, page, "name", "Reading")
    page.save()
    assert not jobs.busy()


def test_what_is_missing_is_told_beside_its_field(open_record: Open, store: Store):
    page = open_record("person")
    page.save()
    assert shown_error(page, "name") == "“Name” is needed. Fill it in, then save."
    with pytest.raises(NotFound):
        records.get(store, page.uid)


def test_typing_is_kept_and_resumed_under_the_same_uid(qtbot: QtBot, open_record: Open, store: Store):
    page = open_record("person")
    write(qtbot, page, "name", "Priya")
    write(qtbot, page, "private_notes", "Ring before ten")
    page.flush()
    again = open_record("person", page.uid)
    assert again.form.editors["name"].value() == "Priya"
    assert again.form.editors["private_notes"].value() == "Ring before ten"
    assert again.state.accessibleName().endswith(" resumed")
    again.save()
    assert records.get(store, page.uid).fields["name"] == "Priya"


def test_a_pause_is_enough_for_a_draft(qtbot: QtBot, open_record: Open, store: Store):
    page = open_record("person")
    write(qtbot, page, "name", "Pri")
    qtbot.waitUntil(lambda: drafts.of(store, page.uid) is not None)
    qtbot.waitUntil(lambda: page.state.accessibleName().startswith("Draft kept "))
    assert page.shown_uid() == page.uid


def test_typing_back_what_stood_there_leaves_no_draft(qtbot: QtBot, open_record: Open, store: Store, put: Put):
    uid = put("person", name="Priya")
    page = open_record("person", uid)
    write(qtbot, page, "name", "Priya Raman")
    page.flush()
    assert drafts.of(store, uid) is not None
    write(qtbot, page, "name", "Priya")
    page.flush()
    assert drafts.of(store, uid) is None
    qtbot.waitUntil(lambda: page.state.accessibleName().startswith("Saved "))
    assert page.discard_button.isHidden()


def test_a_tag_that_is_half_typed_is_kept_too(qtbot: QtBot, open_record: Open, store: Store):
    page = open_record("person")
    emails = page.form.editors["emails"]
    emails.setFocus()
    qtbot.keyClicks(emails.inner(), "priya@example.org")
    page.flush()
    draft = drafts.of(store, page.uid)
    assert draft is not None
    assert draft.values["emails"] == ["priya@example.org"]


def test_discarding_a_draft_can_be_taken_back(qtbot: QtBot, open_record: Open, store: Store, put: Put):
    uid = put("person", name="Priya Raman")
    page = open_record("person", uid)
    write(qtbot, page, "role", "Coach")
    with qtbot.waitSignal(page.undo_offered) as offered:
        page.discard_button.click()
    assert drafts.of(store, uid) is None
    assert page.form.editors["role"].value() is None
    offered.args[1]()
    assert page.form.editors["role"].value() == "Coach"
    draft = drafts.of(store, uid)
    assert draft is not None
    assert draft.values == {"role": "Coach"}


def test_a_save_in_between_ends_in_a_conflict_and_both_values_are_told(
    qtbot: QtBot, open_record: Open, store: Store, put: Put
):
    uid = put("person", name="Priya Raman", role="Coordinator")
    page = open_record("person", uid)
    write(qtbot, page, "role", "Coach")
    put("person", uid=uid, role="Lead", organization="Lowland")
    page.refresh(frozenset({"person"}))
    assert page.form.editors["role"].value() == "Coach"
    assert page.form.editors["organization"].value() == "Lowland"
    assert notice(page, "elsewhere") is not None
    page.save()
    conflict = records.get(store, uid).conflicts["role"]
    assert {revision.fields["role"] for revision in conflict} == {"Coach", "Lead"}
    told = page.conflicts.notes["role"].accessibleName()
    assert "“Coach”" in told
    assert "“Lead”" in told


def test_a_field_touched_after_the_news_came_is_no_conflict(qtbot: QtBot, open_record: Open, store: Store, put: Put):
    uid = put("person", name="Priya Raman", role="Coordinator")
    page = open_record("person", uid)
    write(qtbot, page, "role", "Coach")
    put("person", uid=uid, organization="Lowland")
    page.refresh(frozenset({"person"}))
    write(qtbot, page, "organization", "Lowland Schools")
    page.save()
    record = records.get(store, uid)
    assert not record.conflicts
    assert (record.fields["role"], record.fields["organization"]) == ("Coach", "Lowland Schools")


def test_a_draft_resumed_after_an_import_still_ends_in_a_conflict(
    qtbot: QtBot, open_record: Open, store: Store, put: Put
):
    uid = put("person", name="Priya Raman", role="Coordinator")
    page = open_record("person", uid)
    write(qtbot, page, "role", "Coach")
    page.flush()
    put("person", uid=uid, role="Lead")
    # A save by the same hand drops the draft; what a colleague's file brings does not.
    drafts.keep(store, *page._edit.draft())
    again = open_record("person", uid)
    again.save()
    assert "role" in records.get(store, uid).conflicts


def test_a_note_is_private_until_it_is_shared_on_purpose(qtbot: QtBot, open_record: Open, store: Store, put: Put):
    uid = put("note", text="Tomas may be leaving.", heading="Note to self")
    page = open_record("note", uid)
    page.share_button.click()
    asked = notice(page, "share")
    assert asked is not None
    assert "heading and text" in asked.accessibleName()
    assert records.get(store, uid).is_private
    asked.button.click()
    assert not records.get(store, uid).is_private
    assert page.share_button.isHidden()


def test_a_site_made_on_the_spot_is_saved_with_the_person(qtbot: QtBot, open_record: Open, store: Store):
    page = open_record("person")
    write(qtbot, page, "name", "Priya Raman")
    sites = page.form.editors["sites"]
    assert isinstance(sites, LinksEditor)
    qtbot.keyClicks(sites.line, "Alder Road")
    qtbot.keyClick(sites.line, Qt.Key.Key_Return)
    assert finding.page(store, "site") == []
    page.flush()
    again = open_record("person", page.uid)
    again.save()
    [site] = finding.page(store, "site")
    assert site.fields["name"] == "Alder Road"
    assert records.get(store, page.uid).fields["sites"] == [site.uid]


def test_a_site_shows_what_points_to_it(qtbot: QtBot, open_record: Open, put: Put):
    site = put("site", name="Alder Road")
    visit = put("visit", date=dt.date.today().isoformat(), site=site, purpose="Coaching")
    put("commitment", what="Kept", site=site, status="kept")
    late = put("commitment", what="Form", site=site)
    page = open_record("site", site)
    lists = {name: page.findChild(RowList, f"pointing-{name}") for name in ("visit", "commitment")}
    assert lists["visit"] is not None
    assert lists["commitment"] is not None
    assert [lists["visit"].rows().row(0).title] == ["Coaching"]
    assert [lists["commitment"].rows().row(at).uid for at in range(lists["commitment"].rows().rowCount())] == [late]
    with qtbot.waitSignal(page.record_asked) as asked:
        lists["visit"].opened.emit(visit)
    assert asked.args == ["visit", visit]


def test_deleting_goes_to_the_list_and_can_be_taken_back(qtbot: QtBot, open_record: Open, store: Store, put: Put):
    uid = put("person", name="Priya Raman")
    page = open_record("person", uid)
    with qtbot.waitSignal(page.list_asked), qtbot.waitSignal(page.undo_offered) as offered:
        page.delete_button.click()
    assert records.get(store, uid).life == "deleted"
    offered.args[1]()
    assert records.get(store, uid).life == "live"


def test_a_deleted_record_can_be_read_and_restored(open_record: Open, store: Store, put: Put):
    uid = put("person", name="Priya Raman")
    with store.write() as transaction:
        records.delete(transaction, uid)
    page = open_record("person", uid)
    told = notice(page, "life")
    assert told is not None
    assert page.save_button.isHidden()
    told.button.click()
    assert records.get(store, uid).life == "live"
    assert not page.save_button.isHidden()


def test_a_day_that_is_half_typed_never_replaces_one_that_was_not_on_screen(
    qtbot: QtBot, open_record: Open, store: Store, put: Put
):
    uid = put("commitment", what="Form", status="open")
    page = open_record("commitment", uid)
    qtbot.keyClicks(page.form.editors["due"].inner(), "+")
    put("commitment", uid=uid, due="2026-12-24", reason="Theirs")
    page.refresh(frozenset({"commitment"}))
    assert page.form.editors["reason"].value() == "Theirs"
    qtbot.keyClicks(page.form.editors["due"].inner(), "3")
    page.save()
    assert len(records.get(store, uid).conflicts["due"]) == 2


def test_a_fault_while_saving_leaves_what_was_typed_to_be_kept(qtbot: QtBot, open_record: Open, store: Store):
    page = open_record("person")
    write(qtbot, page, "name", "Priya Raman")
    with store.write() as transaction:
        transaction.connection.exec_driver_sql("ALTER TABLE record RENAME TO elsewhere")
    with qtbot.capture_exceptions() as raised:
        page.save_button.click()
    assert len(raised) == 1
    with store.write() as transaction:
        transaction.connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO record")
    page.flush()
    draft = drafts.of(store, page.uid)
    assert draft is not None
    assert draft.values["name"] == "Priya Raman"


def test_a_fault_keeps_the_page_until_the_draft_is_on_the_disk(qtbot: QtBot, open_record: Open, store: Store):
    page = open_record("person")
    with store.write() as transaction:
        transaction.connection.exec_driver_sql("ALTER TABLE draft RENAME TO elsewhere")
    write(qtbot, page, "name", "Priya Raman")
    with qtbot.capture_exceptions() as raised, pytest.raises(NotebookError, match="fault of the program"):
        page.flush()
    assert raised
    assert notice(page, "unkept") is not None
    with store.write() as transaction:
        transaction.connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO draft")
    page.flush()
    assert drafts.of(store, page.uid) is not None


def test_a_draft_that_cannot_be_kept_keeps_the_record_from_being_deleted(
    qtbot: QtBot, open_record: Open, store: Store, put: Put
):
    uid = put("person", name="Priya Raman")
    page = open_record("person", uid)
    write(qtbot, page, "about", "x" * 60_000)
    with store.read() as reading:
        reading.exec_driver_sql("PRAGMA max_page_count = 1")
    said: list[str] = []
    page.said.connect(said.append)
    page.delete_button.click()
    assert "disk is full" in said[-1]
    assert records.get(store, uid).life == "live"
    assert page.autosave.is_dirty()
    with store.read() as reading:
        reading.exec_driver_sql("PRAGMA max_page_count = 1000000")


def test_a_difficult_conversation_is_written_down_in_two_parts(open_record: Open):
    page = open_record("conversation")
    headings = [label for label in page.form.findChildren(Label) if label.text() in ("Before", "Afterwards")]
    assert [heading.text() for heading in headings] == ["Before", "Afterwards"]
    before, afterwards = (heading.geometry().top() for heading in headings)

    def top(name: str) -> int:
        return page.form.editors[name].mapTo(page.form, page.form.editors[name].rect().topLeft()).y()

    assert top("visit") < before < top("aim") < top("opening") < afterwards < top("went")


def test_a_reflection_cannot_be_shared(open_record: Open, put: Put):
    page = open_record("reflection", put("reflection", date="2026-10-15", question="What?", answer="Slowly."))
    assert page.share_button.isHidden()
    assert page.privacy.accessibleName() == "Never leaves this computer"


def test_an_assessment_of_somebody_private_is_private_and_not_shared_without_its_answers(
    open_record: Open, store: Store, put: Put
):
    somebody = put("person", name="Planted", scope="private")
    page = open_record(
        "assessment",
        subject=somebody,
        instrument=instruments.starter(store, "short"),
        date="2026-10-14",
        state="planned",
    )
    page.save()
    (found,) = finding.every(store, "assessment")
    assert records.get(store, found.uid).is_private
    # Its own page shares it, with all that is in it.
    assert not open_record("assessment", found.uid).share_button.isVisible()


@pytest.mark.parametrize("kind", ["conversation", "debrief"])
def test_activities_are_tagged_in_words_and_in_two_clicks(
    qtbot: QtBot, open_record: Open, store: Store, put: Put, kind: str
) -> None:
    put("visit", date="2026-10-01", activities=["R5"])
    named = {"what": "About time"} if kind == "conversation" else {"people": [put("person", name="Ruth")]}
    page = open_record(kind, date="2026-10-15", **named)
    editor = page.form.editors["activities"]
    assert isinstance(editor, PicksEditor)
    first, *_others = editor.shown_chips()
    assert first.text() == "Make room for dispute"
    first.click()
    page.save()
    [saved] = finding.page(store, kind, limit=1)
    assert saved.fields["activities"] == (["R5"] if kind == "conversation" else ["L3", "R5"])


@pytest.mark.parametrize("kind", ["reflection", "competency_reflection"])
def test_each_of_several_private_fields_has_its_label(open_record: Open, kind: str):
    page = open_record(kind)
    shown = [label.text() for label in page.form.findChildren(Label) if label.isVisible()]
    assert [text for text in shown if text in {field.label for field in kinds()[kind].fields}] == [
        field.label for field in kinds()[kind].fields
    ]


def test_a_begun_assessment_keeps_its_instrument_and_whose_capacity_it_is(
    open_record: Open, store: Store, put: Put
) -> None:
    uid = plan_assessment(store, put("site", name="Alder"), instruments.starter(store, "short"), dt.date(2026, 10, 14))
    page = open_record("assessment", uid)
    assert not any(line.isReadOnly() for line in lines_of(page, "subject", "instrument"))
    assessing.start(store, uid, dt.date(2026, 10, 14))
    page.refresh(frozenset({"assessment"}))
    assert all(line.isReadOnly() for line in lines_of(page, "subject", "instrument"))
    assert not any(line.isReadOnly() for line in lines_of(page, "facilitator"))


def lines_of(page: RecordPage, *names: str) -> list[PlainLine]:
    editors = [page.form.editors[name] for name in names]
    return [editor.line for editor in editors if isinstance(editor, LinkEditor)]
