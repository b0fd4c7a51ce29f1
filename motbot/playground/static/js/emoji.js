// Slack's emoji short names as characters, as far as people use them here.

export const EMOJI = {
  "+1": "👍", "-1": "👎", thumbsup: "👍", thumbsdown: "👎", eyes: "👀", white_check_mark: "✅", heavy_check_mark: "✔️",
  ballot_box_with_check: "☑️", x: "❌", warning: "⚠️", tada: "🎉", pray: "🙏", clap: "👏", wave: "👋", raised_hands: "🙌",
  ok_hand: "👌", muscle: "💪", heart: "❤️", smile: "😄", slightly_smiling_face: "🙂", grinning: "😀", joy: "😂", wink: "😉",
  blush: "😊", sweat_smile: "😅", thinking_face: "🤔", cry: "😢", sob: "😭", angry: "😠", rage: "😡", confused: "😕",
  disappointed: "😞", worried: "😟", rocket: "🚀", fire: "🔥", bulb: "💡", memo: "📝", calendar: "📅", hourglass: "⌛",
  alarm_clock: "⏰", bell: "🔔", mag: "🔍", mag_right: "🔎", lock: "🔒", link: "🔗", package: "📦", truck: "🚚",
  handshake: "🤝", ticket: "🎫", robot_face: "🤖", speech_balloon: "💬", star: "⭐", sparkles: "✨", point_right: "👉",
  raised_hand: "✋", hand: "✋", writing_hand: "✍️", red_circle: "🔴", large_orange_circle: "🟠", large_blue_circle: "🔵",
  large_green_circle: "🟢", white_circle: "⚪", leftwards_arrow_with_hook: "↩️", question: "❓", exclamation: "❗",
  information_source: "ℹ️", no_entry: "⛔", rotating_light: "🚨", coffee: "☕", 100: "💯", zzz: "💤", mute: "🔇",
};

/** What the reaction menu offers; eyes and check mark mean "I have it" and "done" to motbot. */
export const QUICK = ["eyes", "white_check_mark", "+1", "pray", "heart", "tada", "thinking_face", "-1"];

/** The character of a short name, or the name itself where it is unknown. */
export function emoji(name) {
  const bare = name.split("::")[0];
  return Object.hasOwn(EMOJI, bare) ? EMOJI[bare] : `:${name}:`;
}
