"""The page on which a visit is written down."""

from isp_desktop.ui.pages.visit.page import VisitPage

__all__ = ["VisitPage"]
