"""What a new record about leaders and champions begins with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from isp_desktop.db import lists
from isp_desktop.db.store import Store

_SERVED: Mapping[str, str] = {"debrief": "L3"}
_OF_A_CHAMPION = ("champion_review", "engagement")
_DAYS: Mapping[str, str] = {"champion": "since", "shared_responsibility": "since"}


def beginning(store: Store, kind: str, preset: Mapping[str, Any]) -> dict[str, Any]:
    """`preset`, and what follows from the kind and from the champion that it names."""
    first: dict[str, Any] = {}
    if kind in _SERVED:
        first["activities"] = [_SERVED[kind]]
    if kind in _DAYS:
        first[_DAYS[kind]] = dt.date.today().isoformat()
    if kind in _OF_A_CHAMPION and preset.get("champion"):
        with store.read() as reading:
            found = lists.items(reading, "champion", [str(preset["champion"])], ["site"])
        if found and found[0].fields["site"]:
            first["site"] = found[0].fields["site"]
    return {**first, **preset}
