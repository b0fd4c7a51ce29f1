// Turns a conversation's messages into the rows of its list: days, messages, threads.

import { dayHeading, dayKey, dateOf } from "./times.js";

const COMPACT_WITHIN = 300;
const FOLD_FROM = 12;

/** Rows from top to bottom, each with a key that stays and a mark that changes with what it shows. */
export function rowsOf(messages, { now, zone, folded, language }) {
  const { roots, replies } = threads(messages);
  const rows = [];
  let day = "";
  let before = null;
  for (const root of roots) {
    const today = dayKey(dateOf(root.ts), zone);
    if (today !== day) {
      rows.push({
        kind: "day",
        key: `day ${today}`,
        mark: `${language} ${dayHeading(dateOf(root.ts), now, zone)}`,
        text: dayHeading(dateOf(root.ts), now, zone),
      });
      before = null;
    }
    day = today;
    rows.push(messageRow(root, { before, language, zone }));
    before = replies.has(root.ts) ? null : root;
    rows.push(...threadRows(root, replies.get(root.ts) ?? [], { folded, language, zone }));
  }
  return rows;
}

/** Replies hang on their root; one whose root is not there stands alone. */
function threads(messages) {
  const known = new Set(messages.filter((one) => isRoot(one)).map((one) => one.ts));
  const roots = [];
  const replies = new Map();
  for (const one of messages) {
    if (isRoot(one) || !known.has(one.thread_ts)) roots.push(one);
    else if (replies.has(one.thread_ts)) replies.get(one.thread_ts).push(one);
    else replies.set(one.thread_ts, [one]);
  }
  return { roots, replies };
}

const isRoot = (one) => !one.thread_ts || one.thread_ts === one.ts;

function threadRows(root, replies, { folded, language, zone }) {
  if (!replies.length) return [];
  const isFolded = folded[root.ts] ?? replies.length >= FOLD_FROM;
  const head = {
    kind: "thread",
    key: `thread ${root.ts}`,
    mark: `${language} ${replies.length} ${isFolded}`,
    root,
    count: replies.length,
    folded: isFolded,
  };
  if (isFolded) return [head];
  let before = null;
  const rows = replies.map((one) => {
    const row = messageRow(one, { before, language, zone, reply: true });
    before = one;
    return row;
  });
  return [head, ...rows, { kind: "foot", key: `foot ${root.ts}`, mark: language, root }];
}

function messageRow(message, { before, language, zone, reply = false }) {
  const compact = Boolean(
    before &&
    before.user === message.user &&
    !message.ephemeral &&
    !before.ephemeral &&
    !message.by_app &&
    !before.deleted &&
    Number(message.ts) - Number(before.ts) < COMPACT_WITHIN,
  );
  return {
    kind: "message",
    key: `${message.ephemeral ? "only " : ""}${message.ts}`,
    mark: JSON.stringify([message, compact, reply, language, zone]),
    message,
    compact,
    reply,
  };
}
