// Draws one message: who, when, what, and who has reacted.

import { blocks } from "./blocks.js";
import { h, icon } from "./dom.js";
import { emoji } from "./emoji.js";
import { mrkdwn } from "./mrkdwn.js";
import { listed, t } from "./strings.js";
import { clockTime, dateOf, longTime } from "./times.js";

/** A face made of a colour and a letter or two. */
export function face(person, size = "") {
  if (person.role === "bot" && person.isApp) {
    return h("img", { class: ["face", size], src: "/static/motbot.svg", alt: "", width: 36, height: 36 });
  }
  return h("span", {
    class: ["face", `hue-${(person.color ?? 0) % 8}`, size],
    "aria-hidden": "true",
    data: { initials: initials(person.name) },
  });
}

function initials(name) {
  const han = name.match(/\p{Script=Han}/gu);
  if (han) return han.length > 2 ? han.slice(-2).join("") : han[0];
  return name
    .split(/[\s.]+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => word[0].toUpperCase())
    .join("");
}

/** What somebody is, as a small label. */
export const roleTag = (person) => h("span", { class: ["role", `role-${person.role}`] }, t(`role_${person.role}`));

/** A message's row. `host` gives people, reader, and what can be done. */
export function messageRow({ message, compact, reply }, host) {
  const person = host.person(message.user);
  const reader = host.reader;
  const date = dateOf(message.ts);
  const isCard = message.by_app && message.blocks;
  return h(
    "li",
    {
      class: [
        "message",
        compact && "compact",
        reply && "reply",
        message.by_app && "by-app",
        isCard && "card",
        message.ephemeral && "ephemeral",
        message.deleted && "gone",
      ],
      tabindex: -1,
      data: { ts: message.ts, user: message.user, key: message.key },
      "aria-label": t("message_by", { name: person.name, time: clockTime(date, reader.zone) }),
    },
    compact
      ? h(
          "time",
          { class: "side-time", datetime: date.toISOString(), "aria-hidden": "true" },
          clockTime(date, reader.zone),
        )
      : face(person, reply ? "face-small" : ""),
    h(
      "div",
      { class: "message-body" },
      compact ? null : meta(message, person, date, reader),
      message.ephemeral
        ? onlyYou(message, host)
        : null,
      content(message, host),
      reactions(message, host),
      message.by_app && message.key ? strip(message, host) : null,
    ),
  );
}

/** What Slack says above a message that goes with the click that asked for it. */
function onlyYou(message, host) {
  const { reader } = host;
  return h(
    "p",
    { class: "only-you" },
    icon("eye", 14),
    t("only_you", { name: reader.nameOf(reader.viewer) }),
    h(
      "button",
      { type: "button", class: "link-button", data: { focus: "dismiss" }, on: { click: () => host.dismiss(message) } },
      t("dismiss"),
    ),
  );
}

function meta(message, person, date, reader) {
  return h(
    "div",
    { class: "meta" },
    h("span", { class: "name" }, person.name),
    person.isApp ? h("span", { class: "app-tag" }, t("app")) : roleTag(person),
    h(
      "time",
      { class: "when", datetime: date.toISOString(), title: longTime(date, reader.zone) },
      clockTime(date, reader.zone),
    ),
  );
}

function content(message, host) {
  if (message.deleted) return h("p", { class: "content deleted" }, t("deleted"));
  if (host.editing?.(message)) return host.editor(message);
  if (message.blocks)
    return h("div", { class: "content blocks" }, blocks(message.blocks, host.reader, host.controls(message)));
  return h(
    "div",
    { class: "content line" },
    mrkdwn(message.text, host.reader),
    message.edited ? h("span", { class: "edited" }, ` ${t("edited")}`) : null,
  );
}

function reactions(message, host) {
  if (!message.reactions?.length) return null;
  return h(
    "div",
    { class: "reactions" },
    message.reactions.map(({ name, users }) => {
      const mine = users.includes(host.actor());
      const names = listed(users.map((user) => host.person(user).name));
      const label = t("reacted_by", { names, emoji: emoji(name) });
      return h(
        "button",
        {
          type: "button",
          class: ["reaction", mine && "mine"],
          "aria-pressed": String(mine),
          "aria-label": label,
          title: label,
          data: { focus: `reaction/${name}` },
          on: { click: () => host.react(message, name, mine) },
        },
        emoji(name),
        h("span", {}, users.length),
      );
    }),
  );
}

/** What the playground adds to a card and Slack does not have. */
function strip(message, host) {
  const reply = replyIn(message);
  return h(
    "div",
    { class: "strip", role: "group", "aria-label": t("playground_only"), title: t("playground_only") },
    h(
      "button",
      { type: "button", class: "strip-button why", data: { focus: "why" }, on: { click: () => host.explain(message) } },
      icon("info", 15),
      t("why_card"),
    ),
    reply
      ? h(
          "button",
          {
            type: "button",
            class: "strip-button use",
            data: { focus: "use" },
            on: { click: () => host.useReply(message, reply) },
          },
          icon("pen", 15),
          t("use_reply"),
        )
      : null,
  );
}

/** The reply a card offers, and the message it answers. */
export function replyIn(message) {
  const boxes = (message.blocks ?? [])
    .filter((one) => one.type === "rich_text")
    .flatMap((one) => one.elements)
    .filter((one) => one.type === "rich_text_preformatted");
  const links = (message.blocks ?? [])
    .filter((one) => one.type === "actions")
    .flatMap((one) => one.elements)
    .map((one) => placeOf(one.url));
  const text = boxes
    .at(-1)
    ?.elements.map((one) => one.text ?? "")
    .join("");
  const place = links.find(Boolean);
  return text && place ? { text, ...place } : null;
}

/** The permalink of a message, as Slack's own menu copies it. */
export function linkTo(workspace, { channel, ts, thread_ts: root }) {
  const link = `${workspace}archives/${channel}/p${ts.replace(".", "")}`;
  return root && root !== ts ? `${link}?${new URLSearchParams({ thread_ts: root, cid: channel })}` : link;
}

/** Channel and ts of a permalink, and its thread's; null for every other address. */
export function placeOf(url) {
  const found = /^https?:\/\/[^/]+\/archives\/([A-Z0-9]+)\/p(\d{7,})(\d{6})(?:\?(.*))?$/.exec(url ?? "");
  if (!found) return null;
  const [, channel, seconds, micros, query] = found;
  return { channel, ts: `${seconds}.${micros}`, thread_ts: new URLSearchParams(query ?? "").get("thread_ts") };
}
