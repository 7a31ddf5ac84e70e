// A page in Debian's chromium, with everything that would reach outside or complain written down.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((path) => existsSync(path));
const FOLDER = process.env.RENKEI_PAGES;

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export const pathOf = (name) => join(FOLDER, name);

export const dataOf = (name) => JSON.parse(readFileSync(pathOf(`${name}.json`), "utf8"));

let browser = null;

export async function openPage(name, { hash = "", width = 1280, height = 900, theme = "light", reducedMotion = "reduce" } = {}) {
  browser = browser || (await chromium.launch({ executablePath: CHROMIUM, args: FLAGS }));
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, reducedMotion, acceptDownloads: true });
  const page = await context.newPage();
  const trouble = [];
  page.on("request", (request) => { if (!/^(file|data|blob):/.test(request.url())) trouble.push(`request ${request.url()}`); });
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) trouble.push(`${message.type()} ${message.text()}`); });
  page.on("pageerror", (error) => trouble.push(`error ${error.message}`));
  await page.goto(`file://${pathOf(`${name}.html`)}${hash ? `#${hash}` : ""}`);
  await page.waitForSelector("html[data-ready=yes]");
  return { page, trouble, close: () => context.close() };
}

// Another view of an open page; the page hears of it later than the call that sets it, and before a listener added after its own.
export const goTo = (page, hash) => page.evaluate((next) => new Promise((done) => {
  if (location.hash.slice(1) === next) return done();
  window.addEventListener("hashchange", () => done(), { once: true });
  location.hash = next;
}), hash);

// Until cards out of sight have been drawn, too.
export const settled = (page) => page.waitForFunction(() => document.documentElement.dataset.pending === "0");

export const closeAll = async () => browser && browser.close();
