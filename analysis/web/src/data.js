// The object of DATA.md, read in the places where the page needs it. Nothing is computed here but look-ups.

export function open(raw) {
  const baseline = raw.head.baseline;
  const metric = Object.fromEntries(raw.metrics.map((one) => [one.id, one]));
  const model = Object.fromEntries(raw.models.map((one) => [one.id, one]));
  const tables = {};
  for (const [command, answer] of Object.entries(raw.answers))
    for (const table of (answer && answer.tables) || []) tables[`${command}.${table.id}`] = rows(table, raw.words);
  return { ...raw, baseline, metric, model, tables, nation: raw.prefectures.length > 1 };
}

// Rows as objects by column, words put in.
function rows(table, words) {
  const cell = (value) => (Array.isArray(value) ? words[value[0]] : value);
  const named = table.rows.map((row) => Object.fromEntries(row.map((value, i) => [table.columns[i].id, cell(value)])));
  return { ...table, named };
}

export const same = (a, b) => (typeof a === "string" ? a : a && a.ja) === (typeof b === "string" ? b : b && b.ja);

export const of = (data, name) => (data.tables[name] ? data.tables[name].named : []);

export const series = (data, scope, model, metric) => ((data.series[scope] || {})[model] || {})[metric] || null;

const decoded = new WeakMap();

// A record of whole numbers becomes plain numbers once.
function decode(entry) {
  if (!decoded.has(entry)) {
    const scale = 10 ** entry.decimals;
    const number = (value) => (value === null ? null : value / scale);
    decoded.set(entry, entry.values.map((value) => (Array.isArray(value) ? value.map(number) : number(value))));
  }
  return decoded.get(entry);
}

// One number per municipality, for a year (its index) or the whole run ("run"); null where the file has none.
export function places(data, model, metric, year, what) {
  const record = ((data.places.models[model] || {})[metric] || {})[year === "run" ? "run" : "years"];
  if (!record || !record[what]) return null;
  if (what === "sign") return [...(year === "run" ? record.sign : record.sign[year])];
  const values = decode(record[what]);
  const row = year === "run" ? values : values[year];
  return Array.isArray(row) ? row : data.municipalities.map(() => row);
}

// One number per prefecture, likewise: mean, p10, p90, or of the difference to the baseline its mean, low and high.
export function prefectureValues(data, model, metric, year, what) {
  const of = { difference: "mean", low: "low", high: "high" }[what];
  return data.prefectures.map(({ code }) => {
    const record = series(data, String(code), model, metric);
    const whole = record && (year === "run" ? record.run : record);
    const from = whole && of ? whole.difference : whole;
    if (!from) return null;
    return year === "run" ? from[of || what] : from[of || what][year];
  });
}

export const hasYears = (data, metric) =>
  Boolean(((data.places.models[data.baseline] || {})[metric] || {}).years);

// Indexes of the municipalities of a prefecture ("all": every one).
export const inScope = (data, scope) =>
  data.municipalities.map((_, i) => i).filter((i) => scope === "all" || String(data.municipalities[i].prefecture) === scope);
