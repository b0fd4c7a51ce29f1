// Starts the page: takes the key, waits for the desk, and draws.

import { Api, takeKey } from "./api.js";
import { Bench } from "./bench.js";
import { fill, h } from "./dom.js";
import { readLooks, themeOf } from "./looks.js";
import { Page } from "./page.js";
import { speak, t } from "./strings.js";

const AGAIN = 700;

const looks = readLooks();
document.documentElement.dataset.theme = themeOf(looks);
speak(looks.language ?? (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en"));
document.title = t("title");

const root = document.getElementById("app");

function splash(title, words, role) {
  fill(
    root,
    h(
      "main",
      { class: "splash" },
      h("img", { class: "splash-logo", src: "/bench/static/motbot.svg", alt: "", width: 56, height: 56 }),
      h("h1", { class: "splash-title" }, title),
      h("p", { class: "splash-words", role }, words),
    ),
  );
}

async function start(key) {
  let page = null;
  const api = new Api(key, { wordsOffline: () => t("offline"), heard: (error) => page?.heard(error) });
  const bench = new Bench(api);
  try {
    await bench.load();
  } catch (error) {
    if (error.isLockedOut) return splash(t("no_key_title"), t("no_key"), "alert");
    splash(t("title"), error.isAway ? t("load_failed") : t("failed", { why: error.message }), "status");
    return void setTimeout(() => start(key), AGAIN);
  }
  page = new Page(bench, looks);
  page.open(root);
  return undefined;
}

const key = takeKey();
if (key) void start(key);
else splash(t("no_key_title"), t("no_key"), "alert");
