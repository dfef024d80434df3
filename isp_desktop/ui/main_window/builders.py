"""Makes the page of a place; a page's module is read when it is first asked for, so that the window opens fast."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.db import lists
from isp_desktop.db.store import Store
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.main_window.places import HOME, Place, PlaceKey, place_of_new

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from isp_desktop.services.merge_preview import Preview
    from isp_desktop.ui.pages.capacity import Habit as CapacityHabit
    from isp_desktop.ui.pages.leaders import Habit as LeadersHabit
    from isp_desktop.ui.pages.relationships import Habit
    from isp_desktop.ui.pages.site.handover import Where


class Builder(QObject):
    """Makes pages on one open notebook.

    Signals: those of the notebook's page, and
        bundles_waiting: how many bundles in the watched folder can be taken.
    """

    lock_minutes_chosen = Signal(int)
    keychain_chosen = Signal(bool)
    language_chosen = Signal(str)
    restore_asked = Signal(str, str)
    backup_taken = Signal()
    bundles_waiting = Signal(int)

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        store: Store,
        keychain: bool,
        language: str = "",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._jobs = jobs
        self._store = store
        self._keychain = keychain
        self._language = language
        self._map_habit: Habit | None = None
        self._capacity_habit: CapacityHabit | None = None
        self._leaders_habit: LeadersHabit | None = None
        self._made: Mapping[PlaceKey, Callable[[Place], Page]] = {
            "calendar": self._calendar,
            "relationships": self._relationships,
            "teams": self._teams,
            "capacity": self._capacity,
            "leaders": self._leaders,
            "outlook": self._outlook,
            "practice": self._practice,
            "list": self._list,
            "edit": self._edit,
            "record": self._record,
            "integrity": self._integrity,
            "check": self._check,
            "leaving": self._leaving,
            "paper": self._paper,
            "history": self._history,
            "exchange": self._exchange,
            "conflicts": self._conflicts,
            "drafts": self._drafts,
            "notebook": self._notebook,
        }

    def page(self, place: Place, around: QWidget) -> Page:
        """The page of `place`, to be put into `around`.

        Raises:
            NotebookError: there is no such record or kind.
        """
        if place.key == HOME.key:
            return self._today(around)
        return self._made[place.key](place)

    def _list(self, place: Place) -> Page:
        from isp_desktop.ui.pages.records import RecordsPage

        return RecordsPage(self._theme, self._jobs, self._store, place.kind)

    def _today(self, around: QWidget) -> Page:
        from isp_desktop.ui.pages.today import TodayPage

        # Made where it is going to be, since the window opens with it: moved there, all in it would be dressed twice.
        return TodayPage(self._theme, self._jobs, self._store, parent=around)

    def _calendar(self, _place: Place) -> Page:
        from isp_desktop.ui.pages.calendar import CalendarPage

        return CalendarPage(self._theme, self._jobs, self._store)

    def _relationships(self, place: Place) -> Page:
        from isp_desktop.ui.pages.relationships import Habit, RelationshipsPage

        self._map_habit = self._map_habit or Habit()
        return RelationshipsPage(self._theme, self._jobs, self._store, habit=self._map_habit, site=place.uid)

    def _teams(self, _place: Place) -> Page:
        from isp_desktop.ui.pages.teams import TeamsPage

        return TeamsPage(self._theme, self._jobs, self._store)

    def _capacity(self, place: Place) -> Page:
        from isp_desktop.ui.pages.capacity import CapacityPage, Habit

        self._capacity_habit = self._capacity_habit or Habit()
        if place.uid:
            self._capacity_habit.target = place.uid
        return CapacityPage(self._theme, self._jobs, self._store, place.kind, habit=self._capacity_habit)

    def _leaders(self, place: Place) -> Page:
        from isp_desktop.ui.pages.leaders import Habit, LeadersPage

        self._leaders_habit = self._leaders_habit or Habit()
        if place.uid:
            self._leaders_habit.site = place.uid
        return LeadersPage(self._theme, self._jobs, self._store, place.kind, habit=self._leaders_habit)

    def _outlook(self, place: Place) -> Page:
        from isp_desktop.ui.pages.outlook import OutlookPage, SiteOutlookPage

        if place.uid:
            return SiteOutlookPage(self._theme, self._jobs, self._store, place.uid)
        return OutlookPage(self._theme, self._jobs, self._store)

    def _practice(self, _place: Place) -> Page:
        from isp_desktop.ui.pages.practice import PracticePage

        return PracticePage(self._theme, self._jobs, self._store)

    def _edit(self, place: Place) -> Page:
        from isp_desktop.ui.pages.drafts import WRITTEN_WHERE_READ

        return self._record(place) if place.kind in WRITTEN_WHERE_READ else self._form(place)

    def _record(self, place: Place) -> Page:
        if place.kind == "visit":
            from isp_desktop.ui.pages.visit import VisitPage

            return VisitPage(self._theme, self._store, place.uid, place.preset, jobs=self._jobs)
        if place.kind == "meeting":
            from isp_desktop.ui.pages.meeting import MeetingPage

            return MeetingPage(self._theme, self._store, place.uid, place.preset, jobs=self._jobs)
        if place.kind == "site" and self._is_kept(place.uid):
            from isp_desktop.ui.pages.site import SitePage

            return SitePage(self._theme, self._jobs, self._store, place.uid, where)
        if place.kind == "initiative" and self._is_kept(place.uid):
            from isp_desktop.ui.pages.initiative import InitiativePage

            return InitiativePage(self._theme, self._jobs, self._store, place.uid)
        if place.kind == "person" and self._is_kept(place.uid):
            from isp_desktop.ui.pages.person import PersonPage

            return PersonPage(self._theme, self._jobs, self._store, place.uid)
        if place.kind == "charter" and (place.uid or place.preset.get("team")):
            from isp_desktop.services import drafts
            from isp_desktop.ui.pages.charter import CharterPage

            # One that was begun and not saved yet is gone on with, or its team would have two.
            uid = place.uid or drafts.begun(self._store, "charter", "team", str(place.preset["team"]))
            return CharterPage(self._theme, self._jobs, self._store, uid, place.preset)
        if place.kind == "team_check":
            if not place.uid:
                return self._check(place_of_new(place.kind, place.preset))
            if self._is_kept(place.uid):
                from isp_desktop.ui.pages.team_check import ResultPage

                return ResultPage(self._theme, self._jobs, self._store, place.uid)
        if place.kind == "team" and self._is_kept(place.uid):
            from isp_desktop.ui.pages.team import TeamPage

            return TeamPage(self._theme, self._jobs, self._store, place.uid)
        if place.kind == "transition" and self._is_kept(place.uid):
            from isp_desktop.ui.pages.transition import TransitionPage

            return TransitionPage(self._theme, self._jobs, self._store, place.uid)
        if place.kind == "assessment" and self._is_kept(place.uid):
            return self._assessment(place.uid)
        if place.kind == "instrument" and self._is_kept(place.uid):
            from isp_desktop.ui.pages.instrument import InstrumentPage

            return InstrumentPage(self._theme, self._jobs, self._store, place.uid)
        return self._form(place)

    def _assessment(self, uid: str) -> Page:
        """What came of it, once it is done; else where it is planned and made."""
        with self._store.read() as reading:
            is_done = lists.items(reading, "assessment", [uid])[0].fields["state"] == "done"
        if is_done:
            from isp_desktop.ui.pages.capacity_result import CapacityResultPage

            return CapacityResultPage(self._theme, self._jobs, self._store, uid)
        from isp_desktop.ui.pages.assessment import AssessmentPage

        return AssessmentPage(self._theme, self._jobs, self._store, uid)

    def _is_kept(self, uid: str) -> bool:
        """Whether a record was saved; one that is only a draft has nothing but its form."""
        with self._store.read() as reading:
            return bool(uid) and uid in lists.names(reading, [uid])

    def _form(self, place: Place) -> Page:
        from isp_desktop.ui.pages.record import RecordPage

        return RecordPage(self._theme, self._store, place.kind, place.uid, place.preset, jobs=self._jobs)

    def _integrity(self, place: Place) -> Page:
        from isp_desktop.ui.pages.integrity import IntegrityPage

        return IntegrityPage(self._theme, self._jobs, self._store, place.uid)

    def _check(self, place: Place) -> Page:
        from isp_desktop.ui.pages.team_check import TeamCheckPage

        return TeamCheckPage(self._theme, self._jobs, self._store, place.uid)

    def _leaving(self, place: Place) -> Page:
        from isp_desktop.ui.pages.leaving import LeavingPage

        return LeavingPage(self._theme, self._jobs, self._store, place.uid)

    def _paper(self, place: Place) -> Page:
        if place.kind in ("visit", "meeting"):
            from isp_desktop.ui.pages.summary import SummaryPage

            return SummaryPage(self._theme, self._jobs, self._store, place.uid, place.kind)
        if place.kind in ("person", "site"):
            from isp_desktop.ui.pages.brief import BriefPage

            return BriefPage(self._theme, self._jobs, self._store, place.kind, place.uid)
        if place.kind == "leader_brief":
            from isp_desktop.ui.pages.leader_brief import LeaderBriefPage

            return LeaderBriefPage(self._theme, self._jobs, self._store, place.uid)
        if place.kind == "charter":
            from isp_desktop.ui.pages.charter_print import CharterPrintPage

            return CharterPrintPage(self._theme, self._jobs, self._store, place.uid)
        if place.kind == "practice":
            from isp_desktop.ui.pages.supervision import SupervisionPage

            return SupervisionPage(self._theme, self._jobs, self._store)
        if place.kind in ("assessment", "instrument"):
            from isp_desktop.ui.pages.assessment.paper import PaperOfInstrument

            return PaperOfInstrument(self._theme, self._jobs, self._store, place.uid)
        from isp_desktop.ui.pages.team_check import PaperOfCheck

        return PaperOfCheck(self._theme, self._jobs, self._store, place.uid)

    def _history(self, place: Place) -> Page:
        from isp_desktop.ui.pages.history import HistoryPage

        return HistoryPage(self._theme, self._jobs, self._store, place.uid)

    def _exchange(self, _place: Place) -> Page:
        from isp_desktop.ui.pages.exchange import ExchangePage

        page = ExchangePage(self._theme, self._jobs, self._store, _comparing)
        page.looked.connect(self.bundles_waiting)
        return page

    def _conflicts(self, place: Place) -> Page:
        from isp_desktop.ui.pages.conflicts import ConflictsPage

        return ConflictsPage(self._theme, self._jobs, self._store, place.uid)

    def _drafts(self, _place: Place) -> Page:
        from isp_desktop.ui.pages.drafts import DraftsPage

        return DraftsPage(self._theme, self._store)

    def _notebook(self, _place: Place) -> Page:
        from isp_desktop.ui.pages.notebook import NotebookPage

        page = NotebookPage(self._theme, self._jobs, self._store, keychain=self._keychain, language=self._language)
        page.lock_minutes_chosen.connect(self.lock_minutes_chosen)
        page.keychain_chosen.connect(self._keep_keychain)
        page.language_chosen.connect(self._keep_language)
        page.restore_asked.connect(self.restore_asked)
        page.backup_taken.connect(self.backup_taken)
        return page

    def _keep_language(self, tag: str) -> None:
        self._language = tag
        self.language_chosen.emit(tag)

    def _keep_keychain(self, used: bool) -> None:
        self._keychain = used
        self.keychain_chosen.emit(used)


def _comparing(theme: Theme, seen: Preview, parent: QWidget) -> QDialog:
    """The dialog that shows two people side by side; most visits to the exchange never see it."""
    from isp_desktop.ui.pages.person.merge import PreviewDialog

    return PreviewDialog(theme, seen, parent)


def where(theme: Theme, jobs: Jobs) -> Where:
    """What asks for the file of a handover, as the exchange asks for that of any bundle."""
    from isp_desktop.ui.pages.exchange.place import WhereTo, is_removable
    from isp_desktop.ui.pages.site.handover import Where

    made = WhereTo(theme, jobs)
    return Where(made, made.propose, made.file, made.path.set_error, is_removable)
