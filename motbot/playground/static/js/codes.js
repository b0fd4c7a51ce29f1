// Plain words for the codes that the Explain drawer gets: kinds, stages, reasons, acts.

export const KINDS = {
  en: { explicit: "Stated", implicit: "Unspoken", not_yet_existing: "Not thought of yet" },
  zh: { explicit: "明说的", implicit: "没说出口的", not_yet_existing: "还没想到的" },
};

export const STAGES = {
  en: {
    exploring: "exploring: waits for an answer",
    offered: "answered",
    acting: "a promise is under way",
    confirming: "waits for confirmation",
    closed: "closed",
  },
  zh: {
    exploring: "探索：等待回复",
    offered: "已回复",
    acting: "承诺办理中",
    confirming: "等待确认",
    closed: "已结束",
  },
};

export const URGENCIES = {
  en: { none: "none", low: "low", normal: "normal", high: "high", critical: "critical" },
  zh: { none: "无", low: "不急", normal: "一般", high: "较急", critical: "紧急" },
};

export const SUPPRESSED = {
  en: {
    answered: "an agent had answered already",
    expired: "it would have come too late",
    below_sensitivity: "below the sensitivity that is set for the channel",
    muted: "the agent has muted motbot",
    daily_cap: "the agent's daily number of nudges is used up",
    quiet_hours: "quiet hours; it comes afterwards",
    nobody: "no agent of the channel may be nudged now",
  },
  zh: {
    answered: "客服已经回复了",
    expired: "已经来不及了",
    below_sensitivity: "低于频道设定的灵敏度",
    muted: "客服暂停了提醒",
    daily_cap: "今天的提醒次数已用完",
    quiet_hours: "现在是免打扰时间，稍后再发",
    nobody: "频道里现在没有可提醒的客服",
  },
};

export const NEGATIVES = {
  en: {
    thanks_closing: "thanks, or the end of it",
    fyi: "only informs",
    chit_chat: "small talk",
    bot: "a bot's post",
    agent_to_agent: "our own side among itself",
    customer_to_customer: "customers among themselves",
    injection_only: "only tries to steer the machine",
    duplicate: "asked already",
  },
  zh: {
    thanks_closing: "致谢或收尾",
    fyi: "只是告知",
    chit_chat: "闲聊",
    bot: "机器人消息",
    agent_to_agent: "我方内部交流",
    customer_to_customer: "客户之间交流",
    injection_only: "只是想操纵机器",
    duplicate: "已经问过",
  },
};

export const ENDINGS = {
  en: {
    open: "still open",
    well: "ended well",
    not_well: "not as they had hoped",
    unsaid: "nobody said how it ended",
  },
  zh: {
    open: "还没了结",
    well: "结果不错",
    not_well: "没能如客户所愿",
    unsaid: "客户没说结果如何",
  },
};

export const WHISPERS = {
  en: {
    card: "the card",
    summary: "the line that offers it to all agents",
    prompt: "a prompt",
    confirm: "the Confirm prompt",
    later: "the reminder asked for",
    escalation: "the escalation",
    handover: "the hand-over",
    proposal: "the question whether to take it over",
    taken: "who has taken it over",
    raised: "it became critical",
    not_quite: "not quite there yet",
    "note:ask": "the question whether to keep an eye on a promise",
    "note:reminder": "the reminder of a promise",
    "note:looks_kept": "the question whether a promise was kept",
    "note:late": "the note that a promise is late",
  },
  zh: {
    card: "卡片",
    summary: "请大家认领的一行",
    prompt: "提示",
    confirm: "“确认结果”提示",
    later: "约好的提醒",
    escalation: "升级提醒",
    handover: "交接",
    proposal: "问能不能接手",
    taken: "谁接手了",
    raised: "变得紧急",
    not_quite: "还差一点",
    "note:ask": "问要不要记着一个承诺",
    "note:reminder": "承诺到期前的提醒",
    "note:looks_kept": "问承诺是不是做到了",
    "note:late": "承诺过了时间的提醒",
  },
};

export const WHISPER_STATES = {
  en: {
    new: "waits to be sent",
    trying: "being sent",
    sent: "sent",
    unsure: "unclear whether it arrived",
    refused: "refused",
  },
  zh: { new: "等待发送", trying: "正在发送", sent: "已发送", unsure: "不确定是否送达", refused: "被拒绝" },
};

