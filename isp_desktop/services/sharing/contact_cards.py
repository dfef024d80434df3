"""Who a notebook is, as one line to paste into a mail, or as a small file: a name, two public keys, a signature."""

from __future__ import annotations

import base64
import binascii
import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from isp_desktop.db.engine import told
from isp_desktop.db.store import Store
from isp_desktop.domain.canonical import canonical
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.kinds import FieldSpec
from isp_desktop.domain.language import _, marked
from isp_desktop.domain.values import clean

if TYPE_CHECKING:
    from isp_desktop.services.identity import Identity

SUFFIX = ".ispcontact"
_MARK = "isp-contact:"
_TAG = b"ISP Desktop contact, format 1\n"
_SIGNATURE = 64
_LONGEST = 65_536
# What mail programs put between the letters: line breaks, quoting, and "=" at the end of a line.
_BETWEEN = re.compile(r"[\s>=\u200b\ufeff]+")
_LETTERS = re.compile(r"[A-Za-z0-9_-]*")
_NAME = FieldSpec(name="name", label=marked("Name"), type="line")


@dataclass(frozen=True, slots=True)
class Card:
    """What a notebook's owner gives to colleagues.

    Attributes:
        public_key: the age recipient that bundles for them are encrypted to, "age1...".
        signing_key: the Ed25519 public key that their bundles are signed with, base64.
    """

    name: str
    public_key: str
    signing_key: str

    @property
    def identity(self) -> Identity:
        """The keys, with their fingerprint."""
        from isp_desktop.services.identity import Identity

        return Identity(self.public_key, self.signing_key)


def own_card(store: Store) -> str:
    """This notebook's card as one line of text."""
    from isp_desktop.services.identity import private_keys

    keys = private_keys(store)
    content = canonical(asdict(Card(store.author, keys.public.public_key, keys.public.signing_key)))
    whole = content + keys.signing.sign(_TAG + content)
    return _MARK + base64.urlsafe_b64encode(whole).decode().rstrip("=")


def own_card_file(store: Store) -> tuple[str, bytes]:
    """This notebook's card as a file: a name that fits any disk, and the content."""
    name = re.sub(r"[^\w -]+", "", store.author).strip()[:60] or "ISP"
    return name + SUFFIX, own_card(store).encode() + b"\n"


def read_card(text: str) -> Card:
    """The card somewhere in `text`, such as a mail that was copied whole, quoted or broken into lines.

    Raises:
        BadInput: there is none, or it is not whole.
    """
    start = text.find(_MARK)
    if start < 0:
        refusal = _("There is no contact card in this text. It begins with “isp-contact:”; copy all of it.")
        raise BadInput(refusal)
    letters = _LETTERS.match(_BETWEEN.sub("", text[start + len(_MARK) : start + _LONGEST]))
    assert letters is not None
    # Letters of what follows the card may be among them; what the card says of itself shows where it ends. What is
    # filled up to decode is cut off again, lest it stand in for a last letter that was not copied.
    filled = base64.urlsafe_b64decode(letters[0] + "A" * (-len(letters[0]) % 4))
    return _proved(filled[: len(letters[0]) * 6 // 8])


def read_card_file(path: Path) -> Card:
    """The card in a file.

    Raises:
        BadInput: it cannot be read, or is none.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LONGEST)
    except OSError as error:
        raise BadInput(told(error)) from error
    return read_card(content.decode(errors="replace"))


def require_keys(card: Card) -> None:
    """Refuses a card whose keys cannot be keys.

    Raises:
        BadInput: one of them is none.
    """
    import pyrage

    try:
        pyrage.x25519.Recipient.from_str(card.public_key)
        if len(base64.b64decode(card.signing_key, validate=True)) == 32:
            return
    except (pyrage.RecipientError, ValueError, binascii.Error) as error:
        raise _broken() from error
    raise _broken()


def _proved(whole: bytes) -> Card:
    """The card that `whole` begins with: JSON, which shows where it ends, and the signature over it."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        # Each byte as one letter, so that places in the text are places in the bytes.
        _value, end = json.JSONDecoder().raw_decode(whole.decode("latin-1"))
        told_of = json.loads(whole[:end])
        card = Card(*(str(told_of[name]) for name in ("name", "public_key", "signing_key")))
        require_keys(card)
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(card.signing_key))
        key.verify(whole[end : end + _SIGNATURE], _TAG + whole[:end])
        if not clean(_NAME, card.name):
            raise _broken()
    except (InvalidSignature, ValueError, TypeError, KeyError, RecursionError) as error:
        raise _broken() from error
    return card


def _broken() -> BadInput:
    return BadInput(_("The contact card is not whole. Copy it again from its first letter to its last, or ask anew."))
