"""Due times by rules: from words, Chinese or English, to an exact instant."""

from motbot.due_times.reader import DueReader

__all__ = ["DueReader"]
