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


@pytest.mark.parametrize(
    "text",
    [
        "can somebody from logistics take this?",
        "Hi team, could anyone look into this before 3?",
        "Who can take this one?",
        "@here can someone pick this one up please",
        "Who can pick up this case today?",
        "Should we tell the customer?",
        "Can somebody send this customer the invoice?",
        f"Quick one. @{BEN} could you look?",
        "谁能接一下这个？",
        "大家好，这单谁来跟进？",
        "@here 有没有同事能处理一下？",
        "要把进度告诉客户吗？",
        "谁能给客户回个电话？",
        "有人能接一下这单吗？",
        "要不要先回复这位客户？",
        "Can somebody update the customer on this?",
        "Shall we tell the client that it is late?",
        "Who could call the customer back today?",
        "需要通知一下客户吗？",
        "有没有同事可以联系一下这位客户？",
    ],
)
def test_a_question_to_whoever_of_us_can_take_it_is_no_answer(text: str) -> None:
    called = (BEN,) if BEN in text else ()

    assert is_aside(text, called=called, ours={BEN})


@pytest.mark.parametrize(
    "text",
    [
        "Can you take this?",
        "Can someone send a screenshot?",
        "Can somebody on site look at it?",
        "Can someone on your side take this up?",
        "Can somebody take it to the depot?",
        "Who can sign for the parcel?",
        "Someone from logistics will take this.",
        "It stands at the depot. Can somebody from logistics take this?",
        "Should we tell your customer?",
        "Should we cancel the order?",
        "The customer can call us.",
        f"We found it. @{BEN} could you look?",
        "谁能把截图发一下？",
        "谁负责签收？",
        "Who can pick it up?",
        "Could somebody pick this up tomorrow?",
        "今天有人能接吗？",
        "有人可以接一下吗？",
        "你们那边谁能处理？",
        "现场有人能处理吗？",
        "我们会有同事来处理。",
        "要把订单取消吗？",
        "要把备用机寄给您的客户吗？",
        "包裹在转运站。谁能接一下？",
        "需要我告诉您的客户吗？",
        "Should we update the client to version 5?",
        "Can I call the client API from there?",
        "Do I tell the customer portal my number?",
        "May I call the customer service line?",
        "Can anyone open this client?",
        "有人能登录客户端吗？",
        "谁能打开客户端？",
        "需要联系客户经理吗？",
        "要不要先通知客户服务中心？",
        "需要回复客户邮件吗？",
    ],
)
def test_a_question_that_the_customer_may_have_to_answer_is_an_answer(text: str) -> None:
    called = (BEN,) if BEN in text else ()

    assert not is_aside(text, called=called, ours={BEN})
