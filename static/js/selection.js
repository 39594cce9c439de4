// Ticking rows: all on this page, a count, shift-click for a stretch, "all in this filter", and the bar that acts on them.
const last = new WeakMap();
const boxes = (region) => [...region.querySelectorAll("[data-select]")];

function redraw(region) {
  const all = boxes(region);
  const ticked = all.filter((box) => box.checked).length;
  const whole = region.querySelector("[data-select-all]");
  if (whole) {
    whole.checked = all.length > 0 && ticked === all.length;
    whole.indeterminate = ticked > 0 && ticked < all.length;
  }
  const filter = region.querySelector("[data-selection-filter]");
  const total = Number(filter?.dataset.total ?? 0);
  const filterBox = filter?.querySelector("input");
  if (filter) {
    filter.hidden = !(ticked > 0 && ticked === all.length && total > all.length);
    if (filter.hidden && filterBox) filterBox.checked = false;
  }
  const count = region.querySelector("[data-selection-count]");
  if (count) count.textContent = (filterBox?.checked ? total : ticked).toLocaleString(document.documentElement.lang);
  const bar = region.querySelector("[data-selection-bar]");
  if (bar) bar.hidden = ticked === 0;
}

function redrawAll() {
  document.querySelectorAll("[data-selection]").forEach(redraw);
}

document.addEventListener("click", (event) => {
  const box = event.target;
  if (!box.matches?.("[data-select]")) return;
  const region = box.closest("[data-selection]");
  const all = boxes(region);
  const from = all.indexOf(last.get(region));
  if (event.shiftKey && from >= 0) {
    const to = all.indexOf(box);
    all.slice(Math.min(from, to), Math.max(from, to) + 1).forEach((other) => { other.checked = box.checked; });
  }
  last.set(region, box);
});

document.addEventListener("change", (event) => {
  const region = event.target.closest?.("[data-selection]");
  if (!region) return;
  if (event.target.matches("[data-select-all]")) {
    boxes(region).forEach((box) => { box.checked = event.target.checked; });
  }
  redraw(region);
});

document.addEventListener("click", (event) => {
  const clear = event.target.closest?.("[data-selection-clear]");
  if (!clear) return;
  const region = clear.closest("[data-selection]");
  boxes(region).forEach((box) => { box.checked = false; });
  redraw(region);
});

// rows that arrive while "all in this filter" is on belong to it
document.addEventListener("htmx:afterSettle", () => {
  document.querySelectorAll("[data-selection]").forEach((region) => {
    if (region.querySelector("[data-selection-filter] input")?.checked) boxes(region).forEach((box) => { box.checked = true; });
    redraw(region);
  });
});

window.addEventListener("pageshow", redrawAll); // the back button brings ticks back
redrawAll();
