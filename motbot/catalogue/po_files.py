"""Reads a catalogue that a translator writes, and makes of it what Python's own gettext reads quickly."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from motbot.catalogue.broken import SOURCE, BrokenCatalogue
from motbot.catalogue.filling import fits


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """A translation that cannot be filled as its English text is; English is shown in its place."""

    line: int
    text: str


def read(content: bytes, file: Path, code: str) -> Catalog:
    """A catalogue of a language as Babel reads it.

    Raises:
        BrokenCatalogue: it is no catalogue; says where.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        raise BrokenCatalogue(file=file, line=line, fault="not-utf-8") from None
    try:
        return read_po(BytesIO(text.encode()), locale=code.replace("-", "_"), abort_invalid=True)
    except PoFileError as fault:
        raise BrokenCatalogue(file=file, line=fault.lineno + 1, fault="syntax") from None
    except (ValueError, LookupError, TypeError, AttributeError):
        raise BrokenCatalogue(file=file, line=0, fault="syntax") from None


def without_misfits(catalogue: Catalog) -> Sequence[Misfit]:
    """Take out what cannot be filled, and say what it was; what has no words yet is taken out silently."""
    texts = [message for message in catalogue if message.id]
    empty = [message for message in texts if not all(_said(message))]
    misfits = [message for message in texts if not all(fits(one, _english(message)) for one in _said(message))]
    for message in (*empty, *misfits):
        catalogue.delete(message.id, message.context)
    return [Misfit(line=message.lineno or 0, text=_english(message)) for message in misfits]


def compiled(catalogue: Catalog, *, source: str) -> bytes:
    """The catalogue as gettext reads it; `source` is the hash of the file it was made of."""
    context, text = SOURCE
    catalogue.add(text, string=source, context=context)
    written = BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()


def _said(message: Message) -> Sequence[str]:
    said = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return [str(one or "") for one in said]


def _english(message: Message) -> str:
    """The text, of several forms the one with the most gaps."""
    return str(message.id[-1] if isinstance(message.id, tuple | list) else message.id)
