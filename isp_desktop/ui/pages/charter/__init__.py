"""The charter of a team: a document in sections, its versions, and who signed it."""

from isp_desktop.ui.pages.charter.page import CharterPage

__all__ = ["CharterPage"]
