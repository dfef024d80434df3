"""The form of a trust rating: both types with their indicators, done in a minute by the digits and the arrows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.domain.kinds import FieldSpec, KindSpec
from isp_desktop.domain.language import _, marked, number
from isp_desktop.domain.trust import INDICATORS, Type
from isp_desktop.services.linking import Linker
from isp_desktop.services.trust import TYPES, Before
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.fields import Editor, Value
from isp_desktop.ui.kit.rating import RatingEditor
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.record.form import Fill, RecordForm

LastMarks = Callable[[str, str, str, dt.date], Mapping[str, Before]]
"""What each indicator was rated last, from stakeholder, rater, way and day."""

_FIRST, _LAST = ("stakeholder", "date", "way"), ("visit", "rater")
_ON = ("stakeholder", "date", "way", "rater")
_ASKED: Mapping[Type, str] = {
    "intrapersonal": marked(
        "How reliable, competent and committed they seem to believe you. 1 hardly, 5 fully; empty is not rated."
    ),
    "interpersonal": marked(
        "What both sides seem to see in what is between you. 1 hardly, 5 fully; empty is not rated."
    ),
}
_NAMES = tuple(name for names in INDICATORS.values() for name in names)


class TrustForm(RecordForm):
    """Beside each indicator stands what it was rated last, which is never taken over."""

    def __init__(
        self,
        theme: Theme,
        spec: KindSpec,
        linker: Linker,
        fill: Fill,
        last_marks: LastMarks,
        parent: QWidget | None = None,
    ) -> None:
        self._last_marks = last_marks
        super().__init__(theme, spec, linker, fill, parent)
        self.changed.connect(self._on_changed)

    def _pieces(self, spec: KindSpec) -> Iterator[Callable[[], None]]:
        for name in _FIRST:
            yield partial(self._add_field, spec.field(name))
        for of, names in INDICATORS.items():
            yield partial(self._add_head, of)
            yield from (partial(self._add_field, spec.field(name)) for name in names)
        yield partial(self._add_private, [spec.field("evidence")])
        for name in _LAST:
            yield partial(self._add_field, spec.field(name))
        yield self._show_last

    def first(self) -> Editor:
        """With whom; where that is said, the first indicator."""
        while _NAMES[0] not in self._editors:
            self.build_next()
        return self._editors["stakeholder" if not self._editors["stakeholder"].value() else _NAMES[0]]

    def set_values(self, values: Mapping[str, Value]) -> None:
        super().set_values(values)
        self._show_last()

    def _make(self, field: FieldSpec) -> Editor:
        if field.name not in _NAMES:
            return super()._make(field)
        made = RatingEditor(self._theme)
        made.beside = partial(self._beside, field.name)
        return made

    def _beside(self, name: str, step: int) -> Editor | None:
        at = _NAMES.index(name) + step
        return self.editors[_NAMES[at]] if 0 <= at < len(_NAMES) else None

    def _add_head(self, of: Type) -> None:
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(0, self._theme.px(8), 0, 0)
        column.setSpacing(2)
        column.addWidget(Label(self._theme, _(TYPES[of]), "heading"))
        column.addWidget(Prose(self._theme, _(_ASKED[of]), "meta"))
        self.column.addWidget(head)

    def _on_changed(self, name: str) -> None:
        if name in _ON:
            self._show_last()

    def _show_last(self) -> None:
        found = self._read_last()
        for name in _NAMES:
            editor = self.editors[name]
            assert isinstance(editor, RatingEditor)
            editor.set_remark(_last_words(found.get(name)))

    def _read_last(self) -> Mapping[str, Before]:
        stakeholder, day, way, rater = (str(self.editors[name].value() or "") for name in _ON)
        if not (stakeholder and day):
            return {}
        return self._last_marks(stakeholder, rater, way, dt.date.fromisoformat(day))


def _last_words(before: Before | None) -> str:
    if before is None:
        return ""
    day = short_date(before.day, dt.date.today())
    return _("last time {mark}, {day}").format(mark=number(before.mark), day=day)
