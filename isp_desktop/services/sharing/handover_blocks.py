"""The lists and tables that the pages of a handover are made of."""

from __future__ import annotations

from collections.abc import Sequence

from isp_desktop.services.summary.tree import Block, Table, items, plain


def listed(lines: Sequence[str]) -> list[Block]:
    """One item a line; nothing for none."""
    return [items((plain(" ".join(line.split())),) for line in lines)] if lines else []


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Block]:
    """A table without the columns in which nobody wrote anything."""
    kept = [at for at in range(len(heads)) if any(row[at] for row in rows)]
    if not kept:
        return []
    cells = tuple(tuple(plain(" ".join(row[at].split())) for at in kept) for row in rows)
    return [Table(tuple(plain(heads[at]) for at in kept), cells, ("",) * len(kept))]
