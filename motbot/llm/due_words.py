"""Gives an hour back the day that a model left out of the words it copied, where the line and the model name it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from motbot.domain.checks import TEXT_LIMIT
from motbot.domain.grounding import occurs, verbatim
from motbot.domain.message import Line
from motbot.ports.due_times import DueTimes

_SAME_TIME = timedelta(seconds=60)


def with_their_day(words: str, line: Line, *, meant: datetime, zone: ZoneInfo, due_times: DueTimes) -> str:
    """The words from the day before them on, where only these come to the time that the model meant.

    A model copies the shortest words: "by 10" where the line says "tomorrow we go there, and by 10 you know". Code
    would count that from the hour alone and be a day early. What code reads otherwise than the model stays as it is,
    and so do words that would grow too long to be shown.
    """
    if not occurs(words, line.text):
        return words
    told = verbatim(words, line.text)
    starts = [one.start for one in due_times.find(line.text, said_at=line.at, zone=zone)]
    end = line.text.find(told) + len(told)
    nearest = (line.text[start:end] for start in reversed(starts) if start < end - len(told))
    wider = (one for one in nearest if len(one) <= TEXT_LIMIT and "<" not in one)
    return next(
        (one for one in (words, *wider) if _means(one, line, meant=meant, zone=zone, due_times=due_times)), words
    )


def _means(words: str, line: Line, *, meant: datetime, zone: ZoneInfo, due_times: DueTimes) -> bool:
    at = due_times.resolve(words, said_at=line.at, zone=zone).at
    return at is not None and abs(at - meant) <= _SAME_TIME
