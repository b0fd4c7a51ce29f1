"""Why the operating system could not do something, in the language that is spoken just now."""

import os

from motbot.catalogue import say, to_say

_REASONS = frozenset(
    {
        to_say("Address already in use"),
        to_say("Cannot assign requested address"),
        to_say("Directory not empty"),
        to_say("File exists"),
        to_say("File name too long"),
        to_say("Is a directory"),
        to_say("No space left on device"),
        to_say("No such file or directory"),
        to_say("Not a directory"),
        to_say("Operation not permitted"),
        to_say("Permission denied"),
        to_say("Read-only file system"),
        to_say("Too many levels of symbolic links"),
        to_say("Too many open files"),
    }
)
"""What systems say in English; whatever else one says is shown as it is."""


def reason_of(error: OSError) -> str:
    """The reason in a few words, without a full stop."""
    told = error.strerror or type(error).__name__
    plain = os.strerror(error.errno) if error.errno else told
    if told.lower().endswith(plain.lower()):  # asyncio puts its own English words before it
        told = plain
    return say(told) if told in _REASONS else told
