"""Files of a result: its charts, the result for the team, and the answers as a table. Nothing private is in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.services import outputs
from isp_desktop.services.capacity_result import reading, words
from isp_desktop.services.capacity_result.model import Result
from isp_desktop.services.naming import day_in_words
from isp_desktop.services.summary import Format
from isp_desktop.ui.kit.dialogs import ask_save
from isp_desktop.ui.kit.jobs import Job, Jobs
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.plates import KINDS, ChartPlate, as_png, made
from isp_desktop.ui.kit.rated_grid import draw_rated, rated_height
from isp_desktop.ui.kit.section_profile import draw_profile, profile_height
from isp_desktop.ui.kit.small_courses import courses_height, draw_courses
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.vote_rows import draw_vote_rows, vote_row_height
from isp_desktop.ui.pages.capacity_result import drawn

ChartKey = Literal["map", "change", "courses", "sections", "votes"]
_WIDE = 760
# So wide, and so much of their height: the four courses beside each other, the map on half a page.
_MAP_ON_A_PAGE, _COURSES_ON_A_PAGE = (680, 0.8), (744, 1.0)


def chart_names() -> dict[ChartKey, str]:
    """What each chart is called."""
    return {
        "map": _("Where capacity is"),
        "change": _("What changed"),
        "courses": _("Over time"),
        "sections": _("By section"),
        "votes": _("First votes and what was agreed"),
    }


def there(result: Result) -> list[ChartKey]:
    """The charts that have something to show."""
    shown: dict[ChartKey, bool] = {
        "map": any(cell.value is not None for cell in result.cells),
        "change": result.since is not None,
        "courses": len(result.so_far) > 1 and any(one.is_told for one in result.courses),
        "sections": len(result.sections) > 1,
        "votes": any(item.was_voted for item in result.items),
    }
    return [key for key, is_there in shown.items() if is_there]


def plate(result: Result, key: ChartKey) -> ChartPlate:
    """A chart with its title and, in words, what it says."""
    name, day = chart_names()[key], day_in_words(result.day.isoformat())
    title = _("{chart}: {name}, {day}").format(chart=name, name=result.subject_name, day=day)
    note = {"change": words.comparing_words(result), "courses": words.runs_words(result)}.get(key, "")
    told, height, draw = _chart(result, key, Theme("light"), _WIDE)
    return ChartPlate(title, told, _WIDE, height, draw, note)


def _on_a_page(result: Result, key: ChartKey, wide: int, low: float = 1) -> tuple[bytes, str]:
    """A chart as a PNG, no wider than its words stay legible across a page, and what it says.

    Neither a title nor an edge: the page has them. `low`: so much of its usual height is enough.
    """
    told, height, draw = _chart(result, key, Theme("light"), wide)
    return as_png(ChartPlate("", told, wide, round(low * height), draw, edge=0)), told


def _chart(
    result: Result, key: ChartKey, theme: Theme, wide: int
) -> tuple[str, int, Callable[[QPainter, QRectF, Theme], None]]:
    """What a chart says, how high it is in so much width, and what draws it."""
    if key in ("map", "change"):
        rated = drawn.heat_map(result) if key == "map" else drawn.change_map(result)
        told = _sentences(words.cell_words(cell, result.since) for cell in result.cells)
        return told, rated_height(rated, wide, theme), lambda *on: draw_rated(on[0], on[1], rated, on[2])
    if key == "courses":
        courses = drawn.courses(result)
        told = _sentences(words.course_words(one, result.so_far) for one in result.courses)
        return told, courses_height(courses, wide, theme), lambda *on: draw_courses(on[0], on[1], courses, on[2])
    if key == "sections":
        sections = drawn.profile(result)
        told = _sentences(one.words for one in sections)
        return told, profile_height(sections, theme), lambda *on: draw_profile(on[0], on[1], sections, on[2])
    rows = [drawn.vote_row(item) for item in result.items if item.was_voted]
    told, height = _sentences(row.words for row in rows), sum(vote_row_height(row, theme) for row in rows)
    return told, height, lambda *on: draw_vote_rows(on[0], on[1], rows, on[2])


def _sentences(told: Iterable[str]) -> str:
    return " ".join(f"{one.rstrip('.')}." for one in told)


def report_forms() -> dict[Format, tuple[str, str]]:
    """The forms of the result for the team: what is offered, and the pattern of its files."""
    return {
        "pdf": (_("Result for the team, as PDF…"), _("PDF (*.pdf)")),
        "docx": (_("Result for the team, for Word…"), _("Word documents (*.docx)")),
        "html": (_("Result for the team, as a web page…"), _("Web pages (*.html)")),
    }


class Exporting(QObject):
    """Offers the files, asks where each goes, and writes it in a job, from what is shared.

    Signals:
        said: what became of it.
        share_asked: it is private, and has to be shared first.
    """

    said = Signal(str)
    share_asked = Signal()

    def __init__(self, theme: Theme, jobs: Jobs, store: Store, page: QWidget) -> None:
        super().__init__(page)
        self._theme, self._jobs, self._store, self._page = theme, jobs, store, page
        self._result: Result | None = None

    def show_result(self, result: Result) -> None:
        """Whose files are offered."""
        self._result = result

    def fill(self, menu: Menu) -> None:
        """Puts what can be written into a menu."""
        if self._result is None:
            return
        if self._result.private:
            menu.add(_("It is private. Share it first, then make files of it…"), self.share_asked.emit, "lock")
            return
        for key in there(self._result):
            told = _("{chart}, as a picture…").format(chart=chart_names()[key])
            menu.add(told, partial(self._ask_chart, key), "image")
        menu.addSeparator()
        for form, (words_of_it, kinds) in report_forms().items():
            menu.add(words_of_it, partial(self._ask_report, form, kinds), "file-down")
        menu.addSeparator()
        menu.add(_("Answers as a table (XLSX)…"), partial(self._ask_table, "xlsx"), "table")
        menu.add(_("Answers as a table (CSV)…"), partial(self._ask_table, "csv"), "table")

    def _proposed(self, result: Result, name: str, ending: str) -> Path:
        stem = f"{name} {result.subject_name} {result.day.isoformat()}"
        return Path.home() / f"{''.join(sign for sign in stem if sign not in _NOT_IN_NAMES)}.{ending}"

    def _ask_chart(self, key: ChartKey) -> None:
        if self._result is not None:
            proposed = self._proposed(self._result, chart_names()[key], "svg")
            if path := ask_save(self._page, _("Save the picture"), proposed, KINDS):
                self.save_chart(key, path)

    def _ask_report(self, form: Format, kinds: str) -> None:
        if self._result is not None:
            proposed = self._proposed(self._result, _("Capacity"), form)
            if path := ask_save(self._page, _("Save the result"), proposed, kinds):
                self.save_report(form, path)

    def _ask_table(self, form: Literal["csv", "xlsx"]) -> None:
        if self._result is not None:
            proposed = self._proposed(self._result, _("Answers"), form)
            if path := ask_save(self._page, _("Save the table"), proposed, f"{form.upper()} (*.{form})"):
                self.save_table(form, path)

    def save_chart(self, key: ChartKey, path: Path) -> Job:
        """Writes a chart into a file, in the form that its ending says."""
        return self._write(path, lambda shared: made(plate(shared, key), path))

    def save_report(self, form: Format, path: Path) -> Job:
        """Writes the result for the team."""
        from isp_desktop.services.capacity_result import report

        def content(shared: Result) -> bytes:
            on_a_page: dict[ChartKey, tuple[int, float]] = {"map": _MAP_ON_A_PAGE, "courses": _COURSES_ON_A_PAGE}
            keys = [key for key in there(shared) if key in on_a_page]
            charts = [report.Chart(*_on_a_page(shared, key, *on_a_page[key])) for key in keys]
            return report.made(shared, form, charts)

        return self._write(path, content)

    def save_table(self, form: Literal["csv", "xlsx"], path: Path) -> Job:
        """Writes the answers as a table."""
        from isp_desktop.services.capacity_result import table

        return self._write(path, lambda shared: table.table(shared, form))

    def _write(self, path: Path, content: Callable[[Result], bytes]) -> Job:
        store, uid = self._store, self._result.uid if self._result is not None else ""
        work = lambda _progress: outputs.save_file(path, content(reading.shared(store, uid)))  # noqa: E731
        job = self._jobs.start(_("The file"), work, self)
        job.finished.connect(lambda _nothing: self.said.emit(_("Saved: {name}").format(name=path.name)))
        job.failed.connect(self.said)
        return job


_NOT_IN_NAMES = frozenset('/\\:*?"<>|')
