"""Leaders & champions: where they stand, how it stands with them, the roles, and what is being handed over."""

from isp_desktop.ui.pages.leaders.page import Habit, LeadersPage

__all__ = ["Habit", "LeadersPage"]
