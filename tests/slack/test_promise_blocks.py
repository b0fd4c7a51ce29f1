"""A promise on a card: by when in whose words, what makes it doubtful, and what its agent can do in each state."""

import itertools
from datetime import timedelta

import pytest

from motbot.domain.due import Doubt
from motbot.domain.events import Act
from motbot.domain.expectation import Expectation, ExpectationKind, SayNo
from motbot.domain.language import Language
from motbot.domain.limits import LimitKind
from motbot.domain.moment import CloseReason, Stage
from motbot.domain.nudge import NudgeKind, PromiseItem
from motbot.domain.promise import Beyond, Mending, PromiseState, Strength, Withdrawn
from tests.slack.looking import acts, assert_slack_takes, primaries, shown_of, strings, texts
from tests.slack.rig import SAID_TS, T0, card, ended, every_item, item, tracked

ON_CARD = [Act.OPEN, Act.DONE, "choose_not_helpful", "choose_wrong", Act.MUTE]
AT_WORK = [Act.KEPT, Act.MOVE, Act.CANNOT]


def on_card(*items: PromiseItem, **more: object) -> str:
    return texts(shown_of(card(stage=Stage.OFFERED, promises=items, **more)))


def offered(*items: PromiseItem) -> list[str]:
    """What can be done about the promises of a card, without what can be done about its moment."""
    shown = acts(shown_of(card(stage=Stage.OFFERED, promises=items)))
    assert shown[-len(ON_CARD) :] == ON_CARD
    return shown[: -len(ON_CARD)]


def test_a_promise_is_shown_with_its_time_on_the_agents_clock_and_the_words_it_was_read_from() -> None:
    shown = on_card(item())

    for expected in ("You promised", "the repaired export is in your folder", "by Mon 2 Mar, 15:00 (“by 3 pm”)"):
        assert expected in shown
    assert f"https://ours.slack.com/archives/C0SUPPORT/p{SAID_TS.replace('.', '')}?thread_ts=" in shown


def test_what_was_promised_by_a_colleague_names_them_and_is_not_called_the_readers() -> None:
    shown = shown_of(card(stage=Stage.OFFERED, reader="U0ALICE", promises=(item(agent="U0ALICE", said_by="U0KIM"),)))

    assert "Promised by us" in texts(shown)
    assert "You promised" not in texts(shown)
    assert "promised by " in texts(shown)
    assert "U0KIM" in set(strings(shown.blocks))


def test_of_somebody_whom_only_the_help_desk_knows_it_is_said_that_they_are_a_colleague() -> None:
    shown = texts(shown_of(card(stage=Stage.OFFERED, promises=(item(agent="U0ALICE", said_by="B0DESK:Ann"),))))

    assert "promised by " in shown
    assert "a colleague" in shown
    assert "B0DESK" not in shown


def test_a_request_that_was_called_done_asks_whether_each_promise_is_kept() -> None:
    shown = shown_of(card(stage=Stage.ACTING, is_done=True, promises=(tracked(), item(promise=99), ended(promise=98))))

    assert shown.blocks[0]["text"]["text"] == "🤝 Called done, but for what was promised"
    assert "You called it done. Is this kept?" in texts(shown)
    assert acts(shown)[:7] == [*AT_WORK, Act.KEPT, Act.TRACK, Act.FIX, Act.NOT_A_PROMISE]
    assert primaries(shown) == [Act.KEPT, Act.KEPT]
    assert Act.DONE not in acts(shown)


def test_a_promise_with_a_clear_time_is_tracked_by_one_click() -> None:
    assert offered(item()) == [Act.TRACK, Act.FIX, Act.NOT_A_PROMISE]
    assert primaries(shown_of(card(stage=Stage.OFFERED, promises=(item(),)))) == [Act.TRACK]


@pytest.mark.parametrize("doubt", Doubt)
def test_a_doubtful_time_is_asked_for_with_the_reason(doubt: Doubt) -> None:
    shown = on_card(item(doubt=doubt, due=None))

    assert "When exactly? " in shown
    assert "by 3 pm" in shown
    assert offered(item(doubt=doubt, due=None)) == [Act.FIX, Act.NOT_A_PROMISE]
    assert primaries(shown_of(card(stage=Stage.OFFERED, promises=(item(doubt=doubt),)))) == [Act.FIX]


