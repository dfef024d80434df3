"""The page of one record of any kind."""

from isp_desktop.ui.pages.record.page import RecordPage

__all__ = ["RecordPage"]
