"""Why a bundle is not taken, where several modules find the same fault."""

from __future__ import annotations

from isp_desktop.domain.errors import BundleRefused
from isp_desktop.domain.language import _


def no_bundle() -> BundleRefused:
    """The file is something else."""
    return BundleRefused(_("This file is no bundle of ISP Desktop. Choose another one, or ask for it again."))


def cut_off() -> BundleRefused:
    """The file ends too early, or not where it should."""
    return BundleRefused(_("The bundle was cut off on its way. Copy it again, or ask whoever sent it to share anew."))


def damaged() -> BundleRefused:
    """The file was a bundle."""
    return BundleRefused(_("The bundle is damaged. Copy it again, or ask whoever sent it to share anew."))


def not_as_told() -> BundleRefused:
    """The parts are not those that the manifest, which its sender signed, speaks of."""
    refusal = _("What is in the bundle is not what its sender put there. Ask whoever sent it to share anew.")
    return BundleRefused(refusal)


def too_large() -> BundleRefused:
    """It would unpack to more than any notebook holds, or its parts are more or larger than may be."""
    return BundleRefused(_("The bundle would unpack to far more than it should. Do not take it; ask who made it."))
