"""The result of an assessment of capacity."""

from isp_desktop.ui.pages.capacity_result.page import CapacityResultPage

__all__ = ["CapacityResultPage"]
