"""What the sheet's rules see in a reply, in both languages: faults, what only sounds like one, and how far it goes."""

from pathlib import Path

import pytest

from motbot.domain.policy import ReplyWithin
from motbot.domain.scoring import Depth, Fault, Repair
from motbot.domain.sheet import ContactSheet
from motbot.playbook.reviewer import PlaybookReviewer
from motbot.ports.due_times import DueTimes
from tests.bench.scores import measure
from tests.playbook.sheets import judged, sheet_of
from tests.playbook.talks import FOLDER, talk

SCORES = Path(__file__).parents[1] / "data" / "scores"


@pytest.fixture(scope="module")
def reviewer(due_times: DueTimes) -> PlaybookReviewer:
    return PlaybookReviewer.load(FOLDER, due_times=due_times, within=ReplyWithin())


def score(part: ContactSheet) -> int:
    assert part.overall is not None
    return part.overall.score


@pytest.mark.parametrize(
    ("name", "replies"), [pytest.param("dev_more", 152, marks=pytest.mark.thorough), ("held_out", 12)]
)
async def test_of_further_replies_nearly_all_are_scored_as_people_did(
    reviewer: PlaybookReviewer, name: str, replies: int
) -> None:
    found, _ = await measure(reviewer, SCORES / f"{name}.yaml")
    assert len(found) == replies
    assert sum(one.off <= 1 for one in found) >= 0.95 * replies
    assert sum(one.is_right for one in found) >= 0.9 * replies
    assert all(one.dropped == () for one in found)


@pytest.mark.parametrize(
    ("asked", "said", "facts", "fault"),
    [
        (
            "The door seal leaks.",
            "We have no report of that.",
            "The tenant reported the seal and nobody came.",
            Fault.DENIAL,
        ),
        ("门封漏了。", "我们没有收到您的报修。", "租户 6 月 2 日报修，没人处理。", Fault.DENIAL),
        ("Can you reprint the menus?", "Sure, ready by noon!", "A reprint takes 3 working days.", Fault.OVER_PROMISE),
        ("样衣 22 号能发出来吗？", "22 号肯定给您发！", "1 月 20 日以后发不出。", Fault.OVER_PROMISE),
        ("Please move my seat.", "Seat changes are handled via the form.", "", Fault.WALL),
        ("帮我换个座位。", "座位是系统随机分配的，换不了。", "", Fault.WALL),
        ("My number is dead.", "The best thing is to ring the port desk on 0808 157 0142.", "", Fault.SENT_AWAY),
        ("收不了款了。", "您把机器拿到服务网点。", "", Fault.SENT_AWAY),
        ("I need a certificate.", "They can be downloaded from the client portal.", "", Fault.PUSHED_BACK),
        ("麻烦开个证明。", "在小程序里就能自助申请。", "", Fault.PUSHED_BACK),
        ("Third pump that leaks, I'm fed up.", "Strange, you're the only one reporting this.", "", Fault.BLAME),
        ("孩子上课摔了，没人通知我，太过分了。", "磕磕碰碰很正常的。", "", Fault.BLAME),
    ],
)
async def test_a_fault_is_found_in_many_words(
    reviewer: PlaybookReviewer, asked: str, said: str, facts: str, fault: Fault
) -> None:
    part = await judged(reviewer, asked, said, facts=facts)
    assert fault in part.facts.faults
    assert score(part) < 0


