"""The page of one team."""

from isp_desktop.ui.pages.team.page import TeamPage

__all__ = ["TeamPage"]
