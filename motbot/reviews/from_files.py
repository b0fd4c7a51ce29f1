"""Takes conversations from transcript files."""

from collections.abc import Sequence
from pathlib import Path

from motbot.domain.nudge import Place
from motbot.reviews.subject import Subject, at_once
from motbot.transcripts.reading import read_transcripts
from motbot.transcripts.transcript import Transcript


def subjects_in(path: Path, *, case: str = "", customers: Sequence[str] = ()) -> tuple[Subject, ...]:
    """Every conversation of a file, or the one that is called `case`.

    Raises:
        BadDialogue: naming file and line, with what was expected and what to do.
    """
    return tuple(_subject(one) for one in read_transcripts(path, pick=case, customers=customers))


def _subject(one: Transcript) -> Subject:
    view = one.view()
    return Subject(
        title=one.id,
        view=view if one.is_timed else at_once(view),
        names={account: (name,) for account, name in one.names.items()},
        place=Place(channel="", ts=one.lines[0].ts),
        is_timed=one.is_timed,
        with_names=one.with_names,
    )
