"""The Confirm question starts from what was kept, and asks after what went unsaid where that can be asked."""

from dataclasses import replace

import pytest

from motbot.domain.expectation import Expectation, ExpectationKind
from motbot.domain.language import Language
from motbot.playbook import Playbook
from tests.playbook.talks import assess, talk

LIMIT = (0, "customer", "Can you raise our limit to 5k?")
LIMIT_AND_BILL = (0, "customer", "Can you raise our limit to 5k? And can you send me last month's invoice?")
RAISE = (5, "agent", "I'll raise your limit by 3pm.")
CERTIFICATE = (0, "customer", "麻烦开一份在职证明，办签证用")


async def asked(playbook: Playbook, *said: tuple[int, str, str], unsaid: tuple[str, ...] = ()) -> str:
    """The question about the first line, with these needs in the map instead of the rules' own."""
    view = talk(*said)
    view = replace(view, focus=(view.lines[0].ts,))
    found = await assess(playbook, view)
    explicit = found.of_kind(ExpectationKind.EXPLICIT)
    implicit = tuple(Expectation(kind=ExpectationKind.IMPLICIT, text=text, cue="a cue") for text in unsaid)
    whole = replace(found, expectations=(*explicit, *implicit))
    return (await playbook.coach.confirmer.confirm(view, whole, Language.EN)).draft.reply


@pytest.mark.parametrize(
    ("ask", "need", "named"),
    [
        (LIMIT, "To get through the audit in one go.", "to get through the audit in one go"),
        (LIMIT, "A launch that holds under load", "a launch that holds under load"),
        (CERTIFICATE, "使馆能用的版本", "使馆能用的版本"),
    ],
)
async def test_a_need_of_the_map_is_asked_after_in_its_own_words(
    playbook: Playbook, ask: tuple[int, str, str], need: str, named: str
) -> None:
    assert named in await asked(playbook, ask, unsaid=(need,))


@pytest.mark.parametrize(
    ("ask", "need"),
    [
        (LIMIT, "Being taken seriously"),
        (LIMIT, "Something they can show their board"),
        (LIMIT, "The launch does not fail under load"),
        (LIMIT, "To know today if it cannot be had"),
        (LIMIT, "A limit that leaves room for every one of the campaigns that start in spring"),
        (LIMIT, 'Fit for what it is for: "the launch"'),
        (LIMIT, "使馆能用的版本"),
        (CERTIFICATE, "一次办齐不用再跑"),
        (CERTIFICATE, "她能拿去向上交代"),
        (CERTIFICATE, "A version the embassy accepts"),
    ],
)
async def test_what_had_better_not_be_asked_leaves_the_progress(
    playbook: Playbook, ask: tuple[int, str, str], need: str
) -> None:
    assert await asked(playbook, ask, unsaid=(need,)) == await asked(playbook, ask)


async def test_the_first_need_that_can_be_asked_after_is(playbook: Playbook) -> None:
    told = await asked(playbook, LIMIT, unsaid=("Being taken seriously", "A launch that holds under load"))
    assert "a launch that holds" in told


@pytest.mark.parametrize(
    ("said", "opening"),
    [
        ((LIMIT, RAISE, (200, "agent", "I've just raised your limit to 5k.")), "I've raised your limit to 5k. "),
        (
            (
                CERTIFICATE,
                (5, "agent", "我三点前把在职证明发您"),
                (200, "agent", "在职证明刚刚已经发您邮箱了，请查收。"),
            ),
            "在职证明已经发您邮箱了，",
        ),
    ],
)
async def test_the_question_starts_from_a_promise_that_was_kept(
    playbook: Playbook, said: tuple[tuple[int, str, str], ...], opening: str
) -> None:
    told = await asked(playbook, *said)
    assert told.startswith(opening)
    assert "You asked" not in told
    assert "您之前" not in told


async def test_what_the_kept_promise_does_not_cover_is_still_asked_after(playbook: Playbook) -> None:
    told = await asked(playbook, LIMIT_AND_BILL, RAISE, (200, "agent", "I've raised your limit to 5k."))
    assert told.startswith("I've raised your limit to 5k. You asked us to send you last month's invoice.")


@pytest.mark.parametrize(
    "said",
    [
        (LIMIT, RAISE),
        (LIMIT, RAISE, (200, "agent", "Done!")),
        (LIMIT, RAISE, (200, "agent", "The limit isn't raised yet.")),
        (LIMIT, RAISE, (200, "agent", "Has the limit been raised?")),
        (LIMIT, (200, "agent", "The limit is raised.")),
        (LIMIT, RAISE, (200, "agent", "Your limit is raised."), (210, "customer", "It still doesn't work")),
        (LIMIT, RAISE, (200, "agent", "额度已经提好了。")),
        (LIMIT, RAISE, (200, "agent", "Here is the raised limit of your account.")),
        (LIMIT, RAISE, (200, "agent", "Your limit is raised."), (210, "customer", "Fine."), (300, "agent", "Good.")),
    ],
)
async def test_without_words_that_show_a_kept_promise_the_request_is_asked_after(
    playbook: Playbook, said: tuple[tuple[int, str, str], ...]
) -> None:
    assert (await asked(playbook, *said)).startswith("You asked us to raise your limit to 5k.")


@pytest.mark.parametrize(
    "said", ["I've raised Ann's and Ben's limits and added Cem", "Here you go: the limit is raised"]
)
async def test_a_result_that_was_cut_or_is_handed_over_is_not_said_again(playbook: Playbook, said: str) -> None:
    told = await asked(playbook, LIMIT, RAISE, (60, "agent", f"{said}."))
    assert "raise your limit to 5k" in told
    assert "Ann" not in told
    assert "Here" not in told
