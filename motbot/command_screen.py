"""Says whether a browser's window can appear where a command runs."""

from collections.abc import Mapping


def has_screen(environ: Mapping[str, str], platform: str) -> bool:
    """Whether there is somewhere for a browser's window to appear: text browsers would take the terminal over."""
    return platform in {"darwin", "win32"} or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))
