// Says "scripts are on", moves focus after a piece was redrawn, announces, and takes toasts away in time.
document.documentElement.classList.add("js");

const TOAST_MS = 7_000;
const UNDO_MS = 20_000; // a way back stays well over ten seconds

const waiting = new Map(); // each toast that leaves by itself, and how to hold its time

const live = () => document.getElementById("live");

function say(text) {
  const region = live();
  if (!region || !text) return;
  region.textContent = "";
  // a fresh text node in a later task, so that the same sentence twice is said twice
  setTimeout(() => { region.textContent = text.trim().replace(/\s+/g, " "); }, 100);
}

function watchToast(toast) {
  toast.dataset.watched = "1";
  say(toast.querySelector(".toast__text")?.textContent);
  if (toast.classList.contains("toast--error")) return; // an error waits to be closed
  const total = toast.querySelector("form") ? UNDO_MS : TOAST_MS;
  let timer;
  const stop = () => clearTimeout(timer);
  const resume = () => {
    stop();
    if (!toast.isConnected) return;
    // behind the veil of a dialog, or in a tab nobody looks at, its time does not run
    if (document.hidden || document.querySelector("dialog[open]") || toast.matches(":hover, :focus-within")) return;
    timer = setTimeout(() => leave(toast), total);
  };
  waiting.set(toast, { stop, resume });
  toast.addEventListener("pointerenter", stop);
  toast.addEventListener("pointerleave", resume);
  toast.addEventListener("focusin", stop);
  toast.addEventListener("focusout", () => setTimeout(resume));
  resume();
}

function remove(toast) {
  const hadFocus = toast.contains(document.activeElement);
  waiting.delete(toast);
  toast.remove();
  if (hadFocus) document.getElementById("main")?.focus({ preventScroll: true });
}

function leave(toast) {
  toast.dataset.leaving = "";
  waiting.delete(toast);
  setTimeout(() => remove(toast), 200);
}

function watchToasts() {
  const fresh = [...document.querySelectorAll("[data-toast]:not([data-watched])")];
  // one at a time: the news replaces what was said before; errors stay until they are closed
  if (fresh.some((toast) => !toast.classList.contains("toast--error"))) [...waiting.keys()].forEach(remove);
  fresh.forEach(watchToast);
}

document.addEventListener("visibilitychange", () => waiting.forEach(({ stop, resume }) => (document.hidden ? stop() : resume())));
document.addEventListener("close", () => waiting.forEach(({ resume }) => resume()), true);

// what one opens comes first: a plain word goes, one with a way back only waits behind it
function makeRoom() {
  waiting.forEach(({ stop }, toast) => {
    if (!toast.querySelector("form")) leave(toast);
    else if (document.querySelector("dialog[open]")) stop();
  });
}

document.addEventListener("dialog-opened", makeRoom);
document.addEventListener("toggle", (event) => { if (event.target.open && event.target.matches("details.menu, details.more")) makeRoom(); }, true);

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
