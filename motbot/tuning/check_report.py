"""What `motbot prompts check` has found, as a table and lines for people, and as JSON for programs."""

import json as json_format
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from motbot.catalogue import labelled, say
from motbot.domain.errors import Failed
from motbot.domain.os_reasons import reason_of
from motbot.domain.safe_text import without_hidden

SCHEMA = "motbot-prompt-check/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something wrong, or odd, in a line of a file; the text names the remedy."""

    file: str
    line: int
    text: str
    is_error: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptFacts:
    """A prompt that can be used."""

    file: str
    task: str
    variant: str
    version: str
    revision: str
    system_tokens: int
    """Estimated; the same bytes in every call, which a server may keep."""
    user_tokens: int
    """Estimated, of a short conversation."""
    system_sha256: str
    examples: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Everything that was looked at."""

    prompts: tuple[PromptFacts, ...] = ()
    cases: Mapping[str, int] = field(default_factory=dict)
    """How many cases each file holds; 0 where it cannot be read."""
    waiting: Mapping[str, int] = field(default_factory=dict)
    """How many more wait to be accepted, in files that hold such."""
    remarks: tuple[Remark, ...] = ()

    @property
    def errors(self) -> tuple[Remark, ...]:
        """What has to be mended."""
        return tuple(one for one in self.remarks if one.is_error)

    @property
    def warnings(self) -> tuple[Remark, ...]:
        """What looks odd."""
        return tuple(one for one in self.remarks if not one.is_error)


def report_tables(checked: Checked) -> Iterator[RenderableType]:
    """The prompts with their figures, the cases, then every remark, errors last so that they are seen."""
    if checked.prompts:
        yield _prompts_table(checked)
    if checked.cases:
        counted = sum(checked.cases.values())
        yield Text(say("cases: {cases}, in files: {files}", cases=counted, files=len(checked.cases)))
    for file, count in checked.waiting.items():
        yield Text(
            say(
                "cases that wait in {file}: {count}; fill them in, then `motbot prompts accept`",
                count=count,
                file=_plain(file),
            )
        )
    groups = ((say("warning"), "yellow", checked.warnings), (say("error"), "red", checked.errors))
    for word, style, remarks in groups:
        for one in remarks:
            yield Text.assemble((word, style), " ", labelled(f"{_plain(one.file)}:{one.line}", _plain(one.text)))
    if not checked.remarks:
        yield Text(say("Everything is in order."), "green")


def _prompts_table(checked: Checked) -> Table:
    table = Table()
    for name in (say("task"), say("variant"), say("version")):
        table.add_column(name)
    table.add_column(say("revision"), no_wrap=True)
    for name in ("system", "user", say("examples")):
        table.add_column(name, justify="right")
    for one in checked.prompts:
        table.add_row(
            one.task,
            _plain(one.variant),
            _plain(one.version),
            one.revision,
            f"{one.system_tokens:,}",
            f"{one.user_tokens:,}",
            str(one.examples),
        )
    table.caption = say(
        "Tokens are estimates; those of the user part for a short conversation. The system part is the "
        "same, byte for byte, in every call of a revision."
    )
    table.caption_justify = "left"
    return table


def write_report(path: Path, checked: Checked) -> None:
    """Write it as JSON; `-` is standard output. Raises Failed."""
    report = {
        "schema": SCHEMA,
        "ok": not checked.errors,
        "prompts": [asdict(one) for one in checked.prompts],
        "cases": [{"file": file, "cases": count} for file, count in checked.cases.items()],
        "waiting": [{"file": file, "cases": count} for file, count in checked.waiting.items()],
        "errors": [_as_json(one) for one in checked.errors],
        "warnings": [_as_json(one) for one in checked.warnings],
    }
    text = json_format.dumps(report, ensure_ascii=False, indent=2) + "\n"
    try:
        if str(path) == "-":
            sys.stdout.write(text)
        else:
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Failed(
            say("{path}: cannot be written ({reason}); name another file", path=path, reason=reason_of(error))
        ) from None


def _as_json(remark: Remark) -> dict[str, str | int]:
    return {"file": remark.file, "line": remark.line, "text": remark.text}


def _plain(text: str) -> str:
    """A text without what could steer a terminal."""
    return without_hidden(text).replace("\n", " ")
