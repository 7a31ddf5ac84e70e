// Budget: means by payer stacked, and the median and P90 of the total beside them. Payers' quantiles do not add up, means do.
import * as Plot from "@observablehq/plot";
import { label, plot, axisOf, textWidth, tip, wrap, yearTicks } from "../chart.js";
import { of, same } from "../data.js";
import { fiscalYear, number, signed, yen, yenUnit } from "../format.js";

const PAYERS = [["nation", "nation"], ["prefecture", "prefecture"], ["municipalities", "municipality"]];

const payerKey = (words) => (PAYERS.find(([name]) => name === (words.en || words)) || [])[1];

export const isTotal = (row) => (row.payer.en || row.payer) === "total";

export const budgetLegend = (ctx) => [
  ...payerNames(ctx).map(({ key, name }) => ({ kind: "swatch", color: ctx.palette.payers[key] || ctx.palette.payers.other, label: name })),
  { kind: "whisker", color: ctx.palette.text, label: ctx.say("ひげ＝合計のP90（線の下端はP50）", "whisker: P90 of the total (from its P50)") },
];

function payerNames({ data, lang }) {
  const names = new Map();
  for (const row of of(data, "budget.payers")) if (!isTotal(row)) names.set(payerKey(row.payer) || "other", row.payer[lang] || row.payer);
  const order = PAYERS.map(([, key]) => key).filter((key) => names.has(key));
  return order.map((key) => ({ key, name: names.get(key) }));
}

export const payerItems = (ctx) => payerNames(ctx).map(({ key, name }) => ({ kind: "swatch", color: ctx.palette.payers[key], label: name }));

const ofModel = (data, rows, model) => rows.filter((row) => same(row.model, data.model[model]));

// By fiscal year for one model, on an axis that holds all models.
export function budgetChart(ctx, model, name) {
  const { data, palette, lang, say } = ctx;
  const years = of(data, "budget.years");
  const unit = yenUnit(years.filter(isTotal).map((row) => row.p90 || row.mean), lang);
  const most = Math.max(...years.filter(isTotal).map((row) => Math.max(row.p90 || 0, row.mean))) / unit.divide;
  const own = ofModel(data, years, model);
  const order = payerNames(ctx).map(({ key }) => key);
  const stack = own.filter((row) => !isTotal(row)).map((row) => ({ year: row.fiscal_year, payer: payerKey(row.payer), value: row.mean / unit.divide, words: row.payer[lang] }));
  const total = own.filter(isTotal).map((row) => ({ year: row.fiscal_year, mean: row.mean / unit.divide, p50: row.p50 === null ? null : row.p50 / unit.divide, p90: row.p90 === null ? null : row.p90 / unit.divide }));
  const text = (row) => [fiscalYear(row.year, lang), ...stack.filter((one) => one.year === row.year).map((one) => `${one.words} ${number(one.value, unit.digits)}`), `${say("合計の平均", "mean of total")} ${number(row.mean, unit.digits)}`, `P50 ${number(row.p50, unit.digits)}  P90 ${number(row.p90, unit.digits)}`].join("\n");
  const wide = (ctx.width - 60) / data.years.length >= 34;
  const svg = plot(ctx, {
    name, height: Math.max(240, Math.min(330, 0.5 * ctx.width)), marginLeft: 52, marginRight: 10, marginTop: 26, marginBottom: 30,
    x: { domain: data.years, label: null, padding: 0.28 },
    y: { domain: [0, 1.08 * most], label: null },
    marks: [
      Plot.gridY({ stroke: palette.grid, strokeOpacity: 1 }),
      Plot.axisY({ ...axisOf(ctx), ticks: 5, label: null }),
      Plot.axisX({ ...axisOf(ctx), ticks: yearTicks(data.years, ctx.width - 62), tickFormat: (year) => (lang === "ja" ? `${year}` : `FY${year % 100}`), label: null }),
      Plot.barY(stack, Plot.stackY({ order }, { x: "year", y: "value", z: "payer", fill: (row) => palette.payers[row.payer] || palette.payers.other })),
      Plot.ruleX(total, { x: "year", y1: "p50", y2: "p90", stroke: palette.text, strokeWidth: 1.6, dx: 0 }),
      Plot.tickY(total, { x: "year", y: "p90", stroke: palette.text, strokeWidth: 1.6, insetLeft: 4, insetRight: 4 }),
      Plot.tickY(total, { x: "year", y: "p50", stroke: palette.text, strokeWidth: 1.2, insetLeft: 8, insetRight: 8 }),
      wide && Plot.text(total, { x: "year", y: "p90", text: (row) => number(row.p90, unit.digits), dy: -8, fill: palette.soft, fontSize: 11 }),
      Plot.ruleY([0], { stroke: palette.text }),
      Plot.tip(total, Plot.pointerX({ x: "year", y: "p90", title: text, ...tip(ctx) })),
    ],
  });
  label(svg, 4, 14, `${unit.name} (${say(`${data.head.price_year}年度価格`, `prices of FY${data.head.price_year}`)})`, { fill: palette.soft });
  return svg;
}

