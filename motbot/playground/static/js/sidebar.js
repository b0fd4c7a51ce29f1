// The sidebar: who writes, which channel, and the scenes.

import { h, icon, iconButton, renew, roving } from "./dom.js";
import { attempt, toast } from "./floating.js";
import { face, roleTag } from "./message.js";
import { paceSwitch } from "./pace.js";
import { t } from "./strings.js";
import { besideLink } from "./topbar.js";

const LARGEST_FILE = 2 * 2 ** 20;

export class Sidebar {
  constructor(page) {
    this.page = page;
    this.inside = h("div", { class: "sidebar-inside" });
    this.element = h("nav", { class: "sidebar", id: "sidebar" }, this.inside);
    this.shade = h("div", { class: "shade", hidden: true, on: { click: () => this.toggle(false) } });
    this.file = h("input", {
      type: "file",
      accept: ".jsonl,.ndjson,.json,.txt",
      hidden: true,
      on: { change: () => this.#playFile() },
    });
    this.element.append(this.file);
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.element.classList.contains("open")) this.toggle(false);
    });
  }

  /** On narrow screens the sidebar slides in. */
  toggle(open = !this.element.classList.contains("open")) {
    const was = this.element.classList.contains("open");
    this.element.classList.toggle("open", open);
    this.shade.hidden = !open;
    if (open) this.inside.querySelector("button")?.focus();
    else if (was) document.querySelector(".pane-channel .only-narrow")?.focus();
  }

  draw() {
    const { page } = this;
    this.element.setAttribute("aria-label", t("menu"));
    renew(
      this.inside,
      h(
        "div",
        { class: "workspace" },
        h(
          "div",
          { class: "workspace-words" },
          h("p", { class: "workspace-name" }, page.world.team.name),
          h("p", { class: "workspace-about" }, t("workspace")),
        ),
        iconButton("close", t("close"), () => this.toggle(false), { class: "only-narrow on-dark" }),
      ),
      this.#people(),
      this.#channels(),
      this.#sceneMenu(),
      besideLink(page, "beside-side only-narrow"),
    );
  }

  #people() {
    const { page } = this;
    const others = page.people.others();
    const group = h(
      "div",
      { role: "radiogroup", "aria-label": t("write_as"), class: "side-list" },
      page.people.voices().map((one) => this.#person(one)),
    );
    roving(group, ".side-item");
    const chosenAmongOthers = others.some((one) => one.id === page.seat.writer);
    const more = others.length
      ? h(
          "details",
          {
            class: "side-more",
            open: chosenAmongOthers || this.moreOpen,
            on: {
              toggle: (event) => {
                this.moreOpen = event.currentTarget.open;
              },
            },
          },
          h("summary", {}, t("more_people")),
          h(
            "div",
            { class: "side-list", role: "radiogroup", "aria-label": t("more_people") },
            others.map((one) => this.#person(one, chosenAmongOthers)),
          ),
        )
      : null;
    return h("section", { class: "side-section" }, h("h2", { class: "side-heading" }, t("write_as")), group, more);
  }

  #person(person) {
    const { page } = this;
    const chosen = page.seat.writer === person.id;
    const inView = page.people.voices().some((one) => one.id === page.seat.writer);
    const first = !inView && page.people.voices()[0]?.id === person.id;
    const unread = person.ours && person.id !== page.seat.confidant && page.people.hasUnread(person.id);
    return h(
      "button",
      {
        type: "button",
        role: "radio",
        "aria-checked": String(chosen),
        tabindex: chosen || first || !page.people.isVoice(person.id) ? 0 : -1,
        class: ["side-item", chosen && "chosen"],
        data: { focus: `person/${person.id}` },
        on: {
          click: () => {
            page.seating.sit(person.id);
            if (innerWidth < 900) this.toggle(false);
          },
        },
      },
      face(person, "face-small"),
      h("span", { class: "side-name" }, person.name),
      unread ? h("span", { class: "dot", role: "img", "aria-label": t("unread") }) : null,
      roleTag(person),
    );
  }

  #channels() {
    const { page } = this;
    const eyes = page.world.eyes.get(page.seat.writer);
    return h(
      "section",
      { class: "side-section" },
      h("h2", { class: "side-heading" }, t("channels")),
      h(
        "ul",
        { class: "side-list" },
        (eyes?.rooms ?? []).map((room) => {
          const chosen = page.seat.channels[page.seat.writer] === room.id;
          const unread = !chosen && page.people.isUnread(eyes, room.id);
          return h(
            "li",
            {},
            h(
              "button",
              {
                type: "button",
                class: ["side-item", "side-channel", chosen && "chosen", unread && "unread"],
                "aria-current": chosen ? "true" : null,
                data: { focus: `channel/${room.id}` },
                on: {
                  click: () => {
                    page.seating.openChannel(room.id);
                    if (innerWidth < 900) this.toggle(false);
                  },
                },
              },
              h("span", { class: "hash", "aria-hidden": "true" }, "#"),
              h("span", { class: "side-name" }, room.name),
              unread ? h("span", { class: "dot", role: "img", "aria-label": t("unread") }) : null,
            ),
          );
        }),
      ),
    );
  }

  #sceneMenu() {
    const { scenes } = this.page;
    const offered = scenes.offered();
    return h(
      "section",
      { class: "side-section", id: "scenes" },
      h(
        "div",
        { class: "side-heading-row" },
        h("h2", { class: "side-heading" }, t("scenes")),
        offered.length ? paceSwitch(scenes, "pace") : null,
      ),
      offered.length ? null : h("p", { class: "side-none" }, t("scenes_none")),
      h(
        "ul",
        { class: "side-list" },
        offered.map((one) => {
          const isOn = scenes.isRunning(one.id);
          return h(
            "li",
            {},
            h(
              "button",
              {
                type: "button",
                class: ["side-item", "scene", isOn && "chosen"],
                title: one.about,
                data: { focus: `scene/${one.id}` },
                on: {
                  click: () => {
                    void scenes.play(one);
                    this.toggle(false);
                  },
                },
              },
              h("span", { class: "scene-mark" }, icon("play", 12)),
              h(
                "span",
                { class: "scene-words" },
                h("span", { class: "scene-title" }, one.title),
                h("span", { class: "scene-about" }, one.about),
              ),
            ),
          );
        }),
      ),
      h(
        "button",
        {
          type: "button",
          class: "side-item play-file",
          data: { focus: "file" },
          on: { click: () => this.file.click() },
        },
        icon("file", 16),
        h(
          "span",
          { class: "scene-words" },
          h("span", { class: "scene-title" }, t("play_file")),
          h("span", { class: "scene-about" }, t("play_file_about")),
        ),
      ),
    );
  }

  async #playFile() {
    const [chosen] = this.file.files;
    if (!chosen) return;
    this.file.value = "";
    if (chosen.size > LARGEST_FILE) return void toast(t("too_large"), { error: true });
    const answer = await attempt(chosen.text().then((text) => this.page.api.playFile(text)));
    if (answer) toast(t("file_playing", { count: answer.dialogues }));
  }
}
