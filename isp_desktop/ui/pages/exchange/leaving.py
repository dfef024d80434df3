"""What leaves, by kind and record by record, and what stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.db.models import kinds
from isp_desktop.domain.language import _, counted
from isp_desktop.services.sharing.planned import Leaving, Plan
from isp_desktop.ui.kit.chips import ChipSpec, chip_size, paint_chip
from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.paint import hatch, painting, rounded
from isp_desktop.ui.kit.rows import Row
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.exchange.folding import Fold
from isp_desktop.ui.pages.exchange.words import kind_label, names_words


class PrivateStays(QFrame):
    """How much private stays: plum, hatch, dashed edge, lock, and the word."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = Prose(theme, "", "strong", "private")
        self._detail = Prose(theme, "", "meta", "text2")
        self._chip = ChipSpec(_("0 leave"), "private", "shield")
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._title)
        words.addWidget(self._detail)
        row = QHBoxLayout(self)
        row.addLayout(words, 1)
        self._row = row
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        px = self._theme.px
        pad(self._row, px(44), px(8), chip_size(self._chip, self._theme).width() + px(26), px(9))
        self.update()

    def show_plan(self, plan: Plan) -> None:
        """Says what stays of what is around the records that leave."""
        records, parts = plan.private_records, plan.private_parts
        if records:
            title = counted("{n} private record stays here", "{n} private records stay here", records)
        else:
            title = _("Nothing private leaves")
        if parts:
            told = counted(
                "{n} record leaves without its private notes.", "{n} records leave without their private notes.", parts
            )
        else:
            told = _("A bundle is made from what is shared alone.")
        self._title.setText(title)
        self._detail.setText(told)
        self.setAccessibleName(f"{title}. {told}")

    def title(self) -> str:
        """What it says first."""
        return self._title.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px, box = self._theme.tokens, self._theme.px, QRectF(self.rect())
        with painting(self) as painter:
            hatch(painter, box, t, px(8))
            rounded(painter, box, px(8), edge=t.private_line, dashed=True)
            paint_icon(painter, "lock", t.private, QRectF(0, 0, px(46), box.height()), px(18))
            size = chip_size(self._chip, self._theme)
            place = QRectF(box.width() - size.width() - px(14), (box.height() - size.height()) / 2, 0, 0)
            place.setSize(size.toSizeF())
            paint_chip(painter, place, self._chip, self._theme, lifted=True)


def by_kind(records: Sequence[Leaving]) -> dict[str, list[Leaving]]:
    """The records of each kind, in the order in which kinds are shown everywhere."""
    order = {kind: at for at, kind in enumerate(kinds())}
    found: dict[str, list[Leaving]] = {}
    for record in records:
        found.setdefault(record.kind, []).append(record)
    return {kind: found[kind] for kind in sorted(found, key=lambda one: order.get(one, len(order)))}


def folds(records: Mapping[str, Sequence[Leaving]]) -> list[Fold]:
    """What leaves, a line for each kind."""
    return [_fold(kind, of_kind) for kind, of_kind in records.items()]


def _fold(kind: str, records: Sequence[Leaving]) -> Fold:
    spec = kinds().get(kind)
    return Fold(
        kind,
        spec.icon if spec else "circle-help",
        len(records),
        kind_label(kind, len(records)),
        names_words([one.title for one in records], len(records)),
        lambda at: _row(records[at], at),
        len(records),
    )


def _row(one: Leaving, at: int) -> Row:
    changes = counted("{n} change", "{n} changes", one.revisions)
    chip = ChipSpec(_("Deleted"), "plain", "trash-2") if one.deleted else None
    return Row(one.uid, one.title or _("Without a name"), key=at, chip=chip, date=changes)
