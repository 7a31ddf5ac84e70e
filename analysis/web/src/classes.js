// Colour classes of a map. They are made from all models and the whole file at once, so that switching models changes colours
// only where values differ.
import { places, inScope, prefectureValues } from "./data.js";

const nice = (value) => {
  if (value === 0) return 0;
  const size = 10 ** Math.floor(Math.log10(Math.abs(value)) - 1);
  return Math.round(value / size / 0.5) * size * 0.5;
};

const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];

function pooled(data, scope, metric, year, what) {
  if (scope === "all" && data.nation)
    return data.models.flatMap(({ id }) => prefectureValues(data, id, metric, year, what)).filter((value) => value !== null).sort((a, b) => a - b);
  const wanted = inScope(data, scope);
  const all = [];
  for (const model of data.models) {
    const values = places(data, model.id, metric, year, what);
    if (values) for (const i of wanted) if (values[i] !== null) all.push(values[i]);
  }
  return all.sort((a, b) => a - b);
}

const distinct = (numbers) => [...new Set(numbers)].sort((a, b) => a - b);

// No limit is finer than the digits that are printed.
const finest = (metric) => (metric.kind === "yen" ? 1 : 10 ** -metric.digits);

// Four limits between five classes of a level; the lowest class holds 0 alone where many values are 0.
export function levelLimits(data, scope, metric, year) {
  const values = pooled(data, scope, metric.id, year, "mean");
  const above = values.filter((value) => value > 0);
  if (above.length === 0) return [];
  const shares = above.length < 0.85 * values.length ? [0, 0.3, 0.6, 0.85] : [0.2, 0.4, 0.6, 0.8];
  return distinct(shares.map((share) => nice(quantile(above, share))).map((limit) => Math.max(limit, finest(metric))));
}

// -far, -near, near, far: a difference below `near` counts as none.
export function differenceLimits(data, scope, metric, year) {
  const sizes = pooled(data, scope, metric.id, year, "difference").map(Math.abs).filter((value) => value > 0).sort((a, b) => a - b);
  if (sizes.length === 0) return [];
  const near = Math.max(nice(quantile(sizes, 0.3)), finest(metric));
  const far = Math.max(nice(quantile(sizes, 0.8)), 2 * near);
  return [-far, -near, near, far];
}

export const classOf = (limits, value) => limits.filter((limit) => value >= limit).length;

export function levelColours(palette, metric, limits) {
  const all = metric.better === "less" && metric.kind !== "yen" ? palette.warm : palette.cool;
  return limits.length === 4 ? all : all.slice(0, limits.length + 1);
}

// From much less to much more; better is blue, worse is orange.
export function differenceColours(palette, metric) {
  const [less, more] = metric.better === "less" ? [palette.better, palette.worse] : [palette.worse, palette.better];
  return [less[1], less[0], palette.same, more[0], more[1]];
}
