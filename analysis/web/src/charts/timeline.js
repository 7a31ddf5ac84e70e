// One future of one municipality, month by month: who is there, and what happened. A lane for each model, on the same luck.
import { s } from "../dom.js";
import { finish, frame, label, textWidth } from "../chart.js";
import { inkOn } from "../palette.js";
import { fiscalYear } from "../format.js";

// States of a month, worst first; letters of the data.
const STATES = [
  ["z", "だれもいない", "nobody", (palette) => palette.warm[4]],
  ["n", "職員はいないが支援あり", "nobody, but support", (palette) => palette.warm[2]],
  ["s", "一人だけ", "one person only", (palette) => palette.warm[1]],
  [".", "二人以上", "two or more", (palette) => palette.cool[2]],
];

// What a planner follows: people who come and go, and what goes wrong.
const MARKS = [
  [["came", "returned"], "着任・復職", "comes, or comes back", "M0 -6L6 5H-6Z", "△"],
  [["resigned", "retired", "rotated", "term_ended", "post_ended", "left_on_leave", "leave_began", "relapsed"], "退職・異動・休職", "leaves, or goes on leave", "M0 6L6 -5H-6Z", "▽"],
  [["round_failed", "request_refused", "request_given_up", "request_capped"], "採用・依頼の不調", "hiring or request fails", "M-5 -5L5 5M-5 5L5 -5", "×"],
  [["security_incident", "migration_error", "disaster", "national_task"], "事故・業務の波", "incident or surge", "M0 -6L6 0L0 6L-6 0Z", "◇"],
];

const markOf = (kind) => MARKS.find(([kinds]) => kinds.includes(kind));

const LANE = 118;

export const timelineLegend = ({ palette, say }) => STATES.map(([, ja, en, colour]) => ({ kind: "swatch", color: colour(palette), label: say(ja, en) }));

export const monthName = (replay, month, lang) => {
  const [year, first] = replay.start.split("-").map(Number);
  const at = first - 1 + month;
  const [y, m] = [year + Math.floor(at / 12), (at % 12) + 1];
  return lang === "ja" ? `${y}年${m}月` : `${y}-${String(m).padStart(2, "0")}`;
};

// Months of the same state in a row become one piece.
function runs(text) {
  const found = [];
  for (const [i, letter] of [...text].entries()) {
    const last = found[found.length - 1];
    if (last && last.letter === letter) last.length += 1;
    else found.push({ letter, from: i, length: 1 });
  }
  return found;
}

function lane(ctx, replay, one, x, y, months) {
  const { palette, say, lang, data } = ctx;
  const group = s("g", { transform: `translate(0 ${y})` });
  const name = data.model[one.id] ? data.model[one.id][lang] : one.id;
  label(group, x(0), 12, name, { fill: palette.text, "font-weight": 700 });
  for (const { letter, from, length } of runs(one.state)) {
    const [, ja, en, colour] = STATES.find(([key]) => key === letter);
    group.append(s("rect", { x: x(from), y: 20, width: x(from + length) - x(from), height: 30, fill: colour(palette), "data-state": letter },
      s("title", null, `${monthName(replay, from, lang)} – ${monthName(replay, from + length - 1, lang)}: ${say(ja, en)}`)));
  }
  const most = Math.max(1, ...one.present, ...one.posts);
  const level = (value) => 100 - (34 * value) / most;
  const steps = (values) => values.map((value, i) => `${i ? "L" : "M"}${x(i).toFixed(1)},${level(value).toFixed(1)}H${x(i + 1).toFixed(1)}`).join("");
  group.append(s("path", { d: steps(one.posts), fill: "none", stroke: palette.soft, "stroke-width": 1.2, "stroke-dasharray": "3 3" }),
    s("path", { d: steps(one.present), fill: "none", stroke: palette.accent, "stroke-width": 2.2 }));
  label(group, x(months) + 6, level(one.present[one.present.length - 1]) + 4, say(`${one.present[one.present.length - 1]}人`, `${one.present[one.present.length - 1]} present`), { fill: palette.accent, "font-size": 11 });
  for (const event of one.events) {
    const mark = markOf(event.kind);
    if (!mark || event.month >= months) continue;
    const under = STATES.find(([letter]) => letter === one.state[event.month]);
    group.append(s("path", { d: mark[3], transform: `translate(${((x(event.month) + x(event.month + 1)) / 2).toFixed(1)} 35)`, fill: "none", stroke: inkOn(under[3](palette)), "stroke-width": 1.8, "data-kind": event.kind },
      s("title", null, `${monthName(replay, event.month, lang)}: ${event.who[lang]} ${event.text[lang]}`)));
  }
  return group;
}

export function timelineChart(ctx, name) {
  const { data, palette, lang } = ctx;
  const { replay } = data;
  const months = replay.models[0].state.length;
  const [left, right] = [8, Math.max(8, 14 + textWidth(lang === "ja" ? "10人" : "10 present", 11))];
  const x = (month) => left + (month / months) * (ctx.width - left - right);
  const height = replay.models.length * LANE + 26;
  const svg = frame(ctx, ctx.width, height);
  const step = Math.max(1, Math.ceil((data.years.length * 62) / (ctx.width - left - right)));
  for (const [i, year] of data.years.entries()) {
    svg.append(s("line", { x1: x(12 * i), x2: x(12 * i), y1: 0, y2: height - 22, stroke: palette.grid }));
    if (i % step === 0) label(svg, x(12 * i) + 2, height - 6, ctx.width < 500 ? String(year) : fiscalYear(year, lang), { fill: palette.soft, "font-size": 11 });
  }
  for (const [i, one] of replay.models.entries()) svg.append(lane(ctx, replay, one, x, i * LANE, months));
  return finish(ctx, svg, name);
}

export const markWords = ({ say }) => MARKS.map(([, ja, en, , sign]) => `${sign} ${say(ja, en)}`).join("  ");

export function timelineTable({ data, say, lang }) {
  const { replay } = data;
  const cell = (text) => ({ text, raw: text });
  return {
    columns: [say("年月", "month"), say("モデル", "model"), say("だれ", "who"), say("出来事", "event")].map((title) => ({ title })),
    rows: replay.models.flatMap((one) => one.events.map((event) => [cell(monthName(replay, event.month, lang)), cell(data.model[one.id] ? data.model[one.id][lang] : one.id), cell(event.who[lang]), cell(event.text[lang])])),
  };
}
