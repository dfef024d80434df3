"""What somebody typed never acts as a formula in another person's spreadsheet."""

from __future__ import annotations

import csv
from typing import Any

import pytest

from isp_desktop.db.store import Store
from isp_desktop.services import export


@pytest.mark.parametrize("name", ["=cmd|calc!A1", "@SUM(A1)", "+cmd|x", "-2+3+cmd|x", "\u200b=1"])
def test_a_formula_in_a_name_is_led_by_an_apostrophe(store: Store, put: Any, name: str) -> None:
    put("site", name=name)
    [row] = _rows(export.table(store, "site", "csv"))
    assert row["name"][0] not in "=@+-"


@pytest.mark.parametrize("phone", ["+31 20 555-0199", "-", "+44 (0)20"])
def test_a_telephone_number_stays_as_it_is(store: Store, put: Any, phone: str) -> None:
    put("site", name="Alder", phone=phone)
    [row] = _rows(export.table(store, "site", "csv"))
    assert row["phone"] == phone


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(content.decode("utf-8-sig").splitlines()))
