"""The page of one initiative."""

from isp_desktop.ui.pages.initiative.page import InitiativePage

__all__ = ["InitiativePage"]
