"""Bundles that are wrong in every way that somebody could think of: refused with a sentence, nothing given as whole."""

from __future__ import annotations

import gc
import tarfile
import threading
from collections.abc import Callable
from pathlib import Path

import bundles
import pyrage
import pytest
import weak_age
import zstandard
from bundles import Draft, digest, signer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isp_desktop.domain.errors import BundleRefused, PassphraseNeeded
from isp_desktop.services.sharing import unlocking
from isp_desktop.services.sharing.opening import Lock, open_bundle

READER = pyrage.x25519.Identity.generate()
OTHER = pyrage.x25519.Identity.generate()
OWN = str(READER.to_public())
LINES = b"".join(b'{"line":%d}\n' % number for number in range(2_000))
PHOTO = bytes(range(256)) * 40
PARTS = {"revisions.jsonl": LINES, f"attachments/{digest(PHOTO)}": PHOTO, "readable/index.html": b"<p>hi</p>"}


def draft(**more: object) -> Draft:
    return Draft(**{"parts": dict(PARTS), "to": [READER.to_public()], **more})  # type: ignore[arg-type]


def taken(path: Path, lock: Lock | None = None) -> tuple[list[bytes], list[tuple[str, bytes]]]:
    with open_bundle(path, lock or Lock(str(READER)), OWN) as bundle:
        lines, files = list(bundle.lines()), list(bundle.files())
        bundle.finish()
    return lines, files


@pytest.fixture
def refusal(tmp_path: Path) -> Callable[..., str]:
    """The sentence that a file's content is refused with."""

    def why(content: bytes, lock: Lock | None = None) -> str:
        path = tmp_path / "x.ispx"
        path.write_bytes(content)
        with pytest.raises(BundleRefused) as caught:
            taken(path, lock)
        assert not [one for one in threading.enumerate() if one.name.startswith("bundle")]
        return str(caught.value)

    return why


def test_a_bundle_by_somebody_elses_program_opens(tmp_path: Path) -> None:
    path = tmp_path / "x.ispx"
    path.write_bytes(draft().bundle())
    lines, files = taken(path)
    assert b"\n".join(lines) + b"\n" == LINES
    assert files == [(name, PARTS[name]) for name in list(PARTS)[1:]]


def test_leaving_early_ends_the_thread_and_finish_reads_what_was_left(tmp_path: Path) -> None:
    path = tmp_path / "x.ispx"
    path.write_bytes(draft(parts={**PARTS, "revisions.jsonl": LINES * 300}).bundle())
    with open_bundle(path, Lock(str(READER)), OWN) as bundle:
        assert next(bundle.lines()) == b'{"line":0}'
    assert not [one for one in threading.enumerate() if one.name.startswith("bundle")]
    with open_bundle(path, Lock(str(READER)), OWN) as bundle:
        bundle.finish()


def test_a_refused_bundle_leaves_nothing_in_memory(refusal: Callable[..., str]) -> None:
    bad = bytearray(draft().bundle())
    bad[-50] ^= 1
    for _ in range(5):
        refusal(bytes(bad))
    gc.collect()
    assert not [one for one in gc.get_objects() if type(one) is unlocking.Unlocked]


def test_what_is_no_bundle_is_called_so(refusal: Callable[..., str]) -> None:
    for content in (b"", b"PK\x03\x04 something", b"age-encryption.org/v1\n" + b"x" * 200_000):
        assert "no bundle" in refusal(content)
    assert "cut off" in refusal(b"age-encryption.org/v1\n-> X25519 abc")
    assert "cut off" in refusal(b"age-encr")


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.ispx", tmp_path):
        with pytest.raises(BundleRefused, match="no file"):
            taken(path)


def test_a_bundle_for_others_is_refused_with_what_to_do(refusal: Callable[..., str]) -> None:
    assert "contact card" in refusal(draft().bundle(), Lock(str(OTHER)))
    assert "keys of certain notebooks" in refusal(draft().bundle(), Lock(passphrase="anything at all"))


def test_a_bundle_passed_on_to_somebody_else_is_refused(refusal: Callable[..., str]) -> None:
    assert "Maren made this bundle for somebody else" in refusal(draft(recipients=[str(OTHER.to_public())]).bundle())
    assert "somebody else" in refusal(draft(recipients=[]).bundle())


