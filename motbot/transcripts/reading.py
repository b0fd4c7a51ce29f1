"""Reads a file of conversations, telling from its content which of the three forms it has."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from stat import S_ISREG
from zoneinfo import ZoneInfo

from motbot.catalogue import listed, say, to_say
from motbot.domain.errors import BadDialogue
from motbot.domain.language import Language, language_of
from motbot.domain.os_reasons import reason_of
from motbot.domain.people import Side
from motbot.transcripts.cases import parse_cases, transcript_of
from motbot.transcripts.dialogues import Dialogue, parse_dialogues
from motbot.transcripts.heading import Heading
from motbot.transcripts.plain import OPENS, parse_plain
from motbot.transcripts.transcript import Said, Speaker, Transcript, last_burst, lines_of, names_of

LARGEST_FILE = 8 * 1024 * 1024
"""Bytes."""
MONDAY = date(2026, 3, 2)
"""The day of conversations that name none: any, but always the same, so that a file reads the same tomorrow."""
FORMS = to_say("dialogues (JSON, one a line), cases (`schema: motbot-cases/1`) or lines `name: words`")
_NAMED_AT_MOST = 8
_CASES = re.compile(r"^(?:schema:|cases:[ \t]*(?:#.*)?$)", re.MULTILINE)
_KEY = re.compile(r"(?:[ \t]*(?:#.*)?\n)*(?:---|[a-z_]+:(?:[ \t\n]|$)|-[ \t])")
"""The first line of a YAML file below its remarks."""
_LIST = re.compile(r"\[\s*[\[{\"]")


def read_transcripts(
    path: Path,
    *,
    pick: str = "",
    customers: Sequence[str] = (),
    zone: ZoneInfo | None = None,
    today: date = MONDAY,
) -> tuple[Transcript, ...]:
    """Read every conversation of a file, or the one that is called `pick`.

    Args:
        path: The file; its form is told by its content.
        pick: The id of a dialogue or case.
        customers: Who is the customer of a plain conversation, in place of what its heading says.
        zone: The zone of times that name none; UTC by default. Cases name their own.
        today: The day of times that name none.

    Raises:
        BadDialogue: naming file and line, with what was expected and what to do.
    """
    content = _content_of(path)
    return parse_transcripts(content, name=str(path), pick=pick, customers=customers, zone=zone, today=today)


def read_transcript(
    path: Path, *, pick: str = "", customers: Sequence[str] = (), zone: ZoneInfo | None = None, today: date = MONDAY
) -> Transcript:
    """Read the only conversation of a file, or the one called `pick`. Raises as above, also where there are many."""
    found = read_transcripts(path, pick=pick, customers=customers, zone=zone, today=today)
    if len(found) > 1:
        more = ["..."] if len(found) > _NAMED_AT_MOST else []
        ids = listed([*(one.id for one in found[:_NAMED_AT_MOST]), *more])
        raise BadDialogue(
            say(
                "{path}: holds several conversations ({count}); name one of them by its id: {ids}",
                path=path,
                count=len(found),
                ids=ids,
            )
        )
    return found[0]


def parse_transcripts(
    content: bytes,
    *,
    name: str,
    pick: str = "",
    customers: Sequence[str] = (),
    zone: ZoneInfo | None = None,
    today: date = MONDAY,
) -> tuple[Transcript, ...]:
    """Read a file's bytes; `name` is what errors call it. The rest is as above."""
    text = _text_of(content, name)
    given = Heading(zone=zone or ZoneInfo("UTC"), today=today, customers=tuple(customers))
    begins = text.lstrip()[:20_000]
    if _LIST.match(begins):
        raise BadDialogue(
            say("{name}:1: a JSON list stands here; expected one JSON object a line, without [ and ] around", name=name)
        )
    if not begins.startswith("{") and not (_KEY.match(begins) and _CASES.search(text)):
        whole = parse_plain(text, name=name, id=Path(name).stem, given=given)
        return _picked((whole,), pick, name)
    if customers:
        raise BadDialogue(say("{name}: says itself who the customer is; leave the customer's name out", name=name))
    if begins.startswith("{"):
        dialogues = parse_dialogues((line.encode() for line in text.split("\n")), name=name)
        return _picked([_of_dialogue(one, given) for one in dialogues if one.id == pick or not pick], pick, name)
    return _picked([transcript_of(case) for case in parse_cases(text, name=name, pick=pick)], pick, name)


def _picked(found: Sequence[Transcript], pick: str, name: str) -> tuple[Transcript, ...]:
    chosen = tuple(one for one in found if not pick or one.id == pick)
    if not chosen:
        raise BadDialogue(
            say(
                "{name}: holds no conversation with the id {pick!r}; leave the id out to read all", name=name, pick=pick
            )
        )
    return chosen


def text_of(path: Path) -> str:
    """A file's text, every line ended by a line feed alone. Raises BadDialogue, naming the file and the remedy."""
    return _text_of(_content_of(path), str(path))


def _content_of(path: Path) -> bytes:
    try:
        # Asked before it is opened: a pipe would wait for ever, a device never end.
        if not S_ISREG(path.stat().st_mode):
            raise BadDialogue(say("{path}: is no file; give a file of {forms}", path=path, forms=say(FORMS)))
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else type(error).__name__
        raise BadDialogue(
            say("{path}: cannot be read ({reason}); give a file of {forms}", path=path, reason=reason, forms=say(FORMS))
        ) from error


def _text_of(content: bytes, name: str) -> str:
    """The file's text without a byte order mark, every line ended by a line feed alone."""
    if len(content) > LARGEST_FILE:
        raise BadDialogue(
            say(
                "{name}: is larger than {most} bytes; give one conversation, or fewer at a time",
                name=name,
                most=LARGEST_FILE,
            )
        )
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadDialogue(say("{name}:1: this is UTF-16; save the file with the encoding UTF-8", name=name))
    if b"\x00" in content:
        raise BadDialogue(
            say("{name}: is no text but a binary file; give a file of {forms}", name=name, forms=say(FORMS))
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadDialogue(
            say("{name}:{line}: this is not UTF-8; save the file with the encoding UTF-8", name=name, line=line)
        ) from error
    if not text.strip():
        raise BadDialogue(say("{name}: is empty; give a file of {forms}", name=name, forms=say(FORMS)))
    return re.sub(r"\r\n?", "\n", text)


def _of_dialogue(dialogue: Dialogue, given: Heading) -> Transcript:
    """A recorded dialogue, begun at nine in the morning."""
    begin = datetime.combine(given.today, OPENS, given.zone).astimezone(UTC)
    speakers = {
        f"{one.by}/{one.speaker}": Speaker(name=one.speaker, side=Side(one.by.value)) for one in dialogue.messages
    }
    lines = lines_of(
        [
            Said(
                by=f"{one.by}/{one.speaker}",
                at=(begin + timedelta(seconds=one.t)).astimezone(given.zone),
                text=one.text,
            )
            for one in dialogue.messages
        ],
        speakers,
    )
    code = dialogue.lang.lower()[:2]
    words = " ".join(one.text for one in islice(dialogue.messages, 50))
    return Transcript(
        id=dialogue.id,
        lines=lines,
        zone=given.zone,
        focus=last_burst(lines),
        names=names_of(speakers),
        default_language=Language(code) if code in set(Language) else language_of(words),
    )
