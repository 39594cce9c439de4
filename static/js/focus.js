// Says "scripts are on", moves focus after a piece was redrawn, announces, and takes toasts away in time.
document.documentElement.classList.add("js");

const TOAST_MS = 7_000;
const UNDO_MS = 20_000; // a way back stays well over ten seconds

const live = () => document.getElementById("live");

function say(text) {
  const region = live();
  if (!region || !text) return;
  region.textContent = "";
  // a fresh text node in a later task, so that the same sentence twice is said twice
  setTimeout(() => { region.textContent = text.trim().replace(/\s+/g, " "); }, 100);
}

function watchToast(toast) {
  if (toast.dataset.watched) return;
  toast.dataset.watched = "1";
  say(toast.querySelector(".toast__text")?.textContent);
  const total = toast.querySelector("form") ? UNDO_MS : TOAST_MS;
  let timer;
  const start = () => {
    if (toast.classList.contains("toast--error")) return; // an error waits to be closed
    clearTimeout(timer);
    timer = setTimeout(() => leave(toast), total);
  };
  const stop = () => clearTimeout(timer);
  const resume = () => { if (!toast.matches(":hover, :focus-within")) start(); };
  toast.addEventListener("pointerenter", stop);
  toast.addEventListener("pointerleave", resume);
  toast.addEventListener("focusin", stop);
  toast.addEventListener("focusout", () => setTimeout(resume));
  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : resume()));
  start();
}

function leave(toast) {
  toast.dataset.leaving = "";
  setTimeout(() => {
    const hadFocus = toast.contains(document.activeElement);
    toast.remove();
    if (hadFocus) document.getElementById("main")?.focus();
  }, 200);
}

function watchToasts() {
  document.querySelectorAll("[data-toast]").forEach(watchToast);
}

function focusable(element) {
  if (element.matches("a[href], button, input, select, textarea, summary, [tabindex]")) return element;
  element.tabIndex = -1;
  return element;
}

function settle(piece) {
  const inside = (selector) =>
    piece.matches?.(selector) ? piece : piece.querySelector?.(selector);
  const aim = inside("[data-errors]") ?? inside("[data-focus]") ?? inside("[aria-invalid='true']");
  if (aim) focusable(aim).focus();
  const news = inside("[data-announce]");
  if (news) say(news.textContent);
}

document.addEventListener("click", (event) => {
  const close = event.target.closest?.("[data-toast-close]");
  if (close) leave(close.closest("[data-toast]"));
});

document.addEventListener("htmx:afterSettle", (event) => settle(event.detail.elt ?? event.target));
document.addEventListener("htmx:oobAfterSwap", watchToasts);
document.addEventListener("htmx:afterSettle", watchToasts);

// an answer that could not be used: say so instead of silence
for (const name of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(name, () => {
    const text = document.documentElement.dataset.failed;
    if (text) say(text);
  });
}

watchToasts();
const summary = document.querySelector("[data-errors]");
if (summary) focusable(summary).focus();
