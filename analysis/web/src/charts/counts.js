// Bars of counts and amounts: how many municipalities gain under each model, and what knowing an assumption would be worth.
import * as Plot from "@observablehq/plot";
import { label, plot, axisOf, shorten, textWidth, tip, wrap } from "../chart.js";
import { inkOn } from "../palette.js";
import { of } from "../data.js";
import { number, yen, yenUnit } from "../format.js";

const GROUPS = [
  ["better", "確かに良くなる", "better for sure", (palette) => palette.better[1]],
  ["open", "未定", "open", (palette) => palette.blank],
  ["same", "変わらない", "the same", (palette) => palette.same],
  ["worse", "確かに悪くなる", "worse for sure", (palette) => palette.worse[1]],
];

// what: "cover" (better, worse) or "cost" (less, more)
const keyOf = (what, group) => `${what}_${what === "cost" ? { better: "less", worse: "more" }[group] || group : group}`;

export const winnersLegend = ({ palette, say }) => GROUPS.map(([, ja, en, colour]) => ({ kind: "swatch", color: colour(palette), label: say(ja, en) }));

export function winnersChart(ctx, what, name, heading) {
  const { data, palette, lang, say } = ctx;
  const models = of(data, "winners.models").filter((row) => row.model !== data.baseline);
  const rows = models.flatMap((row) => GROUPS.map(([group, ja, en, colour]) => ({ id: row.model, model: row.model_title[lang] || row.model_title, count: row[keyOf(what, group)] || 0, color: colour(palette), words: say(ja, en) })));
  const room = Math.min(0.42 * ctx.width, 12 + Math.max(...rows.map((row) => textWidth(row.model, 12))));
  const titles = new Map(rows.map((row) => [row.id, wrap(row.model, 12, room - 8).join("\n")]));
  const svg = plot(ctx, {
    name, height: 40 + 32 * models.length, marginLeft: room, marginRight: 12, marginTop: 22, marginBottom: 8,
    x: { label: null, axis: null }, y: { domain: models.map((row) => row.model), label: null, padding: 0.28 },
    color: { type: "identity" },
    marks: [
      Plot.axisY({ ...axisOf(ctx), color: palette.text, tickFormat: (id) => titles.get(id), label: null }),
      Plot.barX(rows, Plot.stackX({ y: "id", x: "count", fill: "color", stroke: palette.soft, strokeWidth: 0.5, order: null })),
      Plot.text(rows.filter((row) => row.count > 0), Plot.stackX({ y: "id", x: "count", text: (row) => String(row.count), fill: (row) => inkOn(row.color), fontWeight: 700, order: null })),
      Plot.tip(rows, Plot.pointer(Plot.stackX({ y: "id", x: "count", title: (row) => `${row.model}\n${row.words}: ${row.count}`, order: null, ...tip(ctx) }))),
    ],
  });
  label(svg, room, 14, heading, { fill: palette.soft });
  return svg;
}

// The assumptions whose knowledge could change the choice, dearest first.
export const worthRows = ({ data }) => of(data, "value.all_assumptions").filter((row) => row.worth > 0).sort((a, b) => b.worth - a.worth).slice(0, 14);

export function worthChart(ctx, name) {
  const { palette, lang } = ctx;
  const rows = worthRows(ctx).map((row) => ({ ...row, label: row.parameter[lang] || row.parameter }));
  const unit = yenUnit(rows.map((row) => row.worth), lang);
  const room = Math.min(0.5 * ctx.width, 12 + Math.max(...rows.map((row) => textWidth(row.label, 12))));
  const svg = plot(ctx, {
    name, height: 50 + 24 * rows.length, marginLeft: room, marginRight: 60, marginTop: 24, marginBottom: 22,
    x: { domain: [0, (1.05 * Math.max(...rows.map((row) => row.worth))) / unit.divide], label: null }, y: { domain: rows.map((row) => row.label), label: null, padding: 0.3 },
    marks: [
      Plot.gridX({ stroke: palette.grid, strokeOpacity: 1 }),
      Plot.axisX({ ...axisOf(ctx), ticks: 4, label: null }),
      Plot.axisY({ ...axisOf(ctx), color: palette.text, tickFormat: (label) => shorten(label, 12, room - 8), label: null }),
      Plot.barX(rows, { y: "label", x: (row) => row.worth / unit.divide, fill: palette.accent }),
      Plot.ruleY(rows, { y: "label", x1: (row) => Math.max(0, row.worth - row.worth_error) / unit.divide, x2: (row) => (row.worth + row.worth_error) / unit.divide, stroke: palette.text, strokeWidth: 1.6 }),
      Plot.text(rows, { y: "label", x: (row) => (row.worth + row.worth_error) / unit.divide, text: (row) => number(row.worth / unit.divide, unit.digits), dx: 6, textAnchor: "start", fill: palette.text, fontSize: 11 }),
      Plot.tip(rows, Plot.pointerY({ y: "label", x: (row) => row.worth / unit.divide, title: (row) => `${row.label}\n${yen(row.worth, lang)} ± ${yen(row.worth_error, lang)}`, ...tip(ctx) })),
    ],
  });
  label(svg, room, 12, `${unit.name}${lang === "ja" ? "/年" : "/year"}`, { fill: palette.soft });
  return svg;
}
