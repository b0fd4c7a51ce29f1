"""Words that somebody types are judged as an agent's card would judge them, and leave nothing behind."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from motbot.domain.advice import Unadvised
from motbot.domain.errors import ModelRefused, ModelUnavailable
from motbot.domain.expectation import Assessment, Draft, NegativeType, Urgency
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.domain.people import Person, PersonKind
from motbot.domain.prompt import PublishedPrompt, Standing
from motbot.domain.publishing import ChangeKind, PromptChange, digest_of
from motbot.use_cases.advising import AT_ONCE, SHARE
from motbot.use_cases.try_words import LONGEST
from tests.fakes.coach import a_moment, no_moment
from tests.use_cases.advised import Advised
from tests.use_cases.talk import ALICE, BEN, CARLA, KIM, LEAD, TEAM, Talk

WORDS = "The tulip export fails and my board meets at three."


@pytest.fixture
def advised(talk: Talk) -> Advised:
    return Advised(talk)


async def test_the_card_comes_first_and_then_once_more_with_the_reply(advised: Advised) -> None:
    first, whole = await advised.tries(ALICE, f"  {WORDS}\n")

    assert first.card is not None
    assert whole.card is not None
    assert (first.card.reply, whole.card.reply) == ("", "I am on it and report back by 17:00.")
    assert [one.quote for one in whole.card.expectations] == [WORDS]
    assert (whole.card.words, whole.card.channel_name, whole.card.moment) == (WORDS, "", 0)
    assert (whole.by_model, whole.model_away) == (True, False)
    assert whole.card.reply_by is not None
    assert whole.card.reply_by.utcoffset() == timedelta(hours=1), "on Alice's own clock, in Berlin"


async def test_nothing_of_the_words_is_kept_or_remembered(advised: Advised) -> None:
    before = await advised.kept()
    for _ in range(2):
        await advised.tries(ALICE, WORDS)

    assert await advised.kept() == before
    assert len(advised.assessor.seen) == len(advised.drafter.seen) == 2


async def test_the_view_holds_the_words_alone(advised: Advised) -> None:
    await advised.tries(ALICE, WORDS)
    (view,) = advised.assessor.seen

    assert [(line.text, line.author) for line in view.lines] == [(WORDS, "customer")]
    assert (view.facts, view.known, view.limits, view.mentions_ours) == ("", (), (), frozenset())
    assert view.channel == SHARE


@pytest.mark.parametrize("user", [ALICE, KIM, LEAD])
async def test_every_full_member_may_and_always_gets_the_same_prompts(advised: Advised, user: str) -> None:
    for _ in range(2):
        assert (await advised.tries(user, WORDS))[-1].card is not None

    assert len(set(advised.chosen)) == 1
    assert user in advised.chosen[0]


async def test_a_guest_somebody_from_outside_and_a_stranger_are_told_no(advised: Advised) -> None:
    guest = Person(id="U8", team=TEAM, kind=PersonKind.GUEST)
    gone = Person(id="U9", team=TEAM, kind=PersonKind.GONE)
    advised.talk.directory.add(guest, gone)
    for user in (guest.id, gone.id, CARLA):
        (advice,) = await advised.tries(user, WORDS)
        assert advice.unadvised is Unadvised.NOT_A_MEMBER

    (advice,) = await advised.tries("U0NOBODY", WORDS)
    assert advice.unadvised is Unadvised.NOT_NOW
    assert advised.assessor.seen == []


@pytest.mark.parametrize(("words", "why"), [(" ", Unadvised.NO_WORDS), ("x" * (LONGEST + 1), Unadvised.TOO_LONG)])
async def test_what_cannot_be_read_is_not_asked_about(advised: Advised, words: str, why: Unadvised) -> None:
    (advice,) = await advised.tries(ALICE, words)

    assert advice.unadvised is why
    assert advised.assessor.seen == []


async def test_what_is_no_request_says_so_and_no_reply_is_written(advised: Advised) -> None:
    advised.assessor.rule = no_moment
    (advice,) = await advised.tries(ALICE, WORDS)

    assert (advice.card, advice.negative, advice.words) == (None, NegativeType.CHIT_CHAT, WORDS)
    assert advised.drafter.seen == []


async def test_certain_rules_spare_the_model_as_they_do_in_a_conversation(talk: Talk) -> None:
    advised = Advised(talk)
    advised.first_look._negatives["Thanks"] = NegativeType.THANKS_CLOSING
    (advice,) = await advised.tries(ALICE, "Thanks!")

    assert (advice.by_model, advice.model_away, advice.card) == (False, False, None)
    assert advised.assessor.seen == []


@pytest.mark.parametrize("trouble", [ModelUnavailable(), ModelRefused()])
async def test_a_model_that_does_not_answer_is_named_and_the_playbook_stands_in(
    advised: Advised, trouble: ModelUnavailable | ModelRefused
) -> None:
    advised.assessor.down = trouble
    (advice,) = await advised.tries(ALICE, WORDS)

    assert (advice.by_model, advice.model_away) == (False, True)
    assert advice.card is not None
    assert advice.card.reply
    assert advised.drafter.seen == []


async def test_a_model_that_takes_too_long_is_not_waited_for(talk: Talk) -> None:
    advised = Advised(talk, within=0.02)
    advised.assessor.hold()
    (advice,) = await advised.tries(ALICE, WORDS)

    assert advice.model_away
    assert advice.card is not None


async def test_a_reply_that_the_model_does_not_write_is_the_playbooks(advised: Advised) -> None:
    advised.drafter.down = ModelUnavailable()
    first, whole = await advised.tries(ALICE, WORDS)

    assert (first.model_away, whole.model_away, whole.by_model) == (False, True, True)
    assert whole.card is not None
    assert whole.card.reply


async def test_a_reply_of_which_nothing_can_be_sent_is_the_playbooks(advised: Advised) -> None:
    advised.drafter.rule = lambda view, found, language: Draft(reply="", why="")
    *_, whole = await advised.tries(ALICE, WORDS)

    assert whole.model_away
    assert whole.card is not None
    assert whole.card.reply


async def test_without_a_model_the_playbook_answers_in_one_piece(talk: Talk) -> None:
    (advice,) = await Advised(talk, has_model=False).tries(BEN, "导出又失败了，三点前必须给董事会。")

    assert (advice.by_model, advice.model_away, advice.language) == (False, False, Language.ZH)
    assert advice.card is not None
    assert advice.card.expectations
    assert advice.card.urgency.rank >= Urgency.NORMAL.rank


async def test_it_says_which_published_prompt_has_answered_and_whether_it_is_on_trial(advised: Advised) -> None:
    now = advised.talk.clock.now()
    async with advised.talk.store.begin() as tx:
        await tx.prompts.take_turn()
        numbers = [
            (
                await tx.prompts.add(
                    PublishedPrompt(task="assess", variant=one, digest=digest_of(one), text=one, version="2.1", at=now)
                )
            ).id
            for one in ("default", "bolder")
        ]
        await tx.prompts.answers_as(numbers[1], "assess-1", now)
        standing = Standing(task="assess", live=numbers[0], trial=numbers[1], share=50)
        await tx.prompts.change(PromptChange(kind=ChangeKind.PROMOTED, standing=standing, by="t", at=now))
    *_, whole = await advised.tries(ALICE, WORDS)
    assess, draft = whole.sources

    assert (assess.task, assess.revision, assess.variant, assess.version) == ("assess", "assess-1", "bolder", "2.1")
    assert assess.is_on_trial
    assert (draft.task, draft.revision, draft.variant, draft.is_on_trial) == ("draft", "draft-1", "", False)


async def test_a_quote_that_is_not_there_is_not_shown(advised: Advised) -> None:
    def invented(view: ConversationView) -> Assessment:
        found = a_moment(view)
        (one,) = found.expectations
        return replace(found, expectations=(one, replace(one, text="a refund", quote="I want my money back")))

    advised.assessor.rule = invented
    *_, whole = await advised.tries(ALICE, WORDS)

    assert whole.card is not None
    assert [one.text for one in whole.card.expectations] == [WORDS]


async def test_many_who_try_at_once_take_only_a_few_of_the_models_turns(advised: Advised) -> None:
    advised.assessor.hold()
    trying = [asyncio.ensure_future(advised.tries(ALICE, WORDS)) for _ in range(AT_ONCE + 3)]
    while len(advised.assessor.seen) < AT_ONCE:  # noqa: ASYNC110 - nothing tells
        await asyncio.sleep(0.001)
    await asyncio.sleep(0.01)
    at_once = len(advised.assessor.seen)
    advised.assessor.release()
    given = await asyncio.gather(*trying)

    assert at_once == AT_ONCE
    assert all(whole.by_model for *_, whole in given)
