// The map: tiles or shapes, five classes with name and number on each, hatching where the value is unsure.
import { feature } from "topojson-client";
import { s } from "../dom.js";
import { frame, finish, textWidth } from "../chart.js";
import { inkOn } from "../palette.js";
import { inScope, places, prefectureValues, hasYears } from "../data.js";
import { classOf, differenceColours, differenceLimits, levelColours, levelLimits } from "../classes.js";
import { ofMetric, withSign, yenUnit, signed, number } from "../format.js";

const plainName = (name, lang) => (lang === "en" ? name.replace(/[ -](Shi|Cho|Machi|Mura|Son|Ku|city|town|village)$/i, "") : name);

// Prefectures, until the reader has chosen one of several.
export const isNational = ({ data, state }) => state.scope === "all" && data.nation;

// A year's index, or "run" where that is asked for or all that the file has by municipality.
export const mapYear = (ctx) =>
  ctx.state.year === "run" || (!isNational(ctx) && !hasYears(ctx.data, ctx.metric.id)) ? "run" : ctx.data.years.indexOf(Number(ctx.state.year));

// What the map shows of a model: values, the text of each, classes and whether it is sure.
export function content(ctx, model) {
  const { data, state, metric } = ctx;
  const year = mapYear(ctx);
  const shown = state.view === "baseline" ? data.baseline : model;
  const difference = state.view === "difference" && shown !== data.baseline;
  const values = (isNational(ctx) ? prefectureValues : places)(data, shown, metric.id, year, difference ? "difference" : "mean") || [];
  const limits = (difference ? differenceLimits : levelLimits)(data, state.scope, metric, year);
  const colours = difference && limits.length ? differenceColours(ctx.palette, metric) : levelColours(ctx.palette, metric, limits);
  return { year, shown, difference, values, limits, colours, unsure: unsure(ctx, shown, year, difference, limits) };
}

// A difference is unsure where its interval holds 0, a level where 80 % of the futures reach over three classes or more.
function unsure(ctx, model, year, difference, limits) {
  const { data, metric } = ctx;
  if (isNational(ctx)) return unsurePrefectures(ctx, model, year, difference, limits);
  if (difference) return (places(data, model, metric.id, year, "sign") || []).map((sign) => sign === "0");
  const low = places(data, model, metric.id, year, "p10");
  const high = places(data, model, metric.id, year, "p90");
  if (!low || !high) return [];
  return low.map((value, i) => classOf(limits, high[i]) - classOf(limits, value) >= 2);
}

function unsurePrefectures({ data, metric }, model, year, difference, limits) {
  const [low, high] = (difference ? ["low", "high"] : ["p10", "p90"]).map((what) => prefectureValues(data, model, metric.id, year, what));
  return low.map((value, i) => value !== null && high[i] !== null && (difference ? value < 0 && high[i] > 0 : classOf(limits, high[i]) - classOf(limits, value) >= 2));
}

function labelUnit({ metric, lang }, values) {
  if (metric.kind !== "yen") return { text: (value) => number(value, metric.digits), name: metric.unit[lang] };
  const unit = yenUnit(values, lang);
  return { text: (value) => number(value / unit.divide, unit.digits), name: lang === "ja" ? `${unit.name}/年` : `${unit.name}/year` };
}

export const unitName = (ctx, model) => labelUnit(ctx, content(ctx, model).values).name;

// Limits with as many digits as tell them apart.
function limitText({ metric, lang }, { values, limits }) {
  const unit = metric.kind === "yen" ? yenUnit(values.concat(limits), lang) : { divide: 1, digits: metric.digits };
  const print = (digits) => (value) => number(value / unit.divide, digits);
  let { digits } = unit;
  while (digits < 6 && new Set([0, ...limits].map(print(digits))).size < new Set([0, ...limits]).size) digits += 1;
  return print(digits);
}

