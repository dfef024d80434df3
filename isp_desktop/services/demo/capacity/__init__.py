"""The story of capacity: assessed three times and built at one site, and assessed once at some others."""

from isp_desktop.services.demo.capacity.others import elsewhere
from isp_desktop.services.demo.capacity.story import assessed

__all__ = ["assessed", "elsewhere"]
