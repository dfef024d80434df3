"""Every text of the window can be translated, and there is room for longer words than the English ones."""

from __future__ import annotations

import ast
import datetime as dt
import re
import runpy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from colleagues import change_at_once
from leading import add_leaders
from PySide6.QtCore import QBuffer, QByteArray, QLocale, QRect, QSize, Qt
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from teams import add_teams

from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.language import MADE_UP, _, asked_by, counted, fitting, known, number, speak, spoken
from isp_desktop.domain.practice import load_practice
from isp_desktop.domain.vocabulary import SETTINGS
from isp_desktop.services import demo_notebook, finding, records
from isp_desktop.ui.kit.dates import written
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.nouns import listed, noun
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.main_window import MainWindow
from isp_desktop.ui.main_window.help_sheet import help_sheet
from isp_desktop.ui.main_window.places import Place
from isp_desktop.ui.main_window.preferences import Preferences
from isp_desktop.ui.main_window.speaking import begin_to_speak
from isp_desktop.ui.pages.notebook import NotebookPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ROOT = Path(__file__).parents[2]
TODAY = dt.date(2026, 11, 20)
SIZES = (QSize(1440, 900), QSize(1024, 700))


@pytest.fixture(scope="module")
def catalogues() -> dict[str, Any]:
    """What packaging/catalogues.py has."""
    return runpy.run_path(str(ROOT / "packaging" / "catalogues.py"))


@pytest.fixture
def back_to_english() -> Iterator[None]:
    """The language, the locale and the direction of the layout are those of other tests afterwards."""
    locale = QLocale()
    yield
    speak("en", Path())
    QLocale.setDefault(locale)
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture(scope="module")
def words(catalogues: dict[str, Any]) -> Any:
    """Every text of the program."""
    return catalogues["template"]()


