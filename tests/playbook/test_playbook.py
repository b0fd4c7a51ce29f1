"""The first look: what words alone show."""

import pytest

from motbot.playbook import Playbook


@pytest.mark.parametrize("text", ["Production is down, nobody can log in!", "支付全挂了，所有门店都收不了款"])
def test_harm_that_happens_now_is_critical_by_its_words(playbook: Playbook, text: str) -> None:
    assert playbook.first_look.is_critical(text)


@pytest.mark.parametrize("text", ["Login was down yesterday but is back up", "系统昨天挂了，已经恢复了", "Nice work"])
def test_harm_that_is_over_is_not_critical(playbook: Playbook, text: str) -> None:
    assert not playbook.first_look.is_critical(text)


@pytest.mark.parametrize("text", ["I'll check and tell you by 3pm.", "我下午两点前给您答复。", "Let me look into it."])
def test_an_announcement_of_ours_is_a_promise(playbook: Playbook, text: str) -> None:
    assert playbook.first_look.promises(text)


@pytest.mark.parametrize(
    "text", ["It is red.", "Shall I book it for you?", "地址在北京市西城区。", "The door is unlocked."]
)
def test_an_answer_or_an_offer_of_ours_is_no_promise(playbook: Playbook, text: str) -> None:
    assert not playbook.first_look.promises(text)
