"""The page of a site's integrity."""

from isp_desktop.ui.pages.integrity.page import IntegrityPage

__all__ = ["IntegrityPage"]
