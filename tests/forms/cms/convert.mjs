// What the page does with a file, without the page: node convert.mjs FORMAT; a question and an answer a line, as JSON.
// {text} → {form}; {form, order} → {text}, or {refused}; {form, reasons} → {unfit}.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { fromFile, toFile, unfit } = await import(pathToFileURL(process.argv[2]));

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  let answer;
  try {
    if ("text" in asked) answer = { form: fromFile(asked.text) };
    else if ("reasons" in asked) answer = { unfit: unfit(asked.form, asked.reasons) };
    else answer = { text: toFile(asked.form, asked.order) };
  } catch (error) {
    answer = { refused: error.message };
  }
  console.log(JSON.stringify(answer));
}
