"""The timeline as it is painted."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.timeline import Moment, TimelineModel, TimelineView

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

# As far from the edge of the page as the filters above.
MARGIN = 30


@pytest.mark.parametrize("scale", [0.9, 1.0, 1.5])
def test_days_of_other_years_stay_out_of_the_margin(qtbot: QtBot, theme: Theme, scale: float) -> None:
    theme.set_scale(scale)
    model = TimelineModel()
    model.show_moments([Moment("1", "visit", "Visit", "28 Sep 2023", icon="notebook-pen")], ended=True)
    view = TimelineView(theme, model, "Timeline")
    model.setParent(view)
    qtbot.addWidget(view)
    view.resize(theme.px(800), theme.px(120))
    picture = QImage(view.size(), QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    view.render(picture)
    row = range(4, theme.px(40))
    assert {picture.pixel(x, y) for x in range(2, theme.px(MARGIN)) for y in row} == {picture.pixel(2, theme.px(100))}
