"""The people of the overview as rows: last contact against the wanted gap, and both types of trust over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from isp_desktop.domain.language import _
from isp_desktop.domain.trust import INDICATORS, Course, Type
from isp_desktop.services import trust
from isp_desktop.services.coverage import contact_words
from isp_desktop.services.relationships import Relation
from isp_desktop.ui.kit.contact_bar import Gap, gap_words, paint_contact_bar
from isp_desktop.ui.kit.dates import short_date, written
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.paint import LEFT, painting, rule, text_width, write
from isp_desktop.ui.kit.row_delegate import RowDelegate
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.sparkline import Spark, paint_spark
from isp_desktop.ui.kit.theme import Theme

_TONES = {"low": 0, "building": 1, "strong": 2}
_CONTACT, _SPARK, _END, _GAP, _MOST = 92, 91, 8, 8, 170
_HEAD = 28


class PersonRow(Row, frozen=True):
    """A row with a last contact and two sparklines.

    Attributes:
        gap: days without contact against those wanted; None without a rhythm, and `contact` then says how long ago.
        past: they are more than wanted.
        sparks: intrapersonal and interpersonal trust.
    """

    gap: Gap | None = None
    contact: str = ""
    past: bool = False
    sparks: tuple[Spark, ...] = ()

    def spoken(self) -> str:
        return ", ".join((super().spoken(), self.contact, *(spark.words for spark in self.sparks)))


def person_row(one: Relation, today: dt.date) -> PersonRow:
    """A person of the overview as a row."""
    contact = one.contact
    words = gap_words(contact.days, contact.rhythm.wanted) if contact else contact_words(one.days)
    return PersonRow(
        uid=one.uid,
        title=one.name or _("Without a name"),
        avatar=one.name,
        second=one.about or _("No role noted"),
        gap=Gap(contact.days, contact.rhythm.wanted, words) if contact else None,
        contact=words,
        past=contact is not None and contact.state != "ok",
        sparks=tuple(_spark(one, of, today) for of in trust.TYPES),
    )


def _spark(one: Relation, of: Type, today: dt.date) -> Spark:
    """The practitioner's own course; one that only others rated is told in words beside it, never drawn as hers."""
    others = [course for course in one.courses if course.type == of and course is not one.mine[of]]
    told = [trust.typed_words(course, one.raters[course.rater]) for course in others]
    own = one.mine[of]
    if own is None:
        missing = _("By others") if others else _("Not rated")
        words = ". ".join((_("{type}: not rated by you").format(type=_(trust.TYPES[of])), *told))
        return Spark((), "", 0, "", missing, False, words)
    return _drawn(own, ". ".join((trust.typed_words(own, one.raters[own.rater]), *told)), today)


def _drawn(course: Course, words: str, today: dt.date) -> Spark:
    last = course.last
    day = short_date(last.day.isoformat(), today) if last.day.year == today.year else written(last.day, "yMMM")
    return Spark(
        stretches=tuple(tuple(level.mean for level in stretch) for stretch in course.stretches),
        value=trust.mean_words(last),
        tone=_TONES[last.word],
        trend=course.since_first or "",
        basis=_("{n} of {all}, {day}").format(n=len(last.marks), all=len(INDICATORS[course.type]), day=day),
        square=course.way == "diagnostic",
        words=words,
    )


def _columns(box: QRectF, theme: Theme, words: Sequence[str]) -> tuple[QRectF, QRectF, QRectF]:
    """Where last contact and both sparklines stand in a row, from the right; as wide as their labels and `words` are.

    Args:
        words: what stands in the column of the last contact.
    """
    px = theme.px
    spare = max(0.0, box.width() - px(520)) / 5
    labels = max(text_width(theme.caption(), _(label)) for label in trust.TYPES.values())
    told = max((text_width(theme.meta(), one) for one in words), default=0)
    spark = min(px(_MOST), max(labels + px(2), px(_SPARK) + spare))
    contact = min(px(_MOST), max(told + px(2), px(_CONTACT) + spare))
    second = QRectF(box.right() - px(_END) - spark, box.top(), spark, box.height())
    first = second.translated(-spark - px(_GAP), 0)
    return QRectF(first.left() - px(_GAP) - contact, box.top(), contact, box.height()), first, second


class PersonDelegate(RowDelegate):
    """Draws `PersonRow`s."""

    def _paint_end(self, painter: QPainter, body: QRectF, row: Row) -> float:
        assert isinstance(row, PersonRow)
        px = self._theme.px
        view = self.parent()
        words = view.contacts() if isinstance(view, PeopleList) else ()
        contact, *sparks = _columns(body, self._theme, words)
        self._paint_contact(painter, contact, row)
        for box, spark in zip(sparks, row.sparks, strict=True):
            paint_spark(painter, box.adjusted(0, px(6), 0, -px(6)), spark, self._theme)
        return contact.left() - px(10)

    def _paint_contact(self, painter: QPainter, box: QRectF, row: PersonRow) -> None:
        t, px = self._theme.tokens, self._theme.px
        words = QRectF(box.left(), box.top() + px(6), box.width(), px(20))
        write(painter, words, row.contact, self._theme.meta(), t.conflict if row.past else t.text2, LEFT)
        if row.gap is not None:
            bar = QRectF(box.left(), box.top() + px(28), box.width() - px(6), px(14))
            paint_contact_bar(painter, bar, row.gap, self._theme)


class PeopleList(RowList):
    """The rows; one click or the arrows choose a person, two clicks or Enter open her page."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._shown: Sequence[PersonRow] = ()
        self._longest: Sequence[str] = ()
        model = RowsModel(lambda after, limit: fetch_from(self._shown)(after, limit))
        super().__init__(theme, model, _("People by days past the wanted gap"), opens_on_click=False, parent=parent)
        model.setParent(self)
        self._delegate = PersonDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setObjectName("people")

    def show_rows(self, rows: Sequence[PersonRow]) -> None:
        """Other rows; the chosen one stays chosen where it is still there."""
        self._shown = rows
        self._longest = sorted((row.contact for row in rows), key=len)[-3:]
        self.refresh()

    def contacts(self) -> Sequence[str]:
        """What is told of the last contacts, the longest of it."""
        return self._longest

    def shown(self) -> Sequence[PersonRow]:
        """What it shows."""
        return self._shown


class PeopleHead(QWidget):
    """What the columns are called."""

    def __init__(self, theme: Theme, over: PeopleList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._over = theme, over
        self.setToolTip("\n".join(f"{_(label)}: {_(trust.MEANT[of])}" for of, label in trust.TYPES.items()))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(_HEAD))

    def paintEvent(self, _event: QPaintEvent) -> None:
        px, t = self._theme.px, self._theme.tokens
        width = self._over.viewport().width()
        box = QRectF(0, 0, width, self.height())
        contact, first, second = _columns(box, self._theme, self._over.contacts())
        person = QRectF(px(16), 0, contact.left() - px(20), self.height())
        words = (_("Person"), _("Last contact"), *(_(label) for label in trust.TYPES.values()))
        with painting(self) as painter:
            for place, label in zip((person, contact, first, second), words, strict=True):
                write(painter, place, label, self._theme.caption(), t.text2, LEFT)
            rule(painter, 0, self.height() - 0.5, self.width(), self.height() - 0.5, t.line2)
