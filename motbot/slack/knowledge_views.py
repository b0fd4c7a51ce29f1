"""Draws what a channel knows: its line in the Home tab, its window, and the window of its history."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    Option,
    OverflowMenuElement,
    RichTextElement,
    RichTextSectionElement,
    SectionBlock,
)
from slack_sdk.models.views import View

from motbot.domain.channel_knowledge import Difference, limit_mark
from motbot.domain.knowledge_page import KnowledgeHistory, KnowledgePage, PastChange
from motbot.domain.language import Language
from motbot.domain.limits import PromiseLimit
from motbot.domain.typed_limit import typed_of
from motbot.slack import rich
from motbot.slack.knowledge_phrases import KnowledgeWording
from motbot.slack.knowledge_refs import BACK, CHANGE, DROP, FACTS, HISTORY, LIMIT, MENU, PAGE, KnowledgeFrame
from motbot.slack.knowledge_wording import knowledge_wording
from motbot.slack.plain import quoted_line
from motbot.slack.sheet_lists import when
from motbot.slack.wording import wording

NAME_AT_MOST = 80
FACT_AT_MOST = 400
_FACTS_AT_MOST = 40
_CONFIG_LIMITS_AT_MOST = 30
_LIMIT_AT_MOST = 600
_CHANGED_AT_MOST = 10
_TITLE_AT_MOST = 24
_LABEL_AT_MOST = 75
_PART = re.compile(r"(\d+)([dhms])")


def page_view(page: KnowledgePage) -> dict[str, Any]:
    """All that a channel knows: what the config says cannot be changed here, what was added can."""
    frame = KnowledgeFrame(
        channel=page.channel, name=page.channel_name, language=page.language, base=page.version, is_lead=True
    )
    return _view(PAGE, page.language, [*_page_blocks(page)], frame=frame)


def history_view(history: KnowledgeHistory, *, note: str = "") -> dict[str, Any]:
    """Every change with a way back; `note` is said first."""
    page = history.page
    say = knowledge_wording(page.language)
    blocks: list[Block] = [rich.context(note)] if note else []
    blocks += [rich.context(say.no_history)] if not history.changes else []
    for change in history.changes:
        blocks += _past(change, page, say)
    if history.is_cut:
        blocks.append(rich.context(say.history_cut))
    elif page.facts or page.limits:
        blocks.append(_buttons(_button(BACK, say.go_back_to_config, "0")))
    frame = KnowledgeFrame(channel=page.channel, name=page.channel_name, language=page.language, base=page.version)
    return _view(HISTORY, page.language, blocks, frame=frame, title=say.history_title)


def said_view(language: Language, text: str, *, title: str = "") -> dict[str, Any]:
    """A window that only says something."""
    return _view(PAGE, language, [rich.rich(rich.line(rich.words(text)))], title=title)


def person_or_nobody(user: str, say: KnowledgeWording) -> RichTextElement:
    """Who it was; somebody who has been forgotten has no name any more."""
    return rich.person(user) if user else rich.words(say.nobody)


def difference_lines(difference: Difference, say: KnowledgeWording, *, at_most: int = _CHANGED_AT_MOST) -> list[str]:
    """What was added and what was taken away, one line each."""
    told = [say.added.format(what=_fact(one)) for one in difference.facts_added]
    told += [say.removed.format(what=_fact(one)) for one in difference.facts_removed]
    told += [say.added.format(what=limit_line(one, say)) for one in difference.limits_added]
    told += [say.removed.format(what=limit_line(one, say)) for one in difference.limits_removed]
    left_out = len(told[at_most:])
    return [*told[:at_most], *([say.more.format(count=left_out)] if left_out else [])]


def limit_line(limit: PromiseLimit, say: KnowledgeWording) -> str:
    """A limit on one line: why, the rule, and which promises are meant."""
    typed = typed_of(limit)
    meant = [
        say.limit_words.format(words=quoted_line(say.comma.join(limit.words), FACT_AT_MOST)) if limit.words else "",
        say.limit_above.format(amount=typed.above) if typed.above else "",
        say.limit_sooner.format(time=_duration(typed.sooner_than, say)) if typed.sooner_than else "",
    ]
    rule = say.limit.format(kind=say.kinds[limit.kind], rule=quoted_line(limit.rule, FACT_AT_MOST))
    return rule + say.limit_meant.format(meant=" · ".join(filter(None, meant)))


def _duration(typed: str, say: KnowledgeWording) -> str:
    """A duration of the config in the reader's language."""
    return _PART.sub(lambda part: say.durations[part[2]].format(count=part[1]), typed)


