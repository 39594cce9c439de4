// A form with data-autosubmit sends itself when a choice in it changes; its own button is then not needed.
function hideButtons(root) {
  root.querySelectorAll?.("form[data-autosubmit] [data-autosubmit-button]").forEach((button) => { button.hidden = true; });
}

document.addEventListener("change", (event) => {
  const form = event.target.form ?? event.target.closest?.("form");
  if (form?.matches("[data-autosubmit]") && !event.target.closest("[data-no-autosubmit]")) form.requestSubmit();
});

document.addEventListener("htmx:load", (event) => hideButtons(event.target));
hideButtons(document);
