"""Words of a record in a tooltip are words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from isp_desktop.ui.kit.entries import LinkEditor, TagsEditor
from isp_desktop.ui.kit.nav import NavItem, NavRow, WhoRow
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tips import set_tip
from isp_desktop.ui.pages.conflicts.cards import BeforeCard, Pick

EVIL = '<img src="file:///etc/hostname"><b>Sam</b> & Ana'


def read(tip: str) -> str:
    """What a tooltip shows."""
    if not tip.startswith("<p>"):
        return tip
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText()


@pytest.mark.parametrize("words", ["", "Sam", EVIL, "a < b", "two\nlines", f"{EVIL}\nnotebook", "<hr>"])
def test_a_tooltip_shows_the_words_as_they_are(qtbot: QtBot, words: str) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    set_tip(widget, words)
    assert read(widget.toolTip()) == words


def link(theme: Theme) -> QWidget:
    editor = LinkEditor(theme, "Site", lambda _words, _limit: [], lambda _uid: EVIL)
    editor.set_value("somebody")
    return editor


def tags(theme: Theme) -> QWidget:
    editor = TagsEditor(theme, "Tags")
    editor.set_value([EVIL])
    return editor


def pinned(theme: Theme) -> QWidget:
    row = NavRow(theme, NavItem("site", EVIL))
    row.set_narrow(True)
    return row


def short(theme: Theme) -> QWidget:
    label = Label(theme, EVIL)
    label.resize(20, 20)
    label.setText(EVIL)
    return label


@pytest.mark.parametrize(
    "make",
    [
        link,
        tags,
        pinned,
        short,
        lambda theme: WhoRow(theme, EVIL, "3 sites"),
        lambda theme: Pick(theme, "Theirs", EVIL, 1, across=False),
        lambda theme: BeforeCard(theme, EVIL, []),
    ],
)
def test_nothing_that_a_bundle_brings_is_markup_in_a_tooltip(
    qtbot: QtBot, theme: Theme, make: Callable[[Theme], QWidget]
) -> None:
    widget = make(theme)
    qtbot.addWidget(widget)
    tips = [part.toolTip() for part in (widget, *widget.findChildren(QWidget)) if "Sam" in part.toolTip()]
    assert tips
    assert all("<img" not in tip and EVIL in read(tip) for tip in tips)
