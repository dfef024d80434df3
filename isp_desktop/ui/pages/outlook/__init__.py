"""Will it last here: all sites beside each other, and what is strong, at risk and not known of one."""

from isp_desktop.ui.pages.outlook.all_sites import OutlookPage
from isp_desktop.ui.pages.outlook.site import SiteOutlookPage

__all__ = ["OutlookPage", "SiteOutlookPage"]
