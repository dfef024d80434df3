"""What becomes of the work at three sites once the support has gone: it lasts, recovers from a loss, or drifts."""

from isp_desktop.services.demo.lasting.story import ends_of, lasting

__all__ = ["ends_of", "lasting"]
