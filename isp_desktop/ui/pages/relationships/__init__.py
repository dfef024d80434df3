"""The page of the relationships."""

from isp_desktop.ui.pages.relationships.map import Habit
from isp_desktop.ui.pages.relationships.page import RelationshipsPage

__all__ = ["Habit", "RelationshipsPage"]
