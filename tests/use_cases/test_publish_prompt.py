"""Tests of publishing prompts, for all conversations or on trial, with figures guarded."""

import asyncio

import pytest

from motbot.domain.errors import BadInput, BadPrompt, Failed
from motbot.domain.prompt import PublishedPrompt, Standing
from motbot.domain.publishing import ChangeKind, PromptChange
from motbot.storage.store import PostgresStore
from motbot.use_cases.publish_first import PublishFirst
from motbot.use_cases.publish_prompt import Measured
from tests.fakes.clock import T0, FakeClock
from tests.fakes.prompts import ScriptedCheck, a_draft, publishing

WORSE = Measured(against=1, before={"missed_moment": 0.1, "noisy_nudge": 0.1}, after={"missed_moment": 0.2})


async def standing(store: PostgresStore, task: str = "assess") -> Standing:
    """What is in force."""
    async with store.begin() as tx:
        return (await tx.prompts.standings())[task]


async def published(store: PostgresStore, number: int) -> PublishedPrompt:
    """A published prompt."""
    async with store.begin() as tx:
        prompt = await tx.prompts.get(number)
    assert prompt is not None
    return prompt


async def changes(store: PostgresStore) -> list[PromptChange]:
    """Every change, oldest first."""
    async with store.begin() as tx:
        return list(reversed(await tx.prompts.changes()))


async def test_the_first_prompt_of_a_task_is_live(store: PostgresStore, clock: FakeClock) -> None:
    change = await publishing(store, clock)(a_draft("default"), by="U1")

    assert change.kind is ChangeKind.PROMOTED
    assert await standing(store) == Standing(task="assess", live=1, generation=1)
    prompt = await published(store, 1)
    assert (prompt.variant, prompt.version, prompt.title, prompt.by, prompt.at) == (
        "default",
        "1",
        "About assess",
        "U1",
        T0,
    )


async def test_a_promoted_prompt_remembers_what_it_replaced(store: PostgresStore, clock: FakeClock) -> None:
    publish = publishing(store, clock)
    await publish(a_draft("default"), by="U1")
    await publish(a_draft("shorter"), by="U1")

    assert await standing(store) == Standing(task="assess", live=2, before=1, generation=2)


async def test_a_text_that_cannot_be_used_is_not_published(store: PostgresStore, clock: FakeClock) -> None:
    check = ScriptedCheck("hostile")

    with pytest.raises(BadPrompt, match=r"assess/odd:1: "):
        await publishing(store, clock, check)(a_draft("odd", text="a hostile text"), by="U1")
    assert await changes(store) == []


async def test_a_prompt_that_does_more_harm_is_refused_by_name_and_figure(
    store: PostgresStore, clock: FakeClock
) -> None:
    publish = publishing(store, clock)
    await publish(a_draft("default"), by="U1")

    with pytest.raises(Failed, match=r"missed moment 10\.0 % -> 20\.0 %, may rise by 0 points.*Force it with a reason"):
        await publish(a_draft(), by="U1", measured=WORSE)
    assert (await standing(store)).live == 1


async def test_a_rise_within_what_is_allowed_is_no_fall(store: PostgresStore, clock: FakeClock) -> None:
    publish = publishing(store, clock)
    await publish(a_draft("default"), by="U1")
    measured = Measured(
        against=1,
        before={"missed_moment": 0.1, "noisy_nudge": 0.1, "wrong_due": 0.0},
        after={"missed_moment": 0.1, "noisy_nudge": 0.12, "wrong_due": 1.0},
    )
    await publish(a_draft(), by="U1", measured=measured)

    prompt = await published(store, 2)
    assert prompt.figures == measured.after
    assert prompt.reason == ""
    assert (await changes(store))[-1].figures_before == measured.before


async def test_a_forced_prompt_keeps_its_reason(store: PostgresStore, clock: FakeClock) -> None:
    publish = publishing(store, clock)
    await publish(a_draft("default"), by="U1")
    await publish(a_draft(), by="U1", measured=WORSE, reason="the cases are wrong")

    assert (await standing(store)).live == 2
    assert (await published(store, 2)).reason == "the cases are wrong"
    assert (await changes(store))[-1].reason == "the cases are wrong"


async def test_a_prompt_measured_against_what_is_no_longer_live_is_measured_again(
    store: PostgresStore, clock: FakeClock
) -> None:
    publish = publishing(store, clock)
    same = {"missed_moment": 0.0}
    measured = Measured(against=1, before=same, after=same)
    await publish(a_draft("default"), by="U1")
    await publish(a_draft("quicker"), by="U2", measured=measured)

    with pytest.raises(Failed, match=r"another assess prompt was put in force while this one was measured"):
        await publish(a_draft("shorter"), by="U1", measured=measured)
    assert [one.standing.live for one in await changes(store)] == [1, 2]


