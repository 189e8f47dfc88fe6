// An activity's file as a form, and back: what an officer has not changed stays as it was written, byte for byte.
//
// A file is cut into pieces, one for each field, item and field of an item, each with the comments above it. What is
// unchanged is put together again from its own piece; only what has changed is written anew. What comes out is read
// back, and refused if it does not say what the form says.

import * as YAML from "yaml";

const SOURCE = " source"; // beside the fields, no field of a file: the text that a form was filled from
const ONE_OR_MORE = ["lead", "continues", "was"]; // a name, or a list of them
const MAY_BE_EMPTY = ["progress", "next_steps"];
const READ = { schema: "failsafe", keepSourceTokens: true, logLevel: "silent" };

/** The file's text → what the form shows. */
export function fromFile(text) {
  return { ...shown(read(text).toJS() ?? {}), [SOURCE]: text };
}

/** What the form holds → the file's text. `order` names the fields of an activity and of a step, as they follow each other. */
export function toFile(form, order) {
  const { [SOURCE]: text = "", ...rest } = form;
  const wanted = filled(rest);
  const doc = read(text);
  if (doc.contents && (!YAML.isMap(doc.contents) || doc.contents.flow || !doc.contents.items.length)) {
    throw new Error("This file is not written as an activity is, a field a line. Please edit the file itself.");
  }
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const made = doc.contents
    ? text.slice(0, doc.contents.items[0].key.range[0]) + rewritten({ text, eol, order }, doc.contents, wanted, text.length, order.activity)
    : Object.entries(inOrder(wanted, order.activity)).map(([k, v]) => pair(k, v, "", eol, order)).join("");
  if (!same(filled(shown(read(made).toJS() ?? {})), wanted)) {
    throw new Error("This cannot be saved without changing something else in the file. Please edit the file itself.");
  }
  return made;
}

/** Why a form cannot be saved, or nothing. `reasons` are the words of status that need one. */
export function unfit(form, reasons) {
  const wanted = filled(form);
  if (reasons.includes(wanted.status) && !wanted.status_reason) {
    return `Say why the status is ${wanted.status}, under “Reason for the status”.`;
  }
  for (const step of wanted.next_steps ?? []) {
    const ends = ["done", "dropped", "to", "void"].filter((name) => step[name]);
    if (ends.length > 1) {
      return `The step “${step.action}” has ended in two ways: keep one of ${ends.join(" and ")}.`;
    }
  }
  return "";
}

function read(text) {
  const doc = YAML.parseDocument(text, READ);
  if (doc.errors.length) throw new Error(`This file cannot be read: ${doc.errors[0].message}`);
  return doc;
}

/** One form for what may be written in two: lists where one name would do, steps that are a plain text. */
function shown(fields) {
  const made = { ...fields };
  for (const name of [...ONE_OR_MORE, ...MAY_BE_EMPTY]) {
    if (name in made) made[name] = [made[name]].flat().filter((one) => one !== "" && one !== null);
  }
  if (made.next_steps) {
    made.next_steps = made.next_steps.map((step) => (typeof step === "string" ? { action: step } : shown(step)));
  }
  return made;
}

/** Without what is empty, and with texts as one line has them. */
function filled(value) {
  if (Array.isArray(value)) return value.map(filled).filter((one) => one !== undefined);
  if (value && typeof value === "object") {
    const pairs = Object.entries(value).map(([k, v]) => [k, filled(v)]);
    const kept = pairs.filter(([k, v]) => k !== SOURCE && v !== undefined && !(Array.isArray(v) && !v.length));
    return kept.length ? Object.fromEntries(kept) : undefined;
  }
  if (value === null || value === undefined) return undefined;
  const text = String(value).trim().replace(/\s*\n\s*/g, " ");
  return text === "" ? undefined : text;
}

const same = (a, b) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (!value || typeof value !== "object") return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
}

const value = (node) => filled(node?.toJS(new YAML.Document()));

/** What a field or an item holds, as the form would show it. */
function told(key, node) {
  return filled(shown({ [key]: value(node) }))?.[key];
}

// --- pieces

