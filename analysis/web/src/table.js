// Tables: of a chart (columns and cells) and of an answer (as analysis made it).
import { h } from "./dom.js";
import { ofColumn } from "./format.js";

// columns: {title, number}; rows: cells {text, raw}; a row that is `minor` is not printed on paper
// `place` names the region that scrolls; headings of cards have the caption already.
export function table({ columns, rows }, caption, place = caption) {
  const head = h("tr", null, columns.map((one) => h("th", { scope: "col", class: one.number ? "number" : null }, one.title)));
  const body = rows.map((row) =>
    h("tr", { class: row.minor ? "minor" : null }, row.map((cell, i) => (i === 0 ? h("th", { scope: "row" }, cell.text) : h("td", { class: columns[i].number ? "number" : null }, cell.text)))),
  );
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": place },
    h("table", null, h("caption", { class: "quiet" }, caption), h("thead", null, head), h("tbody", null, body)));
}

const title = (column, lang) => (column.unit && column.unit[lang] ? `${column.title[lang]} (${column.unit[lang]})` : column.title[lang]);

// An answer's table as columns and cells: errors stand behind their number, ends of intervals in brackets.
export function answerTable(answer, lang) {
  const beside = new Set();
  for (const column of answer.columns) for (const at of [column.error, column.low, column.high]) if (at) beside.add(at);
  const shown = answer.columns.map((column, i) => ({ column, i })).filter(({ column, i }) => !column.hidden && !beside.has(i));
  const cell = (row, { column, i }) => {
    const value = row[answer.columns[i].id];
    const error = column.error ? row[answer.columns[column.error].id] : null;
    let text = ofColumn(column, value, lang, error);
    if (value !== null && error !== null && error !== undefined) text += ` ± ${ofColumn({ ...column, signed: false }, error, lang, error)}`;
    if (value !== null && column.low) {
      const [low, high] = [column.low, column.high].map((at) => row[answer.columns[at].id]);
      if (low !== null && high !== null) text += ` [${ofColumn(column, low, lang, error)}, ${ofColumn(column, high, lang, error)}]`;
    }
    return { text, raw: value && typeof value === "object" ? value[lang] : value };
  };
  return {
    columns: shown.map(({ column }) => ({ title: title(column, lang), number: column.kind !== "text" })),
    rows: answer.named.map((row) => shown.map((one) => cell(row, one))),
    full: {
      columns: answer.columns.map((column) => ({ title: title(column, lang) })),
      rows: answer.named.map((row) => answer.columns.map((column) => {
        const value = row[column.id];
        return { raw: value && typeof value === "object" ? value[lang] : value };
      })),
    },
  };
}
