// Cards of single answers: frontier, acceptability, winners, the chance of nobody, worth of knowing, and all their tables.
import { acceptabilityChart, acceptabilityLegend, frontierChart, frontierLegend } from "../charts/frontier.js";
import { heatChart, heatLegend, heatMetric, heatRows, heatTable } from "../charts/heat.js";
import { winnersChart, winnersLegend, worthChart, worthRows } from "../charts/counts.js";
import { markWords, timelineChart, timelineLegend, timelineTable } from "../charts/timeline.js";
import { answerTable, table } from "../table.js";
import { of } from "../data.js";

const sentence = (data, command, lang, most = 2) => {
  const answer = data.answers[command];
  return answer && answer.sentences ? answer.sentences.slice(0, most).map((one) => one[lang]).join(lang === "ja" ? "" : " ") : null;
};

export function frontierCard(ctx) {
  const { data, say, lang } = ctx;
  if (of(data, "frontier.frontier").length < 2) return null;
  return {
    id: "frontier", title: say("費用と効果", "Cost and effect"), subtitle: say("塗りつぶし＝費用に見合うモデル（破線で結ぶ）。左下ほど安くて効果が大きい", "filled: worth their cost (joined by the dashed line); better towards the lower left"),
    items: frontierLegend(ctx), panels: [{ draw: (own) => frontierChart(own, say("費用と効果", "Cost and effect")) }],
    table: answerTable(data.tables["frontier.frontier"], lang), note: sentence(data, "frontier", lang),
  };
}

export function acceptabilityCard(ctx) {
  const { data, say, lang } = ctx;
  if (of(data, "frontier.acceptability").length === 0) return null;
  return {
    id: "acceptability", title: say("いくらの価値なら、どのモデルか", "Which model at which worth"), subtitle: say("空白1か月を減らす価値を上げていくと、最良となる確率がどう変わるか", "how the chance to be best changes as a month of cover is worth more"),
    items: acceptabilityLegend(ctx), panels: [{ draw: (own) => acceptabilityChart(own, say("最良である確率", "Chance to be best")) }],
    table: answerTable(data.tables["frontier.acceptability"], lang),
  };
}

export function heatCard(ctx) {
  const { data, state, say, lang } = ctx;
  const metric = heatMetric(data);
  const rows = metric ? heatRows(ctx, state.model) : [];
  if (rows.length === 0) return null;
  const shown = rows.slice(0, 40);
  return {
    id: "heat", title: say("だれもいなくなる恐れ：市町村×年度", "The chance of nobody: municipality by year"), subtitle: `${data.model[state.model][lang]}｜${metric.chance[lang]}`,
    items: heatLegend(ctx), panels: [{ draw: (own) => heatChart(own, shown, metric.chance[lang]) }], table: heatTable(ctx, rows),
    note: shown.length < rows.length ? say(`恐れの大きい${shown.length}市町村を示す。残りは表にある。`, `The ${shown.length} municipalities most at risk; the table has all ${rows.length}.`) : null,
  };
}

export function winnersCard(ctx) {
  const { data, state, say, lang } = ctx;
  if (of(data, "winners.models").length < 2) return null;
  const own = data.tables["winners.municipalities"];
  const chosen = own ? { ...own, named: own.named.filter((row) => row.model === state.model) } : null;
  return {
    id: "winners", title: say("得をする市町村、損をする市町村", "Who gains and who loses"), subtitle: say("市町村の数。基準との差の95%区間（全市町村・全モデル同時）で判定", "numbers of municipalities, by 95 % intervals of the difference to the baseline that hold for all at once"),
    items: winnersLegend(ctx),
    panels: [{ draw: (ctx2) => winnersChart(ctx2, "cover", say("空白月数で得をする市町村の数", "Municipalities that gain cover"), say("空白月数（職員のいる安心）", "zero cover")) },
      { draw: (ctx2) => winnersChart(ctx2, "cost", say("自己負担で得をする市町村の数", "Municipalities that pay less"), say("市町村の自己負担", "what municipalities pay")) }],
    table: chosen && chosen.named.length ? answerTable(chosen, lang) : answerTable(data.tables["winners.models"], lang), note: sentence(data, "winners", lang, 3),
  };
}

export function worthCard(ctx) {
  const { data, say, lang } = ctx;
  const all = data.tables["value.all_assumptions"];
  const answer = data.answers.value;
  if (!answer) return null;
  const title = say("結論を変えうる前提", "Assumptions that could change the choice");
  if (answer.problem) return { id: "worth", title, empty: answer.problem[lang] || answer.problem };
  const rows = worthRows(ctx);
  return {
    id: "worth", title, subtitle: say("本当の値を知ることの価値（年）。大きいものから調べる", "what knowing the true value would be worth, a year: survey the largest first"),
    panels: rows.length ? [{ draw: (own) => worthChart(own, title) }] : [], empty: rows.length ? null : sentence(data, "value", lang, 3),
    // Where nothing could change the choice, the list of all that could not is there for who asks.
    table: all && rows.length ? answerTable(all, lang) : null, note: rows.length ? sentence(data, "value", lang, 3) : null,
    more: all && !rows.length ? [{ title: all.title[lang], content: () => table(answerTable(all, lang), all.title[lang], all.title[lang]) }] : [],
  };
}

export function timelineCard(ctx) {
  const { data, say, lang } = ctx;
  const { replay } = data;
  if (!replay || replay.models.length === 0) return null;
  const place = data.municipalities.find((one) => one.code === replay.code);
  return {
    id: "timeline", wide: true, title: say(`ある将来の${place.ja}：月ごとの出来事`, `One future of ${place.en}, month by month`),
    subtitle: say(`試行${replay.replication}番｜同じ運のもとで、モデルだけが違う｜実線は在職者、破線はポスト`, `Replication ${replay.replication} | the same luck, only the model differs | solid line: people present; dashed: posts`),
    items: timelineLegend(ctx), panels: [{ draw: (own) => timelineChart(own, say(`${place.ja}のある将来`, `One future of ${place.en}`)) }], table: timelineTable(ctx),
    note: `${markWords(ctx)}${say("。平均ではなく、十に一つの悪い将来の例。", ". Not an average: an example of a future than which one in ten is worse.")}`,
  };
}

// Every table of every answer, closed at first.
export function tablesCard(ctx) {
  const { data, say, lang } = ctx;
  const more = Object.entries(data.tables).filter(([, one]) => !one.hidden && one.named.length > 0).map(([id, one]) => ({
    title: `${id.split(".")[0]}: ${one.title[lang]}`,
    content: () => {
      const shown = answerTable(one, lang);
      return [table(shown, one.title[lang], id), one.note ? [document.createTextNode(one.note[lang])] : null];
    },
  }));
  return { id: "tables", wide: true, title: say("すべての表", "All tables"), subtitle: say("renkei の各コマンドと同じ計算による", "by the same computation as the commands of renkei"), more };
}
