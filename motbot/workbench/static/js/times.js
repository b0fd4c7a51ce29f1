// Times as the reader's language and zone have them, with the zone: a log is read by several people.

import { language } from "./strings.js";

export function when(iso) {
  const form = {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  };
  return new Intl.DateTimeFormat(language() === "zh" ? "zh-CN" : "en-GB", form).format(new Date(iso));
}
