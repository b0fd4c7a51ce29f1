"""What a review reads is what stands in Slack now, said by whoever really said it, with what is known of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from motbot.domain.channel_knowledge import KnowledgeChange, laid_on
from motbot.domain.errors import SlackRefused, SlackUnclear
from motbot.domain.expectation import Assessment, Expectation, ExpectationKind
from motbot.domain.language import Language
from motbot.domain.message import ConversationView, Line
from motbot.domain.people import Person, PersonKind, Side
from motbot.domain.policy import Bridge, ChannelPolicy
from motbot.domain.promise import Promise, PromiseState, Withdrawn
from motbot.domain.review import Review
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from motbot.use_cases.read_thread import ReadThread, Thread
from tests.fakes.coach import ScriptedAssessor, a_moment
from tests.use_cases.promised import plain
from tests.use_cases.talk import ALICE, BEN, CARLA, KIM, LEAD, POLICY, SOON, SUPPORT, TEAM, Talk

A_DAY = timedelta(days=1)
BRIDGED = replace(POLICY, facts="Exports run at noon.", bridges=(Bridge(bot="B1", speaks_for=Side.AGENT),))


@pytest.fixture
async def talk(database: Database, store: PostgresStore) -> Talk:
    return Talk(database, store, read=plain, policy=BRIDGED)


async def read(talk: Talk, ts: str, *, thread: str = "", policy: ChannelPolicy = BRIDGED) -> Thread:
    reading = ReadThread(store=talk.store, directory=talk.directory, threads=talk.threads, clock=talk.clock)
    review = Review(
        team=TEAM,
        channel=SUPPORT,
        ts=ts,
        thread_ts=thread,
        asked_by=LEAD,
        asked_at=talk.clock.now(),
        language=Language.EN,
    )
    return await reading(review, policy)


def by_a_fact(view: ConversationView) -> Assessment:
    """What is asked, and something unsaid that rests on the channel's facts alone."""
    asked = a_moment(view)
    text = f"The export of noon runs, whatever is said: {view.focus_text}"
    unsaid = Expectation(kind=ExpectationKind.IMPLICIT, text=text, cue="Exports run at noon.")
    return replace(asked, expectations=(*asked.expectations, unsaid))


def said(thread: Thread) -> list[tuple[Side, str]]:
    return [(line.side, line.text) for line in thread.view.lines]


async def test_everybody_speaks_for_their_side_and_programs_are_left_out(talk: Talk) -> None:
    root = await talk.says(CARLA, "It fails.")
    await talk.says(ALICE, "I look.", thread=root)
    await talk.says(KIM, "Me too.", thread=root)
    await talk.says("U404", "Same here.", thread=root)
    await talk.says("", "Ticket opened", thread=root, bot="B9")

    found = await read(talk, root)

    assert said(found) == [
        (Side.CUSTOMER, "It fails."),
        (Side.AGENT, "I look."),
        (Side.COLLEAGUE, "Me too."),
        (Side.UNKNOWN, "Same here."),
    ]
    assert found.agents == (ALICE,)


async def test_what_a_help_desk_posted_is_the_humans_and_the_human_cannot_be_told(talk: Talk) -> None:
    root = await talk.says(CARLA, "It fails, Greta.")
    first = (await talk.threads.read(SUPPORT, root))[0]
    bridged = replace(first, ts=f"{float(root) + 1:.6f}", thread_ts=root, text="Greta here, I look.")
    talk.threads.put(replace(bridged, author=replace(first.author, user="", bot="B1", username="Greta Vogel")))

    found = await read(talk, root)

    assert said(found)[1] == (Side.AGENT, "Greta here, I look.")
    assert found.agents == ()
    assert found.names["B1:Greta Vogel"] == ("Greta Vogel",)
    assert [line.text for line in found.unnamed().view.lines] == ["It fails, agent.", "agent here, I look."]


async def test_files_count_as_words_and_empty_messages_do_not(talk: Talk) -> None:
    root = await talk.says(CARLA, "It fails.")
    await talk.says(ALICE, "", thread=root, files=1)
    await talk.says(ALICE, "", thread=root)

    found = await read(talk, root)

    assert [(line.text, line.files) for line in found.view.lines] == [("It fails.", 0), ("", 1)]


