"""What the choices of a sheet mean, in the words that the prompt shows a model."""

from collections.abc import Mapping

from motbot.domain.scoring import BEHAVIOURS, LISTENING, Fault, Step
from motbot.domain.sheet import Fate, Outcome
from motbot.llm.sheet_shapes import Merit, Reach

FAULTS: Mapping[Fault, str] = {
    Fault.BLAME: "our words put the failure on the customer, mock or insult them, or dare them to complain or to "
    "leave. Not: saying calmly what has to be changed on their side",
    Fault.DENIAL: "our words deny a failure of ours that the facts, or our own earlier words, show we know of. Not: "
    "saying what a check has found",
    Fault.REPEATED: "a promise that is broken already (`broken_words`) is made again as it was, neither owned up to "
    "nor with a new time",
    Fault.WALL: "a rule, or a bare no, with neither a reason they can follow nor another way; a rule is no reason for "
    "itself. Not: a no with one of the two",
    Fault.SENT_AWAY: "they are to start again by themselves with another person, desk, queue, form or ticket. Not: we "
    "take it there with its story and answer for it",
    Fault.PUSHED_BACK: "a help page, a manual or work of their own stands in place of the help they asked for. Not: a "
    "link beside an answer, a question that must be asked, steps to somebody who wanted to know how",
    Fault.OVER_PROMISE: "our words promise as certain what the facts, the limits or the conversation show cannot be "
    "had, or not by then. Not: a promise of which you merely doubt whether it will be kept",
    Fault.STALL: "the facts or the conversation make a no certain, and our words put it off: I'll see what I can do, "
    "我尽量争取. Not: an honest check of something open, or a no to that part with a time",
}
MERITS: Mapping[Merit, str] = {
    Merit.CERTAIN: "it says who of us does what by which day or hour, or it hands over the thing itself in this very "
    "message. Not: soon, shortly, ASAP, 尽快, 第一时间, we'll keep you posted",
    Merit.WORK: "without being asked to, we do or take over a piece of work that the customer would otherwise have to "
    "do or to chase: we have told the courier, filled in the form, booked the room for them. Not: doing what they "
    "asked for",
    Merit.CHECK: "it fixes a time at which we look whether it worked for them, or says beforehand what we do if it "
    "fails or by when they hear that it will. Not: let me know if anything is wrong",
    Merit.WAY_ON: "something cannot be had, and it says so at the first opportunity, with an honest reason, and with "
    "another way that we carry",
    Merit.OWNS_UP: "it admits that we broke what we had said, or that the failure is ours, in plain words. Not: sorry "
    "for the inconvenience, thanks for your patience",
}
REACHES: Mapping[Reach, str] = {
    Reach.EMPTY: "they are left where they were: nothing that was asked is touched, nor even said to be seen; or "
    "somebody who is pressed, angry or let down before gets warm or vague words alone",
    Reach.SEEN: "it says that their words were seen or are being looked into, and no more; or nothing was expected",
    Reach.ANSWERED: "it gives what was asked, refuses it, says what will be done about it and by when, or asks the one "
    "thing without which nothing can be done",
}
OUTCOMES: Mapping[Outcome, str] = {
    Outcome.MET: "words of ours (`ours`) serve it by doing, arranging or telling just that",
    Outcome.MISSED: "our words name it, and do nothing for it",
    Outcome.NEVER_SEEN: "our words do not touch it",
}
FATES: Mapping[Fate, str] = {
    Fate.KEPT: "a later line shows that it was done in time",
    Fate.BROKEN: "a later line shows that its time passed without it",
    Fate.OPEN: "nothing that you see tells",
    Fate.TAKEN_BACK: "a later line of ours says that it will not be done after all",
}
_MEANINGS: Mapping[str, str] = {
    "E1": "thinks of whoever will receive or judge the result: the board, their client, their users",
    "E2": "names the pressure or the feeling, in one short line",
    "E3": "asks a right question: open, not answered yet, three at most",
    "E4": "asks what the request is for, or what made it come up now",
    "E5": "says the request back with its condition: the number, the date, the name",
    "E6": "does not jump to a ready-made answer before the need is clear",
    "E7": "does not ask for what the conversation says already",
    "E8": "tells want and need apart, and gives advice where the request is incomplete or ill-timed",
    "E9": "acts on a cue that the customer did not spell out",
    "O1": "fits: every request has an answer, or a time for one",
    "O2": "realistic: says what can be had and what cannot be guaranteed",
    "O3": "complete: who, what, by when, and what if it fails",
    "O4": "serves an interest of their organisation and one of the person",
    "O5": "active: we do it, instead of waiting for others",
    "O6": "asks what else it would take",
    "O7": "a no comes early, friendly, with a way on",
    "A1": "keeps what was promised, in time",
    "A2": "leaves no message without an answer past its time",
    "A3": "coordinates, and hands over with the story",
    "A4": "tells before the time is over that it will slip, with a new time",
    "A5": "finished as the customer defines it, in the form that was asked for",
    "C1": "asks whether the need was met; anything else? is not that",
    "C2": "asks on the way whether this is the progress they hoped for",
    "C3": "asks after delivery how it stands now",
    "C4": "where it was not quite right, takes it up anew",
    "C5": "says what comes next and who does it",
    "L1": "reads signs beyond words: punctuation, length, hour, silence",
    "L2": "asks what only this customer can answer",
    "L3": "lets them finish, and answers the whole burst",
    "L4": "repeats numbers, dates and names to be sure",
    "L5": "remembers what was said",
    "L6": "answers the mood in one line",
    "L7": "stands on their side: let's, not you must",
}
STEP_MEANINGS: Mapping[Step, str] = {
    Step.EXPLORE: "understand the need and the mind behind it; called for where what they need is not plain yet, or "
    "where a feeling or a pressure shows",
    Step.OFFER: "propose what fits; called for as soon as something is asked for",
    Step.PROMISE: "do what was proposed or promised; called for where something was promised before, is delivered here "
    "or is chased here. To promise something new is an offer",
    Step.CONFIRM: "check that it does what they needed; called for once something was delivered or done",
}


def steps() -> list[dict[str, object]]:
    """The four steps with their behaviours, as plain values that a template can loop over."""
    return [
        {"value": step.value, "meaning": meaning, "behaviours": behaviours(BEHAVIOURS[step])}
        for step, meaning in STEP_MEANINGS.items()
    ]


def behaviours(ids: tuple[str, ...] = LISTENING) -> list[dict[str, str]]:
    """Behaviours by their numbers, the listening habits where no others are asked for."""
    return [{"id": name, "meaning": _MEANINGS[name]} for name in ids]
