// The Explain drawer: why a card is as it is, or why there is none, in plain words.

import * as codes from "./codes.js";
import { fill, h, icon, iconButton } from "./dom.js";
import { pick, t } from "./strings.js";
import { away, exactTime, longTime } from "./times.js";

export class Explain {
  constructor(page) {
    this.page = page;
    this.body = h("div", { class: "drawer-body", tabindex: 0, role: "group" });
    this.head = h("div", { class: "drawer-head" });
    this.dialog = h(
      "dialog",
      {
        class: "drawer",
        "aria-labelledby": "drawer-title",
        on: {
          click: (event) => event.target === this.dialog && this.close(),
          close: () => {
            this.opener?.isConnected && this.opener.focus();
          },
        },
      },
      this.head,
      this.body,
    );
    document.body.append(this.dialog);
  }

  close() {
    this.dialog.close();
  }

  /** Explain one message. */
  async open(message) {
    this.opener = document.activeElement;
    const title = t(message.by_app ? "explain_title" : "explain_title_message");
    fill(
      this.head,
      h("h2", { id: "drawer-title" }, title),
      iconButton("close", t("close"), () => this.close()),
    );
    this.body.setAttribute("aria-label", title);
    fill(this.body, h("p", { class: "drawer-wait", role: "status" }, t("explain_loading")));
    if (!this.dialog.open) this.dialog.showModal();
    try {
      this.#draw(await this.page.api.explain(message.channel, message.ts), message);
    } catch (error) {
      fill(
        this.body,
        h(
          "p",
          { class: "drawer-wait" },
          error.status === 404 ? t("explain_none") : t("failed", { why: error.message }),
        ),
      );
    }
  }

