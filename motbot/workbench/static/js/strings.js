// Picks the words of the page in the reader's language.

import { EN } from "./words_en.js";
import { ZH } from "./words_zh.js";

const LANGUAGES = { en: EN, zh: ZH };
let words = EN;
let code = "en";

/** Speak a language from now on. */
export function speak(language) {
  code = language === "zh" ? "zh" : "en";
  words = LANGUAGES[code];
  document.documentElement.lang = code === "zh" ? "zh-CN" : "en";
}

export const language = () => code;

/** The words of a name, with `{key}` filled in. A name without words is shown as it is. */
export function t(name, given = {}) {
  const text = words[name] ?? EN[name] ?? name;
  return text.replace(/\{(\w+)\}/g, (whole, key) => (key in given ? String(given[key]) : whole));
}

/** Things beside one another, with the commas of the reader's language; `between` joins longer pieces. */
export const listed = (parts, between = t("comma")) => parts.join(between);

/** What it is about, and the words. */
export const labelled = (name, words) => [name, words].join(t("colon"));

/** The words with something in brackets behind them. */
export const withAside = (words, aside) => t("aside", { words, aside });

/** The words of one of a family of names, such as a harm; those without words are shown readably. */
export function named(family, name) {
  const key = `${family}_${name}`;
  return words[key] ?? EN[key] ?? String(name).replaceAll("_", " ");
}
