"""`python -m isp_desktop`, and what the installed command runs."""

from __future__ import annotations

import gc

# Looking for cyclic garbage after every 700 new objects, as Python does, costs a tenth of the start and, later, pauses
# of up to 40 ms while somebody types.
GARBAGE_AFTER = 50_000


def main() -> None:
    """Runs the command line, which opens the window when no command is given."""
    gc.set_threshold(GARBAGE_AFTER)
    from isp_desktop.cli import command

    command(prog_name="isp-desktop")


if __name__ == "__main__":
    main()
