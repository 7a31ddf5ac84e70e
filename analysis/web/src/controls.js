// What the reader can choose: model, second model, outcome, year, view, place, language, colours.
import { h } from "./dom.js";
import { fiscalYear } from "./format.js";
import { change } from "./state.js";

function select(key, label, options, value, set) {
  return h("label", { class: "choice" }, h("span", null, label),
    h("select", { "data-key": key, onchange: (event) => set(event.target.value) }, options.map(([id, words]) => h("option", { value: id, selected: id === value }, words))));
}

function group(key, label, options, value, set) {
  return h("div", { class: "switch", role: "group", "aria-label": label },
    options.map(([id, words]) => h("button", { type: "button", "data-key": `${key}-${id}`, "aria-pressed": String(id === value), onclick: () => set(id) }, words)));
}

function yearSlider({ data, state, say, lang }, set) {
  if (data.years.length < 2) return null;
  const steps = ["run", ...data.years.map(String)];
  const at = steps.indexOf(state.year);
  const words = state.year === "run" ? say("全年度", "all years") : fiscalYear(Number(state.year), lang);
  return h("label", { class: "choice slider" }, h("span", null, `${say("年度", "Year")}: ${words}`),
    h("input", { type: "range", min: 0, max: steps.length - 1, step: 1, value: at, "data-key": "year", "aria-valuetext": words, oninput: (event) => set({ year: steps[Number(event.target.value)] }) }));
}

export function controls(ctx, set) {
  const { data, state, say, lang } = ctx;
  const models = data.models.map((model) => [model.id, model.id === data.baseline ? say(`${model.ja}（基準）`, `${model.en} (baseline)`) : model[lang]]);
  const metrics = data.metrics.filter((metric) => metric.series || metric.places).map((metric) => [metric.id, metric[lang]]);
  const places = data.municipalities.filter((place) => state.scope === "all" || String(place.prefecture) === state.scope);
  return h("div", { class: "controls", role: "region", "aria-label": say("表示の選択", "What is shown") },
    models.length <= 8 ? group("model", say("モデル", "Model"), models, state.model, (model) => set({ model })) : select("model", say("モデル", "Model"), models, state.model, (model) => set({ model })),
    h("div", { class: "row" },
      select("metric", say("指標", "Outcome"), metrics, state.metric, (metric) => set({ metric })),
      yearSlider(ctx, set),
      group("view", say("地図の表示", "Map shows"), [["level", say("水準", "Level")], ["baseline", say("基準", "Baseline")], ["difference", say("差", "Difference")]], state.view, (view) => set({ view })),
      data.nation && select("scope", say("範囲", "Area"), [["all", say("全体", "all")], ...data.prefectures.map((one) => [String(one.code), one[lang]])], state.scope, (scope) => set({ scope })),
      select("other", say("並べて比べる", "Beside it"), [["", say("なし", "none")], ...models.filter(([id]) => id !== state.model)], state.other, (other) => set({ other })),
      places.length <= 400 && select("place", say("市町村", "Municipality"), [["", say("選ばない", "none")], ...places.map((place) => [place.code, place[lang]])], state.place, (place) => set({ place }))));
}

export function header(ctx, data) {
  const { head, prefectures } = data;
  const { state, say, lang } = ctx;
  const where = prefectures.length === 1 ? prefectures[0][lang] : say(`${prefectures.length}都道府県`, `${prefectures.length} prefectures`);
  const years = `${fiscalYear(data.years[0], lang)}–${fiscalYear(data.years[data.years.length - 1], lang)}`;
  const facts = [say(`${data.municipalities.length}市町村`, `${data.municipalities.length} municipalities`), years, say(`試行${head.replications.toLocaleString("en")}回`, `${head.replications.toLocaleString("en")} replications`), say(`乱数シード${head.seed}`, `seed ${head.seed}`)];
  return [
    h("div", { class: "heading" },
      h("h1", null, head.title[lang].startsWith(where) ? null : [h("span", { class: "where" }, where), " "], head.title[lang]),
      h("p", { class: "facts" }, head.partial && h("strong", { class: "mark" }, say(`途中結果（${head.asked}回のうち${head.replications}回）`, `stopped early (${head.replications} of ${head.asked})`)), " ", facts.join("｜"))),
    h("div", { class: "prefer" },
      h("div", { class: "switch", role: "group", "aria-label": say("言語", "Language") }, [["ja", "日本語"], ["en", "English"]].map(([id, words]) => h("button", { type: "button", lang: id, "data-key": `lang-${id}`, "aria-pressed": String(state.lang === id), onclick: () => change(data, { lang: id }) }, words))),
      h("button", { type: "button", class: "plain", "data-key": "theme", onclick: () => change(data, { theme: document.documentElement.dataset.theme === "dark" ? "light" : "dark" }) }, say("明暗", "Light / dark"))),
  ];
}
