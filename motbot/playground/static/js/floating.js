// What floats above the page for a while: toasts, menus, questions, and the words for screen readers.

import { fill, focusAmong, h, icon, iconButton, roving } from "./dom.js";
import { t } from "./strings.js";

const WORDS_STAY = 6000;
const REFUSAL_STAYS = 12000;
const STAYS_AFTER_HOLD = 2000;

const toasts = h("div", { class: "toasts", role: "region", "aria-label": "motbot" });
const spoken = h("div", { class: "only-heard", role: "status", "aria-live": "polite" });

/** The places where toasts and spoken words appear; put them into the page once. */
export function floatingPlaces() {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) fill(toasts);
  });
  return [toasts, spoken];
}

/** Say something above the page for a while, an error for longer; its button and Escape take it away. */
export function toast(words, { error = false } = {}) {
  const made = h(
    "div",
    { class: ["toast", error && "toast-error"], role: error ? "alert" : "status" },
    h("span", {}, words),
    iconButton("close", t("close"), () => made.remove(), { size: 16 }),
  );
  while (toasts.children.length > 3) toasts.firstChild.remove();
  toasts.append(made);
  leaveIn(error ? REFUSAL_STAYS : WORDS_STAY, made);
  return made;
}

/** Let it go in its time, but not while somebody points at it or is in it. */
function leaveIn(time, made) {
  setTimeout(() => (made.matches(":hover, :focus-within") ? leaveIn(STAYS_AFTER_HOLD, made) : made.remove()), time);
}

/** Say it only to screen readers. */
export function say(words) {
  fill(spoken, words);
}

/** Run something the server does; a refusal becomes a toast. Returns undefined then. */
export async function attempt(promise) {
  try {
    return await promise;
  } catch (error) {
    toast(t("failed", { why: error.message }), { error: true });
    return undefined;
  }
}

let openMenu = null;

/** Close the menu that is open, if any. */
export function closeMenu({ refocus = false } = {}) {
  if (!openMenu) return;
  const { menu, anchor, end } = openMenu;
  openMenu = null;
  end.abort();
  menu.remove();
  anchor.setAttribute("aria-expanded", "false");
  if (refocus) anchor.focus();
  // What stood still around the open menu may be drawn again.
  document.dispatchEvent(new CustomEvent("menu-closed"));
}

/** Open a menu at a button: `items` are {label, icon, danger, choose} or {heading}. */
export function showMenu(anchor, items, { label, checked } = {}) {
  const again = openMenu?.anchor === anchor;
  closeMenu();
  if (again) return;
  const menu = h(
    "div",
    { class: "menu", role: "menu", "aria-label": label ?? t("more") },
    items.map((item) => menuItem(item, checked)),
  );
  (anchor.closest("dialog") ?? document.body).append(menu);
  place(menu, anchor);
  anchor.setAttribute("aria-haspopup", "menu");
  anchor.setAttribute("aria-expanded", "true");
  roving(menu, ".menu-item");
  openMenu = { menu, anchor, end: new AbortController() };
  listenToLeave(openMenu);
  const all = [...menu.querySelectorAll(".menu-item")];
  focusAmong(all, all.find((one) => one.getAttribute("aria-checked") === "true") ?? all[0]);
}

function menuItem(item, checked) {
  if (item.heading) return h("div", { class: "menu-heading", role: "presentation" }, item.heading);
  const role = checked === undefined ? "menuitem" : "menuitemradio";
  return h(
    "button",
    {
      type: "button",
      role,
      tabindex: -1,
      class: ["menu-item", item.danger && "danger"],
      // Not the attribute: whoever goes through the menu by keys is to hear why.
      "aria-disabled": item.disabled ? "true" : null,
      "aria-checked": checked === undefined ? null : String(item.value === checked),
      on: {
        click: () => {
          if (item.disabled) return;
          closeMenu({ refocus: true });
          item.choose();
        },
      },
    },
    item.icon ? icon(item.icon, 16) : null,
    item.before ?? null,
    h("span", { class: "menu-label" }, item.label),
    item.after ?? null,
  );
}

function listenToLeave(open) {
  const { signal } = open.end;
  document.addEventListener(
    "pointerdown",
    (event) => {
      if (!open.menu.contains(event.target) && !open.anchor.contains(event.target)) closeMenu();
    },
    { signal, capture: true },
  );
  open.menu.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Escape" || event.key === "Tab") {
        event.stopPropagation();
        if (event.key === "Escape") event.preventDefault();
        closeMenu({ refocus: true });
      }
    },
    { signal },
  );
  addEventListener("resize", () => closeMenu(), { signal });
}

/** Put a box beside its anchor, inside the window. */
function place(box, anchor) {
  const edge = 8;
  const at = anchor.getBoundingClientRect();
  const size = box.getBoundingClientRect();
  const below = at.bottom + 4 + size.height <= innerHeight - edge;
  const top = below ? at.bottom + 4 : Math.max(edge, at.top - 4 - size.height);
  const left = Math.min(
    Math.max(edge, at.right - size.width > edge ? at.right - size.width : at.left),
    innerWidth - size.width - edge,
  );
  box.style.top = `${top}px`;
  box.style.left = `${Math.max(edge, left)}px`;
}

/** A row of emoji at a button; `choose` gets the short name. */
export function showEmoji(anchor, names, symbol, choose) {
  showMenu(
    anchor,
    names.map((name) => ({ label: symbol(name), choose: () => choose(name) })),
    { label: t("react") },
  );
  openMenu?.menu.classList.add("menu-emoji");
  if (openMenu) {
    roving(openMenu.menu, ".menu-item", { vertical: false });
    place(openMenu.menu, anchor);
  }
}

/** Ask before something is gone for good. Resolves to whether to do it. */
export function ask(question, yes) {
  return new Promise((resolve) => {
    const answer = (value) => {
      dialog.close();
      dialog.remove();
      resolve(value);
    };
    const dialog = h(
      "dialog",
      {
        class: "modal modal-small",
        "aria-label": question,
        on: {
          cancel: (event) => {
            event.preventDefault();
            answer(false);
          },
        },
      },
      h("p", { class: "modal-question" }, question),
      h(
        "div",
        { class: "modal-foot" },
        h("button", { type: "button", class: "button", on: { click: () => answer(false) } }, t("cancel")),
        h("button", { type: "button", class: "button button-danger-solid", on: { click: () => answer(true) } }, yes),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}
