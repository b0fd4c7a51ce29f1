// Where a person writes: Enter sends, Shift+Enter begins a line, "/" and "@" offer what can follow.

import { fill, h, icon, iconButton } from "./dom.js";
import { escaped, unescaped } from "./mrkdwn.js";
import { t } from "./strings.js";

/** motbot's commands, with the words that say what each is for. */
export const COMMANDS = [
  ["/mot", "", "cmd_help"],
  ["/mot review", "arg_link", "cmd_review"],
  ["/mot mine", "", "cmd_mine"],
  ["/mot promises", "", "cmd_promises"],
  ["/mot report", "", "cmd_report"],
  ["/mot try", "arg_words", "cmd_try"],
  ["/mot mute", "arg_time", "cmd_mute"],
  ["/mot unmute", "", "cmd_unmute"],
  ["/mot status", "", "cmd_status"],
  ["/mot notice", "", "cmd_notice"],
];
const TYPING_EVERY = 3000;
const TALLEST = 220;
const NARROW = 600;
const MENTION = /(^|\s)@([^\s@]{0,24})$/u;

/** Text as it is typed, from text as Slack keeps it. */
export const typedText = (text, people) =>
  unescaped(
    text.replace(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g, (whole, id) =>
      people.has(id) ? `@${people.get(id).name}` : whole,
    ),
  );

/** Text as Slack keeps it, from text as it is typed. */
export function slackText(text, people) {
  const names = [...people.values()].sort((one, other) => other.name.length - one.name.length);
  return names.reduce((whole, person) => whole.replaceAll(`@${person.name}`, `<@${person.id}>`), escaped(text));
}

