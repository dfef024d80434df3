"""A sharing that was done once and is done again in two clicks: what, for whom, and where to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from isp_desktop.db import settings as rows
from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _
from isp_desktop.services import settings
from isp_desktop.services.sharing.choosing import Choice

_SETTING = "sharing_recipes"
_MOST, _LONGEST = 50, 60
_MANY = ("sites", "initiatives", "people", "kinds")


@dataclass(frozen=True, slots=True)
class Recipe:
    """What to do again.

    Attributes:
        name: what its owner calls it; two are never called the same.
        to: the signing keys of the colleagues it is for; a passphrase is never kept.
        folder: where the file goes, or "".
    """

    name: str
    to: tuple[str, ...]
    choice: Choice
    folder: str = ""


def every(store: Store) -> list[Recipe]:
    """All recipes, by name."""
    return sorted(map(_recipe, settings.read(store, _SETTING, [])), key=lambda one: one.name.casefold())


def keep(store: Store, recipe: Recipe) -> None:
    """Keeps `recipe`, in place of another one of that name.

    Raises:
        BadInput: it has no name or too long a one, or there are too many.
    """
    name = " ".join(recipe.name.split())
    if not name or len(name) > _LONGEST:
        raise BadInput(_("Give it a short name, such as “Friday for Sam”."), "name")
    with store.write() as transaction:
        connection = transaction.connection
        others = [one for one in rows.read(connection, _SETTING, []) if one["name"].casefold() != name.casefold()]
        if len(others) >= _MOST:
            raise BadInput(_("There are too many already. Remove one that is not used any more."), "name")
        rows.write(connection, _SETTING, [*others, _plain(recipe, name)])


def forget(store: Store, name: str) -> None:
    """Removes the recipe of that name, if there is one."""
    with store.write() as transaction:
        connection = transaction.connection
        kept = [one for one in rows.read(connection, _SETTING, []) if one["name"] != name]
        rows.write(connection, _SETTING, kept)


def _plain(recipe: Recipe, name: str) -> dict[str, Any]:
    choice = asdict(recipe.choice) | {"since": recipe.choice.since.isoformat() if recipe.choice.since else ""}
    return {"name": name, "to": list(recipe.to), "choice": choice, "folder": recipe.folder}


def _recipe(plain: Mapping[str, Any]) -> Recipe:
    kept = dict(plain["choice"])
    kept |= {part: tuple(kept[part]) for part in _MANY}
    kept["since"] = dt.date.fromisoformat(kept["since"]) if kept["since"] else None
    return Recipe(plain["name"], tuple(plain["to"]), Choice(**kept), plain["folder"])
