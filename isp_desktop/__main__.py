"""`python -m isp_desktop`, and what the installed command runs."""

from __future__ import annotations

import gc

# Looking for cyclic garbage after every 700 new objects, as Python does, costs pauses of up to 40 ms while somebody
# types.
_GARBAGE_AFTER = 50_000


def put_off_garbage() -> None:
    """Looks for no garbage until `gc.enable`: what starting makes stays, and looking costs a tenth of the start."""
    gc.disable()
    gc.set_threshold(_GARBAGE_AFTER)


def main() -> None:
    """Runs the command line, which opens the window when no command is given."""
    put_off_garbage()
    from isp_desktop.cli import command

    command(prog_name="isp-desktop")


if __name__ == "__main__":
    main()
