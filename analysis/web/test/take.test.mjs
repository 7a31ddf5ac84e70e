// What a reader takes away, print, hostile names, and the time that a switch takes.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { after, test } from "node:test";
import { closeAll, dataOf, launch, newContext, openPage, pathOf, settled } from "./browser.mjs";

after(closeAll);

async function saved(page, card, kind) {
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator(`#card-${card} [data-key=save-${kind}]`).evaluate((button) => button.click())]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

test("every picture opens alone: title, source and numbers inside, no colour that only the page knows", async () => {
  const data = dataOf("ehime");
  const look = { hash: "lang=ja&theme=dark&model=pool" };
  let { page, trouble, close } = await openPage("ehime", look);
  await settled(page);
  const cards = await page.locator(".card:has([data-key=save-SVG])").evaluateAll((all) => all.map((one) => one.id.slice(5)));
  assert.ok(cards.length >= 8, cards.join());
  for (const [i, card] of cards.entries()) {
    if (i > 0 && i % 8 === 0) { // a browser asks before a page saves more than ten files by itself
      assert.deepEqual(trouble, []);
      await close();
      ({ page, trouble, close } = await openPage("ehime", look));
      await settled(page);
    }
    const { name, bytes } = await saved(page, card, "SVG");
    const text = bytes.toString("utf8");
    assert.match(name, /\.svg$/);
    assert.ok(!text.includes("var(--"), card);
    assert.ok(text.includes(`乱数シード${data.head.seed}`) && text.includes(`試行${data.head.replications}回`), `${card}: no source line`);
    const problem = await page.evaluate((source) => new DOMParser().parseFromString(source, "image/svg+xml").querySelector("parsererror")?.textContent || "", text);
    assert.equal(problem, "", card);
    assert.ok(!/NaN|undefined|Infinity/.test(text), `${card}: ${/.{40}(NaN|undefined|Infinity).{20}/.exec(text)?.[0]}`);
  }
  assert.deepEqual(trouble, []);
  await close();
});

test("a PNG is twice the size of its SVG, and a table opens right in a spreadsheet", async () => {
  const { page, close } = await openPage("ehime", { hash: "lang=ja" });
  await settled(page);
  const svg = (await saved(page, "map", "SVG")).bytes.toString("utf8");
  const png = (await saved(page, "map", "PNG")).bytes;
  assert.deepEqual([...png.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
  assert.equal(png.readUInt32BE(16), 2 * Math.round(Number(/ width="([0-9.]+)"/.exec(svg)[1])));
  const csv = (await saved(page, "map", "CSV")).bytes.toString("utf8");
  assert.equal(csv.charCodeAt(0), 0xfeff);
  const lines = csv.slice(1).trim().split("\r\n");
  assert.equal(lines.length, dataOf("ehime").municipalities.length + 1);
  assert.ok(lines[1].startsWith("松山市,"), lines[1]);
  await close();
});

test("it prints on A4", async () => {
  const { page, close } = await openPage("ehime", { hash: "lang=ja" });
  await settled(page);
  const pdf = await page.pdf({ format: "A4" });
  const pages = (pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g) || []).length;
  assert.ok(pages >= 4 && pages <= 30, `${pages} pages`);
  console.log(`# printed on ${pages} pages`);
  await close();
});

test("hostile names are shown as text", async () => {
  const data = dataOf("hostile");
  const { page, trouble, close } = await openPage("hostile", { hash: "lang=ja" });
  await settled(page);
  assert.equal(await page.evaluate("window.broken"), undefined);
  assert.ok((await page.locator("h1").textContent()).includes("</script>"), "the title is there as it was written");
  for (const model of data.models) {
    const button = page.locator(`[data-key="model-${model.id}"]`);
    assert.ok((await button.textContent()).includes(model.ja));
  }
  assert.ok(await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), "a long name makes the page scroll sideways");
  assert.deepEqual(trouble, []);
  await close();
});

test("without a script the tables are there", async () => {
  const browser = await launch();
  try {
    const page = await (await newContext(browser, { javaScriptEnabled: false })).newPage();
    await page.goto(`file://${pathOf("ehime.html")}`);
    assert.ok((await page.locator("main table").count()) > 3);
    assert.ok((await page.locator("main svg").count()) > 3);
  } finally {
    await browser.close();
  }
});

// Printed, not judged: machines that run tests are shared.
test("how long a switch of the model takes", async () => {
  const data = dataOf("fukushima");
  const { page, close } = await openPage("fukushima", { hash: "lang=ja" });
  await settled(page);
  const times = [];
  for (let i = 0; i < 24; i += 1) {
    const model = data.models[i % data.models.length].id;
    if (await page.locator(`[data-key=model-${model}][aria-pressed=true]`).count()) continue;
    await page.locator(`[data-key=model-${model}]`).click();
    times.push(Number(await page.evaluate("document.documentElement.dataset.redraw")));
    await settled(page);
  }
  times.sort((a, b) => a - b);
  console.log(`# switch of the model, 59 municipalities: median ${times[Math.floor(times.length / 2)].toFixed(0)} ms, most ${times[times.length - 1].toFixed(0)} ms`);
  assert.ok(times.length > 10 && times[0] > 0);
  await close();
});

