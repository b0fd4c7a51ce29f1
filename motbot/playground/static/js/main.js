// Starts the page: takes the key, reads the first state, and follows what happens.

import { Api, patience, takeKey } from "./api.js";
import { drawn } from "./blocks.js";
import { fill, h } from "./dom.js";
import { toast } from "./floating.js";
import { Page } from "./page.js";
import { readLooks, Seat, themeOf } from "./seat.js";
import { speak, t } from "./strings.js";
import { World } from "./world.js";

const looks = readLooks();
document.documentElement.dataset.theme = themeOf(looks);
speak(looks.language ?? (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en"));
// What this page draws, for whoever wants to compare it with what the bot sends.
document.documentElement.dataset.draws = JSON.stringify(drawn());

const root = document.getElementById("app");
let page = null;

function locked() {
  fill(
    root,
    h(
      "main",
      { class: "splash" },
      h("img", { class: "splash-logo", src: "/static/motbot.svg", alt: "", width: 56, height: 56 }),
      h("h1", { class: "splash-title" }, t("no_key_title")),
      h("p", { class: "splash-words", role: "alert" }, t("no_key")),
    ),
  );
}

function waiting() {
  fill(
    root,
    h(
      "main",
      { class: "splash" },
      h("img", { class: "splash-logo", src: "/static/motbot.svg", alt: "", width: 56, height: 56 }),
      h("h1", { class: "splash-title" }, t("title")),
      h(
        "p",
        { class: "splash-words", role: "status" },
        h("span", { class: "spinner", "aria-hidden": "true" }),
        t("load_failed"),
      ),
    ),
  );
}

/** Read what is needed first; the other voices follow when the page stands. */
async function start(key, tries = 0) {
  const api = new Api(key, () => t("offline"));
  const world = new World(api, {
    told: (told) => page?.hear(told),
    lost: () => page?.topbar.setLost(true),
    found: () => {
      page.topbar.setLost(false);
      toast(t("back_again"));
    },
    lockedOut: locked,
  });
  const made = new Page(api, world);
  try {
    await world.see(new Seat().writer ?? "U0CARLA");
    made.seating.settle();
    for (const viewer of made.seating.wanted()) await world.see(viewer);
  } catch (error) {
    if (error.isLockedOut) return locked();
    waiting();
    return void setTimeout(() => start(key, tries + 1), patience(tries));
  }
  page = made;
  page.open(root);
  world.follow();
  addEventListener("pagehide", () => world.rest());
  addEventListener("pageshow", (event) => event.persisted && world.reload().then(() => world.follow()));
  return undefined;
}

const key = takeKey();
if (key) void start(key);
else locked();
