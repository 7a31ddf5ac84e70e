// What the reader has chosen. It lives in the URL after the #, so that a link or a bookmark brings the same view back.

const listeners = [];
let current = {};
let fallback = {};

function valid(data, raw) {
  const models = data.models.map((one) => one.id);
  const metrics = data.metrics.filter((one) => one.series || one.places).map((one) => one.id);
  const years = ["run", ...data.years.map(String)];
  const codes = data.municipalities.map((one) => one.code);
  const scopes = ["all", ...data.prefectures.map((one) => String(one.code))];
  const pick = (value, allowed, otherwise) => (allowed.includes(value) ? value : otherwise);
  return {
    model: pick(raw.model, models, fallback.model),
    other: pick(raw.other, models, ""),
    metric: pick(raw.metric, metrics, fallback.metric),
    year: pick(raw.year, years, fallback.year),
    view: pick(raw.view, ["level", "baseline", "difference"], "level"),
    place: pick(raw.place, codes, ""),
    scope: pick(raw.scope, scopes, "all"),
    lang: pick(raw.lang, ["ja", "en"], fallback.lang),
    theme: pick(raw.theme, ["light", "dark"], ""),
  };
}

const fromHash = () => Object.fromEntries(new URLSearchParams(location.hash.slice(1)));

function toHash(state) {
  const parts = Object.entries(state).filter(([key, value]) => value !== "" && value !== fallback[key]);
  return new URLSearchParams(parts).toString();
}

// The model that the ranking puts first, where there is one, else the first that is not the baseline.
function firstShown(data) {
  const ranking = data.tables["compare.ranking"];
  const best = ranking && ranking.named.length ? ranking.named[0].model : null;
  const others = data.models.map((one) => one.id).filter((id) => id !== data.baseline);
  return best && best !== data.baseline && data.model[best] ? best : others[0] || data.baseline;
}

export function start(data) {
  fallback = { model: firstShown(data), other: "", metric: data.metrics[0].id, year: "run", view: "level", place: "", scope: "all", lang: data.head.lang, theme: "" };
  current = valid(data, fromHash());
  window.addEventListener("hashchange", () => {
    const next = valid(data, fromHash());
    if (toHash(next) !== toHash(current)) change(data, next);
  });
  return current;
}

export const state = () => current;

export function change(data, changes) {
  const before = current;
  current = valid(data, { ...current, ...changes });
  const hash = toHash(current);
  // replaceState would be refused by some browsers on pages opened from disk.
  if (location.hash.slice(1) !== hash) location.hash = hash;
  for (const listener of listeners) listener(current, before);
}

export const onChange = (listener) => listeners.push(listener);
