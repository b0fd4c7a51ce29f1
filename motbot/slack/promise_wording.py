"""Every word motbot says of promises in Slack, in each language it speaks."""

from motbot.catalogue import translated
from motbot.domain.due import Doubt
from motbot.domain.language import Language
from motbot.domain.limits import LimitKind
from motbot.domain.nudge import NotePurpose
from motbot.domain.promise import Mending, Withdrawn
from motbot.slack.promise_phrases import PromiseWording

EN = PromiseWording(
    promised="You promised",
    promised_by_us="Promised by us",
    promised_done="You called it done. Is this kept?",
    due="by {when}",
    due_in_words="by {when} (“{words}”)",
    due_moved="moved to {when}",
    was_due="was due {when}",
    condition="only if: {condition}",
    source="see the words",
    tracked_at_once="Tracked for you: I remind you in time.",
    when="When exactly?",
    no_time="No time named yet: name an hour, and they can count on it.",
    vague="“{words}” is nothing to count on: name an hour.",
    doubt={
        Doubt.PAST: "“{words}” was already over when it was written.",
        Doubt.IMPOSSIBLE: "“{words}” is no day or hour there is.",
        Doubt.AMBIGUOUS_DATE: "“{words}”: which number is the day, which the month?",
        Doubt.AMBIGUOUS_ZONE: "“{words}”: several time zones share that name.",
        Doubt.UNKNOWN_ZONE: "“{words}” means their clock, and I do not know where they are.",
        Doubt.CONTRADICTION: "“{words}” names two different days.",
        Doubt.RECURRING: "“{words}” comes again and again: name the next time.",
        Doubt.DEPENDS: "“{words}” counts from something that has no time yet.",
        Doubt.TOO_ROUGH: "“{words}” is several days: name one.",
        Doubt.OPEN_ENDED: "“{words}” says when it begins, not when it is done.",
        Doubt.DISAGREED: "“{words}” can be read in two ways.",
        Doubt.NOT_UNDERSTOOD: "I could not find a time in “{words}”.",
    },
    two_readings="“{words}” can be read in two ways: {first}, or {second}.",
    beyond={
        LimitKind.AUTHORITY: "Somebody has to agree to this first: {rule}",
        LimitKind.SLA: "This is quicker than we can be: {rule}",
        LimitKind.LEGAL: "This must not be said here: {rule}",
    },
    instead="Honest instead: {instead}",
    behind="They need it by {when}, and this is later. If sooner is not possible, tell them now what they can have "
    "by then.",
    unanswered="Still open: {what}",
    more_unanswered="and {count} more",
    evidence="Looks done: “{words}”",
    evidence_file="Looks done: a file was sent.",
    mending={
        Mending.MOVE: "A message with the new time, before they have to ask",
        Mending.CANNOT: "A friendly no",
    },
    mending_under_way="The message to them is being written …",
    cut="The message is longer than fits here.",
    kept="Kept: {what}",
    withdrawn={
        Withdrawn.NOT_A_PROMISE: "Not a promise: {what}",
        Withdrawn.CANNOT: "Cannot be done: {what}",
        Withdrawn.TAKEN_BACK: "Taken back: {what}",
        Withdrawn.CHANNEL_GONE: "The channel is no longer watched: {what}",
        Withdrawn.LAPSED: "Not heard of again: {what}",
    },
    more="and {count} more: /mot promises",
    track="Track it",
    untrack="Undo",
    fix="Fix it",
    not_a_promise="Not a promise",
    keep="Kept",
    keep_surely="Yes, kept",
    move="Move it",
    cannot="Can't do it",
    note={
        NotePurpose.ASK: "You promised something: shall I keep an eye on it?",
        NotePurpose.REMINDER: "Coming up: {when}",
        NotePurpose.LOOKS_KEPT: "{when}: was it kept?",
        NotePurpose.LATE: "{when} has passed",
    },
    notes={
        NotePurpose.ASK: "You promised {count} things: shall I keep an eye on them?",
        NotePurpose.REMINDER: "Coming up: {count} promises",
        NotePurpose.LOOKS_KEPT: "{count} promises look kept: are they?",
        NotePurpose.LATE: "{count} promises are past their time",
    },
    note_colleagues="A colleague promised something: shall I keep an eye on it?",
    notes_colleagues="{count} things were promised: shall I keep an eye on them?",
    note_tracked="In view: due {when}",
    notes_tracked="In view: {count} promises",
    note_moved="Moved to {when}",
    notes_moved="{count} promises have a new time",
    advice={
        NotePurpose.ASK: "Track it, and I remind you before it is due.",
        NotePurpose.REMINDER: "Still on track? If not, a word now is worth more than one later: I help with it.",
        NotePurpose.LOOKS_KEPT: "One click, and it is settled.",
        NotePurpose.LATE: "Done already, or shall we tell them a new time?",
    },
    settled="Settled",
    to_be_told="Not told yet: this can't be done",
    fix_title="When is it due?",
    move_title="A new time",
    day="Day",
    clock="Time",
    clock_hint="On your own clock ({zone}).",
    reason="Why does it slip?",
    reason_hint="In your words, for the message to them.",
    move_hint="I remind you of the new time and write the message for you; you send it.",
    time_missing="Choose a day and a time.",
    time_past="This time has already passed: choose one that lies ahead.",
    time_far="This is years away: is the year right?",
    not_yours="This promise is not (or no longer) yours, or it is over, so there is nothing to set.",
    list_open="Your promises, the soonest first",
    list_ended="Settled in the last seven days",
    list_late="Past their time in #{channel}, the most pressing first",
    list_late_line="{kind}: {text}",
    list_none_late="Nothing promised in #{channel} is late.",
    list_empty="Nothing promised that is still to be done. What you tell customers you will do appears here.",
    list_where="Kept, Move it and Can't do it are on the cards and in motbot's Home tab.",
    list_partial="Slack did not tell of every channel just now, so some promises may be missing.",
    not_read="Your promises could not be read just now. Please try again in a moment.",
    help="/mot review <link> - the evaluation sheet of a conversation; also “Review this thread” in a message's menu\n"
    "/mot promises - what you promised and by when; for a channel's lead also what is late there\n"
    "/mot try <words> - what I would tell an agent about them; also “Coach me on this” in a message's menu\n"
    "/mot mute [30m | 2h | today | until 15:00] - silence; /mot unmute ends it\n"
    "/mot status - how things stand for you\n"
    "/mot report - for leads, trainers and admins: what became of moments, promises and drafts in your channels\n"
    "/mot mine - all that is held about you\n"
    "/mot notice - for leads and admins: a text for shared channels, to copy and pin\n"
    "/mot - these lines\n"
    "Everything else happens on the cards I send you, and in my Home tab.",
    home_title="Your promises",
    home_hint="The soonest first. Only you see this.",
    home_empty="Nothing promised that is still to be done.\n"
    "Tell a customer what you will do and by when: I keep it in view for you here, and remind you in time.",
)


def promise_wording(language: Language) -> PromiseWording:
    """The words of a language; English where it has none."""
    return translated(EN, language, context="slack.promise_wording")
