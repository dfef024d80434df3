"""The colours of the program, by what they are for, in light, dark and high contrast."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette


class Tokens(NamedTuple):
    """One colour for each use, as "#RRGGBB".

    `*_soft` are grounds of the tone they name; `private_line` is the dashed edge; `seq` runs from least to most.
    """

    dark: bool
    canvas: str
    surface: str
    sidebar: str
    sunken: str
    hover: str
    chip: str
    line: str
    line2: str
    field: str
    text: str
    text2: str
    text3: str
    accent: str
    on_accent: str
    accent_soft: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    conflict: str
    conflict_soft: str
    info: str
    info_soft: str
    private: str
    private_soft: str
    private_line: str
    ins_bg: str
    del_bg: str
    seq: tuple[str, str, str, str, str]
    trust: tuple[str, str, str]
    undo_ground: str
    undo_text: str
    undo_action: str


LIGHT = Tokens(
    dark=False,
    canvas="#F7F6F3",
    surface="#FFFFFF",
    sidebar="#EFEDE8",
    sunken="#F2F0EC",
    hover="#F0EEEA",
    chip="#EEECE7",
    line="#E5E2DC",
    line2="#D3CFC7",
    field="#8B857B",
    text="#1F1E1C",
    text2="#55514A",
    text3="#6B665E",
    accent="#0E6470",
    on_accent="#FFFFFF",
    accent_soft="#DDEDEE",
    good="#2C6A3F",
    good_soft="#E3F0E5",
    warn="#855600",
    warn_soft="#FAEFD6",
    bad="#AC2A22",
    bad_soft="#FBE8E5",
    conflict="#9C4508",
    conflict_soft="#FBEADB",
    info="#2A5AA0",
    info_soft="#E5EDF8",
    private="#6A3D9A",
    private_soft="#F2ECF8",
    private_line="#9873BF",
    ins_bg="#D5EFDA",
    del_bg="#FBDAD5",
    seq=("#EAF3F3", "#BBDADC", "#7FB8BD", "#2D7782", "#0B4F59"),
    trust=("#B4530A", "#7B766C", "#0E6470"),
    undo_ground="#2B2A27",
    undo_text="#F7F6F3",
    undo_action="#8FD3DA",
)

DARK = Tokens(
    dark=True,
    canvas="#1A1B1B",
    surface="#222424",
    sidebar="#141515",
    sunken="#1D1F1F",
    hover="#2A2C2C",
    chip="#303333",
    line="#323535",
    line2="#444848",
    field="#7F8584",
    text="#ECEBE7",
    text2="#B9B7B0",
    text3="#A4A29B",
    accent="#5FBFC8",
    on_accent="#0B2225",
    accent_soft="#1C3A3E",
    good="#7CC48F",
    good_soft="#1F3626",
    warn="#E2B45A",
    warn_soft="#3A2F17",
    bad="#F1948A",
    bad_soft="#442420",
    conflict="#EDA066",
    conflict_soft="#402A18",
    info="#8FB8EE",
    info_soft="#1F2D42",
    private="#C4A3E8",
    private_soft="#2B2435",
    private_line="#8F73B5",
    ins_bg="#1F4529",
    del_bg="#552620",
    seq=("#1F2E30", "#24484D", "#2F6E76", "#56A6AF", "#A9DDE2"),
    trust=("#EDA066", "#94918A", "#5FBFC8"),
    undo_ground="#ECEBE7",
    undo_text="#1F1E1C",
    undo_action="#0E6470",
)


def luminance(color: str) -> float:
    """The relative luminance of "#RRGGBB", 0 to 1, as WCAG 2 defines it."""
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def high_contrast(palette: QPalette) -> Tokens:
    """Tokens made of the system's own palette: no soft grounds, edges in the text colour."""

    def role(which: QPalette.ColorRole) -> str:
        return palette.color(QPalette.ColorGroup.Active, which).name(QColor.NameFormat.HexRgb).upper()

    ground, text = role(QPalette.ColorRole.Base), role(QPalette.ColorRole.Text)
    accent, on_accent = role(QPalette.ColorRole.Highlight), role(QPalette.ColorRole.HighlightedText)
    # The system's highlight is chosen to carry text, not to be text; where it cannot be read, the text colour does it.
    strong = accent if contrast(accent, ground) >= 4.5 else text
    on_strong = on_accent if strong == accent else ground
    grounds = (
        "canvas",
        "surface",
        "sidebar",
        "sunken",
        "hover",
        "chip",
        "ins_bg",
        "del_bg",
        "undo_text",
        "undo_action",
    )
    inks = ("line", "line2", "field", "text", "text2", "text3", "private_line", "undo_ground")
    tones = ("good", "warn", "bad", "conflict", "info", "private")
    colors = {
        **dict.fromkeys((*grounds, "accent_soft", *(f"{tone}_soft" for tone in tones)), ground),
        **dict.fromkeys((*inks, *tones), text),
        "accent": strong,
        "on_accent": on_strong,
    }
    return LIGHT._replace(**colors, dark=luminance(ground) < luminance(text), seq=(ground,) * 5, trust=(text,) * 3)