export function mapLegend(ctx, model) {
  const shown = content(ctx, model);
  const text = limitText(ctx, shown);
  const print = shown.difference ? (value) => signed(text(value)) : text;
  const { limits, colours } = shown;
  if (limits.length === 0) return [{ kind: "swatch", color: colours[0] || ctx.palette.same, label: ctx.say("すべて0", "all 0") }];
  const items = colours.map((color, i) => ({
    kind: "swatch",
    color,
    label: i === 0 ? ctx.say(`${print(limits[0])}未満`, `below ${print(limits[0])}`)
      : i === limits.length ? ctx.say(`${print(limits[i - 1])}以上`, `${print(limits[i - 1])} or more`)
        : ctx.say(`${print(limits[i - 1])}～${print(limits[i])}`, `${print(limits[i - 1])} to ${print(limits[i])}`),
  }));
  const hatch = shown.difference ? ctx.say("差があるとは言い切れない（95%、同時）", "difference not sure (95 %, all at once)") : ctx.say("将来の80%が3階級以上にまたがる", "80 % of futures span three classes or more");
  return [...items, { kind: "hatch", color: ctx.palette.text, label: hatch }];
}

let patterns = 0;

function hatch(svg, ink) {
  const id = `hatch-${(patterns += 1)}`;
  svg.append(s("defs", null,
    s("pattern", { id, width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      s("rect", { width: 1.3, height: 7, fill: ink, "fill-opacity": 0.5 }))));
  return `url(#${id})`;
}

function box(tiles, wanted) {
  const [columns, rows] = [0, 1].map((axis) => wanted.map((i) => tiles[i][axis]));
  const [left, top] = [Math.min(...columns), Math.min(...rows)];
  return { left, top, columns: Math.max(...columns) - left + 1, rows: Math.max(...rows) - top + 1 };
}

const SIZES = [13, 12, 11, 10, 9];

const fits = (name, value, side, size) => textWidth(name, size) <= side - 4 && textWidth(value, size) <= side - 4 && 2.3 * size <= side - 2;

// The largest size that four names of five fit in, so that tiles look alike.
const commonSize = (names, value, side) => SIZES.find((size) => names.filter((name) => fits(name, value, side, size)).length >= 0.8 * names.length) || SIZES[SIZES.length - 1];

// Name and number inside a box where both fit; the number alone, or nothing, where they do not.
function tileText(name, value, side, ink, common) {
  for (const size of SIZES) {
    if (size > common || !fits(name, value, side, size)) continue;
    return [
      s("text", { x: side / 2, y: side / 2 - 0.25 * size, "text-anchor": "middle", "font-size": size, fill: ink }, name),
      s("text", { x: side / 2, y: side / 2 + 1.05 * size, "text-anchor": "middle", "font-size": size, "font-weight": 700, fill: ink }, value),
    ];
  }
  if (side >= 18 && textWidth(value, 9) <= side - 3) return [s("text", { x: side / 2, y: side / 2 + 3.2, "text-anchor": "middle", "font-size": 9, fill: ink }, value)];
  return [];
}

// Keeps words legible on hatching.
const halo = (words, colour) => {
  for (const word of words) Object.entries({ stroke: colour, "stroke-width": 3, "paint-order": "stroke", "stroke-linejoin": "round" }).forEach(([key, one]) => word.setAttribute(key, one));
};

function tiles(ctx, shown, wanted, name, pick) {
  const { data, state, palette, lang } = ctx;
  const grid = data.map.tiles;
  const area = box(grid, wanted);
  const step = Math.min(86, ctx.width / area.columns, 760 / area.rows);
  const side = step - Math.max(1.5, 0.04 * step);
  const left = Math.max(0, (ctx.width - step * area.columns) / 2);
  const svg = frame(ctx, ctx.width, Math.ceil(step * area.rows) + 2);
  const fill = hatch(svg, "#18242f");
  const { text } = labelUnit(ctx, shown.values);
  const common = commonSize(wanted.map((i) => plainName(data.municipalities[i][lang], lang)), "−0.00", side);
  for (const i of wanted) {
    const place = data.municipalities[i];
    const value = shown.values[i];
    const known = value !== null && value !== undefined;
    const colour = known ? shown.colours[classOf(shown.limits, value)] || palette.same : palette.blank;
    const label = known ? (shown.difference ? signed(text(value)) : text(value)) : "–";
    const at = [left + (grid[i][0] - area.left) * step, 1 + (grid[i][1] - area.top) * step];
    const tile = s("g", { transform: `translate(${at[0]} ${at[1]})`, class: "place", "data-code": place.code, onclick: () => pick(place.code) });
    tile.append(s("title", null, `${place[lang]}: ${(shown.difference ? withSign : ofMetric)(ctx.metric, value, lang)}`));
    tile.append(s("rect", { width: side, height: side, rx: 3, fill: colour, "data-value": value }));
    if (shown.unsure[i]) tile.append(s("rect", { width: side, height: side, rx: 3, fill }));
    if (place.code === state.place) tile.append(s("rect", { x: 1, y: 1, width: side - 2, height: side - 2, rx: 3, fill: "none", stroke: palette.text, "stroke-width": 3 }));
    const words = tileText(plainName(place[lang], lang), label, side, inkOn(colour), common);
    if (shown.unsure[i]) halo(words, colour);
    tile.append(...words);
    svg.append(tile);
  }
  return finish(ctx, svg, name);
}

// Polygons of a municipality, largest first, in the picture's pixels.
function polygons(geometry, scale) {
  const all = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const area = (ring) => Math.abs(ring.reduce((sum, [x, y], i) => sum + x * ring[(i + 1) % ring.length][1] - y * ring[(i + 1) % ring.length][0], 0)) / 2;
  return all.map((rings) => rings.map((ring) => ring.map(([x, y]) => [x * scale, y * scale])))
    .map((rings) => ({ rings, area: area(rings[0]) })).sort((a, b) => b.area - a.area);
}

const inside = (ring, [x, y]) => {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1)
    if ((ring[i][1] > y) !== (ring[j][1] > y) && x < ((ring[j][0] - ring[i][0]) * (y - ring[i][1])) / (ring[j][1] - ring[i][1]) + ring[i][0]) odd = !odd;
  return odd;
};

