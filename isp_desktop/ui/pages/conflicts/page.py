"""What two people changed at the same time, settled one by one. Nothing forces it: what is left waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _
from isp_desktop.services.conflicts import Conflict, Contested
from isp_desktop.services.linking import Linker
from isp_desktop.services.records import Saved
from isp_desktop.ui.kit.autosave import Autosave, Keep
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.draft_page import scrolled
from isp_desktop.ui.kit.empty import EmptyState
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.panels import HairLine
from isp_desktop.ui.kit.rows import Row
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.conflicts import doing, reading, words
from isp_desktop.ui.pages.conflicts.parts import Foot, Progress, WaitingList
from isp_desktop.ui.pages.conflicts.reading import Found, Item, Shown, key_of
from isp_desktop.ui.pages.conflicts.view import Choice, SettleView, same

_NARROW = 1000


@dataclass(frozen=True, slots=True)
class _Settled:
    """What was settled on this page since it was opened."""

    item: Item
    told: str


class ConflictsPage(Page):
    """All that waits to be settled at the left, one of it at the right.

    Args:
        uid: the record to begin with, or "".

    Attributes:
        view: what is shown at the right; None while nothing is.
    """

    def __init__(self, theme: Theme, jobs: Jobs, store: Store, uid: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._store, self._uid = theme, store, uid
        self._items: dict[str, Item] = {}
        self._settled: dict[str, _Settled] = {}
        self._order: list[str] = []
        self._typed: dict[str, dict[str, Any]] = {}
        self._current = ""
        self._was_read = False
        self.view: SettleView | None = None
        self._finding = Latest(jobs, _("Looking for what waits to be settled"), self)
        self._showing = Latest(jobs, _("Comparing the versions"), self)
        self.autosave = Autosave(self._snapshot, self)
        self._build()
        self._connect()
        self.refresh(frozenset())

    def _build(self) -> None:
        self.header = PageHeader(self._theme, _("Conflicts"))
        self.header.set_line(_("Looking…"))
        self.progress = Progress(self._theme)
        self.later_button = Button(self._theme, _("Leave for later"), "quiet")
        self.later_button.setObjectName("later")
        self.header.add_action(self.progress)
        self.header.add_action(self.later_button)
        self.waiting = WaitingList(self._theme)
        self.foot = Foot(self._theme)
        self.empty = EmptyState(
            self._theme,
            _("Nothing to settle"),
            _(
                "When a colleague and you change the same field before you exchange, both versions wait here side by "
                "side. Nothing is ever overwritten."
            ),
        )
        self._ground = QStackedWidget()
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._ground, 1)
        column.addWidget(HairLine(self._theme))
        column.addWidget(self.foot)
        self._both = QWidget()
        row = QHBoxLayout(self._both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.waiting)
        row.addWidget(HairLine(self._theme, down=True))
        row.addWidget(right, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._both)
        self._stack.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.header)
        outer.addWidget(self._stack, 1)
        self.foot.hide()
        self.progress.hide()
        self.later_button.hide()
        self.setFocusProxy(self.waiting)

    def _connect(self) -> None:
        self._finding.read_through.connect(self._take)
        self._finding.failed.connect(self.said)
        self._showing.read_through.connect(self._show_view)
        self._showing.failed.connect(self.said)
        self.waiting.picked.connect(self._go_to)
        self.foot.before.clicked.connect(lambda: self._step(-1))
        self.foot.after.clicked.connect(lambda: self._step(1))
        self.foot.keep.clicked.connect(self.keep)
        self.later_button.clicked.connect(self.back_asked)
        self.autosave.failed.connect(self.said)
        for number in range(1, 10):
            self._on_key(str(number), partial(self._choose, number))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self._on_key(keys, self.keep)
        self._on_key("Ctrl+PgUp", lambda: self._step(-1))
        self._on_key("Ctrl+PgDown", lambda: self._step(1))

    def _on_key(self, keys: str, act: Callable[[], object]) -> None:
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence(keys), self, act, context=inside)

    def keep(self) -> None:
        """Settles what is shown as it was chosen, and goes to the next one; nothing where nothing is chosen."""
        view = self.view
        choice = view.chosen_one() if view is not None else None
        if view is None or choice is None or key_of(view.item) not in self._items:
            return
        if view.editor is not None and choice.key == "anew":
            view.editor.commit()
            if problem := view.editor.problem():
                view.editor.set_error(problem)
                return
        told = choice.told if choice.key != "anew" else str(view.typed_values().get("anew") or "")
        settle = doing.settling_of(self._store, view, choice)
        self._told(partial(self._settle_by, view, settle, choice, told))

    def _settle_by(self, view: SettleView, settle: Callable[[], Saved], choice: Choice, told: str) -> None:
        try:
            saved = settle()
        except BadInput as error:
            # Another one may be shown by then.
            if not (error.field and view is self.view and view.editor is not None and view.editor.isVisible()):
                raise
            view.editor.set_error(str(error).replace(f" ({error.field})", ""))
        else:
            self._on_settled(view.item, choice, told, saved)

    def _on_settled(self, item: Item, choice: Choice, told: str, saved: Saved) -> None:
        key = key_of(item)
        following = self._beside(key, 1)
        sentence = {"keep": _("Kept"), "delete": _("Deleted")}.get(choice.key) or words.kept(told)
        self._settled[key] = _Settled(item, sentence)
        self._items.pop(key, None)
        if self._typed.pop(key, None) is not None:
            self.autosave.touch()
        if self._current == key:
            self._current = "" if following == key else following
        self._show_all()
        done = _("“{label}” settled").format(label=words.label(item))
        self.undo_offered.emit(done, partial(_take_back, self, self._store, item, saved))

    def go_back_to(self, key: str) -> None:
        """Shows again what was just taken back, once it is read."""
        self._settled.pop(key, None)
        self._current = key

    def _take(self, found: object) -> None:
        """Shows what waits now."""
        assert isinstance(found, Found)
        self._items = dict(found.items)
        if not self._was_read:
            self._was_read = True
            self._typed = {key: dict(kept) for key, kept in found.typed.items()}
            self._current = next((key for key, item in self._items.items() if item.uid == self._uid), "")
        for key in self._items:
            # A colleague settled it otherwise, or it was taken back.
            self._settled.pop(key, None)
        self._show_all()

    def _show_all(self) -> None:
        known = {**{key: one.item for key, one in self._settled.items()}, **self._items}
        self._order = doing.side_by_side([*(key for key in self._order if key in known), *known], known)
        if self._current not in self._items:
            self._current = next((key for key in self._order if key in self._items), "")
        self._stack.setCurrentWidget(self._both if known else self.empty)
        count, done = len(known), len(known) - len(self._items)
        self.progress.show_state(done, count)
        self.later_button.setVisible(bool(self._items))
        self.header.set_line(self._headline())
        self.waiting.show_rows([self._row(key) for key in self._order], self._current)
        self._read_current()

    def _headline(self) -> str:
        if self._items:
            return words.headline(list(self._items.values()))
        return _("All is settled.") if self._settled else _("Nobody changed what somebody else changed too.")

    def _row(self, key: str) -> Row:
        settled = self._settled.get(key)
        item = self._items[key] if settled is None else settled.item
        return Row(
            uid=key,
            title=words.label(item),
            icon="circle-check" if settled else "trash-2" if isinstance(item, Contested) else "git-compare",
            second=settled.told if settled else words.happened(item),
            section=words.where(item),
            private=isinstance(item, Conflict) and item.private,
            faded=settled is not None,
        )

    def _read_current(self) -> None:
        item = self._items.get(self._current)
        if item is None:
            self._clear()
        elif self.view is not None and same(self.view.item, item):
            # With the heads of then: what came in since was not on screen.
            self._show_foot()
        else:
            self._showing.read(lambda _progress: reading.shown(self._store, item))

    def _clear(self) -> None:
        """Nothing is left: the page says so beside what was settled."""
        had_focus = self._holds_focus()
        self._put(EmptyState(self._theme, _("All is settled"), _("It goes to colleagues with the next exchange.")))
        self.view = None
        self.foot.hide()
        if had_focus:
            self.waiting.setFocus()

    def _holds_focus(self) -> bool:
        """Whether the focus is in what is shown at the right, or on the button that settled it."""
        within = self.window().focusWidget()
        return within is not None and (self.foot.isAncestorOf(within) or self._ground.isAncestorOf(within))

    def _show_view(self, shown: object) -> None:
        assert isinstance(shown, Shown)
        key = key_of(shown.item)
        if key != self._current or key not in self._items:
            return
        had_focus = self._holds_focus()
        self.view = SettleView(self._theme, shown, Linker(self._store))
        self.view.slices.done.connect(
            partial(self._on_built, self.view, had_focus), Qt.ConnectionType.SingleShotConnection
        )
        self.view.open_asked.connect(partial(self.record_asked.emit, shown.item.kind, shown.item.uid))
        self._put(scrolled(self.view, surface=False))
        self.foot.show()
        self._show_foot()

    def _on_built(self, view: SettleView, had_focus: bool) -> None:
        view.show_typed(self._typed.get(key_of(view.item), {}))
        view.chosen.connect(self._on_chosen)
        view.typed.connect(self._on_typed)
        if had_focus and view.cards:
            (view.chosen_card() or view.cards[0][1]).pick.setFocus()
        self._show_foot()

    def _put(self, widget: QWidget) -> None:
        while (before := self._ground.widget(0)) is not None:
            self._ground.removeWidget(before)
            before.hide()
            before.deleteLater()
        self._ground.addWidget(widget)

    def _show_foot(self) -> None:
        choice = self.view.chosen_one() if self.view is not None else None
        waiting = len(self._items)
        self.foot.show_state(choice.verb if choice else "", waiting < 2, waiting < 2)

    def _on_chosen(self) -> None:
        self._show_foot()
        self._on_typed()

    def _on_typed(self) -> None:
        view = self.view
        if view is None:
            return
        key, typed = key_of(view.item), view.typed_values()
        if typed != self._typed.get(key, {}):
            self._typed[key] = typed
            self.autosave.touch()

    def _snapshot(self) -> Keep:
        kept = {key: dict(typed) for key, typed in self._typed.items() if typed}
        return partial(doing.keep_typed, self._store, kept)

    def _choose(self, number: int) -> None:
        if self.view is not None:
            self.view.choose(number)
            self._bring_into_sight(number)

    def _bring_into_sight(self, number: int) -> None:
        area = self._ground.currentWidget()
        if isinstance(area, QScrollArea) and self.view is not None and 0 < number <= len(self.view.cards):
            area.ensureWidgetVisible(self.view.cards[number - 1][1].pick)

    def _go_to(self, key: str) -> None:
        """Shows another one; one that is settled stays as it is, its record's history has all of it."""
        if key in self._items and key != self._current:
            self._current = key
            self._read_current()

    def _beside(self, key: str, step: Literal[-1, 1]) -> str:
        """What waits after (1) or before (-1) `key`, going round; `key` where nothing else does."""
        if key not in self._order:
            return key
        at = self._order.index(key)
        round_ = [self._order[(at + step * turn) % len(self._order)] for turn in range(1, len(self._order))]
        return next((one for one in round_ if one in self._items), key)

    def _step(self, step: Literal[-1, 1]) -> None:
        following = self._beside(self._current, step)
        if following in self._items and following != self._current:
            self._current = following
            self.waiting.list.select(following)
            self._read_current()

    def is_whole(self) -> bool:
        return self._was_read and (self.view is None or self.view.slices.is_done())

    def feet(self) -> Sequence[QWidget]:
        return (self.foot,)

    def refresh(self, kinds: frozenset[str]) -> None:
        self._finding.read(lambda _progress: reading.look(self._store))

    def flush(self) -> None:
        view = self.view
        if view is not None and view.editor is not None and view.editor.isVisible():
            view.editor.commit()
        self.autosave.flush()
        if self.autosave.is_dirty() and self.autosave.failure is not None:
            raise self.autosave.failure
        super().flush()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.waiting.set_narrow(self.width() < self._theme.px(_NARROW))


def _take_back(page: ConflictsPage, store: Store, item: Item, saved: Saved) -> None:
    doing.take_back(store, item, saved)
    # The page may have been left by then.
    if isValid(page):
        page.go_back_to(key_of(item))
