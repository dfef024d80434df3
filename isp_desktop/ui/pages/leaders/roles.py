"""The register of roles: formal leaders, emerging ones, and what nobody has; beside it what is agreed on one role."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, in_sentence, number
from isp_desktop.domain.vocabulary import LEVELS
from isp_desktop.services.leaders.told import Role
from isp_desktop.services.leaders.words import last_words
from isp_desktop.services.naming import day_in_words
from isp_desktop.services.today import due_words
from isp_desktop.ui.kit.acting import ActingRow
from isp_desktop.ui.kit.acting_rows import ActingRows
from isp_desktop.ui.kit.chips import ChipSpec
from isp_desktop.ui.kit.empty import EmptyState
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.part import Part
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.parts.leaders import LeaderActs
from isp_desktop.ui.parts.leaders.acts import Whom

_BOTH, _AT_FIRST, _SOON = 900, 12, 3


class RoleDetail(Panel):
    """A line for each thing agreed on a role, under its words."""

    def __init__(self, theme: Theme, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._today = today
        self._title = Prose(theme, "", "heading")
        self._under = Prose(theme, "", "meta")
        self._labels = [Label(theme, words, "meta") for words in _asked()]
        self._values = [Prose(theme, "") for _label in self._labels]
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(8))
        grid.setColumnStretch(1, 1)
        for at, (label, value) in enumerate(zip(self._labels, self._values, strict=True)):
            grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, at, 1)
        self.column.addWidget(self._title)
        self.column.addWidget(self._under)
        self.column.addLayout(grid)
        self.column.addStretch()
        self.hide()

    def show_role(self, role: Role | None) -> None:
        """Shows what is agreed on a role; out of sight for none."""
        self.setVisible(role is not None)
        if role is None:
            return
        self._title.setText(role.role or _("Role without a name"))
        level = _(LEVELS[role.level]) if role.level in LEVELS else ""
        who = role.person[1] or _("Vacant")
        self._under.setText(", ".join(filter(None, (who, level, role.site[1], role.initiative[1]))))
        agreed = day_in_words(role.agreed_on.isoformat()) if role.agreed_on else ""
        review = day_in_words(role.review_on.isoformat()) if role.review_on else ""
        talks = last_words(role.rhythm, self._today()) if role.rhythm else ""
        told = (role.part, agreed, role.decides, role.needs_to_know, _first_large(talks), review)
        for value, words in zip(self._values, told, strict=True):
            value.setText(words or _("not said"))
            value.set_tone("text" if words else "text3")


class RolesPart(Part):
    """Those whose debrief is late say so; its menu logs one."""

    def __init__(self, theme: Theme, store: Store, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(theme, today, parent)
        self._roles: Mapping[str, Role] = {}
        self._preset: Mapping[str, str] = {}
        self.acts = LeaderActs(theme, store, self, today)
        names = {
            "formal": _("Formal leaders"),
            "emerging": _("Emerging leaders"),
            "vacant": _("Vacant"),
            "past": _("Over"),
        }
        self.rows = {key: self._made(key, words) for key, words in names.items()}
        self.detail = RoleDetail(theme, today)
        question = _(
            "Which roles matter to the work, who has them, and what is their part in it? Vacant ones count, too."
        )
        self.nothing = EmptyState(theme, _("No role of leadership noted yet"), question, _("Add a role"))
        self.nothing.begun.connect(self.add)
        left = self._card = Panel(theme, padding=(2, 12))
        left.column.setSpacing(theme.px(16))
        for rows in self.rows.values():
            left.column.addWidget(rows)
        left.column.addStretch()
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(14)
        self._across.addWidget(left, 6)
        right = QVBoxLayout()
        right.addWidget(self.detail)
        right.addStretch()
        self._across.addLayout(right, 5)
        self.column.addLayout(self._across)
        self.column.addWidget(self.nothing)

    def _made(self, key: str, words: str) -> ActingRows:
        rows = self.make_rows(f"roles-{key}", words)
        rows.opened.connect(lambda uid: self.record_asked.emit("leadership_role", uid))
        rows.menu_asked.connect(lambda uid, spot: self._open_menu(uid, spot))
        rows.action_asked.connect(self._debrief)
        rows.reached.connect(lambda _list: self._show_detail(key))
        return rows

    def show_roles(self, found: Sequence[Role], preset: Mapping[str, str]) -> None:
        """Shows what was read; `preset` is what a new one begins with."""
        self._roles, self._preset = {role.uid: role for role in found}, preset
        today = self._today()
        for key, rows in self.rows.items():
            shown = [role for role in found if _group(role) == key]
            made = [_row(role, today) for role in shown]
            if made or rows.isVisible():
                rows.show_rows(made, number(len(made)), _AT_FIRST)
            rows.setVisible(bool(made))
        self._card.setVisible(bool(found))
        self.nothing.setVisible(not found)
        current = next((uid for uid in map(self._current, self.rows) if uid in self._roles), "")
        first = next((role.uid for key in self.rows for role in found if _group(role) == key), "")
        self.detail.show_role(self._roles.get(current or first))

    def add(self) -> None:
        """Begins a new one."""
        self.new_asked.emit("leadership_role", dict(self._preset))

    def first(self) -> QWidget:
        """What takes the focus first."""
        shown = next((rows for rows in self.rows.values() if not rows.isHidden()), None)
        return shown.list if shown is not None else self.nothing.action

    def _current(self, key: str) -> str:
        return self.rows[key].list.current_uid() if not self.rows[key].isHidden() else ""

    def _show_detail(self, key: str) -> None:
        self.detail.show_role(self._roles.get(self._current(key)))

    def _debrief(self, uid: str) -> None:
        role = self._roles[uid]
        self.acts.debrief([role.person[0]], role.site[0])

    def _open_menu(self, uid: str, spot: QPoint) -> None:
        role = self._roles[uid]
        self.acts.open_menu(Whom(role.person, role.site, role=uid), spot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        sideways, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._across.setDirection(sideways if self.width() >= self._theme.px(_BOTH) else down)


def _asked() -> tuple[str, ...]:
    return (
        _("Their part"),
        _("Agreed with them on"),
        _("What they decide"),
        _("What they need to know"),
        _("Debriefs"),
        _("Looked at again on"),
    )


def _group(role: Role) -> str:
    if role.is_past:
        return "past"
    if role.is_vacant:
        return "vacant"
    return "emerging" if role.standing == "emerging" else "formal"


def _row(role: Role, today: dt.date) -> ActingRow:
    days = role.rhythm.days_left(today) if role.rhythm else None
    late, now = days is not None and days < 0, days == 0
    level = _(LEVELS[role.level]) if role.level in LEVELS else ""
    where = (role.site[1], level, role.initiative[1])
    said = "" if days is None else _("Debrief {when}").format(when=in_sentence(due_words(days)))
    soon = days is not None and days <= _SOON
    bare = not role.part and not role.is_past and not soon
    return ActingRow(
        uid=role.uid,
        title=", ".join(filter(None, (role.person[1], role.role))) or _("Role without a name"),
        avatar=role.person[1],
        icon="" if role.person[1] else "circle-dashed",
        second=", ".join(filter(None, where)) or _("No site"),
        chip=ChipSpec(_("Part not agreed"), "outline") if bare and not (role.private or role.in_conflict) else None,
        date=said,
        date_icon="circle-alert" if late else "clock" if now else "calendar" if said else "",
        tone="bad" if late else "warn" if now else "",
        action=_("Log a debrief") if soon else "",
        faded=role.is_past,
        private=role.private,
        conflict=role.in_conflict,
    )


def _first_large(words: str) -> str:
    return words[:1].upper() + words[1:]
