"""Every word motbot says of promises in Slack, in each language it speaks."""

from motbot.domain.due import Doubt
from motbot.domain.language import Language
from motbot.domain.limits import LimitKind
from motbot.domain.nudge import NotePurpose
from motbot.domain.promise import Mending, Withdrawn
from motbot.slack.promise_phrases import PromiseWording

EN = PromiseWording(
    promised="You promised",
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
        LimitKind.LEGAL: "This must not be promised: {rule}",
    },
    instead="Honest instead: {instead}",
    unanswered="Still open: {what}",
    more_unanswered="and {count} more",
    evidence="Looks done: “{words}”",
    evidence_file="Looks done: a file was sent.",
    mending={
        Mending.MOVE: "A message with the new time, before they have to ask",
        Mending.CANNOT: "A friendly no, said early",
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
    advice={
        NotePurpose.ASK: "Track it, and I remind you before it is due.",
        NotePurpose.REMINDER: "Still on track? If not, a word now is worth more than one later: I help with it.",
        NotePurpose.LOOKS_KEPT: "One click, and it is settled.",
        NotePurpose.LATE: "Done already, or shall we tell them a new time?",
    },
    settled="Settled",
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
    list_empty="Nothing promised that is still to be done. What you tell customers you will do appears here.",
    list_where="Kept, Move it and Can't do it are on the cards and in motbot's Home tab.",
    list_partial="Slack did not tell of every channel just now, so some promises may be missing.",
    not_read="Your promises could not be read just now. Please try again in a moment.",
    help="/mot review <link> - the evaluation sheet of a conversation; also “Review this thread” in a message's menu\n"
    "/mot promises - what you promised and by when; for a channel's lead also what is late there\n"
    "/mot try <words> - what I would tell an agent about them; also “Coach me on this” in a message's menu\n"
    "/mot mute [30m | 2h | today | until 15:00] - silence; /mot unmute ends it\n"
    "/mot status - how things stand for you\n"
    "/mot report - for leads and trainers: what became of moments, promises and drafts in your channels\n"
    "/mot mine - all that is held about you\n"
    "/mot - these lines\n"
    "Everything else happens on the cards I send you, and in my Home tab.",
    home_title="Your promises",
    home_hint="The soonest first. Only you see this.",
    home_empty="Nothing promised that is still to be done.\n"
    "Tell a customer what you will do and by when: I keep it in view for you here, and remind you in time.",
)

