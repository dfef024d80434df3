"""A page to write on that is built bit by bit: the cursor waits for its field, and no key is lost meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.kinds import KindSpec
from isp_desktop.ui.kit.draft_page import DraftPage
from isp_desktop.ui.kit.slices import Slices
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.kit.theme import Theme


class BuiltPage(DraftPage):
    """Shows an edit from the top down; what needs all of it, such as saving, builds what is left at once.

    So does the first Tab, and a key that is typed before the field is there which has the cursor first. The page's
    parts stand in `_ground`.
    """

    def __init__(self, theme: Theme, spec: KindSpec, parent: QWidget | None = None) -> None:
        super().__init__(theme, spec, parent)
        self._ground = QWidget()
        self._building = Slices(self)
        # The field or the rows that get the cursor as soon as they are there.
        self._awaited = ""

    def _steps(self) -> Iterable[Callable[[], None]]:
        """What builds the page, from the top down."""
        raise NotImplementedError

    def _place_of(self, at: str) -> QWidget | None:
        """Where the cursor goes for the field or the rows `at`; None where these are not built yet."""
        editor = self.form.editors.get(at)
        return editor.inner() if editor is not None else None

    def _begin_to_build(self) -> None:
        self._building.begin(self._steps())

    def _build_rest(self) -> None:
        """Builds at once what is left."""
        self._building.finish()

    def _await(self, at: str) -> None:
        """Puts the cursor into the field or the rows `at` as soon as they are there."""
        self._awaited = at
        # It has the focus until the field is there, so that no key goes to a button meanwhile.
        self.setFocusProxy(self._ground)
        self._ground.setFocus()
        self._pass_cursor()

    def _pass_cursor(self) -> None:
        """Puts the cursor where it is awaited, if that is built by now and nobody put it elsewhere."""
        target = self._place_of(self._awaited) if self._awaited else None
        if target is None:
            return
        editor = self.form.editors.get(self._awaited)
        waits = self.window().focusWidget() is self._ground
        self._stop_awaiting()
        if isinstance(editor, TextEditor):
            editor.paper.moveCursor(QTextCursor.MoveOperation.End)
        if waits:
            target.setFocus()

    def _stop_awaiting(self) -> None:
        self._awaited = ""
        self.setFocusProxy(None)  # type: ignore[arg-type]

    def refresh(self, kinds: frozenset[str]) -> None:
        self._build_rest()
        super().refresh(kinds)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (self._awaited and event.text()):
            super().keyPressEvent(event)
            return
        self._build_rest()
        target = self.window().focusWidget()
        if target is not None and target is not self._ground:
            QCoreApplication.sendEvent(target, event)

    def focusNextPrevChild(self, on: bool) -> bool:  # noqa: N802 - Qt's name
        # A way of which only the beginning is built would lead out of the form.
        self._build_rest()
        return super().focusNextPrevChild(on)
