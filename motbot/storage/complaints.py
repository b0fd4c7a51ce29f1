"""Makes one line of what the embedded PostgreSQL says when it gives up, with the remedy."""

from motbot.catalogue import say
from motbot.domain.errors import StorageRefused
from motbot.storage.folder import ELSEWHERE

_GRAVE = ("PANIC:", "FATAL:", "error:", "could not")
"""What a line holds that says why PostgreSQL gave up, the surest first."""


def refusal_of(what: str, said: str) -> StorageRefused:
    """One line out of what PostgreSQL said, with the remedy."""
    if "No space left on device" in said or "Disk quota exceeded" in said:
        return StorageRefused(
            say(
                "{what}: the disk is full. Make room (about 100 MB at first). {elsewhere}",
                what=what,
                elsewhere=say(ELSEWHERE),
            )
        )
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    marked = [line[line.index(mark) :] for mark in _GRAVE for line in lines if mark in line]
    reason = (marked or lines[-1:] or [say("no reason given")])[0]
    return StorageRefused(say("{what}: {reason}. {remedy}", what=what, reason=reason, remedy=say(ELSEWHERE)))