async def test_the_view_knows_what_the_config_knows(talk: Talk) -> None:
    root = await talk.says(CARLA, "It fails.")

    view = (await read(talk, root)).view

    assert (view.facts, view.zone.key, view.focus) == ("Exports run at noon.", "Europe/Berlin", ())
    assert view.now == talk.clock.now()
    assert view.now.tzname() == "CET"
    assert {ALICE, BEN, LEAD} <= view.mentions_ours


async def test_names_of_those_who_are_only_mentioned_are_known_too(talk: Talk) -> None:
    talk.directory.add(Person(id=KIM, team=TEAM, kind=PersonKind.MEMBER, name="Kim", names=("Kimberly Lane", "kim")))
    root = await talk.says(CARLA, f"It fails. Kimberly Lane said <@{KIM}> would look.")
    first = (await talk.threads.read(SUPPORT, root))[0]
    talk.threads.put(replace(first, mentions=(KIM,)))

    found = await read(talk, root)

    assert found.names[KIM] == ("Kimberly Lane", "kim")
    assert KIM in found.view.mentions_ours
    assert "Kimberly" not in found.unnamed().view.lines[0].text


async def test_a_reply_without_its_thread_leads_to_the_whole_thread(talk: Talk) -> None:
    root = await talk.says(CARLA, "It fails.")
    reply = await talk.says(ALICE, "I look.", thread=root)

    stored = await read(talk, reply)
    async with talk.store.begin() as tx:
        await tx.lines.remove(TEAM, SUPPORT, root)
    told = await read(talk, reply)
    alone = await read(talk, reply, thread=root)

    assert said(stored) == said(told) == said(alone)
    assert len(said(stored)) == 2


async def test_a_thread_of_the_conversation_that_is_gone_is_no_part_of_it(talk: Talk) -> None:
    first = await talk.says(CARLA, "It fails.")
    second = await talk.says(CARLA, "Again.")
    talk.threads.take_back(SUPPORT, second)

    assert said(await read(talk, first)) == [(Side.CUSTOMER, "It fails.")]


async def test_a_thread_that_is_not_there_is_refused(talk: Talk) -> None:
    with pytest.raises(SlackRefused):
        await read(talk, "1772442000.999999")


async def test_an_agent_whom_slack_does_not_describe_is_waited_for(talk: Talk) -> None:
    root = await talk.says(CARLA, "It fails.")
    await talk.says(ALICE, "I look.", thread=root)
    talk.directory.add(Person(id=ALICE, team=TEAM, kind=PersonKind.UNKNOWN))

    with pytest.raises(SlackUnclear):
        await read(talk, root)


async def test_expectations_are_known_save_what_an_agent_called_wrong(talk: Talk) -> None:
    root = await talk.says(CARLA, "It fails.")
    await talk.passes(SOON)
    await talk.says(CARLA, "And it is slow.", thread=root)
    await talk.passes(SOON)
    moment = await talk.moment(root)
    async with talk.store.begin() as tx:
        await tx.moments.save(replace(moment, wrong=("And it is slow.",), known=("We saw it.",)))

    found = await read(talk, root)

    assert [one.text for one in found.expectations] == ["It fails."]
    assert found.view.known == ("We saw it.",)


async def test_what_a_fact_shows_to_be_expected_is_known_at_the_burst_that_brought_it_up(talk: Talk) -> None:
    root = await talk.says(CARLA, "It fails.")
    await talk.passes(SOON)
    moment = await talk.moment(root)
    unsaid = Expectation(kind=ExpectationKind.IMPLICIT, text="The export of noon runs", cue="Exports run at noon.")
    async with talk.store.begin() as tx:
        await tx.moments.save(replace(moment, expected=(*moment.expected, unsaid)))

    found = await read(talk, root)

    assert [(one.text, one.source) for one in found.expectations] == [("It fails.", root), (unsaid.text, root)]


async def test_what_facts_show_at_each_burst_stays_with_that_burst(talk: Talk) -> None:
    assert isinstance(talk.coach.assessor, ScriptedAssessor)
    talk.coach.assessor.rule = by_a_fact
    root = await talk.says(CARLA, "It fails.")
    await talk.passes(SOON)
    later = await talk.says(CARLA, "And it is slow.", thread=root)
    await talk.passes(SOON)

    found = await read(talk, root)

    assert [(one.text, one.source) for one in found.expectations if one.kind is ExpectationKind.IMPLICIT] == [
        ("The export of noon runs, whatever is said: It fails.", root),
        ("The export of noon runs, whatever is said: And it is slow.", later),
    ]


