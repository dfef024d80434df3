"""The page of all teams and their charters."""

from isp_desktop.ui.pages.teams.page import TeamsPage

__all__ = ["TeamsPage"]
