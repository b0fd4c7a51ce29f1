// Reads the part of Slack's mrkdwn that people and motbot write, and builds nodes from it.

import { h } from "./dom.js";
import { emoji } from "./emoji.js";
import { slackDate } from "./times.js";

const INLINE = new RegExp(
  [
    "```(?<block>[\\s\\S]+?)```",
    "`(?<code>[^`\\n]+)`",
    "<(?<angle>[^<>\\n]+)>",
    "(?<![\\w*])\\*(?<bold>[^\\s*](?:[^*\\n]*[^\\s*])?)\\*(?![\\w*])",
    "(?<![\\w_])_(?<italic>[^\\s_](?:[^_\\n]*[^\\s_])?)_(?![\\w_])",
    "(?<![\\w~])~(?<strike>[^\\s~](?:[^~\\n]*[^\\s~])?)~(?![\\w~])",
    ":(?<emoji>[a-z0-9_+'-]+(?:::[a-z0-9-]+)?):",
    '(?<url>https?:\\/\\/[^\\s<>"，。；！？）】」]+)',
  ].join("|"),
  "gu",
);
const QUOTED = /^(?:>|&gt;) ?/;

/** Slack's three escapes undone. */
export const unescaped = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** Slack's three escapes made, as its client does with what people type. */
export const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Nodes of a text: paragraphs of quotes, and lines. `reader` gives names, the clock and the zone. */
export function mrkdwn(text, reader) {
  const nodes = [];
  for (const part of runs(text)) {
    const content = inline(part.text, reader);
    nodes.push(...(part.quote ? [h("blockquote", { class: "quote" }, content)] : content));
  }
  return nodes;
}

/** Neighbouring quoted lines belong together; code fences are left whole. */
function runs(text) {
  if (text.includes("```")) return [{ quote: false, text }];
  const found = [];
  for (const line of text.split("\n")) {
    const quote = QUOTED.test(line);
    const bare = quote ? line.replace(QUOTED, "") : line;
    const last = found.at(-1);
    if (last && last.quote === quote) last.text += `\n${bare}`;
    else found.push({ quote, text: bare });
  }
  return found;
}

function inline(text, reader) {
  const nodes = [];
  let at = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > at) nodes.push(unescaped(text.slice(at, match.index)));
    nodes.push(piece(match, reader));
    at = match.index + match[0].length;
  }
  if (at < text.length) nodes.push(unescaped(text.slice(at)));
  return nodes;
}

function piece(match, reader) {
  const { block, code, angle, bold, italic, strike, emoji: name, url } = match.groups;
  if (block !== undefined) return h("pre", { class: "box" }, unescaped(block.replace(/^\n/, "")));
  if (code !== undefined) return h("code", { class: "code" }, unescaped(code));
  if (angle !== undefined) return special(angle, reader);
  if (bold !== undefined) return h("strong", {}, inline(bold, reader));
  if (italic !== undefined) return h("em", {}, inline(italic, reader));
  if (strike !== undefined) return h("s", {}, inline(strike, reader));
  if (name !== undefined) return emoji(name);
  return link(unescaped(url), unescaped(url), reader);
}

/** One `<...>`: a mention, a date, a link. */
function special(inside, reader) {
  const [target, ...rest] = inside.split("|");
  const label = unescaped(rest.join("|"));
  if (target.startsWith("@")) return mention(target.slice(1), reader);
  if (target.startsWith("#"))
    return h("span", { class: "mention" }, `#${label || reader.channelName(target.slice(1))}`);
  if (target.startsWith("!date^")) {
    const [, seconds, format] = target.split("^");
    return h("time", {}, slackDate(Number(seconds), format ?? "{date}", label, reader));
  }
  if (target.startsWith("!subteam^")) return h("span", { class: "mention" }, label || "@group");
  if (target.startsWith("!")) return h("span", { class: "mention" }, `@${target.slice(1).split("^")[0]}`);
  return link(unescaped(target), label || unescaped(target), reader);
}

/** Somebody's name, as every reader sees it. */
export function mention(user, reader) {
  return h("span", { class: ["mention", user === reader.viewer && "mention-me"] }, `@${reader.nameOf(user)}`);
}

/** A link; anything that is not http(s) or mail stays text. A permalink of our workspace jumps within the page. */
export function link(url, label, reader) {
  if (!/^(https?:\/\/|mailto:)/i.test(url)) return `${label}`;
  const jump = reader.jumpTo?.(url);
  if (jump) return h("button", { type: "button", class: "link-button", on: { click: jump } }, label);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label);
}
