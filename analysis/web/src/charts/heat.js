// Municipality by year: the chance of at least one month with nobody.
import * as Plot from "@observablehq/plot";
import { plot, axisOf, shorten, textWidth, tip, yearTicks } from "../chart.js";
import { inkOn } from "../palette.js";
import { inScope, places } from "../data.js";
import { fiscalYear, percent } from "../format.js";

export const LIMITS = [0.02, 0.05, 0.1, 0.2];

const classOf = (share) => LIMITS.filter((limit) => share >= limit).length;

export const heatMetric = (data) => data.metrics.find((metric) => metric.chance && metric.places);

export const heatLegend = ({ palette, say }) => palette.warm.map((color, i) => ({
  kind: "swatch", color,
  label: i === 0 ? say(`${percent(LIMITS[0])}未満`, `below ${percent(LIMITS[0])}`) : i === 4 ? say(`${percent(LIMITS[3])}以上`, `${percent(LIMITS[3])} or more`) : `${percent(LIMITS[i - 1])}–${percent(LIMITS[i])}`,
}));

// Rows of municipalities, the worst over all years first.
export function heatRows({ data, state, lang }, model) {
  const metric = heatMetric(data);
  const by = data.years.map((_, year) => places(data, model, metric.id, year, "chance"));
  if (!by[0]) return [];
  return inScope(data, state.scope).map((i) => {
    const chances = by.map((year) => year[i]);
    return { name: data.municipalities[i][lang], code: data.municipalities[i].code, chances, mean: chances.reduce((sum, one) => sum + one, 0) / chances.length };
  }).sort((a, b) => b.mean - a.mean || (a.code < b.code ? -1 : 1));
}

export function heatChart(ctx, rows, name) {
  const { data, palette, lang, state } = ctx;
  const room = Math.min(0.36 * ctx.width, 12 + Math.max(...rows.map((row) => textWidth(row.name, 12))));
  const cells = rows.flatMap((row) => data.years.map((year, i) => ({ code: row.code, name: row.name, year, share: row.chances[i] })));
  const titles = new Map(rows.map((row) => [row.code, shorten(row.name, 12, room - 8)]));
  const wide = (ctx.width - room) / data.years.length;
  return plot(ctx, {
    name, height: 40 + 19 * rows.length, marginLeft: room, marginRight: 6, marginTop: 6, marginBottom: 26,
    x: { domain: data.years, label: null, padding: 0.04 }, y: { domain: rows.map((row) => row.code), label: null, padding: 0.06 },
    marks: [
      Plot.axisX({ ...axisOf(ctx), ticks: yearTicks(data.years, ctx.width - room), tickFormat: (year) => (lang === "ja" ? `${year}` : `FY${year % 100}`), label: null }),
      Plot.axisY({ ...axisOf(ctx), color: (code) => (code === state.place ? palette.accent : palette.text), tickFormat: (code) => titles.get(code), label: null }),
      Plot.cell(cells, { x: "year", y: "code", fill: (cell) => palette.warm[classOf(cell.share)] }),
      wide >= 34 && Plot.text(cells, { x: "year", y: "code", text: (cell) => percent(cell.share, cell.share > 0 && cell.share < 0.1 ? 1 : 0), fill: (cell) => inkOn(palette.warm[classOf(cell.share)]), fontSize: 10.5 }),
      Plot.tip(cells, Plot.pointer({ x: "year", y: "code", title: (cell) => `${cell.name}\n${fiscalYear(cell.year, lang)}: ${percent(cell.share, 1)}`, ...tip(ctx) })),
    ],
  });
}

export function heatTable({ data, say, lang }, rows) {
  return {
    columns: [{ title: say("市町村", "municipality") }, ...data.years.map((year) => ({ title: fiscalYear(year, lang), number: true }))],
    rows: rows.map((row) => [{ text: row.name, raw: row.name }, ...row.chances.map((share) => ({ text: percent(share, 1), raw: share }))]),
  };
}
