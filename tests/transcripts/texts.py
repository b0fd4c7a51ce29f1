"""Reads texts as if they were files, and shows what came of them in a form that is easy to compare."""

from typing import Any

import pytest

from motbot.domain.errors import BadDialogue
from motbot.transcripts import Transcript, parse_transcripts


def read(text: str | bytes, **given: Any) -> Transcript:
    """The one conversation of a text."""
    content = text.encode() if isinstance(text, str) else text
    (only,) = parse_transcripts(content, name="talk.txt", **given)
    return only


def said(transcript: Transcript) -> list[tuple[str, str]]:
    """Who said what, by the names of the file where it gives any."""
    return [(transcript.names.get(line.author, line.side.value), line.text) for line in transcript.lines]


def times(transcript: Transcript) -> list[str]:
    """When it was said, on the wall of the transcript's zone."""
    return [f"{line.at:%m-%d %H:%M:%S}" for line in transcript.lines]


def sides(transcript: Transcript) -> dict[str, str]:
    """Whose side everybody is on."""
    return {transcript.names.get(line.author, line.author): line.side.value for line in transcript.lines}


def refusal(content: str | bytes, **given: Any) -> str:
    """What a text is refused with."""
    with pytest.raises(BadDialogue) as caught:
        parse_transcripts(content.encode() if isinstance(content, str) else content, name="talk.txt", **given)
    return str(caught.value)
