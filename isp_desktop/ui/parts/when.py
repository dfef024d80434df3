"""At what time something begins and ends, and how people meet, in one row."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _
from isp_desktop.domain.vocabulary import MODES
from isp_desktop.ui.kit.date_editors import TimeEditor
from isp_desktop.ui.kit.editors import Choice, ChoiceEditor
from isp_desktop.ui.kit.flow import side_by_side
from isp_desktop.ui.kit.forms import Form
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.theme import Theme


def times_and_mode(theme: Theme, form: Form) -> QWidget:
    """The editors of `starts`, `ends` and `mode`, made known to `form`, beside each other."""
    modes = [Choice(key, _(label)) for key, label in MODES.items()]
    starts, ends = TimeEditor(theme, _("From")), TimeEditor(theme, _("To"))
    mode = ChoiceEditor(theme, _("How"), modes, empty=_("How"))
    mode.setFixedWidth(theme.px(130))
    form.know_all(starts=starts, ends=ends, mode=mode)
    return side_by_side(starts, between(theme), ends, mode, centred=False)


def between(theme: Theme) -> Label:
    """The word from one time to the other."""
    to = Label(theme, _("to"), "body", "text2")
    to.setFixedHeight(theme.px(32))
    return to