export class Composer {
  /** `host` gives people, drafts and what happens; `name` tells the two composers apart. */
  constructor({ name, host }) {
    this.host = host;
    this.name = name;
    this.options = h("ul", { class: "suggestions", role: "listbox", id: `${name}-options`, hidden: true });
    this.field = h("textarea", {
      class: "compose-field",
      rows: 1,
      id: `${name}-field`,
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": `${name}-options`,
      "aria-describedby": `${name}-hint`,
      maxlength: 40000,
      autocomplete: "off",
      on: {
        keydown: (event) => this.#key(event),
        input: () => this.#typed(),
        blur: () => setTimeout(() => this.#offer([]), 120),
      },
    });
    this.reply = h("div", { class: "replying", hidden: true });
    this.seat = h("div", { class: "compose-seat" });
    this.send = h("button", { type: "button", class: "send", on: { click: () => this.#send() } }, icon("send", 18));
    this.hint = h("p", { class: "compose-hint", id: `${name}-hint` });
    this.box = h(
      "div",
      { class: "compose-box" },
      this.reply,
      h("div", { class: "compose-row" }, this.seat, this.field, this.send),
    );
    this.element = h("div", { class: "composer" }, this.options, this.box, this.hint);
    this.choices = [];
    this.lastTyping = -TYPING_EVERY;
    // A field that was hidden has no height to measure until it is seen.
    new ResizeObserver(() => this.#size()).observe(this.box);
  }

  /** Bring labels, draft and the thread in view up to date. */
  draw({ label, short, seat, replying }) {
    const key = this.host.draftKey();
    this.field.placeholder = innerWidth < NARROW ? (short ?? label) : label;
    this.field.setAttribute("aria-label", label);
    this.send.setAttribute("aria-label", t("send"));
    this.send.title = t("send");
    fill(this.hint, t("compose_hint"));
    if (this.seatMark !== seat?.mark) fill(this.seat, seat?.node);
    this.seatMark = seat?.mark;
    this.reply.hidden = !replying;
    fill(
      this.reply,
      replying
        ? [
            icon("reply", 14),
            h("span", { class: "replying-words" }, replying),
            iconButton("close", t("cancel"), () => this.host.leaveThread(), { size: 14 }),
          ]
        : null,
    );
    if (key !== this.key) {
      this.key = key;
      this.field.value = this.host.draft(key);
      this.#size();
    }
    this.#ready();
  }

  /** Put words into the field, for a person to look at before sending. */
  suggest(text) {
    this.key = this.host.draftKey();
    this.field.value = text;
    this.host.keepDraft(this.key, text);
    this.#size();
    this.#ready();
    this.field.focus();
    this.field.setSelectionRange(text.length, text.length);
  }

  #ready() {
    this.send.disabled = !this.field.value.trim();
  }

  #size() {
    if (!this.field.offsetParent) return;
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, TALLEST)}px`;
  }

  #typed() {
    this.#size();
    this.#ready();
    this.host.keepDraft(this.key, this.field.value);
    this.#suggest();
    const now = performance.now();
    if (this.field.value && !this.field.value.startsWith("/") && now - this.lastTyping > TYPING_EVERY) {
      this.lastTyping = now;
      this.host.typing();
    }
  }

  #suggest() {
    const text = this.field.value.slice(0, this.field.selectionStart);
    const mention = MENTION.exec(text);
    if (/^\/[^\n]*$/.test(this.field.value) && this.host.hasCommands()) {
      const typed = this.field.value.toLowerCase();
      return this.#offer(
        COMMANDS.filter(([name]) => name.startsWith(typed) && name !== typed).map(([name, rest, about]) => ({
          text: name,
          rest: rest && t(rest),
          about: t(about),
          take: () => this.#take(0, this.field.value.length, rest ? `${name} ` : name),
        })),
        t("commands"),
      );
    }
    if (mention) {
      const start = text.length - mention[2].length - 1;
      const found = this.host
        .mentionable()
        .filter((one) => one.name.toLowerCase().includes(mention[2].toLowerCase()))
        .slice(0, 8);
      return this.#offer(
        found.map((one) => ({
          text: `@${one.name}`,
          rest: "",
          about: t(`role_${one.role}`),
          take: () => this.#take(start, text.length, `@${one.name} `),
        })),
        t("people"),
      );
    }
    return this.#offer([]);
  }

  #offer(choices, heading) {
    this.choices = choices;
    this.chosen = choices.length ? 0 : -1;
    this.options.hidden = !choices.length;
    this.options.setAttribute("aria-label", heading ?? "");
    this.field.setAttribute("aria-expanded", String(choices.length > 0));
    fill(
      this.options,
      choices.map((one, at) =>
        h(
          "li",
          {
            role: "option",
            id: `${this.name}-option-${at}`,
            class: "suggestion",
            "aria-selected": String(at === 0),
            on: {
              pointerdown: (event) => {
                event.preventDefault();
                one.take();
              },
            },
          },
          h(
            "span",
            { class: "suggestion-name" },
            one.text,
            one.rest ? h("span", { class: "suggestion-rest" }, ` ${one.rest}`) : null,
          ),
          h("span", { class: "suggestion-about" }, one.about),
        ),
      ),
    );
    this.#mark();
  }

  #mark() {
    [...this.options.children].forEach((one, at) => one.setAttribute("aria-selected", String(at === this.chosen)));
    if (this.chosen >= 0) this.field.setAttribute("aria-activedescendant", `${this.name}-option-${this.chosen}`);
    else this.field.removeAttribute("aria-activedescendant");
    this.options.children[this.chosen]?.scrollIntoView({ block: "nearest" });
  }

  #take(start, end, text) {
    const { value } = this.field;
    this.field.value = value.slice(0, start) + text + value.slice(end);
    this.field.setSelectionRange(start + text.length, start + text.length);
    this.#offer([]);
    this.#typed();
    this.#offer([]);
  }

  #key(event) {
    // An input method for Chinese uses Enter to choose characters.
    if (event.isComposing || event.keyCode === 229) return;
    if (this.choices.length && this.#keyInChoices(event)) return void event.preventDefault();
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#send();
    } else if (event.key === "Escape" && !this.reply.hidden) {
      event.preventDefault();
      this.host.leaveThread();
    } else if (event.key === "ArrowUp" && !this.field.value) {
      if (this.host.editLast()) event.preventDefault();
    }
  }

  #keyInChoices(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      this.chosen = (this.chosen + step + this.choices.length) % this.choices.length;
      this.#mark();
      return true;
    }
    if (event.key === "Escape") this.#offer([]);
    else if (event.key === "Tab" && !event.shiftKey) this.choices[this.chosen].take();
    // A command that is complete without more words is sent by Enter, as it stands in the field.
    else if (event.key === "Enter" && !event.shiftKey && !this.#isCommand()) this.choices[this.chosen].take();
    else return false;
    return true;
  }

  #isCommand() {
    const typed = this.field.value.trim().toLowerCase();
    return COMMANDS.some(([name, rest]) => name === typed && !rest);
  }

  async #send() {
    const text = this.field.value.trim();
    if (!text || this.sending) return;
    const { key } = this;
    this.sending = true;
    const done = await this.host.send(text);
    this.sending = false;
    if (!done) return;
    this.host.keepDraft(key, "");
    if (this.key === key) this.field.value = "";
    this.#offer([]);
    this.#size();
    this.#ready();
  }
}
