"""All parts of the kit in one window, to be looked at and to be tested as a whole.

`python tests/ui/kit/kit_gallery.py FOLDER` writes the pictures, light and dark.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.ui.kit.buttons import Button, IconButton
from isp_desktop.ui.kit.checks import CheckBox, RadioCard
from isp_desktop.ui.kit.chips import Chip, ChipSpec, ChoiceChip, EntryChip
from isp_desktop.ui.kit.date_editors import DateEditor, TimeEditor
from isp_desktop.ui.kit.dialogs import PassphraseEditor
from isp_desktop.ui.kit.editors import Choice, ChoiceEditor, LineEditor, NumberEditor, YesNoEditor
from isp_desktop.ui.kit.empty import EmptyState
from isp_desktop.ui.kit.entries import LinkEditor, LinksEditor, TagsEditor
from isp_desktop.ui.kit.finder import Option
from isp_desktop.ui.kit.flow import FlowLayout
from isp_desktop.ui.kit.forms import Form, FormRow
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.job_bar import ProgressLine
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.nav import NavItem
from isp_desktop.ui.kit.notices import Notice, Remark
from isp_desktop.ui.kit.panels import Panel, PrivatePanel, SectionHead
from isp_desktop.ui.kit.picks import PickGroup, PicksEditor
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.sidebar import Mark, Sidebar
from isp_desktop.ui.kit.steps import StepsRow, StrengthBar
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.kit.theme import Theme, load_fonts
from isp_desktop.ui.kit.undo import UndoBar
from isp_desktop.ui.kit.wave import WavePanel

ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
PEOPLE = [
    Option("p1", "Priya Raman", "Coach, Alder Road Primary"),
    Option("p2", "Tomas Lind", "Team lead, Alder Road Primary"),
    Option("p3", "Dele Adebayo", "Teacher"),
    Option("p4", "Lena Vogt", "Parent council"),
]


def find_people(words: str, limit: int) -> list[Option]:
    return [person for person in PEOPLE if words.casefold() in person.title.casefold()][:limit]


def person_title(uid: str) -> str:
    return next((person.title for person in PEOPLE if person.uid == uid), uid)


def make_person(words: str) -> Option | None:
    return Option(f"new-{words}", words)


ROWS = [
    Row("1", "Visit, 8 October", icon="notebook-pen", cells=("Linden Grove School",), date="8 Oct"),
    Row("2", "Visit, 7 October", icon="notebook-pen", cells=("Hovered",), date="7 Oct"),
    Row(
        "3",
        "Visit, 6 October",
        icon="notebook-pen",
        cells=("Selected",),
        chip=ChipSpec("Shared", "shared"),
        date="6 Oct",
    ),
    Row("4", "Visit, 15 October", icon="pencil", cells=("Alder Road Primary",), draft=True, date="Today"),
    Row("5", "Team charter", icon="file-text", cells=("Alder Road Primary",), conflict=True, date="6 Oct"),
    Row(
        "6",
        "Visit, 1 October",
        icon="inbox",
        cells=("Linden Grove School",),
        chip=ChipSpec("New, from Sam", "new"),
        date="1 Oct",
    ),
    Row("7", "Note to self", cells=("Alder Road Primary",), private=True, date="2 Oct"),
    Row(
        "8", "Ruth Calloway", avatar="Ruth Calloway", second="Director, Harbour County", date="2 days late", tone="bad"
    ),
    Row(
        "9", "Send the fidelity chart with October added to everybody", checked=False, cells=("You",), date="Fri 23 Oct"
    ),
    Row("10", "4 fields to settle", icon="git-compare", second="2 records, you and Sam Whitlock", action="Settle"),
]


def _flow(*widgets: QWidget) -> QWidget:
    part = QWidget()
    flow = FlowLayout(part)
    for widget in widgets:
        flow.addWidget(widget)
    return part


def _card(theme: Theme, title: str, *rows: tuple[str, QWidget]) -> Panel:
    card = Panel(theme)
    card.column.addWidget(Label(theme, title, "heading"))
    for label, part in rows:
        row = QHBoxLayout()
        name = Label(theme, label, "meta")
        name.setFixedWidth(74)
        row.addWidget(name)
        row.addWidget(part, 1)
        card.column.addLayout(row)
    card.column.addStretch()
    return card


def buttons_card(theme: Theme) -> Panel:
    off = Button(theme, "Off")
    off.setEnabled(False)
    return _card(
        theme,
        "Buttons",
        ("Primary", _flow(Button(theme, "Record a visit", "primary", "plus"), Button(theme, "Save", "primary"))),
        (
            "Secondary",
            _flow(
                Button(theme, "Preview"),
                Button(theme, "New note", icon="pencil"),
                IconButton(theme, "ellipsis", "More", "secondary", 32),
            ),
        ),
        ("Quiet", _flow(Button(theme, "Leave for later", "quiet"), Button(theme, "All visits", "link"))),
        ("Danger", _flow(Button(theme, "Delete site", "danger", "trash-2"))),
        ("State", _flow(off)),
    )


def chips_card(theme: Theme) -> Panel:
    coaching = ChoiceChip(theme, "Coaching")
    coaching.setChecked(True)
    status = _flow(
        Chip(theme, "Active", "good", "flag"),
        Chip(theme, "Waning", "warn", "trending-down"),
        Chip(theme, "Lost", "bad", "flag-off"),
        Chip(theme, "Cultivating", "info", "sprout"),
        Chip(theme, "In conflict", "conflict"),
    )
    return _card(
        theme,
        "Chips",
        ("Status", status),
        ("Privacy", _flow(Chip(theme, "Private", "private"))),
        ("Choice", _flow(coaching, ChoiceChip(theme, "Using data"))),
        ("Person", _flow(EntryChip(theme, "Priya Raman", person=True))),
        (
            "Missing",
            _flow(Chip(theme, "No plan yet", "missing"), ChoiceChip(theme, "More", checkable=False, icon="plus")),
        ),
    )


def fields_card(theme: Theme) -> Panel:
    card = Panel(theme)
    card.column.addWidget(Label(theme, "Fields", "heading"))
    site, note = LineEditor(theme, "Site"), LineEditor(theme, "Note", placeholder="Optional")
    site.set_value("Alder Road Primary")
    starts = TimeEditor(theme, "Starts")
    starts.line.setText("14:75")
    starts.set_error(starts.problem())
    fixed = LineEditor(theme, "Fixed")
    fixed.set_value("Read only")
    fixed.set_read_only(True)
    grid = QGridLayout()
    for at, row in enumerate(
        (
            FormRow(theme, "Site", site, labels="above"),
            FormRow(theme, "Fixed", fixed, labels="above"),
            FormRow(theme, "Starts", starts, labels="above"),
            FormRow(theme, "Note", note, help="Kept with the visit", labels="above"),
        )
    ):
        grid.addWidget(row, at // 2, at % 2, Qt.AlignmentFlag.AlignTop)
    card.column.addLayout(grid)
    checked = CheckBox(theme, "Checked")
    checked.setChecked(True)
    promise = CheckBox(theme, "Promise", round_=True)
    card.column.addWidget(_flow(checked, CheckBox(theme, "Open"), promise))
    card.column.addStretch()
    return card


def rows_card(theme: Theme) -> Panel:
    card = Panel(theme, padding=(0, 0))
    listed = RowList(theme, RowsModel(fetch_from(ROWS)), "Rows", chip_width=120)
    listed.setObjectName("rows")
    listed.select("3")
    listed.setMinimumHeight(listed.content_height())
    card.column.addWidget(listed)
    return card


def messages_card(theme: Theme) -> Panel:
    card = Panel(theme)
    card.column.addWidget(Label(theme, "Messages", "heading"))
    warn = "The last one is on “Field stick”, 30 September"
    card.column.addWidget(Notice(theme, "warn", "No backup for 14 days", warn, "Back up now", "hard-drive-download"))
    card.column.addWidget(
        Notice(theme, "conflict", "Four fields need your decision", "Sam Whitlock, bundle of 6 October", "Settle")
    )
    bad = Notice(theme, "bad", "The bundle was not saved", "The stick was removed. Nothing is lost.", "Try again")
    card.column.addWidget(bad)
    card.column.addWidget(Notice(theme, "info", "A newer version wrote one of these", closable=True))
    card.column.addWidget(PrivatePanel(theme, "Private area", "Hatch, dashed edge, lock, word, and only then colour."))
    line = ProgressLine(theme)
    line.set_progress(45, 100)
    card.column.addWidget(line)
    head = SectionHead(theme, "Upcoming visits", "3 in the next 8 days")
    head.add_action(Button(theme, "All visits", "link", height=28))
    card.column.addWidget(head)
    card.column.addStretch()
    return card


def parts_page(theme: Theme) -> QWidget:
    """The counterpart of the picture of the parts."""
    window = QWidget()
    window.setWindowTitle("Parts")
    across = QHBoxLayout(window)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(0)
    across.addWidget(sidebar(theme))
    page = QVBoxLayout()
    page.setSpacing(0)
    header = PageHeader(theme, "Parts", ruled=False)
    header.set_line("States of the recurring parts, at actual size.")
    page.addWidget(header)
    grid = QGridLayout()
    grid.setContentsMargins(32, 0, 32, 16)
    grid.setSpacing(14)
    grid.setRowStretch(1, 1)
    for column in range(6):
        grid.setColumnStretch(column, 1)
    for at, card in enumerate((buttons_card(theme), chips_card(theme), fields_card(theme))):
        grid.addWidget(card, 0, at * 2, 1, 2)
    grid.addWidget(rows_card(theme), 1, 0, 1, 3)
    grid.addWidget(messages_card(theme), 1, 3, 1, 3)
    page.addLayout(grid, 1)
    across.addLayout(page, 1)
    return window


def sidebar(theme: Theme) -> Sidebar:
    side = Sidebar(theme, "Maren Oduya", "Encrypted, this computer")
    side.set_groups(
        [
            ("", [NavItem("today", "Today", "sun", 7), NavItem("visits", "Visits", "notebook-pen")]),
            (
                "Sustaining change",
                [
                    NavItem("relationships", "Relationships", "waypoints"),
                    NavItem("teams", "Teams & charters", "users"),
                    NavItem("capacity", "Capacity", "grid-3x3"),
                ],
            ),
            ("Working together", [NavItem("conflicts", "Conflicts", "git-compare", 4)]),
            (
                "Pinned sites",
                [NavItem("a", "Alder Road Primary", dot="full"), NavItem("n", "Northgate Family Clinic", dot="ring")],
            ),
        ]
    )
    side.select("visits")
    return side


def visit_form(theme: Theme) -> Form:
    form = Form(theme)
    site = LinkEditor(theme, "Site", find_people, person_title, icon="map-pin")
    site.set_value("p1")
    day = DateEditor(theme, "Date", locale=ENGLISH)
    day.set_value("2026-10-15")
    starts, ends = TimeEditor(theme, "Starts"), TimeEditor(theme, "Ends")
    starts.set_value("09:30")
    mode = ChoiceEditor(theme, "Mode", [Choice("in_person", "In person"), Choice("video", "Video call")])
    mode.set_value("in_person")
    form.add_row("Where, when", site, day, starts, Label(theme, "to"), ends, mode)
    for name, editor in (("site", site), ("date", day), ("starts", starts), ("ends", ends), ("mode", mode)):
        form.know(name, editor)
    who = LinksEditor(theme, "Who was there", find_people, person_title, make_person, "person", "Add a person")
    form.add("attended", "Who was there", who)
    who.set_value(["p1", "p2", "p3", "p4"])
    groups = [
        PickGroup("Relationships", tuple(Choice(f"R{at}", f"Relationship activity {at}") for at in range(1, 7))),
        PickGroup("Teams", tuple(Choice(f"T{at}", f"Team activity {at}") for at in range(1, 7))),
    ]
    picks = PicksEditor(theme, "What we did", groups, first=["R1", "R2", "T1", "T2"])
    form.add("activities", "What we did", picks)
    picks.set_value(["R1", "T4"])
    notes = TextEditor(theme, "Notes", "What was said and agreed")
    form.add("discussion", "Notes", notes)
    tags = TagsEditor(theme, "Core elements", placeholder="Add an element")
    form.add("tags", "Core elements", tags, help="What must stay as it is for the program to work")
    tags.set_value(["Small groups", "Weekly coaching"])
    form.add("number", "Minutes", NumberEditor(theme, least=0, most=600, locale=ENGLISH))
    form.add("sure", "Agreed", YesNoEditor(theme))
    private = PrivatePanel(theme)
    own = TextEditor(theme, "Private notes", lines=(2, 8), bare=True)
    own.set_value("Tomas quiet again, and left before the end.\nTalk to him alone before half term.")
    private.column.addWidget(own)
    form.add_row("Only for you", private)
    form.know("private_notes", own)
    return form


def visit_page(theme: Theme) -> QWidget:
    window = QWidget()
    across = QHBoxLayout(window)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(0)
    across.addWidget(sidebar(theme))
    page = QVBoxLayout()
    page.setSpacing(0)
    header = PageHeader(theme, "Visit to Alder Road Primary")
    header.set_crumbs("Visits", "Thursday 15 October")
    header.add_remark(Remark(theme, "Draft kept 10:42", "dot"))
    header.add_remark(Remark(theme, "Only on this computer until you share it", "lock"))
    header.add_action(Button(theme, "Discard draft", "quiet"))
    header.add_action(Button(theme, "Finish and review", "primary", "check"))
    page.addWidget(header)
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(32, 16, 32, 16)
    column.addWidget(visit_form(theme))
    column.addStretch()
    page.addWidget(body, 1)
    across.addLayout(page, 1)
    return window


def first_run_page(theme: Theme) -> QWidget:
    window = QWidget()
    across = QHBoxLayout(window)
    across.setContentsMargins(0, 0, 0, 0)
    across.addWidget(WavePanel(theme), 1)
    column = QVBoxLayout()
    column.setContentsMargins(120, 80, 120, 80)
    column.setSpacing(10)
    column.addWidget(Mark(theme, "", 44))
    steps = StepsRow(theme, ("You", "Passphrase", "Recovery", "Site"))
    steps.set_current(1)
    column.addWidget(steps)
    column.addWidget(Label(theme, "Choose a passphrase", "display"))
    words = "It encrypts everything you write. We cannot reset it, so the next step prints a recovery sheet."
    column.addWidget(Prose(theme, words, "body", "text2"))
    first, again = PassphraseEditor(theme), PassphraseEditor(theme, "Again")
    first.set_value("four words in here")
    again.set_value("four words in there")
    column.addWidget(FormRow(theme, "Passphrase", first, labels="above"))
    strength = StrengthBar(theme)
    strength.set_strength(3, "Strong: four words")
    column.addWidget(strength)
    column.addWidget(FormRow(theme, "Again", again, labels="above"))
    again.set_error("The two passphrases differ. Check the last word.")
    column.addWidget(Label(theme, "Lock the notebook", "strong"))
    away = RadioCard(theme, "After 10 minutes away", "And whenever the computer sleeps.", "timer")
    away.setChecked(True)
    column.addWidget(away)
    column.addWidget(
        RadioCard(theme, "Only when the computer sleeps", "For a computer nobody else can reach.", "power")
    )
    foot = QHBoxLayout()
    foot.addWidget(Button(theme, "Back", icon="arrow-left", height=36))
    foot.addStretch()
    foot.addWidget(Button(theme, "Continue", "primary", height=36))
    column.addLayout(foot)
    column.addStretch()
    across.addLayout(column, 1)
    return window


def empty_page(theme: Theme) -> QWidget:
    window = QWidget()
    across = QHBoxLayout(window)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(0)
    side = sidebar(theme)
    side.set_collapsed(True)
    across.addWidget(side)
    page = QVBoxLayout()
    header = PageHeader(theme, "Leaders and champions")
    header.set_line("Linden Grove School")
    header.add_action(Button(theme, "Add a leader", "primary", "plus"))
    page.addWidget(header)
    sentence = "Start with the person who can say yes, and the one others listen to."
    empty = EmptyState(
        theme,
        "Nobody is on the map here yet",
        sentence,
        "Add a leader",
        "Choose from people at this site",
        other_icon="users",
    )
    page.addWidget(empty, 1)
    across.addLayout(page, 1)
    bar = UndoBar(theme, window)
    bar.show_for("Linden Grove School added")
    return window


PAGES = {"parts": parts_page, "visit": visit_page, "first-run": first_run_page, "empty": empty_page}


def main(folder: Path) -> None:
    app = QApplication(sys.argv[:1])
    load_fonts()
    folder.mkdir(parents=True, exist_ok=True)
    for mode in ("light", "dark"):
        theme = Theme(mode)
        theme.apply(app)
        for name, make in PAGES.items():
            window = make(theme)
            window.resize(1440, 900)
            window.show()
            app.processEvents()
            window.grab().save(str(folder / f"{name}-{mode}.png"))
            window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
