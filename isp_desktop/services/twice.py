"""What was written down twice: another record that says the very same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from isp_desktop.db import lists
from isp_desktop.db.store import Store

_SAME: dict[str, tuple[str, ...]] = {
    "person": ("name", "organization"),
    "site": ("name", "organization"),
    "visit": ("date", "starts", "site", "purpose", "agenda", "discussion"),
}
# Of these one has to say something: two visits of a day to a site are often planned without any words.
_WORDS = {"person": ("name",), "site": ("name",), "visit": ("purpose", "agenda", "discussion")}


def twin(store: Store, kind: str, uid: str) -> str:
    """The uid of another record that says the same as the one `uid`; "" where there is none.

    The same are people and sites of one name and organization, and visits of one site, day, beginning and words.
    Only what stands at the same place of its list is compared, which an index finds. For a worker's thread.
    """
    fields = _SAME.get(kind, ())
    with store.read() as reading:
        own = next(iter(lists.items(reading, kind, [uid])), None) if fields else None
        if own is None or own.life == "deleted" or not any(own.fields.get(name) for name in _WORDS[kind]):
            return ""
        beside = lists.coming(reading, kind, own.sort, f"{own.sort}\0", fields=fields)
        said = _said(own.fields, fields)
        return next((one.uid for one in beside if one.uid != uid and _said(one.fields, fields) == said), "")


def _said(values: Mapping[str, Any], fields: tuple[str, ...]) -> list[str]:
    return [" ".join(str(values.get(name) or "").split()).casefold() for name in fields]