  #draw(told, message) {
    const zone = this.page.readerFor(this.page.seat.confidant).zone;
    const parts = [
      this.#summary(told, zone),
      this.#said(told, zone),
      told.assessment ? this.#found(told.assessment) : null,
      this.#timeline(told, zone),
      this.#made(told),
      this.#verdicts(told.verdicts ?? [], zone),
      this.#whispers(told.whispers ?? [], zone, message),
      this.#timers(told.timers ?? [], zone),
    ];
    fill(this.body, parts);
    this.body.scrollTop = 0;
  }

  #summary(told, zone) {
    const { moment } = told;
    const facts = moment
      ? [
          [t("x_stage"), pick(codes.STAGES, moment.stage)],
          [
            t("x_urgency"),
            h("span", { class: `urgency urgency-${moment.urgency}` }, pick(codes.URGENCIES, moment.urgency)),
          ],
          moment.reply_by ? [t("x_reply_by"), longTime(new Date(moment.reply_by), zone)] : null,
          [t("x_opened"), exactTime(new Date(moment.opened_at), zone)],
          [t("x_agent"), moment.agent ? this.page.person(moment.agent).name : t("x_nobody")],
        ]
      : [];
    return h(
      "section",
      { class: "x-summary" },
      told.title ? h("p", { class: "x-title" }, `“${told.title}”`) : null,
      h(
        "dl",
        { class: "facts" },
        facts.filter(Boolean).map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))),
      ),
    );
  }

  #said(told, zone) {
    const focus = new Set((told.verdicts ?? []).flatMap((one) => one.focus));
    return section(
      "x_said",
      h(
        "ul",
        { class: "x-said" },
        (told.said ?? []).map((one) =>
          h(
            "li",
            { class: ["x-line", `x-${one.side}`, focus.has(one.ts) && "x-focus"] },
            h(
              "span",
              { class: "x-side" },
              pick(codes.SIDES, one.side),
              " · ",
              exactTime(new Date(Number.parseFloat(one.ts) * 1000), zone),
            ),
            h("span", { class: "x-words" }, one.text),
          ),
        ),
      ),
    );
  }

  #found(found) {
    const notes = [
      found.missing_fact ? [t("x_missing"), found.missing_fact] : null,
      found.questions?.length ? [t("x_questions"), found.questions] : null,
      found.say_no?.value ? [t("x_say_no"), [found.say_no.what, found.say_no.why].filter(Boolean).join(" — ")] : null,
      found.signals?.length ? [t("x_signals"), found.signals.map((one) => pick(codes.SIGNALS, one))] : null,
      found.business_interests?.length ? [t("x_business"), found.business_interests] : null,
      found.personal_interests?.length ? [t("x_personal"), found.personal_interests] : null,
    ].filter(Boolean);
    const needs = ["explicit", "implicit", "not_yet_existing"].flatMap((kind) =>
      found.expectations.filter((one) => one.kind === kind),
    );
    return section(
      "x_found",
      needs.length
        ? h(
            "ul",
            { class: "x-needs" },
            needs.map((one) =>
              h(
                "li",
                {},
                h("span", { class: `x-kind x-kind-${one.kind}` }, pick(codes.KINDS, one.kind)),
                h("span", { class: "x-need" }, one.text),
                evidence(one),
              ),
            ),
          )
        : h("p", { class: "x-none" }, t("x_none")),
      notes.length
        ? h(
            "dl",
            { class: "x-notes" },
            notes.map(([name, value]) =>
              h(
                "div",
                {},
                h("dt", {}, name),
                h("dd", {}, Array.isArray(value) ? value.map((one) => h("span", { class: "x-chip" }, one)) : value),
              ),
            ),
          )
        : null,
    );
  }

  #timeline(told, zone) {
    const { moment } = told;
    const steps = [
      moment && [moment.opened_at, t("x_opened")],
      ...(told.verdicts ?? []).map((one) => [
        one.at,
        `${t("x_assessed_by")}: ${verdictWords(one)}`,
        took(told.made_by),
      ]),
      ...(told.whispers ?? [])
        .filter((one) => one.sent_at)
        .map((one) => [one.sent_at, `${whisperName(one.key)} → ${this.page.person(one.to).name}`]),
      ...(told.feedback ?? []).map((one) => [
        one.at,
        `${this.page.person(one.user).name}: ${pick(codes.ACTS, one.act)}`,
      ]),
    ]
      .filter((one) => one && one[0])
      .map(([at, ...rest]) => [new Date(at), ...rest])
      .sort(([one], [other]) => one - other);
    return section(
      "x_timeline",
      h(
        "ol",
        { class: "x-steps" },
        steps.map(([at, words, extra]) =>
          h(
            "li",
            {},
            h("time", { class: "x-time" }, exactTime(at, zone)),
            h("span", {}, words, extra ? h("span", { class: "x-took" }, extra) : null),
          ),
        ),
      ),
    );
  }

  #made(told) {
    const parts = [
      ["x_assessed_by", told.made_by],
      ["x_drafted_by", told.draft_by],
    ].filter(([, one]) => one);
    if (!parts.length) return section("x_made", h("p", { class: "x-none" }, t("x_by_rule")));
    return section(
      "x_made",
      parts.map(([name, one]) =>
        h(
          "div",
          { class: "x-maker" },
          h("h4", {}, t(name)),
          h(
            "p",
            {},
            one.coach === "playbook" ? t("x_coach_playbook") : t("x_coach_model", { model: one.model || "?" }),
          ),
          h(
            "dl",
            { class: "facts" },
            [
              one.revision ? [t("x_revision"), h("code", { class: "code" }, one.revision)] : null,
              one.latency_ms !== null && one.latency_ms !== undefined ? [t("x_took"), duration(one.latency_ms)] : null,
              one.prompt_tokens
                ? [t("x_tokens"), t("x_tokens_words", { in: one.prompt_tokens, out: one.completion_tokens ?? 0 })]
                : null,
              [
                t("x_dropped"),
                one.dropped?.length
                  ? one.dropped.map((what) => h("span", { class: "x-chip" }, what))
                  : t("x_dropped_none"),
              ],
            ]
              .filter(Boolean)
              .map(([label, value]) => h("div", {}, h("dt", {}, label), h("dd", {}, value))),
          ),
        ),
      ),
    );
  }

  #verdicts(list, zone) {
    return section(
      "x_verdicts",
      list.length
        ? h(
            "ul",
            { class: "x-list" },
            list.map((one) =>
              h(
                "li",
                { class: one.suppressed || !one.is_moment ? "x-held" : "x-shown" },
                h("span", {}, verdictWords(one)),
                h(
                  "span",
                  { class: "x-sub" },
                  exactTime(new Date(one.at), zone),
                  " · ",
                  pick(codes.URGENCIES, one.urgency),
                ),
              ),
            ),
          )
        : h("p", { class: "x-none" }, t("x_none")),
    );
  }

  #whispers(list, zone, message) {
    if (!list.length) return null;
    return section(
      "x_whispers",
      h(
        "ul",
        { class: "x-list" },
        list.map((one) =>
          h(
            "li",
            { class: one.key === message.key ? "x-this" : "" },
            h(
              "span",
              {},
              `${whisperName(one.key)} → ${this.page.person(one.to).name}: ${pick(codes.WHISPER_STATES, one.state)}`,
            ),
            h(
              "span",
              { class: "x-sub" },
              one.sent_version === one.version || !one.sent_version
                ? t("x_version", { version: one.version })
                : t("x_versions_behind", { sent: one.sent_version, version: one.version }),
              one.sent_at ? ` · ${t("x_sent")} ${exactTime(new Date(one.sent_at), zone)}` : "",
              one.refused ? ` · ${t("x_refused", { why: one.refused })}` : "",
            ),
          ),
        ),
      ),
    );
  }

  #timers(list, zone) {
    const now = this.page.world.now();
    return section(
      "x_timers",
      list.length
        ? h(
            "ul",
            { class: "x-list" },
            list.map((one) =>
              h(
                "li",
                {},
                h("span", {}, icon("clock", 14), " ", pick(codes.DUES, one.due)),
                h("span", { class: "x-sub" }, `${away(now, new Date(one.at))} · ${longTime(new Date(one.at), zone)}`),
              ),
            ),
          )
        : h("p", { class: "x-none" }, t("x_none")),
    );
  }
}

const section = (name, ...content) => h("section", { class: "x-section" }, h("h3", {}, t(name)), content);

function evidence(one) {
  if (one.quote) return h("span", { class: "x-evidence" }, `${t("x_quote")}: `, h("q", {}, one.quote));
  if (one.cue) return h("span", { class: "x-evidence" }, `${t("x_cue")}: ${one.cue}`);
  return null;
}

function verdictWords(one) {
  if (!one.is_moment)
    return [t("x_no_moment"), one.negative_type && pick(codes.NEGATIVES, one.negative_type)].filter(Boolean).join(": ");
  const fate = one.suppressed
    ? t("x_held", { why: pick(codes.SUPPRESSED, one.suppressed) })
    : one.shown
      ? t("x_shown")
      : t("x_not_shown");
  return `${t("x_is_moment")}, ${fate}`;
}

const whisperName = (key) => pick(codes.WHISPERS, key.split(":")[0]);
const duration = (ms) => (ms < 1000 ? t("ms", { n: Math.round(ms) }) : t("seconds", { n: (ms / 1000).toFixed(1) }));
const took = (made) => (made && Number.isFinite(made.latency_ms) ? ` (${duration(made.latency_ms)})` : "");
