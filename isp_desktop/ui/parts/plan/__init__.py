"""The capacity plan as a part of pages."""

from isp_desktop.ui.parts.plan.part import PlanPart
from isp_desktop.ui.parts.plan.steps import StepActs

__all__ = ["PlanPart", "StepActs"]
