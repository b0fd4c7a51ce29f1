// The parts of the Explain drawer; each turns what the server tells into a section of plain words.

import * as codes from "./codes.js";
import { DROPPED } from "./codes_dropped.js";
import { h, icon } from "./dom.js";
import { labelled, listed, pick, t } from "./strings.js";
import { away, dateOf, exactTime, longTime } from "./times.js";

const KINDS_IN_ORDER = ["explicit", "implicit", "not_yet_existing"];

const section = (name, ...content) => h("section", { class: "x-section" }, h("h3", {}, t(name)), content);
const none = () => h("p", { class: "x-none" }, t("x_none"));
const chips = (texts) => texts.map((one) => h("span", { class: "x-chip" }, one));
const entry = (kind, words, about) =>
  h("li", { class: kind }, h("span", {}, words), h("span", { class: "x-sub" }, about));
const listOf = (entries) => (entries.length ? h("ul", { class: "x-list" }, entries) : none());
const pairs = (name, list) =>
  h(
    "dl",
    { class: name },
    list.filter(Boolean).map(([term, value]) => h("div", {}, h("dt", {}, term), h("dd", {}, value))),
  );

const whisperName = (key) => {
  const [kind, purpose] = key.split(":");
  return pick(codes.WHISPERS, kind === "note" ? `note:${purpose}` : kind);
};
const duration = (ms) => (ms < 1000 ? t("ms", { n: Math.round(ms) }) : t("seconds", { n: (ms / 1000).toFixed(1) }));
const isTimed = (one) => Number.isFinite(one?.latency_ms);

/** The words it is about, and how the moment stands. `seen` gives the zone, the clock and names. */
export function summary({ title, moment }, seen) {
  const urgency = (code) => h("span", { class: `urgency urgency-${code}` }, pick(codes.URGENCIES, code));
  const facts = moment && [
    [t("x_stage"), pick(codes.STAGES, moment.stage)],
    [t("x_urgency"), urgency(moment.urgency)],
    moment.reply_by && [t("x_reply_by"), longTime(new Date(moment.reply_by), seen.zone)],
    [t("x_opened"), exactTime(new Date(moment.opened_at), seen.zone)],
    [t("x_agent"), moment.agent ? seen.nameOf(moment.agent) : t("x_nobody")],
    moment.suppressed && [t("x_not_shown"), pick(codes.SUPPRESSED, moment.suppressed)],
  ];
  const words = title ? h("p", { class: "x-title" }, `“${title}”`) : null;
  return h("section", { class: "x-summary" }, words, facts ? pairs("facts", facts) : null);
}

/** The conversation, with the words that were judged marked. */
export function said({ said: lines = [], verdicts: judged = [] }, seen) {
  const focus = new Set(judged.flatMap((one) => one.focus));
  const line = (one) =>
    h(
      "li",
      { class: ["x-line", focus.has(one.ts) && "x-focus"] },
      h("span", { class: "x-side" }, `${pick(codes.SIDES, one.side)} · ${exactTime(dateOf(one.ts), seen.zone)}`),
      h("span", { class: "x-words" }, one.text),
    );
  return section("x_said", h("ul", {}, lines.map(line)));
}

/** Expectations with their evidence, and everything else the assessment holds. */
export function found({ assessment }) {
  if (!assessment) return null;
  const { expectations, say_no: sayNo } = assessment;
  const needs = KINDS_IN_ORDER.flatMap((kind) => expectations.filter((one) => one.kind === kind));
  const several = (name, texts) => (texts?.length ? [t(name), chips(texts)] : null);
  const notes = [
    assessment.missing_fact ? [t("x_missing"), assessment.missing_fact] : null,
    several("x_questions", assessment.questions),
    sayNo?.value ? [t("x_say_no"), [sayNo.what, sayNo.why].filter(Boolean).join(" — ")] : null,
    several(
      "x_signals",
      assessment.signals?.map((one) => pick(codes.SIGNALS, one)),
    ),
    several("x_business", assessment.business_interests),
    several("x_personal", assessment.personal_interests),
  ];
  return section(
    "x_found",
    needs.length ? h("ul", { class: "x-needs" }, needs.map(need)) : none(),
    pairs("x-notes", notes),
  );
}

function need(one) {
  const kind = h("span", { class: `x-kind x-kind-${one.kind}` }, pick(codes.KINDS, one.kind));
  return h("li", {}, kind, h("span", { class: "x-need" }, one.text), evidence(one));
}

function evidence(one) {
  if (one.quote) return h("span", { class: "x-evidence" }, labelled(t("x_quote"), ""), h("q", {}, one.quote));
  if (one.cue) return h("span", { class: "x-evidence" }, labelled(t("x_cue"), one.cue));
  return null;
}

/** What our side has promised: in which words, by when, and what became of it. */
export function promises({ promises: list = [] }, seen) {
  if (!list.length) return null;
  const due = (one) => one.due && t("x_due", { when: longTime(new Date(one.due), seen.zone) });
  const promise = (one) => {
    const about = [pick(codes.PROMISES, one.state), pick(codes.PROMISES, one.strength), due(one)];
    const moved = one.moved_from.map((at) => t("x_moved_from", { when: longTime(new Date(at), seen.zone) }));
    return h(
      "li",
      { class: one.state === "broken" ? "x-held" : "x-shown" },
      h("span", {}, one.what),
      h("q", { class: "x-evidence" }, one.words),
      h("span", { class: "x-sub" }, [...about, ...moved].filter(Boolean).join(" · ")),
    );
  };
  return section("x_promises", h("ul", { class: "x-list" }, list.map(promise)));
}

