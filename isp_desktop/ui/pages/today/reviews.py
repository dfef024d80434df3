"""Reviews that are due: of sites, initiatives, challenges and agreements, core elements to look at, and conditions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted, number
from isp_desktop.services import today as service
from isp_desktop.services.today import AHEAD, SHOWN, Review, due_words
from isp_desktop.ui.kit.acting import ActingRow
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.part import Part
from isp_desktop.ui.kit.theme import Theme

if TYPE_CHECKING:
    from isp_desktop.ui.kit.menus import Menu

_WITH_DAY = ("site", "initiative", "challenge")
_QUARTER, _HALF = 13 * 7, 26 * 7


class ReviewsPart(Part):
    """The menu of a review opens the record and sets the next one, or does what else is due of it.

    Signals:
        integrity_asked: the uid of a site with core elements to look at.
    """

    integrity_asked = Signal(str)

    def __init__(self, theme: Theme, store: Store, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(theme, today, parent)
        self._store = store
        self._reviews: dict[str, Review] = {}
        self.rows = self.make_rows("reviews", _("Reviews due")).looking()
        self.column.addWidget(self.rows)
        self.rows.offer_all(_("All sites"), lambda: self.list_asked.emit("site"))
        self.rows.opened.connect(self._open)
        self.rows.menu_asked.connect(self._open_menu)

    def show_reviews(self, found: Sequence[Review]) -> None:
        """Shows what was read."""
        self._reviews = {review.key: review for review in found}
        if found:
            rows = [_row(review, self._today()) for review in found[:SHOWN]]
            self.rows.show_rows(rows, number(len(found)))
        else:
            nothing = counted("No review is due within {n} day.", "No review is due within {n} days.", AHEAD)
            self.rows.say(f"{nothing} {_('Sites, initiatives, challenges and what was agreed can have one.')}")

    def set_next(self, key: str, day: dt.date) -> None:
        """Sets the next review, or the day by which a condition is to stand."""
        review = self._reviews[key]
        words = short_date(day.isoformat(), self._today())
        if review.kind == "withdrawal_condition":
            from isp_desktop.services.integrity import withdrawing
            from isp_desktop.services.taking_back import on_screen

            act = on_screen(withdrawing.move, self._store, review.uid, day)
            self.do(act, _("Moved to {day}").format(day=words))
        else:
            act = partial(service.set_review, self._store, review.kind, review.uid, day)
            self.do(act, _("Next review on {day}").format(day=words))

    def fill_menu(self, key: str, spot: QPoint, menu: Menu) -> None:
        """What can be done about one review."""
        review, today = self._reviews[key], self._today()
        menu.add(_("Open"), partial(self._open, key), _icon(review))
        if review.kind == "integrity":
            menu.add(_("Open the site"), partial(self.record_asked.emit, "site", review.uid), "map-pin")
            return
        menu.addSeparator()
        if review.kind == "withdrawal_condition":
            menu.add(_("It stands since today"), partial(self.stand, key), "check")
            by = partial(self.pick_day, spot, review.day, partial(self.set_next, key))
            menu.add(_("By another day…"), by, "calendar-plus")
            return
        in_three, in_six = today + dt.timedelta(days=_QUARTER), today + dt.timedelta(days=_HALF)
        menu.add(_("Next review in 13 weeks"), lambda: self.set_next(key, in_three), "calendar-clock")
        menu.add(_("Next review in 26 weeks"), lambda: self.set_next(key, in_six), "calendar-days")
        menu.add(
            _("Next review on a day…"),
            lambda: self.pick_day(spot, in_three, partial(self.set_next, key)),
            "calendar-plus",
        )

    def stand(self, key: str) -> None:
        """Says that a condition stands since today."""
        from isp_desktop.services.integrity import withdrawing
        from isp_desktop.services.taking_back import on_screen

        uid = self._reviews[key].uid
        self.do(on_screen(withdrawing.judge, self._store, uid, True, self._today()), _("Condition stands"))

    def _open(self, key: str) -> None:
        review = self._reviews[key]
        if review.kind == "integrity":
            self.integrity_asked.emit(review.uid)
        else:
            self.record_asked.emit(review.kind, review.uid)

    def _open_menu(self, key: str, spot: QPoint) -> None:
        self.open_menu(_("Review"), spot, partial(self.fill_menu, key, spot))


def _icon(review: Review) -> str:
    return "component" if review.kind == "integrity" else kind_named(review.kind).icon


def _what(review: Review, today: dt.date) -> str:
    """What is to be looked at of it; on which day, where there is room for that too."""
    if review.kind == "integrity":
        return counted("{n} element", "{n} elements", review.count)
    if review.kind == "withdrawal_condition":
        return _("Condition")
    label = _(kind_named(review.kind).label)
    return f"{label}, {short_date(review.day.isoformat(), today)}" if review.kind in _WITH_DAY else label


def _row(review: Review, today: dt.date) -> ActingRow:
    late, now = review.days < 0, review.days == 0
    return ActingRow(
        uid=review.key,
        title=review.name or _("Without a name"),
        icon=_icon(review),
        second=_what(review, today),
        date=due_words(review.days),
        date_icon="circle-alert" if late else "clock" if now else "calendar",
        tone="bad" if late else "warn" if now else "",
        private=review.private,
    )
