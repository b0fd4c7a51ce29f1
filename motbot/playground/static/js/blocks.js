// Draws Block Kit: the blocks of messages, modals and the App Home.

import { h } from "./dom.js";
import { ELEMENTS, fieldOf } from "./elements.js";
import { mrkdwn } from "./mrkdwn.js";
import { PARTS, PIECES, richText } from "./rich_text.js";
import { t } from "./strings.js";

/** Blocks by Slack's type; each gets the block, the reader and what its controls do. */
export const BLOCKS = {
  header: (block) => h("p", { class: "header-block", role: "heading", "aria-level": 4 }, block.text.text),
  section,
  context,
  divider: () => h("hr", { class: "divider" }),
  actions: (block, reader, controls) =>
    h(
      "div",
      { class: "actions" },
      block.elements.map((one) => element(one, block, reader, controls)),
    ),
  rich_text: richText,
  input: (block, reader, controls) => fieldOf(block, controls),
};

/** Texts by Slack's type. */
export const TEXTS = {
  plain_text: (text) => text.text,
  mrkdwn: (text, reader) => mrkdwn(text.text, reader),
};

/** Every type this page draws, by where it stands; a test compares it with block_kit.json. */
export const drawn = () => ({
  blocks: Object.keys(BLOCKS),
  texts: Object.keys(TEXTS),
  elements: Object.keys(ELEMENTS),
  parts: Object.keys(PARTS),
  pieces: Object.keys(PIECES),
});

/** All blocks of a message or view. `controls` is {press(element, block, value), fields}. */
export function blocks(list, reader, controls) {
  return list.map((block) => BLOCKS[block.type]?.(block, reader, controls) ?? unknown(block.type));
}

/** A text object as nodes. */
export const textOf = (text, reader) => TEXTS[text.type](text, reader);

function section(block, reader, controls) {
  return h(
    "div",
    { class: "section" },
    h(
      "div",
      { class: "section-main" },
      block.text ? h("div", { class: "line" }, textOf(block.text, reader)) : null,
      block.fields
        ? h(
            "div",
            { class: "fields" },
            block.fields.map((one) => h("div", { class: "line" }, textOf(one, reader))),
          )
        : null,
    ),
    block.accessory ? element(block.accessory, block, reader, controls) : null,
  );
}

function context(block, reader) {
  return h(
    "div",
    { class: "context" },
    block.elements.map((one) => h("span", { class: "context-item" }, textOf(one, reader))),
  );
}

function element(one, block, reader, controls) {
  return ELEMENTS[one.type]?.(one, block, controls, reader) ?? unknown(one.type);
}

const unknown = (type) => h("p", { class: "unknown-block" }, t("unknown_block", { type }));
