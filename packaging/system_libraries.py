"""Says in plain words which system library the window needs and this machine lacks, and how to install it.

With --offscreen it asks only for what the tests need, which draw without a screen.
"""

from __future__ import annotations

import ctypes.util
import sys

# What Qt needs on Linux beyond its wheel: the library, and Debian's and Fedora's package for it.
FOR_DRAWING = {
    "EGL": ("libegl1", "mesa-libEGL"),
    "GL": ("libgl1", "mesa-libGL"),
    "xkbcommon": ("libxkbcommon0", "libxkbcommon"),
    "fontconfig": ("libfontconfig1", "fontconfig"),
    "dbus-1": ("libdbus-1-3", "dbus-libs"),
}
FOR_A_SCREEN = {
    "xkbcommon-x11": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
    "xcb-cursor": ("libxcb-cursor0", "xcb-util-cursor"),
    "xcb-icccm": ("libxcb-icccm4", "xcb-util-wm"),
    "xcb-image": ("libxcb-image0", "xcb-util-image"),
    "xcb-keysyms": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "xcb-render-util": ("libxcb-render-util0", "xcb-util-renderutil"),
    "xcb-shape": ("libxcb-shape0", "libxcb"),
}


def missing(*, offscreen: bool) -> dict[str, tuple[str, str]]:
    """The needed libraries that are not here; none on Windows and macOS, whose wheels bring everything."""
    if not sys.platform.startswith("linux"):
        return {}
    needed = FOR_DRAWING if offscreen else FOR_DRAWING | FOR_A_SCREEN
    return {name: packages for name, packages in needed.items() if ctypes.util.find_library(name) is None}


def main() -> int:
    """Prints what is missing and how to get it; exits 1 if something is."""
    lacking = missing(offscreen="--offscreen" in sys.argv[1:])
    if not lacking:
        return 0
    debian = " ".join(packages[0] for packages in lacking.values())
    fedora = " ".join(packages[1] for packages in lacking.values())
    sys.stderr.write(
        f"The window needs system libraries that this machine lacks: {', '.join('lib' + name for name in lacking)}.\n"
        f"  Debian, Ubuntu:  sudo apt-get install {debian}\n"
        f"  Fedora:          sudo dnf install {fedora}\n"
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