def test_two_readings_of_one_time_are_both_shown() -> None:
    twice = item(doubt=Doubt.DISAGREED, due_guess=T0 + timedelta(hours=8))

    assert "“by 3 pm” can be read in two ways: Mon 2 Mar, 15:00, or Mon 2 Mar, 18:00." in on_card(twice)


def test_without_a_time_the_agent_is_asked_to_name_an_hour() -> None:
    assert "No time named yet: name an hour" in on_card(item(due=None, due_words=""))
    assert "“尽快”让人没法安排：定个钟点吧。" in on_card(
        item(due=None, due_words="尽快", strength=Strength.VAGUE), language=Language.ZH
    )


def test_a_condition_stands_beside_the_time() -> None:
    assert "only if: you send the file" in on_card(item(strength=Strength.CONDITIONAL, condition="you send the file"))


@pytest.mark.parametrize("state", [PromiseState.ACCEPTED, PromiseState.MOVED, PromiseState.BROKEN])
def test_a_tracked_promise_is_kept_moved_or_given_up(state: PromiseState) -> None:
    assert offered(tracked(state=state)) == AT_WORK
    assert primaries(shown_of(card(stage=Stage.OFFERED, promises=(tracked(state=state),)))) == []


def test_a_moved_promise_shows_its_new_time_and_a_late_one_its_old() -> None:
    assert "moved to Mon 2 Mar, 15:00" in on_card(tracked(state=PromiseState.MOVED, moved=True))
    assert "was due Mon 2 Mar, 15:00" in on_card(tracked(state=PromiseState.BROKEN, moved=True))


def test_what_was_tracked_without_a_click_can_be_undone_until_its_time_has_passed() -> None:
    assert offered(tracked(at_once=True)) == [*AT_WORK, Act.UNTRACK]
    assert "Tracked for you" in on_card(tracked(at_once=True))
    assert offered(tracked(at_once=True, state=PromiseState.BROKEN)) == AT_WORK


@pytest.mark.parametrize("state", [PromiseState.MADE, PromiseState.ACCEPTED, PromiseState.BROKEN])
def test_evidence_asks_for_one_yes(state: PromiseState) -> None:
    done = item(state=state, has_evidence=True, evidence="the file is in your folder now")
    shown = shown_of(card(stage=Stage.OFFERED, promises=(done,)))

    assert "Looks done: “the file is in your folder now”" in texts(shown)
    assert "Yes, kept" in texts(shown)
    assert primaries(shown) == [Act.KEPT]
    assert "Looks done: a file was sent." in on_card(item(state=state, has_evidence=True))


def test_the_honest_message_stands_there_to_be_copied() -> None:
    reply = "Carla, the export will be\n  ready at 18:00, not at 15:00."
    mended = tracked(state=PromiseState.MOVED, mending=Mending.MOVE, reply=reply, why="A: says so early")
    shown = shown_of(card(stage=Stage.OFFERED, promises=(mended,)))
    boxes = [
        element["elements"][0]["text"]
        for block in shown.blocks
        if block["type"] == "rich_text"
        for element in block["elements"]
        if element["type"] == "rich_text_preformatted"
    ]

    assert boxes == [reply]
    assert "💡 A: says so early" in texts(shown)
    assert "is being written" in on_card(tracked(mending=Mending.MOVE))


def test_a_no_stays_on_the_card_until_it_was_sent_though_the_promise_is_over() -> None:
    given_up = ended(Withdrawn.CANNOT, mending=Mending.CANNOT, reply="I have to say no to that.")

    assert "I have to say no to that." in on_card(given_up)
    assert "⚪ Cannot be done: the repaired export" in on_card(given_up)  # a dash would be a second mark of a list
    assert offered(given_up) == []


@pytest.mark.parametrize("why", [None, *Withdrawn])
def test_what_is_over_is_one_quiet_line_without_buttons(why: Withdrawn | None) -> None:
    over = shown_of(card(stage=Stage.OFFERED, promises=(ended(why),)))

    assert offered(ended(why)) == []
    assert len(over.blocks) == len(shown_of(card(stage=Stage.OFFERED)).blocks) + 3
    assert "by 3 pm" not in texts(over)


def test_what_is_never_said_is_warned_of_although_nothing_is_promised() -> None:
    never = Beyond(kind=LimitKind.LEGAL, rule="no guarantees", instead="we answer within the hour")
    for stage in (Stage.EXPLORING, Stage.OFFERED):
        shown = texts(shown_of(card(stage=stage, unsayable=(never,))))
        assert "This must not be said here: no guarantees" in shown
        assert "we answer within the hour" in shown


