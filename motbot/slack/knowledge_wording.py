"""Every word about what a channel knows, in each language motbot speaks."""

from motbot.catalogue import translated
from motbot.domain.channel_knowledge import KnowledgeSource
from motbot.domain.knowledge_page import Unkept
from motbot.domain.language import Language
from motbot.domain.limits import LimitKind
from motbot.domain.typed_limit import LimitFault
from motbot.slack.knowledge_phrases import KnowledgeWording

EN = KnowledgeWording(
    home_title="What we know in your channels",
    home_channel="#{name}\nFacts: {config} from the config, {facts} added · Limits: {limits}",
    open="Look and change",
    other_channels="Another channel of yours",
    proposes="proposes a fact for #{name}:",
    accept="Keep it",
    decline="No, thanks",
    more_proposed="More that wait: {count}. They come up once these are decided.",
    title="What we know here",
    hint="#{name} · Drafts here may say these facts, and cards warn of these limits, within a second of a change. "
    "Customers never see this list.",
    facts="Facts",
    limits="What must not be promised",
    from_config="🔒 From the config",
    from_slack="Added here",
    config_hint="🔒 What comes from the config always holds; your admin changes it there.",
    no_config_facts="The config says nothing yet.",
    no_facts="Nothing yet. What your agents look up again and again is a good start.",
    no_limits="No limit yet.",
    more="… and {count} more",
    edit_facts="Edit the facts",
    add_limit="Add a limit",
    change_limit="Change",
    drop_limit="Take away",
    history="Who changed what",
    last_changed="Last change: ",
    kinds={
        LimitKind.AUTHORITY: "Needs an approval",
        LimitKind.SLA: "Nobody is that quick",
        LimitKind.LEGAL: "Is never said",
    },
    limit="{kind}: {rule}",
    limit_instead="Say instead: {instead}",
    limit_meant=" ({meant})",
    limit_words="for {words}",
    comma=", ",
    limit_above="above {amount}",
    limit_sooner="sooner than {time}",
    durations={"d": "{count}d", "h": "{count}h", "m": "{count}m", "s": "{count}s"},
    facts_label="Facts of #{name}, one a line",
    facts_hint="True for every customer here. No names, numbers or words of a customer: what stands here stays.",
    facts_example="A refund takes up to 5 working days after it is approved.",
    facts_locked="🔒 The config says already: {facts}",
    meanwhile=" has saved while you were writing. Nothing is lost: below are your facts and theirs together. "
    "Please look them over, then save.",
    added="＋ {what}",
    removed="－ {what}",
    limit_title="A limit",
    kind_label="Why is it too much?",
    words_label="Words of the promise",
    words_hint="With commas between them; refund* stands for every word that begins so. Empty where the amount or time "
    "says enough.",
    rule_label="The limit in your words",
    rule_hint="The agent reads this on the card.",
    instead_label="What can honestly be said instead",
    instead_hint="In your customers' language.",
    above_label="Only above this amount",
    above_hint="Such as 500 or EUR 500. Empty means every amount, and any currency counts.",
    sooner_label="Only if due sooner than this",
    sooner_hint="Such as 30m, 24 hours or 2 days. Empty means at any time.",
    faults={
        LimitFault.KIND: "expected one of the three",
        LimitFault.WORDS: "expected a word or phrase such as refund, or guarantee* for every word that begins so",
        LimitFault.RULE: "expected a sentence that can be shown to an agent",
        LimitFault.INSTEAD: "expected text",
        LimitFault.ABOVE: "expected a number from 0 to 1000000000 such as 0.5",
        LimitFault.SOONER_THAN: "expected a duration of at most ten years such as 3s, 15m, 4h, 7d or 1h30m "
        "(s, m, h or d behind a number)",
        LimitFault.UNMEANT: "expected words, above or sooner_than to say which promises are meant; add one of them",
        LimitFault.SECRET: "expected no secret here; put it in the environment, never in a file, and replace it now",
    },
    history_title="Who changed what",
    no_history="Nobody has changed anything here yet.",
    history_cut="Older changes are kept and not shown.",
    source={
        KnowledgeSource.LEAD: "",
        KnowledgeSource.PROMOTED: " · from a card",
        KnowledgeSource.BROUGHT_BACK: " · back to an earlier state",
    },
    now=" · holds now",
    nobody="Somebody",
    you="you",
    go_back="Back to this state",
    go_back_to_config="Back to the config alone",
    changed_meanwhile="Somebody has changed this meanwhile. Please look again before you go back.",
    keep_fact="Keep as a fact of this channel",
    kept_as_fact="📌 Kept as a fact of this channel by ",
    proposed_as_fact="💡 Proposed as a fact of this channel by ",
    not_kept_as_fact="💡 Not kept as a fact of this channel. It still holds for this request.",
    promote_title="Keep as a fact",
    promote_title_agent="Propose a fact",
    promote_label="One fact a line, worded for every customer",
    promote_hint_lead="From now on drafts in #{name} may say this to every customer.",
    promote_hint_agent="A lead of #{name} decides. Until then it counts for this request alone.",
    promote_warning="⚠️ What is kept stays, also when the conversation is erased: please leave out names, numbers and "
    "words of the customer.",
    details="This may be one customer's own, please take it out: {details}",
    details_again="Still in it: {details}. Please take it out; to leave it in after all, save once more.",
    of_today="How long will this be true? It says {words}, and what holds only for a day or up to a date is not used "
    "after it. Please word it so that it stays true, or save it as it is once more.",
    over="{fact} (its day is over: no longer used)",
    keep="Keep",
    propose="Propose",
    kept_title="Kept",
    kept="Kept. Drafts in #{name} can use it within a second.",
    proposed_title="Proposed",
    proposed="Thank you. The leads of #{name} find it in their Home tab.",
    unkept={
        Unkept.NOT_YOURS: "This is for those who lead the channel and are in it. Nothing was changed.",
        Unkept.NOT_YOUR_CARD: "This request is not on your desk any more, so there is nothing to keep from it.",
        Unkept.GONE: "Somebody else has seen to this already. Please look again; nothing of yours was changed.",
        Unkept.TOO_LONG: "That is more than fits: all facts of a channel together take 3000 characters.",
        Unkept.TOO_MANY: "That is as many as one channel takes. Please take one away first.",
        Unkept.EMPTY: "This channel knows all of that already.",
        Unkept.SECRET: "This looks like a token or a key. Please take it out, and replace it now.",
        Unkept.NOBODY_LEADS: "No lead is named for this channel, so nobody could decide. "
        "Your admin can name one in the config.",
    },
    unsaved="This could not be saved just now. Please try again in a moment.",
)


def knowledge_wording(language: Language) -> KnowledgeWording:
    """The words of a language; English where it has none."""
    return translated(EN, language, context="slack.knowledge_wording")
