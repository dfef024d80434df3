"""Making a photo fit to be kept: turned upright, smaller if wanted, and without what it says of place and device.

A camera writes into a photo where it was taken. Who visits people at home or in a shelter must not carry that along
unawares, so all of it is left out unless it is kept on purpose.
"""

from __future__ import annotations

import datetime as dt
import io
import mimetypes
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _

LONGEST_EDGE = 2000
"""To how many pixels a photo is shrunk: enough for a printed page, a tenth of the bytes."""

_QUALITY = 85
_WRITTEN = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_OTHER = "application/octet-stream"
_TAKEN = (ExifTags.Base.DateTimeOriginal, ExifTags.Base.DateTimeDigitized)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file as it will be kept.

    Attributes:
        media: its media type, such as "image/jpeg".
        taken_on: the day on which a photo says it was taken, "YYYY-MM-DD", or "".
        had_location: a place was in it, and was left out.
    """

    content: bytes
    media: str
    taken_on: str = ""
    had_location: bool = False

    @property
    def is_photo(self) -> bool:
        """Whether it can be shown as a picture."""
        return self.media in _WRITTEN.values()


def prepare(content: bytes, name: str, *, shrink: bool = True, keep_location: bool = False) -> Prepared:
    """The file `name` as it will be kept; what is no picture stays as it is.

    Raises:
        BadInput: a picture or film that cannot be cleaned of the place it was taken at, or one too large to open.
    """
    guessed = mimetypes.guess_type(name)[0] or _OTHER
    try:
        with _without_doubts(), Image.open(io.BytesIO(content)) as picture:
            picture.load()
            return _of_picture(picture, content, shrink=shrink, keep_location=keep_location)
    except UnidentifiedImageError as error:
        if keep_location or not guessed.startswith(("image/", "video/")) or guessed == "image/svg+xml":
            return Prepared(content, guessed)
        raise BadInput(
            _("“{name}” cannot be cleaned of the place where it was taken. Save it as JPEG, or keep the place.").format(
                name=name
            )
        ) from error
    except Image.DecompressionBombError as error:
        refusal = _("“{name}” has too many pixels to be opened safely. Shrink it first.")
        raise BadInput(refusal.format(name=name)) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        refusal = _("“{name}” is a damaged picture. Take it from the camera again.")
        raise BadInput(refusal.format(name=name)) from error


def thumbnail(content: bytes, edge: int) -> bytes:
    """A picture no wider or higher than `edge` pixels, as PNG.

    Raises:
        BadInput: it is no picture that can be opened.
    """
    try:
        with _without_doubts(), Image.open(io.BytesIO(content)) as picture:
            picture.thumbnail((edge, edge))
            return _encoded(picture.convert("RGBA"), "PNG")
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise BadInput(_("This picture cannot be shown. Save the file and open it with another program.")) from error


@contextmanager
def _without_doubts() -> Iterator[None]:
    """Lets pass what Pillow doubts and does not refuse: large scans, damage in what the camera wrote beside them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        warnings.simplefilter("ignore", UserWarning)
        yield


def _of_picture(picture: Image.Image, content: bytes, *, shrink: bool, keep_location: bool) -> Prepared:
    exif = picture.getexif()
    taken_on, has_place = _day(exif), bool(exif.get_ifd(ExifTags.IFD.GPSInfo))
    if keep_location:
        return Prepared(content, Image.MIME.get(picture.format or "", _OTHER), taken_on)
    form = picture.format if picture.format in _WRITTEN else "PNG"
    upright = ImageOps.exif_transpose(picture)
    if shrink:
        upright.thumbnail((LONGEST_EDGE, LONGEST_EDGE), Image.Resampling.LANCZOS)
    return Prepared(_encoded(_bare(upright), form), _WRITTEN[form], taken_on, had_location=has_place)


def _bare(picture: Image.Image) -> Image.Image:
    """The pixels alone: no Exif, XMP, comment or colour profile of the device."""
    bare = picture.copy()
    bare.info = {name: value for name, value in picture.info.items() if name == "transparency"}
    bare.getexif().clear()
    return bare


def _encoded(picture: Image.Image, form: str) -> bytes:
    fitting = picture.convert("RGB") if form == "JPEG" and picture.mode not in ("RGB", "L") else picture
    options: dict[str, Any] = {"quality": _QUALITY} if form != "PNG" else {}
    buffer = io.BytesIO()
    fitting.save(buffer, form, optimize=True, **options)
    return buffer.getvalue()


def _day(exif: Image.Exif) -> str:
    """The day on which the camera says it took the picture, or ""."""
    told = exif.get_ifd(ExifTags.IFD.Exif)
    for tag in _TAKEN:
        try:
            return dt.datetime.strptime(str(told.get(tag)), "%Y:%m:%d %H:%M:%S").date().isoformat()
        except ValueError:
            continue
    return ""
