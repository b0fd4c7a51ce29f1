// The pane of the private messages: the agent's, or the lead's, with motbot's Home beside them.

import { blocks } from "./blocks.js";
import { Composer } from "./composer.js";
import { focusAmong, h, icon, renew } from "./dom.js";
import { attempt, showMenu } from "./floating.js";
import { face, roleTag } from "./message.js";
import { MessageList } from "./message_list.js";
import { PaneHost } from "./pane_host.js";
import { t } from "./strings.js";

export class PrivatePane {
  constructor(page) {
    this.page = page;
    const { seat } = page;
    this.host = new PaneHost(page, {
      name: "private",
      viewer: () => seat.confidant,
      channel: () => this.host.eyes?.private?.id ?? "",
    });
    this.list = new MessageList({ host: this.host, empty: () => this.#empty() });
    this.composer = new Composer({ name: "private", host: this.host });
    this.head = h("div", { class: "pane-head" });
    this.tabs = h("div", { class: "pane-tabs" });
    this.home = h("div", { class: "home scroller", tabindex: 0, role: "region" });
    this.typing = h("p", { class: "typing" });
    this.element = h(
      "section",
      { class: "pane pane-private", id: "pane-private" },
      this.head,
      this.tabs,
      this.list.frame,
      this.home,
      this.typing,
      this.composer.element,
    );
  }

  draw() {
    const { page } = this;
    const owner = page.person(page.seat.confidant);
    const eyes = this.host.eyes;
    const isHome = page.seat.tab === "home";
    this.element.setAttribute("aria-label", t("pane_private"));
    this.#drawHead(owner);
    this.#drawTabs(owner);
    this.list.frame.hidden = isHome;
    this.home.hidden = !isHome;
    this.home.setAttribute("aria-label", t("home_tab"));
    this.#visitHome(isHome ? owner.id : null);
    if (isHome) this.#drawHome(eyes);
    this.list.draw(eyes?.private ? eyes.list(eyes.private.id) : [], {
      key: owner.id,
      label: t("private_caption", { name: owner.name }),
    });
    this.composer.element.hidden = isHome || !eyes?.private;
    if (eyes?.private)
      this.composer.draw({
        label: t("compose_private", { name: owner.name }),
        seat: { mark: owner.id, node: h("span", { class: "seat-fixed" }, face(owner, "face-small")) },
        replying: "",
      });
    page.typing.draw(this.typing, owner.id, eyes?.private?.id);
  }

  #drawHead(owner) {
    const { page } = this;
    const peers = page.people.confidants(page.seat.side);
    const name = h("span", { class: "title-words" }, owner.name);
    const pick = (event) =>
      showMenu(
        event.currentTarget,
        peers.map((one) => ({
          label: one.name,
          value: one.id,
          before: face(one, "face-tiny"),
          after: page.people.hasUnread(one.id) ? h("span", { class: "dot", title: t("unread") }) : roleTag(one),
          choose: () => page.seating.confideIn(one.id),
        })),
        { label: t("private_of"), checked: owner.id },
      );
    const elsewhere = peers.some((one) => one.id !== owner.id && page.people.hasUnread(one.id));
    renew(
      this.head,
      face({ ...page.person(page.world.app.user) }, "face-head"),
      h(
        "div",
        { class: "pane-titles" },
        h(
          "h2",
          { class: "pane-title" },
          page.world.app.name,
          h("span", { class: "arrow", "aria-hidden": "true" }, "→"),
          peers.length > 1
            ? h(
                "button",
                { type: "button", class: "title-button", "aria-haspopup": "menu", on: { click: pick } },
                name,
                icon("down", 14),
                elsewhere ? h("span", { class: "dot", role: "img", "aria-label": t("unread") }) : null,
              )
            : name,
        ),
        h("p", { class: "pane-about" }, t(`role_${owner.role}`)),
      ),
      h(
        "span",
        { class: "eye-tag eye-private" },
        icon("lock", 15),
        h("span", { class: "eye-words" }, t("private_caption", { name: owner.name })),
      ),
    );
  }

  #drawTabs(owner) {
    const { page } = this;
    const { seat } = page;
    const tab = (id, label, chosen, choose, unread) =>
      h(
        "button",
        {
          type: "button",
          role: "tab",
          id,
          class: "tab",
          "aria-selected": String(chosen),
          tabindex: chosen ? 0 : -1,
          "aria-controls": "pane-private",
          on: { click: choose },
        },
        label,
        unread ? h("span", { class: "dot", role: "img", "aria-label": t("unread") }) : null,
      );
    const sides = ["agent", "lead"].map((side) =>
      tab(
        `side-${side}`,
        t(`tab_${side}`),
        seat.side === side,
        () => page.seating.showSide(side),
        page.people.sideUnread(side),
      ),
    );
    const kinds = [
      tab("tab-messages", t("messages_tab"), seat.tab === "messages", () => this.#showTab("messages"), page.people.hasUnread(owner.id)),
      tab("tab-home", [icon("home", 14), t("home_tab")], seat.tab === "home", () => this.#showTab("home")),
    ];
    renew(this.tabs, tablist(sides, t("private_of"), "sides"), tablist(kinds, owner.name, "kinds"));
  }

  #showTab(tab) {
    const { page } = this;
    page.seat.tab = tab;
    page.redraw();
    document.getElementById(`tab-${tab}`)?.focus();
  }

  /** Whoever comes to the tab opens it, which the app hears of, as from Slack's client. */
  #visitHome(visitor) {
    if (visitor && visitor !== this.visitor) void attempt(this.page.api.act(visitor, "open_home"));
    this.visitor = visitor;
  }

  #drawHome(eyes) {
    const view = eyes?.home;
    if (!view)
      return void renew(this.home, h("div", { class: "blank" }, h("p", { class: "blank-words" }, t("home_empty"))));
    const controls = {
      press: (one, block, value) =>
        attempt(
          this.page.api.act(eyes.viewer, "press", {
            home: true,
            action_id: one.action_id,
            block_id: block.block_id,
            value: value ?? null,
          }),
        ),
    };
    renew(
      this.home,
      h("div", { class: "home-blocks blocks" }, blocks(view.blocks, this.page.readerFor(eyes.viewer), controls)),
    );
  }

  #empty() {
    const owner = this.page.person(this.page.seat.confidant);
    const words = this.page.seat.side === "lead" ? "empty_lead" : "empty_private";
    return [
      h("img", { class: "blank-logo", src: "/static/motbot.svg", alt: "", width: 44, height: 44 }),
      h("h3", { class: "blank-title" }, t("empty_private_title")),
      h("p", { class: "blank-words" }, t(words, { name: owner.name })),
    ];
  }
}

/** A row of tabs that arrow keys walk through. */
export function tablist(tabs, label, name) {
  const list = h("div", { class: `tablist ${name}`, role: "tablist", "aria-label": label }, tabs);
  list.addEventListener("keydown", (event) => {
    const all = [...list.querySelectorAll('[role="tab"]')];
    const at = all.indexOf(document.activeElement);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    const chosen = all[(to + all.length) % all.length];
    focusAmong(all, chosen);
    chosen.click();
  });
  return list;
}
