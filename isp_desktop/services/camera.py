"""The latest photos in a folder of this computer, such as the one a phone's or camera's pictures are copied to."""

from __future__ import annotations

from pathlib import Path

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _
from isp_desktop.services import settings

LATEST = 30
_SETTING = "camera_folder"
_ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".tif", ".tiff", ".bmp", ".gif"})


def folder(store: Store) -> Path | None:
    """The folder chosen on this computer; None where none is, or it is gone."""
    chosen = str(settings.read(store, _SETTING) or "")
    return Path(chosen) if chosen and Path(chosen).is_dir() else None


def choose(store: Store, chosen: Path) -> None:
    """Remembers the folder; this stays on this computer."""
    settings.write(store, _SETTING, str(chosen))


def latest(place: Path, limit: int = LATEST) -> list[Path]:
    """The latest pictures in `place` and in the folders within it, latest first.

    Raises:
        BadInput: the folder cannot be read.
    """
    try:
        found = [(path.stat().st_mtime, path) for path in _pictures(place)]
    except OSError as error:
        words = _("The folder “{name}” cannot be read. Connect the camera, or choose another folder.")
        raise BadInput(words.format(name=place.name)) from error
    return [path for _when, path in sorted(found, reverse=True)[:limit]]


def _pictures(place: Path) -> list[Path]:
    """Cameras put their pictures one folder further in ("DCIM/100CANON")."""
    inside = [path for path in place.iterdir() if not path.name.startswith(".")]
    deeper = [path for within in inside if within.is_dir() for path in within.iterdir()]
    return [path for path in (*inside, *deeper) if path.suffix.lower() in _ENDINGS and path.is_file()]
