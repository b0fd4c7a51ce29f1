"""What agents do with a card is kept with what made it, and changes the card at once."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from motbot.domain.events import Act
from motbot.domain.expectation import Assessment, Draft, Expectation, ExpectationKind
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.ports.records import Feedback
from motbot.slack.act_refs import CHOOSE_NOT_HELPFUL, CHOOSE_WRONG
from tests.fakes.coach import a_moment
from tests.scenarios.stage import Stage
from tests.scenarios.town import ALICE, BEN, CARLA, CHEN, Model

FAILS = "The export has been failing since this morning."
NEED = Expectation(kind=ExpectationKind.IMPLICIT, text="A report without gaps", cue="it fails since this morning")


def with_a_need(view: ConversationView) -> Assessment:
    """Find the words themselves, and an unspoken need."""
    found = a_moment(view)
    return replace(found, expectations=(*found.expectations, NEED))


def told(view: ConversationView, _: Assessment, __: Language) -> Draft:
    """Say what is known."""
    return Draft(reply=f"Here is what we know: {'; '.join(view.known) or 'nothing yet'}.", why="Offer")


async def only(stage: Stage, ts: str, act: str) -> Feedback:
    """The one feedback of a kind."""
    found = [one for one in await stage.feedback(ts) if one.act == act]
    assert len(found) == 1
    return found[0]


async def test_not_helpful_is_kept_with_its_reason_and_what_made_the_card(stage: Stage) -> None:
    ts = await stage.asks(CARLA, FAILS)

    view = await stage.opens(ALICE, stage.card(ALICE), CHOOSE_NOT_HELPFUL)
    await stage.submits(ALICE, view, {"reason": "poor_reply", "note": "too stiff"})

    kept = await only(stage, ts, Act.NOT_HELPFUL)
    assert (kept.user, kept.value, kept.note) == (ALICE, "poor_reply", "too stiff")
    assert kept.provenance is not None
    assert (kept.provenance.revision, kept.provenance.model) == ("draft-1", "scripted")


async def test_an_expectation_that_is_marked_wrong_leaves_the_card_and_stays_away(stage: Stage, model: Model) -> None:
    model.assessor.rule = with_a_need
    root = await stage.asks(CARLA, FAILS)
    assert "A report without gaps" in stage.card(ALICE).text

    view = await stage.opens(ALICE, stage.card(ALICE), CHOOSE_WRONG)
    await stage.submits(ALICE, view, {"which": NEED.mark})
    assert "A report without gaps" not in stage.card(ALICE).text
    assert FAILS in stage.card(ALICE).text
    await stage.asks(CARLA, "Any news?", thread=root)

    assert "A report without gaps" not in stage.card(ALICE).text
    assert "Any news?" in stage.card(ALICE).text
    assert (await only(stage, root, Act.WRONG)).value == NEED.mark


async def test_what_is_marked_wrong_while_the_reply_is_drafted_leaves_a_card_with_a_reply(
    stage: Stage, model: Model
) -> None:
    model.assessor.rule = with_a_need
    model.drafter.hold()
    await stage.says(CARLA, FAILS)
    await stage.timer_fires()
    await stage.until(lambda: bool(model.drafter.seen and stage.notes(ALICE, "card")))

    view = await stage.opens(ALICE, stage.card(ALICE), CHOOSE_WRONG)
    marking = asyncio.create_task(stage.submits(ALICE, view, {"which": NEED.mark}))
    await stage.until(lambda: "A report without gaps" not in stage.card(ALICE).text)
    model.drafter.release()
    await marking
    await stage.rests()

    assert "I am on it" in stage.card(ALICE).text


async def test_wrong_strikes_what_was_chosen_whatever_the_card_has_become_meanwhile(stage: Stage) -> None:
    root = await stage.asks(CARLA, FAILS)
    view = await stage.opens(ALICE, stage.card(ALICE), CHOOSE_WRONG)
    moment = await stage.moment(root)
    assert moment is not None
    chosen = moment.assessment.expectations[0]

    await stage.asks(CARLA, "Also send the contract.", thread=root)
    await stage.submits(ALICE, view, {"which": chosen.mark})

    moment = await stage.moment(root)
    assert moment is not None
    assert moment.wrong == (chosen.text,)
    assert chosen not in moment.expected
    assert "Also send the contract." in stage.card(ALICE).text


async def test_an_edited_reply_is_kept_and_shown(stage: Stage) -> None:
    ts = await stage.asks(CARLA, FAILS)

    view = await stage.opens(ALICE, stage.card(ALICE), Act.EDIT)
    await stage.submits(ALICE, view, {"reply": "Sorry about that! I call you at 15:00."})

    assert (await only(stage, ts, Act.EDITED)).value == "Sorry about that! I call you at 15:00."
    assert "Sorry about that! I call you at 15:00." in stage.card(ALICE).text
    assert "17:00" not in stage.card(ALICE).text


async def test_what_the_agent_knows_leads_to_a_new_draft_that_may_use_it(stage: Stage, model: Model) -> None:
    model.drafter.rule = told
    await stage.asks(CARLA, FAILS)
    assert "nothing yet" in stage.card(ALICE).text

    view = await stage.opens(ALICE, stage.card(ALICE), Act.EDIT)
    await stage.submits(ALICE, view, {"known": "the disk was full"})

    card = stage.card(ALICE)
    assert "Here is what we know: the disk was full." in card.text
    assert "nothing yet" not in card.text
    assert stage.posts(ALICE) == 1


async def test_a_name_in_the_window_makes_a_reply_nobody_has_changed_no_words_of_the_agents_own(
    stage: Stage, model: Model
) -> None:
    def asks_ben(view: ConversationView, found: Assessment, language: Language) -> Draft:
        draft = told(view, found, language)
        return replace(draft, reply=f"{draft.reply} I ask @{BEN} too.")

    model.drafter.rule = asks_ben
    await stage.asks(CARLA, FAILS)

    view = await stage.opens(ALICE, stage.card(ALICE), Act.EDIT)
    await stage.submits(ALICE, view, {"known": "the disk was full"})

    assert "Here is what we know: the disk was full." in stage.card(ALICE).text


async def test_a_modal_that_is_sent_unchanged_changes_nothing(stage: Stage) -> None:
    await stage.asks(CARLA, FAILS)
    before = stage.card(ALICE)

    view = await stage.opens(ALICE, before, Act.EDIT)
    await stage.submits(ALICE, view, {})

    assert stage.card(ALICE) == before


async def test_how_much_of_the_draft_was_used_is_seen_from_what_was_posted(stage: Stage) -> None:
    posted = {
        "I am on it and report back by 17:00.": "used",
        "I am on it and report back by 18:00 at the latest, sorry!": "edited",
        "Please restart your browser.": "own",
    }
    seen = {}
    for words in posted:
        root = await stage.asks(CARLA, FAILS)
        await stage.says(ALICE, words, thread=root)
        seen[words] = (await only(stage, root, "draft")).value
        await stage.passes(timedelta(hours=1))

    assert seen == posted


async def test_how_much_of_a_chinese_draft_was_used_is_seen_too(stage: Stage) -> None:
    posted = {
        "我来处理，17:00前给您答复。": "used",
        "我来处理，18:00前给您答复，抱歉久等。": "edited",
        "请您重启一下浏览器再试试看。": "own",
    }
    seen = {}
    for words in posted:
        root = await stage.asks(CHEN, "从今天早上开始报表一直导不出来。")
        await stage.says(ALICE, words, thread=root)
        seen[words] = (await only(stage, root, "draft")).value
        await stage.passes(timedelta(hours=1))

    assert seen == posted


async def test_only_the_first_answer_is_compared_with_the_draft(stage: Stage) -> None:
    root = await stage.asks(CARLA, FAILS)
    await stage.says(ALICE, "I am on it and report back by 17:00.", thread=root)
    await stage.says(ALICE, "It works again.", thread=root)

    assert (await only(stage, root, "draft")).value == "used"


async def test_somebody_the_moment_was_not_shown_to_changes_nothing(stage: Stage) -> None:
    ts = await stage.asks(CARLA, FAILS)
    before = stage.card(ALICE)

    await stage.forges(BEN, before, Act.DONE)

    moment = await stage.moment(ts)
    assert moment is not None
    assert moment.done_at is None
    assert await stage.feedback(ts) == []


async def test_a_button_pressed_twice_counts_twice_as_feedback_and_once_as_an_act(stage: Stage) -> None:
    ts = await stage.asks(CARLA, FAILS)
    card = stage.card(ALICE)

    press = stage.workspace.press
    await asyncio.gather(press(ALICE, card.where, Act.DONE.value), press(ALICE, card.where, Act.DONE.value))
    await stage.rests()
    await stage.passes(timedelta(seconds=1))

    assert len(stage.notes(ALICE, "confirm")) == 1
    moment = await stage.moment(ts)
    assert moment is not None
    assert moment.confirm_count == 1


async def test_a_card_that_is_somebody_elses_opens_with_nothing_in_it(stage: Stage) -> None:
    await stage.asks(CARLA, FAILS)

    await stage.forges(BEN, stage.card(ALICE), Act.EDIT)

    assert not any(FAILS in str(view) for view in stage.workspace.views_of(BEN))
