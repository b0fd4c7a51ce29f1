"""`motbot prompts accept`: moves cases that a trainer has filled in from a file of proposals to the accepted ones."""

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from motbot.domain.errors import BadInput, Failed
from motbot.domain.safe_text import without_hidden
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
        raise BadInput(f"{file}: holds what is accepted already; name a file of {files.proposed}")
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
        lacking = "is lacking or odd" if done.lacking else "waits"
        count = len({one.line for one in done.lacking})
        raise Failed(f"{file}: {f'in {count} places something {lacking}' if count else 'no case waits in it'}.")
    return done


def _tell(done: Acceptance, target: Path) -> None:
    console = Console(file=sys.stdout, highlight=False)
    for one in done.lacking:
        console.print(Text.assemble(("lacking", "yellow"), f" {without_hidden(str(one))}"), soft_wrap=True)
    for case, split in done.moved.items():
        told = Text.assemble(("accepted", "green"), f" {without_hidden(case)} for {split.value}")
        console.print(told, soft_wrap=True)
    if done.moved:
        moved = f"{len(done.moved)} cases moved to {target}; it is yours: what you take out of it is gone."
        console.print(Text(moved), soft_wrap=True)
