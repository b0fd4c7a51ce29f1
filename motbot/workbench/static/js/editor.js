// A text field with the numbers of its lines: long lines wrap, and every number stands beside its line's beginning.

import { h } from "./dom.js";

export class Editor {
  /** `changed` is called with the new text after each change by the person. */
  constructor({ changed }) {
    this.lines = h("div", { class: "editor-lines", "aria-hidden": "true" });
    this.field = h("textarea", {
      class: "editor-field",
      id: "editor",
      spellcheck: "false",
      autocomplete: "off",
      autocapitalize: "off",
      "aria-describedby": "check-summary",
      on: {
        input: () => {
          this.#draw();
          changed(this.field.value);
        },
      },
    });
    this.element = h(
      "div",
      { class: "editor", tabindex: -1 },
      h("div", { class: "editor-sheet" }, this.lines, this.field),
    );
    this.marks = new Map();
  }

  get text() {
    return this.field.value;
  }

  /** Show a text; one that is shown already stays, with its selection. */
  show(text, { label, readOnly }) {
    this.field.setAttribute("aria-label", label);
    this.field.readOnly = readOnly;
    if (this.field.value === text) return;
    this.field.value = text;
    this.element.scrollTop = 0;
    this.#draw();
  }

  /** Mark lines: a map from the line's number to "error" or "warning". */
  mark(marks) {
    this.marks = marks;
    [...this.lines.children].forEach((line, at) => setMark(line, marks.get(at + 1)));
    this.field.setAttribute("aria-invalid", String([...marks.values()].includes("error")));
  }

  /** Put the cursor at the beginning of a line, and select it. */
  goTo(line) {
    const rows = this.field.value.split("\n");
    const start = rows.slice(0, line - 1).reduce((sum, row) => sum + row.length + 1, 0);
    this.field.focus({ preventScroll: true });
    this.field.setSelectionRange(start, start + (rows[line - 1]?.length ?? 0));
    this.lines.children[line - 1]?.scrollIntoView({ block: "center" });
  }

  #draw() {
    const rows = this.field.value.split("\n");
    while (this.lines.childElementCount > rows.length) this.lines.lastChild.remove();
    rows.forEach((row, at) => {
      let line = this.lines.children[at];
      if (!line) {
        line = h("div", { class: "editor-line" });
        this.lines.append(line);
        setMark(line, this.marks.get(at + 1));
      }
      if (line.textContent !== row) line.textContent = row;
    });
  }
}

function setMark(line, mark) {
  line.classList.toggle("editor-error", mark === "error");
  line.classList.toggle("editor-warning", mark === "warning");
}
