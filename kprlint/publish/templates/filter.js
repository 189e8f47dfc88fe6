"use strict";
(() => {
  const form = document.getElementById("filter");
  const shown = document.getElementById("shown");
  const cards = [...document.querySelectorAll(".activity")];
  const fields = [...form.querySelectorAll("input, select")];
  const by = (name) => document.getElementById(`by-${name}`)?.value ?? "";
  const words = new Map(cards.map((card) => [card, card.textContent.toLowerCase()]));
  // The number of all decides, by the language's rule, which of the forms of a text is the right one.
  const rule = new Intl.PluralRules(document.documentElement.lang || "en");
  const say = (name, some) => {
    const [forms, count] = [JSON.parse(shown.dataset[name]), cards.length];
    const text = forms[count] ?? forms[rule.select(count)] ?? forms.other;
    return text.replace("{count}", count).replace("{shown}", some);
  };
  const choose = () => {
    const [text, status, lead, portfolio] = [by("text").trim().toLowerCase(), by("status"), by("lead"), by("portfolio")];
    let count = 0;
    for (const card of cards) {
      const fits =
        (!text || words.get(card).includes(text)) &&
        (!status || card.dataset.status === status) &&
        (!lead || card.dataset.lead.split("\n").includes(lead)) &&
        (!portfolio || card.dataset.portfolio === portfolio);
      card.hidden = !fits;
      count += fits;
    }
    for (const section of document.querySelectorAll(".objective")) {
      section.hidden = !section.querySelector(".activity:not([hidden])");
    }
    const all = count === cards.length;
    shown.textContent = all ? say("all") : say("some", count);
    form.toggleAttribute("data-filtered", !all);
  };
  // The choice stands in the address, so that it can be sent round; a page that was opened from a disk may not change its own.
  const keep = () => {
    const chosen = new URLSearchParams(fields.filter((f) => f.value).map((f) => [f.id.replace("by-", ""), f.value]));
    try {
      history.replaceState(null, "", `${location.pathname}${chosen.size ? `?${chosen}` : ""}${location.hash}`);
    } catch {}
  };
  const clear = () => {
    for (const field of fields) field.value = "";
    choose();
    keep();
  };
  // A link to what is hidden shows it.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.closest("[hidden]")) return;
    clear();
    target.scrollIntoView();
  };
  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = document.getElementById(`by-${name}`);
    if (field && fields.includes(field)) field.value = value;
  }
  form.addEventListener("input", () => (choose(), keep()));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", reveal);
  form.hidden = false;
  choose();
  reveal();
})();