async def test_promises_are_known_with_what_became_of_them_save_those_that_were_none(talk: Talk) -> None:
    root = await talk.says(CARLA, "It fails.")
    await talk.passes(SOON)
    await talk.says(ALICE, "I will send the report by 15:00. I will call you by 16:00.", thread=root)
    await talk.passes(SOON)
    first, *others = await talk.promises()
    async with talk.store.begin() as tx:
        gone: Promise = replace(first, id=0, withdrawn=Withdrawn.NOT_A_PROMISE, ended_at=talk.clock.now())
        await tx.promises.save(replace(gone, state=PromiseState.WITHDRAWN))

    found = await read(talk, root)

    assert [one.id for one in found.promises] == [first.id, *(one.id for one in others)]


async def test_a_sheets_lines_are_the_conversations(talk: Talk) -> None:
    root = await talk.says(CARLA, "It fails.")
    reply = await talk.says(ALICE, "I look.", thread=root)

    lines = (await read(talk, root)).lines

    assert [(one.ts, one.thread_ts, one.role) for one in lines] == [(root, "", "customer"), (reply, root, "agent")]
    assert isinstance((await read(talk, root)).view.lines[0], Line)


async def test_what_leads_have_set_after_a_contact_was_answered_was_not_known_in_it(talk: Talk) -> None:
    root = await talk.says(CARLA, "It fails.")
    await talk.passes(SOON)
    await talk.says(ALICE, "I look.", thread=root)
    await talk.passes(A_DAY)
    await sets(talk, "Exports are mended at night.")
    await talk.passes(A_DAY)
    await talk.says(CARLA, "It fails again.", thread=root)
    await talk.passes(SOON)
    newest = await sets(talk, "Exports are mended at noon.")

    found = await read(talk, root, policy=laid_on(BRIDGED, newest))

    assert [one.facts for one in found.then] == [
        "Exports run at noon.",
        "Exports run at noon.\nExports are mended at night.",
    ]
    assert [one.facts for one in found.unnamed().views] == [one.facts for one in found.then]


async def test_what_was_typed_on_a_card_after_a_contact_was_answered_was_not_known_in_it(talk: Talk) -> None:
    root = await talk.says(CARLA, "It fails.")
    await talk.passes(SOON)
    await talk.says(ALICE, "I look.", thread=root)
    await talk.passes(A_DAY)
    moment = await talk.moment(root)
    typed = (moment.opened_at - SOON, talk.clock.now(), talk.clock.now())
    notes = ("Disks are slow.", "It is the disk.", "It is down this morning.")
    async with talk.store.begin() as tx:
        await tx.moments.save(replace(moment, known=notes, known_at=typed))
    await talk.passes(A_DAY)
    await talk.says(CARLA, "It fails again.", thread=root)
    await talk.passes(SOON)

    found = await read(talk, root)

    assert [one.known for one in found.then] == [("Disks are slow.",), ("Disks are slow.", "It is the disk.")]


async def test_what_was_typed_on_a_card_between_a_nod_and_the_answer_was_known_to_the_answer(talk: Talk) -> None:
    root = await talk.says(CARLA, "It fails.")
    await talk.passes(SOON)
    await talk.says(ALICE, "I look.", thread=root)
    await talk.passes(A_DAY)
    moment = await talk.moment(root)
    async with talk.store.begin() as tx:
        await tx.moments.save(replace(moment, known=("It is the disk.",), known_at=(talk.clock.now(),)))
    await talk.passes(SOON)
    await talk.says(ALICE, "It is the disk.", thread=root)
    await talk.passes(SOON)

    assert [one.known for one in (await read(talk, root)).then] == [("It is the disk.",)]


async def sets(talk: Talk, fact: str) -> KnowledgeChange:
    """A lead says what is so from now on."""
    change = KnowledgeChange(team=TEAM, channel=SUPPORT, by=LEAD, at=talk.clock.now(), facts=(fact,))
    async with talk.store.begin() as tx:
        return await tx.knowledge.add(change)
