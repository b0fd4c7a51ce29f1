"""Known promises and readings for the playbook's tests, with as little said about them as a test needs."""

from collections.abc import Sequence
from datetime import datetime

from motbot.domain.expectation import Expectation, ExpectationKind, Provenance
from motbot.domain.message import ConversationView
from motbot.domain.promise import Beyond, Promise, Reading, Strength
from motbot.playbook import Playbook
from tests.playbook.talks import MORNING


def promise(
    words: str,
    *,
    id: int = 1,  # noqa: A002 - the field's own name
    what: str = "",
    due: datetime | None = None,
    moved_from: tuple[datetime, ...] = (),
    broken_at: datetime | None = None,
    reason: str = "",
    beyond: tuple[Beyond, ...] = (),
    lines: tuple[str, ...] = ("1000.000000",),
) -> Promise:
    """An open promise of the agent, made in the first line of a talk."""
    return Promise(
        id=id,
        team="T1",
        channel="C1",
        conversation=1,
        agent="agent",
        said_by="agent",
        lines=lines,
        what=what or words,
        words=words,
        strength=Strength.FIRM,
        due=due,
        moved_from=moved_from,
        broken_at=broken_at,
        reason=reason,
        beyond=beyond,
        provenance=Provenance(coach="playbook", revision="r"),
        made_at=MORNING,
    )


def wish(text: str, quote: str = "", *, source: str = "1000.000000") -> Expectation:
    """An explicit expectation, stated in the first line of a talk unless told otherwise."""
    return Expectation(kind=ExpectationKind.EXPLICIT, text=text, quote=quote or text, source=source)


async def read(
    playbook: Playbook,
    view: ConversationView,
    *,
    expected: Sequence[Expectation] = (),
    promised: Sequence[Promise] = (),
) -> Reading:
    """The playbook's reading of the focus."""
    return (await playbook.coach.reply_reader.read(view, expected=expected, promised=promised)).reading
