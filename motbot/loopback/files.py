"""A page's own files: only what lies in its folder can be named, so no path leads out of it."""

import os
from pathlib import Path

from aiohttp import web

from motbot.catalogue import say
from motbot.loopback.refusals import PageRefused

TYPES = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".txt": "text/plain",
}


class Files:
    """Looks every name up in a list of what there is; links are not followed."""

    def __init__(self, folder: Path) -> None:
        """Take the folder."""
        self._folder = folder

    def answer(self, name: str) -> web.Response:
        """Give one file by its name below the folder."""
        path = self._known().get(name)
        if path is None:
            raise PageRefused(404, "not_found", say("There is no such file."))
        return web.Response(body=path.read_bytes(), content_type=TYPES[path.suffix], charset=_charset(path))

    def _known(self) -> dict[str, Path]:
        found = {}
        for folder, _, names in os.walk(self._folder, followlinks=False):
            for path in (Path(folder) / name for name in names):
                if path.suffix in TYPES and path.is_file() and not path.is_symlink():
                    found[path.relative_to(self._folder).as_posix()] = path
        return found


def _charset(path: Path) -> str | None:
    return None if path.suffix in {".png", ".woff2"} else "utf-8"
