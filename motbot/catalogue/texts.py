"""The words of one language, looked up by their English and by where they are said."""

from collections.abc import Callable, Sequence
from gettext import GNUTranslations


class Catalogue:
    """One language's words, from one file or from several that go before one another."""

    def __init__(self, read: Sequence[GNUTranslations]) -> None:
        """Take what was read, the first to be asked first."""
        self._read = read
        self._made: dict[str, object] = {}

    def once(self, name: str, make: Callable[[], object]) -> object:
        """What was made under a name before, else what is made now."""
        if name not in self._made:
            self._made[name] = make()
        return self._made[name]

    def said(self, text: str, context: str) -> str | None:
        """A text in this language; None where it has none."""
        # gettext gives the very object back that it does not know.
        return next((said for one in self._read if (said := one.pgettext(context, text)) is not text), None)

    def said_of(self, one: str, many: str, count: int, context: str) -> str | None:
        """A text with a number, in the form for that number; None where this language has none."""
        forms = (read.npgettext(context, one, many, count) for read in self._read)
        return next((said for said in forms if said is not one and said is not many), None)
