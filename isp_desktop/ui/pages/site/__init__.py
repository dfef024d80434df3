"""The page of one site."""

from isp_desktop.ui.pages.site.page import SitePage

__all__ = ["SitePage"]
