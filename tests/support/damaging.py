"""Bundles damaged by chance, outside and inside, and whether what became of each is right. The same for a seed."""

from __future__ import annotations

import base64
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import bundles
import pyrage
import zstandard
from bundles import Draft, digest, signer
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from isp_desktop.db.store import Store
from isp_desktop.domain.canonical import content_id
from isp_desktop.domain.errors import BundleRefused
from isp_desktop.domain.revision import Revision
from isp_desktop.services.identity import PrivateKeys
from isp_desktop.services.sharing.opening import Lock, open_bundle
from isp_desktop.services.sharing.previewing import preview

_ODD: list[Any] = [
    *(None, True, -1, 0, 2**31, 2**63, 2**64, 1e308, "", "x" * 5_000, "../x", "\u202e", "\x00", "é" * 100),
    *([], {}, [[]], {"add": []}, {"add": ["a"], "remove": [1]}, [None] * 50, {"": {"": {}}}),
]


@dataclass(frozen=True)
class Damaged:
    """A damaged bundle, and how it was damaged."""

    content: bytes
    how: str


class Damager:
    """Damages bundles made for `reader`."""

    def __init__(self, reader: pyrage.x25519.Recipient, seed: int) -> None:
        self._dice = random.Random(seed)
        self._to = [reader]
        photo = bytes(self._dice.randrange(256) for _ in range(700))
        lines = [one.body for one in sorted(_history(), key=lambda one: one.uid)]
        parts = {"revisions.jsonl": _joined(lines), f"attachments/{digest(photo)}": photo, "readable/a.html": b"<p>"}
        self._draft = Draft(parts, self._to)
        self._lines = lines
        self.good = self._draft.bundle()
        self._tar = bundles.tar(self._draft.members())

    def make(self, count: int) -> Iterator[Damaged]:
        """So many damaged bundles, one in a dozen of them outside, the others inside."""
        ways: list[Callable[[], bytes]] = [
            *(self._outside, self._inside_zstd, self._inside_tar, self._inside_tar, self._members, self._members),
            *(
                self._manifest,
                self._manifest,
                self._lines_changed,
                self._lines_changed,
                self._lines_moved,
                self._signed,
            ),
        ]
        for _ in range(count):
            way = self._dice.choice(ways)
            yield Damaged(way(), way.__name__.strip("_"))

    def _outside(self) -> bytes:
        return self._bytes(self.good)

    def _inside_zstd(self) -> bytes:
        return bytes(pyrage.encrypt(self._bytes(zstandard.compress(self._tar, 1)), self._to))

    def _inside_tar(self) -> bytes:
        return bundles.lock(self._bytes(self._tar), self._to)

    def _members(self) -> bytes:
        """Parts left out, twice, moved, renamed, changed; the manifest stays as it is."""
        members = list(self._draft.members())
        at, other = self._dice.randrange(len(members)), self._dice.randrange(len(members))
        name, content = members[at]
        change = self._dice.randrange(5)
        if change == 0:
            del members[at]
        elif change == 1:
            members.insert(other, members[at])
        elif change == 2:
            members[at], members[other] = members[other], members[at]
        elif change == 3:
            members[at] = (self._dice.choice(["../x", "/x", "x", name + "x", name.upper(), "readable/a/b"]), content)
        else:
            members[at] = (name, self._bytes(content))
        return bundles.lock(bundles.tar(members), self._to)

    def _manifest(self) -> bytes:
        """Something else in the manifest, signed anew."""
        told = json.loads(self._draft.manifest())
        where = told
        while True:
            name = self._dice.choice(list(where))
            if not isinstance(where[name], dict) or not where[name] or self._dice.random() < 0.2:
                break
            where = where[name]
        if self._dice.random() < 0.3:
            del where[name]
        elif self._dice.random() < 0.2:
            where[self._dice.choice(["../x", "readable/y", "z", ""])] = where[name]
        else:
            where[name] = self._dice.choice(_ODD)
        manifest = json.dumps(told).encode()
        return self._packed(manifest, bundles.signer(1).sign(bundles.TAG + manifest))

    def _signed(self) -> bytes:
        """Made over by somebody else: their name and key, their signature, other recipients, or only some of it."""
        other = signer(2)
        changes: dict[str, Any] = {}
        if self._dice.random() < 0.5:
            changes["recipients"] = self._dice.choice([[], ["age1x"], [str(self._to[0]), "age1x"]])
        key = self._dice.choice([self._draft.key, other])
        return replace(self._draft, key=key, signed_by=self._dice.choice([key, other]), changes=changes).bundle()

    def _lines_changed(self) -> bytes:
        """Revisions that say what no notebook would, in a bundle that is right in all else."""
        lines = list(self._lines)
        for _ in range(self._dice.randrange(1, 4)):
            at = self._dice.randrange(len(lines))
            lines[at] = self._line(self._lines[at])
        return self._with_lines(_joined(lines))

    def _lines_moved(self) -> bytes:
        lines = list(self._lines)
        self._dice.shuffle(lines)
        lines = lines[: self._dice.randrange(len(lines) + 1)] + lines[: self._dice.randrange(len(lines))]
        return self._with_lines(self._dice.choice([b"", b"\n", b"\r\n"]) + _joined(lines))

    def _line(self, line: bytes) -> bytes:
        if self._dice.random() < 0.3:
            return self._bytes(line).replace(b"\n", b" ")
        told = json.loads(line)
        where = self._dice.choice([told, told, told["fields"] if isinstance(told.get("fields"), dict) else told])
        name = self._dice.choice([*where, "new"])
        where[name] = self._dice.choice(
            [*_ODD, [content_id(line)], ["f" * 64] * 300, self._dice.choice(self._lines).decode()]
        )
        if self._dice.random() < 0.1:
            del where[name]
        return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode(errors="replace")

    def _with_lines(self, content: bytes) -> bytes:
        return replace(self._draft, parts=self._draft.parts | {"revisions.jsonl": content}).bundle()

    def _packed(self, manifest: bytes, signature: bytes) -> bytes:
        members = [("manifest.json", manifest), ("signature", signature), *self._draft.members()[2:]]
        return bundles.lock(bundles.tar(members), self._to)

    def _bytes(self, content: bytes) -> bytes:
        """`content` with something flipped, cut off, doubled, put in, or something else altogether."""
        bad = bytearray(content)
        at = self._dice.randrange(len(bad) or 1)
        change = self._dice.randrange(6)
        if change < 2 and bad:
            bad[at] ^= 1 << self._dice.randrange(8)
        elif change == 2:
            del bad[at:]
        elif change == 3:
            bad[at:at] = bad[at : at + self._dice.randrange(600)]
        elif change == 4:
            bad[at : at + self._dice.randrange(20)] = self._dice.randbytes(self._dice.randrange(20))
        else:
            del bad[at : at + 1 + self._dice.randrange(600)]
        return bytes(bad)


