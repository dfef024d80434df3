"""Editors of sets and links: tags, people and places found by typing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.buttons import IconButton
from isp_desktop.ui.kit.chips import EntryChip
from isp_desktop.ui.kit.fields import Value
from isp_desktop.ui.kit.finder import Find, Make, Option
from isp_desktop.ui.kit.finding import FindingEditor
from isp_desktop.ui.kit.flow import FlowLayout
from isp_desktop.ui.kit.paint import text_width
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tips import set_tip


class LinkEditor(FindingEditor):
    """One linked record, found by typing; the value is its uid.

    `find(words, limit)` lists options, `title_of(uid)` names one, `make(words)` makes a new one and may decline with
    None; `called` is the label of what is linked to, as declared: "Person" gives initials.
    """

    def __init__(
        self,
        theme: Theme,
        label: str,
        find: Find,
        title_of: Callable[[str], str],
        make: Make | None = None,
        called: str = "",
        placeholder: str = "",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, label, placeholder or _("Type to find"), icon, find, make, called, parent)
        self._title_of = title_of
        self._uid: str | None = None
        self._has_cross = True
        self._clear = IconButton(theme, "x", _("Take it out (or empty the field)"), size=24)
        # Tab goes on to the next field, and an emptied line does what the cross does.
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.clicked.connect(self._empty)
        self.frame.row.addWidget(self.line)
        self.frame.row.addWidget(self._clear)
        self.frame.set_margins(8, 2)
        self._clear.hide()

    def set_bare(self) -> None:
        # Where several fields share a frame, a row's own cross is enough; an emptied line takes the link out.
        super().set_bare()
        self._has_cross = False
        self._clear.hide()

    def _accept(self, option: Option) -> None:
        changed = option.uid != self._uid
        self._show(option.uid, option.title)
        if changed:
            self._touch()

    def _show(self, uid: str | None, title: str) -> None:
        self._uid = uid
        self.line.setText(title)
        self.line.setCursorPosition(0)
        set_tip(self.line, title)
        self._clear.setVisible(self._has_cross and uid is not None and not self._fixed)
        self.updateGeometry()

    def _empty(self) -> None:
        self._show(None, "")
        self.line.setFocus()
        self._touch()

    def _on_left(self) -> None:
        super()._on_left()
        if not self.line.text().strip() and self._uid is not None:
            self._show(None, "")
            self._touch()
        elif self._uid is not None:
            self._show(self._uid, self._title_of(self._uid))
        else:
            self.set_error(self.problem())

    def problem(self) -> str:
        loose = self._uid is None and self.line.text().strip()
        return _("Choose one from the list, or clear the field") if loose else ""

    def value(self) -> str | None:
        return self._uid

    def set_value(self, value: Value) -> None:
        uid = None if value is None else str(value)
        self._show(uid, self._title_of(uid) if uid else "")

    def set_read_only(self, fixed: bool) -> None:
        super().set_read_only(fixed)
        self._clear.setVisible(self._uid is not None and not fixed)

    def sizeHint(self) -> QSize:
        # Beside other editors it is as wide as the name it holds, within reason.
        wanted = text_width(self._theme.body(), self.line.text()) + self._theme.px(84)
        width = min(max(wanted, self._theme.px(200)), self._theme.px(360))
        return QSize(width, super().sizeHint().height())


class _ChipsEditor(FindingEditor):
    """Chips with a line behind them; the value is the list of their keys, in the order they came.

    Tab stops at the line alone. From there the arrow back leads to the chips, which Delete takes out; what is typed
    on a chip goes into the line.
    """

    def __init__(
        self,
        theme: Theme,
        label: str,
        placeholder: str,
        find: Find | None,
        make: Make | None,
        called: str,
        parent: QWidget | None,
    ) -> None:
        super().__init__(theme, label, placeholder, "", find, make, called, parent)
        self._chips: dict[str, EntryChip] = {}
        self._body = QWidget()
        self._flow = FlowLayout(self._body, gap=theme.px(6), line_gap=theme.px(4), last_width=theme.px(120))
        self._flow.addWidget(self.line)
        policy = self._body.sizePolicy()
        policy.setHeightForWidth(True)
        self._body.setSizePolicy(policy)
        self.frame.set_margins(6, 4)
        self.frame.row.addWidget(self._body)
        frame_policy = self.frame.sizePolicy()
        frame_policy.setVerticalPolicy(policy.Policy.Minimum)
        frame_policy.setHeightForWidth(True)
        self.frame.setSizePolicy(frame_policy)

    def _held(self) -> Sequence[str]:
        return tuple(self._chips)

    def _add(self, key: str, title: str) -> None:
        if key in self._chips:
            return
        chip = EntryChip(self._theme, title, person=self._called == "person")
        set_tip(chip, title)
        chip.removed.connect(lambda: self._take_out(key))
        chip.set_read_only(self._fixed)
        self._chips[key] = chip
        chip.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        chip.installEventFilter(self)
        self._flow.insert(self._flow.count() - 1, chip)

    def _drop(self, key: str) -> None:
        chip = self._chips.pop(key)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def _take_out(self, key: str) -> None:
        self._drop(key)
        self.line.setFocus()
        self._touch()

    def _accept(self, option: Option) -> None:
        self.line.clear()
        if option.uid not in self._chips:
            self._add(option.uid, option.title)
            self._touch()

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Backspace and not self.line.text() and self._chips:
            self._take_out(next(reversed(self._chips)))
            return True
        if self._step(event) < 0 and self._chips and self.line.cursorPosition() == 0:
            next(reversed(self._chips.values())).setFocus()
            return True
        return super()._on_key(event)

    def _step(self, event: QKeyEvent) -> int:
        """Where a bare arrow leads as one reads: -1 back, 1 on, 0 for any other key."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return 0
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        return -step if mirrored else step

    def _on_chip_key(self, chip: EntryChip, event: QKeyEvent) -> bool:
        """Whether the key was used up."""
        if step := self._step(event):
            stops = [*self._chips.values(), self.line]
            stops[max(0, stops.index(chip) + step)].setFocus()
            return True
        commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
        if event.text().isprintable() and event.text().strip() and not event.modifiers() & commands:
            self.line.setFocus()
            QCoreApplication.sendEvent(self.line, event)
            return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, EntryChip) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return not self._fixed and self._on_chip_key(watched, event)
        return super().eventFilter(watched, event)

    def _title(self, key: str) -> str:
        return key

    def value(self) -> list[str]:
        return list(self._chips)

    def set_value(self, value: Value) -> None:
        wanted = list(dict.fromkeys(value)) if isinstance(value, list) else []
        if wanted == list(self._chips):
            return
        for key in list(self._chips):
            self._drop(key)
        for key in wanted:
            self._add(key, self._title(key))

    def set_read_only(self, fixed: bool) -> None:
        super().set_read_only(fixed)
        self.line.setVisible(not fixed)
        for chip in self._chips.values():
            chip.set_read_only(fixed)


