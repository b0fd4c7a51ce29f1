// Who sits where: who writes in which channel and thread, and whose private messages are shown.

import { attempt, toast } from "./floating.js";
import { t } from "./strings.js";

const WATCHED_AT_MOST = 8;

export class Seating {
  constructor(page) {
    this.page = page;
  }

  /** Choose seats where none is chosen, or where the person is gone. */
  settle() {
    const { seat, world } = this.page;
    const voice = (role) => this.page.people.voice(role);
    const known = (id) => (id && world.people.has(id) ? id : null);
    seat.writer = known(seat.writer) ?? known(voice("customer")) ?? [...world.people.keys()][0];
    seat.agent =
      known(seat.agent) ?? known(voice("agent")) ?? this.page.people.confidants("agent")[0]?.id ?? seat.writer;
    seat.lead = known(seat.lead) ?? known(voice("lead")) ?? this.page.people.confidants("lead")[0]?.id ?? seat.agent;
  }

  /** Everybody this page looks through. */
  wanted() {
    const { writer, agent, lead } = this.page.seat;
    return [...new Set([writer, agent, lead, ...Object.values(this.page.world.voices)])]
      .filter(Boolean)
      .slice(0, WATCHED_AT_MOST);
  }

  /** Write as somebody. */
  async sit(id, channel = null) {
    if (this.page.seat.writer !== id) this.page.seat.replyTo = null;
    await this.look(id);
    this.page.seat.writer = id;
    this.chooseChannel(id, channel);
    const role = this.page.person(id).role;
    if (role === "agent") this.page.seat.agent = id;
    if (role === "lead") this.page.seat.lead = id;
    this.page.redraw();
  }

  chooseChannel(id, channel) {
    const eyes = this.page.world.eyes.get(id);
    const before = this.page.seat.channels[id];
    const shared = Object.values(this.page.seat.channels);
    if (channel && eyes?.channel(channel)) this.page.seat.channels[id] = channel;
    else if (!eyes?.channel(before))
      this.page.seat.channels[id] = (eyes?.rooms.find((one) => shared.includes(one.id)) ?? eyes?.rooms[0])?.id;
  }

  /** Look through somebody's eyes too; whoever was looked through longest ago makes room. */
  async look(id) {
    if (this.page.world.eyes.has(id)) return;
    await attempt(this.page.world.see(id));
    const kept = new Set([id, this.page.seat.writer, this.page.seat.agent, this.page.seat.lead]);
    this.page.world.forget(WATCHED_AT_MOST, kept);
    this.page.world.follow();
  }

  openChannel(id) {
    this.page.seat.channels[this.page.seat.writer] = id;
    this.page.seat.replyTo = null;
    this.page.redraw();
  }

  async confideIn(id) {
    await this.look(id);
    this.page.seat[this.page.seat.side] = id;
    this.page.redraw();
  }

  async showSide(side) {
    this.page.seat.side = side;
    // A window that becomes narrow shows the one that was looked at.
    if (this.page.seat.place !== "channel") this.page.seat.place = side;
    await this.look(this.page.seat.confidant);
    this.page.redraw();
    document.getElementById(`side-${side}`)?.focus();
  }

  async showPlace(place) {
    this.page.seat.place = place;
    if (place !== "channel") this.page.seat.side = place;
    await this.look(this.page.seat.confidant);
    this.page.redraw();
  }

  /** The thread the composer writes into; null at the root. */
  threadInView() {
    const to = this.page.seat.replyTo;
    return to &&
      to.channel === this.page.seat.channels[this.page.seat.writer] &&
      this.page.channelPane.host.message(to.ts)
      ? to
      : null;
  }

  replyIn(message) {
    this.page.seat.replyTo = message ? { channel: message.channel, ts: message.thread_ts ?? message.ts } : null;
    this.page.redraw();
    this.page.channelPane.composer.field.focus();
  }

  /** Show a message to whoever can see it: the writer, else the one who asked. */
  async jump(viewer, place) {
    const isPrivate = this.page.world.eyes.get(viewer)?.private?.id === place.channel;
    if (isPrivate) {
      this.page.seat.tab = "messages";
      if (this.page.seat.place === "channel") this.page.seat.place = this.page.seat.side;
    } else {
      if (!this.page.world.eyes.get(this.page.seat.writer)?.message(place.channel, place.ts))
        await this.sit(viewer, place.channel);
      this.page.seat.channels[this.page.seat.writer] = place.channel;
      this.page.seat.place = "channel";
    }
    if (place.thread_ts) this.page.seat.folded[place.thread_ts] = false;
    this.page.redraw();
    if (!this.page.pane(isPrivate ? "private" : "channel").list.show(place.ts)) toast(t("no_thread"), { error: true });
  }

  /** Put a card's reply into the composer of its thread; a person reads and sends it. */
  async useReply(viewer, reply) {
    await this.sit(viewer, reply.channel);
    this.page.seat.place = "channel";
    this.page.seat.replyTo = { channel: reply.channel, ts: reply.thread_ts ?? reply.ts };
    this.page.redraw();
    this.page.channelPane.composer.suggest(reply.text);
    toast(t("reply_ready"));
  }
}
