"""Two requests are about the same thing when they name the same thing, however it is put."""

import pytest

from motbot.domain.sameness import about_the_same, asked

SAME = [
    ("My order 4711 has still not arrived, where is it?", "Order 4711 is late. When does it arrive?"),
    ("Can you send me the invoice for October?", "Where is the October invoice? I have not received it."),
    ("Half of our room cards stopped opening doors.", "The room cards fail again on the second floor."),
    ("The export has been failing since this morning.", "The export is broken again!"),
    ("从今天早上开始报表一直导不出来，能帮忙看看吗？", "报表又导不出来了，怎么回事？"),
    ("我的快递还没到，能查一下吗？", "快递又晚了，什么时候能到？"),
    ("请把十月份的发票发给我", "十月的发票还没收到"),
    ("网站登录不上去了", "登录又报错了"),
    ("三点要给老板看，导出文件还没收到", "审计明天来，导出文件还是没收到"),
    ("会议室的空调坏了", "会议室空调又坏了"),
    ("客户端打不开了", "客户端又打不开"),
    ("My boss needs the export file at three, it has not arrived.", "The auditors come at noon, no export file yet!"),
]
ANOTHER = [
    ("My order 4711 has not arrived.", "My order 4712 has not arrived."),
    ("The export has been failing since this morning.", "Please add the export for marketing to our plan."),
    ("Could you add two seats to our plan?", "The room cards fail again."),
    ("Can you help me?", "Can you help me, please?"),
    ("空调又坏了", "我的快递还没到"),
    ("请问怎么办？", "请问怎么办呢？"),
    ("能给我们的套餐加两个席位吗？", "请把十月份的发票发给我"),
    ("明天三点要给董事会看，导出文件到现在都没收到", "后天下午三点董事会开会，预算表还没收到"),
    ("明天三点要给董事会看，导出文件到现在都没收到", "后天下午三点董事会开会，预算表能再发一次吗？"),
    ("老板明早要看，合同能再发一次吗？", "老板明早要看，报价能再发一次吗？"),
    ("会议三点开始，报表打不开", "会议三点开始，账号登不上"),
    ("董事会三点开会，急！", "后天三点董事会开会，能帮忙吗？"),
    ("The board meets tomorrow at three and the export is missing.", "The board meets at three, no budget sheet yet!"),
    ("My boss wants the contract by half past three.", "My boss wants the quote by half past three."),
    ("The auditors come at noon, the login fails.", "The auditors come at noon, the invoices are wrong."),
    ("We have a client meeting at three, can you help?", "Another client meeting at three, please help!"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_thing_is_known_in_other_words(one: str, other: str) -> None:
    assert about_the_same(asked(one), asked(other))
    assert about_the_same(asked(other), asked(one))


@pytest.mark.parametrize(("one", "other"), ANOTHER)
def test_another_thing_or_another_number_or_no_thing_at_all_is_not_the_same(one: str, other: str) -> None:
    assert not about_the_same(asked(one), asked(other))
    assert not about_the_same(asked(other), asked(one))


def test_an_empty_text_is_about_nothing() -> None:
    assert not about_the_same(asked(""), asked(""))


def test_when_and_for_whom_something_is_asked_names_no_thing() -> None:
    assert asked("The board meets at half past three, my boss and the auditors wait.").things == frozenset()
    assert asked("后天下午三点半董事会开会，老板和审计都在等").things == frozenset()
