"""Words that are true today alone are found in both languages, and words of every day are left in peace."""

import pytest

from motbot.domain.for_today import WORDS_AT_MOST, words_of_today


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        ("This morning the line is down.", ("This morning",)),
        ("The depot is closed tomorrow.", ("tomorrow",)),
        ("The export broke two hours ago.", ("two hours ago",)),
        ("We are out of blue chairs at the moment.", ("at the moment",)),
        ("The line is down now.", ("now",)),
        ("Nobody answers the phone next Friday.", ("next Friday",)),
        ("今天上午线路断了", ("今天",)),
        ("本周五休息，下周一恢复", ("本周五", "下周一")),
        ("目前没有货", ("目前",)),
        ("刚才断网，明早九点恢复", ("刚才", "明早")),
    ],
)
def test_what_holds_only_around_today_is_found(fact: str, words: tuple[str, ...]) -> None:
    assert words_of_today([fact]) == words


@pytest.mark.parametrize(
    "fact",
    [
        "We ship on Mondays only.",
        "What is ordered before noon leaves the same day.",
        "From now on returns are free.",
        "Ask again the next morning.",
        "Next-day delivery costs 5 euros.",
        "每周一发货，当天下单次日送达",
        "说明天气原因造成的延误不赔付",
        "入住3天前可免费取消",
        "费用体现在账单上",
        "项目前期不收费",
        "请至少提前天数为3天",
        "本周期内有效",
    ],
)
def test_what_holds_on_every_day_is_left_in_peace(fact: str) -> None:
    assert words_of_today([fact]) == ()


def test_each_word_is_named_once_and_only_the_first_few() -> None:
    assert words_of_today(["Today  it rains.", "today it pours"]) == ("Today",)
    every = ["today, tomorrow, yesterday, tonight, currently, for now, right now, this week"]
    assert len(words_of_today(every)) == WORDS_AT_MOST
