"""How core elements stand, as the shapes of the kit show it."""

from __future__ import annotations

from collections.abc import Mapping

from isp_desktop.domain.integrity import Stand
from isp_desktop.domain.language import _, marked
from isp_desktop.services.integrity import words
from isp_desktop.ui.kit.stand_grid import StandCell
from isp_desktop.ui.kit.stands import Shape

_SHAPES: Mapping[str, Shape] = {"holds": "disc", "partly": "square", "not_held": "triangle"}

# In as few letters as fit a cell; its tooltip says it in full.
_SHORT: Mapping[str, str] = {"holds": marked("Holds"), "partly": marked("In part"), "not_held": marked("Not held")}


def shape_of(mark: str) -> Shape:
    """The shape of a mark; a dashed ring for none, and for one from a newer program."""
    return _SHAPES.get(mark, "ring")


def cell_of(stand: Stand, where: str) -> StandCell:
    """How an element stands, as a cell; `where` names the element and the site."""
    return StandCell(
        text=_(_SHORT[stand.mark]) if stand.mark in _SHORT else words.mark_word(stand.mark),
        shape=shape_of(stand.mark),
        age=words.days_words(stand),
        is_old=stand.is_old,
        words=f"{where}: {words.stand_words(stand)}",
    )