@pytest.fixture(scope="module")
def strange_words(catalogues: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the catalogue of the made-up language lies."""
    folder = tmp_path_factory.mktemp("translations")
    catalogues["write_made_up"](folder)
    return folder


@pytest.fixture
def made_up(strange_words: Path, back_to_english: None) -> Path:
    """The program speaks the made-up language, from left to right; where its catalogue lies."""
    speak(MADE_UP, strange_words)
    return strange_words


# The catalogues


def test_the_template_holds_what_the_program_says_now(catalogues: dict[str, Any], words: Any) -> None:
    made = catalogues["as_text"](words)
    assert catalogues["TEMPLATE"].read_bytes() == made, "run `make catalogues`"


def test_a_text_put_together_before_it_is_translated_is_refused(catalogues: dict[str, Any]) -> None:
    for source in ('_(f"Saved {name}")', '_("Saved " + name)', 'counted("{n} visit", f"{n} visits", n)'):
        with pytest.raises(ValueError, match="whole"):
            list(catalogues["words_in"](source))


def test_what_is_declared_is_found(words: Any) -> None:
    for spec in kinds().values():
        for text in (spec.label, spec.plural):
            assert text in words
        for field in spec.fields:
            assert field.label in words
            assert not field.help or field.help in words
    assert all(label in words for label in SETTINGS.values())
    assert all(text in words for one in load_practice().activities for text in (one.label, one.text, one.prompt))


def test_a_language_keeps_its_translations_when_texts_come_and_go(
    catalogues: dict[str, Any], words: Any, tmp_path: Path, back_to_english: None
) -> None:
    path = tmp_path / "nl" / "LC_MESSAGES" / "isp-desktop.po"
    catalogues["bring_up_to_date"](path, words)
    text = path.read_text(encoding="utf-8")
    translated = text.replace('msgid "Visits"\nmsgstr ""', 'msgid "Visits"\nmsgstr "Bezoeken"')
    plural = 'msgid "{n} result"\nmsgid_plural "{n} results"\nmsgstr[0] ""\nmsgstr[1] ""'
    assert plural in text
    translated = translated.replace(
        plural, plural.replace('[0] ""', '[0] "{n} treffer"').replace('[1] ""', '[1] "{n} treffers"')
    )
    path.write_text(translated, encoding="utf-8")
    catalogues["bring_up_to_date"](path, words)
    first = path.read_bytes(), path.with_suffix(".mo").read_bytes()
    catalogues["bring_up_to_date"](path, words)
    assert first == (path.read_bytes(), path.with_suffix(".mo").read_bytes())
    speak("nl", tmp_path)
    assert (_("Visits"), _("People")) == ("Bezoeken", "People")
    assert [counted("{n} result", "{n} results", n) for n in (1, 2)] == ["1 treffer", "2 treffers"]
    assert known(tmp_path) == ["nl"]


@pytest.mark.parametrize(
    ("tag", "whole", "parts"),
    [("en", "1,234,567", "0.5"), ("nl", "1.234.567", "0,5"), ("hi", "12,34,567", "0.5"), ("de_CH", "1’234’567", "0.5")],
)
def test_numbers_are_written_as_the_language_writes_them(
    tag: str, whole: str, parts: str, tmp_path: Path, back_to_english: None
) -> None:
    speak(tag, tmp_path)
    assert (number(1_234_567), number(0.5), number(28.0), number(7)) == (whole, parts, "28", "7")
    assert counted("{n} result", "{n} results", 1_234_567) == f"{whole} results"


def test_the_made_up_language_keeps_what_must_stay(made_up: Path) -> None:
    assert _("{title} saved").format(title="Alder Road") == "[Alder Road šààvééđ]"
    assert _("&Search or jump to").startswith("[&S")
    assert "*.pdf" in _("PDF (*.pdf);;Text (*.txt)")
    assert known(made_up) == []
    assert spoken() == "en"


def test_a_day_is_written_as_the_language_writes_it(back_to_english: None) -> None:
    day = dt.date(2026, 11, 3)
    assert written(day, "MMMMEEEEd") == "Tuesday 3 November"
    speak("de", Path())
    assert written(day, "MMMMd") == "3. November"


def test_a_label_inside_a_sentence(back_to_english: None) -> None:
    assert noun("Support status") == "support status"
    assert [listed(words) for words in ([], ["a"], ["a", "b", "c"])] == ["content", "a", "a, b and c"]
    speak("de", Path())
    assert noun("Visit") == "Visit"


# What is given to widgets

SHOWING = re.compile(
    r"^(set(Text|ToolTip|Accessible\w+|WindowTitle|PlaceholderText|DocName|Title|StatusTip)|addAction|addMenu|addItem"
    r"|set_(text|words|title|line|label|error|name|crumbs|busy|strength)|say|said|tell|emit|start|write|add_button|add_row"
    r"|add_remark|offer_undo|notice|confirm|show_error|ask_open|ask_save|run|begin_with|head|link|_link|_section)$"
)
KEYS = re.compile(r"^((Ctrl|Alt|Shift|Meta)[+ ].*|F\d+)$")
READS_LIKE_WORDS = re.compile(r"^[A-Z][a-z]|[A-Za-z] | [A-Za-z]")
PLAIN_VOWEL = re.compile("[AEIOUYaeiouy]")


def bare_texts(source: str) -> Iterator[tuple[int, str]]:
    """Line and words of each text that a module gives to something that shows it, without translating it."""
    for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name[:1].isupper() or SHOWING.match(name):
            for given in (*call.args, *(option.value for option in call.keywords)):
                yield from _words_of(given)


def _words_of(given: ast.AST) -> Iterator[tuple[int, str]]:
    """The texts that `given` is or may become; what other calls make of theirs is for them to show."""
    if isinstance(given, ast.Call | ast.Compare | ast.Subscript | ast.Lambda):
        return
    if isinstance(given, ast.Constant):
        text = given.value
        if isinstance(text, str) and READS_LIKE_WORDS.search(text) and not KEYS.match(text):
            yield given.lineno, text
        return
    for part in ast.iter_child_nodes(given):
        yield from _words_of(part)


def test_every_text_of_the_window_can_be_translated() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in sorted((ROOT / "isp_desktop" / "ui").rglob("*.py"))
        for line, text in bare_texts(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        'Button(theme, "Save")',
        'label.setText("No drafts" if empty else words)',
        'self.said.emit(f"{title} is back")',
        'Label(theme, text="Last time: " + day)',
        'Notice(theme, "warn", *("A folder", "It lies elsewhere"))',
    ],
)
def test_the_test_sees_a_bare_text(source: str) -> None:
    assert list(bare_texts(source))


@pytest.mark.parametrize(
    "source", ['Button(theme, _("Save"), "primary", icon="check")', 'QKeySequence("Ctrl+Return")', 'log("On the disk")']
)
def test_the_test_leaves_other_texts_alone(source: str) -> None:
    assert not list(bare_texts(source))


# Room for longer words


def drawn(widget: QWidget) -> list[str]:
    """Every text that `widget` paints, as it is painted: what has no room ends in "…"."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    picture = QSvgGenerator()
    picture.setOutputDevice(buffer)
    picture.setSize(widget.size())
    picture.setViewBox(QRect(QRect(0, 0, widget.width(), widget.height())))
    widget.render(picture)
    buffer.close()
    root = ElementTree.fromstring(bytes(content.data()))
    return ["".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]


def cut_off(widget: QWidget) -> set[str]:
    """The program's own words in `widget` that have less room than they need."""
    scrolled = [area.widget() for area in widget.findChildren(QScrollArea) if area.isVisible() and area.widget()]
    texts = [text for part in (widget, *scrolled) for text in drawn(part)]
    # What holds a plain vowel was written by somebody: that may end in "…".
    found = {text for text in texts if text.startswith("[") and text.endswith("…") and not PLAIN_VOWEL.search(text)}
    found |= {f"too wide: {part}" for part in scrolled if part.width() > part.parentWidget().width()}
    proses = [prose for prose in widget.findChildren(Prose) if prose.isVisible()]
    return found | {one.text() for one in proses if one.text() and one.heightForWidth(one.width()) > one.height() + 1}


def every_place(store: Store) -> Iterator[Place]:
    """Every page there is in a notebook."""
    yield from map(Place, ("today", "calendar", "relationships", "teams", "conflicts", "drafts", "notebook"))
    yield from (Place("leaders", kind) for kind in ("champion", "leadership_role", "shared_responsibility"))
    for kind, spec in kinds().items():
        if not spec.within:
            yield Place("list", kind)
        yield Place("record", kind)
        # Teams are ordered by name; the one with everything comes last.
        found = finding.every(store, kind)[-1:] if kind == "team" else finding.page(store, kind, limit=1)
        for item in found:
            yield from (
                Place("record", kind, item.uid),
                Place("edit", kind, item.uid),
                Place("history", kind, item.uid),
            )
    for visit in finding.page(store, "visit", limit=1):
        yield Place("paper", "visit", visit.uid)
    for charter in finding.page(store, "charter", limit=1):
        yield Place("paper", "charter", charter.uid)


def add_charter(store: Store) -> None:
    """A second version with something of everything."""
    team, person = (finding.page(store, kind, limit=1)[0].uid for kind in ("team", "person"))
    late = (TODAY - dt.timedelta(days=20)).isoformat()
    own = {
        "sponsor": person,
        "schedule": "FREQ=WEEKLY",
        "first_meeting": late,
        "review_on": late,
        "scope_in": "Grade 1",
    }
    with store.write() as transaction:
        records.put(transaction, "membership", {"team": team, "person": person})
        first = records.put(transaction, "charter", {"team": team, "version": 1, "state": "agreed", **own}).uid
        charter = records.put(transaction, "charter", {"team": team, "version": 2, "follows": first, **own}).uid
        said = {"charter": charter, "person": person, "answer": "question", "date": late}
        records.put(transaction, "sign_off", said)


def settle(window: MainWindow, qtbot: QtBot) -> None:
    """Waits until nothing is read or built any more and all is laid out."""

    def is_still() -> bool:
        pages = [page for page in window.findChildren(Page) if page.isVisible()]
        return all(page.is_whole() for page in pages) and not any(jobs.busy() for jobs in window.findChildren(Jobs))

    qtbot.waitUntil(is_still)
    for _round in range(4):
        QApplication.processEvents()


@pytest.mark.parametrize("filled", [True, False], ids=["full", "empty"])
def test_no_page_cuts_the_words_of_a_longer_language(
    filled: bool, made_up: Path, store: Store, make_window: Callable[[Path], MainWindow], qtbot: QtBot
) -> None:
    if filled:
        demo_notebook.fill(store, 3, 12, 1, TODAY)
        add_teams(store, TODAY)
        add_leaders(store, TODAY)
        site = finding.page(store, "site", limit=1)[0].uid
        change_at_once(store, site, "about", "Open daily. All come.", "Open. All may come.")
        add_charter(store)
    window = make_window(store.folder.path)
    window.open(store)
    desk = window.desk()
    assert desk is not None
    found: dict[str, set[str]] = {}
    for size in SIZES:
        window.resize(size)
        for place in every_place(store):
            assert desk.go(place)
            settle(window, qtbot)
            if cut := cut_off(window):
                found[f"{size.width()} {place.key} {place.kind}"] = cut
    assert found == {}


def test_no_sheet_before_the_notebook_cuts_them(
    made_up: Path, make_window: Callable[[Path], MainWindow], theme: Theme, store: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    found = {}
    for folder in (store.folder.path, tmp_path / "new"):
        window = make_window(folder)
        window.begin()
        for size in SIZES:
            window.resize(size)
            settle(window, qtbot)
            if cut := cut_off(window):
                found[f"{size.width()} {folder.name}"] = cut
    sheet = help_sheet(window, theme)
    sheet.show()
    settle(window, qtbot)
    if cut := cut_off(sheet):
        found["keys"] = cut
    sheet.close()
    assert found == {}


def test_the_test_sees_words_without_room(made_up: Path, theme: Theme, qtbot: QtBot) -> None:
    prose = Prose(theme, _("Nothing waits to be saved."))
    qtbot.addWidget(prose)
    prose.resize(60, 12)
    prose.show()
    holder = QWidget()
    qtbot.addWidget(holder)
    prose.setParent(holder)
    prose.show()
    holder.show()
    assert cut_off(holder)


# Which language


def test_a_mirrored_language_turns_the_layout(strange_words: Path, qapp: QApplication, back_to_english: None) -> None:
    begin_to_speak(qapp, MADE_UP, strange_words)
    assert qapp.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert _("Save") == "[Šààvéé]"
    begin_to_speak(qapp, "en", strange_words)
    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert _("Save") == "Save"


@pytest.mark.parametrize(
    ("wanted", "there", "spoken_then"),
    [
        (["pt-BR", "pt"], ["pt_BR"], "pt_BR"),
        (["pt-BR", "pt"], ["pt"], "pt"),
        (["nl-BE", "en-GB"], ["pt"], "en"),
        (["fr", "nl"], ["nl"], "nl"),
        (["C"], ["nl"], "en"),
        ([], ["nl"], "en"),
    ],
)
def test_the_language_of_the_system(wanted: list[str], there: list[str], spoken_then: str) -> None:
    assert fitting(wanted, there) == spoken_then


def test_another_language_is_chosen_on_the_owners_page(
    window: MainWindow, preferences: Preferences, qtbot: QtBot
) -> None:
    desk = window.desk()
    assert desk is not None
    desk.show_place("notebook")
    page = desk.page()
    assert isinstance(page, NotebookPage)
    assert page.appearance.language.chip("").isChecked()
    page.appearance.language.chip("en").click()
    assert preferences.language == "en"
    assert "next start" in desk.status.said()
    desk.show_place("visit")
    desk.show_place("notebook")
    again = desk.page()
    assert isinstance(again, NotebookPage)
    assert again.appearance.language.chip("en").isChecked()


@pytest.mark.parametrize(
    ("environment", "asked"),
    [
        ({"LANGUAGE": "pt_BR:pt", "LANG": "nl_NL.UTF-8"}, ["pt_BR", "pt"]),
        ({"LANGUAGE": "", "LC_ALL": "de_AT.UTF-8@euro", "LANG": "C"}, ["de_AT"]),
        ({"LC_MESSAGES": "C"}, ["C"]),
        ({}, []),
    ],
)
def test_the_environment_asks_for_a_language(environment: dict[str, str], asked: list[str]) -> None:
    assert asked_by(environment) == asked
