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

/** The words of one of a family of names, such as a harm; those without words are shown readably. */
export function named(family, name) {
  const key = `${family}_${name}`;
  return words[key] ?? EN[key] ?? String(name).replaceAll("_", " ");
}
