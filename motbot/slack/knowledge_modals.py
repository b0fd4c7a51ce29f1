"""The windows in which facts and limits of a channel are typed, each with what is locked, and what to mind."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from slack_sdk.models.blocks import Block, Option, PlainTextInputElement, RichTextSectionElement, StaticSelectElement
from slack_sdk.models.blocks.blocks import InputBlock

from motbot.domain.channel_knowledge import FACTS_AT_MOST
from motbot.domain.knowledge_page import Kept, KnowledgePage, Promoting, Unkept
from motbot.domain.limits import LimitKind, PromiseLimit
from motbot.domain.typed_limit import LimitFault, TypedLimit, typed_of
from motbot.slack import rich
from motbot.slack.knowledge_phrases import KnowledgeWording
from motbot.slack.knowledge_refs import FACTS, LIMIT, PROMOTE, KnowledgeFrame
from motbot.slack.knowledge_views import FACT_AT_MOST, NAME_AT_MOST, difference_lines, person_or_nobody
from motbot.slack.knowledge_wording import knowledge_wording
from motbot.slack.modals import field, window
from motbot.slack.plain import quoted_line, shortened
from motbot.slack.wording import wording

FACTS_FIELD = "facts"
"""Block id of the field with one fact a line, or what it begins with; those of a limit are the keys of the config."""
_LOCKED_AT_MOST = 6
_OPTION_AT_MOST = 75
_AT_MOST = {LimitFault.WORDS: 1000, LimitFault.RULE: 300, LimitFault.INSTEAD: 500}
_NUMBER_AT_MOST = 30


def facts_modal(page: KnowledgePage, *, again: Kept | None = None) -> dict[str, Any]:
    """The facts that were added, to be edited; `again` says why what was sent is to be looked at once more."""
    say = knowledge_wording(page.language)
    meanwhile = again is not None and again.why_not is Unkept.MEANWHILE
    blocks: list[Block] = [_meanwhile(page, again, say)] if again and meanwhile else []
    blocks += _of_today(again.of_today, say) if again else []
    if page.config_facts:
        told = " · ".join(quoted_line(one, FACT_AT_MOST) for one in page.config_facts[:_LOCKED_AT_MOST])
        blocks.append(rich.context(say.facts_locked.format(facts=told)))
    typed = _facts_element("\n".join(again.facts if again else page.facts), say)
    label = say.facts_label.format(name=quoted_line(page.channel_name, NAME_AT_MOST))
    # Slack keeps what was typed in a field of the same name, and so would hide what the two have made together.
    name = f"{FACTS_FIELD}_{page.version}" if meanwhile else FACTS_FIELD
    blocks.append(field(name, label, typed, hint=say.facts_hint))
    frame = KnowledgeFrame(
        channel=page.channel,
        name=page.channel_name,
        language=page.language,
        base=page.version,
        is_lead=True,
        seen=again.of_today if again else (),
    )
    return _window(FACTS, say.edit_facts, frame, blocks)


def limit_modal(frame: KnowledgeFrame, limit: PromiseLimit | TypedLimit | None, *, note: str = "") -> dict[str, Any]:
    """A limit to be typed or changed; `note` is said first."""
    say = knowledge_wording(frame.language)
    typed = typed_of(limit) if isinstance(limit, PromiseLimit) else limit or TypedLimit(kind=LimitKind.AUTHORITY)
    kinds = [Option(text=rich.plain(text, _OPTION_AT_MOST), value=kind.value) for kind, text in say.kinds.items()]
    chosen = next((one for one in kinds if one.value == typed.kind), kinds[0])
    kind = StaticSelectElement(action_id=LimitFault.KIND, options=kinds, initial_option=chosen)
    texts = {
        LimitFault.RULE: (typed.rule, say.rule_label, say.rule_hint),
        LimitFault.WORDS: (typed.words, say.words_label, say.words_hint),
        LimitFault.INSTEAD: (typed.instead, say.instead_label, say.instead_hint),
        LimitFault.ABOVE: (typed.above, say.above_label, say.above_hint),
        LimitFault.SOONER_THAN: (typed.sooner_than, say.sooner_label, say.sooner_hint),
    }
    blocks: list[Block] = [rich.context(note)] if note else []
    blocks.append(field(LimitFault.KIND, say.kind_label, kind, optional=False))
    blocks += [_text(name, *given) for name, given in texts.items()]
    return _window(LIMIT, say.limit_title, frame, blocks)


def promote_modal(promoting: Promoting, *, typed: str | None = None) -> dict[str, Any]:
    """Facts to be worded for every customer, with what in them may be one's own; `typed` is to be looked at again."""
    say = knowledge_wording(promoting.language)
    name = quoted_line(promoting.channel_name, NAME_AT_MOST)
    hint = say.promote_hint_lead if promoting.is_lead else say.promote_hint_agent
    blocks: list[Block] = []
    if promoting.by:
        proposes = rich.words(f" {say.proposes.format(name=name)}")
        blocks.append(rich.rich(rich.line(rich.person(promoting.by), proposes)))
    if promoting.details:
        told = say.details if typed is None else say.details_again
        line = f"👀 {told.format(details=_quoted(promoting.details, say))}"
        blocks.append(rich.rich(rich.line(rich.words(line, bold=True))))
    blocks += _of_today(promoting.of_today, say)
    element = _facts_element("\n".join(promoting.facts) if typed is None else typed, say)
    blocks += [
        field(FACTS_FIELD, say.promote_label, element, hint=hint.format(name=name), optional=False),
        rich.context(say.promote_warning),
    ]
    frame = KnowledgeFrame(
        channel=promoting.channel,
        name=promoting.channel_name,
        language=promoting.language,
        moment=promoting.moment,
        proposal=promoting.proposal,
        is_lead=promoting.is_lead,
        seen=(*(() if typed is None else promoting.details), *promoting.of_today),
    )
    submit = say.keep if promoting.is_lead else say.propose
    title = say.promote_title if promoting.is_lead else say.promote_title_agent
    return _window(PROMOTE, title, frame, blocks, submit=submit)