export function budgetTable({ data, say, lang }, model) {
  const own = ofModel(data, of(data, "budget.years"), model);
  const cell = (value) => ({ text: value === null ? "–" : yen(value, lang), raw: value });
  return {
    columns: [{ title: say("年度", "fiscal year") }, { title: say("負担者", "payer") }, ...[say("平均", "mean"), "P10", "P50", "P90"].map((title) => ({ title, number: true }))],
    rows: own.map((row) => [{ text: fiscalYear(row.fiscal_year, lang), raw: row.fiscal_year }, { text: row.payer[lang] || row.payer, raw: row.payer[lang] || row.payer }, cell(row.mean), cell(row.p10), cell(row.p50), cell(row.p90)]),
  };
}

// What every model costs more or less than the baseline, by payer, a year on average.
export function extraRows({ data, lang }) {
  return of(data, "budget.payers").filter((row) => row.difference !== null && !same(row.model, data.model[data.baseline]))
    .map((row) => ({ payer: payerKey(row.payer), total: isTotal(row), model: row.model[lang] || row.model, words: row.payer[lang] || row.payer, value: row.difference, error: row.difference_error, low: row.difference_low, high: row.difference_high }));
}

export function extraChart(ctx, name) {
  const { data, palette, lang } = ctx;
  const rows = extraRows(ctx);
  const total = rows.filter((row) => row.total);
  const unit = yenUnit(total.flatMap((row) => [row.value, row.high]), lang);
  const room = Math.min(0.4 * ctx.width, 12 + Math.max(...total.map((row) => textWidth(row.model, 12))));
  const order = payerNames(ctx).map(({ key }) => key);
  const [low, high] = [Math.min(0, ...rows.map((row) => row.low)), Math.max(0, ...rows.map((row) => row.high))].map((value) => value / unit.divide);
  const svg = plot(ctx, {
    name, height: 50 + 36 * total.length, marginLeft: room, marginRight: 70, marginTop: 24, marginBottom: 24,
    x: { domain: [1.02 * low, 1.02 * high], label: null }, y: { domain: total.map((row) => row.model), label: null, padding: 0.3 },
    marks: [
      Plot.gridX({ stroke: palette.grid, strokeOpacity: 1 }),
      Plot.axisX({ ...axisOf(ctx), ticks: Math.max(2, Math.floor((ctx.width - room) / 90)), label: null }),
      Plot.axisY({ ...axisOf(ctx), color: palette.text, tickFormat: (one) => wrap(one, 12, room - 8).join("\n"), label: null }),
      Plot.barX(rows.filter((row) => !row.total), Plot.stackX({ order }, { y: "model", x: (row) => row.value / unit.divide, z: "payer", fill: (row) => palette.payers[row.payer] || palette.payers.other })),
      Plot.ruleY(total, { y: "model", x1: (row) => row.low / unit.divide, x2: (row) => row.high / unit.divide, stroke: palette.text, strokeWidth: 2 }),
      Plot.dot(total, { y: "model", x: (row) => row.value / unit.divide, r: 4.5, fill: palette.text }),
      Plot.text(total, { y: "model", x: (row) => row.high / unit.divide, text: (row) => signed(number(row.value / unit.divide, unit.digits)), dx: 8, textAnchor: "start", fill: palette.text, fontSize: 11 }),
      Plot.ruleX([0], { stroke: palette.text, strokeWidth: 1.2 }),
      Plot.tip(rows.filter((row) => !row.total), Plot.pointer(Plot.stackX({ order }, { y: "model", x: (row) => row.value / unit.divide, z: "payer", title: (row) => `${row.model}\n${row.words} ${signed(yen(row.value, lang))}`, ...tip(ctx) }))),
    ],
  });
  label(svg, room, 12, `${unit.name}${lang === "ja" ? "/年" : "/year"}`, { fill: palette.soft });
  return svg;
}

export function extraTable(ctx) {
  const { say, lang } = ctx;
  const cell = (value) => ({ text: value === null ? "–" : signed(yen(value, lang)), raw: value });
  return {
    columns: [{ title: say("モデル", "model") }, { title: say("負担者", "payer") }, ...[say("基準との差（年）", "difference to the baseline, a year"), say("95%区間の下端", "95 % interval from"), say("上端", "to")].map((title) => ({ title, number: true }))],
    rows: extraRows(ctx).map((row) => [{ text: row.model, raw: row.model }, { text: row.words, raw: row.words }, cell(row.value), cell(row.low), cell(row.high)]),
  };
}
