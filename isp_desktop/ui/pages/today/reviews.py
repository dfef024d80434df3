"""Reviews of sites and initiatives that are due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
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

_QUARTER, _HALF = 13 * 7, 26 * 7


class ReviewsPart(Part):
    """The menu of a review opens the record and sets the next one."""

    def __init__(self, theme: Theme, store: Store, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(theme, today, parent)
        self._store = store
        self._reviews: dict[str, Review] = {}
        self.rows = self.make_rows("reviews", _("Reviews due")).looking()
        self.column.addWidget(self.rows)
        self.rows.offer_all(_("All sites"), lambda: self.list_asked.emit("site"))
        self.rows.opened.connect(lambda uid: self.record_asked.emit(self._reviews[uid].kind, uid))
        self.rows.menu_asked.connect(self._open_menu)

    def show_reviews(self, found: Sequence[Review]) -> None:
        """Shows what was read."""
        self._reviews = {review.uid: review for review in found}
        if found:
            rows = [_row(review, self._today()) for review in found[:SHOWN]]
            self.rows.show_rows(rows, number(len(found)))
        else:
            nothing = counted("No review is due within {n} day.", "No review is due within {n} days.", AHEAD)
            self.rows.say(f"{nothing} {_('A site, an initiative and a challenge can have one.')}")

    def set_next(self, uid: str, day: dt.date) -> None:
        """Sets the next review."""
        told = _("Next review on {day}").format(day=short_date(day.isoformat(), self._today()))
        self.do(partial(service.set_review, self._store, self._reviews[uid].kind, uid, day), told)

    def fill_menu(self, uid: str, spot: QPoint, menu: Menu) -> None:
        """What can be done about one review."""
        review, today = self._reviews[uid], self._today()
        in_three, in_six = today + dt.timedelta(days=_QUARTER), today + dt.timedelta(days=_HALF)
        icon = kind_named(review.kind).icon
        menu.add(_("Open"), lambda: self.record_asked.emit(review.kind, uid), icon)
        menu.addSeparator()
        menu.add(_("Next review in 13 weeks"), lambda: self.set_next(uid, in_three), "calendar-clock")
        menu.add(_("Next review in 26 weeks"), lambda: self.set_next(uid, in_six), "calendar-days")
        menu.add(
            _("Next review on a day…"),
            lambda: self.pick_day(spot, in_three, partial(self.set_next, uid)),
            "calendar-plus",
        )

    def _open_menu(self, uid: str, spot: QPoint) -> None:
        self.open_menu(_("Review"), spot, partial(self.fill_menu, uid, spot))


def _row(review: Review, today: dt.date) -> ActingRow:
    late, now = review.days < 0, review.days == 0
    spec = kind_named(review.kind)
    return ActingRow(
        uid=review.uid,
        title=review.name or _("Without a name"),
        icon=spec.icon,
        second=f"{_(spec.label)}, {short_date(review.day.isoformat(), today)}",
        date=due_words(review.days),
        date_icon="circle-alert" if late else "clock" if now else "calendar",
        tone="bad" if late else "warn" if now else "",
        private=review.private,
    )