async def test_a_trial_leaves_the_live_prompt_live(store: PostgresStore, clock: FakeClock) -> None:
    publish = publishing(store, clock)
    await publish(a_draft("default"), by="U1")
    change = await publish(a_draft(), by="U1", share=20)

    assert change.kind is ChangeKind.TRIED
    assert await standing(store) == Standing(task="assess", live=1, trial=2, share=20, generation=2)


async def test_a_trial_that_grows_and_is_promoted_stays_the_same_prompt(store: PostgresStore, clock: FakeClock) -> None:
    publish = publishing(store, clock)
    await publish(a_draft("default"), by="U1")
    for share in (20, 60):
        await publish(a_draft(), by="U1", share=share)
    assert await standing(store) == Standing(task="assess", live=1, trial=2, share=60, generation=3)

    await publish(a_draft(), by="U1")
    assert await standing(store) == Standing(task="assess", live=2, before=1, generation=4)


async def test_conversations_on_trial_stay_on_it_while_the_trial_grows(store: PostgresStore, clock: FakeClock) -> None:
    publish = publishing(store, clock)
    await publish(a_draft("default"), by="U1")
    await publish(a_draft(), by="U1", share=20)
    few = await standing(store)
    await publish(a_draft(), by="U1", share=60)
    many = await standing(store)

    on_trial = {one for one in map(str, range(1000)) if few.chosen(one) == few.trial}
    assert 150 < len(on_trial) < 250
    assert on_trial < {one for one in map(str, range(1000)) if many.chosen(one) == few.trial}


@pytest.mark.parametrize("share", [0, -1, 101])
async def test_a_share_that_is_none_is_refused(store: PostgresStore, clock: FakeClock, share: int) -> None:
    with pytest.raises(BadInput, match=rf"--trial: {share} is no percentage of conversations; expected 1 to 99"):
        await publishing(store, clock)(a_draft(), by="U1", share=share)


async def test_what_changes_nothing_is_refused(store: PostgresStore, clock: FakeClock) -> None:
    publish = publishing(store, clock)
    with pytest.raises(Failed, match="No assess prompt is live yet to be tried beside"):
        await publish(a_draft(), by="U1", share=20)
    await publish(a_draft("default"), by="U1")
    with pytest.raises(Failed, match="assess/default is live already"):
        await publish(a_draft("default"), by="U1")
    await publish(a_draft(), by="U1", share=20)
    with pytest.raises(Failed, match="assess/shorter is on trial for 20 % already"):
        await publish(a_draft(), by="U1", share=20)
    assert len(await changes(store)) == 2


async def test_prompts_published_at_once_are_all_kept_in_one_order(store: PostgresStore, clock: FakeClock) -> None:
    publish = publishing(store, clock)
    await asyncio.gather(*(publish(a_draft(f"v{number}"), by=f"U{number}") for number in range(8)))

    past = [one.standing for one in await changes(store)]
    assert {(await published(store, one.live)).variant for one in past} == {f"v{number}" for number in range(8)}
    assert [one.before for one in past] == [0, *(one.live for one in past[:-1])]
    assert await standing(store) == past[-1]


async def test_of_two_measured_at_once_one_is_told_to_measure_again(store: PostgresStore, clock: FakeClock) -> None:
    publish = publishing(store, clock)
    await publish(a_draft("default"), by="U1")
    measured = Measured(against=1, before={}, after={})
    results = await asyncio.gather(
        *(publish(a_draft(name), by="U1", measured=measured) for name in ("a", "b")), return_exceptions=True
    )

    assert sorted(type(one).__name__ for one in results) == ["Failed", "PromptChange"]


async def test_a_first_start_publishes_what_is_missing_once(store: PostgresStore, clock: FakeClock) -> None:
    await publishing(store, clock)(a_draft("mine", task="draft"), by="U1")
    check = ScriptedCheck()
    first = PublishFirst(store=store, clock=clock, shipped=lambda task: a_draft("default", task=task), check=check)
    made = await asyncio.gather(*(first(("assess", "draft", "mend")) for _ in range(4)))

    assert sorted(one.standing.task for some in made for one in some) == ["assess", "mend"]
    assert await first(("assess", "draft", "mend")) == ()
    assert (await published(store, (await standing(store, "draft")).live)).variant == "mine"
    assert (await published(store, (await standing(store, "mend")).live)).by == "motbot"


async def test_a_shipped_prompt_that_cannot_be_used_stops_the_first_start(
    store: PostgresStore, clock: FakeClock
) -> None:
    check = ScriptedCheck("assess/default")
    first = PublishFirst(store=store, clock=clock, shipped=lambda task: a_draft("default", task=task), check=check)

    with pytest.raises(BadPrompt, match="assess/default:1"):
        await first(("assess", "mend"))
    assert await changes(store) == []
