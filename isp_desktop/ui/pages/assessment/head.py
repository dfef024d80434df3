"""What is said of an assessment above its items, and why it cannot be gone on with."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _
from isp_desktop.domain.vocabulary import ASSESSMENT_STATES
from isp_desktop.services.capacity.reading import Assessment
from isp_desktop.ui.kit.chips import Chip
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.notices import Remark
from isp_desktop.ui.kit.theme import Theme


def facts_of(theme: Theme, found: Assessment, today: dt.date) -> list[QWidget]:
    """How far it is, its day, its instrument, and who facilitates."""
    state = _("Paused") if is_paused(found, today) else _(ASSESSMENT_STATES.get(found.state, found.state))
    parts: list[QWidget] = [Chip(theme, state, "good" if found.state == "done" else "info")]
    if found.day:
        parts.append(Remark(theme, short_date(found.day, today), "calendar"))
    parts.append(Remark(theme, found.questions.name, "list-checks"))
    if found.way != "alone" and (facilitator := found.names.get(found.facilitator)):
        parts.append(Remark(theme, _("Facilitated by {name}").format(name=facilitator), "user"))
    if found.private:
        parts.append(Chip(theme, _("Private"), "private"))
    return parts


def is_paused(found: Assessment, today: dt.date) -> bool:
    """Whether it is to be gone on with on a day that is to come."""
    return found.state == "under_way" and found.day > today.isoformat()


def why_not(found: Assessment) -> str:
    """Why answering cannot go on; "" where it can."""
    if found.life == "deleted":
        return _("This assessment is deleted. Restore it in the notebook settings, then go on.")
    if found.questions.are_others:
        return _("The questions it asks are not in this notebook. Ask the colleague who has the instrument for it.")
    if found.questions.content is None:
        return _("The instrument cannot be read by this version of the program.")
    return ""
