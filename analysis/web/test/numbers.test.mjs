// What the page says is what the data say: tables to the printed digit, shapes through the scale of their axis.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeAll, dataOf, goTo, openPage, settled } from "./browser.mjs";

after(closeAll);

// The text of a table as numbers in the units of the data.
function numberOf(text) {
  const plain = text.replace(/,/g, "").replace(/−/g, "-").trim();
  if (plain === "–") return { value: null };
  const [, digits, unit] = /^([+-]?[0-9.]+)\s*(億円|万円|円|oku yen|man yen|yen|%)?$/.exec(plain) || assert.fail(`not a number: ${text}`);
  const times = { 億円: 1e8, "oku yen": 1e8, 万円: 1e4, "man yen": 1e4, "%": 0.01 }[unit] || 1;
  const decimals = (digits.split(".")[1] || "").length;
  return { value: Number(digits) * times, half: 0.5000001 * times * 10 ** -decimals };
}

function equal(text, expected, where) {
  const { value, half } = numberOf(text);
  if (expected === null || expected === undefined) assert.equal(value, null, where);
  else assert.ok(value !== null && Math.abs(value - expected) <= half, `${where}: page ${text}, data ${expected}`);
}

const decode = (entry, year, place) => {
  const one = year === null ? entry.values[place] : entry.values[year][place];
  return one === null ? null : one / 10 ** entry.decimals;
};

async function cells(page, card) {
  await page.locator(`#card-${card} [data-key=tab-table]`).click();
  const rows = await page.locator(`#card-${card} tbody tr`).evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
  await page.locator(`#card-${card} [data-key=tab-chart]`).click();
  return rows;
}

for (const [name, lang] of [["ehime", "ja"], ["fukushima", "en"]])
  test(`the tables of ${name} hold the data's numbers, for each model and outcome`, async () => {
    const data = dataOf(name);
    const { page, trouble, close } = await openPage(name, { hash: `lang=${lang}` });
    let checked = 0;
    for (const model of data.models)
      for (const metric of data.metrics.filter((one) => one.series)) {
        await goTo(page, `lang=${lang}&model=${model.id}&metric=${metric.id}`);
        await settled(page);
        const record = data.series.all[model.id][metric.id];
        const fan = await cells(page, "fan");
        assert.equal(fan.length, data.years.length + 1);
        for (const [i, row] of fan.entries())
          for (const [j, key] of ["mean", "error", "p5", "p10", "p25", "p50", "p75", "p90", "p95"].entries()) {
            equal(row[j + 1], i < data.years.length ? record[key][i] : record.run[key], `${model.id} ${metric.id} ${row[0]} ${key}`);
            checked += 1;
          }
        if (!metric.places) continue;
        const places = data.places.models[model.id][metric.id].run;
        for (const [i, row] of (await cells(page, "map")).entries()) {
          assert.equal(row[0], data.municipalities[i][lang]);
          equal(row[1], decode(places.mean, null, i), `${model.id} ${metric.id} ${row[0]}`);
          checked += 1;
        }
      }
    assert.ok(checked > 500, `${checked} numbers`);
    assert.deepEqual(trouble, []);
    await close();
  });

test("the budget's table and the differences of models hold the data's numbers", async () => {
  const data = dataOf("ehime");
  const { page, close } = await openPage("ehime", { hash: "lang=ja&model=pool&metric=unserved_work" });
  await settled(page);
  const years = data.answers.budget.tables.find((table) => table.id === "years");
  const at = Object.fromEntries(years.columns.map((column, i) => [column.id, i]));
  const words = (cell) => (Array.isArray(cell) ? data.words[cell[0]].ja : cell);
  const expected = years.rows.filter((row) => words(row[at.model]) === data.models.find((one) => one.id === "pool").ja);
  const budget = await cells(page, "budget");
  assert.equal(budget.length, expected.length);
  for (const [i, row] of budget.entries()) {
    assert.equal(row[1], words(expected[i][at.payer]));
    for (const [j, id] of ["mean", "p10", "p50", "p90"].entries()) equal(row[j + 2], expected[i][at[id]], `budget ${row[0]} ${row[1]} ${id}`);
  }
  const others = data.models.filter((model) => model.id !== data.head.baseline);
  for (const [i, row] of (await cells(page, "models")).entries()) {
    const { mean, low, high } = data.series.all[others[i].id].unserved_work.run.difference;
    for (const [j, value] of [mean, low, high].entries()) equal(row[j + 1], value, `difference ${row[0]}`);
  }
  await close();
});

// Where a value is drawn: linear between two ticks of the axis, read from the picture itself.
const axis = (card, vertical) => `(() => {
  const svg = document.querySelector('#card-${card} .panel svg');
  const group = [...svg.querySelectorAll('g')].filter((one) => /${vertical ? "y" : "x"}-axis tick label/.test(one.dataset.part || ''))[0];
  const ticks = [...group.querySelectorAll('text')].map((one) => [Number(one.textContent.replace(/,/g, '').replace('−', '-')), one.getCTM()[${vertical ? "'f'" : "'e'"}]]);
  const origin = svg.getCTM()[${vertical ? "'f'" : "'e'"}];
  const [a, b] = [ticks[0], ticks[ticks.length - 1]];
  return { slope: (b[1] - a[1]) / (b[0] - a[0]), from: a, origin };
})()`;

test("dots, intervals and tiles stand where the numbers put them", async () => {
  const data = dataOf("ehime");
  const { page, close } = await openPage("ehime", { hash: "lang=ja&model=pool&metric=backlog" });
  await settled(page);
  const { slope, from } = await page.evaluate(axis("models", false));
  const dots = await page.evaluate(`[...document.querySelectorAll('#card-models .panel svg circle')].map((one) => one.getCTM().e + one.cx.baseVal.value)`);
  const others = data.models.filter((model) => model.id !== data.head.baseline);
  assert.equal(dots.length, others.length);
  for (const [i, model] of others.entries()) {
    const value = data.series.all[model.id].backlog.run.difference.mean;
    const wanted = from[1] + slope * (value - from[0]);
    assert.ok(Math.abs(dots[i] - wanted) < 1.5, `${model.id}: drawn at ${dots[i]}, the axis says ${wanted}`);
  }
  const tiles = await page.evaluate(`[...document.querySelectorAll('#card-map .place')].map((one) => [one.dataset.code, Number(one.querySelector('rect').dataset.value)])`);
  assert.equal(tiles.length, data.municipalities.length);
  for (const [code, value] of tiles) {
    const i = data.municipalities.findIndex((place) => place.code === code);
    assert.equal(value, decode(data.places.models.pool.backlog.run.mean, null, i));
  }
  await close();
});
