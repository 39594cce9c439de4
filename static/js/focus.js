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

// the piece that held the focus was replaced, and nothing in the new one asked for it
let latest = null; // a button that is switched off while it sends loses the focus before the swap
let held = null;

document.addEventListener("focusin", (event) => { latest = event.target; });

document.addEventListener("htmx:beforeSwap", (event) => {
  const here = document.activeElement === document.body ? latest : document.activeElement;
  held = event.detail.shouldSwap && event.detail.target?.contains(here) ? event.detail.target : null;
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (!held || held.isConnected) return;
  const piece = event.detail.elt ?? event.target;
  if (document.activeElement === document.body) {
    // rows that were added go on at the first of them; a redrawn region is entered anew
    const first = piece.matches?.("tr, li") ? piece.querySelector("a[href], button, input") : null;
    focusable(first ?? piece).focus({ preventScroll: true });
  }
  held = null;
});

// an answer that did not come or could not be used: say so instead of silence, once
function tell(id) {
  const toasts = document.getElementById("toasts");
  const words = document.getElementById(id);
  if (!toasts || !words || toasts.querySelector("[data-failure]")) return;
  toasts.append(words.content.cloneNode(true));
  watchToasts();
}

document.addEventListener("htmx:sendError", () => tell("lost"));
document.addEventListener("htmx:timeout", () => tell("lost"));
document.addEventListener("htmx:responseError", () => tell("refused"));
document.addEventListener("htmx:afterOnLoad", (event) => {
  if (event.detail.successful) document.querySelectorAll("[data-failure]").forEach((toast) => toast.remove());
});

watchToasts();
const summary = document.querySelector("[data-errors]");
if (summary) focusable(summary).focus();
