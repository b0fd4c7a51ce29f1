// Writes times the way the reader's language and the persona's time zone want them.

import { language } from "./strings.js";

const LOCALES = { en: "en-GB", zh: "zh-CN" };
// In Chinese one name of a weekday on the whole page: 周日 as in every message, never 星期日 beside it.
const WEEKDAYS = { en: "long", zh: "short" };
const made = new Map();

function formatter(options, zone) {
  const key = `${language()}|${zone ?? ""}|${JSON.stringify(options)}`;
  if (!made.has(key)) made.set(key, makeFormatter(options, zone));
  return made.get(key);
}

function makeFormatter(options, zone) {
  try {
    return new Intl.DateTimeFormat(LOCALES[language()], { ...options, timeZone: zone || undefined, hourCycle: "h23" });
  } catch {
    // A zone this browser does not know: its own is better than none.
    return new Intl.DateTimeFormat(LOCALES[language()], { ...options, hourCycle: "h23" });
  }
}

/** A Slack `ts` as a date. */
export const dateOf = (ts) => new Date(Number.parseFloat(ts) * 1000);

export const clockTime = (date, zone) => formatter({ hour: "2-digit", minute: "2-digit" }, zone).format(date);
export const longTime = (date, zone) =>
  formatter({ weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }, zone).format(
    date,
  );
export const exactTime = (date, zone) =>
  formatter({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit" }, zone).format(
    date,
  );
export const dayName = (date, zone) =>
  formatter({ weekday: WEEKDAYS[language()], day: "numeric", month: "long" }, zone).format(date);
export const dayKey = (date, zone) =>
  formatter({ year: "numeric", month: "2-digit", day: "2-digit" }, zone).format(date);

const relative = () => new Intl.RelativeTimeFormat(LOCALES[language()], { numeric: "auto" });
const UNITS = [
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

/** "in 3 hours", "2 minutes ago". */
export function away(from, to) {
  const seconds = Math.round((to - from) / 1000);
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return relative().format(Math.round(seconds / size), unit);
}

/** "Today", "Yesterday", or the day with its name. */
export function dayHeading(date, now, zone) {
  const days = [0, -1].map((shift) => dayKey(new Date(now.getTime() + shift * 86400_000), zone));
  const place = days.indexOf(dayKey(date, zone));
  if (place < 0) return dayName(date, zone);
  const word = relative().format(-place, "day");
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Slack's `{date_short_pretty}`, `{time}` and their like, filled in. */
export function slackDate(seconds, format, fallback, { now, zone }) {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return fallback;
  const pretty = () => dayHeading(date, now, zone);
  const parts = {
    date: () => dayName(date, zone),
    date_short: () => dayName(date, zone),
    date_long: () => dayName(date, zone),
    date_num: () => dayKey(date, zone),
    date_pretty: pretty,
    date_short_pretty: pretty,
    date_long_pretty: pretty,
    time: () => clockTime(date, zone),
    time_secs: () => exactTime(date, zone),
    ago: () => away(now, date),
    day_divider_pretty: pretty,
  };
  return format.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(parts, name) ? parts[name]() : whole));
}
