"""Random histories: several notebooks that edit one record, share by chance, and have clocks that lie."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import msgspec
from hypothesis import strategies as st

from isp_desktop.domain.merge import merge
from isp_desktop.domain.revision import Revision, Scope

UID = "0190a0a0-0000-7000-8000-000000000001"
VALUE_FIELDS = ("name", "about")
SET_FIELDS = ("tags", "people")
_FIELDS = (*VALUE_FIELDS, *SET_FIELDS)
_ANYTHING: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from([None, "a", "b", 1, True, {"add": 1}, {}, ["x"]]),
    st.dictionaries(st.sampled_from(["add", "remove"]), st.lists(st.sampled_from("xyz"), max_size=2), min_size=1),
)
_TEN_YEARS_MS = 10 * 365 * 86_400_000


@dataclass
class Notebook:
    """One notebook's copy of the record."""

    device: str
    lead_ms: int
    known: dict[str, Revision] = field(default_factory=dict)

    def revise(self, turn: int, action: Any, fields: dict[str, Any], scope: Scope = "shared") -> Revision:
        """Adds a revision whose parents are this notebook's heads."""
        own = [revision for revision in self.known.values() if revision.scope == scope]
        revision = Revision(
            uid=UID,
            kind="site",
            scope=scope,
            parents=merge(own).heads,
            author=self.device,
            device=self.device,
            clock=(max(0, 1_700_000_000_000 + self.lead_ms + turn), 0),
            action=action,
            schema=1,
            fields=fields,
        )
        self.known[revision.id] = revision
        return revision


@st.composite
def histories(draw: st.DrawFn, most_steps: int = 14) -> list[Revision]:
    """The revisions of all notebooks of a random history, in the order in which they were written."""
    leads = draw(st.lists(st.sampled_from([0, 5, -_TEN_YEARS_MS, _TEN_YEARS_MS]), min_size=2, max_size=4))
    notebooks = [Notebook(f"device {number}", lead) for number, lead in enumerate(leads)]
    written: dict[str, Revision] = {}
    for turn in range(draw(st.integers(1, most_steps))):
        here = draw(st.sampled_from(notebooks))
        if draw(st.booleans()):
            there = draw(st.sampled_from(notebooks))
            here.known |= there.known
        revision = here.revise(turn, *draw(_steps()))
        written[revision.id] = revision
    return list(written.values())


@st.composite
def lines_of_work(draw: st.DrawFn) -> list[Revision]:
    """The revisions of one notebook, in any order; its programs may not agree on which fields are sets."""
    notebook, missing = Notebook("device", 0), draw(st.sampled_from([(), ("0" * 64,), ("f" * 64,)]))
    for turn in range(draw(st.integers(1, 6))):
        action = draw(st.sampled_from(["edit", "edit", "delete", "restore"]))
        written = notebook.revise(turn, action, draw(st.dictionaries(st.sampled_from(_FIELDS), _ANYTHING)))
        if missing and draw(st.booleans()):
            # Its parent on another notebook did not come along.
            del notebook.known[written.id]
            written = msgspec.structs.replace(written, parents=tuple(sorted({*written.parents, *missing})))
            notebook.known[written.id] = written
    return draw(st.permutations(list(notebook.known.values())))


@st.composite
def _steps(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    action = draw(st.sampled_from(["edit", "edit", "edit", "edit", "delete", "restore"]))
    if action != "edit":
        return action, {}
    fields: dict[str, Any] = {}
    for name in draw(st.sets(st.sampled_from(VALUE_FIELDS))):
        fields[name] = draw(st.sampled_from([None, "a", "b", 1, True]))
    for name in draw(st.sets(st.sampled_from(SET_FIELDS))):
        key = draw(st.sampled_from(["add", "remove"]))
        fields[name] = {key: sorted(draw(st.sets(st.sampled_from("xyz"), min_size=1)))}
    return action, fields
