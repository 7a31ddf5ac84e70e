// Cost against effect with the efficient models joined, and the chance of each model to be best as the worth of the effect rises.
import * as Plot from "@observablehq/plot";
import { label, plot, axisOf, textWidth, tip } from "../chart.js";
import { of, same } from "../data.js";
import { number, percent, yen, yenUnit } from "../format.js";

const column = (data, name, id, lang) => {
  const table = data.tables[name];
  const one = table.columns.find((other) => other.id === id);
  return one.unit && one.unit[lang] ? `${one.title[lang]} (${one.unit[lang]})` : one.title[lang];
};

const colourOf = ({ data, palette }, name) => palette.models[Math.max(0, data.models.findIndex((model) => same(model, name))) % palette.models.length];

// Cost from the cheapest on, so that differences between models show.
export function frontierChart(ctx, name) {
  const { data, palette, lang, say } = ctx;
  const source = of(data, "frontier.frontier");
  const cheapest = Math.min(...source.map((row) => row.cost));
  const unit = yenUnit(source.map((row) => row.cost - cheapest), lang);
  const rows = source.map((row, i) => ({ x: (row.cost - cheapest) / unit.divide, y: row.effect, efficient: (row.status.en || row.status) === "efficient", title: `${i + 1}. ${row.model[lang] || row.model}\n${yen(row.cost, lang)}\n${number(row.effect, 2)}\n${row.status[lang] || row.status}`, color: colourOf(ctx, row.model), number: String(i + 1) }));
  const [right, top] = [Math.max(...rows.map((row) => row.x)), Math.max(...rows.map((row) => row.y))];
  const svg = plot(ctx, {
    name, height: Math.max(260, Math.min(340, 0.6 * ctx.width)), marginLeft: 54, marginRight: 24, marginTop: 30, marginBottom: 44,
    x: { domain: [-0.04 * (right || 1), 1.08 * (right || 1)], label: null },
    y: { domain: [0, 1.12 * (top || 1)], label: null },
    marks: [
      Plot.gridX({ stroke: palette.grid, strokeOpacity: 1 }), Plot.gridY({ stroke: palette.grid, strokeOpacity: 1 }),
      Plot.axisX({ ...axisOf(ctx), ticks: 5, label: null }), Plot.axisY({ ...axisOf(ctx), ticks: 5, label: null }),
      Plot.line(rows.filter((row) => row.efficient), { x: "x", y: "y", stroke: palette.soft, strokeWidth: 1.6, strokeDasharray: "4 3" }),
      Plot.dot(rows, { x: "x", y: "y", r: 10, fill: (row) => (row.efficient ? row.color : palette.paper), stroke: (row) => row.color, strokeWidth: 2 }),
      Plot.tip(rows, Plot.pointer({ x: "x", y: "y", title: "title", ...tip(ctx) })),
    ],
  });
  numbers(ctx, svg, rows);
  label(svg, 4, 14, column(data, "frontier.frontier", "effect", lang), { fill: palette.soft });
  label(svg, ctx.width - 24, svg.height.baseVal.value - 6, say(`最も安いモデルに加わる費用 (${unit.name}/年)`, `cost on top of the cheapest (${unit.name}/year)`), { "text-anchor": "end", fill: palette.soft });
  return svg;
}

// Points that touch share one label beside them, so that no number covers another.
function numbers({ palette }, svg, rows) {
  const [x, y] = [svg.scale("x"), svg.scale("y")];
  const groups = [];
  for (const row of rows) {
    const at = { x: x.apply(row.x), y: y.apply(row.y) };
    const near = groups.find((group) => Math.hypot(group.x - at.x, group.y - at.y) < 24);
    if (near) near.numbers.push(row.number);
    else groups.push({ ...at, numbers: [row.number] });
  }
  for (const group of groups)
    label(svg, group.x, group.y - 15, group.numbers.join("・"), { "text-anchor": "middle", fill: palette.text, "font-weight": 700, "font-size": 13 });
}

export const frontierLegend = (ctx) =>
  of(ctx.data, "frontier.frontier").map((row, i) => ({ kind: (row.status.en || row.status) === "efficient" ? "dot" : "ring", color: colourOf(ctx, row.model), label: `${i + 1}. ${row.model[ctx.lang] || row.model}` }));

export function acceptabilityChart(ctx, name) {
  const { data, palette, lang, say } = ctx;
  const source = of(data, "frontier.acceptability");
  const prices = [...new Set(source.map((row) => row.price))].sort((a, b) => a - b);
  const rows = source.map((row) => ({ at: prices.indexOf(row.price), price: row.price, chance: row.chance_assumptions, name: row.model[lang] || row.model, color: colourOf(ctx, row.model) }));
  const shown = [...new Set(rows.filter((row) => row.chance >= 0.005).map((row) => row.name))];
  const all = rows.filter((row) => shown.includes(row.name));
  const room = 16 + Math.max(...prices.map((price) => textWidth(yen(price, lang), 12)));
  const step = Math.max(1, Math.ceil((prices.length * room) / (ctx.width - 50 - room / 2)));
  const svg = plot(ctx, {
    name, height: Math.max(250, Math.min(320, 0.55 * ctx.width)), marginLeft: 50, marginRight: Math.ceil(room / 2), marginTop: 26, marginBottom: 46,
    x: { domain: [0, Math.max(1, prices.length - 1)], label: null }, y: { domain: [0, 1], label: null },
    marks: [
      Plot.gridY({ stroke: palette.grid, strokeOpacity: 1 }),
      Plot.axisY({ ...axisOf(ctx), ticks: 5, tickFormat: (share) => percent(share), label: null }),
      Plot.axisX({ ...axisOf(ctx), ticks: prices.map((_, i) => i).filter((i) => i % step === 0), tickFormat: (i) => yen(prices[i], lang), label: null }),
      Plot.lineY(all, { x: "at", y: "chance", z: "name", stroke: "color", strokeWidth: 2.6 }),
      Plot.dot(all, { x: "at", y: "chance", fill: "color", r: 3.5 }),
      Plot.tip(all, Plot.pointer({ x: "at", y: "chance", title: (row) => `${row.name}\n${yen(row.price, lang)}: ${percent(row.chance, 1)}`, ...tip(ctx) })),
    ],
    color: { type: "identity" },
  });
  label(svg, 4, 14, say("最良である確率（前提のもとで）", "chance to be best (over the assumptions)"), { fill: palette.soft });
  label(svg, ctx.width - 24, svg.height.baseVal.value - 6, column(data, "frontier.acceptability", "price", lang), { "text-anchor": "end", fill: palette.soft });
  return svg;
}

export const acceptabilityLegend = (ctx) => {
  const shown = new Set(of(ctx.data, "frontier.acceptability").filter((row) => row.chance_assumptions >= 0.005).map((row) => row.model.ja || row.model));
  return ctx.data.models.filter((model) => shown.has(model.ja)).map((model) => ({ kind: "line", color: colourOf(ctx, model), label: model[ctx.lang] }));
};
