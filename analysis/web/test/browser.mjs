// A page in a real chromium, with everything that would reach outside or complain written down.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

const CHROMIUM = process.env.RENKEI_CHROMIUM || "/usr/bin/chromium";
const FOLDER = process.env.RENKEI_PAGES;

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export const pathOf = (name) => join(FOLDER, name);

export const dataOf = (name) => JSON.parse(readFileSync(pathOf(`${name}.json`), "utf8"));

// Long enough for a machine that is shared; only what never comes meets it.
const PATIENCE = 600000;

export const launch = () => chromium.launch({ executablePath: CHROMIUM, args: FLAGS, timeout: PATIENCE });

export async function newContext(of, options) {
  const context = await of.newContext(options);
  context.setDefaultTimeout(PATIENCE);
  return context;
}

let browser = null;

export async function openPage(name, { hash = "", width = 1280, height = 900, theme = "light", reducedMotion = "reduce" } = {}) {
  browser = browser || (await launch());
  const context = await newContext(browser, { viewport: { width, height }, colorScheme: theme, reducedMotion, acceptDownloads: true });
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
