"""Photos: clean of place and device, upright, smaller; anything broken is refused in a sentence."""

from __future__ import annotations

import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import ExifTags, Image, TiffImagePlugin

from isp_desktop.domain.errors import BadInput
from isp_desktop.services import photos

PLANTED = "PLANTED-CAMERA-8371"


def photo(form: str = "JPEG", size: tuple[int, int] = (64, 32), orientation: int = 1) -> bytes:
    """A photo whose left half is red, with a place, a device and a comment in it."""
    picture = Image.new("RGB", size, "white")
    picture.paste((200, 0, 0), (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = PLANTED
    exif[ExifTags.IFD.Exif] = {ExifTags.Base.DateTimeOriginal: "2026:10:15 14:03:00"}
    exif[ExifTags.IFD.GPSInfo] = {ExifTags.GPS.GPSLatitudeRef: "N", ExifTags.GPS.GPSLatitude: (52.0, 22.0, 1.5)}
    buffer = io.BytesIO()
    picture.save(buffer, form, exif=exif.tobytes(), comment=PLANTED.encode())
    return buffer.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("shrink", [True, False])
def test_nothing_of_place_device_or_comment_stays(form: str, shrink: bool) -> None:
    original = photo(form)
    assert PLANTED.encode() in original
    prepared = photos.prepare(original, "IMG_1.jpg", shrink=shrink)
    assert prepared.had_location
    assert prepared.taken_on == "2026-10-15"
    assert PLANTED.encode() not in prepared.content
    assert not opened(prepared.content).getexif()


def test_kept_on_purpose_the_file_stays_as_it_is() -> None:
    original = photo()
    assert photos.prepare(original, "IMG_1.jpg", keep_location=True).content == original


def test_a_photo_taken_sideways_is_turned_upright() -> None:
    turned = opened(photos.prepare(photo(orientation=6), "IMG_1.jpg").content)
    assert turned.size == (32, 64)
    red, white = turned.convert("RGB").getpixel((16, 4)), turned.convert("RGB").getpixel((16, 60))
    assert isinstance(red, tuple)
    assert isinstance(white, tuple)
    assert red[1] < 60 < 200 < white[1]


def test_a_large_photo_is_shrunk_only_if_wanted() -> None:
    large = photo(size=(4000, 1000))
    assert opened(photos.prepare(large, "a.jpg").content).size == (photos.LONGEST_EDGE, photos.LONGEST_EDGE // 4)
    assert opened(photos.prepare(large, "a.jpg", shrink=False).content).size == (4000, 1000)


@pytest.mark.parametrize("name", ["IMG_2.heic", "film.mp4"])
def test_what_cannot_be_cleaned_is_refused_unless_kept_on_purpose(name: str) -> None:
    with pytest.raises(BadInput, match="cannot be cleaned of the place"):
        photos.prepare(b"\0\0\0 ftyp something", name)
    assert photos.prepare(b"\0\0\0 ftyp something", name, keep_location=True).content == b"\0\0\0 ftyp something"


def test_other_files_stay_as_they_are() -> None:
    prepared = photos.prepare(b"%PDF-1.7 the agreement", "agreement.pdf")
    assert (prepared.content, prepared.media, prepared.is_photo) == (
        b"%PDF-1.7 the agreement",
        "application/pdf",
        False,
    )


def test_a_picture_of_too_many_pixels_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    with pytest.raises(BadInput, match="too many pixels"):
        photos.prepare(photo(), "a.jpg")


@example(form="JPEG", at=1816, value=1, end=0)  # what the camera wrote beside the picture is damaged
@given(
    form=st.sampled_from(["JPEG", "PNG", "WEBP"]),
    at=st.integers(0, 2_000),
    value=st.integers(0, 255),
    end=st.integers(0, 2_000),
)
def test_broken_pictures_are_taken_clean_or_refused(form: str, at: int, value: int, end: int) -> None:
    broken = bytearray(photo(form))
    broken[at % len(broken)] = value
    del broken[len(broken) - end % len(broken) :]
    try:
        prepared = photos.prepare(bytes(broken), "IMG_3.jpg")
    except BadInput:
        return
    assert PLANTED.encode() not in prepared.content


def test_a_thumbnail_fits_its_edge_and_keeps_the_shape() -> None:
    assert opened(photos.thumbnail(photo(size=(400, 100)), 80)).size == (80, 20)
    with pytest.raises(BadInput, match="cannot be shown"):
        photos.thumbnail(b"no picture", 80)


def pages(form: str, count: int = 3) -> bytes:
    first, *more = (Image.new("RGB", (40, 30), color) for color in ("red", "green", "blue")[:count])
    content = io.BytesIO()
    first.save(content, form, save_all=True, append_images=more)
    return content.getvalue()


@pytest.mark.parametrize(("form", "told"), [("TIFF", "3 pages"), ("GIF", "3 pictures"), ("WEBP", "3 pictures")])
def test_several_pages_are_kept_whole_or_not_at_all(form: str, told: str) -> None:
    with pytest.raises(BadInput, match=f"“scan” has {told}.*PDF"):
        photos.prepare(pages(form), "scan")
    assert photos.prepare(pages(form), "scan", keep_location=True).content == pages(form)


def test_the_by_products_of_a_phone_make_no_other_file_of_a_jpeg() -> None:
    for keep in (True, False):
        prepared = photos.prepare(pages("MPO"), "IMG_1.jpg", keep_location=keep)
        assert (prepared.media, prepared.is_photo) == ("image/jpeg", True)
        assert opened(prepared.content).size == (40, 30)


@pytest.mark.parametrize("mode", ["CMYK", "LAB", "YCbCr", "F", "I;16"])
@pytest.mark.parametrize("shrink", [True, False])
def test_the_colours_of_printers_and_scanners_become_those_of_screens(mode: str, shrink: bool) -> None:
    content = io.BytesIO()
    Image.new(mode, (3000, 30)).save(content, "TIFF")
    prepared = photos.prepare(content.getvalue(), "scan.tif", shrink=shrink)
    assert prepared.media == "image/png"
    assert opened(prepared.content).mode == "RGB"


def negative(tag: int) -> bytes:
    """A camera's raw file, as Pillow sees it: a TIFF of one small picture, and a tag that leads to the real one."""
    content, tags = io.BytesIO(), TiffImagePlugin.ImageFileDirectory_v2()
    tags[tag] = 8
    Image.new("RGB", (16, 12)).save(content, "TIFF", tiffinfo=tags)
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("IMG_2.dng", negative(50706)),
        ("DSC_3.arw", negative(330)),
        ("IMG_4.cr3", b"\0\0\0\x18ftypcrx "),
        ("IMG_5", b"FUJIFILMCCD-RAW 0201"),
        ("clip.3gp", b"\0\0\0\x14ftyp3gp4"),
        ("agreement.pdf", b"\0\0\0\x18ftypheic"),
        ("notes.txt", b"RIFF\0\0\0\0AVI LIST"),
        ("DSC_6.rw2", b"IIU\0\x18\0\0\0"),
        ("old.mov", b"\0\0\0\x08wide\0\1\0\0mdat"),
        ("drawing.eps", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n%%EndComments\n"),
        ("unheard.of", b"anything"),
    ],
)
def test_what_may_carry_a_place_is_refused_by_what_it_is(name: str, content: bytes) -> None:
    with pytest.raises(BadInput, match="cannot be cleaned of the place"):
        photos.prepare(content, name)
    assert photos.prepare(content, name, keep_location=True).content == content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.docx", b"PK\x03\x04 the plan"),
        ("list.csv", b"P1,P2\nAlder Road,3\n"),
        ("a.txt", b"The free lunch, and FUJIFILM"),
        ("said.WAV", b"RIFF\0\0\0\0WAVEfmt "),
        ("day.ics", b"BEGIN:VCALENDAR"),
    ],
)
def test_what_is_known_to_carry_none_stays_as_it_is(name: str, content: bytes) -> None:
    assert photos.prepare(content, name).content == content
