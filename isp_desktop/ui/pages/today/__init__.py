"""What today asks for: the first page of the day."""

from isp_desktop.ui.pages.today.page import TodayPage

__all__ = ["TodayPage"]
