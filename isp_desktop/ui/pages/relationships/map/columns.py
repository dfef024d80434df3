"""How wide the columns of a table are: short words whole, and names share what is left."""

from __future__ import annotations

from collections.abc import Sequence

# Short words take so much of the width at most; where they want more, all of them give way alike.
_MOST_FITTED = 0.62


def widths(wanted: Sequence[int], shares: Sequence[float], width: int) -> list[int]:
    """The width of each column, `width` in all.

    Args:
        wanted: what each column needs for its words.
        shares: how a column shares what is left with others, where it needs more than that; 0 for one that has what it
            needs.
    """
    fitted = sum(one for one, share in zip(wanted, shares, strict=True) if not share)
    less = min(1.0, _MOST_FITTED * width / fitted) if fitted else 1.0
    found = [0 if share else int(one * less) for one, share in zip(wanted, shares, strict=True)]
    sharing = sorted((at for at, share in enumerate(shares) if share), key=lambda at: wanted[at] / shares[at])
    left, parts = width - sum(found), sum(shares)
    for at in sharing:
        found[at] = min(wanted[at], int(left * shares[at] / parts))
        left, parts = left - found[at], parts - shares[at]
    # Where all have what they need, they share the rest too.
    for at in sharing:
        found[at] += int(left * shares[at] / sum(shares))
    found[sharing[-1]] += width - sum(found)
    return found