ZH = PromiseWording(
    promised="你答应过",
    due="{when}前",
    due_in_words="{when}前（“{words}”）",
    due_moved="改到{when}",
    was_due="原定{when}",
    condition="前提：{condition}",
    source="原话",
    tracked_at_once="已替你记下，到时提醒你。",
    when="具体几点？",
    no_time="还没说时间：定个钟点，客户心里才有底。",
    vague="“{words}”让人没法安排：定个钟点吧。",
    doubt={
        Doubt.PAST: "“{words}”在说的时候已经过了。",
        Doubt.IMPOSSIBLE: "没有“{words}”这个日子或钟点。",
        Doubt.AMBIGUOUS_DATE: "“{words}”：哪个是月，哪个是日？",
        Doubt.AMBIGUOUS_ZONE: "“{words}”：好几个时区都叫这个名字。",
        Doubt.UNKNOWN_ZONE: "“{words}”是按对方的时间，可我不知道对方在哪里。",
        Doubt.CONTRADICTION: "“{words}”说了两个不同的日子。",
        Doubt.RECURRING: "“{words}”会一再出现：说说下一次是什么时候。",
        Doubt.DEPENDS: "“{words}”要从一件还没定时间的事算起。",
        Doubt.TOO_ROUGH: "“{words}”有好几天：定一天吧。",
        Doubt.OPEN_ENDED: "“{words}”只说了从何时起，没说何时做完。",
        Doubt.DISAGREED: "“{words}”有两种读法。",
        Doubt.NOT_UNDERSTOOD: "“{words}”里没找到时间。",
    },
    two_readings="“{words}”有两种读法：{first}，还是{second}？",
    beyond={
        LimitKind.AUTHORITY: "这件事要先有人同意：{rule}",
        LimitKind.SLA: "这比我们能做到的还快：{rule}",
        LimitKind.LEGAL: "这件事不能承诺：{rule}",
    },
    instead="可以如实这样说：{instead}",
    unanswered="还没回应：{what}",
    more_unanswered="另有 {count} 条",
    evidence="看来已经做到：“{words}”",
    evidence_file="看来已经做到：文件发出去了。",
    mending={
        Mending.MOVE: "把新时间先告诉客户，不等人家来问",
        Mending.CANNOT: "早点说“不”，好好说",
    },
    mending_under_way="正在写给客户的话……",
    cut="这段话较长，这里放不下。",
    kept="已做到：{what}",
    withdrawn={
        Withdrawn.NOT_A_PROMISE: "不是承诺：{what}",
        Withdrawn.CANNOT: "做不到：{what}",
        Withdrawn.TAKEN_BACK: "话已收回：{what}",
        Withdrawn.CHANNEL_GONE: "不再关注这个频道：{what}",
        Withdrawn.LAPSED: "后来没有下文：{what}",
    },
    more="另有 {count} 条：/mot promises",
    track="帮我记着",
    untrack="撤销",
    fix="改一下",
    not_a_promise="不算承诺",
    keep="已做到",
    keep_surely="对，已做到",
    move="改时间",
    cannot="做不到",
    note={
        NotePurpose.ASK: "你答应了一件事，要我帮你记着吗？",
        NotePurpose.REMINDER: "快到时间了：{when}",
        NotePurpose.LOOKS_KEPT: "{when}的事，按时做到了吧？",
        NotePurpose.LATE: "{when}已经过了",
    },
    notes={
        NotePurpose.ASK: "你答应了 {count} 件事，要我帮你记着吗？",
        NotePurpose.REMINDER: "快到时间了：{count} 件答应过的事",
        NotePurpose.LOOKS_KEPT: "{count} 件答应过的事看来做到了，对吗？",
        NotePurpose.LATE: "{count} 件答应过的事已过了时间",
    },
    advice={
        NotePurpose.ASK: "记下之后，到期前我会提醒你。",
        NotePurpose.REMINDER: "来得及吗？来不及的话，现在说一声胜过事后解释，措辞我来帮你。",
        NotePurpose.LOOKS_KEPT: "点一下就了结。",
        NotePurpose.LATE: "已经做好了，还是先给客户一个新时间？",
    },
    settled="已了结",
    fix_title="什么时候做好？",
    move_title="改个时间",
    day="日期",
    clock="时间",
    clock_hint="按你自己的时间（{zone}）。",
    reason="为什么要改？",
    reason_hint="用你自己的话说，会写进给客户的消息。",
    move_hint="我会按新时间提醒你，并写好给客户的话，由你来发。",
    time_missing="请选好日期和时间。",
    time_past="这个时间已经过了，请选一个还没到的。",
    time_far="这是好几年以后：年份对吗？",
    not_yours="这条承诺不是（或不再是）你的，或者已经了结，没有可设置的内容。",
    list_open="你答应的事，先到期的在前",
    list_ended="近七天了结的",
    list_late="#{channel} 里过了时间的，最要紧的在前",
    list_late_line="{kind}：{text}",
    list_empty="没有答应了还没做的事。你答应客户的事会出现在这里。",
    list_where="“已做到”“改时间”“做不到”在卡片上，也在 motbot 的主页里。",
    list_partial="Slack 刚才没有说清每个频道的情况，可能有遗漏。",
    not_read="刚才没能读到你答应的事，请稍后再试。",
    help="/mot review <链接>：一段对话的评价表；也可在消息的菜单里选“Review this thread”\n"
    "/mot promises：你答应了什么、什么时候到期；频道负责人还能看到那里过了时间的事\n"
    "/mot try <客户的话>：看看我会怎样提醒客服；在消息的菜单里选“Coach me on this”也行\n"
    "/mot mute [30分钟 | 2小时 | 今天 | 到15:00]：静音；/mot unmute 结束静音\n"
    "/mot status：现在的情况\n"
    "/mot report：给频道负责人和培训师：你的频道里关键时刻、承诺和草稿的去向\n"
    "/mot mine：关于你的全部记录\n"
    "/mot：显示这几行\n"
    "其他的都在我发给你的卡片上，也在我的主页里。",
    home_title="你答应的事",
    home_hint="先到期的在前。只有你能看到。",
    home_empty="没有答应了还没做的事。\n告诉客户你会做什么、什么时候做好：我在这里替你记着，到时提醒你。",
)

_BY_LANGUAGE = {Language.EN: EN, Language.ZH: ZH}


def promise_wording(language: Language) -> PromiseWording:
    """The words of a language."""
    return _BY_LANGUAGE[language]
