"""Words that call a colleague are told from those that answer the customer."""

import pytest

from motbot.domain.asides import is_aside

BEN, CARLA = "U0BEN", "U0CARLA"


@pytest.mark.parametrize(
    "text",
    [
        f"@{BEN} can you take this?",
        f"Hey @{BEN}, please look after this one.",
        f"@{BEN} FYI",
        f"@{BEN} would you know why?",
        f"Can you take this, @{BEN}?",
        f"could you pick it up @{BEN}",
        f"@{BEN} 这件事你能接手吗？",
        f"@{BEN}麻烦跟进一下",
        f"@{BEN} 是不是你负责？",
        f"你好 @{BEN}，这个交给你了",
        f"这件事你能接手吗？@{BEN}",
        f"帮忙看一下 @{BEN}",
    ],
)
def test_a_colleague_who_is_called_is_no_answer_to_the_customer(text: str) -> None:
    assert is_aside(text, called=(BEN,), ours={BEN})


@pytest.mark.parametrize(
    "text",
    [
        f"@{BEN} will send it to you today.",
        f"@{BEN} can help you with that.",
        f"@{BEN} from logistics looks after it, please wait a moment.",
        f"@{BEN}'s team handles this.",
        f"Hi Carla, @{BEN} is on it.",
        f"Could you send the file to @{BEN}?",
        f"Please ask @{BEN}.",
        f"Thanks for the number, @{BEN}.",
        f"@{BEN} 会尽快处理。",
        f"@{BEN} 正在跟进，请您稍等。",
        f"@{BEN} 和我一起看一下。",
        f"这件事由 @{BEN} 负责",
        f"请联系 @{BEN}",
    ],
)
def test_a_colleague_who_is_named_to_the_customer_is_part_of_an_answer(text: str) -> None:
    assert not is_aside(text, called=(BEN,), ours={BEN})


@pytest.mark.parametrize("text", [f"@{CARLA} can you try it again?", f"@{BEN} @{CARLA} 你们能再试一下吗？"])
def test_words_to_the_customer_are_an_answer_whoever_else_is_called(text: str) -> None:
    called = tuple(one for one in (BEN, CARLA) if one in text)

    assert not is_aside(text, called=called, ours={BEN})


def test_words_without_a_mention_are_an_answer() -> None:
    assert not is_aside("Can you take this?", called=(), ours={BEN})
