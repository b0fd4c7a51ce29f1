"""Reads recorded dialogues, one a line; what makes no sense is refused with file, line and field."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import islice, pairwise
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from motbot.catalogue import in_turn, labelled, say
from motbot.domain.errors import BadDialogue
from motbot.domain.os_reasons import reason_of

LONGEST_LINE = 4 * 2**20
"""Bytes; a line beyond this is no dialogue."""


class Speaker(StrEnum):
    """Who says a line."""

    CUSTOMER = "customer"
    AGENT = "agent"


class Utterance(BaseModel):
    """One message of a dialogue; `t` counts seconds from the dialogue's beginning."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    t: float = Field(ge=0, le=10_000_000, allow_inf_nan=False)
    by: Speaker
    text: str = Field(min_length=1, max_length=40_000)
    speaker: str = ""
    """Tells several customers or agents of one dialogue apart."""
    root: bool = False
    """Written at the channel's root; otherwise everything after the first message goes into its thread."""


class Dialogue(BaseModel):
    """One recorded conversation."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str = Field(min_length=1, max_length=200)
    lang: str = "en"
    messages: tuple[Utterance, ...] = Field(min_length=1)

    @field_validator("messages")
    @classmethod
    def _in_order(cls, messages: tuple[Utterance, ...]) -> tuple[Utterance, ...]:
        """Time does not run backwards."""
        for before, after in pairwise(messages):
            if after.t < before.t:
                raise ValueError(say("t goes back from {before:g} to {after:g}", before=before.t, after=after.t))
        return messages


def read_dialogues(path: Path, *, limit: int | None = None) -> tuple[Dialogue, ...]:
    """Read the file, or its first `limit` dialogues.

    Raises:
        BadDialogue: naming the file, the line and the field, with what was expected.
    """
    try:
        with path.open("rb") as lines:
            return parse_dialogues(lines, name=str(path), limit=limit)
    except OSError as error:
        raise BadDialogue(
            say(
                "{path}: cannot be read ({reason}); give a file of dialogues, one a line",
                path=path,
                reason=reason_of(error),
            )
        ) from error


def parse_dialogues(lines: Iterable[bytes], *, name: str, limit: int | None = None) -> tuple[Dialogue, ...]:
    """Read a file's lines, or its first `limit` dialogues; `name` is what errors call the file. Raises as above."""
    found = tuple(islice(_dialogues(name, lines), limit))
    if not found:
        raise BadDialogue(
            say("{name}: holds no dialogue; each line must be one JSON object with id and messages", name=name)
        )
    _refuse_twins(name, found)
    return found


def _dialogues(path: str, lines: Iterable[bytes]) -> Iterator[Dialogue]:
    """The dialogues of a file's lines, empty lines passed over."""
    for number, line in enumerate(lines, start=1):
        text = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if not text.strip():
            continue
        if len(text) > LONGEST_LINE:
            raise BadDialogue(
                say(
                    "{path}:{number}: longer than {most} bytes; split it into several dialogues",
                    path=path,
                    number=number,
                    most=LONGEST_LINE,
                )
            )
        try:
            yield Dialogue.model_validate_json(text)
        except ValidationError as error:
            raise BadDialogue(labelled(f"{path}:{number}", _first_complaint(error))) from error


def _first_complaint(error: ValidationError) -> str:
    """The first thing that is wrong, with the field it is wrong in."""
    first = error.errors(include_url=False, include_input=False)[0]
    field = ".".join(str(part) for part in first["loc"]) or say("the line")
    expected = say('expected {{"id", "lang", "messages": [{{"t", "by": "customer" or "agent", "text"}}]}}')
    return labelled(field, in_turn((first["msg"], expected)))


def _refuse_twins(path: str, found: tuple[Dialogue, ...]) -> None:
    """Ids name the lines of the report, so no two dialogues share one."""
    seen: set[str] = set()
    for dialogue in found:
        if dialogue.id in seen:
            raise BadDialogue(
                say("{path}: id: {id!r} stands twice; give each dialogue an id of its own", path=path, id=dialogue.id)
            )
        seen.add(dialogue.id)
