"""Forgets people of a talk, and looks everywhere for what is left of them."""

import re

from motbot.domain.forgotten import Forgotten, Whom
from motbot.domain.policy import Keeping, Pace
from motbot.storage.database import Database
from motbot.storage.forgetting import PostgresForgetting
from motbot.storage.patience import Patient
from motbot.use_cases.forget import Forget
from motbot.use_cases.hold_confirm import HoldConfirm
from motbot.use_cases.take_back import TakeBack
from motbot.use_cases.whispering import Whispering
from tests.fakes.everything import dumped
from tests.use_cases.talk import Talk


def forget_in(talk: Talk, *, reaches_slack: bool = True, patiently: Patient | None = None) -> Forget:
    """The use case on a talk's database and Slack."""
    pace, keeping, whispering = Pace(), Keeping(), Whispering(clock=talk.clock)
    hold_confirm = HoldConfirm(clock=talk.clock, whispering=whispering, pace=pace)
    return Forget(
        store=talk.store,
        forgetting=PostgresForgetting(engine=talk.engine, clock=talk.clock),
        patiently=patiently or Patient(),
        messenger=talk.messenger if reaches_slack else None,
        take_back=TakeBack(
            clock=talk.clock, pace=pace, keeping=keeping, hold_confirm=hold_confirm, whispering=whispering
        ),
        clock=talk.clock,
        pace=pace,
        keeping=keeping,
        looks=2,
    )


async def forgets(talk: Talk, user: str, *, reaches_slack: bool = True) -> Forgotten:
    """Forget a person, and let every job run that it leads to."""
    done = await forget_in(talk, reaches_slack=reaches_slack)(Whom(user=user))
    await talk.rests()
    return done


async def left_of(database: Database, *words: str) -> dict[str, list[str]]:
    """Which of the words stand in which table."""
    rows = await dumped(database)
    found = {
        name: [word for word in words if re.search(rf"(?<![A-Za-z0-9]){re.escape(word)}(?![A-Za-z0-9])", text)]
        for name, text in rows.items()
    }
    return {name: words for name, words in found.items() if words}
