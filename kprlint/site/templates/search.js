"use strict";
(() => {
  const form = document.getElementById("search");
  const input = document.getElementById("words");
  const found = document.getElementById("found");
  const lines = [...document.querySelectorAll(".found li")];
  const shown = new Map(lines.map((line) => [line, line.textContent.toLowerCase()]));
  let index = null;
  let whole = true;
  const load = async () => {
    if (index) return;
    index = {};
    try {
      index = await (await fetch("search.json")).json();
    } catch {
      whole = false;
    }
    choose();
  };
  const choose = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const line of lines) {
      const text = `${shown.get(line)} ${index?.[line.dataset.page] ?? ""}`;
      line.hidden = !words.every((word) => text.includes(word));
      count += !line.hidden;
    }
    for (const section of document.querySelectorAll(".found")) {
      section.hidden = !section.querySelector("li:not([hidden])");
    }
    found.textContent = `${count} of ${lines.length} activities${whole ? "" : "; only the list was searched, since the words of the reports could not be loaded"}`;
  };
  input.addEventListener("focus", load);
  form.addEventListener("input", choose);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  choose();
})();
