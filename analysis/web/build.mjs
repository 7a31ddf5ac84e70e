// Bundles src/ into one page, dist/report.html, whose marks {{renkei:...}} the program fills in.
// `--check` builds the page without writing it and fails where the committed one differs.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const read = (name) => readFileSync(join(here, name), "utf8");

const options = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  charset: "utf8",
  target: "es2020",
  legalComments: "none",
  logLevel: "warning",
  write: false,
};

function packageOf(path) {
  const inside = path.split("node_modules/").pop().split("/");
  return inside[0].startsWith("@") ? inside.slice(0, 2).join("/") : inside[0];
}

// The licences of all packages that the bundle took something from, since minifying strips their notices. Packages whose
// licences differ in the copyright line alone have one text.
function notices(inputs) {
  const taken = Object.entries(inputs).filter(([path, { bytesInOutput }]) => path.includes("node_modules/") && bytesInOutput > 0);
  const groups = new Map();
  for (const name of [...new Set(taken.map(([path]) => packageOf(path)))].sort()) {
    const folder = join("node_modules", name);
    const { version, license } = JSON.parse(read(join(folder, "package.json")));
    const file = ["LICENSE", "LICENSE.md", "LICENSE.txt", "license"].find((one) => existsSync(join(here, folder, one)));
    const text = file ? read(join(folder, file)).trim() : "";
    const [, copyright, terms] = /^((?:Copyright .*\n)?)([^]*)$/.exec(text);
    if (!groups.has(terms)) groups.set(terms, { license, packages: [], terms: terms.trim() });
    groups.get(terms).packages.push([`${name} ${version}`, copyright.trim()].filter(Boolean).join(": "));
  }
  return [...groups.values()].map(({ license, packages, terms }) => ({ license, text: `${packages.join("\n")}\n\n${terms}` }));
}

async function bundle() {
  const first = await build({ ...options, entryPoints: ["src/main.js"], format: "iife", metafile: true, define: { NOTICES: "[]" } });
  const own = notices(Object.values(first.metafile.outputs)[0].inputs);
  const script = await build({ ...options, entryPoints: ["src/main.js"], format: "iife", define: { NOTICES: JSON.stringify(own) } });
  const style = await build({ ...options, entryPoints: ["src/style.css"] });
  return { own, script: script.outputFiles[0].text.trim(), style: style.outputFiles[0].text.trim() };
}

// split and join, since String.replace would read `$&` in minified code as a pattern.
const put = (page, mark, text) => page.split(mark).join(text);

function assemble({ script, style }) {
  const safe = script.split("</script").join("<\\/script").split("<!--").join("<\\!--");
  const digest = `'sha256-${createHash("sha256").update(safe).digest("base64")}'`;
  let page = read("shell.html");
  page = put(page, "{{build:script-digest}}", digest);
  page = put(page, "{{build:style}}", style);
  return put(page, "{{build:script}}", safe);
}

function thirdParty(own) {
  const texts = own.map(({ license, text }) => `${license}\n\n${text}\n`);
  return `The page of renkei report contains parts of these packages.\n\n${texts.join(`\n${"-".repeat(72)}\n\n`)}`;
}

const bundled = await bundle();
const made = { "dist/report.html": assemble(bundled), "dist/THIRD-PARTY.txt": thirdParty(bundled.own) };

if (process.argv.includes("--check")) {
  const stale = Object.keys(made).filter((name) => !existsSync(join(here, name)) || read(name) !== made[name]);
  for (const name of stale) console.error(`analysis/web/${name} differs from its sources; run 'make web'`);
  process.exit(stale.length > 0 ? 1 : 0);
}
mkdirSync(join(here, "dist"), { recursive: true });
for (const [name, text] of Object.entries(made)) writeFileSync(join(here, name), text);
console.log(`dist/report.html: ${Buffer.byteLength(made["dist/report.html"]).toLocaleString("en")} bytes`);
