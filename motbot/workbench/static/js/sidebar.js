// The list of tasks and their variants; on narrow screens it slides in.

import { chips } from "./chips.js";
import { fill, h, iconButton } from "./dom.js";
import { named, t } from "./strings.js";
import { playgroundLink } from "./topbar.js";

export class Sidebar {
  constructor(page) {
    this.page = page;
    this.inside = h("div", { class: "sidebar-inside" });
    this.element = h("nav", { class: "sidebar", id: "sidebar" }, this.inside);
    this.shade = h("div", { class: "shade", hidden: true, on: { click: () => this.toggle(false) } });
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.element.classList.contains("open")) this.toggle(false);
    });
  }

  toggle(open) {
    const was = this.element.classList.contains("open");
    this.element.classList.toggle("open", open);
    this.shade.hidden = !open;
    if (open) this.inside.querySelector("[aria-current]")?.focus();
    else if (was) document.querySelector('[data-focus="menu"]')?.focus();
  }

  draw() {
    this.element.setAttribute("aria-label", t("menu"));
    fill(
      this.inside,
      h(
        "div",
        { class: "sidebar-head only-narrow" },
        h("p", { class: "sidebar-title" }, t("menu")),
        iconButton("close", t("close"), () => this.toggle(false), { class: "on-dark" }),
      ),
      this.page.bench.overview.tasks.map((task) => this.#task(task)),
      playgroundLink(this.page, "sidebar-link only-narrow"),
    );
  }

  #task(task) {
    const live = task.live && !task.variants.some((one) => one.is_live) ? task.live : null;
    return h(
      "section",
      { class: "side-section" },
      h(
        "h2",
        { class: "side-heading" },
        task.name,
        h("span", { class: "side-about" }, named("task", `${task.name}_about`)),
      ),
      task.variants.length
        ? h(
            "ul",
            { class: "side-list" },
            task.variants.map((one) => this.#variant(task, one)),
          )
        : h("p", { class: "side-none" }, t("no_variants")),
      live ? h("p", { class: "side-none" }, t("live_elsewhere", { name: `${live.variant} #${live.number}` })) : null,
    );
  }

  #variant(task, variant) {
    const { bench } = this.page;
    const chosen = bench.place.task === task.name && bench.place.variant === variant.name;
    const isUnsaved = Boolean(bench.draft(`${task.name}/${variant.name}`));
    return h(
      "li",
      {},
      h(
        "button",
        {
          type: "button",
          class: ["side-item", chosen && "chosen"],
          "aria-current": chosen ? "true" : null,
          data: { focus: `variant/${task.name}/${variant.name}` },
          on: { click: () => this.page.go({ task: task.name, variant: variant.name }) },
        },
        h("span", { class: "side-name" }, variant.name),
        chips(variant, task, isUnsaved),
      ),
    );
  }
}
