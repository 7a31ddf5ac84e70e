// Pictures and tables to take away. An exported picture stands alone: title, legend and source line are inside.
import { s } from "./dom.js";
import { FONT, wrap } from "./chart.js";
import { legendPicture } from "./legend.js";
import { light } from "./palette.js";

const MARGIN = 24;

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function texts(lines, size, weight, top, gap, colour) {
  return lines.map((line, i) => s("text", { x: MARGIN, y: top + i * gap, "font-size": size, "font-weight": weight, fill: colour }, line));
}

// charts: SVG nodes drawn with the light colours, below each other or side by side.
export function picture({ title, subtitle, items, charts, source, lang }) {
  const inner = charts.reduce((sum, one) => sum + one.width.baseVal.value, 0);
  const width = inner + 2 * MARGIN;
  const height = Math.max(...charts.map((one) => one.height.baseVal.value));
  const heads = wrap(title, 20, inner, 2);
  const subs = wrap(subtitle, 13, inner, 3);
  const key = legendPicture(items, light, inner);
  const top = MARGIN + 20 + (heads.length - 1) * 26;
  const chartTop = top + 12 + subs.length * 18 + 12 + key.height + 8;
  const sources = wrap(source, 11, inner, 3);
  const all = chartTop + height + 20 + sources.length * 15 + 12;
  const svg = s("svg", { xmlns: "http://www.w3.org/2000/svg", lang, width, height: all, viewBox: `0 0 ${width} ${all}`, "font-family": FONT, "font-size": 12 });
  svg.append(s("title", null, title), s("rect", { width, height: all, fill: light.paper }));
  svg.append(...texts(heads, 20, 700, top, 26, light.text), ...texts(subs, 13, 400, top + 24, 18, light.soft));
  key.group.setAttribute("transform", `translate(${MARGIN} ${chartTop - key.height - 8})`);
  svg.append(key.group);
  let x = MARGIN;
  for (const chart of charts) {
    const one = chart.cloneNode(true);
    const step = one.width.baseVal.value;
    one.setAttribute("x", x);
    one.setAttribute("y", chartTop);
    one.setAttribute("color", light.text);
    one.setAttribute("fill", one.getAttribute("fill") || "currentColor");
    one.removeAttribute("style");
    svg.append(one);
    x += step;
  }
  svg.append(...texts(sources, 11, 400, chartTop + height + 24, 15, light.soft));
  return svg;
}

const textOf = (svg) => `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;

export const saveSvg = (svg, name) => save(new Blob([textOf(svg)], { type: "image/svg+xml" }), `${name}.svg`);

// Twice the size, for slides.
export async function savePng(svg, name) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(textOf(svg))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = 2 * svg.width.baseVal.value;
  canvas.height = 2 * svg.height.baseVal.value;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  save(blob, `${name}.png`);
}

// A leading =, +, - or @ would be run as a formula by a spreadsheet, unless it begins a number.
function field(value) {
  if (value === null || value === undefined) return "";
  const text = String(value);
  const safe = typeof value === "string" && /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.split('"').join('""')}"` : safe;
}

// With a byte order mark, so that Excel reads Japanese text right.
export function saveCsv({ columns, rows }, name) {
  const lines = [columns.map((one) => one.title), ...rows.map((row) => row.map((cell) => cell.raw))];
  save(new Blob([`\ufeff${lines.map((line) => line.map(field).join(",")).join("\r\n")}\r\n`], { type: "text/csv" }), `${name}.csv`);
}
