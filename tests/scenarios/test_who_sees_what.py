"""Every kind of person, in every kind of channel, by every way there is: whoever may not see a thing learns nothing."""

from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from motbot.domain.language import Language
from motbot.domain.review import Failure
from motbot.slack.sheet_refs import AGREE, COMMENT, GO_NEXT, MARKS, SEND, TEXT
from motbot.slack.sheet_wording import sheet_wording
from tests.scenarios.conftest import Staged
from tests.scenarios.inside import Inside, Spot, may, went_inside
from tests.scenarios.knocking import Door, Knock
from tests.scenarios.roles import ASKS, LOBBY, READABLE, ROOMS, SPOKEN_IN, Role

NOTHING = sheet_wording(Language.EN).failed[Failure.NOT_YOURS]
NOBODYS = (0, 999_999)
MARKED = {"mark_whole": {"type": "static_select", "selected_option": {"value": "1"}}}
REMARKED = {
    "remark_row": {"type": "static_select", "selected_option": {"value": "whole"}},
    "remark_kind": {"type": "radio_buttons", "selected_option": {"value": "context"}},
    "remark_text": {"type": "plain_text_input", "value": "The customer rang as well."},
}
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


@pytest.fixture
async def inside(staged: Staged) -> AsyncIterator[Inside]:
    async with went_inside(staged) as opened:
        yield opened


async def test_a_sheet_that_is_not_theirs_one_that_is_not_there_and_one_elsewhere_look_the_same(
    inside: Inside,
) -> None:
    tried, leaks, looks = 0, [], defaultdict(set)
    for name, spots in (("review ", inside.spots), ("review calibrate ", inside.blind), ("", inside.spots)):
        for user in Role:
            for spot in spots.values():
                knock = await _asked(inside, user, name, spot)
                tried += 1
                leaks += [(user, name, spot.name, one) for one in inside.leaks(user, knock.shown)]
                if may(user, spot.room):
                    assert spot.room
                    assert spot.room.word in knock.seen, (user, name, spot.name)
                    continue
                assert NOTHING in knock.seen, (user, name, spot.name, knock.seen)
                if not (user in ASKS and spot.room in READABLE):
                    looks[user, name].add(knock.looks)

    assert leaks == []
    assert {who: len(seen) for who, seen in looks.items() if len(seen) > 1} == {}
    assert tried == 3 * len(Role) * (len(SPOKEN_IN) + 2) == 360


async def _asked(inside: Inside, user: str, way: str, spot: Spot) -> Knock:
    if not way:
        return await inside.door.chooses(user, spot.channel, spot.ts)
    return await inside.door.types(user, f"{way}{inside.link(spot)}")
