// Tornado: how far the lead of the best model over the next goes with each assumption, low and high; left of 0 the next is better.
import * as Plot from "@observablehq/plot";
import { label, plot, axisOf, shorten, textWidth, tip } from "../chart.js";
import { of } from "../data.js";
import { number, signed, yen, yenUnit } from "../format.js";

const MOST = 14;

const known = (value) => value !== null && value !== undefined;

// The widest swings first.
export const tornadoRows = ({ data }) => of(data, "value.all_assumptions").filter((row) => known(row.lead_low) && known(row.lead_high) && row.lead_low !== row.lead_high)
  .sort((a, b) => Math.abs(b.lead_high - b.lead_low) - Math.abs(a.lead_high - a.lead_low)).slice(0, MOST);

export const tornadoLegend = ({ palette, say }) => [
  { kind: "ring", color: palette.accent, label: say("その前提が小さい方の1割のとき", "assumption in its lowest tenth") },
  { kind: "dot", color: palette.accent, label: say("大きい方の1割のとき", "in its highest tenth") },
  { kind: "line", color: palette.text, label: say("0：左では次点が勝る", "0: left of it the next model is better") },
];

export function tornadoChart(ctx, name) {
  const { palette, lang } = ctx;
  const rows = tornadoRows(ctx).map((row) => ({ ...row, label: row.parameter[lang] || row.parameter, unit: (row.unit && row.unit[lang]) || row.unit || "" }));
  const unit = yenUnit(rows.flatMap((row) => [row.lead_low, row.lead_high]), lang);
  const at = (key) => (row) => row[key] / unit.divide;
  const room = Math.min(0.45 * ctx.width, 12 + Math.max(...rows.map((row) => textWidth(row.label, 12))));
  const ends = rows.flatMap((row) => [row.lead_low, row.lead_high]).concat(0).map((value) => value / unit.divide);
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const words = (row) => [row.label, `P5 ${row.p5} – P95 ${row.p95} ${row.unit}`, `${signed(yen(row.lead_low, lang))} → ${signed(yen(row.lead_high, lang))}`].join("\n");
  const svg = plot(ctx, {
    name, height: 50 + 22 * rows.length, marginLeft: room, marginRight: 16, marginTop: 24, marginBottom: 22,
    x: { domain: [low - 0.04 * (high - low), high + 0.04 * (high - low)], label: null }, y: { domain: rows.map((row) => row.label), label: null, padding: 0.3 },
    marks: [
      Plot.gridX({ stroke: palette.grid, strokeOpacity: 1 }),
      Plot.axisX({ ...axisOf(ctx), ticks: Math.max(2, Math.floor((ctx.width - room) / 90)), tickFormat: (value) => number(value, unit.digits), label: null }),
      Plot.axisY({ ...axisOf(ctx), color: palette.text, tickFormat: (one) => shorten(one, 12, room - 8), label: null }),
      Plot.ruleY(rows, { y: "label", x1: at("lead_low"), x2: at("lead_high"), stroke: palette.bands[1], strokeWidth: 9 }),
      Plot.ruleX([0], { stroke: palette.text, strokeWidth: 1.4 }),
      Plot.dot(rows, { y: "label", x: at("lead_low"), r: 4, fill: palette.paper, stroke: palette.accent, strokeWidth: 1.8 }),
      Plot.dot(rows, { y: "label", x: at("lead_high"), r: 4.5, fill: palette.accent }),
      Plot.tip(rows, Plot.pointerY({ y: "label", x: at("lead_high"), title: words, ...tip(ctx) })),
    ],
  });
  label(svg, room, 12, `${unit.name}${lang === "ja" ? "/年" : "/year"}`, { fill: palette.soft });
  return svg;
}
