// The cards of the first screen: map, fan, budget, differences.
import { fanChart, fanLegend, fanTable } from "../charts/fan.js";
import { content, isNational, mapChart, mapLegend, mapYear, unitName } from "../charts/map.js";
import { differenceChart, differenceLegend, differenceTable, extremes, modelRows, placeRows } from "../charts/difference.js";
import { budgetChart, budgetLegend, budgetTable, extraChart, extraRows, extraTable, payerItems } from "../charts/budget.js";
import { inScope, of, places, prefectureValues, series, hasYears } from "../data.js";
import { topicsOf } from "../basis.js";
import { fiscalYear, ofMetric, percent, withSign } from "../format.js";

export const when = ({ data, state, metric, say, lang }) =>
  state.year === "run" ? (metric.level ? say("最終年度末", "at the end of the run") : say("全年度の平均", "a year on average"))
    : fiscalYear(Number(state.year), lang);

// Of municipalities: large files have them for the whole run only.
const whenOfPlaces = (ctx) => (ctx.state.year === "run" || hasYears(ctx.data, ctx.metric.id) ? when(ctx)
  : ctx.say(`${when({ ...ctx, state: { ...ctx.state, year: "run" } })}（市町村の年度別の値は、この規模では持たない）`, `${when({ ...ctx, state: { ...ctx.state, year: "run" } })} (files of this size have no years of municipalities)`));

const shownModels = ({ state }) => (state.other && state.other !== state.model ? [state.model, state.other] : [state.model]);

const heading = (ctx, model) => (shownModels(ctx).length > 1 ? ctx.data.model[model][ctx.lang] : null);

function mapTable(ctx) {
  const { data, state, metric, say, lang } = ctx;
  const year = mapYear(ctx);
  const national = isNational(ctx);
  const get = (model, what) => {
    if (!national) return places(data, model, metric.id, year, what) || [];
    const values = what === "sign" || what === "chance" ? [] : prefectureValues(data, model, metric.id, year, what);
    return values.some((value) => value !== null) ? values : [];
  };
  const [named, shown] = national ? [data.prefectures, data.prefectures.map((_, i) => i)] : [data.municipalities, inScope(data, state.scope)];
  const [mean, p10, p90, chance, base, difference, sign] = [get(state.model, "mean"), get(state.model, "p10"), get(state.model, "p90"), get(state.model, "chance"), get(data.baseline, "mean"), get(state.model, "difference"), get(state.model, "sign")];
  const verdict = { "+": say("増える", "more"), "-": say("減る", "less"), 0: say("未定", "open"), "=": say("同じ", "same") };
  const cell = (value, print = ofMetric) => ({ text: print(metric, value, lang), raw: value ?? null });
  const has = (values) => values.length > 0;
  return {
    columns: [{ title: national ? say("都道府県", "prefecture") : say("市町村", "municipality") }, { title: say("平均", "mean"), number: true }, has(p10) && { title: "P10", number: true }, has(p90) && { title: "P90", number: true },
      has(chance) && { title: metric.chance[lang], number: true }, { title: say("基準", "baseline"), number: true }, has(difference) && { title: say("差", "difference"), number: true }, has(sign) && { title: say("判定（95%、同時）", "verdict (95 %, all at once)") }].filter(Boolean),
    rows: shown.map((i) => [{ text: named[i][lang], raw: named[i][lang] }, cell(mean[i]), has(p10) && cell(p10[i]), has(p90) && cell(p90[i]),
      has(chance) && { text: percent(chance[i], 1), raw: chance[i] }, cell(base[i]), has(difference) && cell(difference[i], withSign), has(sign) && { text: verdict[sign[i]], raw: sign[i] }].filter(Boolean)),
  };
}

