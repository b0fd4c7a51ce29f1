"""Lines `name: words` are messages, whatever encoding, colons, times and further lines the file has."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from motbot.domain.language import Language
from tests.transcripts.texts import read, said, sides, times


def test_each_line_is_a_message_and_who_speaks_first_is_the_customer() -> None:
    talk = read("Ann: Our login is down.\nBob: Looking into it.\nAnn: Thanks!\n")

    assert said(talk) == [("Ann", "Our login is down."), ("Bob", "Looking into it."), ("Ann", "Thanks!")]
    assert sides(talk) == {"Ann": "customer", "Bob": "agent"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("colon", [": ", "：", " ： ", " : "])
def test_byte_order_marks_line_ends_and_chinese_colons_are_all_the_same(end: str, mark: str, colon: str) -> None:
    talk = read(f"{mark}小杜{colon}数据没进来{end}阿宽{colon}收到{end}")

    assert said(talk) == [("小杜", "数据没进来"), ("阿宽", "收到")]
    assert talk.default_language is Language.ZH


def test_lines_that_begin_no_message_go_on_with_the_one_above() -> None:
    talk = read(
        "Ann: It fails:\n"
        "- step one: log in\n"
        "Error: 500\n"
        "Order number: 1234\n"
        "https://status.example/a:b\n"
        "at 10:30 it stopped.\n"
        "备注：急\n"
        "\n"
        "    Bob: what I quote\n"
        "Everything was fine before, I think: no change on our side.\n"
        "Bob: Got it.\n"
    )

    assert [name for name, _ in said(talk)] == ["Ann", "Bob"]
    assert talk.lines[0].text.splitlines()[1:4] == ["- step one: log in", "Error: 500", "Order number: 1234"]
    assert talk.lines[0].text.endswith("Bob: what I quote\nEverything was fine before, I think: no change on our side.")


@pytest.mark.parametrize(
    "row",
    ["Dear Ken: when can we talk?", "A reminder: Monday, 9:00", "All: please read", "My guess: the gateway",
     "您好：请看", "PS: hi", "Call me on this number: 1", "We tried twice, no luck: same error", "- Bob: said so",
     "1. Bob: so", "> Bob: yes",
     "error:", "12: 30", '"Bob": 1', "Step 2: log in", "订单号：42", "Invoice no. 7: paid"],
)  # fmt: skip
def test_what_begins_a_letter_a_sentence_or_a_field_is_nobody_s_name(row: str) -> None:
    talk = read(f"Ann: hello\n{row}\nBob: hi\n")

    assert said(talk) == [("Ann", f"hello\n{row}"), ("Bob", "hi")]


@pytest.mark.parametrize(
    "name",
    ["An Nguyen", "So-yeon", "My Linh", "Dr. Lee", "J. R. Smith", "Ann Lee (Acme)", "ann lee", "guest-4471",
     "138****1234", "Zoé", "王姐", "阿宽 客服", "O'Neil", "Team Acme", "Mary Ann van Dyke",
     "Ann (support team)", "🙂 Ann", "Ann_Lee"],
)  # fmt: skip
def test_people_may_be_called_whatever_people_are_called(name: str) -> None:
    talk = read(f"Cy: hello\n{name}: hi\n")

    assert said(talk) == [("Cy", "hello"), (name, "hi")]


def test_words_may_begin_on_the_line_below_the_name() -> None:
    assert said(read("Ann:\nIt is down.\n\nBob:\nOn it.\nTen minutes.\n")) == [
        ("Ann", "It is down."),
        ("Bob", "On it.\nTen minutes."),
    ]


def test_where_everybody_is_named_on_top_only_they_begin_messages() -> None:
    talk = read("# customer: Ann\n# agent: Bob\nAnn: See below\nGateway: timeout\nBob: Thanks\n")

    assert said(talk) == [("Ann", "See below\nGateway: timeout"), ("Bob", "Thanks")]


def test_where_messages_are_timed_lines_without_a_time_begin_one_only_for_who_has_spoken_in_time() -> None:
    talk = read("[10:12] Ann: See\nGateway: timeout\n[10:13] Bob: Thanks\nAnn: And?\n")

    assert said(talk) == [("Ann", "See\nGateway: timeout"), ("Bob", "Thanks"), ("Ann", "And?")]
    assert times(talk)[2] == "03-02 10:13:00"


@pytest.mark.parametrize(
    "stamp",
    [
        "[10:12]", "10:12", "(10:12)", "【10:12】", "[10:12:00]", "[10:12 AM]", "10:12 am -", "[上午10:12]", "[10：12]",
        "[2026-03-02 10:12]", "2026-03-02 10:12", "2026/3/2 10:12", "2026.03.02, 10:12", "2026年3月2日 10:12",
        "[3月2日 10:12]", "2026-03-02T10:12:00", "[2026-03-02T10:12:00+00:00]", "2026-03-02T11:12:00+0100",
        "2026-03-02T10:12:00Z", "2026-03-02 10:12:00.123", "[Mar 2, 2026 10:12 AM]", "[Today at 10:12]", "[今天 10:12]",
    ],
)  # fmt: skip
def test_a_time_in_front_is_read_in_every_common_form(stamp: str) -> None:
    talk = read(f"{stamp} Ann: hello\n{stamp} Bob: hi\n")

    assert [f"{line.at.astimezone(ZoneInfo('UTC')):%Y-%m-%d %H:%M:%S}" for line in talk.lines] == [
        "2026-03-02 10:12:00"
    ] * 2
    assert said(talk) == [("Ann", "hello"), ("Bob", "hi")]
    assert talk.is_timed


@pytest.mark.parametrize(
    "head", ["Ann (10:12): ", "Ann Lee [10:12 AM]: ", "小杜 10:12：", "小杜（10:12）：", "Ann 2026-03-02 10:12:00: "]
)
def test_a_time_may_stand_between_name_and_colon(head: str) -> None:
    talk = read(f"{head}hello: you\nBob (10:13): hi\n")

    assert [text for _, text in said(talk)] == ["hello: you", "hi"]
    assert times(talk) == ["03-02 10:12:00", "03-02 10:13:00"]


@pytest.mark.parametrize(
    ("stamp", "hour"),
    [("12:05 AM", 0), ("12:05 PM", 12), ("1:05 pm", 13), ("下午3:05", 15), ("晚上 8:05", 20), ("中午12:05", 12),
     ("中午11:05", 11), ("凌晨12:05", 0), ("早上9:05", 9), ("23:05", 23)],
)  # fmt: skip
def test_halves_of_the_day_are_understood(stamp: str, hour: int) -> None:
    assert read(f"[{stamp}] Ann: hello").lines[0].at.hour == hour


def test_times_without_a_day_go_on_over_midnight_and_to_the_next_morning() -> None:
    talk = read("[17:55] Ann: hello\n[23:59] Bob: hi\n[00:03] Ann: still there?\n[18:00] Bob: yes\n[09:00] Ann: ok\n")

    assert times(talk) == ["03-02 17:55:00", "03-02 23:59:00", "03-03 00:03:00", "03-03 18:00:00", "03-04 09:00:00"]


def test_a_day_that_is_written_once_holds_until_the_next() -> None:
    talk = read("2026-05-04 10:00 Ann: hello\n10:05 Bob: hi\n2026-05-06 09:00 Ann: and?\n09:30 Bob: here\n")

    assert times(talk) == ["05-04 10:00:00", "05-04 10:05:00", "05-06 09:00:00", "05-06 09:30:00"]


def test_times_stand_in_the_zone_and_on_the_day_that_the_file_or_its_reader_names() -> None:
    told = read("# zone: Asia/Shanghai\n# date: 2026-04-08\n[10:12] Ann: hello")
    given = read("[10:12] Ann: hello", zone=ZoneInfo("Asia/Shanghai"), today=date(2026, 4, 8))

    assert told.lines == given.lines
    assert told.lines[0].at.isoformat() == "2026-04-08T10:12:00+08:00"
    assert told.zone.key == "Asia/Shanghai"


def test_the_hour_that_the_clocks_repeat_does_not_count_as_going_back() -> None:
    talk = read("# zone: Europe/Berlin\n2026-10-25 02:50 Ann: hello\n2026-10-25 02:10 Bob: hi\n")

    assert (talk.lines[1].at.timestamp() - talk.lines[0].at.timestamp()) == 20 * 60


def test_without_times_messages_stand_in_order_and_the_transcript_says_that_its_times_mean_nothing() -> None:
    talk = read("Ann: hello\nBob: hi\n")

    assert times(talk) == ["03-02 09:00:00", "03-02 09:01:00"]
    assert not talk.is_timed


@pytest.mark.parametrize(
    "top", ["# customer: Bob", "#客户：bob", "# Customers: Bob , Cy\n# 日期：2026-03-02", "# a remark\n\n#customer:Bob"]
)
def test_the_heading_says_who_the_customer_is(top: str) -> None:
    talk = read(f"{top}\nAnn: Hello, how can I help?\nBob: It is down.\nCy: For all of us.\n")

    assert sides(talk)["Ann"] == "agent"
    assert sides(talk)["Bob"] == "customer"
    assert sides(talk)["Cy"] == ("customer" if "Cy" in top else "agent")


def test_who_reads_the_file_has_the_last_word_on_who_the_customer_is() -> None:
    talk = read("# customer: Ann\nAnn: Hello\nBob: It is down.\n", customers=["BOB"])

    assert sides(talk) == {"Ann": "agent", "Bob": "customer"}


def test_agents_and_colleagues_can_be_named_instead_and_everybody_else_is_a_customer() -> None:
    talk = read("# agent: Bob\n# colleague: Cy\nBob: Hello\nAnn: hi\nCy: the fix is out\nDee: hi too\n")

    assert sides(talk) == {"Bob": "agent", "Ann": "customer", "Cy": "colleague", "Dee": "customer"}


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("Agent", "Customer"), ("客服小王", "客户"), ("Support (Bob)", "Ann"), ("Customer Care", "Customer 2"),
     ("客户经理", "小杜"), ("Bob", "Client")],
)  # fmt: skip
def test_people_who_are_called_customer_or_agent_are_that_whoever_speaks_first(ours: str, theirs: str) -> None:
    talk = read(f"{ours}: Hello\n{theirs}: It is down.\n")

    assert sides(talk) == {ours: "agent", theirs: "customer"}


def test_programs_are_no_customers_though_they_speak_first() -> None:
    talk = read("Ticket-Bot: New ticket\nAnn: It is down.\nBob: Looking.\n系统消息：已转接\n")

    assert sides(talk) == {"Ticket-Bot": "bot", "Ann": "customer", "Bob": "agent", "系统消息": "bot"}


def test_mentions_of_people_in_the_file_become_accounts_and_can_be_named_again() -> None:
    talk = read("Ann: hi @Bob Lee, mail me@Bob Lee.example\nBob Lee: hello @ann and @Anna and @Cy\n小杜：@小杜你好\n")

    assert talk.lines[0].addressed == ("U0AGENT1",)
    assert talk.lines[0].text == "hi @U0AGENT1, mail me@Bob Lee.example"
    assert talk.lines[1].text == "hello @U0CUSTOMER1 and @Anna and @Cy"
    assert talk.lines[2].text == "@U0AGENT2你好"
    assert talk.with_names(talk.lines[1].text) == "hello @Ann and @Anna and @Cy"


def test_markdown_around_names_is_taken_off_and_edited_messages_are_known() -> None:
    talk = read("**Ann**: hello (edited)\n**Bob:** hi\n*Ann*: ok（已编辑）\n")

    assert said(talk) == [("Ann", "hello"), ("Bob", "hi"), ("Ann", "ok")]
    assert [line.edited for line in talk.lines] == [True, False, True]


def test_the_last_words_of_the_customer_are_what_is_judged() -> None:
    talk = read("Ann: one\nBob: two\nAnn: three\nBot: ping\nAnn: four\nBob: five\n")
    view = talk.view()

    assert view.focus_text == "three\nfour"
    assert view.now == talk.lines[-1].at
    assert view.mentions_ours == {"U0AGENT1"}
    assert len({line.ts for line in talk.lines}) == len(talk.lines)


def test_a_file_reads_the_same_whenever_it_is_read() -> None:
    assert read("Ann: hello\nBob: hi\n") == read("Ann: hello\nBob: hi\n")


def test_many_messages_of_one_minute_stay_in_order() -> None:
    talk = read("".join(f"[10:12] {'Ann' if number % 2 else 'Bob'}: {number}\n" for number in range(1_000)))

    assert [line.ts for line in talk.lines] == sorted({line.ts for line in talk.lines})
    assert [line.text for line in talk.lines] == [str(number) for number in range(1_000)]