// The point of a polygon that is farthest from its outline, on a grid of 15 by 15: where a label sits best.
function labelPoint(ring) {
  const [xs, ys] = [0, 1].map((axis) => ring.map((point) => point[axis]));
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  let best = { far: -1, x: (left + right) / 2, y: (top + bottom) / 2 };
  for (let a = 1; a < 15; a += 1)
    for (let b = 1; b < 15; b += 1) {
      const point = [left + ((right - left) * a) / 15, top + ((bottom - top) * b) / 15];
      if (!inside(ring, point)) continue;
      const far = Math.min(...ring.map(([x, y]) => Math.hypot(0.7 * (x - point[0]), y - point[1])));
      if (far > best.far) best = { far, x: point[0], y: point[1] };
    }
  return best;
}

const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

// Labels of the largest areas first; one that would cover another or leave the frame is left to the table and the tooltip.
function shapeLabels(svg, labels, width, height) {
  const taken = [];
  for (const { x, y, name, value, ink, halo } of labels) {
    const half = Math.max(textWidth(name, 11), textWidth(value, 12)) / 2 + 2;
    const room = { left: x - half, right: x + half, top: y - 14, bottom: y + 15 };
    if (room.left < 0) [room.left, room.right] = [0, 2 * half];
    if (room.right > width) [room.left, room.right] = [width - 2 * half, width];
    if (room.top < 0 || room.bottom > height || taken.some((other) => overlap(room, other))) continue;
    taken.push(room);
    const middle = (room.left + room.right) / 2;
    const look = { "text-anchor": "middle", x: middle, fill: ink, stroke: halo, "stroke-width": 3, "paint-order": "stroke", "stroke-linejoin": "round", "pointer-events": "none" };
    svg.append(s("text", { ...look, y: y - 2, "font-size": 11 }, name), s("text", { ...look, y: y + 11, "font-size": 12, "font-weight": 700 }, value));
  }
}

