// What floats above the page for a while: toasts, windows, questions, and the words for screen readers.

import { button, fill, h, iconButton } from "./dom.js";
import { t } from "./strings.js";

const TOAST_STAYS = 6000;

const toasts = h("div", { class: "toasts", role: "region", "aria-label": "motbot" });
const spoken = h("div", { class: "only-heard", role: "status", "aria-live": "polite" });

/** The places where toasts and spoken words appear; put them into the page once. */
export const floatingPlaces = () => [toasts, spoken];

/** Say something in a corner; an error stays until it is closed. */
export function toast(words, { error = false } = {}) {
  const made = h(
    "div",
    { class: ["toast", error && "toast-error"], role: error ? "alert" : "status" },
    h("span", {}, words),
    iconButton("close", t("close"), () => made.remove(), { size: 16 }),
  );
  while (toasts.children.length > 2) toasts.firstChild.remove();
  toasts.append(made);
  if (!error) setTimeout(() => made.remove(), TOAST_STAYS);
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
    if (!error.isLockedOut) toast(t("failed", { why: error.message }), { error: true });
    return undefined;
  }
}

/**
 * Open a window with a form; `submit` is given a way to close it, and is called for its main button.
 * Escape, the cross and Cancel close it.
 */
export function openWindow({ title, body, yes, submit, danger = false, wide = false, more = [] }) {
  const close = () => {
    dialog.close();
    dialog.remove();
  };
  const form = h(
    "form",
    {
      class: "modal-form",
      on: {
        submit: (event) => {
          event.preventDefault();
          submit?.(close);
        },
      },
    },
    h(
      "div",
      { class: "modal-head" },
      h("h2", { id: "window-title" }, title),
      iconButton("close", t("close"), close),
    ),
    h("div", { class: "modal-body", tabindex: wide ? 0 : null }, body),
    h(
      "div",
      { class: "modal-foot" },
      button(submit ? t("cancel") : t("close"), close),
      more.map(([words, press]) => button(words, () => press(close))),
      submit ? h("button", { type: "submit", class: ["button", danger ? "button-bad" : "button-good"] }, yes) : null,
    ),
  );
  const dialog = h(
    "dialog",
    { class: ["modal", wide && "modal-wide"], "aria-labelledby": "window-title", on: { cancel: () => close() } },
    form,
  );
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector("[autofocus]")?.focus();
  return { close };
}

/** Ask before something is gone for good. */
export function ask(question, yes, then) {
  openWindow({
    title: question,
    body: [],
    yes,
    danger: true,
    submit: (close) => {
      close();
      then();
    },
  });
}
