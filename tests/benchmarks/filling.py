"""An answer typed in a form of 500 items, and what follows from it; against 500 bare evaluations of an expression."""

from __future__ import annotations

import datetime as dt

from lxml import etree

from isp_desktop.domain.instrument import Instrument, Item
from isp_desktop.services.instruments import Filling
from isp_desktop.services.instruments.expressions.form import form_of
from tests.benchmarks.measuring import each, p99, tell

_ITEMS = 500
_TODAY = dt.date(2026, 10, 14)
_BUDGET = 3
_BUDGET_OPENED = 100
"""Times the floor, which takes half a millisecond: opened within 50 ms, once a form."""


def run() -> None:
    """Answers every question of a form in which each shows by two others, and every fifth item is worked out."""
    instrument = Instrument("large", "Large", items=tuple(_item(at) for at in range(_ITEMS)))
    form = form_of(instrument)
    document = etree.fromstring("<form><data><q0>4</q0><q1/></data></form>")
    expression = etree.XPath("/form/data/q0 > 3 or /form/data/q1 = 1")
    floor = each(lambda _number: [expression(document) for _item in range(_ITEMS)], 200)
    opened = each(lambda _number: Filling(form, {}, _TODAY), 20)
    filling = Filling(form, {}, _TODAY)
    asked = [path for path in filling.paths() if filling.item(path).kind == "integer"]
    samples = each(lambda number: filling.answer(asked[number % len(asked)], number % 7), 2 * len(asked))
    tell("an answer in a form of 500 items, p99", p99(samples) * 1000, "ms", _BUDGET, p99(floor) * 1000)
    tell("a form of 500 items opened, p99", p99(opened) * 1000, "ms", _BUDGET_OPENED, p99(floor) * 1000)


def _item(at: int) -> Item:
    before = [f"${{q{max(0, at - back)}}}" for back in (1, 3, 7)]
    if at == 0:
        return Item("integer", "q0")
    if at % 5 == 0:
        return Item("calculate", f"q{at}", calculation=f"coalesce({before[2]}, 0) + if({before[1]} = '', 0, 2)")
    relevant = f"{before[0]} > 3 or ${{q{at // 2}}} = 1" if at % 3 else ""
    return Item("integer", f"q{at}", relevant=relevant, constraint=". < 10", required="true()")
