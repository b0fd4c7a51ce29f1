"""Whom the program speaks to just now: the reader of a page may have chosen another language than the terminal's."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_SPOKEN: ContextVar[str] = ContextVar("spoken", default="")


def spoken() -> str:
    """The code of the language that is spoken just now; empty means the process's own."""
    return _SPOKEN.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak another language here, and in tasks that are begun here; empty goes on in the one that is spoken."""
    token = _SPOKEN.set(language or _SPOKEN.get())
    try:
        yield
    finally:
        _SPOKEN.reset(token)
