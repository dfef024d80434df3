"""At the foot of the people: the chosen one in words, and what can be done; without one, how to read the rows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.domain.lines import Line
from isp_desktop.services import trust
from isp_desktop.services.person_relationship import kept_words
from isp_desktop.services.relationships import Relation
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.draft_page import scrolled
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme

_HIGH = 124


class PersonDetail(QWidget):
    """Each rater's last rating in words, other raters' apart, and the promises kept both ways.

    Signals:
        rate_asked: trust in this person is to be rated; her uid.
        open_asked: her page is to be opened; her uid.
    """

    rate_asked = Signal(str)
    open_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._uid = ""
        self._legend = Prose(
            theme,
            _(
                "Trust: your last five ratings, 1 to 5; the triangle shows the direction since the first. Below: how "
                "many of the three indicators were rated, and when. A square end is a diagnostic assessment."
            ),
            "meta",
        )
        self._person = QWidget()
        self._name = Label(theme, "", "strong")
        self.rate_button = Button(theme, _("Rate trust"), icon="gauge", height=28)
        self.open_button = Button(theme, _("Open"), "quiet", height=28)
        self.rate_button.clicked.connect(lambda: self.rate_asked.emit(self._uid))
        self.open_button.clicked.connect(lambda: self.open_asked.emit(self._uid))
        self._words = Prose(theme, "", "meta")
        # It is as high as its width asks for, and not as high as it would be in a narrow column.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self._words.setSizePolicy(policy)
        self._lay_out()
        self.show_person(None)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._name, 1)
        head.addWidget(self.open_button)
        head.addWidget(self.rate_button)
        words = QWidget()
        inner = QVBoxLayout(words)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.setSpacing(0)
        inner.addWidget(self._words)
        inner.addStretch()
        self._area = scrolled(words)
        self._area.setAccessibleName(_("Trust and promises in words"))
        column = QVBoxLayout(self._person)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._area)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 10, 12, 10)
        outer.addWidget(self._legend)
        outer.addWidget(self._person)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def words(self) -> str:
        """What it tells of the person."""
        return self._words.text()

    def show_person(self, one: Relation | None) -> None:
        """Another person, or none; the promises follow by `show_promises`."""
        self._uid = one.uid if one is not None else ""
        self._legend.setVisible(one is None)
        self._person.setVisible(one is not None)
        if one is None:
            return
        self._name.setText(one.name or _("Without a name"))
        self.rate_button.setAccessibleName(_("Rate trust: {name}").format(name=one.name))
        self.open_button.setAccessibleName(_("Open {name}").format(name=one.name))
        told = [trust.typed_words(course, one.raters[course.rater]) for course in one.courses]
        self._say("\n".join(told or [_("Trust was not rated yet. A rating takes a minute.")]))

    def show_promises(self, uid: str, by_her: tuple[Line, ...], to_her: tuple[Line, ...]) -> None:
        """The promises of and to the person `uid`, if she is still the one shown."""
        told = kept_words(self._name.text(), by_her, to_her)
        if uid == self._uid and told:
            self._say(f"{self._words.text()}\n{told}")

    def _say(self, words: str) -> None:
        self._words.setText(words)
        self._fit()

    def _fit(self) -> None:
        """As high as the words, or as there is room for."""
        needed, most = self._words.heightForWidth(self.width() - 40) + 4, self._theme.px(_HIGH)
        self._area.setFixedHeight(min(needed, most))
        # What is hidden can be scrolled to by the keyboard, too.
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus if needed > most else Qt.FocusPolicy.NoFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
