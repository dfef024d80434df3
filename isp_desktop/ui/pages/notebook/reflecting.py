"""Whether a question to think about stands on the page of each visit."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.services import reflecting
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.checks import CheckBox
from isp_desktop.ui.kit.flow import side_by_side
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.notebook.section import Section


class ReflectingSection(Section):
    """Offers questions at visits, or none.

    Signals:
        asked: a callable that writes, and one to call when it has.
        read_asked: what was written earlier is to be read.
        changed: a sentence on what holds now.
    """

    asked = Signal(object, object)
    read_asked = Signal()
    changed = Signal(str)

    def __init__(self, theme: Theme, store: Store, parent: QWidget | None = None) -> None:
        told = _("One question before and after a visit, answered or not. What you write never leaves this computer.")
        super().__init__(theme, _("Reflection"), told, parent)
        self._store = store
        self.offers = CheckBox(theme, _("Offer a question at visits"))
        self.offers.setChecked(reflecting.is_wanted(store))
        self.offers.clicked.connect(self._want)
        self.read_button = Button(theme, _("Read what you wrote"), icon="feather")
        self.read_button.clicked.connect(self.read_asked)
        self.body.addWidget(self.offers)
        self.body.addWidget(side_by_side(self.read_button))

    def _want(self, wanted: bool) -> None:
        told = _("A question stands at each visit from now on") if wanted else _("No more questions at visits")
        act: Callable[[], object] = partial(reflecting.want, self._store, wanted)
        self.asked.emit(act, partial(self.changed.emit, told))
