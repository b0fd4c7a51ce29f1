// Draws Block Kit's controls: buttons, menus and fields.

import { h, icon } from "./dom.js";
import { showMenu } from "./floating.js";
import { t } from "./strings.js";

const NARROW = 600;

/** Controls by Slack's type; each gets the element, its block, what it does, and who reads it. */
export const ELEMENTS = {
  button,
  overflow,
  static_select: select,
  datepicker: (one, block, controls) => picker(one, block, controls, { type: "date", known: one.initial_date }),
  timepicker: (one, block, controls) => picker(one, block, controls, { type: "time", known: one.initial_time }),
  plain_text_input: input,
  radio_buttons: (one, block, controls) => choices(one, block, controls, "radio"),
  checkboxes: (one, block, controls) => choices(one, block, controls, "checkbox"),
};

let made = 0;
const fresh = (name) => `${name}-${++made}`;

function button(one, block, controls, reader) {
  const style = { primary: "button-primary", danger: "button-danger" }[one.style];
  const props = {
    class: ["button", style],
    data: { action: one.action_id, focus: `${block.block_id}/${one.action_id}` },
    "aria-label": one.accessibility_label,
  };
  const jump = one.url && reader?.jumpTo?.(one.url);
  if (one.url && !jump && /^https?:/i.test(one.url)) {
    return h(
      "a",
      {
        ...props,
        href: one.url,
        target: "_blank",
        rel: "noopener noreferrer",
        on: { click: () => controls.press(one, block) },
      },
      one.text.text,
    );
  }
  const press = async (event) => {
    jump?.();
    await busy(event.currentTarget, controls.press(one, block, one.value));
  };
  return h("button", { ...props, type: "button", on: { click: press } }, one.text.text);
}

/** Show that a button works on it, and let nobody press it twice. */
async function busy(pressed, work) {
  pressed.setAttribute("aria-busy", "true");
  pressed.disabled = true;
  try {
    await work;
  } finally {
    pressed.removeAttribute("aria-busy");
    pressed.disabled = false;
  }
}

function overflow(one, block, controls, reader) {
  const choose = (option) => {
    follow(option.url, reader);
    return controls.press(one, block, option.value);
  };
  const open = (event) =>
    showMenu(
      event.currentTarget,
      one.options.map((option) => ({ label: option.text.text, choose: () => choose(option) })),
    );
  return h(
    "button",
    {
      type: "button",
      class: "button button-overflow",
      "aria-label": t("more"),
      title: t("more"),
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      data: { action: one.action_id, focus: `${block.block_id}/${one.action_id}` },
      on: { click: open },
    },
    icon("dots", 18),
  );
}

/** Go where an option leads: to a message of ours within the page, elsewhere in a window of its own. */
function follow(url, reader) {
  const jump = url && reader?.jumpTo?.(url);
  if (jump) jump();
  else if (url && /^https?:/i.test(url)) window.open(url, "_blank", "noopener,noreferrer");
}

const allOptions = (one) => [...(one.options ?? []), ...(one.option_groups ?? []).flatMap((group) => group.options)];

function select(one, block, controls) {
  const known = controls.known?.(one, block) ?? one.initial_option?.value ?? "";
  const field = h(
    "select",
    {
      class: "select",
      "aria-label": one.placeholder?.text ?? t("choose"),
      data: { action: one.action_id, focus: `${block.block_id}/${one.action_id}` },
      on: { change: () => changed(controls, one, block, field.value || null) },
    },
    h("option", { value: "" }, one.placeholder?.text ?? t("choose")),
    allOptions(one).map((option) =>
      h("option", { value: option.value, selected: option.value === known }, option.text.text),
    ),
  );
  controls.fields?.push({ block, one, field, read: () => field.value || null });
  return field;
}

/** In a message or an actions block a choice acts at once; in an input block it waits for the submission. */
function changed(controls, one, block, value) {
  if (block.type !== "input" || block.dispatch_action) return controls.press(one, block, value);
  return controls.typed?.();
}

