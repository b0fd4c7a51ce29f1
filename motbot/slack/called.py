"""What accounts are called: a mention in somebody's words is shown by name, as plain words and never as a live one."""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import Any, ParamSpec, TypeVar

from motbot.domain.forgotten import NOBODY
from motbot.domain.language import Language, language_of
from motbot.domain.rewriting import rewritten
from motbot.slack.plain import neutral, quoted_line
from motbot.slack.remembered import Remembered
from motbot.slack.wording import wording

P = ParamSpec("P")
T = TypeVar("T")

_NAME_AT_MOST = 40
_KNOWN_AT_MOST = 10_000
_ASKED_AT_MOST = 10
_WITHIN = 1.0
"""Seconds: somebody may be waiting for a window to open, and Slack opens none after three."""
_MINUTE = 60.0
_ENDS = r"(?![A-Za-z0-9_-]|\.[A-Za-z0-9])"
"""What goes on is a word, or an address; Chinese words may follow at once."""
_MENTION = re.compile(rf"(?<!/)(?:@(?P<account>[UWS][A-Z0-9]+)|#(?P<channel>[CG][A-Z0-9]+)){_ENDS}")
_ACCOUNT = re.compile(r"[UW](?=[A-Z]*[0-9])[A-Z0-9]{4,}")
"""Who may be asked for: words in capitals without a digit are none."""
_NUMBER = re.compile(r"[A-Z](?=[A-Z]*[0-9])[A-Z0-9]{8,}")
"""An id as Slack gives them; a shorter one, or one without a digit, may as well have been typed."""


class Called:
    """The names Slack has told since this process began, and those it can be asked for while something is drawn."""

    def __init__(
        self,
        *,
        ask: Callable[[str], Awaitable[object]] | None = None,
        within: float = _WITHIN,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Know nobody yet.

        Args:
            ask: has Slack describe an account, of which `hear` then hears.
            within: seconds that a name is waited for.
            monotonic: tells for how long a question is not put again.
        """
        self._names: dict[str, str] = {}
        self._ask = ask
        self._within = within
        self._asked: Remembered[str, object] = Remembered(seconds=_MINUTE, monotonic=monotonic)

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
            if account != NOBODY and not _NUMBER.fullmatch(account):
                return found[0]
            say = wording(language_of(text, language))
            return say.somebody if found["account"] else say.some_channel

        return _MENTION.sub(shown, text)

    def shown(self, value: T) -> T:
        """The same value with every text in it as `words` gives it, by the names that are known."""
        return rewritten(value, partial(self.words, language=getattr(value, "language", Language.EN)))

    async def named(self, value: T) -> T:
        """As `shown`, once Slack has been asked whom it mentions; a name that is long in coming is left out."""
        ask, missing = self._ask, self._missing(value)
        if ask is not None and missing:
            asking = [asyncio.ensure_future(self._asked.get(one, partial(ask, one))) for one in missing]
            _, late = await asyncio.wait(asking, timeout=self._within)
            for one in late:
                one.cancel()
        return self.shown(value)

    def _missing(self, value: object) -> list[str]:
        """The first accounts mentioned whose names are not known."""
        found: dict[str, None] = {}

        def note(text: str) -> str:
            found.update(dict.fromkeys(account for account, _ in _MENTION.findall(text) if _ACCOUNT.fullmatch(account)))
            return text

        rewritten(value, note)
        return [account for account in found if account not in self._names][:_ASKED_AT_MOST]

    def over(self, call: Callable[P, Coroutine[Any, Any, T]]) -> Callable[P, Coroutine[Any, Any, T]]:
        """The same call, with what it gives as `named` gives it."""

        async def called(*args: P.args, **kwargs: P.kwargs) -> T:
            return await self.named(await call(*args, **kwargs))

        return called
