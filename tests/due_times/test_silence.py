"""Sentences that promise nothing for a time: events, the past, greetings, numbers and mere goodwill."""

import pytest

from motbot.domain.due import DueKind
from motbot.due_times import DueReader
from tests.due_times.telling import SHANGHAI, WEDNESDAY

SENTENCES = """
Your webinar on 14 May was recorded.
I see your booking is for 12 June.
Your meeting is at 3pm tomorrow.
The outage happened at 9:40 this morning.
Your order was placed on Monday.
I noticed that you wrote to us on Friday.
Your contract ends on 31 December.
You're booked in for 12 December at 2pm.
We have you down for Thursday, 3pm.
The conference runs from 4 to 6 December.
Your payment of 3 March came through.
The invoice dated 5 May has been paid.
Thanks for your message of 9 November.
Your warranty expires in March.
The log shows an error at 14:02.
Your parcel left the depot on Tuesday.
I can see that the room was reserved for 20 November.
It has been down since 10am.
As of 10:30 the service was up again.
We shipped it two days ago.
You last logged in on 1 November.
According to the tracking, it arrived on Monday at 10.
The trial started on 1 November.
Your check-in date is 12 December.
Your stay from 3 to 5 December is confirmed.
The release on 20 November contains that fix.
Our hours are 9 to 5.
The invoice from 2 October is the one in question.
Your ticket was opened at 8:15.
I'll get right on it.
We'll let you know as soon as we hear back.
Leave it with me.
I will follow up when the vendor replies.
Bear with us a little longer.
We're on it and will update you in due course.
I'll ping you once it's live.
您的航班是12月5日上午八点起飞。
您订的是周五入住的双人间。
系统在今天上午9点重启过。
合同的到期日是12月31日。
您11月10日付的款已经到账。
11月3日那单已经发货了。
活动从12月1日开始。
我们的营业时间是9点到18点。
故障发生在昨天下午三点。
您周一提的需求我看到了。
会议定在周四下午两点。
您预约的时间是明天上午十点。
您的会员到12月31日到期。
发票日期是11月2日。
上周五的包裹已签收。
我查一下再告诉您。
请稍等，我看一下。
有结果了告诉您。
这边处理完就跟您说。
您10点发的邮件我收到了。
您在11月1日下的订单还在备货。
一点问题都没有。
有两点建议。
3号楼的电梯在修。
We support you 24/7.
Good morning!
下午好！
The link is https://example.com/2026-12-01/10:30
Run `at 10:30 tomorrow` yourself.
""".strip().splitlines()


@pytest.mark.parametrize("sentence", SENTENCES)
def test_nothing_falls_due_where_nothing_is_promised(reader: DueReader, sentence: str) -> None:
    found = reader.find(sentence, said_at=WEDNESDAY, zone=SHANGHAI)

    assert [one.phrase for one in found if one.kind is DueKind.DEADLINE] == []
