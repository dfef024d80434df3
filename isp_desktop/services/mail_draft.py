"""An e-mail as a file that opens in the user's own mail program, ready to be read over and sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that goes with the mail; `media` such as "application/pdf"."""

    name: str
    media: str
    content: bytes


def mail_draft(to: Sequence[tuple[str, str]], subject: str, body: str, enclosed: Sequence[Enclosed]) -> bytes:
    """An .eml file that says it was not sent yet.

    Args:
        to: pairs of a name and an e-mail address.

    Raises:
        BadInput: an address is none.
    """
    mail = EmailMessage(policy=SMTP)
    # Mail programs open such a file for writing; without it they show it as one received.
    mail["X-Unsent"] = "1"
    mail["To"] = [_address(name, address) for name, address in to]
    mail["Subject"] = " ".join(subject.split())
    mail.set_content(body)
    for file in enclosed:
        kind, _slash, part = file.media.partition("/")
        mail.add_attachment(file.content, maintype=kind, subtype=part or "octet-stream", filename=file.name)
    return mail.as_bytes()


def _address(name: str, address: str) -> Address:
    try:
        return Address(display_name=" ".join(name.split()), addr_spec=address.strip())
    except (ValueError, IndexError, MessageError) as error:  # all of them are what its parser says to a wrong address
        refusal = _("“{address}” is no e-mail address. Correct it in the record of {name}.")
        raise BadInput(refusal.format(address=address, name=name)) from error