@dataclass(frozen=True, slots=True)
class _Listed:
    """A list with its heading, and what is said where it is empty."""

    heading: str
    lines: Sequence[str]
    empty: str
    more: str

    def drawn(self) -> Iterator[RichTextElement]:
        yield rich.line(rich.words(f"{self.heading}\n", bold=True))
        if not self.lines:
            yield rich.line(rich.words(self.empty, italic=True))
            return
        shown: list[RichTextSectionElement] = [rich.line(rich.words(one)) for one in self.lines[:_FACTS_AT_MOST]]
        if left_out := len(self.lines[_FACTS_AT_MOST:]):
            shown.append(rich.line(rich.words(self.more.format(count=left_out), italic=True)))
        yield rich.bullets(shown)


def _page_blocks(page: KnowledgePage) -> Iterator[Block]:
    say = knowledge_wording(page.language)
    yield rich.context(say.hint.format(name=quoted_line(page.channel_name, NAME_AT_MOST)))
    yield rich.header(say.facts)
    config = _Listed(say.from_config, [*_facts(page.config_facts, page, say)], say.no_config_facts, say.more)
    yield rich.rich(*config.drawn())
    added = _Listed(say.from_slack, [*_facts(page.facts, page, say)], say.no_facts, say.more)
    yield rich.rich(*added.drawn())
    yield _buttons(_button(FACTS, say.edit_facts, page.channel))
    yield rich.header(say.limits)
    if page.config_limits:
        lines = [_whole(one, say) for one in page.config_limits[:_CONFIG_LIMITS_AT_MOST]]
        yield rich.rich(*_Listed(say.from_config, lines, "", say.more).drawn())
    if page.limits:
        yield rich.rich(rich.line(rich.words(say.from_slack, bold=True)))
    for limit in page.limits:
        yield SectionBlock(text=rich.plain(_whole(limit, say), _LIMIT_AT_MOST), accessory=_menu(limit, say))
    if not page.config_limits and not page.limits:
        yield rich.context(say.no_limits)
    yield _buttons(_button(LIMIT, say.add_limit, ""), _button(HISTORY, say.history, page.channel))
    if page.at is not None:
        told = rich.words(f" · {_when(page.at, page)}", italic=True)
        yield rich.rich(rich.line(rich.words(say.last_changed, italic=True), person_or_nobody(page.by, say), told))
    yield rich.context(say.config_hint)


def _whole(limit: PromiseLimit, say: KnowledgeWording) -> str:
    """A limit with what can be said instead."""
    instead = say.limit_instead.format(instead=quoted_line(limit.instead, FACT_AT_MOST)) if limit.instead else ""
    return "\n".join(filter(None, (limit_line(limit, say), instead)))


def _menu(limit: PromiseLimit, say: KnowledgeWording) -> OverflowMenuElement:
    mark = limit_mark(limit)
    choices = ((CHANGE, say.change_limit), (DROP, say.drop_limit))
    options = [Option(text=rich.plain(label, _LABEL_AT_MOST), value=f"{name}:{mark}") for name, label in choices]
    return OverflowMenuElement(action_id=MENU, options=options)


def _past(change: PastChange, page: KnowledgePage, say: KnowledgeWording) -> Iterator[Block]:
    note = f" · {_when(change.at, page)}{say.source[change.source]}{say.now if change.is_newest else ''}"
    lines = "\n".join(difference_lines(change.difference, say))
    told = [rich.line(person_or_nobody(change.by, say), rich.words(note))]
    yield rich.rich(*told, *([rich.quote(lines)] if lines else []))
    if not change.is_newest:
        yield _buttons(_button(BACK, say.go_back, str(change.id)))


def _facts(facts: Sequence[str], page: KnowledgePage, say: KnowledgeWording) -> Iterator[str]:
    """The facts; of one whose day is over it is said so."""
    return (say.over.format(fact=_fact(one)) if one in page.over else _fact(one) for one in facts)


def _fact(fact: str) -> str:
    return quoted_line(fact, FACT_AT_MOST)


def _when(at: datetime, page: KnowledgePage) -> str:
    return when(at, language=page.language, zone=page.zone)


def _button(action_id: str, label: str, value: str) -> ButtonElement:
    return ButtonElement(text=rich.plain(label, _LABEL_AT_MOST), action_id=action_id, value=value or "-")


def _buttons(*elements: ButtonElement) -> ActionsBlock:
    return ActionsBlock(elements=list(elements))


def _view(
    callback_id: str,
    language: Language,
    blocks: Sequence[Block],
    *,
    frame: KnowledgeFrame | None = None,
    title: str = "",
) -> dict[str, Any]:
    view = View(
        type="modal",
        callback_id=callback_id,
        title=rich.plain(title or knowledge_wording(language).title, _TITLE_AT_MOST),
        close=rich.plain(wording(language).close, _TITLE_AT_MOST),
        private_metadata=(frame or KnowledgeFrame(language=language)).metadata,
        blocks=list(blocks),
    )
    view.validate_json()
    return view.to_dict()
