"""Brings the catalogues up to date with the code: new texts come in empty, translations stay, what is gone goes.

    python -m tests.catalogue.extract                  # every catalogue of ours
    python -m tests.catalogue.extract locales/fr.po    # begins one of your own, or renews it

A text that was changed keeps its translation, marked as fuzzy: look at it and take the mark away. What is compiled of
each catalogue, for a quick start, is written beside it.
"""

import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import write_po

from motbot.catalogue.codes import canonical
from motbot.catalogue.po_files import compiled, read, without_misfits
from motbot.catalogue.shelf import OURS
from tests.catalogue.collecting import Text, collected

_BEGAN = datetime(2026, 11, 22, tzinfo=UTC)
_WIDTH = 118


def file_of(code: str) -> Path:
    """Where a language's catalogue stands."""
    return OURS / code / "LC_MESSAGES" / "motbot.po"


def empty(code: str) -> Catalog:
    """A catalogue without a word; its dates stay, so that what is written tells of the words alone."""
    return Catalog(
        locale=code.replace("-", "_"),
        project="motbot",
        version="1",
        msgid_bugs_address="see CONTRIBUTING.md",
        last_translator="motbot",
        language_team="motbot",
        creation_date=_BEGAN,
        revision_date=_BEGAN,
        fuzzy=False,
        header_comment=f"# Words of motbot in the language {code}. English stands in the code.",
    )


def renewed(old: Catalog, texts: Sequence[Text]) -> Catalog:
    """The catalogue with these texts, in their order, and what the old one knows of them."""
    new = empty(str(old.locale))
    for text in texts:
        known = old.get(text.id, text.context)
        changed = None if known else _before(old, text)
        from_before = known or changed
        new.add(
            text.id,
            from_before.string if from_before else None,
            context=text.context,
            flags={*(known.flags if known else ()), *(["fuzzy"] if changed else [])},
            user_comments=from_before.user_comments if from_before else (),
            previous_id=changed.id if changed else (),
        )
    return new


def _before(old: Catalog, text: Text) -> Message | None:
    """What stood at the same place of a dataclass; a text that is merely said has no place of its own."""
    if "." not in text.context:
        return None
    return next((message for message in old if message.context == text.context and message.id), None)


def written(catalogue: Catalog) -> bytes:
    """The catalogue as it stands in its file."""
    stream = BytesIO()
    write_po(stream, catalogue, width=_WIDTH, no_location=True, include_previous=True)
    return stream.getvalue()


def compiled_of(content: bytes, file: Path, code: str) -> bytes:
    """What stands beside a catalogue."""
    catalogue = read(content, file, code)
    without_misfits(catalogue)
    return compiled(catalogue, source=sha256(content).hexdigest())


def loaded(code: str, file: Path) -> Catalog:
    """A catalogue as it is now; an empty one where there is none."""
    return read(file.read_bytes(), file, code) if file.exists() else empty(code)


def wanted(named: Sequence[str]) -> Iterator[tuple[str, Path]]:
    """The languages and files that are asked for; all of ours where none is."""
    for one in named or sorted(path.name for path in OURS.iterdir() if path.is_dir()):
        code = canonical(Path(one).stem)
        yield code, Path(one) if one.endswith(".po") else file_of(code)


def main(named: Sequence[str]) -> None:
    """Write the catalogues, and say how many texts each has and lacks."""
    texts = list(collected())
    for code, file in wanted(named):
        new = renewed(loaded(code, file), texts)
        content = written(new)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        file.with_suffix(".mo").write_bytes(compiled_of(content, file, code))
        lacking = sum(1 for message in new if message.id and (message.fuzzy or not message.string))
        print(f"{file}: {len(texts)} texts, {lacking} to be translated")


if __name__ == "__main__":
    main(sys.argv[1:])
