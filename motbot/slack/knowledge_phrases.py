"""Which words are needed about what a channel knows: in the Home tab, in its windows, and under a card."""

from dataclasses import dataclass

from motbot.domain.channel_knowledge import KnowledgeSource
from motbot.domain.knowledge_page import Unkept
from motbot.domain.limits import LimitKind
from motbot.domain.typed_limit import LimitFault


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeWording:
    """One language. Texts with names in braces are filled by the renderer."""

    home_title: str
    home_channel: str
    open: str
    other_channels: str
    proposes: str
    accept: str
    decline: str
    more_proposed: str
    title: str
    hint: str
    facts: str
    limits: str
    from_config: str
    from_slack: str
    config_hint: str
    no_config_facts: str
    no_facts: str
    no_limits: str
    more: str
    edit_facts: str
    add_limit: str
    change_limit: str
    drop_limit: str
    history: str
    last_changed: str
    kinds: dict[LimitKind, str]
    limit: str
    limit_instead: str
    limit_meant: str
    limit_words: str
    comma: str
    limit_above: str
    limit_sooner: str
    durations: dict[str, str]
    facts_label: str
    facts_hint: str
    facts_example: str
    facts_locked: str
    meanwhile: str
    added: str
    removed: str
    limit_title: str
    kind_label: str
    words_label: str
    words_hint: str
    rule_label: str
    rule_hint: str
    instead_label: str
    instead_hint: str
    above_label: str
    above_hint: str
    sooner_label: str
    sooner_hint: str
    faults: dict[LimitFault, str]
    history_title: str
    no_history: str
    history_cut: str
    source: dict[KnowledgeSource, str]
    now: str
    nobody: str
    you: str
    go_back: str
    go_back_to_config: str
    changed_meanwhile: str
    keep_fact: str
    kept_as_fact: str
    proposed_as_fact: str
    not_kept_as_fact: str
    """Of what was proposed, for nobody is told who declined."""
    promote_title: str
    promote_title_agent: str
    promote_label: str
    promote_hint_lead: str
    promote_hint_agent: str
    promote_warning: str
    details: str
    details_again: str
    of_today: str
    over: str
    keep: str
    propose: str
    kept_title: str
    kept: str
    proposed_title: str
    proposed: str
    unkept: dict[Unkept, str]
    unsaved: str
