// The small bar that appears on a message: reactions, reply, and the menu with the message shortcuts.

import { copyText } from "./copying.js";
import { fill, h, iconButton } from "./dom.js";
import { emoji, QUICK } from "./emoji.js";
import { showEmoji, showMenu } from "./floating.js";
import { unescaped } from "./mrkdwn.js";
import { labelled, t } from "./strings.js";

/** Callback ids of the app's message shortcuts, as its manifest names them. */
export const SHORTCUTS = [
  ["review_thread", "shortcut_review"],
  ["coach_message", "shortcut_coach"],
];

/** One bar for a whole list; `at` puts it on a row. */
export class Toolbar {
  constructor(host) {
    this.host = host;
    this.row = null;
    this.bar = h("div", { class: "toolbar", role: "toolbar" });
    // Sticks to the top of the list while a long message is scrolled through.
    this.element = h("div", { class: "toolbar-place" }, this.bar);
  }

  at(row, message) {
    this.row = row;
    if (!row || !message || message.deleted || message.ephemeral) return void this.element.remove();
    this.bar.setAttribute("aria-label", t("message_menu"));
    fill(this.bar, this.#tools(message));
    row.append(this.element);
  }

  #tools(message) {
    const { host } = this;
    const react = (name) => host.react(message, name, host.hasReacted(message, name));
    const quick = QUICK.slice(0, 2).map((name) =>
      h(
        "button",
        {
          type: "button",
          class: "icon-button emoji-button",
          "aria-label": labelled(t("react"), emoji(name)),
          title: `:${name}:`,
          data: { focus: `quick/${name}` },
          on: { click: () => react(name) },
        },
        emoji(name),
      ),
    );
    return [
      host.canReact() ? quick : null,
      host.canReact()
        ? iconButton("smile", t("react"), (event) => showEmoji(event.currentTarget, QUICK, emoji, react), {
            data: { focus: "react" },
          })
        : null,
      host.canReply()
        ? iconButton("reply", t("reply_here"), () => host.replyTo(message), { data: { focus: "reply" } })
        : null,
      iconButton("dots", t("message_menu"), (event) => this.menu(event.currentTarget, message), {
        data: { focus: "menu" },
      }),
    ];
  }

  /** Everything else that can be done with a message. */
  menu(anchor, message) {
    const { host } = this;
    const own = message.user === host.actor() && !message.by_app;
    showMenu(
      anchor,
      [
        ...(host.hasShortcuts(message)
          ? [
              { heading: "motbot" },
              ...SHORTCUTS.map(([id, label]) => ({
                label: t(label),
                icon: "eye",
                choose: () => host.shortcut(message, id),
              })),
            ]
          : []),
        ...(own ? [{ heading: t("more") }, { label: t("edit"), icon: "pen", choose: () => host.edit(message) }] : []),
        ...(host.name === "channel" && !message.by_app
          ? [{ label: t("why_message"), icon: "info", choose: () => host.explain(message) }]
          : []),
        ...(host.name === "channel"
          ? [{ label: t("copy_link"), icon: "link", choose: () => copyText(host.link(message)) }]
          : []),
        { label: t("copy_text"), icon: "copy", choose: () => copyText(unescaped(message.text)) },
        ...(own ? [{ label: t("delete"), icon: "close", danger: true, choose: () => host.remove(message) }] : []),
      ],
      { label: t("message_menu") },
    );
  }
}
