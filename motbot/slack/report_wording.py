"""What a report's window says of its own, in each language; the figures' words are the report's."""

from dataclasses import dataclass

from motbot.domain.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWording:
    """One language."""

    title: str
    close: str
    not_yours: str
    how_to: str
    more: str


_EN = ReportWording(
    title="Report",
    close="Close",
    not_yours="Reports are for leads of a watched channel, for trainers and for admins, of the channels they are in. "
    "There is none for you here.",
    how_to="Type /mot report for the last 30 days of all your channels. You can add how far back it goes, such as 7d, "
    "12w or all, and “here” for this channel alone.",
    more="and {count} more: the whole report is made by motbot report, on the machine motbot runs on",
)
_ZH = ReportWording(
    title="报告",
    close="关闭",
    not_yours="报告面向受关注频道的负责人、培训师和管理员，只涵盖他们所在的频道。这里没有可以给你的报告。",
    how_to="输入 /mot report 查看你所有频道最近 30 天的报告。后面可以加时间范围，如 7d、12w 或 all；"
    "加上“here”则只看本频道。",
    more="另有 {count} 项：完整报告可在 motbot 所在的机器上用 motbot report 生成",
)


def report_wording(language: Language) -> ReportWording:
    """The words of one language."""
    return _ZH if language is Language.ZH else _EN