def judged(store: Store, keys: PrivateKeys, path: Path, damaged: Damaged) -> bool:
    """Whether the notebook with `keys` takes the damaged bundle; what it takes must be what its signed manifest says.

    Raises:
        AssertionError: it was taken and is not right.
        Anything but BundleRefused: a fault of the program.
    """
    path.write_bytes(damaged.content)
    try:
        preview(store, path)
    except BundleRefused:
        return False
    with open_bundle(path, Lock(keys.age), keys.public.public_key) as bundle:
        came = {"revisions.jsonl": _joined(list(bundle.lines()))} | dict(bundle.files())
        bundle.finish()
    packed = (
        zstandard.ZstdDecompressor()
        .decompressobj()
        .decompress(pyrage.decrypt(damaged.content, [pyrage.x25519.Identity.from_str(keys.age)]))
    )
    size = int(packed[124:135], 8)
    manifest, signature = packed[512 : 512 + size], packed[512 + -(-size // 512) * 512 + 512 :][:64]
    told = json.loads(manifest)
    _require_signed(told["sender"]["signing_key"], signature, manifest)
    assert keys.public.public_key in told["recipients"], damaged.how
    assert {name: (len(part), digest(part)) for name, part in came.items()} == {
        name: (part["size"], part["sha256"]) for name, part in told["parts"].items()
    }, damaged.how
    return True


def _require_signed(key: str, signature: bytes, manifest: bytes) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(base64.b64decode(key)).verify(signature, bundles.TAG + manifest)
    except InvalidSignature as error:
        raise AssertionError("taken without its sender's signature") from error


def _joined(lines: list[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)


def _history() -> Iterator[Revision]:
    for number in range(4):
        uid = f"0190a0a0-0000-7000-8000-{number:012x}"
        parents: tuple[str, ...] = ()
        for turn in range(3):
            told = Revision(
                uid=uid,
                kind=("site", "person", "visit", "spaceship")[number],
                scope="shared",
                parents=parents,
                author="Maren",
                device="0190a0a0-0000-7000-8000-00000000000d",
                clock=(1_760_000_000_000 + turn, 0),
                action="delete" if number == 1 and turn == 2 else "edit",
                schema=1,
                fields={"name": f"Name {turn}", "date": "2026-10-15", "tags": {"add": [f"t{turn}"]}},
            )
            parents = (told.id,)
            yield told
