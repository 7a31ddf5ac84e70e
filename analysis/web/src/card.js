// A card: title, chart or table, downloads, and under it where its numbers come from.
import { h, replace } from "./dom.js";
import { light } from "./palette.js";
import { legend } from "./legend.js";
import { picture, saveCsv, savePng, saveSvg } from "./export.js";
import { table } from "./table.js";
import { basis } from "./basis.js";

/* A spec is {id, title, subtitle, items, panels, table, answers, note, basis, wide}:
 *   panels   [{heading, draw(ctx)}], drawn beside each other where there is room
 *   items    of the legend; table: {columns, rows} behind the second tab; answers: more tables, below it
 *   basis    topics of the assumptions that matter for it
 *   note     a sentence under the chart; empty: words instead of a chart that has nothing to show
 */
export function makeCard(make, context) {
  const section = h("section", { class: "card" });
  const own = { tab: "chart", spec: null, context: null };

  const contextOf = (changes) => ({ ...context(), ...changes });

  function panelWidth(spec, room) {
    const beside = spec.panels.length > 1 && room >= 900;
    return Math.floor(Math.max(240, beside ? (room - 16 * (spec.panels.length - 1)) / spec.panels.length : room));
  }

  function charts(spec, ctx) {
    const width = panelWidth(spec, section.clientWidth ? section.clientWidth - 36 : 600);
    return h("div", { class: "panels" }, spec.panels.map((panel) =>
      h("figure", { class: "panel" }, panel.heading && h("figcaption", null, panel.heading), panel.draw({ ...ctx, width }))));
  }

  // Drawn anew in the light colours at a width that suits a slide.
  function exported() {
    const ctx = contextOf({ palette: light, width: own.spec.panels.length > 1 ? 560 : 880 });
    const spec = make(ctx);
    return picture({ title: spec.title, subtitle: [spec.subtitle, ...spec.panels.map((one) => one.heading)].filter(Boolean).join("  |  "), items: spec.items || [], charts: spec.panels.map((one) => one.draw(ctx)), source: ctx.source, lang: ctx.lang });
  }

  const fileName = (ctx) => `renkei-${own.spec.id}-${ctx.state.model}`;

  function buttons(spec, ctx) {
    const { say } = ctx;
    const tab = (key, words) => h("button", { type: "button", class: "tab", "data-key": `tab-${key}`, "aria-pressed": String(own.tab === key), onclick: () => { own.tab = key; draw(`tab-${key}`); } }, words);
    const save = (key, run) => h("button", { type: "button", "data-key": `save-${key}`, title: say(`${key}で保存`, `save as ${key}`), "aria-label": say(`「${spec.title}」を${key}で保存`, `Save “${spec.title}” as ${key}`), onclick: run }, key);
    const drawn = spec.panels && spec.panels.length > 0;
    return h("div", { class: "tools" },
      drawn && spec.table && h("span", { class: "tabs" }, tab("chart", say("図", "Chart")), tab("table", say("表", "Table"))),
      drawn && save("SVG", () => saveSvg(exported(), fileName(ctx))),
      drawn && save("PNG", () => savePng(exported(), fileName(ctx))),
      spec.table && save("CSV", () => saveCsv(spec.table.full || spec.table, fileName(ctx))));
  }

  function draw(focus) {
    const ctx = contextOf({});
    const spec = make(ctx);
    section.hidden = !spec;
    if (!spec) return;
    own.spec = spec;
    section.id = `card-${spec.id}`;
    section.classList.toggle("wide", Boolean(spec.wide));
    section.setAttribute("aria-labelledby", `title-${spec.id}`);
    const showTable = spec.table && (own.tab === "table" || !spec.panels || spec.panels.length === 0);
    const holds = spec.panels && spec.panels.length > 0 && !showTable;
    replace(section,
      h("header", null, h("div", null, h("h2", { id: `title-${spec.id}` }, spec.title), spec.subtitle && h("p", { class: "subtitle" }, spec.subtitle)), buttons(spec, ctx)),
      spec.empty && h("p", { class: "empty" }, spec.empty),
      holds && spec.items && spec.items.length > 0 && legend(spec.items, ctx.palette),
      holds && charts(spec, ctx),
      showTable && table(spec.table, spec.title, ctx.say(`表：${spec.title}`, `Table: ${spec.title}`)),
      (spec.more || []).map((one) => h("details", null, h("summary", null, one.title), one.content())),
      spec.note && h("p", { class: "note" }, spec.note),
      spec.basis && basis(ctx, spec.basis),
      h("p", { class: "source" }, ctx.source));
    if (focus) section.querySelector(`[data-key="${focus}"]`)?.focus();
  }

  return { section, draw, spec: () => own.spec };
}