class TagsEditor(_ChipsEditor):
    """Words of one's own; Enter, comma or leaving the field adds what is typed. `find` may suggest known ones."""

    def __init__(
        self,
        theme: Theme,
        label: str = "",
        placeholder: str = "",
        find: Find | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, label, placeholder or _("Add"), find, None, "", parent)
        self.line.textEdited.connect(self._split)

    def _split(self, text: str) -> None:
        if "," in text:
            self._add_typed()

    def _add_typed(self) -> None:
        words = [word.strip() for word in self.line.text().split(",")]
        self.line.clear()
        new = [word for word in words if word and word not in self._chips]
        for word in new:
            self._add(word, word)
        if new:
            self._touch()

    def _on_left(self) -> None:
        super()._on_left()
        self._add_typed()

    def _search(self) -> None:
        super()._search()
        if self._finder is not None:
            # What is typed is a tag by itself: nothing is lit until an arrow key asks for it.
            self._finder.unlight()

    def _on_key(self, event: QKeyEvent) -> bool:
        if super()._on_key(event):
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.line.text().strip() and not event.modifiers():
            if self._finder is not None:
                self._finder.hide()
            self._add_typed()
            return True
        return False


class LinksEditor(_ChipsEditor):
    """Several linked records, found by typing; the value is the list of their uids. Parameters as for LinkEditor."""

    def __init__(
        self,
        theme: Theme,
        label: str,
        find: Find,
        title_of: Callable[[str], str],
        make: Make | None = None,
        called: str = "",
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, label, placeholder or _("Add"), find, make, called, parent)
        self._title_of = title_of

    def _title(self, key: str) -> str:
        return self._title_of(key)

    def _on_left(self) -> None:
        super()._on_left()
        self.set_error(self.problem())

    def problem(self) -> str:
        return _("Choose one from the list, or clear what is typed") if self.line.text().strip() else ""
