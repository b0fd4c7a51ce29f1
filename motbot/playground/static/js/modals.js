// Shows the modal that is on top of a person's stack, keeps what is typed, and sends it.

import { blocks } from "./blocks.js";
import { fill, h, iconButton } from "./dom.js";
import { attempt, toast } from "./floating.js";
import { t } from "./strings.js";

const SAVE_AFTER = 500;

/** One modal window; `draw` it whenever the viewer's views may have changed. */
export class Modals {
  constructor({ api, readerFor, seat }) {
    this.api = api;
    this.seat = seat;
    this.readerFor = readerFor;
    this.shown = null;
    this.dialog = h("dialog", {
      class: "modal",
      "aria-labelledby": "modal-title",
      on: {
        cancel: (event) => {
          event.preventDefault();
          this.#leave();
        },
      },
    });
    document.body.append(this.dialog);
  }

  /** Show the topmost view of the first of these people who has one. */
  draw(people) {
    const eyes = people.find((one) => one.views.length > 0);
    if (!eyes) return this.#hide();
    const view = eyes.views.at(-1);
    const mark = `${view.id} ${view.hash ?? ""}`;
    const filled = JSON.stringify(view.state);
    const isSame = this.shown?.view.id === view.id;
    // A scene may fill in a window in the person's name; what the person types is never written over.
    const touched = isSame ? this.shown.touched : view.id in this.seat.typed;
    if (this.shown?.mark === mark && (touched || this.shown.filled === filled)) return undefined;
    const here = isSame ? this.#values() : this.seat.typed[view.id];
    this.shown = { mark, filled, view, viewer: eyes.viewer, fields: [], typed: touched ? here : {}, touched };
    this.#build(eyes.views.length);
    if (!this.dialog.open) {
      this.opener = document.activeElement;
      this.dialog.showModal();
    }
    this.dialog.querySelector("[autofocus], .field, input, select, .button-primary, .button")?.focus();
    return undefined;
  }

  #build(depth) {
    const { view, viewer } = this.shown;
    const reader = this.readerFor(viewer);
    const content = blocks(view.blocks, reader, this.#controls());
    fill(
      this.dialog,
      h(
        "form",
        {
          class: "modal-form",
          method: "dialog",
          novalidate: true,
          on: {
            submit: (event) => {
              event.preventDefault();
              void this.#submit();
            },
          },
        },
        h(
          "div",
          { class: "modal-head" },
          h("img", { src: "/static/motbot.svg", alt: "", width: 28, height: 28 }),
          h(
            "div",
            { class: "modal-titles" },
            h("h2", { id: "modal-title" }, view.title.text),
            h(
              "p",
              { class: "modal-whose" },
              t("sees_window", { name: reader.nameOf(viewer) }),
              depth > 1 ? ` · ${depth}` : "",
            ),
          ),
          iconButton("close", t("close"), () => this.#leave()),
        ),
        h("div", { class: "modal-body", tabindex: 0, role: "group", "aria-labelledby": "modal-title" }, content),
        h(
          "div",
          { class: "modal-foot" },
          h(
            "button",
            { type: "button", class: "button", on: { click: () => this.#leave() } },
            view.close?.text ?? t("cancel"),
          ),
          view.submit ? h("button", { type: "submit", class: "button button-primary" }, view.submit.text) : null,
        ),
      ),
    );
    for (const [block, message] of Object.entries(view.errors ?? {})) this.#complain(block, message);
  }

  #controls() {
    const { view, viewer, fields, typed } = this.shown;
    return {
      fields,
      known: (one, block) => typed[block.block_id]?.[one.action_id] ?? stored(view, block, one),
      typed: () => this.#saveSoon(),
      press: (one, block, value) =>
        attempt(
          this.api.act(viewer, "press", {
            view_id: view.id,
            action_id: one.action_id,
            block_id: block.block_id,
            value: value ?? null,
          }),
        ),
    };
  }

  #values() {
    const values = {};
    for (const { block, one, read } of this.shown?.fields ?? [])
      (values[block.block_id] ??= {})[one.action_id] = read();
    return values;
  }

  /** What is typed is kept here and reaches the server, so that a reload of the page loses nothing. */
  #saveSoon() {
    clearTimeout(this.saving);
    const { view, viewer } = this.shown;
    this.shown.touched = true;
    this.seat.typed = { [view.id]: this.#values() };
    this.seat.keep();
    this.saving = setTimeout(() => {
      if (this.shown?.view.id !== view.id) return;
      const good = this.shown.fields.filter((one) => !one.wrong?.());
      const values = Object.fromEntries(good.map(({ block, read }) => [block.block_id, read()]));
      this.api.act(viewer, "fill", { view_id: view.id, values }).catch(() => {});
    }, SAVE_AFTER);
  }

  async #submit() {
    clearTimeout(this.saving);
    const { view, viewer, fields } = this.shown;
    for (const one of fields) {
      one.error.hidden = true;
      one.field.removeAttribute("aria-invalid");
    }
    const wrong = fields.map((one) => [one, this.#wrongWith(one)]).filter(([, why]) => why);
    if (wrong.length) return this.#complainAll(wrong.map(([one, why]) => [one.block.block_id, why]));
    const sending = this.dialog.querySelector("button[type=submit]");
    sending.disabled = true;
    try {
      const answer = await this.api.act(viewer, "submit", { view_id: view.id, values: this.#values() });
      if (answer.errors && Object.keys(answer.errors).length) return this.#complainAll(Object.entries(answer.errors));
      this.submitted?.(viewer, view, answer.views ?? []);
    } catch (error) {
      toast(t("submit_failed", { why: error.message }), { error: true });
    } finally {
      sending.disabled = false;
    }
    return undefined;
  }

  #wrongWith({ block, read, wrong }) {
    const value = read();
    const empty = value === null || (Array.isArray(value) && value.length === 0);
    if (block.type === "input" && !block.optional && empty) return t("field_required");
    return wrong?.() ?? "";
  }

  #complainAll(list) {
    for (const [block, why] of list) this.#complain(block, why);
    const first = this.shown.fields.find((one) => one.block.block_id === list[0]?.[0]);
    (first?.field.matches("input, textarea, select") ? first.field : first?.field.querySelector("input"))?.focus();
  }

  #complain(block, why) {
    for (const one of this.shown.fields.filter((field) => field.block.block_id === block)) {
      fill(one.error, why);
      one.error.hidden = false;
      one.field.setAttribute("aria-invalid", "true");
    }
  }

  async #leave() {
    clearTimeout(this.saving);
    // Chromium tells twice of an Escape in a field for a day or a time.
    if (!this.shown || this.leaving) return;
    const { view, viewer } = this.shown;
    this.leaving = true;
    await attempt(this.api.act(viewer, "close", { view_id: view.id }));
    this.leaving = false;
    this.closed?.(viewer, view);
  }

  #hide() {
    if (!this.shown) return;
    clearTimeout(this.saving);
    this.shown = null;
    this.dialog.close();
    this.dialog.replaceChildren();
    this.opener?.focus?.();
  }
}

/** What the server remembers of a field. */
function stored(view, block, one) {
  const state = view.state?.values?.[block.block_id]?.[one.action_id];
  if (!state) return undefined;
  if (state.selected_option !== undefined) return state.selected_option?.value ?? undefined;
  if (state.selected_options !== undefined) return state.selected_options.map((option) => option.value);
  return state.value ?? state.selected_date ?? state.selected_time ?? undefined;
}
