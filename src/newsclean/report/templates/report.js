"use strict";
(() => {
  const order = new Intl.Collator(undefined, { numeric: true });

  function compare(one, other) {
    const [a, b] = [one.dataset.sort, other.dataset.sort];
    const numbers = one.classList.contains("number") && other.classList.contains("number");
    return numbers ? Number(a) - Number(b) : order.compare(a, b);
  }

  function sort(table, column, heading) {
    const falling = heading.getAttribute("aria-sort") === "descending";
    const number = table.tBodies[0].rows[0]?.cells[column].classList.contains("number");
    const sense = heading.hasAttribute("aria-sort") ? (falling ? 1 : -1) : number ? -1 : 1;
    const rows = [...table.tBodies[0].rows];
    rows.sort((a, b) => sense * compare(a.cells[column], b.cells[column]));
    table.tBodies[0].append(...rows);
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", sense > 0 ? "ascending" : "descending");
  }

  for (const table of document.querySelectorAll("table.sortable")) {
    [...table.tHead.rows[0].cells].forEach((heading, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      button.addEventListener("click", () => sort(table, column, heading));
      heading.append(button);
    });
  }
})();
