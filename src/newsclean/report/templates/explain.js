"use strict";
(() => {
  const facts = JSON.parse(document.getElementById("facts").textContent);
  const blocks = [...document.querySelectorAll(".block")];
  const status = document.getElementById("status");
  const search = document.getElementById("search");
  const exporter = document.getElementById("export");
  const marked = new Map();
  let shown = "all";
  let here = -1;

  const other = (verdict) => (verdict === "kept" ? "removed" : "kept");

  function isShown(block, words) {
    const right = shown === "all" || block.classList.contains(shown);
    return right && (!words || block.textContent.toLowerCase().includes(words));
  }

  function filter() {
    const words = search.value.trim().toLowerCase();
    let count = 0;
    for (const block of blocks) {
      block.hidden = !isShown(block, words);
      count += !block.hidden;
    }
    const all = shown === "all" && !words;
    status.textContent = all ? "" : `${count} of ${blocks.length} blocks shown`;
  }

  function step(by) {
    const unsure = blocks.filter((b) => b.classList.contains("unsure") && !b.hidden);
    if (!unsure.length) {
      status.textContent = "No unsure block is shown.";
      return;
    }
    const places = unsure.map((b) => blocks.indexOf(b));
    const ahead = by > 0 ? places.find((p) => p > here) : places.findLast((p) => p < here);
    here = ahead ?? (by > 0 ? places[0] : places.at(-1));
    blocks[here].focus({ preventScroll: true });
    blocks[here].scrollIntoView({ block: "center" });
    status.textContent = `Unsure block ${places.indexOf(here) + 1} of ${places.length}`;
  }

  function toggle(index) {
    const block = blocks[index];
    const now = other(facts.blocks[index].was);
    const on = !marked.has(index);
    if (on) marked.set(index, now);
    else marked.delete(index);
    block.classList.toggle("marked", on);
    block.querySelector(".verdict").dataset.now = on ? `should be ${now}` : "";
    const button = block.querySelector(".fix");
    button.setAttribute("aria-pressed", String(on));
    exporter.disabled = marked.size === 0;
    exporter.textContent = marked.size ? `Export corrections (${marked.size})` : "Export corrections";
    status.textContent = `${marked.size} marked`;
  }

  function corrections() {
    const told = facts.blocks.map((block, index) => ({ ...block, now: marked.get(index) ?? block.was }));
    return { ...facts, blocks: told };
  }

  function save() {
    const json = JSON.stringify(corrections(), null, 1);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([json], { type: "application/json" }));
    link.download = "corrections.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    status.textContent = "Written to corrections.json; next: newsclean learn --corrections corrections.json";
  }

  blocks.forEach((block, index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "fix";
    button.lang = "en";
    button.textContent = `This should be ${other(facts.blocks[index].was)}`;
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => toggle(index));
    block.querySelector(".head").append(button);
    block.addEventListener("focusin", () => { here = index; });
    block.querySelector(".text").addEventListener("click", () => block.classList.toggle("open"));
  });

  for (const button of document.querySelectorAll("[data-show]")) {
    button.addEventListener("click", () => {
      shown = button.dataset.show;
      for (const one of document.querySelectorAll("[data-show]")) {
        one.setAttribute("aria-pressed", String(one === button));
      }
      filter();
    });
  }
  search.addEventListener("input", filter);
  document.getElementById("next").addEventListener("click", () => step(1));
  document.getElementById("previous").addEventListener("click", () => step(-1));
  exporter.addEventListener("click", save);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target === search) {
      if (event.key === "Escape") search.blur();
      return;
    }
    const action = { j: () => step(1), k: () => step(-1), x: () => here >= 0 && toggle(here), "/": () => search.focus() }[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  });
  document.getElementById("tools").hidden = false;
})();
