"""The list of the records of a kind."""

from isp_desktop.ui.pages.records.page import RecordsPage

__all__ = ["RecordsPage"]
