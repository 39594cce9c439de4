// "/" search, "n" quick add, "b" the bar for what is ticked, "?" the list of keys. Never while typing, never with a modifier, off when switched off.
const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

function press(id) {
  const opener = [...document.querySelectorAll(`[data-dialog="${id}"]`)];
  const shown = opener.find((element) => element.checkVisibility?.() ?? true) ?? opener[0];
  shown?.click();
  return Boolean(shown);
}

function search() {
  const field = document.querySelector("[data-search]");
  field?.focus();
  field?.select?.();
  return Boolean(field);
}

// a long list stands between a ticked row and what can be done with it
function bar() {
  const controls = document.querySelectorAll("[data-selection-bar]:not([hidden]) :is(input, summary, button)");
  const control = [...controls].find((element) => element.checkVisibility?.() ?? true);
  control?.focus();
  return Boolean(control);
}

const KEYS = { "/": search, n: () => press("quick-add"), b: bar, "?": () => press("keys") };

document.addEventListener("keydown", (event) => {
  if (document.documentElement.dataset.shortcuts === "off") return;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest?.(TYPING) || document.querySelector("dialog[open]")) return;
  if (KEYS[event.key]?.()) event.preventDefault();
});
