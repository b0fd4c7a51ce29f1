"""Every kind of person, in every kind of channel, by every way there is: whoever may not see a thing learns nothing."""

from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator

import pytest
import pytest_asyncio
from sqlalchemy import text

from motbot.domain.language import Language
from motbot.domain.review import Failure
from motbot.slack.sheet_refs import AGREE, COMMENT, GO_NEXT, MARKS, SEND, TEXT
from motbot.slack.sheet_wording import sheet_wording
from motbot.storage.store import PostgresStore
from tests.scenarios.inside import Inside, Spot, may, went_inside
from tests.scenarios.knocking import MARKED, REMARKED, Door, Knock
from tests.scenarios.roles import ASKS, MAY, PUBLIC, READABLE, ROOMS, SPOKEN_IN, Role
from tests.scenarios.town import OURS
from tests.slack.test_permalinks_forged import (
    NO_LINKS,
    OTHER_HOSTS,
    OTHER_NUMBERS,
    OTHER_PATHS,
    OTHER_TEAMS,
    OTHER_WAYS,
)

pytestmark = [pytest.mark.thorough, pytest.mark.asyncio(loop_scope="module")]

NOTHING = sheet_wording(Language.EN).failed[Failure.NOT_YOURS]
NOBODYS = (0, 999_999)
FORGED = [
    link.replace("acme", "ours").replace("T0ACME", OURS)
    for link in (*OTHER_HOSTS, *OTHER_WAYS, *OTHER_PATHS, *OTHER_NUMBERS, *OTHER_TEAMS, *NO_LINKS)
    if link.strip()
]
WITHOUT_WORDS = ("marking", "commenting", "mark", "remark", "agree", "send")
"""What shows none of the conversation to those who may, or not always."""
OF_OWN_NUMBER = ("marking", "commenting")
"""An empty form, which carries the number that the person has sent and nothing of ours."""
REPORTED = "What we made of our moments"
LEADS_OTHERS = (Role.LEAD, Role.LEAD_ELSEWHERE, Role.TRAINER, Role.ADMIN)
Try = Callable[[Door, str, int], Awaitable[Knock]]
TRIES: dict[str, Try] = {
    "open": lambda door, user, review: door.presses_note(user, review),
    "turn": lambda door, user, review: door.presses(user, GO_NEXT, review, page=1),
    "text": lambda door, user, review: door.presses(user, TEXT, review, page=1),
    "agree": lambda door, user, review: door.presses(user, AGREE, review),
    "send": lambda door, user, review: door.presses(user, SEND, review),
    "marking": lambda door, user, review: door.presses(user, MARKS, review, page=1),
    "commenting": lambda door, user, review: door.presses(user, COMMENT, review, page=1),
    "mark": lambda door, user, review: door.submits(user, MARKS, review, MARKED),
    "remark": lambda door, user, review: door.submits(user, COMMENT, review, REMARKED),
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def inside(worker_database: str) -> AsyncIterator[Inside]:
    """One town for all of these tests: they change nothing that another of them looks at."""
    async with went_inside(worker_database) as opened:
        yield opened


@pytest.fixture(autouse=True)
def nobody_else_is_shown_anything(inside: Inside) -> Iterator[None]:
    """Beside what is asked of each try: no word of a channel came before anybody who may not see it."""
    yield
    assert inside.shown_to == []
    assert inside.unaccounted == 0


async def test_what_is_not_theirs_what_is_not_there_and_what_is_not_watched_look_the_same(inside: Inside) -> None:
    tried, leaks, words, looks = 0, [], defaultdict(set), defaultdict(set)
    for way, spots in (("review ", inside.spots), ("review calibrate ", inside.blind), ("", inside.spots)):
        for user in Role:
            for spot in spots.values():
                knock = await _asked(inside, user, way, spot)
                tried += 1
                leaks += [(user, way, spot.name, one) for one in inside.leaks(user, knock.shown)]
                if may(user, spot.room):
                    assert spot.room
                    assert spot.room.word in knock.seen, (user, way, spot.name)
                    continue
                assert NOTHING in knock.seen, (user, way, spot.name, knock.seen)
                words[user, way].add(knock.words)
                if user not in ASKS or spot.channel not in {room.id for room in READABLE}:
                    looks[user, way].add(knock.looks)

    assert leaks == []
    assert {who: seen for who, seen in words.items() if len(seen) > 1} == {}
    assert {who: seen for who, seen in looks.items() if len(seen) > 1} == {}
    assert tried == 3 * len(Role) * (len(SPOKEN_IN) + 3) == 405


async def test_a_forged_number_of_a_review_that_is_not_theirs_and_one_that_nobody_has_look_the_same(
    inside: Inside,
) -> None:
    rooms = {inside.reviews[room.id][0]: room for room in READABLE} | {inside.reviews[PUBLIC.id][1]: PUBLIC}
    tried, leaks, looks = 0, [], defaultdict(set)
    for way, knocks in TRIES.items():
        for user in Role:
            for review in (*rooms, *NOBODYS):
                knock = await knocks(inside.door, user, review)
                tried += 1
                leaks += [(user, way, review, one) for one in inside.leaks(user, knock.shown)]
                if may(user, rooms.get(review)):
                    assert rooms[review].word in knock.seen or way in WITHOUT_WORDS, (user, way, review)
                    assert not knock.answer, "what they mark and say is taken"
                elif way not in OF_OWN_NUMBER:
                    assert NOTHING in knock.shown, (user, way, review)
                    looks[user, way].add(knock.looks)

    assert leaks == []
    assert {who: seen for who, seen in looks.items() if len(seen) > 1} == {}
    assert tried == len(TRIES) * len(Role) * (len(READABLE) + 1 + len(NOBODYS)) == 945
    assert await _have_left_something(inside, rooms) == {*MAY}


async def test_lists_and_figures_hold_only_what_could_be_opened(inside: Inside) -> None:
    tried, leaks, words = 0, [], defaultdict(set)
    for user in Role:
        knocks = {("home", ""): await inside.door.opens_home(user), ("mine", ""): await inside.door.types(user, "mine")}
        for room in ROOMS:
            for way in ("promises", "report", "report here"):
                knocks[way, room.id] = await inside.door.types(user, way, room=room.id)
        tried += len(knocks)
        for (way, where), knock in knocks.items():
            leaks += [(user, way, where, one) for one in inside.leaks(user, knock.shown)]
            words[user, way].add(knock.words)
        told = {way: "".join(one.shown for (this, _), one in knocks.items() if this == way) for way, _ in knocks}
        for room in READABLE:
            assert (room.name in told["mine"]) == (user in {Role.SPEAKER, Role.LEAD}), (user, room)
            assert (room.name in told["home"]) == (user in {Role.SPEAKER, Role.LEAD}), (user, room)
            assert (room.word in told["promises"]) == (user in {Role.SPEAKER, Role.LEAD}), (user, room)
        assert ("5 channels" in told["report"]) == (user in {Role.LEAD, Role.TRAINER, Role.ADMIN}), user
        assert ("1 channel " in told["report"]) == (user is Role.LEAD_ELSEWHERE), user
        assert (REPORTED in told["report"] + told["report here"]) == (user in LEADS_OTHERS), user

    assert leaks == []
    assert {who: len(seen) for who, seen in words.items() if len(seen) > 1 and who[0] not in LEADS_OTHERS} == {}
    assert tried == len(Role) * (2 + 3 * len(ROOMS)) == 390


@pytest.mark.parametrize("typed", ["review {}", "review calibrate <{}|see here>"])
async def test_a_link_that_is_none_of_ours_is_refused_before_anything_is_asked_or_kept(
    inside: Inside, typed: str
) -> None:
    door, store = inside.door, inside.stage.bot.store
    rows = await _rows(store)
    for link in FORGED:
        knock = await door.types(Role.LEAD, typed.format(link))

        assert "This is no link to a message of this workspace." in str(knock.answer["text"]), link
        assert (knock.calls, knock.seen) == ((), "[]"), link
    assert await _rows(store) == rows
    assert len(FORGED) > 120


async def _rows(store: PostgresStore) -> list[int]:
    """How many there are of all that a request could leave behind."""
    tables = ("inbox", "reviews", "sheet_windows", "viewings", "whispers", "procrastinate_jobs")
    async with store._engine.connect() as connection:
        counts = [await connection.execute(text(f"SELECT count(*) FROM {table}")) for table in tables]  # noqa: S608 # of a test's own
        return [int(count.scalar_one()) for count in counts]


async def _have_left_something(inside: Inside, reviews: Iterable[int]) -> set[str]:
    """Who has left marks, words or the mere fact that they have looked."""
    async with inside.stage.bot.store.begin() as tx:
        marks = [one.rater for review in reviews for one in await tx.reviews.ratings(review)]
        words = [one.by for review in reviews for one in await tx.reviews.remarks(review)]
        return {*marks, *words, *(one.user for one in await tx.reviews.viewings(tuple(reviews)))}


async def _asked(inside: Inside, user: str, way: str, spot: Spot) -> Knock:
    if not way:
        return await inside.door.chooses(user, spot.channel, spot.ts)
    return await inside.door.types(user, f"{way}{inside.link(spot)}")
