"""The page of one person."""

from isp_desktop.ui.pages.person.page import PersonPage

__all__ = ["PersonPage"]
