// Fills in forms in a browser, as an officer does, over decap-server and a folder that is served as it is.
// node drive.mjs BROWSER REPOSITORY FORMS PORT PICTURES; what is to be done comes as JSON on standard input:
// a list of lists, each a deed and what it needs. Prints as JSON what the page said and asked of others.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join, normalize } from "node:path";
import { text } from "node:stream/consumers";
import { chromium } from "playwright-core";

const [browserPath, repository, forms, port, pictures] = process.argv.slice(2);
const here = import.meta.dirname;
const TYPES = { html: "text/html", js: "text/javascript", json: "application/json" };
const QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-gpu", "--disable-sync", "--no-first-run"];
const WAIT = 60_000;

const cms = spawn(process.execPath, [createRequire(import.meta.url).resolve("decap-server")], {
  env: { ...process.env, MODE: "git", PORT: port, BIND_HOST: "127.0.0.1", GIT_REPO_DIRECTORY: repository },
  stdio: ["ignore", "pipe", "pipe"],
});
const log = [];
await new Promise((resolve, reject) => {
  for (const stream of [cms.stdout, cms.stderr]) {
    stream.on("data", (data) => {
      log.push(String(data));
      if (/listening/i.test(data)) resolve();
    });
  }
  cms.on("exit", () => reject(new Error(`decap-server ended: ${log.join("")}`)));
});

const files = createServer(async (request, response) => {
  const path = normalize(decodeURI(new URL(request.url, "http://x").pathname));
  const packaged = /^\/npm\/([^@/]+)@[^/]+\/(.*)$/.exec(path);
  const name = packaged ? join(here, "node_modules", packaged[1], packaged[2]) : join(forms, path === "/" ? "index.html" : path);
  try {
    const data = await readFile(name);
    response.setHeader("content-type", TYPES[name.split(".").pop()] ?? "application/octet-stream");
    response.end(data);
  } catch {
    response.writeHead(404).end();
  }
});
files.listen(0, "127.0.0.1");
await once(files, "listening");
const origin = `http://localhost:${files.address().port}`;

const told = { messages: [], elsewhere: [], seen: [] };
let browser;
try {
  browser = await chromium.launch({ executablePath: browserPath, args: QUIET });
  const page = await browser.newPage({ viewport: { width: 900, height: 620 } });
  page.setDefaultTimeout(WAIT);
  page.on("pageerror", (error) => told.messages.push(String(error)));
  page.on("console", (message) => message.type() === "error" && told.messages.push(message.text()));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith(`http://localhost:${port}/`) && !/^(data|blob):/.test(url)) told.elsewhere.push(url);
  });
  page.on("dialog", (dialog) => dialog.accept());
  const deeds = deedsOf(page);
  for (const [deed, ...needs] of JSON.parse(await text(process.stdin))) {
    try {
      await deeds[deed](...needs);
    } catch (error) {
      const shown = await page.locator("body").innerText().catch(() => "");
      if (pictures) await page.screenshot({ path: join(pictures, "failed.png") });
      throw new Error(`${deed} ${JSON.stringify(needs)}: ${error.message}\n${shown}\n${told.messages.join("\n")}\n${log.join("")}`);
    }
  }
} finally {
  await browser?.close();
  files.close();
  cms.removeAllListeners("exit");
  cms.kill();
}
console.log(JSON.stringify(told));

function deedsOf(page) {
  const field = (name, place = 0) => page.locator(`[id^="${name}-field-"]`).nth(place);
  return {
    async enter() {
      await page.goto(`${origin}/`);
      await page.getByRole("button", { name: /login/i }).click();
      await page.getByRole("link", { name: /contents/i }).first().waitFor();
    },
    async list(collection) {
      await page.goto(`${origin}/#/collections/${collection}`);
      await page.locator("main a").first().waitFor();
      told.seen.push(await page.locator("main").innerText());
    },
    async open(collection, name) {
      await page.goto(`${origin}/#/collections/${collection}/entries/${encodeURIComponent(name)}`);
      await field("title").waitFor();
    },
    async fill(name, value, place) {
      // Typed over what is there: the field puts a text that a program sets behind the old one.
      await field(name, place).click();
      await page.keyboard.press("Control+A");
      await page.keyboard.insertText(value);
    },
    async choose(name, value) {
      await field(name).click();
      told.seen.push(await page.getByRole("option").allInnerTexts());
      await page.getByRole("option", { name: value, exact: true }).click();
    },
    async expand(place) {
      await page.getByRole("button", { name: "Expand", exact: true }).nth(place).click();
    },
    async click(name, place = 0) {
      await page.getByRole("button", { name, exact: true }).nth(place).click();
    },
    async save() {
      // What is said of a save before would be taken for what is said of this one.
      await page.getByText("Entry saved").waitFor({ state: "hidden" });
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await page.getByText("Entry saved").waitFor();
    },
    async refused(words) {
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await page.getByText(words).first().waitFor();
    },
    async show(name, place) {
      await field(name, place).evaluate((found) => found.scrollIntoView({ block: "center" }));
    },
    async top() {
      await field("title").evaluate((found) => found.scrollIntoView({ block: "center" }));
      await page.getByText("Entry saved").waitFor({ state: "hidden" });
    },
    async picture(name) {
      if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) });
    },
  };
}
