// Draws rich_text blocks: sections, lists, quotes and preformatted text with styled pieces.

import { h, iconButton } from "./dom.js";
import { emoji } from "./emoji.js";
import { link, mention } from "./mrkdwn.js";
import { slackDate } from "./times.js";
import { copyText } from "./copying.js";
import { t } from "./strings.js";

/** Pieces inside a line, by Slack's type. */
export const PIECES = {
  text: (piece, reader) => styled(piece.text, piece.style, reader),
  link: (piece, reader) => styledNode(link(piece.url, piece.text || piece.url, reader), piece.style),
  emoji: (piece) => (piece.unicode ? fromCodes(piece.unicode) : emoji(piece.name)),
  user: (piece, reader) => mention(piece.user_id, reader),
  usergroup: () => h("span", { class: "mention" }, "@group"),
  channel: (piece, reader) => h("span", { class: "mention" }, `#${reader.channelName(piece.channel_id)}`),
  broadcast: (piece) => h("span", { class: "mention" }, `@${piece.range}`),
  date: (piece, reader) => h("time", {}, slackDate(piece.timestamp, piece.format, piece.fallback ?? "", reader)),
};

/** Parts of a rich_text block, by Slack's type. */
export const PARTS = {
  rich_text_section: (part, reader) => h("p", { class: "line" }, pieces(part.elements, reader)),
  rich_text_quote: (part, reader) => h("blockquote", { class: "quote" }, pieces(part.elements, reader)),
  rich_text_preformatted: (part, reader) => box(part, reader),
  rich_text_list: (part, reader) => list(part, reader),
};

const STYLES = [
  ["bold", "strong"],
  ["italic", "em"],
  ["strike", "s"],
  ["underline", "u"],
];

export function richText(block, reader) {
  return h(
    "div",
    { class: "rich" },
    block.elements.map((part) => PARTS[part.type]?.(part, reader)),
  );
}

const pieces = (elements, reader) => elements.map((piece) => PIECES[piece.type]?.(piece, reader) ?? piece.text ?? "");

function styled(text, style) {
  return styledNode(style?.code ? h("code", { class: "code" }, text) : text, style);
}

function styledNode(node, style) {
  return STYLES.reduce((inner, [name, tag]) => (style?.[name] ? h(tag, {}, inner) : inner), node);
}

function list(part, reader) {
  const indent = Math.min(part.indent ?? 0, 4);
  const items = part.elements.map((line) => h("li", {}, pieces(line.elements, reader)));
  const ordered = part.style === "ordered";
  return h(
    ordered ? "ol" : "ul",
    { class: ["list", `indent-${indent}`], start: ordered && part.offset ? part.offset + 1 : null },
    items,
  );
}

/** Words to take over, with a button that copies them. */
function box(part, reader) {
  const content = h("pre", { class: "box", tabindex: 0 }, pieces(part.elements, reader));
  return h(
    "div",
    { class: "box-frame" },
    content,
    iconButton("copy", t("copy"), () => copyText(content.textContent), {
      class: "box-copy",
      size: 16,
      data: { focus: "copy" },
    }),
  );
}

function fromCodes(codes) {
  const points = codes.split("-").map((code) => Number.parseInt(code, 16));
  return points.every((point) => point > 0 && point <= 0x10ffff) ? String.fromCodePoint(...points) : "";
}
