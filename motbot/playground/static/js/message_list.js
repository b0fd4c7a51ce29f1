// The list of a conversation: keeps its rows, its place while new ones come, and the walk through it by keyboard.

import { fill, h, icon } from "./dom.js";
import { messageRow } from "./message.js";
import { rowsOf } from "./rows.js";
import { language, t } from "./strings.js";

const NEAR = 60;
const HIGHLIGHT = 2600;
const SETTLES = 120;
const MARGIN = 10;

export class MessageList {
  /** `host` draws and does; `label` names the region. */
  constructor({ host, empty }) {
    this.host = host;
    this.empty = empty;
    this.rows = new Map();
    this.sticks = true;
    this.list = h("ol", { class: "messages" });
    this.blank = h("div", { class: "blank" });
    this.pill = h("button", { type: "button", class: "pill", hidden: true, on: { click: () => this.#follow() } });
    this.scroller = h(
      "div",
      { class: "scroller", tabindex: 0, role: "region", on: { scroll: () => this.#scrolled() } },
      this.blank,
      this.list,
    );
    this.frame = h("div", { class: "list-frame" }, this.scroller, this.pill);
    this.list.addEventListener("keydown", (event) => this.#walk(event));
    this.list.addEventListener("focusin", (event) => this.#tools(event.target.closest(".message")));
    this.list.addEventListener(
      "pointerover",
      (event) => event.pointerType !== "touch" && this.#tools(event.target.closest(".message")),
    );
    this.list.addEventListener("pointerleave", () => this.#tools(this.list.querySelector(".message:focus-within")));
    new ResizeObserver(() => this.sticks && this.#toBottom()).observe(this.list);
    new ResizeObserver(() => this.sticks && this.#toBottom()).observe(this.scroller);
  }

  /** Show a conversation; `fresh` when it is another one than before. */
  draw(messages, { key, label }) {
    const fresh = key !== this.key;
    this.key = key;
    this.scroller.setAttribute("aria-label", label);
    const rows = rowsOf(messages, {
      now: this.host.reader.now,
      zone: this.host.reader.zone,
      folded: this.host.folded(),
      language: language(),
    });
    if (fresh) {
      this.rows.clear();
      this.list.replaceChildren();
      this.sticks = true;
      this.restedAt = null;
      this.pill.hidden = true;
    }
    this.#place(rows, fresh);
    this.blank.hidden = rows.length > 0;
    if (!rows.length) fill(this.blank, this.empty());
    if (this.sticks) this.#toBottom();
    this.#keepReachable();
  }

  /** Change only what has changed, so that focus, place and selections stay. */
  #place(rows, fresh) {
    const wanted = new Set(rows.map((row) => row.key));
    for (const [key, { node }] of this.rows) {
      if (!wanted.has(key)) {
        node.remove();
        this.rows.delete(key);
      }
    }
    let at = this.list.firstElementChild;
    for (const row of rows) {
      const known = this.rows.get(row.key);
      const node = known?.mark === row.mark ? known.node : this.#drawn(row, known, fresh);
      // A row that was drawn anew stands where the old one stood.
      if (known && known.node === at) at = node;
      if (node === at) at = at.nextElementSibling;
      else this.list.insertBefore(node, at);
    }
  }

  #drawn(row, known, fresh) {
    const node = this.#build(row);
    this.rows.set(row.key, { mark: row.mark, node });
    if (known) this.#replace(known.node, node, row);
    else if (!fresh && row.kind === "message") this.#arrived(node, row);
    return node;
  }

  #build(row) {
    if (row.kind === "message") return messageRow(row, this.host);
    if (row.kind === "day") return h("li", { class: "day" }, h("span", {}, row.text));
    if (row.kind === "thread") {
      const label = row.folded
        ? t("show_replies", { count: row.count })
        : row.count === 1
          ? t("replies_one")
          : t("replies", { count: row.count });
      return h(
        "li",
        { class: "thread-head" },
        h(
          "button",
          {
            type: "button",
            class: "link-button",
            "aria-expanded": String(!row.folded),
            title: row.folded ? "" : t("hide_replies"),
            on: { click: () => this.host.fold(row.root, !row.folded) },
          },
          icon(row.folded ? "next" : "down", 14),
          label,
        ),
      );
    }
    return h(
      "li",
      { class: "thread-foot" },
      this.host.canReply?.() === false
        ? null
        : h(
            "button",
            { type: "button", class: "reply-button", on: { click: () => this.host.replyTo(row.root) } },
            icon("reply", 15),
            t("reply_here"),
          ),
    );
  }

  #replace(old, node, row) {
    const focus = old.contains(document.activeElement) ? (document.activeElement.dataset.focus ?? "") : null;
    const flash = old.dataset.flash;
    // Not measured until it is seen, so it keeps the old one's height, or the list would jump.
    node.style.containIntrinsicSize = `auto ${old.offsetHeight}px`;
    old.replaceWith(node);
    if (focus !== null)
      (focus ? (node.querySelector(`[data-focus="${CSS.escape(focus)}"]`) ?? node) : node).focus({
        preventScroll: true,
      });
    if (row.message?.by_app && !this.redrawing) {
      this.#flash(node, "flash-updated");
      // Its place is known only once the list has settled.
      setTimeout(() => node.isConnected && !this.#isSeen(node) && this.#offer(t("card_above"), node), SETTLES);
    } else if (flash) node.dataset.flash = flash;
  }

  #arrived(node, row) {
    this.#flash(node, "flash-new");
    if (!this.sticks) this.#offer(row.reply ? t("card_above") : t("new_below"), row.reply ? node : null);
  }

  #flash(node, kind) {
    node.classList.add(kind);
    setTimeout(() => node.classList.remove(kind), HIGHLIGHT);
  }

  #isSeen(node) {
    const box = node.getBoundingClientRect();
    const frame = this.scroller.getBoundingClientRect();
    return box.bottom > frame.top + 24 && box.top < frame.bottom - 24;
  }

  /** A pill that leads to what cannot be seen from here. */
  #offer(words, node) {
    if (!this.scroller.offsetParent) return;
    const up = node && node.getBoundingClientRect().top < this.scroller.getBoundingClientRect().top;
    this.target = node;
    this.#point(up, words);
  }

  /** Show the pill in a row of its own below the list, where it covers nothing and moves no line that is being read. */
  #point(up, words) {
    fill(this.pill, icon(up ? "arrowup" : "arrowdown", 15), words);
    this.pill.hidden = false;
  }

  #follow() {
    this.pill.hidden = true;
    if (this.target?.isConnected) this.show(this.target.dataset.ts);
    else this.bottom();
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    const near = scrollTop > this.#rest() - NEAR;
    this.sticks = near;
    if (this.target ? this.#isSeen(this.target) : near) this.pill.hidden = true;
    if (!near && this.pill.hidden && scrollHeight - scrollTop - clientHeight > clientHeight) {
      this.target = null;
      this.#point(false, t("jump_newest"));
    }
  }

  bottom() {
    this.target = null;
    this.restedAt = null;
    this.sticks = true;
    this.pill.hidden = true;
    this.#toBottom();
  }

  /** Go to where the list rests; whoever already reads further down in a long newest message stays there. */
  #toBottom() {
    const rest = this.#rest();
    const newest = this.list.lastElementChild?.dataset.ts;
    if (newest !== this.restedAt || this.scroller.scrollTop < rest) this.scroller.scrollTop = rest;
    this.restedAt = newest;
  }

  /** Where the list rests: at its end, or at the head of a newest message that does not fit. */
  #rest() {
    const { scrollHeight, clientHeight } = this.scroller;
    const newest = this.list.lastElementChild;
    const end = scrollHeight - clientHeight;
    return newest && newest.offsetHeight > clientHeight ? Math.min(end, newest.offsetTop - MARGIN) : end;
  }

