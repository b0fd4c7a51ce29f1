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
    const place = isSame ? this.#place() : null;
    this.shown = { mark, filled, view, viewer: eyes.viewer, fields: [], typed: touched ? here : {}, touched };
    this.#build(eyes.views.at(-2));
    if (!this.dialog.open) {
      this.opener = document.activeElement;
      this.dialog.showModal();
    }
    this.#settle(place);
    return undefined;
  }

  /** Where the reader is in the window: what has the focus, the caret in it, how far it is scrolled. */
  #place() {
    const { activeElement: active } = document;
    const body = this.dialog.querySelector(".modal-body");
    return { focus: active?.dataset?.focus, caret: [active?.selectionStart, active?.selectionEnd], top: body?.scrollTop };
  }

  /** A window that was brought up to date leaves its reader where they were; a new one begins at its first field. */
  #settle(place) {
    const body = this.dialog.querySelector(".modal-body");
    if (place?.top) body.scrollTop = place.top;
    const same = place?.focus && this.dialog.querySelector(`[data-focus="${CSS.escape(place.focus)}"]`);
    const first = same || this.dialog.querySelector("[autofocus], .field, .modal-body input, select") || body;
    first.focus({ preventScroll: Boolean(place) });
    if (same && place.caret[0] !== undefined && place.caret[0] !== null) same.setSelectionRange?.(...place.caret);
  }

  #build(below) {
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
          below
            ? iconButton("back", t("back_to", { title: below.title.text }), () => this.#leave(), {
                data: { focus: "back" },
              })
            : null,
          h("img", { src: "/static/motbot.svg", alt: "", width: 28, height: 28 }),
          h(
            "div",
            { class: "modal-titles" },
            h("h2", { id: "modal-title" }, view.title.text),
            h("p", { class: "modal-whose" }, t("sees_window", { name: reader.nameOf(viewer) })),
          ),
          iconButton("close", t("close"), () => this.#leave({ all: true }), { data: { focus: "close" } }),
        ),
        h("div", { class: "modal-body", tabindex: 0, role: "group", "aria-labelledby": "modal-title" }, content),
        h(
          "div",
          { class: "modal-foot" },
          h(
            "button",
            { type: "button", class: "button", data: { focus: "leave" }, on: { click: () => this.#leave() } },
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
      press: async (one, block, value) => {
        // The app is told what stands in the fields at that moment.
        await this.#save();
        return attempt(
          this.api.act(viewer, "press", {
            view_id: view.id,
            action_id: one.action_id,
            block_id: block.block_id,
            value: value ?? null,
          }),
        );
      },
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
    const { view } = this.shown;
    this.shown.touched = true;
    this.seat.typed = { [view.id]: this.#values() };
    this.seat.keep();
    this.saving = setTimeout(() => {
      if (this.shown?.view.id === view.id) void this.#save();
    }, SAVE_AFTER);
  }

  /** Tell the server what is typed and can be; fields that are wrong so far wait. */
  async #save() {
    clearTimeout(this.saving);
    if (!this.shown?.touched) return;
    const { view, viewer, fields } = this.shown;
    const good = fields.filter((one) => one.block.type === "input" && !one.wrong?.());
    const values = Object.fromEntries(good.map(({ block, read }) => [block.block_id, read()]));
    await this.api.act(viewer, "fill", { view_id: view.id, values }).catch(() => {});
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

  /** Go back to the window below, as Escape does, or close them all. */
  async #leave({ all = false } = {}) {
    clearTimeout(this.saving);
    // Chromium tells twice of an Escape in a field for a day or a time.
    if (!this.shown || this.leaving) return;
    const { view, viewer } = this.shown;
    this.leaving = true;
    await attempt(this.api.act(viewer, "close", { view_id: view.id, all }));
    this.leaving = false;
    this.closed?.(viewer, all ? null : view);
  }

  #hide() {
    if (!this.shown) return;
    clearTimeout(this.saving);
    this.shown = null;
    this.dialog.close();
    this.dialog.replaceChildren();
    // What closing gives the focus back to is still inert at that moment, and Chromium then lets nobody type there.
    this.opener?.blur?.();
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
