"""Which catalogues there are, ours and those of a folder that the admin names, each read when first asked for."""

import gettext
import os
import struct
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib import import_module
from io import BytesIO
from pathlib import Path

import structlog

from motbot.catalogue.broken import SOURCE, BrokenCatalogue
from motbot.catalogue.codes import DEFAULT, canonical
from motbot.catalogue.texts import Catalogue

log = structlog.get_logger()

OURS = Path(__file__).parent / "locales"
_IN_FOLDER = "LC_MESSAGES"


class Shelf:
    """The catalogues of some folders; what an earlier folder says goes before a later one's, text by text."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """Take the folders: each holds `fr.po`, or `fr/LC_MESSAGES/motbot.po`. Nothing is read yet."""
        self.folders = tuple(folders)
        self._files: dict[str, list[Path]] | None = None
        self._read: dict[str, Catalogue] = {}

    def languages(self) -> frozenset[str]:
        """The codes of every language there are words in; English always."""
        return frozenset({DEFAULT, *self._found()})

    def catalogue(self, code: str) -> Catalogue:
        """The words of a language; an empty catalogue where there are none."""
        if code not in self._read:
            self._read[code] = Catalogue([read for file in self._found().get(code, []) if (read := opened(file, code))])
        return self._read[code]

    def _found(self) -> dict[str, list[Path]]:
        if self._files is None:
            self._files = {}
            for folder in self.folders:
                for code, file in _files_of(folder):
                    self._files.setdefault(code, []).append(file)
        return self._files


def our_shelf() -> Shelf:
    """The catalogues of this process: of the folder that MOTBOT_LOCALES names, and our own."""
    return _shelf(os.environ.get("MOTBOT_LOCALES", ""))


@cache
def _shelf(folder: str) -> Shelf:
    return Shelf([Path(folder), OURS] if folder else [OURS])


def _files_of(folder: Path) -> list[tuple[str, Path]]:
    flat = [(canonical(file.stem), file) for file in sorted(folder.glob("*.po"))]
    deep = [(canonical(file.parts[-3]), file) for file in sorted(folder.glob(f"*/{_IN_FOLDER}/motbot.po"))]
    return [(code, file) for code, file in (*flat, *deep) if code]


def opened(file: Path, code: str) -> gettext.GNUTranslations | None:
    """A catalogue of a language from its file; None, and a line in the log, where it cannot be used.

    What was compiled of the very same file beside it is taken, which is quicker by a tenth of a second.
    """
    try:
        content = file.read_bytes()
    except OSError as fault:
        _told(file, reason=type(fault).__name__)
        return None
    digest = sha256(content).hexdigest()
    return _ready(file.with_suffix(".mo"), digest) or _parsed(content, file, code, digest)


def _ready(file: Path, digest: str) -> gettext.GNUTranslations | None:
    try:
        with file.open("rb") as stream:
            found = gettext.GNUTranslations(stream)
    except (OSError, ValueError, LookupError, struct.error):
        return None
    return found if found.pgettext(*SOURCE) == digest else None


def _parsed(content: bytes, file: Path, code: str, digest: str) -> gettext.GNUTranslations | None:
    # Babel takes longer to be imported than a compiled catalogue to be read, and English needs neither.
    po_files = import_module("motbot.catalogue.po_files")
    try:
        read = po_files.read(content, file, code)
    except BrokenCatalogue as fault:
        _told(file, line=fault.line, reason=fault.fault)
        return None
    for misfit in po_files.without_misfits(read):
        _told(file, line=misfit.line, reason="braces")
    return gettext.GNUTranslations(BytesIO(po_files.compiled(read, source=digest)))


def _told(file: Path, *, reason: str, line: int = 0) -> None:
    """Say once what is wrong: a file is opened once in the life of a process."""
    log.error("catalogue.broken", file=str(file), line=line, reason=reason)
