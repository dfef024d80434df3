"""Every record kind, each declared once as a class. A new plain kind is one class in one of these modules."""

from __future__ import annotations

from functools import cache

from isp_desktop.db.models import (
    capacity,
    charters,
    integrity,
    leadership,
    meetings,
    people,
    places,
    practice,
    relationships,
    sustaining,
    teams,
)
from isp_desktop.db.models.base import Record, kind_spec
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.kinds import KindSpec
from isp_desktop.domain.language import _

MODULES = (
    places,
    people,
    practice,
    relationships,
    teams,
    charters,
    meetings,
    capacity,
    leadership,
    integrity,
    sustaining,
)


@cache
def kinds() -> dict[str, KindSpec]:
    """Every kind by its name, in the order of their declaration."""
    return {spec.kind: spec for spec in map(kind_spec, Record.__subclasses__())}


def kind(name: str) -> KindSpec:
    """The kind `name`.

    Raises:
        BadInput: this program knows no such kind.
    """
    if name not in kinds():
        raise BadInput(
            _("There is no kind “{name}”. The kinds are: {kinds}.").format(name=name, kinds=", ".join(kinds()))
        )
    return kinds()[name]