function shapes(ctx, shown, wanted, name, pick) {
  const { data, state, palette, lang } = ctx;
  const scale = Math.min(ctx.width / data.map.width, 760 / data.map.height);
  const [width, height] = [ctx.width, Math.ceil(data.map.height * scale) + 4];
  const svg = frame(ctx, width, height);
  const fill = hatch(svg, "#18242f");
  const layer = s("g", { transform: `translate(${Math.max(0, (width - data.map.width * scale) / 2)} 2)` });
  svg.append(layer);
  const geometry = new Map(feature(data.map.topology, data.map.topology.objects.municipalities).features.map((one) => [one.id, one.geometry]));
  const { text } = labelUnit(ctx, shown.values);
  const labels = [];
  for (const i of wanted) {
    const place = data.municipalities[i];
    const value = shown.values[i];
    const colour = value === null || value === undefined ? palette.blank : shown.colours[classOf(shown.limits, value)] || palette.same;
    const parts = polygons(geometry.get(place.code), scale);
    const d = parts.map(({ rings }) => rings.map((ring) => `M${ring.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L")}Z`).join("")).join("");
    const chosen = place.code === state.place;
    const group = s("g", { class: "place", "data-code": place.code, onclick: () => pick(place.code) },
      s("title", null, `${place[lang]}: ${(shown.difference ? withSign : ofMetric)(ctx.metric, value, lang)}`),
      s("path", { d, fill: colour, stroke: chosen ? palette.text : palette.paper, "stroke-width": chosen ? 2.5 : 0.8, "data-value": value }),
      shown.unsure[i] && s("path", { d, fill, "pointer-events": "none" }));
    layer.append(group);
    const point = labelPoint(parts[0].rings[0]);
    labels.push({ ...point, area: parts[0].area, name: plainName(place[lang], lang), value: shown.difference ? signed(text(value)) : text(value), ink: inkOn(colour), halo: colour });
  }
  shapeLabels(layer, labels.sort((a, b) => b.area - a.area), data.map.width * scale, height);
  return finish(ctx, svg, name);
}

// Prefectures as tiles: a national file before one is chosen.
function prefectures(ctx, model, name, pick) {
  const { data, palette, lang, metric } = ctx;
  const wanted = data.prefectures.map((_, i) => i);
  const area = box(data.map.prefecture_tiles, wanted);
  const shown = content(ctx, model);
  const { values } = shown;
  const step = Math.min(86, ctx.width / area.columns);
  const svg = frame(ctx, ctx.width, Math.ceil(step * area.rows) + 2);
  const fill = hatch(svg, "#18242f");
  const { text } = labelUnit(ctx, values);
  const print = shown.difference ? (value) => signed(text(value)) : text;
  for (const i of wanted) {
    const place = data.prefectures[i];
    const colour = values[i] === null ? palette.blank : shown.colours[classOf(shown.limits, values[i])] || palette.same;
    const [column, row] = data.map.prefecture_tiles[i];
    const words = tileText(lang === "ja" ? place.ja.replace(/(?<=.{2})[都府県]$/, "") : place.en, values[i] === null ? "–" : print(values[i]), step - 2, inkOn(colour), SIZES[0]);
    if (shown.unsure[i]) halo(words, colour);
    const tile = s("g", { transform: `translate(${(column - area.left) * step} ${1 + (row - area.top) * step})`, class: "place", "data-code": place.code, onclick: () => pick(String(place.code)) },
      s("title", null, `${place[lang]}: ${(shown.difference ? withSign : ofMetric)(metric, values[i], lang)}`),
      s("rect", { width: step - 2, height: step - 2, rx: 3, fill: colour, "data-value": values[i] }),
      shown.unsure[i] && s("rect", { width: step - 2, height: step - 2, rx: 3, fill }), ...words);
    svg.append(tile);
  }
  return finish(ctx, svg, name);
}

export function mapChart(ctx, model, name, pick) {
  if (isNational(ctx)) return prefectures(ctx, model, name, pick.prefecture);
  const shown = content(ctx, model);
  const wanted = inScope(ctx.data, ctx.state.scope);
  return (ctx.data.map.kind === "shapes" ? shapes : tiles)(ctx, shown, wanted, name, pick.place);
}
