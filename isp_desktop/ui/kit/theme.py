"""The theme: colours, sizes and fonts. The program makes one and hands it to every widget."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from isp_desktop.domain.resources import resource
from isp_desktop.ui.kit.stylesheet import palette, style_sheet
from isp_desktop.ui.kit.tokens import DARK, LIGHT, Tokens, high_contrast

Mode = Literal["light", "dark", "system"]

STYLE = ("-style", "Fusion")
"""What a QApplication is given for its own drawing; handed back by `setStyle`, a style takes 4 ms to be named."""

SMALLEST, LARGEST = 0.9, 1.5
_SANS, _SERIF = "Inter", "Source Serif 4"
_FILES = (
    "inter/Inter-Regular.ttf",
    "inter/Inter-Italic.ttf",
    "inter/Inter-Medium.ttf",
    "inter/Inter-SemiBold.ttf",
    "source-serif/SourceSerif4-Regular.ttf",
    "source-serif/SourceSerif4-Italic.ttf",
    "source-serif/SourceSerif4-SemiBold.ttf",
)


def load_fonts() -> None:
    """Makes the shipped fonts known to Qt; call once, after the QApplication is made."""
    for name in _FILES:
        QFontDatabase.addApplicationFont(str(resource(f"fonts/{name}")))


@lru_cache(maxsize=256)
def _font(pixels: int, weight: int, serif: bool, tabular: bool) -> QFont:
    font = QFont(_SERIF if serif else _SANS)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    # The letters keep their own widths; hinted ones stand too far apart at these sizes.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


class Theme(QObject):
    """Colours, sizes and fonts of one window.

    Attributes:
        tokens: the colours that hold now.
        reduced_motion: the system asks for none, so nothing may slide or fade.
        high_contrast: the system asks for high contrast; the tokens are then the system's own colours.

    Signals:
        changed: colours or sizes are new; painted parts repaint, laid out parts measure again.
    """

    changed = Signal()

    def __init__(self, mode: Mode = "system", scale: float = 1.0, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.mode: Mode = mode
        self.scale = _within(scale)
        self.tokens: Tokens = DARK if mode == "dark" else LIGHT
        self.reduced_motion = False
        self.high_contrast = False
        self._app: QApplication | None = None

    @property
    def dark(self) -> bool:
        """Whether the ground is dark."""
        return self.tokens.dark

    def apply(self, app: QApplication) -> None:
        """Dresses the whole application, and follows the system's settings from now on."""
        self._app = app
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._refresh)
        hints.accessibility().contrastPreferenceChanged.connect(self._refresh)
        self._refresh()

    def set_mode(self, mode: Mode) -> None:
        """Light, dark, or as the system has it."""
        self.mode = mode
        self._refresh()

    def set_scale(self, scale: float) -> None:
        """How large everything is, 0.9 to 1.5; beyond that the nearest of the two."""
        self.scale = _within(scale)
        self._refresh()

    def px(self, length: float) -> int:
        """A length of the design, in logical px at 100 %, at the chosen size."""
        return round(length * self.scale)

    def font(self, size: float, weight: int = 400, *, serif: bool = False, tabular: bool = False) -> QFont:
        """A font of the program; `size` in logical px at 100 %, `tabular` for figures that stand in columns."""
        # A copy, since whoever asked may change it.
        return QFont(_font(self.px(size), weight, serif, tabular))

    def display(self) -> QFont:
        """The name of the page."""
        return self.font(28, 600, serif=True)

    def title(self) -> QFont:
        """The name of a card or an empty list."""
        return self.font(20, 600, serif=True)

    def heading(self) -> QFont:
        """The name of a section."""
        return self.font(15, 600)

    def charter(self) -> QFont:
        """Text that is read as a document."""
        return self.font(16, serif=True)

    def prose(self) -> QFont:
        """What people write."""
        return self.font(14)

    def body(self) -> QFont:
        """Everything else."""
        return self.font(13)

    def strong(self) -> QFont:
        """Names, and buttons."""
        return self.font(13, 500)

    def meta(self) -> QFont:
        """Second lines, and dates with their figures in columns."""
        return self.font(12, tabular=True)

    def caption(self) -> QFont:
        """The smallest: group names, keys."""
        return self.font(11, 500)

    def _refresh(self) -> None:
        if self._app is None:
            self.tokens = DARK if self.mode == "dark" else LIGHT
        else:
            self._read_system(self._app)
            self._app.setPalette(palette(self.tokens))
            self._app.setFont(self.body())
            self._app.setStyleSheet(style_sheet(self.tokens, self.px))
        self.changed.emit()

    def _read_system(self, app: QApplication) -> None:
        hints = app.styleHints()
        self.high_contrast = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
        self.reduced_motion = not app.isEffectEnabled(Qt.UIEffect.UI_General)
        dark = self.mode == "dark" or (self.mode == "system" and hints.colorScheme() == Qt.ColorScheme.Dark)
        if self.high_contrast:
            self.tokens = high_contrast(app.style().standardPalette())
        else:
            self.tokens = DARK if dark else LIGHT


def _within(scale: float) -> float:
    return min(max(scale, SMALLEST), LARGEST)
