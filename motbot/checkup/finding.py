"""One thing that was tried, and how it is."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from enum import StrEnum

from motbot.catalogue import say
from motbot.domain.errors import MotbotError, Retryable

WITHIN = 20.0
"""Seconds one thing may take."""


class Light(StrEnum):
    """How it is."""

    GREEN = "green"
    AMBER = "amber"
    """It works, and somebody should look."""
    RED = "red"
    """The bot cannot do its work like this."""
    UNTRIED = "untried"
    """It could not be tried; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one try has given; the texts never hold a secret."""

    thing: str
    light: Light = Light.GREEN
    text: str
    remedy: str = ""


def untried(thing: str, because: str) -> Finding:
    """What could not be tried, because something before it failed."""
    return Finding(thing=thing, light=Light.UNTRIED, text=say("not tried: {because}", because=because))


async def bounded(thing: str, trying: Awaitable[list[Finding]], *, within: float = WITHIN) -> list[Finding]:
    """What a try gives in time; an error of ours is a red line with its own words, which name the remedy."""
    try:
        async with asyncio.timeout(within):
            return await trying
    except TimeoutError:
        text = say("no answer within {seconds} s", seconds=f"{within:g}")
        return [
            Finding(thing=thing, light=Light.RED, text=text, remedy=say("See whether it can be reached from here."))
        ]
    except Retryable as trouble:
        return [Finding(thing=thing, light=Light.RED, text=str(trouble), remedy=say("Try again in a minute."))]
    except MotbotError as error:
        return [Finding(thing=thing, light=Light.RED, text=str(error))]
