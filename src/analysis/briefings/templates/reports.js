"use strict";
(() => {
  const form = document.querySelector("form.filter");
  const briefings = [...document.querySelectorAll("[data-briefing]")];
  const moves = [...document.querySelectorAll("[data-move]")];
  const boxes = [...document.querySelectorAll("details.change, details.moved, details.family, section, .edition")];
  const atFirst = new Map([...document.querySelectorAll("details")].map((box) => [box, box.open]));
  const facts = (item) => ({ ...item.dataset, lang: item.closest("section").dataset.lang });
  const words = new Map([...briefings, ...moves].map((item) => [item, item.textContent.toLowerCase()]));

  const show = () => {
    const asked = new FormData(form);
    const sought = asked.get("text").toLowerCase().split(/\s+/).filter(Boolean);
    asked.delete("text");
    const chosen = [...asked].filter(([, value]) => value);
    const fits = (item) => chosen.every(([name, value]) => facts(item)[name] === value)
      && sought.every((word) => words.get(item).includes(word));
    [...briefings, ...moves].forEach((item) => { item.hidden = !fits(item); });
    boxes.forEach((box) => { box.hidden = !box.querySelector(":is([data-briefing], [data-move]):not([hidden])"); });
    atFirst.forEach((open, box) => { box.open = sought.length || chosen.some(([name]) => name !== "lang") ? true : open; });
    const left = briefings.filter((item) => !item.hidden).length;
    form.querySelector("[role=status] b").textContent = `${left} / ${briefings.length}`;
    document.querySelector(".nothing").hidden = left > 0 || moves.some((item) => !item.hidden);
  };

  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  show();
})();
