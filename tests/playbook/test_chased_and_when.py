"""Whoever calls again after silence hears that they have waited, and whoever asks when is not told only what."""

import pytest

from motbot.domain.expectation import Urgency
from motbot.playbook import Playbook
from tests.playbook.talks import assess, reply, says, talk

SORRY = ("sorry you're still waiting", "sorry this has kept you waiting", "久等", "等到现在")
HERE = ("What do you need", "what can I do for you", "您请讲", "您说")


@pytest.mark.parametrize(
    ("asked", "calls"),
    [
        ("Can you confirm our booking for 12 people on Saturday?", "Hello? Anybody there?"),
        ("Can you confirm our booking for 12 people on Saturday?", "Hello, any news?"),
        ("周六12位的包间能帮我们确认一下吗？", "？？有人吗"),
        ("周六12位的包间能帮我们确认一下吗？", "有消息了吗"),
    ],
)
async def test_who_calls_after_hours_of_silence_is_told_sorry_and_not_asked_what_for(
    playbook: Playbook, asked: str, calls: str
) -> None:
    said = await reply(playbook, talk((0, "customer", asked), (600, "customer", calls)))

    assert any(words in said for words in SORRY), said
    assert not any(words in said for words in HERE), said


@pytest.mark.parametrize("calls", ["Hello? Is anyone there?", "有人在吗？"])
async def test_who_only_calls_is_asked_what_for(playbook: Playbook, calls: str) -> None:
    said = await reply(playbook, says(calls))

    assert not any(words in said for words in SORRY), said


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("When can you deliver the chairs?", "To know when you can deliver the chairs"),
        ("And when will you know?", "To know when you will know"),
        ("How soon could you fix the tap?", "To know how soon you could fix the tap"),
        ("By when can you send it?", "To know by when you can send it"),
        ("What time can you pick us up?", "To know what time you can pick them up"),
    ],
)
async def test_a_wish_to_know_when_keeps_its_when(playbook: Playbook, said: str, wish: str) -> None:
    assessment = await assess(playbook, says(said))

    assert [one.text for one in assessment.expectations][:1] == [wish]
    assert wish.removeprefix("To know ").partition(" ")[0] in await reply(playbook, says(said))


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("When you come, could you bring the ladder?", "Bring the ladder"),
        ("When it is ready can you call me?", "Call them"),
        ("Could you deliver the chairs when you can?", "Deliver the chairs when you can"),
    ],
)
async def test_a_deed_that_hangs_on_a_when_stays_a_deed(playbook: Playbook, said: str, wish: str) -> None:
    assessment = await assess(playbook, says(said))

    assert wish in [one.text for one in assessment.expectations]


@pytest.mark.parametrize(
    ("asked", "answered", "said"),
    [
        (
            "The steriliser shows error E7 again. We have patients waiting and can't work at all.",
            "Did you try turning it off and on?",
            "Yes twice. Same error.",
        ),
        ("Our shop is down, customers cannot pay. Can you fix it?", "It should work now.", "Still not working"),
        ("能帮我们看下吗？收银系统挂了，客人全堵在门口付不了款", "您再试一下。", "还是不行"),
    ],
)
async def test_harm_that_an_answer_did_not_end_presses_as_before(
    playbook: Playbook, asked: str, answered: str, said: str
) -> None:
    first = await assess(playbook, says(asked))
    again = await assess(playbook, talk((0, "customer", asked), (5, "agent", answered), (9, "customer", said)))

    assert first.urgency is Urgency.CRITICAL
    assert again.urgency is Urgency.CRITICAL


async def test_a_small_matter_after_harm_that_was_ended_does_not_press(playbook: Playbook) -> None:
    view = talk(
        (0, "customer", "Our shop is down, customers cannot pay. Can you fix it?"),
        (5, "agent", "It is up again."),
        (9, "customer", "It works, thank you!"),
        (20, "customer", "Could you send me the May invoice?"),
        (25, "agent", "Here it is."),
        (30, "customer", "That's not right"),
    )

    assert (await assess(playbook, view)).urgency is Urgency.NORMAL
