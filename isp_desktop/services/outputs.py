"""Files that a person asked for, written wholly or not at all."""

from __future__ import annotations

from pathlib import Path

from isp_desktop.db.engine import plain_errors
from isp_desktop.db.files import write_durably
from isp_desktop.domain.errors import StoreUnusable
from isp_desktop.domain.language import _


def save_file(path: Path, content: bytes) -> None:
    """Puts `content` into the file `path`, over what was there.

    Raises:
        StoreUnusable: the disk or the folder does not allow it; what was there stays.
    """
    require_place(path)
    with plain_errors():
        write_durably(path.resolve(), content)


def require_place(path: Path) -> None:
    """Refuses a place where no file can stand.

    Raises:
        StoreUnusable: its folder is missing, or it is a folder itself.
    """
    if not path.parent.is_dir():
        refusal = _("There is no folder “{folder}”. Make it first, or choose another place.")
        raise StoreUnusable(refusal.format(folder=path.parent))
    if path.is_dir():
        raise StoreUnusable(_("“{name}” is a folder. Give the name of a file.").format(name=path))


def read_file(path: Path) -> bytes:
    """The content of the file `path`.

    Raises:
        StoreUnusable: it is missing or cannot be read.
    """
    if path.is_dir():
        raise StoreUnusable(_("“{path}” is a folder. Give the name of a file.").format(path=path))
    if not path.is_file():
        raise StoreUnusable(_("There is no file “{name}”. Check the name and the folder.").format(name=path))
    with plain_errors():
        return path.read_bytes()
