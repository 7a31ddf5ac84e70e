// Paired differences to the baseline with their 95 % intervals: filled where the interval excludes 0, hollow where it does not.
import * as Plot from "@observablehq/plot";
import { label, plot, axisOf, shorten, textWidth, tip, wrap } from "../chart.js";
import { inScope, places, series, hasYears } from "../data.js";
import { number, signed, withSign, yenUnit } from "../format.js";

const yearIndex = ({ data, state }) => (state.year === "run" ? "run" : data.years.indexOf(Number(state.year)));

// Rows {name, mean, low, high, sure}: of models.
export function modelRows(ctx) {
  const { data, state, metric, lang } = ctx;
  const year = yearIndex(ctx);
  return data.models.filter((model) => model.id !== data.baseline).map((model) => {
    const record = series(data, state.scope, model.id, metric.id);
    const all = record && (year === "run" ? record.run.difference : record.difference);
    if (!all) return null;
    const [mean, low, high] = ["mean", "low", "high"].map((key) => (year === "run" ? all[key] : all[key][year]));
    return { id: model.id, name: model[lang], mean, low, high, sure: low !== null && (low > 0 || high < 0) };
  }).filter((row) => row && row.mean !== null);
}

// Of municipalities under a model.
export function placeRows(ctx, model) {
  const { data, state, metric, lang } = ctx;
  const year = hasYears(data, metric.id) ? yearIndex(ctx) : "run";
  const get = (what) => places(data, model, metric.id, year, what);
  const [mean, error, sign] = [get("difference"), get("difference_error"), get("sign")];
  if (!mean) return [];
  return inScope(data, state.scope).map((i) => {
    const half = error && error[i] !== null && data.places.factor ? data.places.factor * error[i] : null;
    return { id: data.municipalities[i].code, name: data.municipalities[i][lang], mean: mean[i], low: half === null ? null : mean[i] - half, high: half === null ? null : mean[i] + half, sure: sign ? "+-".includes(sign[i]) : false, same: sign ? sign[i] === "=" : false };
  }).filter((row) => row.mean !== null).sort((a, b) => a.mean - b.mean);
}

// The extremes of a long list: what is in the middle is in the table.
export const extremes = (rows, most) => (rows.length <= most ? rows : [...rows.slice(0, most / 2), ...rows.slice(-most / 2)]);

export function differenceLegend({ palette, metric, say }) {
  const better = metric.better === "less" ? say("減る＝良い", "less is better") : say("増える＝良い", "more is better");
  return [
    { kind: "dot", color: palette.accent, label: say("95%区間が0を含まない", "95 % interval without 0") },
    { kind: "ring", color: palette.soft, label: say("差があるとは言い切れない", "difference not sure") },
    { kind: "line", color: palette.soft, label: say(`95%区間（${better}）`, `95 % interval (${better})`) },
  ];
}

function unitOf({ metric, lang }, rows) {
  if (metric.kind !== "yen") return { divide: 1, name: metric.unit[lang], digits: metric.digits };
  return yenUnit(rows.flatMap((row) => [row.mean, row.low, row.high]), lang);
}

export function differenceChart(ctx, rows, name) {
  const { palette, metric, lang, state } = ctx;
  const unit = unitOf(ctx, rows);
  const room = Math.min(0.4 * ctx.width, 12 + Math.max(...rows.map((row) => textWidth(row.name, 12))));
  const all = rows.map((row) => ({ ...row, label: row.id, mean: row.mean / unit.divide, low: row.low === null ? row.mean / unit.divide : row.low / unit.divide, high: row.high === null ? row.mean / unit.divide : row.high / unit.divide, original: row }));
  const reach = Math.max(1e-9, ...all.flatMap((row) => [Math.abs(row.low), Math.abs(row.high)]));
  const [least, most] = [Math.min(0, ...all.map((row) => row.low)), Math.max(0, ...all.map((row) => row.high))];
  const color = (row) => (row.sure ? palette.accent : palette.soft);
  const titles = new Map(all.map((row) => [row.id, all.length > 12 ? shorten(row.name, 12, room - 8) : wrap(row.name, 12, room - 8).join("\n")]));
  const text = (row) => `${row.name}\n${withSign(metric, row.original.mean, lang)}${row.original.low === null ? "" : ` [${withSign(metric, row.original.low, lang)}, ${withSign(metric, row.original.high, lang)}]`}`;
  const svg = plot(ctx, {
    name, height: 46 + all.length * (all.length > 12 ? 18 : 30), marginLeft: room, marginRight: 66, marginTop: 24, marginBottom: 22,
    x: { domain: [least - 0.04 * reach, most + 0.04 * reach], label: null },
    y: { domain: all.map((row) => row.label), label: null, padding: 0.4 },
    marks: [
      Plot.gridX({ stroke: palette.grid, strokeOpacity: 1 }),
      Plot.axisX({ ...axisOf(ctx), ticks: Math.max(2, Math.floor((ctx.width - room) / 90)), label: null }),
      Plot.axisY({ ...axisOf(ctx), color: palette.text, tickFormat: (id) => titles.get(id), label: null }),
      Plot.ruleX([0], { stroke: palette.text, strokeWidth: 1.2 }),
      Plot.ruleY(all, { y: "label", x1: "low", x2: "high", stroke: color, strokeWidth: 2.4 }),
      Plot.dot(all, { x: "mean", y: "label", r: all.length > 12 ? 4 : 5.5, stroke: color, strokeWidth: 1.8, fill: (row) => (row.sure ? palette.accent : palette.paper) }),
      Plot.text(all, { y: "label", frameAnchor: "right", text: (row) => signed(number(row.mean, digitsFor(row, unit))), dx: 10, textAnchor: "start", fill: palette.text, fontSize: 11 }),
      Plot.tip(all, Plot.pointerY({ x: "mean", y: "label", title: text, ...tip(ctx) })),
    ],
  });
  label(svg, room, 12, unit.name, { fill: palette.soft });
  if (state.place) for (const label of svg.querySelectorAll("text")) if (label.textContent === titles.get(state.place)) label.setAttribute("font-weight", "700");
  return svg;
}

// Small differences need more digits than levels.
const digitsFor = (row, unit) => (row.mean === 0 ? 0 : Math.min(5, Math.max(unit.digits, 1 - Math.floor(Math.log10(Math.abs(row.mean))))));

export function differenceTable(ctx, rows, first) {
  const { metric, say, lang } = ctx;
  const cell = (value) => ({ text: withSign(metric, value, lang), raw: value });
  return {
    columns: [{ title: first }, { title: say("基準との差", "difference to the baseline"), number: true }, { title: say("95%区間の下端", "95 % interval from"), number: true }, { title: say("上端", "to"), number: true }, { title: say("判定", "verdict") }],
    rows: rows.map((row) => [{ text: row.name, raw: row.name }, cell(row.mean), cell(row.low), cell(row.high), ...[row.sure ? (row.mean < 0) === (metric.better === "less") ? say("確かに良い", "better for sure") : say("確かに悪い", "worse for sure") : row.same ? say("同じ", "the same") : say("未定", "open")].map((text) => ({ text, raw: text }))]),
  };
}
