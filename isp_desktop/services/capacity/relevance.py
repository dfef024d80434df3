"""Which items of an instrument apply, by the conditions that its author gave them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.instrument import Instrument
from isp_desktop.services.capacity.questions import Questions


def left_out(questions: Questions, answers: Mapping[str, str], day: dt.date) -> frozenset[str]:
    """The paths of the items that do not apply after these answers, by path, on `day`; instances are numbered."""
    content = questions.content
    if content is None or not any(item.relevant for item in questions.items.values()):
        return frozenset()
    try:
        return _left_out(content, answers, day)
    except BadInput:
        # Conditions that nobody can work out hide nothing.
        return frozenset()


def _left_out(content: Instrument, answers: Mapping[str, str], day: dt.date) -> frozenset[str]:
    # It reads lxml, which most instruments do not need.
    from isp_desktop.services.instruments.filling import Filling

    filling = Filling(content, answers, day)
    return frozenset(path for path in filling.paths() if not filling.relevant(path))
