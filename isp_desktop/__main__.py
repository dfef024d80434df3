"""`python -m isp_desktop`, and what the installed command runs."""

from __future__ import annotations

from isp_desktop.cli import command


def main() -> None:
    """Runs the command line, which opens the window when no command is given."""
    command(prog_name="isp-desktop")


if __name__ == "__main__":
    main()
