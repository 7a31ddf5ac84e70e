// Fans: where single futures lie (50, 80 and 90 %), the mean, and the baseline's mean dotted. Axes are the same for all models.
import * as Plot from "@observablehq/plot";
import { label, plot, axisOf, spread, textWidth, tip, yearTicks } from "../chart.js";
import { series } from "../data.js";
import { fiscalYear, number, ofMetric, yenUnit } from "../format.js";

const BANDS = [["p5", "p95", 90], ["p10", "p90", 80], ["p25", "p75", 50]];

const known = (numbers) => numbers.filter((value) => value !== null);

function scaleOf({ data, state, metric, lang }) {
  const all = data.models.flatMap((model) => {
    const one = series(data, state.scope, model.id, metric.id);
    return one ? known([...one.p5, ...one.p95, ...one.mean]) : [];
  });
  const unit = metric.kind === "yen" ? yenUnit(all, lang) : { divide: 1, name: metric.unit[lang], digits: metric.digits };
  const [low, high] = [Math.min(0, ...all), Math.max(...all, 1e-9)];
  // Money far above zero would be a flat line on an axis that begins there.
  const floor = Math.min(...all) > 0.4 * high && metric.kind === "yen" ? Math.min(...all) * 0.95 : low;
  return { unit, domain: [floor / unit.divide, (high * 1.03) / unit.divide] };
}

export const fanLegend = ({ palette, say, data, lang }, second) => {
  const bands = second ? palette.bandsSecond : palette.bands;
  return [
    ...BANDS.map(([, , share], i) => ({ kind: "swatch", color: bands[i], label: say(`将来の${share}%`, `${share} % of futures`) })).reverse(),
    { kind: "line", color: second ? palette.lineSecond : palette.line, label: say("平均", "mean") },
    { kind: "dash", color: palette.base, label: say(`基準「${data.model[data.baseline].ja}」の平均`, `mean of the baseline, ${data.model[data.baseline][lang]}`) },
  ];
};

function rows(ctx, record, unit) {
  return ctx.data.years.map((year, i) => {
    const row = { year };
    for (const key of ["mean", "error", "p5", "p10", "p25", "p50", "p75", "p90", "p95"]) row[key] = record[key][i] === null ? null : record[key][i] / unit.divide;
    return row;
  });
}

export function fanChart(ctx, model, name, second = false) {
  const { data, state, metric, palette, say, lang } = ctx;
  const record = series(data, state.scope, model, metric.id);
  const { unit, domain } = scaleOf(ctx);
  const all = rows(ctx, record, unit);
  const base = model === data.baseline ? null : rows(ctx, series(data, state.scope, data.baseline, metric.id), unit);
  const bands = second ? palette.bandsSecond : palette.bands;
  const line = second ? palette.lineSecond : palette.line;
  // A single year is drawn as wide as a bar.
  const broad = (list) => (list && list.length === 1 ? [-0.35, 0.35].map((aside) => ({ ...list[0], year: list[0].year + aside })) : list);
  const right = ctx.width < 420 ? 74 : 104;
  const text = (row) => [fiscalYear(row.year, lang), `${say("平均", "mean")} ${number(row.mean, unit.digits)} ± ${number(row.error, Math.min(6, unit.digits + 1))}`, `P10–P90 ${number(row.p10, unit.digits)}–${number(row.p90, unit.digits)}`].join("\n");
  const [low, high] = [Math.min(...data.years), Math.max(...data.years)];
  const svg = plot(ctx, {
    name, height: Math.max(240, Math.min(330, 0.55 * ctx.width)), marginLeft: 52, marginRight: right, marginTop: 26, marginBottom: 30,
    x: { domain: low === high ? [low - 1, high + 1] : [low, high], label: null },
    y: { domain, label: null, grid: false },
    marks: [
      Plot.gridY({ stroke: palette.grid, strokeOpacity: 1 }),
      Plot.axisY({ ...axisOf(ctx), label: null, ticks: 5 }),
      Plot.axisX({ ...axisOf(ctx), ticks: yearTicks(data.years, ctx.width - right - 52), tickFormat: (year) => (lang === "ja" ? `${year}` : `FY${year % 100}`), label: null }),
      BANDS.map(([from, to], i) => Plot.areaY(broad(all), { x: "year", y1: from, y2: to, fill: bands[i], className: `band-${from}` })),
      base && Plot.lineY(broad(base), { x: "year", y: "mean", stroke: palette.base, strokeWidth: 2, strokeDasharray: "2 4" }),
      Plot.lineY(broad(all), { x: "year", y: "mean", stroke: line, strokeWidth: 2.6 }),
      Plot.tip(all, Plot.pointerX({ x: "year", y: "mean", title: text, ...tip(ctx) })),
    ],
  });
  endLabels(ctx, svg, all[all.length - 1], base && base[base.length - 1], unit, right);
  label(svg, 4, 14, unit.name, { fill: palette.soft });
  return svg;
}

function endLabels({ palette, say, width }, svg, last, base, unit, right) {
  const scale = svg.scale("y");
  const wanted = [
    { value: last.p95, words: say("95%点", "P95"), color: palette.soft, size: 11 },
    { value: last.p75, words: say("75%点", "P75"), color: palette.soft, size: 11 },
    { value: last.mean, words: say("平均", "mean"), color: palette.text, size: 12, bold: true },
    base && { value: base.mean, words: say("基準", "baseline"), color: palette.base, size: 11 },
    { value: last.p25, words: say("25%点", "P25"), color: palette.soft, size: 11 },
    { value: last.p5, words: say("5%点", "P5"), color: palette.soft, size: 11 },
  ].filter((one) => one && one.value !== null);
  const bottom = svg.height.baseVal.value - 30;
  for (const one of spread(wanted.map((one) => ({ ...one, y: scale.apply(one.value) })), 15, 20, bottom)) {
    const whole = `${one.words} ${number(one.value, unit.digits)}`;
    const text = textWidth(whole, one.size) <= right - 9 ? whole : number(one.value, unit.digits);
    label(svg, Math.min(width - right + 8, width - textWidth(text, one.size) - 1), one.at + 4, text, { fill: one.color, "font-size": one.size, "font-weight": one.bold ? 700 : 400, class: "end" });
  }
}

export function fanTable(ctx, model) {
  const { data, state, metric, say, lang } = ctx;
  const record = series(data, state.scope, model, metric.id);
  const keys = ["mean", "error", "p5", "p10", "p25", "p50", "p75", "p90", "p95"];
  const titles = [say("平均", "mean"), say("標準誤差", "standard error"), "P5", "P10", "P25", "P50", "P75", "P90", "P95"];
  const print = (key, value) => (metric.kind === "yen" || key !== "error" ? ofMetric(metric, value, lang) : number(value, metric.digits + 1));
  return {
    columns: [{ title: say("年度", "fiscal year") }, ...titles.map((title) => ({ title, number: true }))],
    rows: [...data.years.map((year, i) => [{ text: fiscalYear(year, lang), raw: year }, ...keys.map((key) => ({ text: print(key, record[key][i]), raw: record[key][i] }))]),
      [{ text: metric.level ? say("最終年度末", "at the end") : say("年平均", "a year on average"), raw: "run" }, ...keys.map((key) => ({ text: print(key, record.run[key]), raw: record.run[key] }))]],
  };
}
