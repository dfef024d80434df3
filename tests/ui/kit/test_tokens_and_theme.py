"""Colours that can be read, sizes that follow the user's choice, icons and fonts that are there."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QFontInfo, QPalette

from isp_desktop.domain.resources import resource
from isp_desktop.ui.kit.icons import image
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tokens import DARK, LIGHT, Tokens, contrast, high_contrast

GROUNDS = ("surface", "canvas", "sidebar", "sunken", "hover")
READ_ANYWHERE = ("text", "text2", "text3", "accent")
TONES = ("good", "warn", "bad", "conflict", "info", "private")
both = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


@both
def test_text_can_be_read_on_every_ground(tokens: Tokens):
    for ink in READ_ANYWHERE:
        for ground in GROUNDS:
            assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5, (ink, ground)


@both
def test_tones_can_be_read_on_their_own_ground_and_on_pages(tokens: Tokens):
    for tone in TONES:
        for ground in (f"{tone}_soft", "surface", "canvas"):
            assert contrast(getattr(tokens, tone), getattr(tokens, ground)) >= 4.5, (tone, ground)
            assert contrast(tokens.text2, getattr(tokens, ground)) >= 4.5, ground


@both
def test_text_on_filled_grounds(tokens: Tokens):
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5
    assert contrast(tokens.text2, tokens.accent_soft) >= 4.5
    assert contrast(tokens.text2, tokens.chip) >= 4.5
    assert contrast(tokens.undo_text, tokens.undo_ground) >= 4.5
    assert contrast(tokens.undo_action, tokens.undo_ground) >= 4.5
    assert contrast(tokens.text, tokens.ins_bg) >= 4.5
    assert contrast(tokens.text, tokens.del_bg) >= 4.5


@both
def test_edges_of_fields_can_be_seen(tokens: Tokens):
    assert contrast(tokens.field, tokens.surface) >= 3
    assert contrast(tokens.field, tokens.canvas) >= 3
    assert contrast(tokens.private_line, tokens.private_soft) >= 3


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_high_contrast_takes_the_systems_colours_and_drops_soft_grounds():
    system = QPalette()
    for role, color in (
        (QPalette.ColorRole.Base, "#000000"),
        (QPalette.ColorRole.Text, "#ffff00"),
        (QPalette.ColorRole.Highlight, "#101010"),
    ):
        system.setColor(role, QColor(color))
    tokens = high_contrast(system)
    assert tokens.dark
    assert tokens.surface == tokens.warn_soft == tokens.private_soft == "#000000"
    assert tokens.text3 == "#FFFF00"
    assert tokens.accent == "#FFFF00", "a highlight that cannot be read as text gives way"


def test_sizes_follow_the_scale_and_stay_within_bounds(theme: Theme, qtbot):
    with qtbot.waitSignal(theme.changed):
        theme.set_scale(1.5)
    assert theme.body().pixelSize() == 20
    assert theme.px(32) == 48
    theme.set_scale(9)
    assert theme.scale == 1.5
    theme.set_scale(0.1)
    assert theme.scale == 0.9


def test_the_mode_changes_palette_and_style_sheet(theme: Theme, qapp):
    theme.set_mode("dark")
    assert theme.dark
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.canvas
    assert DARK.surface in qapp.styleSheet()
    theme.set_mode("light")
    off = qapp.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert off.name().upper() == LIGHT.text3


def test_the_shipped_fonts_are_the_ones_used(theme: Theme):
    assert QFontInfo(theme.body()).family() == "Inter"
    assert QFontInfo(theme.display()).family() == "Source Serif 4"
    assert QFontInfo(theme.strong()).weight() == 500


def test_every_icon_can_be_drawn_and_its_licence_is_beside_it():
    folder = resource("icons")
    names = [path.stem for path in folder.glob("*.svg")]
    assert len(names) >= 60
    for name in names:
        drawn = image(name, "#0E6470", 16, 2.0)
        assert drawn.width() == 32
        assert any(drawn.pixelColor(x, y).alpha() for x in range(32) for y in range(32)), name
    assert (folder / "LICENSE").exists()
    assert (resource("fonts") / "inter" / "OFL.txt").exists()
    assert (resource("fonts") / "source-serif" / "OFL.txt").exists()


def test_a_missing_icon_is_a_fault_of_the_build():
    with pytest.raises(FileNotFoundError, match="no-such-icon"):
        image("no-such-icon", "#000000", 16)
