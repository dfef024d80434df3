"""Which names and words a window of the map shows, and where they stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from isp_desktop.ui.pages.relationships.map.drawing import USUAL_NAME, WHOLE_NAME, wishes
from isp_desktop.ui.pages.relationships.map.labels import Rect, placed, square
from isp_desktop.ui.pages.relationships.map.lines import Lines, placed_words, segments
from isp_desktop.ui.pages.relationships.map.picture import Look, Picture

EVERY_NAME_UP_TO = 400
"""Of more nodes only the names of those that are seen are given room."""
_WHOLE_NAMES_UP_TO, _LINES_KEPT_CLEAR = 60, 80
_WALL = 160.0
# Of the height of a name, so many px have no ink.
_LEADING = 3.0


@dataclass(frozen=True)
class Window:
    """What of a map is seen.

    Attributes:
        seen: in px of the map; `zoom`: px of the screen for each.
        whole: all of the map is, so that a name that reaches out of it is cut off.
        roomy: names may be whole.
    """

    seen: QRectF
    zoom: float
    whole: bool
    roomy: bool


def labelled(
    picture: Picture, lines: Lines, look: Look, order: Sequence[str], chosen: str, window: Window
) -> tuple[dict[str, Rect], list[tuple[Rect, str]]]:
    """The names that have room, and the words on lines, in px of the screen from the middle of the map.

    Args:
        order: of nodes, in which their names are given room; after the chosen one and those tied to it.
    """
    near = [uid for edge in picture.of_node(chosen) for uid in (edge.source, edge.target)]
    uids = list(dict.fromkeys((*([chosen] if chosen else []), *near, *order)))
    if len(uids) > EVERY_NAME_UP_TO:
        around = window.seen.adjusted(-80, -40, 80, 40)
        uids = [uid for uid in uids if around.contains(picture.spots[uid])]
    most = WHOLE_NAME if window.roomy and len(uids) <= _WHOLE_NAMES_UP_TO else USUAL_NAME
    wanted = wishes(picture, look, window.zoom, uids, chosen, most)
    words = placed_words(lines, look, window.zoom, chosen, map(square, wanted))
    clear = segments(lines, window.zoom) if len(picture.edges) <= _LINES_KEPT_CLEAR else ()
    walls, ends = _walls(window) if window.whole else ([], [])
    return placed(wanted, [rect for rect, _text in words], walls, clear, ends), words


def _walls(window: Window) -> tuple[list[Rect], list[Rect]]:
    """What lies left and right of what is seen, and above and below."""
    seen, zoom = window.seen, window.zoom
    left, top, wide, high = seen.left() * zoom, seen.top() * zoom, seen.width() * zoom, seen.height() * zoom
    walls = [(left - _WALL, top, _WALL, high), (left + wide, top, _WALL, high)]
    return walls, [(left, top - _WALL - _LEADING, wide, _WALL), (left, top + high + _LEADING, wide, _WALL)]
