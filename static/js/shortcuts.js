// "/" search, "n" quick add, "?" the list of keys. Never while typing, never with a modifier, off when switched off.
const TYPING = "input, textarea, select, [contenteditable]";

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

const KEYS = { "/": search, n: () => press("quick-add"), "?": () => press("keys") };

document.addEventListener("keydown", (event) => {
  if (document.documentElement.dataset.shortcuts === "off") return;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest?.(TYPING) || document.querySelector("dialog[open]")) return;
  if (KEYS[event.key]?.()) event.preventDefault();
});
