"""The e-mail draft: what other programs read back from it."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.domain.errors import BadInput
from isp_desktop.services.mail_draft import Enclosed, mail_draft

LINE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=80)


@given(name=LINE, subject=LINE, content=st.binary(max_size=500), file_name=LINE.filter(str.strip))
def test_everything_comes_back_as_it_was_given(name: str, subject: str, content: bytes, file_name: str) -> None:
    raw = mail_draft(
        [(name, "priya@example.org")], subject, "Thank you.\n", [Enclosed(file_name, "application/pdf", content)]
    )
    mail = message_from_bytes(raw, policy=default)
    assert mail["X-Unsent"] == "1"
    assert [address.addr_spec for address in mail["To"].addresses] == ["priya@example.org"]
    [file] = mail.iter_attachments()
    assert file.get_content() == content


def test_subject_text_and_files_are_there() -> None:
    raw = mail_draft(
        [("Priya Nadkarni", "priya@example.org"), ("Garcia, José", "jose@example.org")],
        "Visit summary, Ashford — 15 October 2026",
        "Dear all,\nhere it is.\n",
        [Enclosed("Besuch Übersicht.pdf", "application/pdf", b"%PDF")],
    )
    mail = message_from_bytes(raw, policy=default)
    assert mail["Subject"] == "Visit summary, Ashford — 15 October 2026"
    assert [address.display_name for address in mail["To"].addresses] == ["Priya Nadkarni", "Garcia, José"]
    body = mail.get_body()
    assert body is not None
    assert body.get_content().splitlines() == ["Dear all,", "here it is."]
    assert [file.get_filename() for file in mail.iter_attachments()] == ["Besuch Übersicht.pdf"]


@pytest.mark.parametrize("address", ["", "nobody", "a@b@c", "x@example.org\nBcc: spy@example.org"])
def test_no_address_is_refused_by_its_name(address: str) -> None:
    with pytest.raises(BadInput, match="no e-mail address"):
        mail_draft([("Priya", address)], "Summary", "", [])
