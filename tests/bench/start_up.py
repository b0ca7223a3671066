"""How long the welcome page takes, and what it weighs, against a bare PySide6 window."""

from __future__ import annotations

from processes import alternating, resident_megabytes, seconds_until_interactive

BARE, STATION, COMMAND = "bare_window.py", "station_window.py", "station_command.py"


def main() -> None:
    """Print both ratios."""
    for script in (BARE, STATION, COMMAND):
        seconds_until_interactive(script)
    times = alternating(seconds_until_interactive, (BARE, STATION, COMMAND), rounds=9)
    print(
        f"start to interactive: bare {times[BARE] * 1000:.0f} ms, "
        f"station {times[STATION] * 1000:.0f} ms, ratio {times[STATION] / times[BARE]:.2f} "
        "(aim: at most 1.5); "
        f"with command line and settings file {times[COMMAND] * 1000:.0f} ms, "
        f"ratio {times[COMMAND] / times[BARE]:.2f}"
    )
    weights = alternating(lambda script: resident_megabytes(script, 4.0), (BARE, STATION), 3)
    print(
        f"idle memory: bare {weights[BARE]:.0f} MB, station {weights[STATION]:.0f} MB, "
        f"ratio {weights[STATION] / weights[BARE]:.2f} (aim: at most 1.6)"
    )


if __name__ == "__main__":
    main()