  /** Scroll to a message and light it up; false where it is not here. */
  show(ts) {
    const node = this.list.querySelector(`.message[data-ts="${CSS.escape(ts)}"]`);
    if (!node) return false;
    this.sticks = false;
    this.target = null;
    node.scrollIntoView({
      block: "center",
      behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth",
    });
    this.#flash(node, "flash-jump");
    this.#reach(node);
    node.focus({ preventScroll: true });
    return true;
  }

  /** One message can be reached by Tab: the newest, or the one that was last looked at. */
  #keepReachable() {
    const all = this.list.querySelectorAll(".message");
    if (!this.list.querySelector('.message[tabindex="0"]') && all.length) this.#reach(all[all.length - 1]);
  }

  #reach(node) {
    for (const one of this.list.querySelectorAll('.message[tabindex="0"]')) one.tabIndex = -1;
    node.tabIndex = 0;
  }

  #walk(event) {
    const row = event.target.closest(".message");
    if (!row) return;
    if (event.key === "Escape" && event.target !== row && !event.defaultPrevented) return void row.focus();
    if (event.target !== row) return;
    const all = [...this.list.querySelectorAll(".message")];
    const to = { ArrowUp: all.indexOf(row) - 1, ArrowDown: all.indexOf(row) + 1, Home: 0, End: all.length - 1 }[
      event.key
    ];
    if (to !== undefined && all[to]) {
      event.preventDefault();
      this.#reach(all[to]);
      all[to].focus({ preventScroll: true });
      all[to].scrollIntoView({ block: "nearest" });
    } else this.host.key?.(event, this.#messageOf(row));
  }

  #messageOf(row) {
    return this.host.message(row.dataset.ts);
  }

  /** One toolbar for all messages, at the one that is pointed at. */
  #tools(row) {
    const bar = this.host.toolbar;
    if (!bar || row === bar.row) return;
    if (
      bar.element.contains(document.activeElement) &&
      row !== bar.element.parentElement &&
      !row?.contains(document.activeElement)
    )
      return;
    bar.at(row, row && this.#messageOf(row));
  }
}
