"""The card of a leadership change: who leaves and who comes, the steps on a line, and the checklist beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, number
from isp_desktop.domain.transitions import Step, place_of
from isp_desktop.services import continuity, transition_acts
from isp_desktop.services.continuity import Proposal
from isp_desktop.services.linking import Linker
from isp_desktop.services.today import due_words
from isp_desktop.services.transitions import Item, Transition, progress_words, step_words, who_words
from isp_desktop.ui.kit.acting import ActingRow
from isp_desktop.ui.kit.acting_list import ActingList
from isp_desktop.ui.kit.asking import said_yes
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.card import CardHead
from isp_desktop.ui.kit.chips import Chip
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.facts import Facts
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.notices import Remark
from isp_desktop.ui.kit.panels import HairLine, Panel
from isp_desktop.ui.kit.part import Part
from isp_desktop.ui.kit.step_line import LineStep, StepLine
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.parts.transition.acts import TransitionActs
from isp_desktop.ui.parts.transition.asking import ItemDialog, ProposalsDialog

# With less room than the first for the checklist beside the steps it stands under them; than the second, in one column;
# what is private says so in each row, which takes the third.
_CHECKS, _TWO, _TWO_PRIVATE = 520, 620, 860
_LINE_WIDTH, _AT_FIRST = 380, 8


class TransitionCard(Part):
    """Space or the circle marks an item as done; its menu moves it or leaves it out. A step opens its menu.

    Args:
        opens: its head says which change it is, and leads to its page; off on that page itself.
    """

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        store: Store,
        today: Callable[[], dt.date],
        opens: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, today, parent)
        self._store, self._linker = store, Linker(store)
        self._found: Transition | None = None
        self._items: dict[str, Item] = {}
        self._opens, self._is_whole = opens, False
        self._columns_shown = 0
        self.acts = TransitionActs(theme, store, self, today)
        self._proposing = Latest(jobs, _("What hangs on whoever leaves"), self)
        self._proposing.read_through.connect(self._ask_proposals)
        self._make()
        self._lay_out()

    def _make(self) -> None:
        self.head = CardHead(self._theme, _("Leadership change"))
        self.facts = Facts()
        self.open_button = Button(self._theme, _("Open"), "link", height=28)
        self.open_button.clicked.connect(self._open)
        self.line = StepLine(self._theme, _("Steps"))
        self.line.pressed.connect(self._open_step)
        names = _("Checklist"), _("Checklist, second column")
        self.lists = tuple(ActingList(self._theme, name, self) for name in names)
        for at, made in enumerate(self.lists):
            made.setObjectName(f"checklist-{at}")
            made.ticked.connect(lambda uid, done: self.acts.tick(self._items[uid], done))
            made.opened.connect(lambda uid: self.record_asked.emit("continuity_item", uid))
            made.menu_asked.connect(self._open_item)
            made.picked.connect(lambda _uid, made=made: self.row_reached.emit(made))
        self.nothing = Prose(self._theme, "", "body", "text2")
        self.all_button = Button(self._theme, "", "link", height=28)
        self.all_button.clicked.connect(self._unfold)
        self.propose_button = Button(self._theme, _("Make the checklist"), "link", "list-checks", 28)
        self.propose_button.clicked.connect(self.propose)
        self.add_button = Button(self._theme, _("Add an item"), "link", "plus", 28)
        self.add_button.clicked.connect(self.add)

    def _lay_out(self) -> None:
        panel = Panel(self._theme)
        self.column.addWidget(panel)
        panel.column.addWidget(self.head)
        panel.column.addWidget(self.facts)
        self.head.add_action(self.open_button)
        # Not before it has its place: shown without one it would be a window.
        self.open_button.setVisible(self._opens)
        self._checks = QWidget()
        right = QVBoxLayout(self._checks)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(2)
        self._side_by_side = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._side_by_side.setSpacing(8)
        for made in self.lists:
            self._side_by_side.addWidget(made, 1, Qt.AlignmentFlag.AlignTop)
        right.addWidget(self.nothing)
        right.addLayout(self._side_by_side)
        foot = QHBoxLayout()
        for button in (self.all_button, self.propose_button, self.add_button):
            foot.addWidget(button)
        foot.addStretch(1)
        right.addLayout(foot)
        right.addStretch(1)
        self._rule = HairLine(self._theme, down=True)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(14)
        self._across.addWidget(self.line, 0, Qt.AlignmentFlag.AlignTop)
        self._across.addWidget(self._rule)
        self._across.addWidget(self._checks, 1)
        panel.column.addLayout(self._across)
        self._theme.changed.connect(self._fit)

    def show_change(self, found: Transition) -> None:
        """Shows what was read."""
        if self._found is not None and self._found.uid != found.uid:
            self._is_whole = False
        self._found = found
        self._items = {item.uid: item for item in found.items}
        self.head.remark.setText(", ".join(filter(None, (found.role, found.site[1]))) if self._opens else "")
        self.open_button.setAccessibleName(_("Open the leadership change: {role}").format(role=found.role))
        self.facts.show_parts(list(self._told(found)))
        today = self._today()
        # Where it is over, or called off, nothing of it is late any more.
        place = place_of(today, found.steps) if found.is_open else None
        self.line.show_steps([_line_step(step, today, found.is_open) for step in found.steps], place)
        # The page of a change without a list offers that at its head.
        offers = found.is_open and bool(found.leaves[0]) and (self._opens or bool(found.items))
        self.propose_button.setVisible(offers)
        self.propose_button.set_words(_("Add from what is known") if found.items else _("Make the checklist"))
        # How wide the line is hangs on the words of its steps.
        self._fit()
        self._show_items()

    def _told(self, found: Transition) -> list[QWidget]:
        progress = Chip(self._theme, progress_words(found), "plain", "list-checks")
        if not self._opens:
            # The rest stands in the head of the page.
            return [progress]
        who = who_words(found) or _("Nobody is named yet")
        parts: list[QWidget] = [Remark(self._theme, who, "arrow-right-left"), progress]
        if found.private:
            parts.append(Chip(self._theme, _("Private"), "private"))
        if found.in_conflict:
            parts.append(Chip(self._theme, _("In conflict"), "conflict"))
        return parts

    def _show_items(self) -> None:
        found = self._found
        if found is None:
            return
        shown = found.items if self._is_whole else found.items[:_AT_FIRST]
        rows = [_row(item, self._today()) for item in shown]
        half = -(-len(rows) // 2) if self._columns_shown == 2 else len(rows)
        for made, own in zip(self.lists, (rows[:half], rows[half:]), strict=True):
            made.show_rows(own)
            made.setVisible(bool(own))
        self.nothing.setVisible(not rows)
        self.nothing.setText(
            _("What has to go on: people to introduce, decisions, agreements, teams, champions, work in hand.")
        )
        self.all_button.setVisible(len(shown) < len(found.items))
        self.all_button.set_words(_("All {n}").format(n=number(len(found.items))))
        self.all_button.setAccessibleName(f"{self.all_button.words()}: {_('Checklist')}")

    def _unfold(self) -> None:
        self._is_whole = True
        self.lists[0].setFocus()
        self._show_items()

    def _open(self) -> None:
        if self._found is not None:
            self.record_asked.emit("transition", self._found.uid)

    def _open_item(self, uid: str, spot: QPoint) -> None:
        self.acts.open_item_menu(self._items[uid], spot)

    def _open_step(self, key: str, spot: QPoint) -> None:
        found = self._found
        step = next((one for one in found.steps if one.key == key), None) if found is not None else None
        if found is not None and step is not None:
            self.acts.open_step_menu(found, step, spot)

    def add(self) -> None:
        """Asks for an item of one's own, and puts it on the list."""
        found = self._found
        dialog = ItemDialog(self._theme, self._linker, self.window())
        if found is not None and said_yes(dialog):
            asked = dialog.asked()
            act = partial(transition_acts.add_item, self._store, found.uid, asked.what, asked.due, asked.owner)
            self.do(act, _("Put on the list: {what}").format(what=asked.what))

    def propose(self) -> None:
        """Reads what hangs on whoever leaves, and asks what of it goes on the list."""
        found = self._found
        if found is not None:
            store, uid, today = self._store, found.uid, self._today()
            self._proposing.read(lambda _progress: continuity.proposals(store, uid, today))

    def _ask_proposals(self, proposed: list[Proposal]) -> None:
        found = self._found
        if found is None:
            return
        if not proposed:
            self.nothing.setText(_("All that the notebook knows of is on the list."))
            self.nothing.show()
            return
        dialog = ProposalsDialog(self._theme, found.leaves[1], proposed, self.window())
        dialog.accepted.connect(partial(self._keep, found.uid, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _keep(self, uid: str, dialog: ProposalsDialog) -> None:
        self.do(partial(continuity.keep, self._store, uid, dialog.asked()), _("Put on the checklist"))

    def _fit(self) -> None:
        px, width = self._theme.px, self.width()
        sideways, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        line = max(px(_LINE_WIDTH), self.line.least_width())
        beside = width >= line + px(_CHECKS)
        self._across.setDirection(sideways if beside else down)
        self._rule.setVisible(beside)
        self.line.setMaximumWidth(line if beside else 16_777_215)
        self.line.setMinimumWidth(line if beside else 0)
        two = _TWO_PRIVATE if any(item.private for item in self._items.values()) else _TWO
        columns = 2 if width - (line if beside else 0) >= px(two) else 1
        if columns != self._columns_shown:
            self._columns_shown = columns
            self._show_items()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _line_step(step: Step, today: dt.date, waits: bool) -> LineStep:
    days = step.days(today) if waits else None
    return LineStep(
        step.key,
        step_words(step),
        short_date(step.day, today) if step.day else "",
        step.done,
        due_words(days) if days is not None and days < 0 else "",
    )


def _row(item: Item, today: dt.date) -> ActingRow:
    days = (dt.date.fromisoformat(item.due) - today).days if item.due else None
    late, now = item.is_open and days is not None and days < 0, item.is_open and days == 0
    date = ""
    if item.not_needed:
        date = _("Not needed")
    elif item.due:
        date = due_words(days) if days is not None and (late or now) else short_date(item.due, today)
    return ActingRow(
        uid=item.uid,
        title=item.what,
        second=item.owner[1],
        checked=None if item.not_needed else not item.is_open,
        icon="x" if item.not_needed else "",
        date=date,
        date_icon="circle-alert" if late else "clock" if now else "",
        tone="bad" if late else "warn" if now else "",
        faded=not item.is_open,
        private=item.private,
        conflict=item.in_conflict,
    )
