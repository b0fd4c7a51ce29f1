"""Plays recorded dialogues through the real bot on a clock that jumps, and tells what became of every line."""