export function mapCard(ctx) {
  const { data, state, metric, say, lang, pick } = ctx;
  if (!metric.places) return { id: "map", title: say("市町村の地図", "Map of municipalities"), empty: say(`「${metric.ja}」は県全体の値だけがある。`, `“${metric.en}” is known for all municipalities together only.`) };
  const national = isNational(ctx);
  const view = { level: "", baseline: say("・基準のモデル", ", baseline"), difference: say("・基準との差", ", difference to the baseline") }[state.view];
  const title = `${metric[lang]}${view}`;
  const tiles = data.map.kind === "tiles" || national;
  const credit = national ? say("1マス＝1都道府県。選ぶとその市町村の地図になる", "One square a prefecture; choose one to see its municipalities") : tiles ? say("1マス＝1市町村。役所の位置と隣り合わせから並べた略図", "One square a municipality, laid out from office positions and neighbours")
    : `${data.map.credit ? data.map.credit[lang] : ""} (${data.map.date || ""})`;
  return {
    id: "map", basis: topicsOf(metric), wide: shownModels(ctx).length > 1, title: national ? say(`都道府県の地図：${title}`, `Prefectures: ${title}`) : say(`市町村の地図：${title}`, `Municipalities: ${title}`),
    subtitle: `${data.model[state.model][lang]}｜${national ? when(ctx) : whenOfPlaces(ctx)}｜${unitName(ctx, state.model)}`,
    items: mapLegend(ctx, state.model),
    panels: shownModels(ctx).map((model) => ({ heading: heading(ctx, model), draw: (own) => mapChart(own, model, `${title}, ${data.model[model][lang]}, ${when(ctx)}`, pick) })),
    table: mapTable(ctx), note: `${worstOff(ctx)}${credit}`,
  };
}

// The three that are worst off by what the map shows, in words.
function worstOff(ctx) {
  const { data, state, metric, say, lang } = ctx;
  const { values, difference } = content(ctx, state.model);
  const named = isNational(ctx) ? data.prefectures : data.municipalities;
  const within = isNational(ctx) ? named.map((_, i) => i) : inScope(data, state.scope);
  const ranked = within.filter((i) => values[i] !== null && values[i] !== undefined).sort((a, b) => (metric.better === "less" ? values[b] - values[a] : values[a] - values[b]));
  if (ranked.length < 2 || values[ranked[0]] === values[ranked[ranked.length - 1]]) return "";
  const list = ranked.slice(0, 3).map((i) => `${named[i][lang]} ${(difference ? withSign : ofMetric)(metric, values[i], lang)}`).join(say("、", ", "));
  return difference ? say(`基準と比べて最も得の小さいのは${list}。`, `Least gained against the baseline: ${list}. `) : say(`最も厳しいのは${list}。`, `Worst off: ${list}. `);
}

export function fanCard(ctx) {
  const { data, state, metric, say, lang } = ctx;
  if (!series(data, state.scope, state.model, metric.id)) return { id: "fan", title: say("見通し", "Outlook"), empty: say(`「${metric.ja}」には年度別の分布がない。`, `There is no distribution by year of “${metric.en}”.`) };
  const per = metric.over === "municipality" ? say("1市町村あたり", "of a mean municipality") : say("全市町村の合計", "of all municipalities together");
  return {
    id: "fan", basis: topicsOf(metric), wide: shownModels(ctx).length > 1, title: say(`見通し：${metric.ja}`, `Outlook: ${metric.en}`), subtitle: `${data.model[state.model][lang]}｜${per}｜${say("帯は個々の将来のばらつき（予測区間）", "bands are where single futures lie (prediction intervals)")}`,
    items: fanLegend(ctx, false),
    panels: shownModels(ctx).map((model, i) => ({ heading: heading(ctx, model), draw: (own) => fanChart(own, model, `${metric[lang]}, ${data.model[model][lang]}`, i === 1) })),
    table: fanTable(ctx, state.model),
  };
}

