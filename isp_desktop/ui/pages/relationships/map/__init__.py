"""The map of relationships: a network one can read, travel and arrange."""

from isp_desktop.ui.pages.relationships.map.panel import MapPanel
from isp_desktop.ui.pages.relationships.map.shown import Habit

__all__ = ["Habit", "MapPanel"]
