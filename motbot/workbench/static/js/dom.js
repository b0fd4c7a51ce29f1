// Builds elements. Data reaches the page only as text nodes and checked attributes, never as markup.

const SVG = "http://www.w3.org/2000/svg";
const PROPERTIES = new Set(["value", "checked", "disabled", "selected", "max", "open", "indeterminate"]);

/** An element with properties and children; `on` holds listeners, `data` the data attributes. */
export function h(tag, props, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) setProperty(made, name, value);
  put(made, children);
  if (tag === "select" && props?.value !== undefined) made.value = props.value;
  return made;
}

function setProperty(made, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "on") {
    for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener);
  } else if (name === "data") {
    for (const [key, text] of Object.entries(value)) if (text !== null && text !== undefined) made.dataset[key] = text;
  } else if (name === "class") {
    made.className = Array.isArray(value) ? value.filter(Boolean).join(" ") : value;
  } else if (PROPERTIES.has(name)) {
    made[name] = value;
  } else {
    made.setAttribute(name, value === true ? "" : String(value));
  }
}

/** A text whose parts between backticks are to be typed as they stand. */
export const typed = (text) => text.split("`").map((part, at) => (at % 2 ? h("code", {}, part) : part));

/** Append children: nodes, texts, and lists of both; null and false are left out. */
export function put(parent, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    parent.append(child instanceof Node ? child : String(child));
  }
  return parent;
}

/** Put new children in the place of all old ones; the focus stays on what has the same `data-focus`. */
export function fill(parent, ...children) {
  const active = parent.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
  parent.replaceChildren();
  put(parent, children);
  if (active) parent.querySelector(`[data-focus="${CSS.escape(active)}"]`)?.focus({ preventScroll: true });
  return parent;
}

const PATHS = {
  menu: "M4 7h16M4 12h16M4 17h16",
  close: "M6 6l12 12M18 6L6 18",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2.2M12 19.3v2.2M2.5 12h2.2M19.3 12h2.2M5.3 5.3l1.5 1.5M17.2 17.2l1.5 1.5M18.7 5.3l-1.5 1.5M6.8 17.2l-1.5 1.5",
  moon: "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
  check: "M5 12.5l4.5 4.5L19 7.5",
  copy: "M9 9h10.5v10.5H9zM15 9V4.5H4.5V15H9",
  play: "M8 5.2v13.6L19 12z",
  stop: "M7 7h10v10H7z",
  back: "M9 14l-5-5 5-5M4 9h10a6 6 0 0 1 0 12h-3",
  up: "M12 19V5M6 11l6-6 6 6",
  file: "M7 3.5h7L19 8.5v12H7zM14 3.5V9h5",
  info: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 11v5M12 8h.01",
  warn: "M12 4 3 19.500h18zM12 10v4.500M12 17h.01",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.3a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4z",
};
const SOLID = new Set(["play", "stop"]);

/** A line drawing; it says nothing to a screen reader, so give its button a label. */
export function icon(name, size = 18) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  const looks = { viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true", focusable: "false" };
  for (const [key, value] of Object.entries(looks)) svg.setAttribute(key, value);
  svg.setAttribute("class", SOLID.has(name) ? "icon icon-solid" : "icon");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** A button with words, and a drawing before them where one is named. */
export function button(words, press, { kind = "", drawing = null, ...props } = {}) {
  return h(
    "button",
    { type: "button", class: ["button", kind && `button-${kind}`], ...props, on: { click: press } },
    drawing ? icon(drawing, 16) : null,
    h("span", {}, words),
  );
}

/** A button that shows only a drawing. */
export function iconButton(name, label, press, props = {}) {
  return h(
    "button",
    {
      type: "button",
      "aria-label": label,
      title: label,
      ...props,
      class: ["icon-button", props.class],
      on: { click: press },
    },
    icon(name, props.size ?? 18),
  );
}

/** A labelled control: a select of `[value, words]`. */
export function selectField(label, options, value, change, props = {}) {
  return h(
    "label",
    { class: "field" },
    h("span", { class: "field-label" }, label),
    h(
      "select",
      { class: "select", value, on: { change: (event) => change(event.currentTarget.value) }, ...props },
      options.map(([code, words]) => h("option", { value: code, selected: code === value }, words)),
    ),
  );
}

/** Arrow keys, Home and End walk through `selector`; one of them at a time can be reached by Tab. */
export function roving(container, selector, { vertical = true, follow = () => {} } = {}) {
  const [back, forth] = vertical ? ["ArrowUp", "ArrowDown"] : ["ArrowLeft", "ArrowRight"];
  container.addEventListener("keydown", (event) => {
    const all = [...container.querySelectorAll(selector)].filter((one) => !one.disabled);
    const at = all.indexOf(document.activeElement);
    const to = { [back]: at - 1, [forth]: at + 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const chosen = all[(to + all.length) % all.length];
    for (const one of all) one.tabIndex = one === chosen ? 0 : -1;
    chosen.focus();
    follow(chosen);
  });
}