def looked_at_again(frame: KnowledgeFrame, typed: str, kept: Kept) -> dict[str, Any]:
    """The same window with what was typed, and what in it is to be looked at."""
    promoting = Promoting(
        channel=frame.channel,
        channel_name=frame.name,
        language=frame.language,
        facts=(),
        details=kept.details,
        of_today=kept.of_today,
        is_lead=frame.is_lead,
        moment=frame.moment,
        proposal=frame.proposal,
    )
    return promote_modal(promoting, typed=typed)


def told_faults(faults: Mapping[LimitFault, LimitFault], frame: KnowledgeFrame) -> dict[str, str]:
    """What is wrong, beside each field."""
    say = knowledge_wording(frame.language)
    return {place.value: say.faults[fault] for place, fault in faults.items()}


def new_limit(frame: KnowledgeFrame) -> KnowledgeFrame:
    """The same window, for a limit that takes no other's place."""
    return replace(frame, mark="")


def _meanwhile(page: KnowledgePage, kept: Kept, say: KnowledgeWording) -> Block:
    """Who has saved meanwhile, and what that has changed."""
    who: RichTextSectionElement = rich.line(person_or_nobody(page.by, say), rich.words(say.meanwhile))
    return rich.rich(who, rich.quote("\n".join(difference_lines(kept.meanwhile, say)) or " "))


def _of_today(words: Sequence[str], say: KnowledgeWording) -> list[Block]:
    """Points out what will not be true tomorrow."""
    if not words:
        return []
    told = say.of_today.format(words=_quoted(words, say))
    return [rich.rich(rich.line(rich.words(f"⏳ {told}", bold=True)))]


def _quoted(words: Sequence[str], say: KnowledgeWording) -> str:
    """Words of theirs within a sentence of ours."""
    return say.comma.join(f"“{quoted_line(one, NAME_AT_MOST)}”" for one in words)


def _facts_element(text: str, say: KnowledgeWording) -> PlainTextInputElement:
    return PlainTextInputElement(
        action_id=FACTS_FIELD,
        multiline=True,
        initial_value=shortened(text, FACTS_AT_MOST) or None,
        max_length=FACTS_AT_MOST,
        placeholder=rich.plain(say.facts_example, 150),
    )


def _text(name: LimitFault, value: str, label: str, hint: str) -> InputBlock:
    at_most = _AT_MOST.get(name, _NUMBER_AT_MOST)
    element = PlainTextInputElement(
        action_id=name.value, initial_value=shortened(value, at_most) or None, max_length=at_most
    )
    return field(name.value, label, element, hint=hint, optional=name is not LimitFault.RULE)


def _window(
    callback_id: str, title: str, frame: KnowledgeFrame, blocks: list[Block], *, submit: str = ""
) -> dict[str, Any]:
    words = wording(frame.language)
    return window(
        callback_id=callback_id,
        title=title,
        submit=submit or words.save,
        words=words,
        metadata=frame.metadata,
        blocks=blocks,
    )
