// What a conversation's pane can do for the person who looks at it; both panes share it.

import { h } from "./dom.js";
import { ask, attempt } from "./floating.js";
import { linkTo, placeOf } from "./message.js";
import { slackText, typedText } from "./composer.js";
import { t } from "./strings.js";
import { Toolbar } from "./toolbar.js";

const SLASH = /^(\/[a-z][\w-]*)(?:\s+([\s\S]*))?$/i;

/** Reads and acts as `viewer()` in `channel()`; the page supplies everything else. */
export class PaneHost {
  constructor(page, { name, viewer, channel }) {
    this.page = page;
    this.name = name;
    this.viewer = viewer;
    this.channel = channel;
    this.editingTs = null;
    this.toolbar = new Toolbar(this);
  }

  get reader() {
    return this.page.readerFor(this.viewer());
  }

  get eyes() {
    return this.page.world.eyes.get(this.viewer());
  }

  actor = () => this.viewer();
  person = (id) => this.page.person(id);
  message = (ts) =>
    this.eyes?.message(this.channel(), ts) ?? this.eyes?.ephemerals.get(`${this.channel()} ${ts}`) ?? null;
  folded = () => this.page.seat.folded;
  explain = (message) => this.page.explain.open(message, this.reader);
  useReply = (message, reply) => this.page.seating.useReply(this.viewer(), reply);
  act = (verb, rest) => attempt(this.page.api.act(this.viewer(), verb, rest));

  fold(root, folded) {
    this.page.seat.folded[root.ts] = folded;
    this.page.redraw();
  }

  /** What the controls inside a message do. */
  controls(message) {
    return {
      press: (one, block, value) =>
        this.act("press", {
          channel: message.channel,
          ts: message.ts,
          action_id: one.action_id,
          block_id: block.block_id,
          value: value ?? null,
        }),
    };
  }

  canReact = () => true;
  canReply = () => this.name === "channel" && !this.eyes?.channel(this.channel())?.archived;
  hasReacted = (message, name) =>
    message.reactions.some((one) => one.name === name && one.users.includes(this.viewer()));
  react = (message, name, mine) =>
    this.act(mine ? "unreact" : "react", { channel: message.channel, ts: message.ts, name });
  hasShortcuts = (message) => this.name === "channel" && !message.by_app && this.person(this.viewer()).ours;

  link = (message) => linkTo(this.page.world.team.url, message);

  async shortcut(message, id) {
    const sent = await this.act("shortcut", { channel: message.channel, ts: message.ts, callback_id: id });
    if (sent) this.page.toast(t("shortcut_sent"));
  }

  replyTo(message) {
    this.page.seating.replyIn(message);
  }

  /** Put away what only its reader sees; its place is gone, so the focus goes to the composer. */
  async dismiss(message) {
    if (!(await this.act("dismiss", { channel: message.channel, ts: message.ts }))) return;
    this.page.pane(this.name).composer.field.focus();
  }

  async remove(message) {
    if (await ask(t("delete_sure"), t("delete_yes")))
      await this.act("delete", { channel: message.channel, ts: message.ts });
  }

  /** Keys on a focused message: R replies, E edits, M opens the menu. */
  key(event, message) {
    if (!message || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = event.target;
    const chosen = {
      r: () => this.canReply() && this.replyTo(message),
      e: () => this.mayEdit(message) && this.edit(message),
      m: () => this.#openMenu(row),
      Enter: () => this.#openMenu(row),
    }[event.key];
    if (!chosen) return;
    event.preventDefault();
    chosen();
  }

  #openMenu(row) {
    const button = row.querySelector('.toolbar [data-focus="menu"]');
    button?.focus();
    button?.click();
  }

  mayEdit = (message) => message.user === this.viewer() && !message.by_app && !message.deleted;
  editing = (message) => this.editingTs === message.ts;

  edit(message) {
    this.editingTs = message.ts;
    this.page.redraw({ all: true });
    this.page.pane(this.name).list.list.querySelector(".edit-field")?.focus();
  }

  /** The newest of one's own messages, edited by Arrow Up in an empty composer, as in Slack. */
  editLast() {
    const own = this.eyes.list(this.channel()).filter((one) => this.mayEdit(one) && !one.ephemeral);
    if (own.length) this.edit(own.at(-1));
    return own.length > 0;
  }

  editor(message) {
    const people = this.page.world.people;
    const end = () => {
      this.editingTs = null;
      this.page.redraw({ all: true });
      this.page.pane(this.name).composer.field.focus();
    };
    const save = async () => {
      const text = field.value.trim();
      if (text && (await this.act("edit", { channel: message.channel, ts: message.ts, text: slackText(text, people) })))
        end();
    };
    const field = h("textarea", {
      class: "field edit-field",
      rows: 3,
      value: typedText(message.text, people),
      "aria-label": t("edit_label"),
      data: { focus: "edit" },
      on: {
        keydown: (event) => {
          if (event.isComposing) return;
          if (event.key === "Escape") {
            event.preventDefault();
            event.stopPropagation();
            end();
          }
          if (event.key === "Enter" && !event.shiftKey) {
            event.preventDefault();
            void save();
          }
        },
      },
    });
    return h(
      "div",
      { class: "editor" },
      field,
      h(
        "div",
        { class: "editor-foot" },
        h("button", { type: "button", class: "button button-small", on: { click: end } }, t("cancel")),
        h("button", { type: "button", class: "button button-small button-primary", on: { click: save } }, t("save")),
      ),
    );
  }

  draftKey = () => this.page.seat.draftKey(this.name);
  draft = (key) => this.page.seat.drafts[key] ?? "";
  keepDraft(key, text) {
    if (text) this.page.seat.drafts[key] = text;
    else delete this.page.seat.drafts[key];
    this.page.seat.keep();
  }

  typing = () => void this.page.api.act(this.viewer(), "typing", { channel: this.channel() }).catch(() => {});
  hasCommands = () => this.person(this.viewer()).ours;
  mentionable = () =>
    (this.eyes?.channel(this.channel())?.members ?? [])
      .filter((id) => id !== this.viewer())
      .map((id) => this.person(id));
  leaveThread = () => this.page.seating.replyIn(null);

  /** Send what was typed. False keeps it in the field. */
  async send(text) {
    const thread = this.name === "channel" ? this.page.seating.threadInView() : null;
    const command = SLASH.exec(text);
    if (command) return this.#slash(command, thread);
    const sent = await this.act("post", {
      channel: this.channel(),
      text: slackText(text, this.page.world.people),
      ...(thread ? { thread_ts: thread.ts } : {}),
    });
    if (sent && !thread) this.page.pane(this.name).list.bottom();
    return Boolean(sent);
  }

  async #slash([, command, text], thread) {
    if (!this.hasCommands()) return this.#refuse(t("slash_customer"));
    if (thread) return this.#refuse(t("slash_in_thread"));
    const before = this.eyes.ephemerals.size + this.eyes.views.length;
    const answer = await this.act("slash", {
      channel: this.channel(),
      command: command.toLowerCase(),
      text: text?.trim() ?? "",
    });
    if (answer && answer.answer === null && this.eyes.ephemerals.size + this.eyes.views.length === before)
      this.page.toast(t("slash_silent"));
    return Boolean(answer);
  }

  #refuse(words) {
    this.page.toast(words, { error: true });
    return false;
  }
}

/** A jump to a message that a permalink names, where somebody on this page can see it; null for other addresses. */
export function jumpFor(page, viewer, url) {
  const place = placeOf(url);
  return place ? () => page.seating.jump(viewer, place) : null;
}
