// The Explain drawer: why a card is as it is, or why there is none, in plain words.

import { fill, h, iconButton } from "./dom.js";
import * as parts from "./explain_parts.js";
import { t } from "./strings.js";

export class Explain {
  constructor(page) {
    this.page = page;
    this.body = h("div", { class: "drawer-body", tabindex: 0, role: "group" });
    this.head = h("div", { class: "drawer-head" });
    this.dialog = h(
      "dialog",
      {
        class: "drawer",
        "aria-labelledby": "drawer-title",
        on: {
          click: (event) => event.target === this.dialog && this.close(),
          close: () => {
            this.opener?.isConnected && this.opener.focus();
          },
        },
      },
      this.head,
      this.body,
    );
    document.body.append(this.dialog);
  }

  close() {
    this.dialog.close();
  }

  /** Explain one message to its `reader`, in the zone of the pane it stands in. */
  async open(message, reader) {
    this.opener = document.activeElement;
    const title = t(message.by_app ? "explain_title" : "explain_title_message");
    fill(
      this.head,
      h("h2", { id: "drawer-title" }, title),
      iconButton("close", t("close"), () => this.close()),
    );
    this.body.setAttribute("aria-label", title);
    fill(this.body, h("p", { class: "drawer-wait", role: "status" }, t("explain_loading")));
    if (!this.dialog.open) this.dialog.showModal();
    try {
      this.#draw(await this.page.api.explain(message.channel, message.ts), message, reader);
    } catch (error) {
      fill(
        this.body,
        h(
          "p",
          { class: "drawer-wait" },
          error.status === 404 ? t("explain_none") : t("failed", { why: error.message }),
        ),
      );
    }
  }

  #draw(told, message, seen) {
    const drawn = [parts.summary, parts.said, parts.found, parts.memory, parts.promises, parts.timeline, parts.made, parts.verdicts];
    fill(
      this.body,
      drawn.map((part) => part(told, seen)),
      parts.whispers(told, seen, message.key),
      parts.timers(told, seen),
    );
    this.body.scrollTop = 0;
  }
}
