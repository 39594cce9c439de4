// <button data-date="2026-11-21" data-for="id_on"> fills a date field, and shows which button is the field's date.
function mark(field) {
  document.querySelectorAll(`[data-date][data-for="${CSS.escape(field.id)}"]`).forEach((button) => {
    button.setAttribute("aria-pressed", String(button.dataset.date === field.value));
  });
}

function markAll(root) {
  const ids = new Set([...(root.querySelectorAll?.("[data-date][data-for]") ?? [])].map((button) => button.dataset.for));
  ids.forEach((id) => { const field = document.getElementById(id); if (field) mark(field); });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-date][data-for]");
  const field = button && document.getElementById(button.dataset.for);
  if (!field) return;
  field.value = button.dataset.date;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
});

document.addEventListener("input", (event) => { if (event.target.id) mark(event.target); });
document.addEventListener("htmx:load", (event) => markAll(event.target));
markAll(document);