export const ACTS = {
  en: {
    open_thread: "opened the thread",
    edit: "opened the editor",
    edited: "changed the reply",
    claim: "took it",
    done: "called it done",
    later: "asked to be reminded",
    mute: "muted motbot",
    not_helpful: "found it not helpful",
    wrong: "marked an expectation as wrong",
    confirmed: "said the customer has confirmed",
    not_quite: "said it is not quite there",
    still_running: "said it is still running",
    track_promise: "wants to be reminded of a promise",
    untrack_promise: "took the reminder back",
    fix_promise: "opened the window for a promise's time",
    fixed_promise: "said when a promise is due",
    not_a_promise: "said it is no promise",
    kept_promise: "said a promise was kept",
    move_promise: "opened the window for a new time",
    moved_promise: "moved a promise",
    cannot_keep_promise: "said a promise cannot be kept",
    take_over_promise: "took over a promise",
  },
  zh: {
    open_thread: "打开了对话",
    edit: "打开了编辑窗口",
    edited: "修改了回复",
    claim: "接手了",
    done: "标为已办好",
    later: "要求稍后提醒",
    mute: "暂停了提醒",
    not_helpful: "认为没有帮助",
    wrong: "指出有一条有误",
    confirmed: "表示客户已确认",
    not_quite: "表示还差一点",
    still_running: "表示还在办",
    track_promise: "要记着一个承诺",
    untrack_promise: "撤回了提醒",
    fix_promise: "打开了定时间的窗口",
    fixed_promise: "定了承诺的时间",
    not_a_promise: "表示不算承诺",
    kept_promise: "表示承诺已做到",
    move_promise: "打开了改时间的窗口",
    moved_promise: "改了承诺的时间",
    cannot_keep_promise: "表示承诺做不到",
    take_over_promise: "接手了一个承诺",
  },
};

export const DUES = {
  en: {
    nudge: "the card that was held back goes out",
    escalate: "it is escalated, since nobody has taken it",
    remind: "the agent is reminded",
    overdue: "the card says that a reply was due",
    confirm: "the agent is prompted to confirm the outcome",
    close: "it closes without a word from the customer",
    wake: "motbot looks at it again",
    break: "the promise is late, and its agent is told",
    lapse: "the promise is let go of, since nobody has said more of it",
  },
  zh: {
    nudge: "发出暂缓的卡片",
    escalate: "无人接手，升级处理",
    remind: "提醒客服",
    overdue: "卡片写明已过回复时间",
    confirm: "提示客服确认结果",
    close: "客户没有回音，结束",
    wake: "motbot 再看一次",
    break: "承诺过了时间，告诉客服",
    lapse: "承诺没有下文，不再记着",
  },
};

export const PROMISES = {
  en: {
    made: "found; nobody has said to track it",
    accepted: "tracked",
    moved: "moved to a new time",
    kept: "kept",
    broken: "late",
    withdrawn: "withdrawn",
    firm: "firm",
    conditional: "on a condition",
    vague: "vague",
  },
  zh: {
    made: "已发现，还没人要记着",
    accepted: "已记着",
    moved: "已改时间",
    kept: "已做到",
    broken: "已过时间",
    withdrawn: "已作罢",
    firm: "明确",
    conditional: "有前提",
    vague: "含糊",
  },
};

export const SIDES = {
  en: {
    customer: "customer",
    agent: "agent",
    colleague: "colleague",
    bot: "bot",
    ourselves: "motbot",
    unknown: "unknown",
  },
  zh: { customer: "客户", agent: "客服", colleague: "同事", bot: "机器人", ourselves: "motbot", unknown: "未知" },
};

export const SIGNALS = {
  en: {
    confirmed_by_customer: "the customer confirms the outcome",
    not_quite: "what was delivered does not do",
    broken_promise: "a promise was not kept",
    anger: "anger",
    possible_injection: "tries to steer the machine",
  },
  zh: {
    confirmed_by_customer: "客户确认了结果",
    not_quite: "交付的还不行",
    broken_promise: "承诺没有兑现",
    anger: "生气",
    possible_injection: "试图操纵机器",
  },
};
