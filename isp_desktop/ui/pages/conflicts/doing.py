"""What the page does to the notebook: it settles, takes that back, and keeps what is being typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from isp_desktop.db.store import Store
from isp_desktop.db.transaction import now_ms
from isp_desktop.services import settings, settling
from isp_desktop.services.conflicts import Contested
from isp_desktop.services.records import Saved
from isp_desktop.ui.pages.conflicts.reading import TYPED, Item
from isp_desktop.ui.pages.conflicts.view import Choice, SettleView


def settling_of(store: Store, view: SettleView, choice: Choice) -> Callable[[], Saved]:
    """What does what was chosen, with the heads and the words that are on screen now.

    It raises BadInput where what was written does not fit, or the record was changed meanwhile.
    """
    item, why = view.item, view.why.text()
    if isinstance(item, Contested):
        return partial(settling.keep if choice.key == "keep" else settling.delete, store, item, why)
    settle = partial(settling.settle, store, item.uid, item.field, reason=why, seen=item.seen)
    if choice.key == "take":
        return partial(settle, take=choice.revision)
    value = view.editor.value() if choice.key == "anew" and view.editor is not None else choice.value
    return partial(settle, value=value)


def take_back(store: Store, item: Item, saved: Saved) -> None:
    """Lets what was settled wait again.

    Raises:
        BadInput: it was changed since.
    """
    if isinstance(item, Contested):
        settling.contest_again(store, saved)
    else:
        settling.reopen(store, item.field, saved)


def keep_typed(store: Store, typed: Mapping[str, Mapping[str, Any]]) -> int:
    """Keeps on the disk what is being typed, by the key of what it settles; gives when, in milliseconds since 1970."""
    settings.write(store, TYPED, typed)
    return now_ms()


def side_by_side(keys: Iterable[str], known: Mapping[str, Item]) -> list[str]:
    """Each key once, those of one record next to each other, in the order in which they came."""
    by_record: dict[str, dict[str, None]] = {}
    for key in keys:
        by_record.setdefault(known[key].uid, {})[key] = None
    return [key for own in by_record.values() for key in own]
