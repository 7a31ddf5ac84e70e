// Findings, key figures, assumptions, limits and manifest.
import { nameOf } from "../basis.js";
import { h } from "../dom.js";
import { of, same, series } from "../data.js";
import { ofMetric, percent, withSign, yen } from "../format.js";
import { answerTable, table } from "../table.js";
import { when } from "./overview.js";

// Answer, heading, and which of its sentences stands for it.
const GROUPS = [
  ["compare", "どれがよいか", "Which is best, and how sure", 0],
  ["risk", "だれもいなくなる恐れ", "The risk of nobody", 0],
  ["winners", "だれが得をするか", "Who gains", 0],
  ["budget", "いくらかかるか", "What it costs", 1],
  ["frontier", "費用に見合うか", "Is it worth its cost", 0],
  ["regret", "前提が外れたら", "If assumptions fail", 0],
  ["value", "何を調べるべきか", "What to find out", 1],
];

export function findings({ data, lang, say }) {
  const groups = GROUPS.filter(([id]) => data.answers[id] && (data.answers[id].sentences || []).length > 0);
  // What several answers say, such as that replications are few, is said once.
  const shared = (one) => groups.filter(([id]) => data.answers[id].sentences.some((other) => other.en === one.en)).length > 1;
  const list = (id) => h("ul", null, data.answers[id].sentences.map((one) => h("li", null, one[lang])));
  const brief = ([id, ja, en, at]) => {
    const own = data.answers[id].sentences.filter((one) => !shared(one));
    return own.length > 0 && h("div", null, h("h3", null, say(ja, en)), h("p", null, own[Math.min(at, own.length - 1)][lang], id === "risk" && atRisk(data, lang, say)));
  };
  const whole = ([id, ja, en]) => h("div", null, h("h3", null, say(ja, en)), list(id));
  const [first, ...others] = groups;
  return h("section", { class: "card wide findings", id: "card-findings", "aria-labelledby": "title-findings" },
    h("h2", { id: "title-findings" }, say("わかったこと", "What was found")),
    first && h("div", { class: "first" }, h("h3", null, say(first[1], first[2])), list(first[0])),
    h("div", { class: "others" }, others.map(brief)),
    h("details", null, h("summary", null, say("さらに詳しく", "More findings")), h("div", { class: "others" }, others.map(whole))));
}

// The municipalities that are without cover most probably under the baseline; the table has them in this order.
function atRisk(data, lang, say) {
  const worst = of(data, "risk.municipalities").filter((row) => row.model === data.baseline).slice(0, 3);
  const list = worst.map((row) => `${row.municipality[lang] || row.municipality} (${percent(row.chance_gap)})`).join(say("、", ", "));
  return worst.length > 0 && say(`その恐れが最も大きいのは${list}。`, ` Most at risk: ${list}.`);
}

function figure({ data, state, lang, say }, metric, own) {
  const record = series(data, state.scope, state.model, metric.id);
  const base = series(data, state.scope, data.baseline, metric.id);
  if (!record) return null;
  const run = state.year === "run";
  const year = data.years.indexOf(Number(state.year));
  const get = (from, key) => (run ? from.run[key] : from[key][year]);
  const change = record.difference && (run ? record.run.difference : { mean: record.difference.mean[year], low: record.difference.low[year], high: record.difference.high[year] });
  const unit = metric.kind === "yen" ? "" : metric.unit[lang];
  const share = base && get(base, "mean") > 0 && change ? change.mean / get(base, "mean") : null;
  const good = change && (change.low > 0 || change.high < 0) ? ((change.mean < 0) === (metric.better === "less") ? "better" : "worse") : "open";
  return h("div", { class: "figure" },
    h("dt", null, `${metric[lang]}${own}`),
    h("dd", { class: "value" }, ofMetric(metric, get(record, "mean"), lang), h("small", null, ` ${unit}`)),
    h("dd", { class: "detail" }, `${say("80%区間", "80 % of futures")} ${ofMetric(metric, get(record, "p10"), lang)} – ${ofMetric(metric, get(record, "p90"), lang)}`),
    change && h("dd", { class: `detail ${good}` }, `${say("基準より", "vs baseline")} ${withSign(metric, change.mean, lang)}${share !== null && Math.abs(share) >= 0.005 ? ` (${share > 0 ? "+" : ""}${percent(share)})` : ""}${good === "open" ? say("（未定）", " (open)") : ""}`));
}

export function keyFigures(ctx) {
  const { data, metric, say } = ctx;
  const wanted = [metric.id, "zero_cover_months", "municipalities_uncovered", "unserved_work", "cost_total", "paid_municipality"];
  const shown = [...new Set(wanted)].map((id) => data.metric[id]).filter((one) => one && one.series);
  const figures = shown.map((one) => figure(ctx, one, "")).filter(Boolean).slice(0, 5);
  return h("dl", { class: "figures", "aria-label": say(`主な数値、${when(ctx)}`, `Key figures, ${when(ctx)}`) }, figures, envelope(ctx));
}

