// Numbers as people read them: yen in oku and man, shares in per cent, a true minus sign.

const cache = new Map();

function fixed(value, digits) {
  if (!cache.has(digits)) cache.set(digits, new Intl.NumberFormat("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits }));
  const text = cache.get(digits).format(value);
  return /[1-9]/.test(text) ? text.replace("-", "−") : text.replace("-", "");
}

const OKU = 1e8;
const MAN = 1e4;

// A unit that suits all values of a chart: the largest decides.
export function yenUnit(values, lang) {
  const top = values.reduce((most, value) => Math.max(most, Math.abs(value || 0)), 0);
  const ja = lang === "ja";
  if (top >= OKU) return { divide: OKU, name: ja ? "億円" : "oku yen", digits: top >= 100 * OKU ? 0 : top >= 10 * OKU ? 1 : 2 };
  if (top >= MAN) return { divide: MAN, name: ja ? "万円" : "man yen", digits: top >= 100 * MAN ? 0 : 1 };
  return { divide: 1, name: ja ? "円" : "yen", digits: 0 };
}

export function yen(value, lang) {
  const unit = yenUnit([value], lang);
  return `${fixed(value / unit.divide, unit.digits)} ${unit.name}`.replace(lang === "ja" ? " " : "", "");
}

function significant(value, digits) {
  if (value === 0) return 0;
  const size = Math.floor(Math.log10(Math.abs(value)));
  return Math.min(6, Math.max(0, digits - 1 - size));
}

export const number = (value, digits) => (value === null || value === undefined ? "–" : fixed(value, digits));

export const percent = (value, digits = 0) => (value === null || value === undefined ? "–" : `${fixed(100 * value, digits)}%`);

export function signed(text) {
  return text.startsWith("−") || /^[0.,]*\D*$/.test(text) ? text : `+${text}`;
}

// A value of a metric, without its unit (yen with theirs).
export function ofMetric(metric, value, lang) {
  if (value === null || value === undefined) return "–";
  if (metric.kind === "yen") return yen(value, lang);
  return fixed(value, metric.digits);
}

export const withSign = (metric, value, lang) =>
  value === null || value === undefined ? "–" : signed(metric.kind === "yen" ? yen(value, lang) : fixed(value, Math.max(metric.digits, value ? Math.min(4, significant(value, 2)) : 0)));

// A cell of an answer's table, by the kind of its column.
export function ofColumn(column, value, lang, error) {
  if (value === null || value === undefined) return "–";
  if (typeof value === "object") return value[lang];
  if (typeof value === "string") return value;
  const sign = column.signed ? signed : (text) => text;
  const digits = error > 0 ? Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(error)))) : null;
  if (column.kind === "share") return sign(percent(value, digits === null ? 1 : Math.min(2, Math.max(0, digits - 2))));
  if (column.kind === "yen") return sign(yen(value, lang));
  if (column.kind === "count") return sign(fixed(value, 0));
  if (column.kind === "year") return String(value);
  return sign(fixed(value, digits === null ? significant(value, 3) : digits));
}

export const fiscalYear = (year, lang) => (lang === "ja" ? `${year}年度` : `FY${year}`);
