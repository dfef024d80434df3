"""Sharing with colleagues: bundles out, bundles in, and what became of them."""

from isp_desktop.ui.pages.exchange.page import ExchangePage

__all__ = ["ExchangePage"]
