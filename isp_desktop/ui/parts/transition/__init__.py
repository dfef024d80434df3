"""A leadership change in a card: its steps and its checklist, acted on in place; for any page."""

from isp_desktop.ui.parts.transition.card import TransitionCard

__all__ = ["TransitionCard"]
