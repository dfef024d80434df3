"""The map of relationships: a network one can read, travel and arrange."""

from isp_desktop.ui.pages.relationships.map.panel import MapPanel

__all__ = ["MapPanel"]
