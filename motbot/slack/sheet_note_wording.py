"""Every word motbot says of sheets in messages and lists, in each language it speaks."""

from motbot.domain.language import Language
from motbot.domain.nudge import SheetPurpose
from motbot.domain.review import ReviewState
from motbot.slack.sheet_phrases import SheetNoteWording

EN = SheetNoteWording(
    note={
        SheetPurpose.READY: "The sheet is ready",
        SheetPurpose.BLIND: "Say what you think first",
        SheetPurpose.FAILED: "There is no sheet this time",
        SheetPurpose.DISPUTED: "Somebody sees it differently",
        SheetPurpose.CONTEXT: "Somebody has added context",
        SheetPurpose.MARKED: "Somebody has set marks of their own",
    },
    note_ready_yours="You asked for the evaluation sheet of this conversation. Those who answered in it have been told "
    "together with you: you and they see the same sheet.",
    note_ready_by_lead="A lead asked for the evaluation sheet of a conversation that you answered in. You were told "
    "together: you and the lead see the same sheet. Where it misses something, say so right in it: your marks and "
    "your words stand beside the coach's.",
    note_ready_by_agent="A colleague who answered in this conversation with you asked for its evaluation sheet. You "
    "were told together: you and they see the same sheet. Where it misses something, say so right in it.",
    note_blind_yours="Your calibration is ready: everybody fills in the sheet first, and sees the others' marks and "
    "the coach's once their own are sent.",
    note_blind="You answered in this conversation, and your view of it is asked for: everybody fills in the sheet "
    "first, and sees the others' marks and the coach's once their own are sent.",
    note_failed="You asked for the evaluation sheet of this conversation, and it could not be made.",
    note_disputed="{who} sees {what} differently. Their words stand in the sheet.",
    note_context="{who} has added something about {what} that the thread does not show.",
    note_marked="{who} has marked {what}. You see it in the sheet; in a calibration, once yours are sent.",
    somebody={True: "A lead", False: "An agent of this conversation"},
    about_contact="contact {number}",
    about_whole="the conversation",
    open_sheet="Open the sheet",
    fill_in="Fill in the sheet",
    open_why="See why",
    home_sheets="Sheets",
    home_none="No evaluation sheets yet. Choose “Review this thread” in the menu of a message to get one.",
    home_more="and {count} more: /mot mine",
    item="#{channel} · {when}",
    item_about_you="about you",
    item_by_you="asked by you",
    item_blind="calibration",
    item_state={
        ReviewState.READING: "being read",
        ReviewState.ASKING: "waits for a yes",
        ReviewState.READY: "ready",
        ReviewState.FAILED: "could not be made",
    },
    open_item="Open",
)

ZH = SheetNoteWording(
    note={
        SheetPurpose.READY: "评价表做好了",
        SheetPurpose.BLIND: "先说说你的看法",
        SheetPurpose.FAILED: "这次没有评价表",
        SheetPurpose.DISPUTED: "有人看法不同",
        SheetPurpose.CONTEXT: "有人补充了情况",
        SheetPurpose.MARKED: "有人打了自己的分",
    },
    note_ready_yours="你要的这段对话的评价表在这里。在对话里作答的人和你同时得知：你和他们看到的是同一张表。",
    note_ready_by_lead="负责人要了一段你作答过的对话的评价表。你们同时得知：你和负责人看到的是同一张表。"
    "哪里漏了、不对，就在表里说：你的打分和话会和教练的并列。",
    note_ready_by_agent="和你一起在这段对话里作答的同事要了它的评价表。你们同时得知：你和他们看到的是同一张表。"
    "哪里漏了、不对，就在表里说。",
    note_blind_yours="你要的校准可以开始了：每个人先各自填表，交出自己的打分后，才看到别人和教练的。",
    note_blind="你在这段对话里作答过，想听听你的看法：每个人先各自填表，交出自己的打分后，才看到别人和教练的。",
    note_failed="你要的这段对话的评价表没能做出来。",
    note_disputed="{who}对{what}有不同看法，原话在表里。",
    note_context="{who}补充了{what}在对话里看不出来的情况。",
    note_marked="{who}给{what}打了分，在表里就能看到；校准时，要等你交出自己的打分。",
    somebody={True: "一位负责人", False: "在这段对话里作答的一位同事"},
    about_contact="第 {number} 次接触",
    about_whole="这段对话",
    open_sheet="打开评价表",
    fill_in="去填表",
    open_why="看看原因",
    home_sheets="评价表",
    home_none="还没有评价表。在一条消息的菜单里选“Review this thread”就能得到一张。",
    home_more="另有 {count} 张：/mot mine",
    item="#{channel} · {when}",
    item_about_you="关于你",
    item_by_you="你要的",
    item_blind="校准",
    item_state={
        ReviewState.READING: "正在读",
        ReviewState.ASKING: "等人点头",
        ReviewState.READY: "做好了",
        ReviewState.FAILED: "没能做出来",
    },
    open_item="打开",
)

_BY_LANGUAGE = {Language.EN: EN, Language.ZH: ZH}


def sheet_note_wording(language: Language) -> SheetNoteWording:
    """The words of a language."""
    return _BY_LANGUAGE[language]
