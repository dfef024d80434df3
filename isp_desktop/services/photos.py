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
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _, counted
from isp_desktop.services.placeless import may_carry_place

LONGEST_EDGE = 2000
"""To how many pixels a photo is shrunk: enough for a printed page, a tenth of the bytes."""

_QUALITY = 85
_WRITTEN = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_ENDINGS = {"image/jpeg": (".jpg", ".jpeg", ".jfif"), "image/png": (".png",), "image/webp": (".webp",)}
_PLAIN_MODES = ("1", "L", "LA", "P", "RGB", "RGBA")
# Known to Pillow by their beginning, and drawn only by other programs.
_NOT_DRAWN = ("EPS", "WMF", "MPEG", "GRIB", "BUFR", "HDF5")
# Within a TIFF: where a camera puts the picture itself, beside a small one; and that it is a digital negative.
_SUB_IFDS, _DNG_VERSION = 330, 50706
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
        BadInput: it cannot be cleaned of the place it may have been made at, or cannot be opened safely.
    """
    try:
        with _without_doubts(), Image.open(io.BytesIO(content)) as picture:
            if picture.format in _NOT_DRAWN or _is_raw(picture, content):
                return _as_it_is(content, name, keep_location)
            picture.load()
            if keep_location:
                return Prepared(content, _media(picture), _day(picture.getexif()))
            _require_one(picture, name)
            return _cleaned(picture, shrink=shrink)
    except UnidentifiedImageError:
        return _as_it_is(content, name, keep_location)
    except Image.DecompressionBombError as error:
        refusal = _("“{name}” has too many pixels to be opened safely. Shrink it first.")
        raise BadInput(refusal.format(name=name)) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        if not may_carry_place(content, name):
            # Its first letters happen to be those of a kind of picture.
            return _as_it_is(content, name, keep_location)
        refusal = _("“{name}” is a damaged picture. Take it from the camera again.")
        raise BadInput(refusal.format(name=name)) from error


def fitting_name(name: str, media: str) -> str:
    """`name` with the ending of what was made of the file, such as "plan.png" for "plan.bmp"."""
    endings, ending = _ENDINGS.get(media, ()), Path(name).suffix.lower()
    if not endings or ending in endings:
        return name
    stem = Path(name).stem if ending in Image.registered_extensions() else name
    return stem + endings[0]


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


def _as_it_is(content: bytes, name: str, keep_location: bool) -> Prepared:
    """A file that is no picture, or one that cannot be cleaned and shall keep its place."""
    if not keep_location and may_carry_place(content, name):
        refusal = _(
            "“{name}” cannot be cleaned of the place where it was made. "
            "Save photos as JPEG and documents as PDF, or add it with its place kept."
        )
        raise BadInput(refusal.format(name=name))
    return Prepared(content, mimetypes.guess_type(name)[0] or _OTHER)


def _is_raw(picture: Image.Image, content: bytes) -> bool:
    """Whether it is what a camera's sensor saw; Pillow would take the small picture in it for the whole."""
    if picture.format != "TIFF":
        return False
    tags = picture.getexif()
    return _SUB_IFDS in tags or _DNG_VERSION in tags or content[8:10] == b"CR"


def _require_one(picture: Image.Image, name: str) -> None:
    """Refuses several pages or frames, of which only the first would be kept."""
    # The further pictures of an MPO are a camera's by-products of the one photo.
    count = 1 if picture.format == "MPO" else getattr(picture, "n_frames", 1)
    if count > 1:
        pages = counted("{n} page", "{n} pages", count)
        if picture.format != "TIFF":
            pages = counted("{n} picture", "{n} pictures", count)
        refusal = _("“{name}” has {pages}, and would lose all but one. Save it as PDF, or add it with its place kept.")
        raise BadInput(refusal.format(name=name, pages=pages))


def _form(picture: Image.Image) -> str:
    """Its format; MPO is a JPEG with more behind it, and every program takes it for one."""
    return "JPEG" if picture.format == "MPO" else picture.format or ""


def _media(picture: Image.Image) -> str:
    return Image.MIME.get(_form(picture), _OTHER)


def _cleaned(picture: Image.Image, *, shrink: bool) -> Prepared:
    exif = picture.getexif()
    taken_on, has_place = _day(exif), bool(exif.get_ifd(ExifTags.IFD.GPSInfo))
    form = _form(picture) if _form(picture) in _WRITTEN else "PNG"
    upright = _plain(ImageOps.exif_transpose(picture))
    if shrink:
        upright.thumbnail((LONGEST_EDGE, LONGEST_EDGE), Image.Resampling.LANCZOS)
    return Prepared(_encoded(_bare(upright), form), _WRITTEN[form], taken_on, had_location=has_place)


def _plain(picture: Image.Image) -> Image.Image:
    """In colours that every format written here can hold; those of printers and scanners are not among them."""
    if picture.mode in _PLAIN_MODES:
        return picture
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


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
