"""The parts of the Home tab for those who lead a channel, train the coach or look after motbot."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, ButtonElement, RichTextElement, SectionBlock

from motbot.domain.home_page import HomePage, LedChannel, LivePrompt
from motbot.domain.moment import Stage
from motbot.domain.promise_list import LatePromise
from motbot.slack import rich
from motbot.slack.home_phrases import HomeWording
from motbot.slack.plain import quoted_line
from motbot.slack.sheet_lists import when

OPEN_NOTICE = "open_shared_notice"
"""Action id of the button that opens the text for shared channels."""
_CHANNELS_AT_MOST = 8
_LATE_AT_MOST = 5
_PROMPTS_AT_MOST = 12
_NAME_AT_MOST = 60
_WHAT_AT_MOST = 80
_FIGURES_AT_MOST = 4
_LINE_AT_MOST = 300
_LABEL_AT_MOST = 75


def desk_blocks(page: HomePage, say: HomeWording) -> Iterator[Block]:
    """Their channels, the prompts in force, the text for shared channels; nothing for anybody else."""
    if page.led:
        yield rich.divider()
        yield rich.header(say.led_title)
        yield rich.context(say.led_hint)
        for one in page.led[:_CHANNELS_AT_MOST]:
            yield rich.rich(*_channel(one, page, say))
        if left_out := len(page.led[_CHANNELS_AT_MOST:]):
            yield rich.context(say.led_more.format(count=left_out))
    if page.is_trainer:
        yield rich.divider()
        yield rich.header(say.prompts_title)
        yield _prompts(page, say)
    if page.may_announce:
        yield rich.divider()
        yield rich.header(say.notice_title)
        label = rich.plain(say.notice_open, _LABEL_AT_MOST)
        button = ButtonElement(text=label, action_id=OPEN_NOTICE, value="0")
        yield SectionBlock(text=rich.plain(say.notice_line, _LINE_AT_MOST), accessory=button)


def _channel(one: LedChannel, page: HomePage, say: HomeWording) -> Iterator[RichTextElement]:
    """A channel in figures, and what is late in it by the expectation it lets down."""
    name = quoted_line(one.channel_name, _NAME_AT_MOST)
    yield rich.line(rich.words(say.led_channel.format(channel=name), bold=True))
    figures = [say.led_stages[stage].format(count=one.by_stage[stage]) for stage in Stage if one.by_stage.get(stage)]
    figures += [say.led_late_replies.format(count=one.late_replies)] if one.late_replies else []
    figures += [say.led_late.format(count=len(one.late))] if one.late else []
    yield rich.line(rich.words(" · ".join(figures) or say.led_quiet))
    if one.late:
        shown = one.late[:_LATE_AT_MOST]
        yield rich.bullets([rich.line(rich.words(told)) for told in _late(shown, page, say)])


def _late(shown: tuple[LatePromise, ...], page: HomePage, say: HomeWording) -> Iterator[str]:
    for late in shown:
        item = late.item
        due = when(item.due, language=page.language, zone=page.zone) if item.due else "-"
        pattern = say.led_late_line if late.text else say.led_late_unasked
        what, text = quoted_line(item.what, _WHAT_AT_MOST), quoted_line(late.text, _WHAT_AT_MOST)
        yield pattern.format(what=what, when=due, text=text)


def _prompts(page: HomePage, say: HomeWording) -> Block:
    if not page.prompts:
        return rich.context(say.prompts_none)
    lines = [rich.line(rich.words(_prompt(one, page, say))) for one in page.prompts[:_PROMPTS_AT_MOST]]
    return rich.rich(rich.bullets(lines))


def _prompt(one: LivePrompt, page: HomePage, say: HomeWording) -> str:
    pattern = say.prompts_trial if one.is_trial else say.prompts_line
    told = pattern.format(
        task=say.tasks.get(one.task, one.task),
        version=quoted_line(one.version, _NAME_AT_MOST),
        when=when(one.since, language=page.language, zone=page.zone),
        by=quoted_line(one.by, _NAME_AT_MOST),
        share=one.share,
    )
    figures = [f"{quoted_line(name, _NAME_AT_MOST)} {value:g}" for name, value in sorted(one.figures.items())]
    if not figures:
        return f"{told} · {say.prompts_unmeasured}"
    return f"{told} · {say.prompts_figures.format(figures=say.comma.join(figures[:_FIGURES_AT_MOST]))}"
