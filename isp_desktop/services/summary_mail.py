"""A visit's summary as an e-mail to those who were there, to be read over and sent by the user's own mail program."""

from __future__ import annotations

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.services import visit_summary
from isp_desktop.services.mail_draft import Enclosed, mail_draft
from isp_desktop.services.summary import render


def summary_mail(store: Store, uid: str, file_name: str) -> bytes:
    """The .eml file with the summary of the visit `uid` as a PDF called `file_name`; raises as both of its parts do."""
    summary = visit_summary.gather(store, uid)
    body = _("Hello,\n\nenclosed is the summary of our visit. Please tell me if something is missing or not right.\n")
    signed = f"{body}\n{summary.author}\n" if summary.author else body
    pdf = Enclosed(f"{file_name}.pdf", "application/pdf", render(summary, "pdf"))
    return mail_draft(visit_summary.addresses(store, uid), summary.title, signed, [pdf])
