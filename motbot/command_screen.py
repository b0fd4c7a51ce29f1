"""What the commands share of the screen they run on."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from rich.console import Console

from motbot.catalogue import listed, say


def has_screen(environ: Mapping[str, str], platform: str) -> bool:
    """Whether there is somewhere for a browser's window to appear: text browsers would take the terminal over."""
    return platform in {"darwin", "win32"} or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def tell_written(files: Iterable[Path | None], console: Console) -> None:
    """Say where the files are that were asked for; nothing where there are none."""
    named = [str(path) for path in files if path is not None]
    if named:
        console.print(say("written: {files}", files=listed(named)), soft_wrap=True, markup=False, highlight=False)
