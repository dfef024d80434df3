"""A visit's summary of three pages as PDF."""

from __future__ import annotations

import io
import statistics

import pypdf

from isp_desktop.db.store import Store
from isp_desktop.services import records, visit_summary
from tests.benchmarks.measuring import each, say, tell
from tests.benchmarks.stores import KEY, empty

_PARAGRAPH = (
    "The team ran the data review on its own for the first time and chose small-group pacing as the next test. "
    "Coaching slots slip to every third week, and the head worries about losing the room after half term.\n\n"
)
_BUDGET_S = 0.3


def run() -> None:
    """The first one in a process, which loads the type setter and its fonts, and those after it."""
    with Store.open(empty("summary"), KEY) as store:
        with store.write() as transaction:
            fields = {"date": "2026-11-20", "purpose": "Team meeting", "discussion": _PARAGRAPH * 33}
            uid = records.put(transaction, "visit", fields).uid
        first = each(lambda _: visit_summary.write(store, uid, "pdf"), 1)
        later = each(lambda _: visit_summary.write(store, uid, "pdf"), 9)
        pages = len(pypdf.PdfReader(io.BytesIO(visit_summary.write(store, uid, "pdf"))).pages)
    say(f"(the summary has {pages} pages)")
    tell("visit summary as PDF, the first in a process", first[0], "s", _BUDGET_S)
    tell("visit summary as PDF, later ones, median", statistics.median(later), "s", _BUDGET_S)
