"""Ways into a review from files: recorded dialogues, labelled cases, and conversations somebody has copied."""

from motbot.transcripts.reading import MONDAY, parse_transcripts, read_transcript, read_transcripts
from motbot.transcripts.transcript import Transcript

__all__ = ["MONDAY", "Transcript", "parse_transcripts", "read_transcript", "read_transcripts"]
