"""An assessment of capacity while it is made: planned, voted on, talked to a consensus, closed."""

from isp_desktop.ui.pages.assessment.page import AssessmentPage

__all__ = ["AssessmentPage"]
