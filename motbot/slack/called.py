"""What accounts are called: a mention in somebody's words is shown by name, as plain words and never as a live one."""

import re
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, ParamSpec, TypeVar

from motbot.domain.language import Language, language_of
from motbot.domain.rewriting import rewritten
from motbot.slack.plain import neutral, quoted_line
from motbot.slack.wording import wording

P = ParamSpec("P")
T = TypeVar("T")

_NAME_AT_MOST = 40
_KNOWN_AT_MOST = 10_000
_ENDS = r"(?![A-Za-z0-9_-]|\.[A-Za-z0-9])"
"""What goes on is a word, or an address; Chinese words may follow at once."""
_MENTION = re.compile(rf"(?<!/)(?:@(?P<account>[UWS][A-Z0-9]+)|#(?P<channel>[CG][A-Z0-9]+)){_ENDS}")
_NUMBER = re.compile(r"[A-Z](?=[A-Z]*[0-9])[A-Z0-9]{8,}")
"""An id as Slack gives them; a shorter one, or one without a digit, may as well have been typed."""


class Called:
    """The names Slack has told since this process began: whoever draws asks here, and never waits for Slack."""

    def __init__(self) -> None:
        """Know nobody yet."""
        self._names: dict[str, str] = {}

    def hear(self, account: str, name: str) -> None:
        """An account's name as Slack shows it; whatever it says, it is words and nothing else."""
        safe = quoted_line(name, _NAME_AT_MOST).lstrip("@＠ ")
        self._names.pop(account, None)
        if not safe:
            return
        if len(self._names) >= _KNOWN_AT_MOST:
            del self._names[next(iter(self._names))]
        self._names[account] = neutral(f"@{safe}")

    def words(self, text: str, language: Language = Language.EN) -> str:
        """The text with a name, or a neutral word in its own language, where it mentions an account.

        `language` is that of a text that has no words beside.

        A channel that Slack sent without its name may be one the reader is not in, so it is never named.
        """

        def shown(found: re.Match[str]) -> str:
            account = found["account"] or found["channel"]
            if name := self._names.get(account):
                return name
            if not _NUMBER.fullmatch(account):
                return found[0]
            say = wording(language_of(text, language))
            return say.somebody if found["account"] else say.some_channel

        return _MENTION.sub(shown, text)

    def shown(self, value: T) -> T:
        """The same value with every text in it as `words` gives it."""
        return rewritten(value, partial(self.words, language=getattr(value, "language", Language.EN)))

    def over(self, call: Callable[P, Coroutine[Any, Any, T]]) -> Callable[P, Coroutine[Any, Any, T]]:
        """The same call, with what it gives as `shown` gives it."""

        async def named(*args: P.args, **kwargs: P.kwargs) -> T:
            return self.shown(await call(*args, **kwargs))

        return named
