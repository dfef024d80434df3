"""One instrument: what it asks, and how it is made."""

from isp_desktop.ui.pages.instrument.page import InstrumentPage

__all__ = ["InstrumentPage"]