def test_a_passphrase_opens_only_what_was_made_for_one(tmp_path: Path, refusal: Callable[..., str]) -> None:
    small = {"revisions.jsonl": b"{}\n"}
    packed = zstandard.compress(bundles.tar(draft(parts=small, recipients=[]).members()))
    path = tmp_path / "p.ispx"
    path.write_bytes(weak_age.encrypt(packed, "four unrelated words"))
    for lock in (Lock(str(READER)), Lock(passphrase="another"), Lock(str(READER), "another")):
        with pytest.raises(PassphraseNeeded):
            taken(path, lock)
    assert taken(path, Lock(str(READER), "four unrelated words")) == ([b"{}"], [])
    for_keys = zstandard.compress(bundles.tar(draft(parts=small).members()))
    assert "somebody else" in refusal(weak_age.encrypt(for_keys, "word"), Lock(passphrase="word"))


def test_a_passphrase_that_would_take_hours_to_try_is_not_tried(refusal: Callable[..., str]) -> None:
    header = b"age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 40\n" + b"A" * 43 + b"\n--- " + b"A" * 43 + b"\n"
    assert "no bundle" in refusal(header + bytes(100), Lock(passphrase="word"))


def test_a_false_signature_is_refused(refusal: Callable[..., str]) -> None:
    assert "signature" in refusal(draft(signed_by=signer(2)).bundle())
    members = draft().members()
    members[1] = ("signature", b"short")
    assert "signature" in refusal(bundles.lock(bundles.tar(members), [READER.to_public()]))


def test_a_newer_format_is_called_so_even_where_its_manifest_differs(refusal: Callable[..., str]) -> None:
    assert "newer version" in refusal(draft(changes={"format": 2, "parts": "elsewhere"}).bundle())


def with_members(change: Callable[[list[tuple[str, bytes]]], list[object]]) -> bytes:
    return bundles.lock(bundles.tar(change(draft().members())), [READER.to_public()])  # type: ignore[arg-type]


def special(name: str, kind: bytes) -> tarfile.TarInfo:
    about = tarfile.TarInfo(name)
    about.type = kind
    about.linkname = "/etc/passwd" if kind in (tarfile.SYMTYPE, tarfile.LNKTYPE) else ""
    return about


@pytest.mark.parametrize(
    "change",
    [
        lambda members: members[:-1],
        lambda members: [*members, ("readable/more.txt", b"more")],
        lambda members: [*members, members[-1]],
        lambda members: [*members[:2], members[3], members[2], members[4]],
        lambda members: [members[1], members[0], *members[2:]],
        lambda members: [*members[:4], ("readable/index.html", b"<p>ha</p>")],
        lambda members: [*members[:4], ("readable/index.html", b"")],
        lambda members: [*members[:4], ("../index.html", b"<p>hi</p>")],
        lambda members: [*members[:4], ("/readable/index.html", b"<p>hi</p>")],
        lambda members: [*members[:4], special("readable/index.html", tarfile.SYMTYPE)],
        lambda members: [*members[:4], special("readable/index.html", tarfile.LNKTYPE)],
        lambda members: [*members[:4], special("readable/index.html", tarfile.CHRTYPE)],
        lambda members: [*members[:4], special("readable/index.html", tarfile.DIRTYPE)],
        lambda members: [special("readable", tarfile.DIRTYPE), *members],
        lambda members: [*members, special("x", tarfile.REGTYPE)],
    ],
)
def test_parts_missing_too_many_elsewhere_or_of_another_sort_are_refused(
    change: Callable[[list[tuple[str, bytes]]], list[object]], refusal: Callable[..., str]
) -> None:
    told = refusal(with_members(change))
    assert told.endswith(".")
    assert "bundle" in told


@pytest.mark.parametrize(
    "name",
    ["../x", "/etc/passwd", "readable/../x", "readable/a/b", "attachments/x", "readable/", "C:\\x", "readable/\u202ex"],
)
def test_names_that_could_be_paths_are_refused(name: str, refusal: Callable[..., str]) -> None:
    parts = {name: {"size": 1, "sha256": digest(b"x")}, "revisions.jsonl": {"size": 0, "sha256": digest(b"")}}
    assert refusal(draft(changes={"parts": parts}).bundle())


@pytest.mark.parametrize(
    "part",
    [
        {"size": -1, "sha256": digest(b"")},
        {"size": 2**63, "sha256": digest(b"")},
        {"size": 10**12, "sha256": digest(b"")},
        {"size": len(LINES) + 1, "sha256": digest(LINES)},
        {"size": len(LINES) - 1, "sha256": digest(LINES)},
        {"size": len(LINES), "sha256": digest(b"other")},
        {"size": len(LINES), "sha256": "../x"},
    ],
)
def test_sizes_and_hashes_that_lie_are_refused(part: dict[str, object], refusal: Callable[..., str]) -> None:
    assert refusal(draft(parts={"revisions.jsonl": LINES}, changes={"parts": {"revisions.jsonl": part}}).bundle())