// What a year costs in one future of ten or more, since a budget is not a mean: of the area and the year that are shown.
function envelope(ctx) {
  const { data, state, say, lang } = ctx;
  const record = series(data, state.scope, state.model, "cost_total");
  const p90 = record && (state.year === "run" ? record.run.p90 : record.p90[data.years.indexOf(Number(state.year))]);
  if (p90 === null || p90 === undefined) return null;
  return h("div", { class: "figure" },
    h("dt", null, say("総費用のP90", "P90 of the total cost")),
    h("dd", { class: "value" }, yen(p90, lang), h("small", null, say("/年", "/year"))),
    h("dd", { class: "detail" }, say("10回に9回はこの額で足りる", "enough in nine futures of ten")),
    payersP90(ctx));
}

// Of each payer, where the budget's tables have it: of the area that is shown, the run's average year.
function payersP90({ data, state, say, lang }) {
  if (state.year !== "run") return null;
  const area = data.prefectures.find((one) => String(one.code) === state.scope);
  const all = area && data.nation ? of(data, "budget.prefectures").filter((row) => same(row.prefecture, area)) : of(data, "budget.payers");
  const rows = all.filter((row) => (row.payer.en || row.payer) !== "total" && row.p90 > 0 && same(row.model, data.model[state.model]));
  return rows.length > 0 && h("dd", { class: "detail" }, say("負担者別のP90：", "P90 by payer: "), rows.map((row) => `${row.payer[lang] || row.payer} ${yen(row.p90, lang)}`).join(say("、", ", ")));
}

export function assumptionsCard({ data, say, lang }) {
  const rows = data.assumptions.map((one) => Object.assign([nameOf(one, lang), one.value, one.unit, one.source, one.grade, one.default === false ? one.origin || say("シナリオ", "scenario") : say("既定", "default")]
    .map((value) => ({ text: value === null || value === undefined || value === "" ? "–" : String(value), raw: value ?? null })), { minor: one.default !== false }));
  const own = data.assumptions.filter((one) => one.default === false).length;
  const judged = data.assumptions.filter((one) => one.grade === "J").length;
  return {
    id: "assumptions", wide: true, title: say("前提", "Assumptions"), subtitle: say(`${rows.length}項目、うちこのシナリオが決めたもの${own}、判断による（J）もの${judged}`, `${rows.length} values; ${own} set by this scenario, ${judged} by judgement (J)`),
    panels: [], table: { columns: [say("項目", "key"), say("値", "value"), say("単位", "unit"), say("出典", "source"), say("根拠", "grade"), say("由来", "set by")].map((title) => ({ title })), rows },
    note: say("根拠E：公表された値に基づく。J：判断。出典の記号は domain facts の行。紙にはこのシナリオが決めたものだけを印刷する。", "Grade E: anchored on published figures; J: judgement. Sources are rows of the facts. On paper only what this scenario set."),
    more: ["funding.rules", "funding.paid"].filter((id) => data.tables[id]).map((id) => ({ title: data.tables[id].title[lang], content: () => table(answerTable(data.tables[id], lang), data.tables[id].title[lang]) })),
  };
}

export function limitsSection({ data, say, lang }) {
  return h("section", { class: "card", id: "card-limits", "aria-labelledby": "title-limits" },
    h("h2", { id: "title-limits" }, say("限界", "Limits")), h("ul", null, data.limits.map((one) => h("li", null, one[lang]))));
}

export function manifestSection({ data, say, lang }) {
  const { manifest, head } = data;
  const row = (name, value) => (value === "" || value === null || value === undefined ? null : h("div", null, h("dt", null, name), h("dd", null, String(value))));
  return h("section", { class: "card", id: "card-manifest", "aria-labelledby": "title-manifest" },
    h("h2", { id: "title-manifest" }, say("再現のために", "To make this again")),
    h("dl", { class: "manifest" },
      row(say("乱数シード", "seed"), head.seed), row(say("試行数", "replications"), head.replications), row(say("版", "version"), `renkei ${head.version} (${manifest.commit})`),
      row(say("実行", "run on"), head.created), row(say("コマンド", "command"), manifest.command), row(say("設定", "settings"), (manifest.settings || []).join(", ")), row(say("ライブラリ", "libraries"), manifest.libraries)),
    h("details", null, h("summary", null, say("入力ファイルのSHA-256", "SHA-256 of the inputs")), h("ul", { class: "digests" }, manifest.files.map((file) => h("li", null, h("code", null, file.sha256), " ", file.path)))),
    h("details", null, h("summary", null, say("この頁が使うソフトウェアの許諾表示", "Licences of software in this page")), NOTICES.map((one) => h("div", null, h("h3", null, one.license), h("pre", { tabindex: "0" }, one.text)))));
}
