// For everyone: axe in both languages and themes, the keyboard, the right fonts, nothing cut or covered at any width.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, test } from "node:test";
import { closeAll, dataOf, openPage, settled } from "./browser.mjs";

after(closeAll);

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

for (const lang of ["ja", "en"])
  for (const theme of ["light", "dark"])
    test(`no violation that axe knows: ${lang}, ${theme}`, async () => {
      const { page, trouble, close } = await openPage("ehime", { hash: `lang=${lang}&theme=${theme}&other=alone` });
      await settled(page);
      // DevTools evaluate outside the page's content security policy, so the policy stays as it is for readers.
      await page.evaluate(axe);
      const found = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
      assert.deepEqual(found.violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(" | ")}`), []);
      assert.ok(found.passes.length > 20, `${found.passes.length} rules passed`);
      assert.deepEqual(trouble, []);
      await close();
    });

// Boxes of texts that cover each other or stick out of their picture.
const clashes = () => {
  const found = [];
  for (const svg of document.querySelectorAll(".panel > svg")) {
    const frame = svg.getBoundingClientRect();
    const card = svg.closest(".card").id;
    const texts = [...svg.querySelectorAll("text")].filter((one) => one.textContent.trim() && !one.closest("title"));
    const boxes = texts.map((one) => ({ words: one.textContent, box: one.getBoundingClientRect() }));
    for (const { words, box } of boxes)
      if (box.left < frame.left - 2 || box.right > frame.right + 2 || box.top < frame.top - 2 || box.bottom > frame.bottom + 2) found.push(`${card}: "${words}" leaves the picture`);
    for (let i = 0; i < boxes.length; i += 1)
      for (let j = i + 1; j < boxes.length; j += 1) {
        const [a, b] = [boxes[i].box, boxes[j].box];
        const [wide, high] = [Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)];
        if (wide > 2 && high > 4) found.push(`${card}: "${boxes[i].words}" and "${boxes[j].words}"`);
      }
  }
  return found;
};

for (const name of ["ehime", "fukushima", "hokkaido"])
  for (const width of [360, 768, 1280, 1800])
    test(`no label covers another or leaves its picture: ${name}, ${width} pixels`, async () => {
      const { page, close } = await openPage(name, { width, hash: `lang=${width === 768 ? "en" : "ja"}` });
      await settled(page);
      assert.deepEqual(await page.evaluate(clashes), []);
      assert.ok(await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), "the page scrolls sideways");
      await close();
    });

test("Japanese text is drawn in a Japanese font", async () => {
  const { page, close } = await openPage("ehime", { hash: "lang=ja" });
  const session = await page.context().newCDPSession(page);
  await session.send("DOM.enable");
  await session.send("CSS.enable");
  const { root } = await session.send("DOM.getDocument");
  for (const selector of ["h1", "#card-map .place text", ".legend span"]) {
    const { nodeId } = await session.send("DOM.querySelector", { nodeId: root.nodeId, selector });
    const { fonts } = await session.send("CSS.getPlatformFontsForNode", { nodeId });
    assert.ok(fonts.length > 0 && fonts.every((font) => /CJK JP|Sans JP|IPA|Gothic|Meiryo|Hiragino|DejaVu|Liberation|Noto Sans$/.test(font.familyName)), `${selector}: ${fonts.map((font) => font.familyName)}`);
    assert.ok(fonts.some((font) => /CJK JP|Sans JP|IPA|Gothic|Meiryo|Hiragino/.test(font.familyName)), `${selector}: ${fonts.map((font) => font.familyName)}`);
  }
  await close();
});

test("the keyboard switches models, keeps its place and is told what is shown", async () => {
  const data = dataOf("ehime");
  const { page, close } = await openPage("ehime", { hash: "lang=ja" });
  await page.locator("[data-key=model-pool]").focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector("[data-key=model-pool][aria-pressed=true]");
  assert.equal(await page.evaluate("document.activeElement.dataset.key"), "model-pool");
  assert.match(await page.evaluate("location.hash"), /model=pool/);
  const said = await page.locator("[role=status]").textContent();
  assert.ok(said.includes(data.models.find((model) => model.id === "pool").ja), said);
  await close();
});

test("a link brings the same view back", async () => {
  const { page, close } = await openPage("ehime", { hash: "lang=en&model=visits&metric=backlog&year=2030&view=difference" });
  assert.equal(await page.locator("[data-key=model-visits]").getAttribute("aria-pressed"), "true");
  assert.equal(await page.locator("[data-key=metric]").inputValue(), "backlog");
  assert.equal(await page.locator("[data-key=view-difference]").getAttribute("aria-pressed"), "true");
  assert.equal(await page.locator("[data-key=year]").getAttribute("aria-valuetext"), "FY2030");
  await close();
});

test("a link with nonsense in it shows the page as if it were not there", async () => {
  const { page, trouble, close } = await openPage("ehime", { hash: "lang=xx&model=%3Cscript%3E&metric=__proto__&year=99999&place=1" });
  assert.equal(await page.locator(".figure").count() > 2, true);
  assert.deepEqual(trouble, []);
  await close();
});