/** The browser's own field for a day or a time of day; what it gives is what Slack sends, but for years beyond 9999. */
function picker(one, block, controls, { type, known }) {
  const field = h("input", {
    type,
    class: block.type === "input" ? "field field-picker" : "select",
    value: controls.known?.(one, block) ?? known ?? "",
    max: type === "date" ? "9999-12-31" : null,
    "aria-label": one.placeholder?.text ?? t("choose"),
    data: { action: one.action_id, focus: `${block.block_id}/${one.action_id}` },
    on: { change: () => changed(controls, one, block, field.value || null) },
  });
  controls.fields?.push({
    block,
    one,
    field,
    read: () => field.value || null,
    wrong: () => (field.validity.valid ? "" : t("field_incomplete")),
  });
  return field;
}

function input(one, block, controls) {
  const known = controls.known?.(one, block) ?? one.initial_value ?? "";
  const props = {
    class: "field",
    value: known,
    placeholder: one.placeholder?.text,
    data: { action: one.action_id, focus: `${block.block_id}/${one.action_id}` },
    on: {
      input: () => {
        count?.();
        controls.typed?.();
      },
    },
  };
  const field = h(
    one.multiline ? "textarea" : "input",
    one.multiline
      ? { ...props, rows: Math.min(14, Math.max(4, 2 + Math.ceil(known.length / (innerWidth < NARROW ? 34 : 64)))) }
      : { ...props, type: "text" },
  );
  const left = one.max_length ? h("span", { class: "count", "aria-live": "off" }) : null;
  const count =
    left &&
    (() => {
      const rest = one.max_length - field.value.length;
      left.textContent = rest >= 0 ? t("chars_left", { count: rest }) : t("chars_over", { count: -rest });
      left.classList.toggle("count-over", rest < 0);
    });
  count?.();
  if (one.focus_on_load) field.autofocus = true;
  controls.fields?.push({
    block,
    one,
    field,
    read: () => field.value || null,
    wrong: () =>
      one.max_length && field.value.length > one.max_length
        ? t("chars_over", { count: field.value.length - one.max_length })
        : "",
  });
  return left ? h("div", { class: "field-frame" }, field, left) : field;
}

function choices(one, block, controls, type) {
  const name = fresh("choice");
  const start =
    controls.known?.(one, block) ??
    one.initial_option?.value ??
    one.initial_options?.map((option) => option.value) ??
    [];
  const known = new Set([start].flat());
  const read = () => {
    const chosen = [...box.querySelectorAll("input:checked")].map((field) => field.value);
    return type === "radio" ? (chosen[0] ?? null) : chosen;
  };
  const box = h(
    "div",
    { class: "choices", role: type === "radio" ? "radiogroup" : "group" },
    allOptions(one).map((option) =>
      h(
        "label",
        { class: "choice" },
        h("input", {
          type,
          name,
          value: option.value,
          checked: known.has(option.value),
          data: { focus: `${block.block_id}/${option.value}` },
          on: { change: () => changed(controls, one, block, read()) },
        }),
        h(
          "span",
          {},
          option.text.text,
          option.description ? h("small", { class: "choice-about" }, option.description.text) : null,
        ),
      ),
    ),
  );
  controls.fields?.push({ block, one, field: box, read });
  return box;
}

/** An input block: label, control, hint, and the place where its error appears. */
export function fieldOf(block, controls) {
  const ids = { label: fresh("label"), hint: fresh("hint"), error: fresh("error") };
  const before = controls.fields?.length ?? 0;
  const drawnField =
    ELEMENTS[block.element.type]?.(block.element, block, controls) ??
    h("p", { class: "unknown-block" }, t("unknown_block", { type: block.element.type }));
  const entry = controls.fields?.[before];
  const error = h("p", { class: "field-error", id: ids.error, hidden: true });
  if (entry) {
    entry.error = error;
    entry.field.setAttribute("aria-labelledby", ids.label);
    entry.field.setAttribute("aria-describedby", block.hint ? `${ids.hint} ${ids.error}` : ids.error);
    if (!block.optional && entry.field.classList.contains("field")) entry.field.setAttribute("aria-required", "true");
  }
  return h(
    "div",
    { class: "input-block", data: { block: block.block_id } },
    h(
      "div",
      { class: "label", id: ids.label },
      block.label.text,
      block.optional ? h("span", { class: "optional" }, ` ${t("optional")}`) : null,
    ),
    drawnField,
    error,
    block.hint ? h("p", { class: "hint", id: ids.hint }, block.hint.text) : null,
  );
}
