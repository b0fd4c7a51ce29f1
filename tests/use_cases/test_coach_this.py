"""Whoever may read a message may be coached on it: with what was said up to it, and with what is known of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from motbot.domain.advice import Unadvised
from motbot.domain.errors import SlackRefused, SlackUnclear
from motbot.domain.events import Act, Acted, Posted
from motbot.domain.expectation import Assessment, Expectation, ExpectationKind, Urgency
from motbot.domain.message import ChannelKind, ConversationView
from motbot.domain.people import Author, Person, PersonKind, Side
from tests.use_cases.advised import Advised
from tests.use_cases.conftest import Staged
from tests.use_cases.talk import ALICE, BEN, CARLA, FAILS, KIM, POLICY, SOON, SUPPORT, TEAM, Talk

ELSEWHERE = "C9"
"""A channel that nobody watches."""
FACTS = "The export runs every night at two."


@pytest.fixture
def talk(staged: Staged) -> Talk:
    """A channel with facts of its own."""
    return staged(policy=replace(POLICY, facts=FACTS))


@pytest.fixture
def advised(talk: Talk) -> Advised:
    return Advised(talk)


def elsewhere(talk: Talk, user: str, words: str, *, thread: str = "", channel: str = ELSEWHERE) -> str:
    """Somebody writes where nothing is watched, or so lately that we have not heard of it."""
    ts = talk._stamp(None)
    author = Author(user=user, team="T2" if user == CARLA else TEAM)
    talk.threads.put(
        Posted(
            team=TEAM,
            channel=channel,
            ts=ts,
            thread_ts=thread,
            author=author,
            text=words,
            at=talk.clock.now(),
        )
    )
    return ts


async def test_what_was_said_after_it_is_not_read_and_what_was_said_before_is_context(advised: Advised) -> None:
    talk = advised.talk
    root = await talk.says(CARLA, FAILS)
    await talk.says(ALICE, "Which export?", thread=root)
    asked = await talk.says(CARLA, "The nightly one, for the board.", thread=root)
    await talk.says(CARLA, "And a pony, please.", thread=root)
    _, whole = await advised.points(ALICE, asked, thread=root)
    view = advised.assessor.seen[-1]

    assert [line.text for line in view.lines] == [FAILS, "Which export?", "The nightly one, for the board."]
    assert (view.focus, view.facts) == ((asked,), FACTS)
    assert whole.card is not None
    assert (whole.card.words, whole.card.channel_name) == ("The nightly one, for the board.", "support")
    assert whole.card.place.ts == asked


async def test_messages_written_one_after_the_other_are_judged_together(advised: Advised) -> None:
    talk = advised.talk
    root = await talk.says(CARLA, "Hello.")
    talk.clock.move(timedelta(hours=1))
    second = await talk.says(CARLA, "The export fails.", thread=root)
    third = await talk.says(CARLA, "Before noon, please.", thread=root)
    await advised.points(ALICE, third, thread=root)

    assert advised.assessor.seen[-1].focus == (second, third)


@pytest.mark.parametrize(
    ("after", "who", "read"),
    [
        (timedelta(minutes=5), CARLA, [FAILS, "The nightly one."]),
        (timedelta(hours=2), CARLA, ["The nightly one."]),
        (timedelta(minutes=5), "U0DORA", ["The nightly one."]),
    ],
)
async def test_a_message_that_we_have_not_heard_of_yet_is_read_with_the_talk_it_goes_on_with(
    advised: Advised, after: timedelta, who: str, read: list[str]
) -> None:
    talk = advised.talk
    await talk.says(CARLA, FAILS)
    await talk.passes(SOON)
    talk.clock.move(after)
    talk.directory.add(Person(id=who, team="T2", kind=PersonKind.OUTSIDER))
    newest = elsewhere(talk, who, "The nightly one.", channel=SUPPORT)
    await advised.points(ALICE, newest, author=who)

    assert [line.text for line in advised.assessor.seen[-1].lines] == read


async def test_pointed_at_our_own_answer_it_coaches_on_what_that_answers(advised: Advised) -> None:
    root = await advised.talk.says(CARLA, FAILS)
    ours = await advised.talk.says(ALICE, "I am on it.", thread=root)
    _, whole = await advised.points(BEN, ours, thread=root)

    assert advised.assessor.seen[-1].focus == (root,)
    assert whole.card is not None


async def test_where_only_our_own_side_has_spoken_it_says_so(advised: Advised) -> None:
    ts = await advised.talk.says(ALICE, "Good morning, everybody.")
    (advice,) = await advised.points(ALICE, ts)

    assert advice.unadvised is Unadvised.NOBODY_ASKS


async def test_nothing_of_it_is_kept(advised: Advised) -> None:
    root = await advised.talk.says(CARLA, FAILS)
    await advised.talk.passes(SOON)
    before, reads = await advised.kept(), len(advised.talk.threads.reads)
    await advised.points(ALICE, root)

    assert await advised.kept() == before
    assert len(advised.talk.threads.reads) == reads + 1


# ---- what is known of it


async def test_what_is_known_to_be_expected_is_shown_beside_and_what_an_agent_called_wrong_is_not(
    advised: Advised,
) -> None:
    talk = advised.talk
    root = await talk.says(CARLA, FAILS)
    await talk.passes(SOON)
    moment = await talk.moment(root)
    known = Expectation(
        kind=ExpectationKind.IMPLICIT, text="the board sees right figures", cue="the board", source=root
    )
    async with talk.store.begin() as tx:
        expected = (*moment.expected, known)
        await tx.moments.save(replace(moment, expected=expected, wrong=("a new laptop",), known=("It was the disk.",)))

    def rule(view: ConversationView) -> Assessment:
        wish = Expectation(kind=ExpectationKind.EXPLICIT, text="the report comes", quote=FAILS, source=root)
        wrong = Expectation(kind=ExpectationKind.IMPLICIT, text="a new laptop", cue="fails")
        return Assessment(is_moment=True, urgency=Urgency.HIGH, expectations=(wish, wrong))

    advised.assessor.rule = rule
    *_, whole = await advised.points(ALICE, root)

    assert whole.card is not None
    assert [one.text for one in whole.card.expectations] == ["the report comes", "the board sees right figures"]
    assert whole.card.known == advised.assessor.seen[-1].known == ("It was the disk.",)


async def test_the_persons_own_card_is_linked_and_nobody_elses(advised: Advised) -> None:
    root = await advised.talk.says(CARLA, FAILS)
    await advised.talk.passes(SOON)
    (shown,) = advised.talk.seen_by(ALICE)
    *_, hers = await advised.points(ALICE, root)
    *_, his = await advised.points(BEN, root)

    assert hers.own_card == shown.place
    assert his.own_card is None


async def test_a_conversation_keeps_its_own_prompts(advised: Advised) -> None:
    root = await advised.talk.says(CARLA, FAILS)
    await advised.points(ALICE, root)
    await advised.points(BEN, root)

    assert advised.chosen == [str(await advised.talk.conversation_of(root))] * 2


async def test_a_time_to_reply_by_that_is_over_is_not_named(advised: Advised) -> None:
    root = await advised.talk.says(CARLA, FAILS)
    advised.talk.clock.move(timedelta(days=3))
    *_, whole = await advised.points(ALICE, root)

    assert whole.card is not None
    assert whole.card.reply_by is None


# ---- who may


async def test_a_colleague_who_is_in_the_channel_may_and_one_who_has_left_may_not(advised: Advised) -> None:
    root = await advised.talk.says(CARLA, FAILS)
    advised.talk.directory.join(SUPPORT, KIM)
    *_, whole = await advised.points(KIM, root)
    advised.talk.directory.leave(SUPPORT, KIM)
    (refused,) = await advised.points(KIM, root)

    assert whole.card is not None
    assert refused.unadvised is Unadvised.NOT_READABLE


async def test_whatever_may_not_be_read_is_refused_alike_and_without_a_look(advised: Advised) -> None:
    talk = advised.talk
    root = await talk.says(CARLA, FAILS)
    guest = Person(id="U8", team=TEAM, kind=PersonKind.GUEST)
    talk.directory.add(guest)
    talk.directory.join(SUPPORT, guest.id, CARLA)
    reads = len(talk.threads.reads)
    tries = [
        await advised.points(guest.id, root),
        await advised.points(CARLA, root),
        await advised.points(KIM, root),
        await advised.points(ALICE, root, channel=ELSEWHERE),
        await advised.points(ALICE, root, channel=""),
    ]

    assert [[one.unadvised for one in given] for given in tries] == [[Unadvised.NOT_READABLE]] * 5
    assert len(talk.threads.reads) == reads
    assert advised.assessor.seen == []


async def test_a_channel_that_we_are_not_in_is_refused_like_one_that_is_not_there(advised: Advised) -> None:
    talk = advised.talk
    talk.directory.join(ELSEWHERE, KIM)
    talk.threads.closed.add(ELSEWHERE)
    ts = elsewhere(talk, ALICE, "Can you help?")
    (closed,) = await advised.points(KIM, ts, channel=ELSEWHERE)
    talk.threads.fail_next(SlackRefused("not_in_channel"))
    (refused,) = await advised.points(KIM, ts, channel=ELSEWHERE)

    assert closed == refused
    assert closed.unadvised is Unadvised.NOT_READABLE


async def test_while_slack_does_not_say_it_asks_to_try_again(advised: Advised) -> None:
    talk = advised.talk
    root = await talk.says(CARLA, FAILS)
    talk.threads.fail_next(SlackUnclear())
    (unread,) = await advised.points(ALICE, root)
    talk.directory.silent.add(SUPPORT)
    (members,) = await advised.points(ALICE, root)
    (unknown,) = await advised.points("U0NOBODY", root)

    assert {one.unadvised for one in (unread, members, unknown)} == {Unadvised.NOT_NOW}


# ---- where nothing is watched


async def test_where_nothing_is_watched_a_colleagues_question_is_coached_as_a_request(advised: Advised) -> None:
    talk = advised.talk
    talk.directory.join(ELSEWHERE, KIM, BEN)
    root = elsewhere(talk, BEN, "I need access to the figures today.")
    elsewhere(talk, KIM, "Let me see.", thread=root)
    *_, whole = await advised.points(KIM, root, channel=ELSEWHERE, author=BEN)
    view = advised.assessor.seen[-1]

    assert whole.card is not None
    assert whole.card.channel_name == ""
    assert (view.channel_kind, view.facts) == (ChannelKind.INTERNAL_REQUEST, "")
    assert [line.side for line in view.lines] == [Side.CUSTOMER]
    assert advised.chosen == [f"{ELSEWHERE}:{root}"]


async def test_where_nothing_is_watched_words_of_an_outsider_are_a_customers_and_our_own_are_not(
    advised: Advised,
) -> None:
    talk = advised.talk
    talk.directory.join(ELSEWHERE, KIM, BEN)
    root = elsewhere(talk, BEN, "How was the demo?")
    asked = elsewhere(talk, CARLA, "Fine, but the export fails.", thread=root)
    *_, whole = await advised.points(KIM, asked, channel=ELSEWHERE, thread=root, author=CARLA)
    view = advised.assessor.seen[-1]

    assert whole.card is not None
    assert view.channel_kind is ChannelKind.CUSTOMER
    assert [line.side for line in view.lines] == [Side.COLLEAGUE, Side.CUSTOMER]


async def test_pressing_the_card_goes_on_as_before(advised: Advised) -> None:
    talk = advised.talk
    root = await talk.says(CARLA, FAILS)
    await talk.passes(SOON)
    await advised.points(ALICE, root)
    moment = await talk.moment(root)
    await talk.hears(Acted(team=TEAM, user=ALICE, act=Act.DONE, moment=moment.id, at=talk.clock.now()))

    assert (await talk.moment(root)).done_at is not None