/** Where each piece begins: the first where it is said, others at the first of the comments right above their line. */
function cut(text, first, starts, ends, end) {
  const begins = starts.map((start, i) => {
    if (i === 0) return first;
    let at = lineStart(text, start);
    for (let above = at; at > ends[i - 1]; at = above) {
      above = lineStart(text, at - 1);
      if (above < ends[i - 1] || !/^\s*#/.test(text.slice(above, at))) break;
    }
    return at;
  });
  // What stands below the last one, comments and blank lines, stays at the end.
  const below = Math.min(lineEnd(text, ends.at(-1)), end);
  const pieces = begins.map((at, i) => text.slice(at, begins[i + 1] ?? below));
  return { pieces, begins, below: text.slice(below, end) };
}

const lineStart = (text, at) => (at > 0 ? text.lastIndexOf("\n", at - 1) + 1 : 0);

function lineEnd(text, at) {
  if (at > 0 && text[at - 1] === "\n") return at;
  const found = text.indexOf("\n", at);
  return found < 0 ? text.length : found + 1;
}

/** A mapping in block style, from its first field to `end`, with the fields that are wanted. */
function rewritten(file, map, wanted, end, order) {
  const { text, eol } = file;
  const starts = map.items.map((item) => item.key.range[0]);
  const ends = map.items.map((item) => Math.max(item.value?.range?.[1] ?? 0, item.key.range[1]));
  const { pieces, begins, below } = cut(text, starts[0], starts, ends, end);
  const indent = " ".repeat(starts[0] - lineStart(text, starts[0]));
  const made = [];
  map.items.forEach((item, i) => {
    const key = String(item.key.value);
    const now = wanted[key];
    if (same(told(key, item.value), now)) made.push([key, pieces[i]]);
    else if (now !== undefined) made.push([key, changed(file, item, pieces[i], begins[i], now, indent, ends[i])]);
    else if (MAY_BE_EMPTY.includes(key)) made.push([key, `${indent}${key}:${eol}`]);
  });
  for (const key of Object.keys(inOrder(wanted, order))) {
    if (made.some(([name]) => name === key)) continue;
    const before = order.slice(0, order.indexOf(key));
    const at = made.findLastIndex(([name]) => before.includes(name)) + 1;
    made.splice(at || made.length, 0, [key, pair(key, wanted[key], indent, eol, file.order)]);
  }
  return joined(made.map(([, piece]) => piece), below, eol);
}

/** The piece of a field whose value is another one now. */
function changed(file, item, piece, begin, now, indent, end) {
  const { text, eol } = file;
  const key = String(item.key.value);
  const node = item.value;
  const one = Array.isArray(now) && now.length === 1 && ONE_OR_MORE.includes(key) ? now[0] : now;
  if (isPlain(node) && typeof one === "string") {
    const from = node.range[0] - begin;
    const gap = piece[from - 1] === ":" ? " " : "";
    return piece.slice(0, from) + gap + scalar(one, key) + piece.slice(node.range[1] - begin);
  }
  if (YAML.isSeq(node) && !node.flow && !node.anchor && !node.tag && Array.isArray(now)) {
    return relisted(file, node, piece, begin, now);
  }
  const anew = pair(key, now, indent, eol, file.order).slice(indent.length);
  return text.slice(begin, item.key.range[0]) + commented(anew, node, file, end) + text.slice(lineEnd(text, end), begin + piece.length);
}

/** The piece of a field that is a list in block style: items that are as before keep their pieces, wherever they go. */
function relisted(file, list, piece, begin, now) {
  const { text, eol } = file;
  const starts = list.srcToken.items.map((item) => item.start.find((token) => token.type === "seq-item-ind").offset);
  const ends = list.items.map((item, i) => Math.max(item?.range?.[1] ?? 0, starts[i] + 1));
  const first = lineStart(text, starts[0]);
  const dash = " ".repeat(starts[0] - first);
  const { pieces, begins, below } = cut(text, first, starts, ends, begin + piece.length);
  const before = list.items.map((item) => told("next_steps", { toJS: () => [value(item)] })?.[0]);
  const asText = (item) => (typeof item === "string" ? { action: item } : item);
  const free = new Set(before.keys());
  const take = (fits) => {
    const found = [...free].find(fits);
    free.delete(found);
    return found;
  };
  const from = now.map((item) => take((i) => same(before[i], asText(item))));
  now.forEach((item, i) => {
    from[i] ??= item.action && take((j) => before[j]?.action === item.action);
  });
  now.forEach((item, i) => {
    // One that has other words now: it stands between the same neighbours.
    const after = from.slice(0, i).findLast((one) => one !== undefined) ?? -1;
    const until = from.slice(i + 1).find((one) => one !== undefined) ?? before.length;
    from[i] ??= take((j) => j > after && j < until);
  });
  const made = now.map((item, i) => {
    const at = from[i];
    if (at === undefined) return fresh(item, dash, eol, file.order);
    if (same(before[at], asText(item))) return pieces[at];
    const old = list.items[at];
    const end = begins[at] + pieces[at].length;
    if (YAML.isMap(old) && !old.flow && !old.anchor && !old.tag) {
      return text.slice(begins[at], old.items[0].key.range[0]) + rewritten(file, old, item, end, file.order.step);
    }
    if (isPlain(old) && typeof item === "string") {
      return text.slice(begins[at], old.range[0]) + scalar(item, "") + text.slice(old.range[1], end);
    }
    const anew = fresh(item, dash, eol, file.order).slice(dash.length);
    return text.slice(begins[at], starts[at]) + commented(anew, old, file, ends[at]) + text.slice(lineEnd(text, ends[at]), end);
  });
  return text.slice(begin, first) + joined(made, below, eol);
}

/** Whether a new text can take the place of the old one in its line. */
const isPlain = (node) => YAML.isScalar(node) && !node.anchor && !node.tag && !String(node.type).startsWith("BLOCK");

/** What is written anew, with the comment that stood behind the old value; refused where one stands inside of it. */
function commented(anew, node, { text, eol }, end) {
  const inside = node?.range && !YAML.isScalar(node) && /(^|\s)#/.test(text.slice(node.range[0], node.range[1]));
  if (inside) throw new Error("A comment stands inside of what has changed, and would be lost. Please edit the file itself.");
  const isBlock = YAML.isScalar(node) && String(node.type).startsWith("BLOCK");
  const line = text.slice(isBlock ? node.range[0] : end, lineEnd(text, isBlock ? node.range[0] + 1 : end));
  const behind = isBlock ? (/\s(#.*)/.exec(line)?.[1].trim() ?? "") : text[end - 1] === "\n" ? "" : line.trim();
  return behind.startsWith("#") ? anew.replace(eol, () => ` ${behind}${eol}`) : anew;
}

const joined = (pieces, below, eol) =>
  pieces.map((piece, i) => (i < pieces.length - 1 || below ? ended(piece, eol) : piece)).join("") + below;

const ended = (piece, eol) => (piece === "" || piece.endsWith("\n") ? piece : piece + eol);

// --- YAML out

function inOrder(fields, order) {
  const known = order.filter((name) => name in fields);
  const others = Object.keys(fields).filter((name) => !known.includes(name));
  return Object.fromEntries([...known, ...others].map((name) => [name, fields[name]]));
}

function pair(key, now, indent, eol, order) {
  if (!Array.isArray(now)) return `${indent}${key}: ${scalar(now, key)}${eol}`;
  if (now.length === 1 && ONE_OR_MORE.includes(key)) return `${indent}${key}: ${scalar(now[0], key)}${eol}`;
  return `${indent}${key}:${eol}${now.map((item) => fresh(item, `${indent}  `, eol, order)).join("")}`;
}

function fresh(item, dash, eol, order) {
  if (typeof item === "string") return `${dash}- ${scalar(item, "")}${eol}`;
  const fields = Object.entries(inOrder(item, order.step));
  const lines = fields.map(([key, now]) => pair(key, now, `${dash}  `, eol, order)).join("");
  return `${dash}- ${lines.slice(dash.length + 2)}`;
}

/** A text on one line, in quotation marks where YAML would read something else. Dates need none here. */
function scalar(text, key) {
  if (key === "percent_complete" && /^[0-9]+$/.test(text)) return text;
  const other = /^(y|n|yes|no|on|off)$/i.test(text) || (/^[0-9.:_+-]+$/.test(text) && !/^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$/.test(text));
  const doc = new YAML.Document([text], { schema: "core" });
  if (other) doc.contents.items[0].type = "QUOTE_DOUBLE";
  return doc.toString({ lineWidth: 0, blockQuote: false, singleQuote: false }).slice(2).trimEnd();
}
