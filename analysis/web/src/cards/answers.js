// Cards of single answers: frontier, acceptability, winners, gaps, assumptions that matter, and all their tables.
import { acceptabilityChart, acceptabilityLegend, frontierChart, frontierLegend } from "../charts/frontier.js";
import { heatChart, heatLegend, heatMetric, heatRows, heatTable } from "../charts/heat.js";
import { calendarChart, gapsLegend, jointChart, jointRows } from "../charts/gaps.js";
import { tornadoChart, tornadoLegend, tornadoRows } from "../charts/tornado.js";
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
    id: "frontier", basis: ["staff", "money"], title: say("費用と効果", "Cost and effect"), subtitle: say("塗りつぶし＝費用に見合うモデル（破線で結ぶ）。左下ほど安くて効果が大きい", "filled: worth their cost (joined by the dashed line); better towards the lower left"),
    items: frontierLegend(ctx), panels: [{ draw: (own) => frontierChart(own, say("費用と効果", "Cost and effect")) }],
    table: answerTable(data.tables["frontier.frontier"], lang), note: sentence(data, "frontier", lang),
  };
}

export function acceptabilityCard(ctx) {
  const { data, say, lang } = ctx;
  if (of(data, "frontier.acceptability").length === 0) return null;
  return {
    id: "acceptability", basis: ["staff", "money"], title: say("いくらの価値なら、どのモデルか", "Which model at which worth"), subtitle: say("空白1か月を減らす価値を上げていくと、最良となる確率がどう変わるか", "how the chance to be best changes as a month of cover is worth more"),
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
    id: "heat", basis: ["staff"], title: say("だれもいなくなる恐れ：市町村×年度", "The chance of nobody: municipality by year"), subtitle: `${data.model[state.model][lang]}｜${metric.chance[lang]}`,
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
    id: "winners", basis: ["staff", "money"], title: say("得をする市町村、損をする市町村", "Who gains and who loses"), subtitle: say("市町村の数。基準との差の95%区間（全市町村・全モデル同時）で判定", "numbers of municipalities, by 95 % intervals of the difference to the baseline that hold for all at once"),
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
  if (answer.problem) return { id: "worth", title, empty: say(`モデルが一つだけか試行が少ないため、計算できない（${answer.problem}）`, answer.problem) };
  const rows = worthRows(ctx);
  return {
    id: "worth", basis: ["staff", "work", "money"], title, subtitle: say("本当の値を知ることの価値（年）。大きいものから調べる", "what knowing the true value would be worth, a year: survey the largest first"),
    panels: rows.length ? [{ draw: (own) => worthChart(own, title) }] : [], empty: rows.length ? null : sentence(data, "value", lang, 3),
    // Where nothing could change the choice, the list of all that could not is there for who asks.
    table: all && rows.length ? answerTable(all, lang) : null, note: rows.length ? sentence(data, "value", lang, 3) : null,
    more: all && !rows.length ? [{ title: all.title[lang], content: () => table(answerTable(all, lang), all.title[lang], all.title[lang]) }] : [],
  };
}

export function tornadoCard(ctx) {
  const { data, say, lang } = ctx;
  const all = data.tables["value.all_assumptions"];
  if (!all || tornadoRows(ctx).length === 0) return null;
  const title = say("前提によって結論はどこまで動くか", "How far assumptions move the choice");
  return {
    id: "tornado", basis: ["staff", "work", "money"], title, subtitle: all.note && all.note[lang], items: tornadoLegend(ctx),
    panels: [{ draw: (own) => tornadoChart(own, title) }], table: answerTable(all, lang),
  };
}

export function gapsCard(ctx) {
  const { data, state, say, lang } = ctx;
  const [joint, calendar] = [data.tables["risk.joint"], data.tables["risk.calendar"]];
  if (!joint || !calendar || jointRows(ctx, state.model).length === 0) return null;
  return {
    id: "gaps", basis: ["staff"], wide: true, title: say("空白は重なるか、いつ起きるか", "Do gaps come together, and when"), subtitle: data.model[state.model][lang], items: gapsLegend(ctx),
    panels: [{ draw: (own) => jointChart(own, state.model, say("同じ年度に空白となる市町村の数", "Municipalities with a gap in the same year")) },
      { draw: (own) => calendarChart(own, state.model, say("暦月ごとの職員不在の確率", "Chance of nobody by month of the calendar")) }],
    table: answerTable({ ...joint, named: joint.named.filter((row) => row.model === state.model) }, lang), note: joint.note && joint.note[lang],
    more: [{ title: calendar.title[lang], content: () => table(answerTable(calendar, lang), calendar.title[lang], calendar.title[lang]) }],
  };
}

export function timelineCard(ctx) {
  const { data, say, lang } = ctx;
  const { replay } = data;
  if (!replay || replay.models.length === 0) return null;
  const place = data.municipalities.find((one) => one.code === replay.code);
  return {
    id: "timeline", basis: ["staff", "work"], wide: true, title: say(`ある将来の${place.ja}：月ごとの出来事`, `One future of ${place.en}, month by month`),
    subtitle: say(`試行${replay.replication}番｜同じ運のもとで、モデルだけが違う｜実線は出勤している職員、破線は職員のポスト（県などから来る人を除く）`, `Replication ${replay.replication} | the same luck, only the model differs | solid line: own staff present; dashed: own posts`),
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
