"""What the page shows, read at once."""

from __future__ import annotations

from typing import NamedTuple

from isp_desktop.db.store import Store
from isp_desktop.domain.instrument import Instrument
from isp_desktop.domain.merge import Life
from isp_desktop.services import records
from isp_desktop.services.capacity import instruments
from isp_desktop.services.capacity.drafting import free_name
from isp_desktop.services.capacity.instruments import Kept

KINDS = frozenset({"instrument", "assessment"})
"""The kinds of records from which it is made."""


class Shown(NamedTuple):
    """An instrument as it is shown.

    Attributes:
        heads: the revisions on screen, the parents of what is changed.
        in_conflict: the fields in which two versions wait to be settled.
    """

    kept: Kept
    life: Life
    heads: tuple[str, ...]
    in_conflict: tuple[str, ...]

    @property
    def content(self) -> Instrument | None:
        """What it asks, nothing yet where it was only named; None where that cannot be read."""
        questions = self.kept.questions
        if questions.content is None and not questions.digest:
            return Instrument(free_name((), self.kept.name, "instrument"), self.kept.name)
        return questions.content

    @property
    def is_draft(self) -> bool:
        """Whether what it asks may be changed."""
        return self.kept.state == "draft" and self.life != "deleted"

    @property
    def is_editable(self) -> bool:
        """Whether what it asks can be changed now."""
        return self.is_draft and self.content is not None and "content" not in self.in_conflict


def read(store: Store, uid: str) -> Shown:
    """The instrument `uid`.

    Raises:
        NotFound: there is no such record.
    """
    # The heads come first: what is saved meanwhile is then taken for unseen, and nothing of it is overwritten.
    record = records.get(store, uid)
    return Shown(instruments.kept(store, uid), record.life, tuple(record.heads), tuple(record.conflicts))
