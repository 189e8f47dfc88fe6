"use strict";
(() => {
  const form = document.getElementById("filter");
  const shown = document.getElementById("shown");
  const rows = [...document.querySelectorAll(".activities tbody tr")];
  const by = (name) => document.getElementById(`by-${name}`)?.value ?? "";
  const words = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  const choose = () => {
    const [text, status, lead, portfolio] = [by("text").trim().toLowerCase(), by("status"), by("lead"), by("portfolio")];
    let count = 0;
    for (const row of rows) {
      const fits =
        (!text || words.get(row).includes(text)) &&
        (!status || row.dataset.status === status) &&
        (!lead || row.dataset.lead.split("\n").includes(lead)) &&
        (!portfolio || row.dataset.portfolio === portfolio);
      row.hidden = !fits;
      count += fits;
    }
    for (const section of document.querySelectorAll(".objective")) {
      section.hidden = !section.querySelector("tbody tr:not([hidden])");
    }
    shown.textContent = count === rows.length ? `All ${count} activities are shown.` : `${count} of ${rows.length} activities are shown.`;
  };
  form.addEventListener("input", choose);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  choose();
})();