test("pages stay small", () => {
  for (const name of ["ehime", "fukushima", "hokkaido"]) {
    const { size } = statSync(pathOf(`${name}.html`));
    console.log(`# ${name}.html: ${(size / 1e6).toFixed(2)} MB`);
    assert.ok(size < 1.5e6, `${name}: ${size} bytes`);
  }
});

test("several prefectures are shown first, their municipalities on request", async () => {
  const data = dataOf("several");
  const { page, trouble, close } = await openPage("several", { hash: "lang=en" });
  await settled(page);
  assert.equal(await page.locator("#card-map .place").count(), data.prefectures.length);
  await page.locator("#card-map .place").first().click();
  await settled(page);
  const first = data.prefectures[0];
  assert.equal(await page.locator("[data-key=scope]").inputValue(), String(first.code));
  assert.equal(await page.locator("#card-map .place").count(), first.municipalities);
  assert.deepEqual(trouble, []);
  await close();
});

test("the map of prefectures and the P90 are of the view, the year and the area that are chosen", async () => {
  const data = dataOf("several");
  const model = data.models.find((one) => one.id !== data.head.baseline).id;
  const at = data.years.length - 1;
  const { page, close } = await openPage("several", { hash: `lang=en&model=${model}&view=difference&year=${data.years[at]}` });
  await settled(page);
  const drawn = await page.locator("#card-map .place rect[data-value]").evaluateAll((all) => all.map((one) => Number(one.dataset.value)));
  const metric = data.metrics[0].id;
  assert.deepEqual(drawn, data.prefectures.map(({ code }) => data.series[code][model][metric].difference.mean[at]));
  assert.ok((await page.locator("#card-map .legend li").count()) > 1, "a legend");
  const p90 = () => page.locator(".figure:has-text('P90 of the total cost') .value").textContent();
  const first = String(data.prefectures[0].code);
  const ofAll = await p90();
  await page.locator("[data-key=scope]").selectOption(first);
  await settled(page);
  const oku = (text) => Number(/[0-9.,]+/.exec(text)[0].replace(/,/g, ""));
  for (const [text, scope] of [[ofAll, "all"], [await p90(), first]]) {
    const value = data.series[scope][model].cost_total.p90[at] / 1e8;
    assert.ok(Math.abs(oku(text) - value) <= 0.005 * value, `${scope}: ${text}, not ${value}`);
  }
  await close();
});

test("the P90 of each payer is of the area that is chosen", async () => {
  const first = String(dataOf("several").prefectures[0].code);
  const { page, close } = await openPage("several", { hash: "lang=en" });
  await settled(page);
  const municipalities = async () => Number(/P90 by payer.*?municipalities ([0-9.,]+)/.exec(await page.locator(".figures").textContent())[1].replace(/,/g, ""));
  const ofAll = await municipalities();
  await page.locator("[data-key=scope]").selectOption(first);
  await settled(page);
  const ofFirst = await municipalities();
  assert.ok(ofFirst > 0 && ofFirst < ofAll, `${ofFirst} of ${ofAll}`);
  await close();
});

test("models without an English title have colours of their own", async () => {
  const data = dataOf("hostile");
  assert.ok(data.models.every((model) => model.ja === model.en));
  const { page, close } = await openPage("hostile", { hash: "lang=ja" });
  await settled(page);
  const colours = await page.locator("#card-frontier .panel svg circle").evaluateAll((all) => all.map((one) => one.getAttribute("stroke")));
  assert.equal(new Set(colours).size, data.models.length, colours.join());
  await close();
});

test("the assumptions that matter are under a card when asked for", async () => {
  const data = dataOf("ehime");
  const { page, close } = await openPage("ehime", { hash: "lang=en&model=pool" });
  await settled(page);
  for (const [card, begin] of [["map", "parameters.quits."], ["budget", "parameters.pay."], ["tornado", "parameters.work."], ["gaps", "parameters.hiring."]]) {
    const details = page.locator(`#card-${card} details.basis`);
    await details.locator("summary").click();
    await details.locator("tbody th").first().waitFor(); // filled after the click, when the browser tells of it
    const keys = await details.locator("tbody th").allTextContents();
    const known = data.assumptions.map((one) => one.key);
    assert.ok(keys.some((key) => key.startsWith(begin)), `${card}: ${begin}`);
    assert.ok(keys.some((key) => key.startsWith("models.pool.")) && !keys.some((key) => key.startsWith("models.visits.")), card);
    assert.ok(keys.every((key) => known.includes(key)), card);
  }
  await close();
});

test("in Japanese assumptions have names, with the key behind", async () => {
  const { page, close } = await openPage("ehime", { hash: "lang=ja&model=pool" });
  await settled(page);
  await page.locator("#card-budget details.basis summary").click();
  await page.locator("#card-budget details.basis tbody th").first().waitFor();
  const names = await page.locator("#card-budget details.basis tbody th").allTextContents();
  assert.ok(names.includes("要請の頻度（models.pool.experts.requests）"), names.join());
  assert.ok(names.includes("市の正規職員の給与（pay.regular）"), names.join());
  await close();
});
