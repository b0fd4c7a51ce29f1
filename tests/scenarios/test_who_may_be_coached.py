"""Every kind of person asks for advice, silence and figures, everywhere: nobody is shown what they may not read."""

from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio
from sqlalchemy import text

from motbot.domain.advice import Unadvised
from motbot.domain.language import Language
from motbot.slack.coach_wording import coach_wording
from motbot.slack.mute_wording import mute_wording
from tests.fakes.database import make_empty
from tests.scenarios.inside import NO_THREAD, Spot, talked
from tests.scenarios.knocking import Door
from tests.scenarios.opening import open_stage
from tests.scenarios.roles import ARCHIVED, NAMES, SPOKEN_IN, UNWATCHED, Role, Room, policies, the_workspace
from tests.scenarios.stage import Stage
from tests.scenarios.town import OURS, offline

pytestmark = [pytest.mark.thorough, pytest.mark.asyncio(loop_scope="module")]

SAY = coach_wording(Language.EN)
DESK = mute_wording(Language.EN).desk
MEMBERS = frozenset(
    {
        Role.SPEAKER,
        Role.SILENT,
        Role.COLLEAGUE,
        Role.ASKER,
        Role.LEAD,
        Role.TRAINER,
        Role.ADMIN,
        Role.LEAD_ELSEWHERE,
        Role.AGENT_ELSEWHERE,
    }
)
"""Full members of our team, who are in every channel of ours."""
EMPLOYED = MEMBERS | {Role.FORMER}
"""And one who has left the channels."""
KEEPING = ("answers", "inbox", "lines", "verdicts", "whispers", "reviews")
LEADING = frozenset({Role.LEAD, Role.TRAINER, Role.ADMIN, Role.LEAD_ELSEWHERE})


@dataclass(slots=True)
class Town:
    """Where everything was said, and the door to knock at."""

    stage: Stage
    door: Door
    spots: dict[str, Spot]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(worker_database: str) -> AsyncIterator[Town]:
    """A conversation in every channel; the playbook coaches, so that advice comes in one piece."""
    make_empty(worker_database)
    spec = the_workspace()
    async with open_stage(database=worker_database, coaching=offline(), policies=policies(), workspace=spec) as stage:
        slack = stage.workspace
        spots = {room.id: Spot(room.name, room.id, await talked(stage, room), room) for room in SPOKEN_IN}
        dm = slack.im_with(Role.SPEAKER)
        spots["dm"] = Spot("dm", dm.id, slack.post(Role.SPEAKER, dm.id, "Hello bot."))
        spots["nowhere"] = Spot("nowhere", "C1NOWHERE", NO_THREAD)
        await stage.rests()
        slack.archive(ARCHIVED.id)
        await stage.rests()
        yield Town(stage=stage, door=Door(stage), spots=spots)
        for user in slack.users:
            slack.views.clear(user)


async def test_a_message_is_coached_for_those_who_may_read_it_and_for_all_others_nothing_is_there(town: Town) -> None:
    words, looks = defaultdict(set), defaultdict(set)
    for user in Role:
        for spot in town.spots.values():
            knock = await town.door.chooses(user, spot.channel, spot.ts, callback="coach_message")
            assert not _foreign(knock.shown, spot.room if _may(user, spot.room) else None), (user, spot.name)
            if _may(user, spot.room):
                assert spot.room
                # Where nothing is watched whoever asks is the one who answers: their own words ask them nothing.
                is_own = spot.room is UNWATCHED and user == spot.room.asker
                assert (SAY.unadvised[Unadvised.NOBODY_ASKS] if is_own else spot.room.word) in knock.seen, (user, spot)
                continue
            assert SAY.unadvised[Unadvised.NOT_READABLE] in knock.seen, (user, spot.name)
            words[user].add(knock.words)
            if spot.name != "dm":
                looks[user].add(knock.looks)

    assert {who: seen for who, seen in words.items() if len(seen) > 1} == {}
    assert {who: seen for who, seen in looks.items() if len(seen) > 1} == {}


async def test_what_is_typed_is_judged_for_full_members_alone(town: Town) -> None:
    before = await _rows(town)
    for user in Role:
        knock = await town.door.types(user, "try The zebra export fails, please mend it today.")
        assert ("zebra" in knock.seen) == (user in EMPLOYED), user
        assert (SAY.unadvised[Unadvised.NOT_A_MEMBER] in knock.seen) == (user not in EMPLOYED), user
        assert not _foreign(knock.shown, None), user

    assert await _rows(town) == before


async def test_how_the_bot_is_doing_is_told_to_those_who_lead_and_nobody_learns_of_another_ones_silence(
    town: Town,
) -> None:
    typed = [await town.door.types(user, "mute 2h") for user in Role]
    for user, knock in zip(Role, typed, strict=True):
        assert ("I am quiet until" in str(knock.answer)) == (user in EMPLOYED), user
    for user in sorted(EMPLOYED - {Role.SPEAKER}):
        await town.door.types(user, "unmute")

    for user in Role:
        knocks = [await town.door.types(user, words) for words in ("status", "mine", "report", "promises")]
        told = "".join(knock.shown for knock in knocks)
        assert (DESK in told) == (user in LEADING), user
        assert ("muted me until" in told) == (user is Role.SPEAKER), user
        assert not _foreign(knocks[0].shown, None), user
        async with town.stage.bot.store.begin() as tx:
            muted = await tx.people.muted_until(OURS, user)
        assert (muted is not None) == (user is Role.SPEAKER), user


def _may(user: str, room: Room | None) -> bool:
    """Who may be coached on what is said in a channel: the oracle of these tests."""
    return room is not None and room.has_bot and user in MEMBERS


def _foreign(shown: str, room: Room | None) -> list[str]:
    """What somebody was shown of a channel but this one, and whoever is named."""
    rooms = [one for one in SPOKEN_IN if one is not room]
    told = [*(one.word for one in rooms), *(one.name for one in rooms), *NAMES.values()]
    return [one for one in told if one in shown]


async def _rows(town: Town) -> list[int]:
    """How many rows there are of all that could keep a word."""
    async with town.stage.bot.store._engine.connect() as connection:
        counts = [await connection.execute(text(f"SELECT count(*) FROM {table}")) for table in KEEPING]  # noqa: S608 # of a test's own
        return [int(count.scalar_one()) for count in counts]
