"""Who is connected with the others only through somebody: what a network falls apart into without them.

The network may be large, and the answer mostly lies near; so it is asked for step by step, and only as far as needed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

Beside = Callable[[Collection[str]], Mapping[str, Collection[str]]]
"""Gives, for each of some uids, to whom they are tied."""


def cut_off(uid: str, beside: Beside, without: Collection[str] = ()) -> set[str]:
    """The uids of those who have no way to the rest of the network but through `uid`.

    The rest is the largest of the pieces that the network of `uid` falls apart into; of two as large it is the one with
    the first uid in it. Nobody is cut off where there is one piece only.

    Args:
        without: uids that are not counted as a way either.
    """
    out = {uid, *without}
    pieces = [_Piece({one}, {one}) for one in sorted(set(beside([uid]).get(uid, ())) - out)]
    while growing := _to_grow(pieces):
        found = beside({one for piece in growing for one in piece.edge})
        for piece in growing:
            reached = {other for one in piece.edge for other in found.get(one, ())} - out - piece.uids
            piece.uids |= reached
            piece.edge = reached
        pieces = _joined(pieces)
    rest = min(pieces, key=lambda piece: (-len(piece.uids), min(piece.uids)), default=None)
    return {one for piece in pieces if piece is not rest for one in piece.uids}


class _Piece:
    """What hangs together, as far as it is known: `edge` are those whose ties were not asked for yet."""

    def __init__(self, uids: set[str], edge: set[str]) -> None:
        self.uids, self.edge = uids, edge


def _to_grow(pieces: list[_Piece]) -> list[_Piece]:
    """Those that have to be known better: all but the largest, or that one until it is larger than any other."""
    if len(pieces) < 2:
        return []
    *smaller, largest = sorted(pieces, key=lambda piece: len(piece.uids))
    growing = [piece for piece in smaller if piece.edge]
    is_sure = not largest.edge or len(largest.uids) > len(smaller[-1].uids)
    return growing or ([] if is_sure else [largest])


def _joined(pieces: list[_Piece]) -> list[_Piece]:
    """The pieces, those that met as one."""
    of: dict[str, _Piece] = {}
    for piece in pieces:
        met = {id(of[uid]): of[uid] for uid in piece.uids if uid in of}
        for other in met.values():
            piece.uids |= other.uids
            piece.edge |= other.edge
        of |= dict.fromkeys(piece.uids, piece)
    return list({id(piece): piece for piece in of.values()}.values())
