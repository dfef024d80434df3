"""What the made-up notebook tells: its entries, and its records as they stand in the end."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from isp_desktop.services.demo import Entry, notebook

UNTIL = date(2026, 3, 31)


@cache
def written(sites: int, visits: int, seed: int = 1) -> tuple[Entry, ...]:
    return tuple(notebook(sites, visits, seed, UNTIL))


def records(entries: tuple[Entry, ...]) -> dict[str, dict[str, Any]]:
    """Each record as it stands after all its writings, with its "kind"."""
    found: dict[str, dict[str, Any]] = {}
    for entry in entries:
        found.setdefault(entry.uid, {"kind": entry.kind}).update(entry.fields | entry.private)
    return found


def of_kind(entries: tuple[Entry, ...], kind: str) -> list[dict[str, Any]]:
    return [record for record in records(entries).values() if record["kind"] == kind]
