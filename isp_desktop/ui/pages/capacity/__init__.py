"""Capacity: the plan, and the challenges ahead."""

from isp_desktop.ui.pages.capacity.page import CapacityPage, Habit

__all__ = ["CapacityPage", "Habit"]