@pytest.mark.parametrize("kind", LimitKind)
def test_a_promise_beyond_a_limit_is_warned_of_with_the_honest_alternative(kind: LimitKind) -> None:
    beyond = Beyond(kind=kind, rule="refunds above 500 need the lead", instead="I ask my lead today")
    shown = on_card(item(beyond=(beyond,)))

    assert "⚠️ " in shown
    assert "refunds above 500 need the lead" in shown
    assert "Honest instead: I ask my lead today" in shown


def test_what_our_answer_leaves_open_is_named_three_at_most() -> None:
    asked = ("a refund", "a date", "a name", "an excuse", "a cake")

    assert "Still open: a refund · a date · a name · and 2 more" in on_card(unanswered=asked)
    assert "Still open: a refund" in on_card(unanswered=asked[:1])
    assert "Still open" not in on_card()


def test_at_most_five_promises_stand_on_a_card_what_is_open_first() -> None:
    many = [ended(promise=1), *(tracked(promise=2 + place) for place in range(6))]
    shown = on_card(*many)

    assert offered(*many) == AT_WORK * 5
    assert "✓ Kept" not in shown
    assert "and 2 more: /mot promises" in shown


def test_each_button_carries_its_moment_and_its_promise() -> None:
    shown = shown_of(card(stage=Stage.OFFERED, promises=(tracked(promise=12), tracked(promise=13))))
    rows = [block["elements"] for block in shown.blocks if block["type"] == "actions"][:2]

    assert [{button["value"] for button in row} for row in rows] == [{"7:12"}, {"7:13"}]


def test_a_closed_card_shows_only_promises_that_are_still_to_be_kept() -> None:
    over = {"stage": Stage.CLOSED, "close_reason": CloseReason.CONFIRMED_BY_AGENT}
    shown = shown_of(card(promises=(ended(), tracked(), item(promise=14)), unanswered=("a cake",), **over))

    assert acts(shown) == [*AT_WORK, Act.TRACK, Act.FIX, Act.NOT_A_PROMISE, Act.OPEN]
    assert "✓" not in texts(shown)
    assert "a cake" not in texts(shown)


def test_what_the_customer_took_back_takes_its_promises_off_the_card() -> None:
    shown = shown_of(card(stage=Stage.CLOSED, close_reason=CloseReason.DELETED, promises=(tracked(),)))

    assert "repaired export" not in texts(shown) + shown.text


@pytest.mark.parametrize("language", Language)
def test_a_promise_in_every_state_is_something_slack_takes_in_every_stage(language: Language) -> None:
    for stage, one in itertools.product(Stage, every_item()):
        shown = shown_of(card(stage=stage, language=language, promises=(one,), unanswered=("a refund",)))
        assert_slack_takes(shown)


def test_the_fullest_card_still_fits_and_says_what_was_left_out() -> None:
    long = "请尽快处理这件事 " * 60
    full = tracked(
        what=long,
        words=long,
        due_words=long,
        strength=Strength.CONDITIONAL,
        condition=long,
        beyond=(Beyond(kind=LimitKind.SLA, rule=long, instead=long),) * 3,
        evidence=long,
        has_evidence=True,
        mending=Mending.MOVE,
        reply=long * 5,
        why=long,
        at_once=True,
    )
    found = tuple(
        Expectation(kind=kind, text=long + number, quote=long + "?", cue=long)
        for kind, number in itertools.product(ExpectationKind, "123456")
    )
    shown = shown_of(
        card(
            words=long,
            expectations=found,
            kind=NudgeKind.EXPLORE,
            questions=(long,) * 3,
            say_no=SayNo(value=True, what=long, why=long),
            reply=long * 6,
            why=long,
            known=(long,) * 5,
            unanswered=(long,) * 5,
            promises=(full,) * 7,
        )
    )

    assert_slack_takes(shown)
    assert "and 4 more: /mot promises" in texts(shown)
    assert "The message is longer than fits here." in texts(shown)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (Language.EN, "They need it by Mon 2 Mar, 13:00, and this is later."),
        (Language.ZH, "对方 3月2日周一 13:00 前要用"),
    ],
)
def test_a_promise_for_later_than_they_need_it_is_told_with_their_hour(language: Language, told: str) -> None:
    due = item().due
    assert due is not None
    late = item(needed_by=due - timedelta(hours=2))

    assert told in on_card(late, language=language)
    assert told not in on_card(item(), language=language)