export function modelsCard(ctx) {
  const { data, state, metric, say, lang } = ctx;
  const rows = modelRows(ctx);
  if (rows.length === 0) return null;
  return {
    id: "models", basis: topicsOf(metric), title: say(`モデルの比較：${metric.ja}`, `Models compared: ${metric.en}`),
    subtitle: say(`基準「${data.model[data.baseline].ja}」との差｜${when(ctx)}｜同じ将来どうしを比べた平均と95%信頼区間（全モデル同時）`, `Difference to the baseline, ${data.model[data.baseline][lang]} | ${when(ctx)} | means over the same futures with 95 % confidence intervals, all models at once`),
    items: differenceLegend(ctx), panels: [{ draw: (own) => differenceChart(own, rows, say(`基準との差、${metric.ja}`, `Difference to the baseline, ${metric.en}`)) }],
    table: differenceTable(ctx, rows, say("モデル", "model")),
    note: say("区間は平均の差の誤差で、試行を増やせば狭くなる。個々の将来のばらつきではない。", "The interval is the error of the mean difference, and more replications narrow it; it is not where single futures lie."),
  };
}

export function placesCard(ctx) {
  const { data, state, metric, say, lang } = ctx;
  if (!metric.places || state.model === data.baseline) return null;
  const rows = placeRows(ctx, state.model);
  if (rows.length === 0) return null;
  const shown = extremes(rows, 40);
  return {
    id: "places", basis: topicsOf(metric), title: say(`市町村ごとの差：${metric.ja}`, `Municipalities: ${metric.en}, difference`),
    subtitle: `${data.model[state.model][lang]}｜${whenOfPlaces(ctx)}｜${say("基準との差、95%区間は全市町村・全モデル同時（ボンフェローニ）", "difference to the baseline; 95 % intervals hold for all municipalities and models at once (Bonferroni)")}`,
    items: differenceLegend(ctx), panels: [{ draw: (own) => differenceChart(own, shown, say(`市町村ごとの差、${metric.ja}`, `Differences of municipalities, ${metric.en}`)) }],
    table: differenceTable(ctx, rows, say("市町村", "municipality")),
    note: shown.length < rows.length ? say(`差の大きい${shown.length}市町村を示す。残りは表にある。`, `The ${shown.length} municipalities at both ends; the table has all ${rows.length}.`) : null,
  };
}

export function budgetCard(ctx) {
  const { data, state, say, lang } = ctx;
  if (of(data, "budget.years").length === 0) return null;
  return {
    id: "budget", basis: ["money"], wide: shownModels(ctx).length > 1, title: say("だれが負担するか：年度別の費用", "Who pays: cost by fiscal year"),
    subtitle: `${data.model[state.model][lang]}｜${say("全市町村の合計。棒は平均（負担者ごとの平均は足し合わせられる）", "all municipalities together; bars are means, which add up over payers")}`,
    items: budgetLegend(ctx),
    panels: shownModels(ctx).map((model) => ({ heading: heading(ctx, model), draw: (own) => budgetChart(own, model, say(`負担者別の費用、${data.model[model].ja}`, `Cost by payer, ${data.model[model].en}`)) })),
    table: budgetTable(ctx, state.model),
  };
}

export function extraCard(ctx) {
  const { data, say, lang } = ctx;
  if (extraRows(ctx).length === 0) return null;
  return {
    id: "extra", basis: ["money"], title: say("基準より増える費用：負担者別", "Cost on top of the baseline, by payer"),
    subtitle: say(`基準「${data.model[data.baseline].ja}」との差、年平均。点は合計、線は95%信頼区間`, `Difference to the baseline, ${data.model[data.baseline][lang]}, a year on average; dot: total with its 95 % confidence interval`),
    items: [...payerItems(ctx), { kind: "dot", color: ctx.palette.text, label: say("合計", "total") }],
    panels: [{ draw: (own) => extraChart(own, say("基準より増える費用", "Cost on top of the baseline")) }],
    table: extraTable(ctx),
  };
}
