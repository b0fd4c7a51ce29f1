// Times as the reader's language and zone have them.

import { language } from "./strings.js";

export function when(iso) {
  const form = { dateStyle: "medium", timeStyle: "short" };
  return new Intl.DateTimeFormat(language() === "zh" ? "zh-CN" : "en-GB", form).format(new Date(iso));
}
