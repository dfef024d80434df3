"""Capacity: the plan, and the challenges ahead."""

from isp_desktop.ui.pages.capacity.page import CapacityPage

__all__ = ["CapacityPage"]
