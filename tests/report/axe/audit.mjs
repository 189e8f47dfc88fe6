// Opens pages in a browser, light and dark, narrow and wide, and prints as JSON what axe and the browser say.
// node audit.mjs BROWSER PAGE…
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const WIDTHS = [320, 768, 1440];
const QUIET = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-gpu",
  "--disable-quic",
  "--disable-sync",
  "--no-first-run",
];

const [browserPath, ...pages] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: browserPath, args: QUIET });
const asked = pages.flatMap((page) =>
  ["light", "dark"].flatMap((scheme) => WIDTHS.map((width) => [page, scheme, width])),
);
const views = await Promise.all(asked.map((one) => view(...one)));
await browser.close();
console.log(JSON.stringify(views));

async function view(file, scheme, width) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: scheme,
    serviceWorkers: "block",
  });
  const tab = await context.newPage();
  const requests = [];
  const messages = [];
  tab.on("request", (request) => requests.push(request.url()));
  tab.on("console", (message) => messages.push(message.text()));
  tab.on("pageerror", (error) => messages.push(String(error)));
  tab.on("dialog", (dialog) => messages.push(dialog.message()));
  await tab.goto(pathToFileURL(file).href, { timeout: 0 }); // whoever called ends it
  const shown = await tab.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    background: getComputedStyle(document.documentElement).backgroundColor,
    rows: [...document.querySelectorAll("tr")].filter((row) => row.checkVisibility()).length,
  }));
  // What a screen reader is told: a row that is shown as a block is still one.
  const session = await context.newCDPSession(tab);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const read = nodes.filter((node) => !node.ignored && node.role?.value === "row").length;
  const said = [...messages];
  await tab.evaluate(axe);
  const result = await tab.evaluate((tags) => window.axe.run(document, { runOnly: tags }), TAGS);
  await context.close();
  const told = (found) => found.map((f) => ({ id: f.id, help: f.help, at: f.nodes.map((n) => n.html.slice(0, 300)) }));
  return {
    page: file,
    scheme,
    width,
    ...shown,
    read,
    axe: result.testEngine.version,
    passes: result.passes.length,
    violations: told(result.violations),
    incomplete: told(result.incomplete),
    requests: requests.length,
    elsewhere: requests.filter((url) => !/^(file|data|blob):/.test(url)),
    messages: said,
  };
}
