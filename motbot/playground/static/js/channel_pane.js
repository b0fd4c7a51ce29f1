// The pane of the channels: what the customer sees, or the channel as another person sees it.

import { Composer } from "./composer.js";
import { fill, h, icon, iconButton, renew } from "./dom.js";
import { showMenu } from "./floating.js";
import { face, roleTag } from "./message.js";
import { MessageList } from "./message_list.js";
import { PaneHost } from "./pane_host.js";
import { unescaped } from "./mrkdwn.js";
import { listed, t } from "./strings.js";

export class ChannelPane {
  constructor(page) {
    this.page = page;
    const { seat } = page;
    this.host = new PaneHost(page, {
      name: "channel",
      viewer: () => seat.writer,
      channel: () => seat.channels[seat.writer] ?? "",
    });
    this.list = new MessageList({ host: this.host, empty: () => this.#empty() });
    this.composer = new Composer({ name: "channel", host: this.host });
    this.head = h("div", { class: "pane-head" });
    this.typing = h("p", { class: "typing", "aria-live": "off" });
    this.readonly = h("p", { class: "readonly" });
    this.element = h(
      "section",
      { class: "pane pane-channel", id: "pane-channel" },
      this.head,
      this.list.frame,
      this.typing,
      this.readonly,
      this.composer.element,
    );
  }

  draw() {
    const { page } = this;
    const writer = page.person(page.seat.writer);
    const eyes = this.host.eyes;
    const channel = eyes?.channel(this.host.channel()) ?? null;
    this.element.setAttribute("aria-label", t("pane_channel"));
    this.#drawHead(writer, eyes, channel);
    this.list.draw(channel ? eyes.list(channel.id) : [], {
      key: `${writer.id} ${channel?.id}`,
      label: channel ? `#${channel.name}` : t("pane_channel"),
    });
    this.readonly.hidden = !channel?.archived;
    fill(this.readonly, t("archived"));
    this.composer.element.hidden = !channel || channel.archived;
    if (channel) this.#drawComposer(writer, channel);
    page.typing.draw(this.typing, writer.id, channel?.id);
  }

  #drawHead(writer, eyes, channel) {
    const { page } = this;
    const others = channel
      ? [
          ...new Set(
            channel.members
              .map((id) => page.person(id))
              .filter((one) => !one.ours && one.team)
              .map((one) => one.team),
          ),
        ]
      : [];
    const isCustomer = !writer.ours;
    const rooms = eyes?.rooms ?? [];
    const pick = (event) =>
      showMenu(
        event.currentTarget,
        rooms.map((one) => ({ label: `# ${one.name}`, value: one.id, choose: () => page.seating.openChannel(one.id) })),
        { label: t("channels"), checked: channel?.id },
      );
    renew(
      this.head,
      iconButton("menu", t("menu"), () => page.sidebar.toggle(), { class: "only-narrow", "aria-controls": "sidebar" }),
      h(
        "div",
        { class: "pane-titles" },
        h(
          "h2",
          { class: "pane-title" },
          channel
            ? h(
                "button",
                { type: "button", class: "title-button", "aria-haspopup": "menu", on: { click: pick } },
                h("span", { class: "hash", "aria-hidden": "true" }, "#"),
                h("span", { class: "title-words" }, channel.name),
                icon("down", 14),
              )
            : t("no_channels", { name: writer.name }),
        ),
        channel
          ? h(
              "p",
              { class: "pane-about" },
              others.length && channel.shared
                ? t("shared_with", { team: listed(others) })
                : t("members", { count: channel.members.length }),
            )
          : null,
      ),
      h(
        "span",
        { class: ["eye-tag", isCustomer ? "eye-customer" : "eye-ours"] },
        icon("eye", 15),
        h(
          "span",
          { class: "eye-words" },
          isCustomer ? t("channel_customer") : t("channel_other", { name: writer.name }),
        ),
      ),
    );
  }

  #drawComposer(writer, channel) {
    const { page } = this;
    const thread = page.seating.threadInView();
    const root = thread && this.host.message(thread.ts);
    const label = thread
      ? t("compose_thread", { name: writer.name })
      : t("compose_channel", { channel: channel.name, name: writer.name });
    const replying = root
      ? t("replying_to", { name: page.person(root.user).name, text: unescaped(root.text).slice(0, 80) })
      : "";
    this.composer.draw({
      label,
      short: thread ? t("compose_thread_short") : t("compose_channel_short", { channel: channel.name }),
      replying,
      seat: { mark: `${writer.id} ${document.documentElement.lang}`, node: this.#seat(writer) },
    });
  }

  #seat(writer) {
    const label = t("writing_as", { name: writer.name, role: t(`role_${writer.role}`) });
    return h(
      "button",
      {
        type: "button",
        class: "seat-button",
        "aria-label": label,
        title: label,
        "aria-haspopup": "menu",
        on: { click: (event) => this.#seats(event.currentTarget) },
      },
      face(writer, "face-small"),
      icon("down", 12),
    );
  }

  /** Who may write: the voices first. */
  #seats(anchor) {
    const { page } = this;
    const item = (person) => ({
      label: person.name,
      value: person.id,
      before: face(person, "face-tiny"),
      after: roleTag(person),
      choose: () => page.seating.sit(person.id),
    });
    const others = page.people.others();
    showMenu(
      anchor,
      [
        { heading: t("write_as") },
        ...page.people.voices().map(item),
        ...(others.length ? [{ heading: t("more_people") }, ...others.map(item)] : []),
      ],
      { label: t("write_as"), checked: page.seat.writer },
    );
  }

  #empty() {
    const writer = this.page.person(this.page.seat.writer);
    if (writer.ours) return h("p", { class: "blank-words" }, t("empty_channel_plain"));
    return [
      h("h3", { class: "blank-title" }, t("empty_channel_title")),
      h("p", { class: "blank-words" }, t("empty_channel")),
      h(
        "div",
        { class: "tries" },
        ["try_1", "try_2", "try_3"].map((key) =>
          h(
            "button",
            { type: "button", class: "try", on: { click: () => this.composer.suggest(this.#try(key, writer)) } },
            this.#try(key, writer),
          ),
        ),
      ),
    ];
  }

  #try(key, writer) {
    return this.page.people.inLanguageOf(writer, key);
  }
}
