"""Which language the window speaks: the one asked for, else the chosen one, else the system's, else English."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from isp_desktop.domain.language import MADE_UP, fitting, known, speak


def begin_to_speak(app: QApplication, tag: str, catalogues: Path) -> None:
    """Chooses the language `tag`, or for "" that of the system, before any page is made.

    Qt's own words, such as those of a file dialog, the names of days and the direction of the layout follow.
    """
    used = tag or fitting(QLocale.system().uiLanguages(), known(catalogues))
    speak(used, catalogues)
    locale = _locale(used)
    QLocale.setDefault(locale)
    is_mirrored = used == MADE_UP or locale.textDirection() == Qt.LayoutDirection.RightToLeft
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if is_mirrored else Qt.LayoutDirection.LeftToRight)
    own = QTranslator(app)
    if own.load(locale, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(own)


def _locale(tag: str) -> QLocale:
    """The language as it is written where the computer stands: English in the Netherlands has the day first."""
    here, spoken = QLocale.system(), QLocale(tag)
    if here.language() == QLocale.Language.C or ("_" in tag and tag != MADE_UP):
        return here if tag == "en" else spoken
    return QLocale(spoken.language(), here.territory())
