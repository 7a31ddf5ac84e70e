// The assumptions that matter for a card, by topic: closed under it, filled when somebody opens them.
import { h } from "./dom.js";
import { table } from "./table.js";

const TOPICS = {
  staff: ["establishment", "people", "quits", "leave", "retirement", "rotation", "hiring", "market", "terms", "cover"],
  work: ["work", "learning", "knowhow", "experts", "adoption", "standardisation", "incidents", "surge"],
  money: ["pay", "systems", "migration", "prices", "budget"],
};

// Topics of an outcome.
export const topicsOf = (metric) => (metric.kind === "yen" ? ["money"] : /work|backlog/.test(metric.id) ? ["work", "staff"] : ["staff"]);

// What an assumption is called: keys alone are for those who write scenarios.
export const nameOf = (one, lang) => (lang === "ja" && one.ja ? `${one.ja}（${one.key.replace(/^parameters\./, "")}）` : one.key);

function chosen({ data, state }, topics) {
  const begins = topics.flatMap((topic) => TOPICS[topic].map((group) => `parameters.${group}.`));
  if (topics.includes("money")) begins.push("funding.");
  for (const model of [state.model, state.other]) if (model) begins.push(`models.${model}.`);
  return data.assumptions.filter(({ key }) => begins.some((begin) => key.startsWith(begin)) && !/\.title(_en)?$/.test(key));
}

export function basis(ctx, topics) {
  const { say, lang } = ctx;
  const own = chosen(ctx, topics);
  if (own.length === 0) return null;
  const judged = own.filter((one) => one.grade === "J").length;
  const words = say(`この図に効く前提：${own.length}項目、うち判断による（J）もの${judged}`, `Assumptions that matter here: ${own.length}, ${judged} of them by judgement (J)`);
  const fill = (details) => {
    const cell = (value) => ({ text: value === null || value === undefined || value === "" ? "–" : String(value) });
    const columns = [say("項目", "key"), say("値", "value"), say("単位", "unit"), say("出典", "source"), say("根拠", "grade")].map((title) => ({ title }));
    details.append(table({ columns, rows: own.map((one) => [nameOf(one, lang), one.value, one.unit, one.source, one.grade].map(cell)) }, words));
  };
  return h("details", { class: "basis", ontoggle: (event) => { if (event.target.open && event.target.childElementCount === 1) fill(event.target); } }, h("summary", null, words));
}
