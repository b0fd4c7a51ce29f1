"""What speaks for or against our words counts with the words that show it, and not without them."""

from typing import Any

import pytest

from motbot.domain.contacts import contacts_of
from motbot.domain.expectation import ExpectationKind
from motbot.domain.people import Side
from motbot.domain.scoring import Quote, Ruling, Seen
from motbot.domain.sheet import Outcome
from tests.llm.conftest import AskingWith, a_line, a_view
from tests.llm.sheets import (
    CERTAIN,
    EMPTY,
    GOOD,
    IN_TIME,
    OFFERED,
    PLAN,
    SAID,
    WORK,
    ask_about,
)


@pytest.mark.parametrize(
    ("fault", "score"),
    [("blame", -3), ("Sent Away", -2), ("wall", -2), ("pushed-back", -1), ("over_promise", -2), ("stall", -2)],
)
async def test_a_fault_counts_with_the_words_that_show_it(asking: AskingWith, fault: str, score: int) -> None:
    found = {"words": "ask you whether the board has all", "line": "L2", "why": "", "fault": fault}

    got = await ask_about(asking, GOOD | {"faults": [found]})

    assert got.part.overall is not None
    assert got.part.overall.score == score
    assert got.part.evidence[0].quote == Quote(ts="2.0", words="ask you whether the board has all")


BAD_FAULT = {"words": "go and complain", "line": "L2", "why": "", "fault": "blame"}


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        ({"words": "go and complain"}, "ungrounded_quote"),
        ({"words": "Our board decides at noon"}, "ungrounded_quote"),
        ({"words": "Our board decides at noon", "line": "L1"}, "unknown_line"),
        ({"words": "go and complain", "line": "L9"}, "unknown_line"),
        ({"words": SAID, "fault": "rudeness"}, "unknown_fault"),
        ({"words": SAID, "fault": "repeated"}, "nothing_broken"),
    ],
)
async def test_a_fault_that_no_words_of_ours_show_is_dropped(
    asking: AskingWith, found: dict[str, Any], reason: str
) -> None:
    got = await ask_about(asking, GOOD | {"faults": [BAD_FAULT | found]})

    assert got.part.facts.faults == frozenset()
    assert got.part.overall == Ruling(score=2, rule=8)
    assert got.dropped == (reason,)


async def test_words_of_somebody_else_that_we_only_pass_on_are_no_fault_of_ours(asking: AskingWith) -> None:
    view = a_view(
        a_line("1.0", "What did the courier say?"),
        a_line("2.0", "He said:\n> read your contract\nI'll ring him at 15:00.", side=Side.AGENT, author="U2"),
    )
    fault = BAD_FAULT | {"words": "read your contract"}

    got = await ask_about(asking, EMPTY | {"faults": [fault]}, view=view, contacts=contacts_of(view.lines))

    assert got.part.facts.faults == frozenset()


@pytest.mark.parametrize("line", ["L2", "l2", "2", 2, "", "L1", "L77"])
async def test_a_wrong_line_costs_nothing_where_the_words_stand_in_the_contact(
    asking: AskingWith, line: str | int
) -> None:
    got = await ask_about(asking, GOOD | {"merits": [CERTAIN | {"line": line}]})

    assert got.part.evidence[0] == Seen(quote=Quote(ts="2.0", words="I'll send the price by 11:00"))
    assert got.dropped == ()


async def test_a_quote_with_dots_counts_by_its_longest_piece(asking: AskingWith) -> None:
    merit = CERTAIN | {"words": "“The floor plan … I'll send the price by 11:00”"}

    got = await ask_about(asking, GOOD | {"merits": [merit]})

    assert got.part.evidence[0].quote.words == "I'll send the price by 11:00"


async def test_praise_without_words_of_ours_is_no_praise(asking: AskingWith) -> None:
    nowhere = {"words": "We have booked you a car", "line": "L2"}
    answer = GOOD | {"merits": [CERTAIN, WORK | nowhere], "unsaid": [IN_TIME | {"ours": "We have booked you a car"}]}

    got = await ask_about(asking, answer)

    assert got.part.overall == Ruling(score=1, rule=8)
    assert got.part.expectations[-1].outcome is Outcome.NEVER_SEEN
    assert got.dropped == ("ungrounded_quote", "ungrounded_quote")


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        ({"told_back": "neither"}, "fails_nod_test"),
        ({"told_back": "perhaps"}, "fails_nod_test"),
        ({"cue_from": "general_knowledge"}, "general_knowledge"),
        ({"told_back": "had_not_thought_of_it_good", "benefit": " "}, "no_benefit"),
        ({"line": "L9"}, "unknown_line"),
        ({"cue": "", "cue_from": "facts"}, "no_cue"),
    ],
)
async def test_an_invented_expectation_is_left_out_and_earns_nothing(
    asking: AskingWith, found: dict[str, Any], reason: str
) -> None:
    got = await ask_about(asking, GOOD | {"unsaid": [IN_TIME | found]})

    assert [one.expectation.kind for one in got.part.expectations] == [ExpectationKind.EXPLICIT] * 2
    assert got.part.overall == Ruling(score=1, rule=8)
    assert got.dropped == (reason,)


async def test_a_request_that_the_customer_never_made_is_not_counted(asking: AskingWith) -> None:
    ours = PLAN | {"words": "The floor plan is attached", "text": "A map", "answered": False}

    got = await ask_about(asking, GOOD | {"asked": [PLAN, ours]})

    assert (got.part.facts.asked, got.part.facts.unanswered) == (1, 0)
    assert got.dropped == ("ungrounded_quote",)


async def test_what_is_listed_twice_is_one_request(asking: AskingWith) -> None:
    again = PLAN | {"text": "the floor plan!", "answered": False}

    got = await ask_about(asking, GOOD | {"asked": [PLAN, again]})

    assert (got.part.facts.asked, got.part.facts.unanswered) == (1, 0)


async def test_texts_that_somebody_will_read_lose_their_mentions_and_links(asking: AskingWith) -> None:
    live = PLAN | {"text": "The plan <!channel> https://evil.example/x"}

    got = await ask_about(asking, GOOD | {"asked": [live]})

    text = got.part.expectations[0].expectation.text
    assert "<!" not in text
    assert "evil" not in text


@pytest.mark.parametrize(
    ("mark", "score", "dropped"),
    [
        ({"score": 5}, None, ("score_out_of_range",)),
        ({"words": "we did it all"}, None, ("unshown_mark", "ungrounded_quote")),
        ({"score": 3}, 2, ("mark_held_back",)),
        ({"score": 2, "seen": "O1"}, 1, ("mark_held_back",)),
        ({"score": -3, "seen": "", "lacking": "O1"}, -1, ("mark_held_back",)),
        ({"score": 1, "seen": "O1, X9 E3 L4"}, 1, ("unknown_behaviour", "misplaced_behaviour")),
        ({"score": 1, "seen": ["O1", "o3"]}, 1, ()),
        ({"score": None}, None, ()),
        ({"step": "praise"}, None, ("unknown_step",)),
    ],
)
async def test_a_mark_rests_on_words_and_goes_no_further_than_its_behaviours(
    asking: AskingWith, mark: dict[str, Any], score: int | None, dropped: tuple[str, ...]
) -> None:
    got = await ask_about(asking, GOOD | {"marks": [OFFERED | mark, {**OFFERED, "step": "confirm", "score": None}]})

    assert got.part.marks[1].score == score
    assert got.dropped == dropped
