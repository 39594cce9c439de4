// Opens <dialog> from a real link or button with data-dialog="id"; closes menus that were left open.
const openers = new WeakMap();

function focusFirst(dialog) {
  (dialog.querySelector("[data-autofocus]") ?? dialog.querySelector("input:not([type=hidden]), textarea, select"))?.focus();
}

function openDialog(dialog, opener) {
  if (dialog.open) return;
  openers.set(dialog, opener);
  dialog.showModal();
  // a dialog may fetch what it holds when it is first opened: hx-trigger="dialog-opened from:#id once"
  dialog.dispatchEvent(new CustomEvent("dialog-opened", { bubbles: true }));
  focusFirst(dialog);
}

function closeMenus(except) {
  document.querySelectorAll("details.menu[open], details.more[open]").forEach((menu) => {
    if (!except || !menu.contains(except)) menu.open = false;
  });
}

document.addEventListener("click", (event) => {
  const target = event.target;
  closeMenus(target);

  const opener = target.closest?.("[data-dialog]");
  if (opener && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    const dialog = document.getElementById(opener.dataset.dialog);
    if (dialog?.showModal) {
      event.preventDefault();
      closeMenus();
      // a key pressed the opener: the focus goes back to where it was
      const typed = !event.isTrusted && document.activeElement !== document.body;
      openDialog(dialog, typed ? document.activeElement : opener);
    }
  }

  if (target.closest?.("[data-close]")) target.closest("dialog")?.close();
  // a click on the veil closes a dialog that holds nothing typed
  if (target instanceof HTMLDialogElement && !target.querySelector("form")) target.close();
});

document.addEventListener("close", (event) => {
  const opener = openers.get(event.target);
  openers.delete(event.target);
  if (!opener?.isConnected) return;
  // the opener may sit in a menu that has been closed since: its summary stands for it
  const shown = opener.checkVisibility?.() ?? true;
  (shown ? opener : opener.closest("details")?.querySelector("summary"))?.focus();
}, true);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.activeElement?.closest?.("details.menu[open], details.more[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else {
    closeMenus();
  }
});

// content that arrives after the dialog was opened, unless somebody is already in a field
document.addEventListener("htmx:afterSettle", (event) => {
  const dialog = (event.detail.elt ?? event.target).closest?.("dialog[open]");
  if (dialog && !document.activeElement?.matches("input, textarea, select") && !dialog.querySelector("[data-errors]")) focusFirst(dialog);
});

// a panel that would hang off the page opens towards the other side
document.addEventListener("toggle", (event) => {
  const menu = event.target;
  if (!menu.open || !menu.matches?.("details.menu")) return;
  const box = menu.querySelector(".menu__panel")?.getBoundingClientRect();
  if (box && (box.right > innerWidth - 8 || box.left < 8)) menu.classList.toggle("menu--end");
}, true);

document.addEventListener("focusin", (event) => closeMenus(event.target));

// a server answer may ask for it: HX-Trigger: close-dialog
document.addEventListener("close-dialog", () => {
  document.querySelectorAll("dialog[open]").forEach((dialog) => dialog.close());
});
