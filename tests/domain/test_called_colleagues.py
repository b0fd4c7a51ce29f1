"""Words that call a colleague by a plain name are told from those that tell the customer about them."""

import pytest

from motbot.domain.called_colleagues import called_by_name
from motbot.domain.called_names import CalledNames

BEN, WANG, CARLA = "U0BEN", "U0WANG", "U0CARLA"
NAMES = {BEN: ("Ben Schmidt", "ben.schmidt"), WANG: ("王小明",)}


@pytest.mark.parametrize(
    "text",
    [
        "Ben, can you take this?",
        "Hi Ben, could you look at this one?",
        "ben can you take this",
        "Ben - please pick this up.",
        "Ben Schmidt: over to you",
        "@Ben can you handle this?",
        "Thanks Ben, would you take it from here?",
        "Can you take this, Ben?",
        "Could you have a look at it, Ben?",
        "王小明，这个你能接一下吗",
        "小王，你能接一下吗",
        "小王能不能接一下，客户很急？",
        "小王你来处理一下",
        "王工麻烦跟进一下",
        "小王能接一下吗？",
        "这个能接一下吗，小王",
        "你好小王，请帮忙看一下",
        "@小王 这单交给你了",
    ],
)
def test_a_colleague_who_is_asked_by_name_is_found(text: str) -> None:
    assert called_by_name(text, CalledNames(NAMES)) in {(BEN,), (WANG,)}


@pytest.mark.parametrize(
    "text",
    [
        "Ben will take this today.",
        "Ben, our engineer, will take this today. Can you wait?",
        "Ben, an engineer of ours, can take this. Would that help you?",
        "Ben fixed it. Can you try again?",
        "Ben from logistics looks after it, is that all right?",
        "Ben and I will handle it. Is three o'clock fine?",
        "Ben can help you with that, shall he call?",
        "Could you send the file to Ben?",
        "Could you send it to my colleague, Ben?",
        "Please hand it to our engineer at the door, Ben.",
        "Can you take a picture of it?",
        "Hello, can you take this up with your bank?",
        "Anna, can you take this?",
        "小王会处理的，您能再等一下吗？",
        "小王负责这件事，请您放心。",
        "小王请您稍等一下",
        "小王可以帮您处理，您看行吗？",
        "能麻烦您把截图发给小王吗？",
        "请联系我们的同事，小王",
        "小王，我们的工程师，下午帮您处理",
        "小王有空，可以下午过去吗？",
        "好的，小王可以接手，可以吗？",
        "小王，您好，请问发票抬头是什么？",
        "Ben - he handles returns - can call at three, is that fine?",
        "王工正在处理，麻烦您稍等",
        "小李，你能接一下吗",
    ],
)
def test_whoever_is_only_spoken_of_is_called_by_nobody(text: str) -> None:
    assert called_by_name(text, CalledNames(NAMES)) == ()


@pytest.mark.parametrize(
    "text",
    ["Ben, can you take this? Carla, you will hear from us.", "小王，你能接一下吗？陈总，稍后给您答复。"],
)
def test_words_that_call_a_customer_too_call_no_colleague_alone(text: str) -> None:
    names = CalledNames({CARLA: ("Carla Customer", "陈大文"), **NAMES})

    assert CARLA in called_by_name(text, names)