def test_an_attachment_under_anothers_hash_is_refused(refusal: Callable[..., str]) -> None:
    assert refusal(draft(parts={"revisions.jsonl": b"", f"attachments/{digest(b'a')}": b"b"}).bundle())


def test_bombs_are_refused_before_they_unpack(refusal: Callable[..., str]) -> None:
    zeros = bytes(100 * 2**20)
    to = [READER.to_public()]
    assert "unpack" in refusal(draft(parts={"revisions.jsonl": zeros}).bundle())
    assert refusal(bundles.lock(bundles.tar(draft().members()) + zeros, to))
    assert refusal(bundles.lock(bundles.tar([("manifest.json", b" " * (33 * 2**20))]), to))
    wide = zstandard.ZstdCompressor(compression_params=zstandard.ZstdCompressionParameters(window_log=27))
    packer = wide.compressobj()
    tarred = packer.compress(bundles.tar(draft().members())) + packer.flush()
    assert refusal(bytes(pyrage.encrypt(tarred, to)))


def test_a_line_or_file_that_never_ends_is_refused(refusal: Callable[..., str], tmp_path: Path) -> None:
    assert refusal(draft(parts={"revisions.jsonl": b"{}\n{}"}).bundle())
    noise = bytes(51 * 2**20)
    assert "unpack" in refusal(draft(parts={"revisions.jsonl": b"", "readable/big": noise}).bundle())


def test_a_million_parts_are_refused(refusal: Callable[..., str]) -> None:
    parts = {f"readable/{n}": {"size": 0, "sha256": digest(b"")} for n in range(100_001)}
    parts["revisions.jsonl"] = {"size": 0, "sha256": digest(b"")}
    assert "unpack" in refusal(draft(changes={"parts": parts}).bundle())


def test_words_longer_than_words_are_and_broken_manifests_are_refused(refusal: Callable[..., str]) -> None:
    assert refusal(draft(changes={"remark": "x" * 30_000}).bundle())
    assert refusal(draft(changes={"id": "two\nlines"}).bundle())
    assert refusal(draft(changes={"counts": {"records": -1}}).bundle())
    assert refusal(draft(changes={"more": [[]] * 3, "schema": "one"}).bundle())
    strange = draft().manifest().replace(b"Maren", b"Mar\xe1n")
    members = [("manifest.json", strange), ("signature", signer(1).sign(bundles.TAG + strange))]
    assert "damaged" in refusal(bundles.lock(bundles.tar(members), [READER.to_public()]))
    deep = b'{"format":1,"x":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    assert refusal(bundles.lock(bundles.tar([("manifest.json", deep), ("signature", bytes(64))]), [READER.to_public()]))


GOOD = draft().bundle()


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, len(GOOD) - 1), bit=st.integers(0, 7))
def test_any_flipped_bit_is_refused(at: int, bit: int, tmp_path: Path) -> None:
    bad = bytearray(GOOD)
    bad[at] ^= 1 << bit
    path = tmp_path / "flipped.ispx"
    path.write_bytes(bad)
    with pytest.raises(BundleRefused):
        taken(path)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(length=st.integers(0, len(GOOD) - 1))
def test_whatever_is_cut_off_is_refused(length: int, tmp_path: Path) -> None:
    path = tmp_path / "cut.ispx"
    path.write_bytes(GOOD[:length])
    with pytest.raises(BundleRefused):
        taken(path)


def test_bytes_after_the_end_and_a_disk_that_refuses_to_be_read_are_told(tmp_path: Path) -> None:
    path = tmp_path / "x.ispx"
    path.write_bytes(draft().bundle() + bytes(10))
    with pytest.raises(BundleRefused, match="damaged"):
        taken(path)
    # /proc/self/mem opens, and refuses to be read at its beginning, as a disk that is gone does.
    gone = Path("/proc/self/mem")
    if gone.is_file():
        with pytest.raises(BundleRefused, match="disk refused"):
            taken(gone)


def test_a_frame_behind_the_first_is_refused_even_one_that_a_decompressor_skips(refusal: Callable[..., str]) -> None:
    packed = zstandard.compress(bundles.tar(draft().members()), 1)
    skipped = bytes.fromhex("502a4d18") + (9_000).to_bytes(4, "little") + bytes(9_000)
    for behind in (skipped, zstandard.compress(b"")):
        assert "damaged" in refusal(bytes(pyrage.encrypt(packed + behind, [READER.to_public()])))
