"""What a value of the domain is called for people: the one place that says it; files for programs keep the value."""

from collections.abc import Mapping

from motbot.catalogue import say, to_say
from motbot.domain.case import Split
from motbot.domain.expectation import ExpectationKind, NegativeType, Urgency
from motbot.domain.harm import Harm
from motbot.domain.language import Language
from motbot.domain.moment_states import Suppressed
from motbot.domain.reading import Strength

WORDS: Mapping[str, str] = {
    Urgency.NONE: to_say("no hurry"),
    Urgency.LOW: to_say("low"),
    Urgency.NORMAL: to_say("normal"),
    Urgency.HIGH: to_say("high"),
    Urgency.CRITICAL: to_say("critical"),
    ExpectationKind.EXPLICIT: to_say("explicit"),
    ExpectationKind.IMPLICIT: to_say("implicit"),
    ExpectationKind.NOT_YET_EXISTING: to_say("not yet existing"),
    NegativeType.THANKS_CLOSING: to_say("thanks closing"),
    NegativeType.FYI: to_say("fyi"),
    NegativeType.CHIT_CHAT: to_say("chit chat"),
    NegativeType.BOT: to_say("bot"),
    NegativeType.AGENT_TO_AGENT: to_say("agent to agent"),
    NegativeType.CUSTOMER_TO_CUSTOMER: to_say("customer to customer"),
    NegativeType.INJECTION_ONLY: to_say("injection only"),
    NegativeType.DUPLICATE: to_say("duplicate"),
    Suppressed.ANSWERED: to_say("answered"),
    Suppressed.EXPIRED: to_say("expired"),
    Suppressed.BELOW_SENSITIVITY: to_say("below sensitivity"),
    Suppressed.MUTED: to_say("muted"),
    Suppressed.DAILY_CAP: to_say("daily cap"),
    Suppressed.QUIET_HOURS: to_say("quiet hours"),
    Suppressed.FADED: to_say("faded"),
    Suppressed.NOBODY: to_say("nobody"),
    Harm.MISSED_MOMENT: to_say("missed moment"),
    Harm.NOISY_NUDGE: to_say("noisy nudge"),
    Harm.WRONG_URGENCY: to_say("wrong urgency"),
    Harm.MISSED_EXPECTATION: to_say("missed expectation"),
    Harm.INVENTED_EXPECTATION: to_say("invented expectation"),
    Harm.UNGROUNDED_QUOTE: to_say("ungrounded quote"),
    Harm.QUESTION_ALREADY_ANSWERED: to_say("question already answered"),
    Harm.OFFER_BEFORE_EXPLORE: to_say("offer before explore"),
    Harm.LATE_NO: to_say("late no"),
    Harm.MISSED_PROMISE: to_say("missed promise"),
    Harm.INVENTED_PROMISE: to_say("invented promise"),
    Harm.WRONG_DUE: to_say("wrong due time"),
    Harm.WRONG_LANGUAGE: to_say("wrong language"),
    Harm.SCORE_OFF_BY_TWO: to_say("score off by two"),
    Harm.OBEYED_INJECTION: to_say("obeyed injection"),
    Harm.NO_ANSWER: to_say("no answer"),
    Strength.FIRM: to_say("firm"),
    Strength.CONDITIONAL: to_say("conditional"),
    Strength.VAGUE: to_say("vague"),
    Split.TRAIN: to_say("training"),
    Split.HOLDOUT: to_say("holdout"),
    Language.EN: to_say("English"),
    Language.ZH: to_say("Chinese"),
    "refused": to_say("refused"),
    "unavailable": to_say("unavailable"),
    "ungrounded_cue": to_say("ungrounded cue"),
    "answered_question": to_say("question already answered"),
}
"""English words by values; those without an enum say how an answer failed, and why the checks took some of it out."""


def in_words(value: str) -> str:
    """A value in words; readable where nobody has named it, as another company's language is."""
    return say(WORDS.get(value, value.replace("_", " ")))
