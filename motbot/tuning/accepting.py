"""`motbot prompts accept`: moves cases that a trainer has filled in from a file of proposals to the accepted ones."""

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from motbot.catalogue import say
from motbot.domain.errors import BadInput, Failed
from motbot.domain.safe_text import without_hidden
from motbot.domain.value_words import in_words
from motbot.settings.loading import Settings
from motbot.transcripts.accepting import Acceptance, accept_cases
from motbot.transcripts.reading import text_of
from motbot.tuning.case_files import CaseFiles, replace_text


def accept_proposals(settings: Settings, file: Path, *, only: Sequence[str] = ()) -> Acceptance:
    """Move what is filled in, and tell what is lacking in the rest.

    Raises:
        BadInput: a file cannot be read, or a case is not in it.
        Failed: nothing was moved, or not all that was named; or a file cannot be written.
    """
    files = CaseFiles.of(settings)
    target = files.accepted
    if file.resolve() == target.resolve():
        raise BadInput(
            say("{file}: holds what is accepted already; name a file of {proposed}", file=file, proposed=files.proposed)
        )
    before = text_of(target) if target.exists() else ""
    done = accept_cases(text_of(file), name=str(file), accepted=before, accepted_name=str(target), only=only)
    if done.moved:
        # The accepted ones first: should the machine fail in between, a case stands in both, and is moved once.
        if done.accepted != before:
            target.parent.mkdir(parents=True, exist_ok=True)
            replace_text(target, done.accepted)
        replace_text(file, done.left)
    _tell(done, target)
    if (only and len(done.moved) < len(set(only))) or not done.moved:
        count = len({one.line for one in done.lacking})
        raise Failed(_unmoved(file, count, is_lacking=bool(done.lacking)))
    return done


def _unmoved(file: Path, count: int, *, is_lacking: bool) -> str:
    if not count:
        return say("{file}: no case waits in it.", file=file)
    if is_lacking:
        return say("{file}: places where something is lacking or odd: {count}.", file=file, count=count)
    return say("{file}: places where something waits: {count}.", file=file, count=count)


def _tell(done: Acceptance, target: Path) -> None:
    console = Console(file=sys.stdout, highlight=False)
    for one in done.lacking:
        console.print(Text.assemble((say("lacking"), "yellow"), f" {without_hidden(str(one))}"), soft_wrap=True)
    for case, split in done.moved.items():
        told = Text.assemble(
            (say("accepted"), "green"),
            " ",
            say("{case} for {split}", case=without_hidden(case), split=in_words(split)),
        )
        console.print(told, soft_wrap=True)
    if done.moved:
        moved = say(
            "cases moved to {path}: {cases}; the file is yours: what you take out of it is gone.",
            cases=len(done.moved),
            path=target,
        )
        console.print(Text(moved), soft_wrap=True)
