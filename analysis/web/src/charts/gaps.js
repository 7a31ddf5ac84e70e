// Gaps of several municipalities in the same year, against what independence would give, and months with nobody by the calendar.
import * as Plot from "@observablehq/plot";
import { label, plot, axisOf, textWidth, tip } from "../chart.js";
import { of } from "../data.js";
import { percent } from "../format.js";

export const jointRows = ({ data }, model) => of(data, "risk.joint").filter((row) => row.model === model && row.chance_year !== null);

export const gapsLegend = ({ palette, say, state, data }) => [
  { kind: "line", color: palette.accent, label: say("選んだモデル", "model shown") },
  { kind: "dash", color: palette.second, label: say("市町村が互いに独立だったら（左）", "if municipalities were independent (left)") },
  state.model !== data.baseline && { kind: "dash", color: palette.base, label: say("基準（右）", "baseline (right)") },
].filter(Boolean);

const share = (ctx) => [
  Plot.gridY({ stroke: ctx.palette.grid, strokeOpacity: 1 }),
  Plot.axisY({ ...axisOf(ctx), ticks: 5, tickFormat: (value) => percent(value, value > 0 && value < 0.1 ? 1 : 0), label: null }),
];

const frameOf = (ctx, name) => ({ name, height: Math.max(230, Math.min(300, 0.5 * ctx.width)), marginLeft: 52, marginRight: 14, marginTop: 28, marginBottom: 30 });

export function jointChart(ctx, model, name) {
  const { palette, say } = ctx;
  const rows = jointRows(ctx, model);
  const svg = plot(ctx, {
    ...frameOf(ctx, name),
    x: { type: "point", label: null, domain: rows.map((row) => row.at_least), padding: 0.3 }, y: { domain: [0, 1], label: null },
    marks: [
      share(ctx),
      Plot.axisX({ ...axisOf(ctx), tickFormat: (value) => say(`${value}以上`, `${value}+`), label: null }),
      Plot.lineY(rows, { x: "at_least", y: "chance_year_independent", stroke: palette.second, strokeWidth: 2, strokeDasharray: "2 4" }),
      Plot.lineY(rows, { x: "at_least", y: "chance_year", stroke: palette.accent, strokeWidth: 2.4 }),
      Plot.dot(rows, { x: "at_least", y: "chance_year", r: 3, fill: palette.accent }),
      Plot.tip(rows, Plot.pointerX({ x: "at_least", y: "chance_year", title: (row) => `${say(`${row.at_least}市町村以上`, `${row.at_least} or more`)}\n${percent(row.chance_year, 1)}\n${say("独立なら", "if independent")} ${percent(row.chance_year_independent, 1)}`, ...tip(ctx) })),
    ],
  });
  label(svg, 4, 14, say("同じ年度に空白のある市町村の数と、その確率", "municipalities with a gap in the same fiscal year, and the chance of it"), { fill: palette.soft });
  return svg;
}

export function calendarChart(ctx, model, name) {
  const { data, palette, lang, say } = ctx;
  const rows = of(data, "risk.calendar").map((row, at) => ({ at, name: row.time[lang] || row.time, own: row[model], base: row[data.baseline] }));
  const most = Math.max(...data.models.flatMap(({ id }) => of(data, "risk.calendar").map((row) => row[id] || 0)), 1e-4);
  const every = Math.max(1, Math.ceil((12 * (8 + Math.max(...rows.map((row) => textWidth(row.name, 12))))) / (ctx.width - 66)));
  const svg = plot(ctx, {
    ...frameOf(ctx, name),
    x: { domain: rows.map((row) => row.at), label: null, padding: 0.3 }, y: { domain: [0, 1.08 * most], label: null },
    marks: [
      share(ctx),
      Plot.axisX({ ...axisOf(ctx), tickFormat: (at) => (at % every === 0 ? rows[at].name : ""), label: null }),
      Plot.barY(rows, { x: "at", y: "own", fill: palette.accent }),
      model !== data.baseline && Plot.lineY(rows, { x: "at", y: "base", stroke: palette.base, strokeWidth: 2, strokeDasharray: "2 4" }),
      Plot.ruleY([0], { stroke: palette.text }),
      Plot.tip(rows, Plot.pointerX({ x: "at", y: "own", title: (row) => `${row.name}: ${percent(row.own, 2)}\n${say("基準", "baseline")} ${percent(row.base, 2)}`, ...tip(ctx) })),
    ],
  });
  label(svg, 4, 14, say("月ごとの、職員がだれもいない確率", "chance that nobody is present, by month"), { fill: palette.soft });
  return svg;
}