@pytest.mark.parametrize(
    ("asked", "said", "facts"),
    [
        ("Could you swap our seats?", "I've moved you to row F; the old tickets no longer scan.", ""),
        ("能把座位换到一起吗？", "换好了，原来的票扫不了了，新票已发您手机。", ""),
        ("Do I need my own harness?", "No, harness and shoes are included.", ""),
        ("Where do the copies go?", "Should they go to the events desk or to you?", ""),
        ("Are the lockers big enough for school bags?", "Yes, they take a school bag.", "Lockers take a school bag."),
        ("What about sound?", "Your own system is fine, we just ask you to keep it low.", ""),
    ],
)
async def test_what_sounds_like_a_fault_and_is_none_costs_nothing(
    reviewer: PlaybookReviewer, asked: str, said: str, facts: str
) -> None:
    assert (await judged(reviewer, asked, said, facts=facts)).facts.faults == frozenset()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("The export drops umlauts. Can you look?", "Thanks, I've flagged this with engineering."),
        ("The export drops umlauts. Can you look?", "Someone from the team will take a look."),
        ("导出乱码，能看下吗？", "问题已提交技术同事，请留意后续通知。"),
        ("导出乱码，能看下吗？", "收到，我转给研发看看。"),
    ],
)
async def test_passing_it_on_is_no_more_than_having_seen_it(reviewer: PlaybookReviewer, asked: str, said: str) -> None:
    part = await judged(reviewer, asked, said)
    assert part.facts.depth is Depth.SEEN
    assert score(part) == 0


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("I sent the contract on Monday and have already asked twice. Is it signed?", "Noted, it's in the queue."),
        ("合同周一就发你们了，对方天天催，麻烦给个话", "在排队了，轮到了会看的"),
    ],
)
async def test_to_somebody_who_has_waited_having_seen_it_is_too_little(
    reviewer: PlaybookReviewer, asked: str, said: str
) -> None:
    part = await judged(reviewer, asked, said)
    assert part.facts.depth is Depth.EMPTY
    assert score(part) == -1


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Can I freeze it for August, and does the pool reopen before then?", "The pool reopens on 20 July."),
        ("麻烦看下短信为啥没发，另外下周三的号源也帮我们关一下", "查了一下，短信没发是因为签名备案到期。"),
        ("菜单能换吗？另外加两张宝宝椅", "宝宝椅已备注两张。"),
    ],
)
async def test_half_of_what_was_asked_left_open_falls_short(reviewer: PlaybookReviewer, asked: str, said: str) -> None:
    part = await judged(reviewer, asked, said)
    assert (part.facts.asked, part.facts.unanswered) == (2, 1)
    assert score(part) == -1


async def test_a_question_when_is_not_answered_without_a_time(reviewer: PlaybookReviewer) -> None:
    with_time = await judged(reviewer, "When will the statement be ready?", "Friday, before lunch.")
    without = await judged(reviewer, "助听器什么时候能修好？", "维修进度以系统短信为准哦。")
    assert score(with_time) == 1
    assert without.facts.unanswered == 1
    assert score(without) < 1


@pytest.mark.parametrize(
    ("said", "repair", "rule"),
    [
        (
            ("司机 1 小时内会联系您。", "一个半小时了，没人打！！", "司机 1 小时内会联系您，请耐心等待。"),
            Repair.NONE,
            2,
        ),
        (("11 点准时交车。", "都 11 点 40 了，还没弄？", "对不住，是我排班没看好。12:50 前交车。"), Repair.FULL, 9),
        (
            ("I'll look at it by 11.", "It's noon, nothing.", "Sorry, crazy day. I'll look into it today."),
            Repair.NONE,
            2,
        ),
    ],
)
async def test_a_promise_that_ran_out_is_seen_whatever_its_words(
    reviewer: PlaybookReviewer, said: tuple[str, str, str], repair: Repair, rule: int
) -> None:
    first, chase, again = said
    view = talk(
        (0, "customer", "Where is it? 到哪了？"), (5, "agent", first), (130, "customer", chase), (135, "agent", again)
    )
    second = (await sheet_of(reviewer, view))[1]
    assert second.overall is not None
    assert (second.facts.repair, second.overall.rule) == (repair, rule)


async def test_an_hour_worked_out_from_a_time_makes_no_reply_late(reviewer: PlaybookReviewer) -> None:
    asked = "那 26 间房能改成 12 号入住吗？大家半夜 12 点多才到"
    part = await judged(reviewer, asked, "26 间都已经改成 12 号入住。", minutes=25)
    assert not part.facts.is_late


DELIGHTS = (
    "I've reset it, the new code is in your inbox. As it's her first day I've put her in a locker beside the door, so"
    " she needn't search. Would you like a second code for yourself? I'll check on Monday at 8."
)
DELIGHTS_ZH = (
    "三个工作日，下周二出。保险起见，周二下午我先把盖章的电子版发您，这样不用等快递，赶得上周五入职。"
    "要不要我顺便多打一份？地址麻烦发我一下。"
)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("My daughter starts on Monday and her locker code doesn't work. Can you fix it?", DELIGHTS),
        ("下周五入职要交体检报告，几天能出？", DELIGHTS_ZH),
    ],
)
async def test_a_reply_that_thinks_further_than_they_did_delights(
    reviewer: PlaybookReviewer, asked: str, said: str
) -> None:
    part = await judged(reviewer, asked, said)
    assert part.facts.depth is Depth.DELIGHTED
    assert score(part) == 3


async def test_every_fault_that_is_told_survives_the_common_checks(reviewer: PlaybookReviewer) -> None:
    found, _ = await measure(reviewer, SCORES / "dev.yaml")
    for one in found:
        assert {seen.fault for seen in one.part.evidence} >= one.part.facts.faults
