// The page: built once, redrawn card by card when the reader chooses something else.
import { h, replace } from "./dom.js";
import { open } from "./data.js";
import { change, onChange, start, state } from "./state.js";
import { dark, light } from "./palette.js";
import { makeCard } from "./card.js";
import { controls, header } from "./controls.js";
import { budgetCard, extraCard, fanCard, mapCard, modelsCard, placesCard, when } from "./cards/overview.js";
import { acceptabilityCard, frontierCard, gapsCard, heatCard, tablesCard, timelineCard, tornadoCard, winnersCard, worthCard } from "./cards/answers.js";
import { assumptionsCard, findings, keyFigures, limitsSection, manifestSection } from "./cards/page.js";

const data = open(JSON.parse(document.getElementById("renkei-data").textContent));
start(data);

const night = window.matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (state().theme || (night.matches ? "dark" : "light")) === "dark";
let printing = false;

function sourceLine(lang) {
  const { head } = data;
  const parts = [head.title[lang], lang === "ja" ? `試行${head.replications.toLocaleString("en")}回` : `${head.replications.toLocaleString("en")} replications`,
    lang === "ja" ? `乱数シード${head.seed}` : `seed ${head.seed}`, `renkei ${head.version}`];
  if (head.partial) parts.push(lang === "ja" ? "途中で止めた結果" : "stopped early");
  return parts.join(" | ");
}

function context() {
  const now = state();
  const { lang } = now;
  return {
    data, state: now, lang, metric: data.metric[now.metric], palette: isDark() && !printing ? dark : light, source: sourceLine(lang),
    say: (ja, en) => (lang === "ja" ? ja : en),
    pick: { place: (code) => change(data, { place: now.place === code ? "" : code }), prefecture: (code) => change(data, { scope: code }) },
  };
}

const cards = [mapCard, fanCard, modelsCard, budgetCard, extraCard, heatCard, placesCard, winnersCard, frontierCard, acceptabilityCard, tornadoCard, worthCard, gapsCard, timelineCard]
  .map((make) => makeCard(make, context));
const closing = [assumptionsCard, tablesCard].map((make) => makeCard(make, context));
const slots = { header: h("header", { class: "top" }), controls: h("div", { class: "bar" }), findings: h("div", { class: "slot" }), figures: h("div", { class: "slot" }), close: h("div", { class: "slot pair" }), live: h("p", { class: "quiet", role: "status", "aria-live": "polite" }) };

function build() {
  replace(document.getElementById("page"),
    h("a", { class: "skip", href: "#card-map", onclick: (event) => { event.preventDefault(); document.getElementById("card-map").scrollIntoView(); document.querySelector("#card-map button")?.focus(); } }, state().lang === "ja" ? "図へ進む" : "Skip to the charts"),
    slots.header, slots.live,
    h("main", null, slots.findings, slots.controls, slots.figures, h("div", { class: "grid" }, cards.map((card) => card.section)), closing.map((card) => card.section), slots.close));
}

function frameTexts() {
  const ctx = context();
  document.documentElement.lang = ctx.lang;
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
  document.title = `${ctx.data.head.title[ctx.lang]} – renkei`;
  replace(slots.header, header(ctx, data));
  replace(slots.findings, findings(ctx));
  replace(slots.close, limitsSection(ctx), manifestSection(ctx));
}

function focusKey() {
  const active = document.activeElement;
  return active && active.dataset ? active.dataset.key : null;
}

function redraw(all) {
  const ctx = context();
  const key = focusKey();
  replace(slots.controls, controls(ctx, (changes) => change(data, changes)));
  replace(slots.figures, keyFigures(ctx));
  if (key) slots.controls.querySelector(`[data-key="${key}"]`)?.focus();
  // What is out of sight waits until the browser has time, so that a switch is felt at once.
  const sight = (card) => {
    const { top, bottom } = card.section.getBoundingClientRect();
    return bottom > -200 && top < window.innerHeight + 200;
  };
  const later = [];
  for (const card of [...cards, ...closing]) if (all || card.section.hidden || sight(card)) card.draw(); else later.push(card);
  queue(later);
}

let waiting = [];

function queue(list) {
  waiting = list;
  const soon = window.requestIdleCallback || setTimeout;
  const step = () => {
    if (waiting !== list) return; // a newer choice has its own queue
    list.shift().draw();
    document.documentElement.dataset.pending = list.length;
    if (list.length) soon(step);
  };
  document.documentElement.dataset.pending = list.length;
  if (list.length) soon(step);
}

function announce(ctx) {
  const { say, lang, metric } = ctx;
  slots.live.textContent = say(`表示：${data.model[ctx.state.model].ja}、${metric.ja}、${when(ctx)}`, `Shown: ${data.model[ctx.state.model][lang]}, ${metric.en}, ${when(ctx)}`);
}

onChange((now, before) => {
  const began = performance.now();
  if (now.lang !== before.lang || now.theme !== before.theme) {
    build();
    frameTexts();
    redraw(true);
  } else redraw(false);
  announce(context());
  document.documentElement.dataset.redraw = (performance.now() - began).toFixed(1);
});

let width = 0;
new ResizeObserver(([entry]) => {
  const next = Math.round(entry.contentRect.width);
  if (next === 0 || next === width) return; // 0: while a browser takes a picture of the page
  if (width !== 0) redraw(true);
  width = next;
}).observe(document.getElementById("page"));

night.addEventListener("change", () => { frameTexts(); redraw(true); });
window.addEventListener("beforeprint", () => { printing = true; document.documentElement.dataset.theme = "light"; redraw(true); });
window.addEventListener("afterprint", () => { printing = false; frameTexts(); redraw(true); });

build();
frameTexts();
redraw(true);
document.documentElement.dataset.ready = "yes";
