"""One of what waits: its versions side by side, what can be chosen, why, and what else the record says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from isp_desktop.domain.language import _, counted
from isp_desktop.domain.word_diff import Piece
from isp_desktop.services.conflicts import Conflict, Contested, Version
from isp_desktop.services.linking import Linker
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.chips import Chip
from isp_desktop.ui.kit.fields import Editor
from isp_desktop.ui.kit.notices import Remark
from isp_desktop.ui.kit.panels import HairLine, SectionHead
from isp_desktop.ui.kit.slices import Slices
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.conflicts import words
from isp_desktop.ui.pages.conflicts.cards import BeforeCard, ChoiceCard, Columns
from isp_desktop.ui.pages.conflicts.reading import MOST_SIDES, Item, Shown, Side, began_empty
from isp_desktop.ui.pages.conflicts.why import Why
from isp_desktop.ui.parts.field_editors import TYPED, editor_of, shortened
from isp_desktop.ui.parts.links import Links

_FACT_LABEL = 118
# An editor takes seconds to begin with more.
_MOST_BEGUN = 50_000


@dataclass(frozen=True, slots=True)
class Choice:
    """What a card stands for.

    Attributes:
        key: "take" with the `revision`, "joined" with its `value`, "anew", "keep" or "delete".
        verb: the words on the button that does it.
        told: what became of the field, in words; of "anew" it is what stands in the editor.
    """

    key: str
    verb: str
    told: str = ""
    revision: str = ""
    value: str = ""


class SettleView(QWidget):
    """What is on the right of the page, built card by card; it is whole when `slices` are done.

    Attributes:
        item: what it shows, with the heads that were on screen.
        cards: what can be chosen, in the order of the keys 1, 2, 3.

    Signals:
        chosen: another card was chosen.
        typed: something was typed that has to be kept.
        open_asked: the record itself is to be shown.
    """

    chosen = Signal()
    typed = Signal()
    open_asked = Signal()

    def __init__(self, theme: Theme, shown: Shown, linker: Linker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._shown, self.item = theme, shown, shown.item
        self.cards: list[tuple[Choice, ChoiceCard]] = []
        self.editor: Editor | None = None
        self._was_written = False
        self._begins_with: Any = None
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(28, 16, 32, 20)
        self._column.setSpacing(12)
        self._columns = Columns(theme)
        self._more = Button(theme, "", "link", height=24)
        self._more.setObjectName("more-versions")
        self._more.clicked.connect(self._show_more)
        self.why = Why(theme, words.goes_to(self.item))
        # It comes last in the order of Tab; a view that is left before that takes it along.
        self.destroyed.connect(self.why.deleteLater)
        self.why.changed.connect(self.typed)
        self._group.idToggled.connect(lambda _number, on: self._on_chosen() if on else None)
        self.slices = Slices(self)
        self._add_head()
        self._column.addWidget(self._columns)
        self._column.addWidget(self._more)
        self._more.hide()
        self.slices.begin((*self._parts(linker), self._add_end))

    def _parts(self, linker: Linker) -> Iterator[Callable[[], object]]:
        """What builds the cards, one after the other."""
        if isinstance(self.item, Contested):
            yield partial(self._add_contested, self.item)
            return
        if self.item.before is not None:
            yield partial(self._add_before, self.item.before)
        yield from self._next_versions(self.item)
        yield self._add_joined
        yield partial(self._add_anew, linker)

    def _add_end(self) -> None:
        self._column.addSpacing(4)
        self._column.addWidget(self.why)
        self._add_rest()
        self._column.addStretch(1)
        joined = self._shown.joined
        if joined is not None and not joined.overlaps and self.chosen_card() is None:
            self._check("joined")

    def chosen_one(self) -> Choice | None:
        """What is chosen; None while nothing is, or while it is being built."""
        built = self.slices.is_done()
        return next((choice for choice, card in self.cards if built and card.pick.isChecked()), None)

    def chosen_card(self) -> ChoiceCard | None:
        """The card that is chosen; None while none is."""
        return next((card for _choice, card in self.cards if card.pick.isChecked()), None)

    def choose(self, number: int) -> None:
        """Chooses a card by its key; nothing for a number that no card has."""
        if 0 < number <= len(self.cards):
            pick = self.cards[number - 1][1].pick
            pick.setChecked(True)
            pick.setFocus()
            if self.editor is not None and self.cards[number - 1][0].key == "anew":
                self.editor.setFocus()

    def typed_values(self) -> dict[str, Any]:
        """What was typed here and has to be kept, as JSON; {} for nothing."""
        choice = self.chosen_one()
        kept: dict[str, Any] = {"why": self.why.text()} if self.why.text() else {}
        if self.editor is not None and self._was_written:
            kept |= {"anew": self.editor.value(), "chosen": choice is not None and choice.key == "anew"}
        return kept

    def show_typed(self, kept: Mapping[str, Any]) -> None:
        """Shows again what was typed before."""
        self.why.set_text(str(kept.get("why", "")))
        if self.editor is not None and "anew" in kept:
            self._was_written = True
            self._begins_with = None
            self.editor.set_value(kept["anew"])
            if kept.get("chosen"):
                self._check("anew")

    def _check(self, key: str) -> None:
        next(card for choice, card in self.cards if choice.key == key).pick.setChecked(True)

    def _on_written(self) -> None:
        self._was_written = True
        self.typed.emit()

    def _on_chosen(self) -> None:
        choice = self.chosen_one()
        if self.editor is not None:
            is_wanted = choice is not None and choice.key == "anew"
            if is_wanted and self._begins_with is not None:
                self.editor.set_value(self._begins_with)
                self._begins_with = None
            self.editor.setVisible(is_wanted)
        self.chosen.emit()

    def _add_head(self) -> None:
        spec = words.spec_of(self.item)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(Label(self._theme, words.label(self.item), "title"))
        below = QHBoxLayout()
        below.setSpacing(6)
        below.addWidget(Remark(self._theme, words.where(self.item), spec.icon if spec else "file-text"))
        self.open_button = Button(self._theme, _("Open it"), "link", height=24)
        self.open_button.clicked.connect(self.open_asked)
        below.addWidget(self.open_button)
        if isinstance(self.item, Conflict) and self.item.private:
            below.addWidget(Chip(self._theme, _("Private"), "private"))
        below.addStretch(1)
        names.addLayout(below)
        row = QHBoxLayout()
        row.addLayout(names, 1)
        if any(piece.kind != "same" for side in self._shown.sides for piece in side.pieces):
            row.addWidget(_Legend(self._theme, isinstance(self.item, Conflict) and began_empty(self.item)))
        self._column.addLayout(row)

    def _add_card(self, choice: Choice, title: str, detail: str, across: bool = False) -> ChoiceCard:
        card = ChoiceCard(self._theme, title, detail, len(self.cards) + 1, across)
        card.setObjectName(f"choice-{len(self.cards) + 1}")
        self._group.addButton(card.pick, len(self.cards) + 1)
        self.cards.append((choice, card))
        return card

    def _add_before(self, before: Version) -> None:
        pieces = [Piece("same", before.words)] if before.words else []
        self._columns.add(BeforeCard(self._theme, words.signed(before), pieces))

    def _next_versions(self, item: Conflict) -> list[Callable[[], object]]:
        """What adds the first versions that are not shown yet, and says how many more there are."""
        shown = sum(choice.key == "take" for choice, _card in self.cards)
        sides = self._shown.sides[shown : shown + MOST_SIDES]
        left = len(self._shown.sides) - shown - len(sides)
        self._more.set_words(counted("Show {n} more version", "Show {n} more versions", left))
        return [*(partial(self._add_version, item, side) for side in sides), partial(self._more.setVisible, left > 0)]

    def _show_more(self) -> None:
        if isinstance(self.item, Conflict) and self.slices.is_done():
            self.slices.begin(self._next_versions(self.item))

    def _add_version(self, item: Conflict, side: Side) -> None:
        title = words.side_title(side.version, item.versions)
        choice = Choice("take", self._verb(side.version, item), side.version.words, side.version.revision)
        card = self._add_card(choice, title, words.signed(side.version))
        card.add_text(side.pieces)
        self._columns.add(card)

    @staticmethod
    def _verb(version: Version, item: Conflict) -> str:
        if version.mine and sum(one.mine for one in item.versions) == 1:
            return _("Keep yours")
        return _("Keep theirs") if not version.mine and len(item.versions) == 2 else _("Keep this one")

    def _add_joined(self) -> None:
        joined = self._shown.joined
        if joined is None:
            return
        told = _("The changes overlap") if joined.overlaps else _("The changes fit together")
        choice = Choice("joined", _("Keep both"), joined.words or joined.text, value=joined.text)
        card = self._add_card(choice, _("Both, joined"), told, across=True)
        if joined.overlaps:
            sentence = _("Where the same words were changed, all versions of them stand there: read it first.")
            card.column.addWidget(Prose(self._theme, sentence, "meta"))
        card.add_text(self._shown.joined_pieces, boxed=True)
        self._column.addWidget(card)

    def _add_anew(self, linker: Linker) -> None:
        field, joined = self._shown.field, self._shown.joined
        if field is None or field.by_program or field.type not in TYPED:
            return
        made = editor_of(self._theme, field, Links(linker, makes=False), _(field.label), (4, 14))
        self.editor = shortened(self._theme, field, made)
        self.editor.setObjectName("anew")
        self.editor.changed.connect(self._on_written)
        latest = max((side.version for side in self._shown.sides), key=lambda version: version.at_ms)
        beginning = joined.text if joined is not None else latest.value
        if not latest.understood or (isinstance(beginning, str) and len(beginning) > _MOST_BEGUN):
            beginning, detail = None, _("Start with nothing")
        else:
            detail = _("Start from the latest and edit") if joined is None else _("Start from the joined text and edit")
        self._begins_with = beginning
        card = self._add_card(Choice("anew", _("Keep what you wrote")), _("Write it anew"), detail, across=True)
        card.column.addWidget(self.editor)
        self.editor.hide()
        self._column.addWidget(card)

    def _add_contested(self, item: Contested) -> None:
        for choice, title, detail, told in _ends(item):
            card = self._add_card(choice, title, detail)
            card.add_text([Piece("same", told)])
            self._columns.add(card)

    def _add_rest(self) -> None:
        if not self._shown.rest:
            return
        self._column.addSpacing(8)
        self._column.addWidget(HairLine(self._theme))
        self._column.addWidget(SectionHead(self._theme, _("What else the record says")))
        self._column.addWidget(_Rest(self._theme, self._shown.rest))


def _ends(item: Contested) -> Iterator[tuple[Choice, str, str, str]]:
    """The two ways in which a contested record can go on: the choice, its name, who is for it, and what it means."""
    changed, deleted = item.changes[:1], item.deletions[:1]
    fields = ", ".join(dict.fromkeys(one.words for one in item.changes if one.words))
    told = _("It stays, with every change: {fields}").format(fields=fields)
    yield (
        Choice("keep", _("Keep it"), _("the record")),
        _("Keep it"),
        _("Changed: {who}").format(who=words.signed(changed[0])) if changed else "",
        told if fields else _("It stays, with every change."),
    )
    yield (
        Choice("delete", _("Delete it")),
        _("Delete it"),
        _("Deleted: {who}").format(who=words.signed(deleted[0])) if deleted else "",
        _("It leaves lists and search, for everyone who gets this. Its history stays, and it can be brought back."),
    )


class _Legend(QWidget):
    """What the marks in the texts mean."""

    def __init__(self, theme: Theme, is_new: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        if is_new:
            row.addWidget(Chip(theme, _("Only here"), "good", "plus"))
            row.addWidget(Label(theme, _("Nothing stood here before"), "meta"))
        else:
            row.addWidget(Chip(theme, _("Added"), "good", "plus"))
            row.addWidget(Chip(theme, _("Taken out"), "bad", "x"))
            row.addWidget(Label(theme, _("compared with before"), "meta"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


class _Rest(QWidget):
    """Labels and words in two columns."""

    def __init__(self, theme: Theme, rest: tuple[tuple[str, str], ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        half = -(-len(rest) // 2)
        for at, (label, told) in enumerate(rest):
            name = Label(theme, label, "meta")
            name.setFixedWidth(theme.px(_FACT_LABEL))
            row, column = at % half, at // half * 2
            grid.addWidget(name, row, column)
            grid.addWidget(Label(theme, told), row, column + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)


def same(one: Item, other: Item) -> bool:
    """Whether both show the same, whatever became of the rest of the record."""
    if isinstance(one, Conflict) and isinstance(other, Conflict):
        return (one.heads, one.before, one.title) == (other.heads, other.before, other.title)
    return one == other
