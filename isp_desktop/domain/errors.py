"""What can go wrong in the world, told in one plain sentence.

Every error here carries a sentence for the person at the keyboard: what is wrong, where, and what to do next. Faults of
the program itself are never caught under these names; they crash loudly, and the store keeps its data.
"""

from __future__ import annotations

from collections.abc import Callable


class NotebookError(Exception):
    """Something the user can be told and can act on; `str(error)` is the whole message."""


class BadInput(NotebookError):  # noqa: N818 - the field's plain words
    """What was typed or handed over cannot be taken.

    Attributes:
        field: the name of the field at fault, or "" where it is no single field.
    """

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class KeysChanged(BadInput):
    """Somebody known comes with other keys than before: a new notebook of theirs, or somebody else."""


class NotFound(NotebookError):  # noqa: N818
    """There is no such record, kind, revision, backup or file."""


class WrongPassphrase(NotebookError):  # noqa: N818
    """The passphrase or the recovery code does not open this notebook."""


class StoreInUse(NotebookError):  # noqa: N818
    """Another window or command has the notebook open."""


class StoreDamaged(NotebookError):  # noqa: N818
    """The notebook's files are not what was written; a backup has to be restored."""


class StoreNewer(NotebookError):  # noqa: N818
    """A newer program wrote this notebook."""


class StoreClosed(NotebookError):  # noqa: N818
    """The notebook was locked while something was still being read or written."""


class StoreUnusable(NotebookError):  # noqa: N818
    """The folder cannot be used: it is missing, read-only, full, or holds something else."""


class StoreBusy(NotebookError):  # noqa: N818
    """Something long is being written, and whoever asked to write must not wait for it. Nothing was done yet.

    Attributes:
        is_over_within: whether that is written, at the latest so many seconds from now.
    """

    def __init__(self, sentence: str, is_over_within: Callable[[float], bool]) -> None:
        super().__init__(sentence)
        self.is_over_within = is_over_within


class Cancelled(NotebookError):  # noqa: N818
    """The user stopped a long job; nothing of it was kept."""


class BundleRefused(NotebookError):  # noqa: N818
    """A colleague's file is not taken in, and nothing of it was."""


class ForOthers(BundleRefused):
    """The file was made for other notebooks, and does not open here."""


class PassphraseNeeded(BundleRefused):
    """A passphrase opens the file: none was given, or another one."""
