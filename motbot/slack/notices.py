"""Draws what those who look after motbot must know of it, in each language it speaks."""

from collections.abc import Iterator
from dataclasses import dataclass

from slack_sdk.models.blocks import Block

from motbot.domain.language import Language
from motbot.domain.notice import Notice, NoticePurpose
from motbot.slack import rich


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wording:
    """What is said of one thing that has happened."""

    headline: str
    what: str
    remedy: str


_SAID = {
    (NoticePurpose.MONEY_SPENT, Language.EN): _Wording(
        headline="💰 The day's money for the model is used up",
        what="Until midnight ({zone}) the playbook makes cards and replies, and they say so. Nothing is lost, and "
        "nobody has to do anything.",
        remedy="If this is too early in the day: raise money_a_day under model: limits in motbot's configuration.",
    ),
    (NoticePurpose.MONEY_SPENT, Language.ZH): _Wording(
        headline="💰 今天给模型的预算用完了",
        what="到午夜（{zone}）为止，卡片和回复改由离线剧本来做，上面会注明。什么都不会丢，谁也不用做什么。",
        remedy="如果用完得太早：在 motbot 配置的 model: limits 里调高 money_a_day。",
    ),
}


def notice_headline(notice: Notice) -> str:
    """What has happened."""
    return _SAID[notice.purpose, notice.language].headline


def notice_blocks(notice: Notice) -> Iterator[Block]:
    """The message from top to bottom."""
    say = _SAID[notice.purpose, notice.language]
    yield rich.header(say.headline)
    yield rich.rich(rich.line(rich.words(say.what.format(zone=notice.zone))))
    yield rich.context(say.remedy)
