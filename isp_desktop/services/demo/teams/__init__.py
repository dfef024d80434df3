"""The story of teams: those of one initiative on three levels in full, and a plain charter for those of other sites."""

from isp_desktop.services.demo.teams.story import teams

__all__ = ["teams"]
