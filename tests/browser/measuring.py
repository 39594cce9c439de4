"""Questions to a page, in JavaScript; each is answered with a list of offenders."""

_TOOLS = """
const shown = (el) => {
  const box = el.getBoundingClientRect();
  return box.width > 1 && box.height > 1
    && el.checkVisibility({ visibilityProperty: true, opacityProperty: true });
};
const say = (el) => {
  const box = el.getBoundingClientRect();
  const at = `${Math.round(box.left)},${Math.round(box.top)} ${Math.round(box.width)}x${Math.round(box.height)}`;
  return `${el.cloneNode(false).outerHTML.slice(0, 120)} “${el.textContent.trim().replace(/\\s+/g, " ").slice(0, 30)}” [${at}]`;
};
const top_layer = document.querySelector("dialog[open]") ?? document;
const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary";
const controls = () => [...top_layer.querySelectorAll(CONTROLS)].filter(shown)
  .filter((el) => !el.matches(".skip") && !el.closest(".sr"));
// what one can hit: a box to tick includes its label
const target = (el) => {
  const label = el.matches("[type=checkbox], [type=radio]") ? el.closest("label") ?? el.labels?.[0] : null;
  const boxes = [el, label].filter(Boolean).map((one) => one.getBoundingClientRect());
  return {
    left: Math.min(...boxes.map((b) => b.left)), right: Math.max(...boxes.map((b) => b.right)),
    top: Math.min(...boxes.map((b) => b.top)), bottom: Math.max(...boxes.map((b) => b.bottom)),
  };
};
"""

# Text of twice the size; a menu that was open opens again and looks for its place.
ENLARGE = """async () => {
  document.documentElement.style.fontSize = "200%";
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    await new Promise((done) => setTimeout(done, 50));
    menu.open = true;
    await new Promise((done) => setTimeout(done, 50));
  }
}"""

# What makes the page, or the open dialog, scroll sideways.
TOO_WIDE = f"""() => {{ {_TOOLS}
  const found = [];
  const root = document.documentElement;
  const sheet = document.querySelector("dialog[open]");
  if (sheet && sheet.scrollWidth > sheet.clientWidth + 1) found.push(`dialog ${{sheet.scrollWidth}} in ${{sheet.clientWidth}}`);
  if (root.scrollWidth > root.clientWidth) {{
    found.push(`page ${{root.scrollWidth}} in ${{root.clientWidth}}`);
    const wide = [...document.body.querySelectorAll("*")].filter(shown).filter((el) => {{
      const box = el.getBoundingClientRect();
      return box.right > root.clientWidth + 1 || box.left < -1;
    }});
    found.push(...wide.filter((el) => !wide.some((other) => other !== el && el.contains(other))).slice(0, 5).map(say));
  }}
  return found;
}}"""

# WCAG 2.5.8: 24 pixels, or as much room around a smaller one; links in a sentence are free.
TOO_SMALL = f"""() => {{ {_TOOLS}
  const inSentence = (el) => el.matches("a, button") && getComputedStyle(el).display === "inline"
    && el.parentElement.textContent.trim().length > el.textContent.trim().length + 3;
  const all = controls().map((el) => [el, target(el)]);
  const size = (t) => Math.min(t.right - t.left, t.bottom - t.top);
  const near = (t, other) => {{
    const x = (t.left + t.right) / 2, y = (t.top + t.bottom) / 2;
    if (size(other) < 24) {{
      const ox = (other.left + other.right) / 2, oy = (other.top + other.bottom) / 2;
      return Math.hypot(x - ox, y - oy) < 24;
    }}
    const dx = Math.max(other.left - x, 0, x - other.right), dy = Math.max(other.top - y, 0, y - other.bottom);
    return Math.hypot(dx, dy) < 12;
  }};
  return all.filter(([el, t]) => size(t) < 23.5 && !inSentence(el)
      && all.some(([other, o]) => other !== el && !el.contains(other) && !other.contains(el) && near(t, o)))
    .map(([el]) => say(el));
}}"""

# Controls under something else, where they would be when one has scrolled to them.
COVERED = f"""() => {{ {_TOOLS}
  const found = [];
  for (const el of controls()) {{
    el.scrollIntoView({{ block: "center", inline: "nearest", behavior: "instant" }});
    const box = el.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const hit = document.elementFromPoint(x, y);
    const own = hit && (el.contains(hit) || hit.contains(el) || hit.closest("label")?.contains(el)
      || [...(el.labels ?? [])].some((label) => label.contains(hit)))
      || hit?.closest(".menu__panel, .toast"); // what somebody opened, or what goes away by itself
    if (!own) found.push(`${{say(el)}} by ${{hit ? say(hit) : "nothing"}}`);
  }}
  window.scrollTo(0, 0);
  return found;
}}"""

# Words of a control that do not fit into it.
CUT_OFF = f"""() => {{ {_TOOLS}
  return controls().filter((el) => el.matches("a, button, summary"))
    .filter((el) => getComputedStyle(el).overflow !== "visible" && getComputedStyle(el).display !== "inline")
    .filter((el) => el.scrollWidth > el.clientWidth + 2 || el.scrollHeight > el.clientHeight + 2)
    .map(say);
}}"""

# What moves, or would if something changed.
MOVES = f"""() => {{ {_TOOLS}
  const long = (text) => text.split(",").some((part) => parseFloat(part) * (part.trim().endsWith("ms") ? 1 : 1000) > 10);
  const running = document.getAnimations().filter((a) => a.playState === "running" && a.effect?.getComputedTiming().activeDuration > 10);
  const styled = [...document.querySelectorAll("*")].filter((el) => {{
    const style = getComputedStyle(el);
    return long(style.transitionDuration) || (style.animationName !== "none" && long(style.animationDuration));
  }});
  return [...running.map((a) => String(a.animationName ?? a.transitionProperty)), ...styled.slice(0, 5).map(say)];
}}"""

# Buttons and fields that only a background colour sets apart: forced colours take that away.
WITHOUT_EDGE = f"""() => {{ {_TOOLS}
  const edged = (el) => el && ["Top", "Bottom"].some((side) => {{
    const style = getComputedStyle(el);
    return style[`border${{side}}Style`] !== "none" && parseFloat(style[`border${{side}}Width`]) > 0;
  }});
  return controls()
    .filter((el) => el.matches(".btn--primary, .btn--danger, input:not([type=checkbox], [type=radio], [type=file], [type=range]), select, textarea"))
    .filter((el) => !edged(el) && !edged(el.closest(".capture")))
    .map(say);
}}"""
