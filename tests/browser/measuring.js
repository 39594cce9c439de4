// Questions to a page; each is answered with a list of offenders, one line each.
(() => {
  const root = document.documentElement;
  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary";

  const shown = (el) => {
    const box = el.getBoundingClientRect();
    return box.width > 1 && box.height > 1
      && el.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  };

  const say = (el) => {
    const box = el.getBoundingClientRect();
    const words = el.textContent.trim().replace(/\s+/g, " ").slice(0, 30);
    const at = [box.left, box.top, box.width, box.height].map(Math.round).join(" ");
    return `${el.cloneNode(false).outerHTML.slice(0, 120)} “${words}” [${at}]`;
  };

  // of the open dialog, if there is one; hidden words are no control that one sees
  const controls = () => [...(document.querySelector("dialog[open]") ?? document).querySelectorAll(CONTROLS)]
    .filter((el) => shown(el) && !el.matches(".skip") && !el.closest(".sr"));

  // what one can hit: a box to tick includes its label
  const target = (el) => {
    const label = el.matches("[type=checkbox], [type=radio]") ? el.closest("label") ?? el.labels?.[0] : null;
    const boxes = [el, label].filter(Boolean).map((one) => one.getBoundingClientRect());
    return {
      left: Math.min(...boxes.map((box) => box.left)),
      right: Math.max(...boxes.map((box) => box.right)),
      top: Math.min(...boxes.map((box) => box.top)),
      bottom: Math.max(...boxes.map((box) => box.bottom)),
    };
  };

  const size = (box) => Math.min(box.right - box.left, box.bottom - box.top);

  // whether a circle of 24 pixels round the middle of one target meets another
  const crowds = (box, other) => {
    const x = (box.left + box.right) / 2;
    const y = (box.top + box.bottom) / 2;
    if (size(other) < 24) {
      return Math.hypot(x - (other.left + other.right) / 2, y - (other.top + other.bottom) / 2) < 24;
    }
    const across = Math.max(other.left - x, 0, x - other.right);
    const down = Math.max(other.top - y, 0, y - other.bottom);
    return Math.hypot(across, down) < 12;
  };

  const inSentence = (el) => el.matches("a, button") && getComputedStyle(el).display === "inline"
    && el.parentElement.textContent.trim().length > el.textContent.trim().length + 3;

  return {
    // What makes the page, or the open dialog, scroll sideways.
    tooWide() {
      const found = [];
      const dialog = document.querySelector("dialog[open]");
      if (dialog && dialog.scrollWidth > dialog.clientWidth + 1) {
        found.push(`dialog ${dialog.scrollWidth} in ${dialog.clientWidth}`);
      }
      if (root.scrollWidth > root.clientWidth) {
        const wide = [...document.body.querySelectorAll("*")].filter(shown).filter((el) => {
          const box = el.getBoundingClientRect();
          return box.right > root.clientWidth + 1 || box.left < -1;
        });
        const inmost = wide.filter((el) => !wide.some((other) => other !== el && el.contains(other)));
        found.push(`page ${root.scrollWidth} in ${root.clientWidth}`, ...inmost.slice(0, 5).map(say));
      }
      return found;
    },

    // WCAG 2.5.8: 24 pixels, or as much room round a smaller one; links in a sentence are free.
    tooSmall() {
      const all = controls().map((el) => [el, target(el)]);
      return all
        .filter(([el, box]) => size(box) < 23.5 && !inSentence(el) && all.some(([other, its]) => (
          !el.contains(other) && !other.contains(el) && crowds(box, its))))
        .map(([el]) => say(el));
    },

    // Controls under something else, where they are when one has scrolled to them.
    covered() {
      const found = [];
      for (const el of controls()) {
        el.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
        const box = el.getBoundingClientRect();
        const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        const isOwn = hit && (el.contains(hit) || hit.contains(el) || hit.closest("label")?.contains(el)
          || [...(el.labels ?? [])].some((label) => label.contains(hit)));
        // what somebody opened, or what goes away by itself, may lie over it
        if (!isOwn && !hit?.closest(".menu__panel, .toast")) {
          found.push(`${say(el)} by ${hit ? say(hit) : "the edge"}`);
        }
      }
      window.scrollTo(0, 0);
      return found;
    },

    // Words of a control that do not fit into it.
    cutOff() {
      return controls().filter((el) => {
        const style = getComputedStyle(el);
        return el.matches("a, button, summary") && style.overflow !== "visible" && style.display !== "inline"
          && (el.scrollWidth > el.clientWidth + 2 || el.scrollHeight > el.clientHeight + 2);
      }).map(say);
    },

    // What moves, or would if something changed.
    moves() {
      const isLong = (text) => text.split(",").some((part) => (
        parseFloat(part) * (part.trim().endsWith("ms") ? 1 : 1000) > 10));
      const running = document.getAnimations().filter((one) => (
        one.playState === "running" && one.effect?.getComputedTiming().activeDuration > 10));
      const styled = [...document.querySelectorAll("*")].filter((el) => {
        const style = getComputedStyle(el);
        return isLong(style.transitionDuration)
          || (style.animationName !== "none" && isLong(style.animationDuration));
      });
      return [...running.map((one) => String(one.animationName ?? one.transitionProperty)), ...styled.slice(0, 5).map(say)];
    },

    // Buttons and fields that a background alone sets apart: forced colours take that away.
    withoutEdge() {
      const hasEdge = (el) => el && ["Top", "Bottom"].some((side) => {
        const style = getComputedStyle(el);
        return style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) > 0;
      });
      return controls()
        .filter((el) => el.matches(".btn--primary, .btn--danger, select, textarea, input:not([type=checkbox], [type=radio], [type=file])"))
        .filter((el) => !hasEdge(el) && !hasEdge(el.closest(".capture")))
        .map(say);
    },

    // Text of twice the size; a menu that was open opens again and looks for its place.
    async enlarge() {
      root.style.fontSize = "200%";
      for (const menu of document.querySelectorAll("details.menu[open]")) {
        menu.open = false;
        await new Promise((done) => setTimeout(done, 50));
        menu.open = true;
        await new Promise((done) => setTimeout(done, 50));
      }
      return [];
    },
  };
})()
