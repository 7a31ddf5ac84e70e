// One way to begin and to finish a chart: fonts, colours, accessible name, sizes of text.
import * as Plot from "@observablehq/plot";
import { s } from "./dom.js";

export const FONT = '"Noto Sans JP","Noto Sans CJK JP","BIZ UDPGothic","Yu Gothic UI","Hiragino Sans",Meiryo,sans-serif';

let drawn = 0;

export function plot(ctx, options) {
  const svg = Plot.plot({
    width: ctx.width,
    ...options,
    marks: options.marks.flat(Infinity).filter(Boolean),
    style: { fontFamily: FONT, fontSize: "12px", background: "transparent", color: ctx.palette.text, overflow: "visible", maxWidth: "100%" },
  });
  return finish(ctx, svg, options.name);
}

// A chart is one picture with one name to a screen reader; its table has the rest.
export function finish(ctx, svg, name) {
  for (const part of svg.querySelectorAll("[aria-label],[aria-description]")) {
    if (part.getAttribute("aria-label")) part.dataset.part = part.getAttribute("aria-label");
    part.removeAttribute("aria-label");
    part.removeAttribute("aria-description");
  }
  for (const style of svg.querySelectorAll("style")) style.remove();
  const id = `chart-name-${(drawn += 1)}`;
  const title = s("title", { id }, name || "");
  svg.prepend(title);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-labelledby", id);
  svg.setAttribute("lang", ctx.lang);
  svg.setAttribute("font-family", FONT);
  svg.setAttribute("font-size", "12");
  return svg;
}

export const frame = (ctx, width, height) =>
  s("svg", { viewBox: `0 0 ${width} ${height}`, width, height, fill: ctx.palette.text, style: `max-width:100%;height:auto;color:${ctx.palette.text}` });

// Words put on a chart by hand. Plot centres text unless told otherwise.
export const label = (svg, x, y, words, look) => svg.append(s("text", { x, y, "text-anchor": "start", ...look }, words));

// Width of a text in pixels: Japanese characters and signs are one em wide, Latin letters a little more than half.
export function textWidth(text, size) {
  let em = 0;
  for (const letter of String(text)) em += letter.codePointAt(0) >= 0x2000 ? 1 : /[A-Z%MW@]/.test(letter) ? 0.74 : 0.58;
  return em * size;
}

export function shorten(text, size, width) {
  if (textWidth(text, size) <= width) return text;
  const letters = [...String(text)];
  while (letters.length > 1 && textWidth(`${letters.join("")}…`, size) > width) letters.pop();
  return `${letters.join("")}…`;
}

// Lines of at most `width`, broken at spaces, or anywhere in Japanese; what does not fit the last line ends in an ellipsis.
export function wrap(text, size, width, most = 2) {
  const lines = [""];
  for (const word of String(text).split(/(?<=\s)|(?=[\u3000-\u9fff\uff00-\uffef])/u)) {
    const last = lines.length - 1;
    if (lines[last] && textWidth(lines[last] + word.trimEnd(), size) > width && lines.length < most) lines.push(word);
    else lines[last] += word;
  }
  return lines.map((line) => shorten(line.trim(), size, width));
}

// Moves labels apart that would sit on each other: sorted by `y`, at least `gap` between two, inside low..high.
export function spread(labels, gap, low, high) {
  const sorted = [...labels].sort((a, b) => a.y - b.y);
  for (const [i, label] of sorted.entries()) label.at = Math.max(label.y, i ? sorted[i - 1].at + gap : low);
  for (let i = sorted.length - 1; i >= 0; i -= 1) sorted[i].at = Math.min(sorted[i].at, i === sorted.length - 1 ? high : sorted[i + 1].at - gap);
  return sorted;
}

export const axisOf = (ctx) => ({ tickSize: 0, labelAnchor: "center", labelArrow: "none", color: ctx.palette.soft });

export const tip = (ctx) => ({ fill: ctx.palette.paper, stroke: ctx.palette.soft, lineHeight: 1.35, fontSize: 12 });

// The years of a scale, thinned out where they would touch.
export const yearTicks = (years, width) => {
  const step = Math.max(1, Math.ceil((years.length * 46) / Math.max(120, width)));
  return years.filter((_, i) => i % step === 0);
};

