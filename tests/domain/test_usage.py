"""How much of a draft is in what the agent posted."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motbot.domain.usage import Usage, usage_of

DRAFT = "Thanks for telling me, Ann. I am looking into the payment now and will write to you by 3 pm with what I found."
DRAFT_ZH = "收到，我现在就去查这笔付款，下午三点前把结果告诉您。"


@pytest.mark.parametrize(
    ("draft", "posted", "usage"),
    [
        (DRAFT, DRAFT, Usage.USED),
        (DRAFT, DRAFT.upper(), Usage.USED),
        (DRAFT, f"  {DRAFT}\n\n", Usage.USED),
        (DRAFT, DRAFT.replace(", Ann", ""), Usage.USED),
        (DRAFT, DRAFT.replace("3 pm", "4 pm"), Usage.USED),
        (DRAFT, DRAFT + " Could you send me the order number and a picture of what you see meanwhile?", Usage.EDITED),
        (DRAFT, "I am looking into the payment now and will write to you by noon.", Usage.EDITED),
        (DRAFT, "Have you tried to log in with another browser?", Usage.OWN),
        (DRAFT, "ok", Usage.OWN),
        (DRAFT_ZH, DRAFT_ZH, Usage.USED),
        (DRAFT_ZH, DRAFT_ZH.replace("，", ",").replace("。", "."), Usage.USED),
        (DRAFT_ZH, "我现在就去查这笔付款，稍后联系。", Usage.EDITED),
        (DRAFT_ZH, "请问您的订单号是多少？", Usage.OWN),
        (DRAFT, DRAFT_ZH, Usage.OWN),
        ("", "hello", Usage.OWN),
        (DRAFT, "", Usage.OWN),
        ("", "", Usage.OWN),
        ("👍", "👍", Usage.OWN),
    ],
)
def test_usage_is_told_by_the_words_in_common(draft: str, posted: str, usage: Usage) -> None:
    assert usage_of(draft, posted) is usage


def test_the_same_words_in_another_order_are_not_the_draft() -> None:
    assert usage_of(DRAFT, " ".join(reversed(DRAFT.split()))) is Usage.OWN


def test_texts_are_compared_by_their_beginning() -> None:
    long = " ".join(f"word{number}" for number in range(1500))

    assert usage_of(long, long[:5000] + " something else" * 300) is Usage.USED


def test_repetitive_texts_are_compared_like_any_other() -> None:
    assert usage_of("a " * 2000, "a b " * 1000) is Usage.EDITED


@settings(deadline=None, max_examples=80)
@given(st.text(alphabet="ab 好的。", max_size=60), st.text(alphabet="ab 好的。", max_size=60))
def test_what_is_compared_with_what_does_not_matter(draft: str, posted: str) -> None:
    assert usage_of(draft, posted) is usage_of(posted, draft)


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=60))
def test_a_draft_that_is_posted_as_it_is_was_used(text: str) -> None:
    assert usage_of(f"word {text}", f"word {text}") is Usage.USED
