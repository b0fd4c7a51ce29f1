// The line below the top bar: what this page is, what a scene does, and whose turn it is.

import { fill, h, icon, renew } from "./dom.js";
import { attempt } from "./floating.js";
import { face } from "./message.js";
import { paceSwitch } from "./pace.js";
import { language, t } from "./strings.js";

/** The line that says what a scene does and whose turn it is; and at first, what this page is. */
export class StageBar {
  constructor(page) {
    this.page = page;
    this.element = h("div", { class: "stage-bar", role: "region", hidden: true });
    this.words = h("div", { class: "stage-words", role: "status", "aria-live": "polite" });
    this.buttons = h("div", { class: "stage-buttons" });
    this.element.append(this.words, this.buttons);
  }

  draw() {
    const { scene } = this.page.world;
    const mark = JSON.stringify([scene, language(), this.page.looks.introduced, this.page.seat.writer]);
    if (mark === this.mark) return;
    this.mark = mark;
    this.element.setAttribute("aria-label", t("scenes"));
    this.element.className = `stage-bar stage-${scene.state}`;
    this.element.hidden = scene.state === "idle" && this.page.looks.introduced;
    (
      ({
        idle: () => this.#intro(),
        playing: () => this.#playing(scene),
        your_turn: () => this.#turn(scene),
        done: () => this.#done(scene),
      })[scene.state] ?? (() => {})
    )();
  }

  #intro() {
    fill(this.words, h("p", {}, h("strong", {}, t("intro_lead")), " ", t("intro")));
    fill(
      this.buttons,
      h(
        "button",
        { type: "button", class: "button button-small button-bright", on: { click: () => this.page.scenes.first() } },
        icon("play", 12),
        t("intro_scene"),
      ),
      h(
        "button",
        { type: "button", class: "button button-small button-quiet", on: { click: () => this.page.introduced() } },
        t("got_it"),
      ),
    );
  }

  #playing(scene) {
    fill(
      this.words,
      h("p", {}, h("span", { class: "stage-dot", "aria-hidden": "true" }), t("scene_playing", { title: scene.title })),
    );
    renew(this.buttons, paceSwitch(this.page.scenes, "stage"), this.#stop());
  }

  #turn(scene) {
    const person = scene.who ? this.page.person(scene.who) : null;
    fill(
      this.words,
      person ? face(person, "face-small") : null,
      h(
        "p",
        {},
        h("strong", { class: "your-turn" }, person ? t("your_turn_as", { name: person.name }) : t("your_turn")),
        h("span", { class: "stage-hint" }, scene.hint),
      ),
    );
    fill(
      this.buttons,
      person && person.id !== this.page.seat.writer
        ? h(
            "button",
            {
              type: "button",
              class: "button button-small button-quiet",
              on: { click: () => this.page.seating.sit(person.id) },
            },
            t("take_seat", { name: person.name }),
          )
        : null,
      h(
        "button",
        {
          type: "button",
          class: "button button-small button-bright",
          on: { click: () => attempt(this.page.api.nextStep()) },
        },
        t("next"),
        icon("next", 14),
      ),
      this.#stop(),
    );
  }

  #done(scene) {
    fill(this.words, h("p", {}, icon("check", 16), scene.hint || t("scene_done", { title: scene.title })));
    fill(
      this.buttons,
      h(
        "button",
        {
          type: "button",
          class: "button button-small button-quiet",
          on: { click: () => attempt(this.page.api.stopScene()) },
        },
        t("close"),
      ),
    );
  }

  #stop() {
    return h(
      "button",
      {
        type: "button",
        class: "button button-small button-quiet",
        data: { focus: "stop" },
        on: { click: () => attempt(this.page.api.stopScene()) },
      },
      icon("stop", 12),
      t("stop"),
    );
  }
}
