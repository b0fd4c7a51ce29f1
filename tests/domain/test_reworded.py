"""What an agent saves in the edit window is theirs only where they have changed it."""

import pytest

from motbot.domain.drafting import is_reworded


@pytest.mark.parametrize(
    ("reply", "saved"),
    [
        ("I'll ask @U0123ABC45 today.", "I'll ask Ben Li today."),
        ("我请 @U0123ABC45 今天发您。", "我请 李本 今天发您。"),
        ("I'll ask @U0123ABC45 and @U0123ABC46.", "I’ll ask  Ben and somebody."),
    ],
)
def test_a_reply_that_shows_names_where_accounts_stand_is_not_the_agents_own(reply: str, saved: str) -> None:
    assert not is_reworded(saved, reply)


@pytest.mark.parametrize(
    ("reply", "saved"),
    [
        ("I'll ask @U0123ABC45 today.", "I'll ask Ben tomorrow."),
        ("我请 @U0123ABC45 今天发您。", "我请李本明天发您。"),
        ("You have it by 3.", "You have it by 4."),
    ],
)
def test_other_words_are_the_agents_own(reply: str, saved: str) -> None:
    assert is_reworded(saved, reply)
