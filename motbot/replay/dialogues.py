"""Recorded dialogues as a replay reads them: the reader itself stands where everything that reads a transcript does."""

from motbot.transcripts.dialogues import (
    LONGEST_LINE,
    Dialogue,
    Speaker,
    Utterance,
    parse_dialogues,
    read_dialogues,
)

__all__ = ["LONGEST_LINE", "Dialogue", "Speaker", "Utterance", "parse_dialogues", "read_dialogues"]
