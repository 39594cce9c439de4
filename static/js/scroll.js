// A line that scrolls sideways stays where it was when the piece around it is redrawn.
const places = new Map();

document.addEventListener("htmx:beforeSwap", () => {
  document.querySelectorAll("[data-keep-scroll][id]").forEach((line) => places.set(line.id, line.scrollLeft));
});

document.addEventListener("htmx:afterSwap", () => {
  places.forEach((left, id) => {
    const line = document.getElementById(id);
    if (line && line.scrollLeft !== left) line.scrollLeft = left;
  });
});
