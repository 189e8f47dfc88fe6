// Types words into the search of a site, and prints what it says and which pages it leaves.
// node search.mjs BROWSER ADDRESS WORDS
import { chromium } from "playwright-core";

const [browserPath, address, words] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: browserPath, args: ["--disable-gpu", "--no-first-run"] });
const page = await browser.newPage();
const messages = [];
page.on("console", (message) => messages.push(message.text()));
page.on("pageerror", (error) => messages.push(String(error)));
await page.goto(address);
const loaded = page.waitForResponse((response) => response.url().endsWith("search.json"));
await page.focus("#words");
await (await loaded).finished();
await page.fill("#words", words);
await page.waitForFunction(() => document.querySelector(".found li[hidden]"));
const found = await page.locator(".found li:visible").evaluateAll((lines) => lines.map((line) => line.dataset.page));
console.log(JSON.stringify({ said: await page.textContent("#found"), found, messages }));
await browser.close();
