"""The page of a team's meeting: planned before, run while it is held, handed out as minutes afterwards."""

from isp_desktop.ui.pages.meeting.page import MeetingPage

__all__ = ["MeetingPage"]
