"""What can be done with a decision that was made before: it stands, is withdrawn, or another one takes its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.domain.lines import Line
from isp_desktop.services import decisions, taking_back
from isp_desktop.services.drafts import shortened
from isp_desktop.services.taking_back import Undo
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.theme import Theme

_AGAIN_DAYS = 182

Offer = Callable[[Callable[[], Undo], str], None]
"""Does something that gives what takes it back, and says what was done."""


def decision_menu(
    theme: Theme,
    store: Store,
    line: Line,
    made: Sequence[tuple[str, str]],
    today: dt.date,
    offer: Offer,
    parent: QWidget,
) -> Menu:
    """The menu of the decision `line`.

    Args:
        made: uid and words of the decisions that were made at this meeting and are saved.
    """
    menu, on_screen = Menu(theme, line.title, parent), taking_back.on_screen
    again = today + dt.timedelta(days=_AGAIN_DAYS)
    stands = partial(on_screen, decisions.uphold, store, line.uid, again)
    menu.add(
        _("It stands, look again in half a year"), partial(_offer, offer, stands, _("The decision stands")), "check"
    )
    for uid, what in made:
        replace = partial(on_screen, decisions.replace, store, line.uid, uid)
        words = _("Replaced by “{decision}”").format(decision=shortened(what))
        menu.add(words, partial(_offer, offer, replace, _("The decision is replaced")), "refresh-cw")
    withdraw = partial(on_screen, decisions.withdraw, store, line.uid)
    menu.add(_("Withdraw it"), partial(_offer, offer, withdraw, _("The decision is withdrawn")), "x")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def _offer(offer: Offer, act: Callable[[], Callable[[], Undo]], sentence: str) -> None:
    # What is on screen is what it looks like when it is chosen, not when the menu was made.
    offer(act(), sentence)
