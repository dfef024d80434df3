"""The calendar: visits, commitments and reviews by the day, and the user's own calendar beside them."""

from isp_desktop.ui.pages.calendar.page import CalendarPage

__all__ = ["CalendarPage"]
