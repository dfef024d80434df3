"""The page of the relationships."""

from isp_desktop.ui.pages.relationships.page import RelationshipsPage

__all__ = ["RelationshipsPage"]
