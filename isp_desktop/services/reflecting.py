"""Questions to reflect on at a visit, one at a time, and whether they are wanted; what is answered is private."""

from __future__ import annotations

from collections.abc import Collection

from isp_desktop.db import lists
from isp_desktop.db.store import Store
from isp_desktop.domain.practice import Prompt, load_prompts
from isp_desktop.services import settings

_WANTED = "reflect"
_LOOKED_AT = 500


def is_wanted(store: Store) -> bool:
    """Whether questions are offered in this notebook; they are, until its owner says otherwise."""
    return bool(settings.read(store, _WANTED, True))


def want(store: Store, wanted: bool) -> None:
    """Offers questions from now on, or no more."""
    settings.write(store, _WANTED, wanted)


def offer(store: Store, moment: str, passed: Collection[str] = ()) -> Prompt:
    """The question of a moment ("before" or "after") that was answered the longest ago, or never.

    Args:
        passed: the questions, in the language that holds, that were just passed over; once all were, they come again.
    """
    prompts = [prompt for prompt in load_prompts() if prompt.moment == moment]
    answered = _last_answered(store)
    order = sorted(prompts, key=lambda prompt: max(answered.get(prompt.text, ""), answered.get(prompt.original, "")))
    return next((prompt for prompt in order if prompt.text not in passed), order[0])


def written_at(store: Store, visit: str, moment: str) -> list[str]:
    """The uids of what was written at a visit before or after it, in the order in which it was."""
    with store.read() as reading:
        items = lists.items(reading, "reflection", sorted(lists.pointing(reading, visit, "reflection", "visit")))
    return [item.uid for item in items if item.fields.get("moment") == moment]


def _last_answered(store: Store) -> dict[str, str]:
    """The latest day on which each question was answered."""
    with store.read() as reading:
        found = lists.page(reading, "reflection", limit=_LOOKED_AT)
    return {str(item.fields.get("question")): str(item.fields.get("date") or "") for item in reversed(found)}
