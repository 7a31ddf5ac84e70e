// A legend as HTML on the page and as SVG in an exported picture, from the same list of items.
import { h, s } from "./dom.js";
import { textWidth } from "./chart.js";

// {label, color, kind}: swatch, line, dash, dot, ring, hatch, whisker
export function swatch(item, ink) {
  const svg = s("svg", { width: 22, height: 12, viewBox: "0 0 22 12", "aria-hidden": "true" });
  for (const part of marks(item, ink)) svg.append(part);
  return svg;
}

function marks({ kind, color }, ink) {
  const line = (dash) => s("line", { x1: 1, x2: 21, y1: 6, y2: 6, stroke: color, "stroke-width": 2.5, "stroke-dasharray": dash });
  if (kind === "line") return [line(null)];
  if (kind === "dash") return [line("2 3")];
  if (kind === "dot") return [s("circle", { cx: 11, cy: 6, r: 4.5, fill: color })];
  if (kind === "ring") return [s("circle", { cx: 11, cy: 6, r: 4, fill: "none", stroke: color, "stroke-width": 1.8 })];
  if (kind === "whisker") return [s("path", { d: "M6 1.5H16M11 1.5V11", stroke: color, "stroke-width": 2, fill: "none" })];
  const box = s("rect", { x: 1, y: 0.5, width: 20, height: 11, fill: kind === "hatch" ? "none" : color, stroke: ink, "stroke-width": 0.6 });
  if (kind !== "hatch") return [box];
  return [box, s("path", { d: "M1 11L11 1M8 11L18 1M15 11L21 5", stroke: ink, "stroke-width": 1, fill: "none" })];
}

export const legend = (items, palette) =>
  h("ul", { class: "legend" }, items.map((item) => h("li", null, swatch(item, palette.soft), h("span", null, item.label))));

// Rows of items for a picture of a given width; returns the group and its height.
export function legendPicture(items, palette, width) {
  const group = s("g", { fill: palette.soft, "font-size": 12 });
  let x = 0;
  let y = 0;
  for (const item of items) {
    const room = 28 + textWidth(item.label, 12) + 18;
    if (x > 0 && x + room > width) {
      x = 0;
      y += 20;
    }
    const one = s("g", { transform: `translate(${x} ${y})` }, marks(item, palette.soft));
    one.append(s("text", { x: 28, y: 10 }, item.label));
    group.append(one);
    x += room;
  }
  return { group, height: items.length ? y + 20 : 0 };
}