/** What the card tells of the customer's earlier requests, and which of them that rests on. */
export function memory({ memory: remembered }, seen) {
  if (!remembered) return null;
  const time = (at) => longTime(new Date(at), seen.zone);
  const past = (one) => {
    const rests = t("x_memory_rests", { moment: one.moment, when: time(one.at) });
    const about = [one.again && t("x_memory_again"), pick(codes.ENDINGS, one.ending), rests];
    return h(
      "li",
      { class: "x-shown" },
      h("q", { class: "x-evidence" }, one.about),
      one.thanks && h("span", { class: "x-evidence" }, labelled(t("x_memory_thanks"), ""), h("q", {}, one.thanks)),
      h("span", { class: "x-sub" }, about.filter(Boolean).join(" · ")),
    );
  };
  const owed = (one) => {
    const about = [t("x_memory_owed"), one.due && t("x_due", { when: time(one.due) })];
    return entry("x-held", one.what, about.filter(Boolean).join(" · "));
  };
  const entries = [...remembered.past.map(past), ...remembered.owed.map(owed)];
  return section("x_memory", h("ul", { class: "x-list" }, entries));
}

/** Everything that happened, in order. */
export function timeline(told, seen) {
  const { moment, feedback = [], made_by: madeBy } = told;
  const judged = told.verdicts ?? [];
  const verdict = (one, at) => {
    const words = labelled(t("x_assessed_by"), verdictWords(one));
    const isLast = at === judged.length - 1 && isTimed(madeBy);
    return [one.at, isLast ? t("aside", { words, aside: duration(madeBy.latency_ms) }) : words];
  };
  const steps = [
    moment ? [moment.opened_at, t("x_opened")] : null,
    ...judged.map(verdict),
    ...(told.whispers ?? []).map((one) => [one.sent_at, `${whisperName(one.key)} → ${seen.nameOf(one.to)}`]),
    ...feedback.map((one) => [one.at, labelled(seen.nameOf(one.user), pick(codes.ACTS, one.act))]),
  ].filter((one) => one?.[0]);
  steps.sort(([one], [other]) => new Date(one) - new Date(other));
  const step = ([at, words]) =>
    h("li", {}, h("time", { class: "x-time" }, exactTime(new Date(at), seen.zone)), h("span", {}, words));
  return section("x_timeline", h("ol", { class: "x-steps" }, steps.map(step)));
}

/** Which coach wrote what, from which wording, in what time, and what the checks threw away. */
export function made({ made_by: madeBy, draft_by: draftBy }) {
  const makers = [madeBy && maker("x_assessed_by", madeBy), draftBy && maker("x_drafted_by", draftBy)].filter(Boolean);
  return section("x_made", makers.length ? makers : h("p", { class: "x-none" }, t("x_by_rule")));
}

function maker(name, one) {
  const coach = one.coach === "playbook" ? t("x_coach_playbook") : t("x_coach_model", { model: one.model || "?" });
  const tokens = { in: one.prompt_tokens, out: one.completion_tokens ?? 0 };
  const facts = [
    one.revision ? [t("x_revision"), h("code", { class: "code" }, one.revision)] : null,
    isTimed(one) ? [t("x_took"), duration(one.latency_ms)] : null,
    one.prompt_tokens ? [t("x_tokens"), t("x_tokens_words", tokens)] : null,
    [t("x_dropped"), one.dropped?.length ? chips(one.dropped.map((code) => pick(DROPPED, code))) : t("x_dropped_none")],
  ];
  return h("div", { class: "x-maker" }, h("h4", {}, t(name)), h("p", {}, coach), pairs("facts", facts));
}

/** Each judgement, and whether the agent got to see it. */
export function verdicts({ verdicts: list = [] }, seen) {
  const judged = (one) => {
    const about = `${exactTime(new Date(one.at), seen.zone)} · ${pick(codes.URGENCIES, one.urgency)}`;
    return entry(one.suppressed || !one.is_moment ? "x-held" : "x-shown", verdictWords(one), about);
  };
  return section("x_verdicts", listOf(list.map(judged)));
}

function verdictWords(one) {
  const why = one.negative_type && pick(codes.NEGATIVES, one.negative_type);
  if (!one.is_moment) return why ? labelled(t("x_no_moment"), why) : t("x_no_moment");
  const held = one.suppressed && t("x_held", { why: pick(codes.SUPPRESSED, one.suppressed) });
  return listed([t("x_is_moment"), held || t(one.shown ? "x_shown" : "x_not_shown")], t("clause"));
}

/** What was sent to whom, and how far its newest version has come. */
export function whispers({ whispers: list = [] }, seen, key) {
  if (!list.length) return null;
  const sent = (one) => {
    const words = labelled(`${whisperName(one.key)} → ${seen.nameOf(one.to)}`, pick(codes.WHISPER_STATES, one.state));
    const about = [
      versionWords(one),
      one.sent_at && `${t("x_sent")} ${exactTime(new Date(one.sent_at), seen.zone)}`,
      one.refused && t("x_refused", { why: one.refused }),
    ];
    return entry(one.key === key ? "x-this" : "", words, about.filter(Boolean).join(" · "));
  };
  return section("x_whispers", listOf(list.map(sent)));
}

function versionWords({ version, sent_version: sent }) {
  return sent && sent !== version ? t("x_versions_behind", { sent, version }) : t("x_version", { version });
}

/** What happens next when nobody does anything. */
export function timers({ timers: list = [] }, seen) {
  const timer = ({ due, at }) => {
    const when = new Date(at);
    return entry(
      "",
      [icon("clock", 14), " ", pick(codes.DUES, due)],
      `${away(seen.now, when)} · ${longTime(when, seen.zone)}`,
    );
  };
  return section("x_timers", listOf(list.map(timer)));
}
