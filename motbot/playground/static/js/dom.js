// Builds elements. Data reaches the page only as text nodes and checked attributes, never as markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element with properties and children; `on` holds listeners, `data` the data attributes. */
export function h(tag, props, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    setProperty(made, name, value);
  }
  put(made, children);
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
  } else if (name === "value" || name === "checked" || name === "disabled" || name === "selected") {
    made[name] = value;
  } else {
    made.setAttribute(name, value === true ? "" : String(value));
  }
}

/** Append children: nodes, texts, and lists of both; null and false are left out. */
export function put(parent, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    parent.append(child instanceof Node ? child : String(child));
  }
  return parent;
}

/** Put new children in the place of all old ones. */
export function fill(parent, ...children) {
  parent.replaceChildren();
  return put(parent, children);
}

/**
 * Put new children in the place of old ones only where they differ, so that focus and open menus stay.
 * The old one with the focus is found again by its id or `data-focus`.
 */
export function renew(parent, ...children) {
  const made = put(parent.cloneNode(false), children);
  if (made.isEqualNode(parent) || parent.querySelector('[aria-haspopup][aria-expanded="true"]')) return;
  const active = parent.contains(document.activeElement) ? document.activeElement : null;
  const { id, dataset } = active ?? {};
  parent.replaceChildren(...made.childNodes);
  if (id) document.getElementById(id)?.focus();
  else if (dataset?.focus) parent.querySelector(`[data-focus="${CSS.escape(dataset.focus)}"]`)?.focus();
}

const PATHS = {
  hash: "M9 4 7 20M17 4l-2 16M4.5 9h16M3.5 15h16",
  lock: "M7 11V8a5 5 0 0 1 10 0v3M5.5 11h13v9h-13z",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.3a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4z",
  play: "M8 5.2v13.6L19 12z",
  stop: "M7 7h10v10H7z",
  next: "M9 6l6 6-6 6",
  back: "M15 6l-6 6 6 6",
  down: "M6 9.5l6 6 6-6",
  arrowdown: "M12 5v14M6 13l6 6 6-6",
  arrowup: "M12 19V5M6 11l6-6 6 6",
  close: "M6 6l12 12M18 6L6 18",
  send: "M4 12.8V20l17-8L4 4v7.2L14 12z",
  dots: "M5 10.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6zM12 10.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6zM19 10.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z",
  reply: "M4.5 5.5h15v10.5H12l-5 4v-4H4.5z",
  smile: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM8.5 14s1.2 2 3.5 2 3.5-2 3.5-2M9 9.5h.01M15 9.5h.01",
  clock: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3.2 2",
  menu: "M4 7h16M4 12h16M4 17h16",
  file: "M7 3.5h7L19 8.5v12H7zM14 3.5V9h5",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2.2M12 19.3v2.2M2.5 12h2.2M19.3 12h2.2M5.3 5.3l1.5 1.5M17.2 17.2l1.5 1.5M18.7 5.3l-1.5 1.5M6.8 17.2l-1.5 1.5",
  moon: "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
  info: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 11v5M12 8h.01",
  copy: "M9 9h10.5v10.5H9zM15 9V4.5H4.5V15H9",
  pen: "M5 19l1-4L16 5l3 3L9 18z",
  home: "M4 11.5 12 4.5l8 7M6.5 10v9.5h11V10",
  check: "M5 12.5l4.5 4.5L19 7.5",
  people:
    "M9 5.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM3.5 19c.3-3 2.4-5 5.5-5s5.2 2 5.5 5M16 6.2a2.7 2.7 0 0 1 0 5M17 14.2c2 .5 3.3 2.3 3.5 4.8",
  link: "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.300l-1 1M14 10a4 4 0 0 0-5.700 0l-3 3A4 4 0 0 0 11 18.700l1-1",
};
const SOLID = new Set(["play", "stop", "send", "dots"]);

/** A line drawing; it says nothing to a screen reader, so give its button a label. */
export function icon(name, size = 18) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  for (const [key, value] of Object.entries({
    viewBox: "0 0 24 24",
    width: size,
    height: size,
    "aria-hidden": "true",
    focusable: "false",
  })) {
    svg.setAttribute(key, value);
  }
  svg.setAttribute("class", SOLID.has(name) ? "icon icon-solid" : "icon");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
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
      on: { click: press, ...props.on },
    },
    icon(name, props.size ?? 18),
  );
}

/** Arrow keys, Home and End walk through `elements()`; one of them at a time can be reached by Tab. */
export function roving(container, selector, { vertical = true } = {}) {
  const [back, forth] = vertical ? ["ArrowUp", "ArrowDown"] : ["ArrowLeft", "ArrowRight"];
  container.addEventListener("keydown", (event) => {
    const all = [...container.querySelectorAll(selector)].filter((one) => !one.disabled);
    const at = all.indexOf(document.activeElement);
    const to = { [back]: at - 1, [forth]: at + 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    focusAmong(all, all[(to + all.length) % all.length]);
  });
}

/** Focus one of a roving group. */
export function focusAmong(all, chosen) {
  for (const one of all) one.tabIndex = one === chosen ? 0 : -1;
  chosen?.focus();
}
