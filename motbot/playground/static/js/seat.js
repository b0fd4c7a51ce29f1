// Remembers where the person in front of the page sits: who writes, which channel, whose private messages, drafts.

const PLACE = "motbot-playground-seat";
const LOOKS = "motbot-playground-looks";
const KEPT = [
  "writer",
  "channels",
  "agent",
  "lead",
  "side",
  "place",
  "tab",
  "replyTo",
  "drafts",
  "seen",
  "folded",
  "typed",
];

/** Theme, language and the pace of scenes, kept for the next visit; null means: as the system has it. */
export function readLooks() {
  try {
    return { theme: null, language: null, introduced: false, ...JSON.parse(localStorage.getItem(LOOKS) ?? "{}") };
  } catch {
    return { theme: null, language: null, introduced: false };
  }
}

export function keepLooks(looks) {
  localStorage.setItem(LOOKS, JSON.stringify(looks));
}

/** The theme that is to be seen now. */
export function themeOf(looks) {
  return looks.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}

/** The seat, kept for this tab, so that a reload puts everybody back where they were. */
export class Seat {
  constructor() {
    this.writer = null;
    this.channels = {};
    this.agent = null;
    this.lead = null;
    this.side = "agent";
    this.place = "channel";
    this.tab = "messages";
    this.replyTo = null;
    this.drafts = {};
    this.seen = {};
    this.folded = {};
    this.typed = {};
    try {
      Object.assign(this, JSON.parse(sessionStorage.getItem(PLACE) ?? "{}"));
    } catch {
      // What another version of the page has left behind.
    }
  }

  keep() {
    sessionStorage.setItem(PLACE, JSON.stringify(Object.fromEntries(KEPT.map((name) => [name, this[name]]))));
  }

  /** Whose private messages are shown. */
  get confidant() {
    return this.side === "lead" ? this.lead : this.agent;
  }

  draftKey(pane) {
    return pane === "private"
      ? `private ${this.confidant}`
      : `channel ${this.writer} ${this.channels[this.writer] ?? ""} ${this.replyTo?.ts ?? ""}`;
  }
}
