/* What axe does not measure, asked of the page as it stands: targets, texts, reflow, focus, motion. Evaluated by measures.py. */
(() => {
  const PRESSED = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [tabindex="0"]';
  const DRAWN = ".leaflet-pane, .board-sheet"; // a drawing: what stands on it stands in a list too
  const all = (selector) => [...document.querySelectorAll(selector)];
  const styleOf = (element, pseudo) => getComputedStyle(element, pseudo);
  const says = (element) => {
    const words = element.getAttribute("aria-label") || element.innerText || element.name || element.id || element.getAttribute("class") || "";
    return `${element.tagName.toLowerCase()} “${words.trim().replace(/\s+/g, " ").slice(0, 24)}”`;
  };
  const seen = (element) => {
    const box = element.getBoundingClientRect();
    return element.checkVisibility({ visibilityProperty: true }) && box.width > 0 && box.right > 0 && box.bottom + scrollY > 0;
  };
  /** Kept for screen readers only, in it or above it. */
  const unseen = (element) => {
    for (let at = element; at; at = at.parentElement) if (styleOf(at).clipPath.startsWith("inset(50%")) return true;
    return false;
  };
  const joined = (a, b) => {
    const [left, top] = [Math.min(a.left, b.left), Math.min(a.top, b.top)];
    return new DOMRect(left, top, Math.max(a.right, b.right) - left, Math.max(a.bottom, b.bottom) - top);
  };
  const around = (box) => `${Math.round(box.width)} × ${Math.round(box.height)} px`;

  /* ---- targets ---- */

  /** The nodes of a block that run on in one line with an element of it. */
  const lineOf = (block, element) => {
    const lines = [[]];
    for (const node of block.childNodes) {
      const runsOn = node.nodeType === Node.TEXT_NODE || (node.nodeType === Node.ELEMENT_NODE && styleOf(node).display.startsWith("inline"));
      if (runsOn) lines.at(-1).push(node);
      else lines.push([]);
    }
    return lines.find((line) => line.some((node) => node.contains(element))) ?? [];
  };
  /** A link that is a word in a sentence. */
  const inSentence = (element) => {
    if (element.tagName !== "A" || styleOf(element).display !== "inline") return false;
    let block = element.parentElement;
    while (styleOf(block).display === "inline") block = block.parentElement;
    const line = lineOf(block, element);
    const letters = (nodes) => nodes.map((node) => node.textContent.match(/\p{L}/gu)?.length ?? 0).reduce((sum, n) => sum + n, 0);
    const links = line.flatMap((node) => (node.matches?.("a, button") ? [node] : [...(node.querySelectorAll?.("a, button") ?? [])]));
    return letters(line) >= letters(links) + 2;
  };
  const stretched = (element) => {
    const after = styleOf(element, "::after");
    return after.content !== "none" && after.position === "absolute" && after.inset === "0px";
  };
  /** Where a press reaches it: a label presses its box; a stretched link the whole row. */
  const area = (element) => {
    const own = element.getBoundingClientRect();
    const label = ["checkbox", "radio"].includes(element.type) && element.labels?.[0];
    if (label) return joined(own, label.getBoundingClientRect());
    if (element.matches(".dot")) return element.querySelector("circle").getBoundingClientRect();
    if (!stretched(element)) return own;
    let frame = element;
    while (styleOf(frame).position === "static") frame = frame.parentElement;
    return frame.getBoundingClientRect();
  };
  const targets = () =>
    all(PRESSED)
      .filter((element) => seen(element) && !unseen(element) && !element.disabled && !element.closest(DRAWN) && !inSentence(element))
      .filter((element) => element.tabIndex >= 0 || element.type === "radio")
      .filter((element) => !element.matches("[tabindex]:not(a, button, input, summary, select, textarea, [role=button])")) // scrolled, not pressed
      .map((element) => ({ element, box: area(element) }));

  const small = (least) =>
    targets()
      .filter(({ element, box }) => Math.min(box.width, box.height) < (element.matches(".dot") ? 24 : least) - 0.6)
      .map(({ element, box }) => `${says(element)} is ${around(box)}`);

  const overlapping = () => {
    const found = targets().filter(({ element }) => !element.matches(".dot"));
    const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
    const apart = (one, other) => layer(one.element) !== layer(other.element);
    const within = (one, other) => one.element.contains(other.element) || other.element.contains(one.element) || (stretched(one.element) !== stretched(other.element));
    return found.flatMap((one, i) =>
      found.slice(i + 1)
        .filter((other) => over(one.box, other.box) && !within(one, other) && !apart(one, other))
        .map((other) => `${says(one.element)} lies over ${says(other.element)}`));
  };

  /* ---- texts ---- */

  /** What moves by itself while the page is scrolled may pass over something else. */
  const layer = (element) => {
    for (let at = element; at; at = at.parentElement) if (["fixed", "sticky"].includes(styleOf(at).position)) return at;
    return null;
  };
  const texts = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const words = walker.currentNode.textContent.trim();
      const element = walker.currentNode.parentElement;
      if (!words || element.closest(`script, style, noscript, svg, option, textarea, ${DRAWN}`)) continue;
      if (!seen(element) || unseen(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      const size = parseFloat(styleOf(element).fontSize);
      for (const box of range.getClientRects()) {
        if (box.width < 2 || box.right <= 0) continue;
        const middle = (box.top + box.bottom) / 2;
        const half = Math.min(size * 0.36, box.height / 2); // the strokes, not the room above and below them
        const flat = styleOf(element).writingMode === "horizontal-tb";
        const ink = flat ? new DOMRect(box.left, middle - half, box.width, 2 * half) : box;
        found.push({ words: words.slice(0, 20), element, ink });
      }
    }
    return found;
  };

  const hides = (overflow) => overflow === "hidden" || overflow === "clip";
  const cut = () =>
    texts().flatMap(({ words, element, ink }) => {
      for (let at = element; at && at !== document.body; at = at.parentElement) {
        const { overflowX, overflowY, display } = styleOf(at);
        if (display === "inline") continue;
        const box = at.getBoundingClientRect();
        const wide = ink.left < box.left - 2 || ink.right > box.right + 2;
        const high = ink.top < box.top - 2 || ink.bottom > box.bottom + 2;
        if ((wide && hides(overflowX)) || (high && hides(overflowY))) return [`“${words}” is cut by ${says(at)}`];
        if ((wide || high) && at.matches("button, summary, .btn, .chip, .seg > *, .plate, .tag, .mark")) return [`“${words}” runs out of ${says(at)}`];
        if (wide && ["auto", "scroll"].includes(overflowX)) return [];
      }
      return [];
    });

  const covered = () => {
    const found = texts().sort((a, b) => a.ink.top - b.ink.top);
    const layers = new Map(found.map(({ element }) => [element, layer(element)]));
    const wrong = [];
    found.forEach((one, i) => {
      for (let j = i + 1; j < found.length && found[j].ink.top < one.ink.bottom - 2; j += 1) {
        const other = found[j];
        const wide = Math.min(one.ink.right, other.ink.right) - Math.max(one.ink.left, other.ink.left);
        if (wide > 2 && layers.get(one.element) === layers.get(other.element)) wrong.push(`“${one.words}” and “${other.words}” stand on each other`);
      }
    });
    return wrong;
  };

  const sideways = () => {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return [];
    const kept = (element) => { for (let at = element.parentElement; at; at = at.parentElement) if (at !== document.body && styleOf(at).overflowX !== "visible") return true; return false; };
    const out = all("body *").filter((element) => seen(element) && !kept(element) && element.getBoundingClientRect().right > wide + 1);
    return [`the page is ${document.documentElement.scrollWidth} px wide in a window of ${wide}: ${out.slice(0, 3).map(says).join(", ")}`];
  };

  /** What scrolls by itself: a table or a drawing, and reached by keys. */
  const scrollers = () =>
    all("body *")
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && ["auto", "scroll"].includes(styleOf(element).overflowX) && seen(element))
      .filter((element) => !element.matches("textarea, input, select"))
      .flatMap((element) => [
        ...(element.querySelector("table, svg, img") ? [] : [`${says(element)} scrolls sideways and is no table`]),
        ...(element.tabIndex >= 0 && (element.getAttribute("aria-label") || element.getAttribute("aria-labelledby")) ? [] : [`${says(element)} scrolls and cannot be reached or has no name`]),
      ]);

  /* ---- contrast ---- */

  const parts = (colour) => {
    const numbers = colour.match(/[\d.]+/g).map(Number);
    return colour.startsWith("color(srgb") ? [...numbers.slice(0, 3).map((n) => n * 255), ...numbers.slice(3)] : numbers;
  };
  const light = (colour) =>
    colour.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const onto = ([r, g, b, a = 1], under) => [r, g, b].map((c, i) => c * a + under[i] * (1 - a));
  const behind = (element) => {
    if (!element) return [255, 255, 255];
    const own = parts(styleOf(element).backgroundColor);
    return (own[3] ?? 1) === 1 ? own.slice(0, 3) : onto(own, behind(element.parentElement));
  };
  /** Words that stand out by less than `least` to one from what lies behind them; large ones by less than two thirds of it. */
  const pale = (least) => {
    const done = new Set();
    return texts().flatMap(({ words, element }) => {
      if (done.has(element) || element.closest("[disabled]")) return [];
      done.add(element);
      const { color, fontSize, fontWeight } = styleOf(element);
      const ground = behind(element);
      const [one, other] = [light(onto(parts(color), ground)), light(ground)].sort((a, b) => b - a);
      const large = parseFloat(fontSize) >= (fontWeight >= 700 ? 18.66 : 24) && least < 7;
      const ratio = (one + 0.05) / (other + 0.05);
      return ratio < (large ? (least * 2) / 3 : least) - 0.005 ? [`“${words}” stands out by ${ratio.toFixed(2)} only`] : [];
    });
  };

  /* ---- hints and faults of fields ---- */

  /** What stands by a field and is not read out with it. */
  const unsaid = () =>
    all(".field .hint, .field .err")
      .filter((words) => seen(words) && words.textContent.trim() && words.getAttribute("role") !== "status")
      .filter((words) => {
        const field = words.closest(".field");
        const told = [field, ...field.querySelectorAll("[aria-describedby]")].flatMap((one) => one.getAttribute("aria-describedby")?.split(" ") ?? []);
        for (let at = words; at !== field; at = at.parentElement) if (at.id && told.includes(at.id)) return false;
        return true;
      })
      .map((words) => `${says(words)} is not read with its field`);

  /* ---- focus ---- */

  const reached = () => all("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]").filter((element) => element.tabIndex >= 0 && !element.disabled && seen0(element));
  const seen0 = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  const lines = (element) => {
    const chain = [];
    for (let at = element, up = 0; at && up < 4; at = at.parentElement, up += 1) chain.push(at);
    if (element.matches(".dot")) chain.push(element.querySelector("circle"));
    return chain.map((at) => {
      const { outlineStyle, outlineWidth, boxShadow, strokeWidth, stroke } = styleOf(at);
      return `${outlineStyle === "none" ? "" : outlineWidth} ${boxShadow} ${stroke} ${strokeWidth}`;
    }).join("|");
  };
  const POINTS = [0.1, 0.5, 0.9];
  /** A third of it at least is in sight: in the window, and nothing lies over it. */
  const hidden = (element) => {
    const label = ["checkbox", "radio"].includes(element.type) && element.labels?.[0];
    const box = (label || element).getBoundingClientRect();
    // what is higher than the window fills it wherever it is scrolled to
    const [top, height] = box.height > innerHeight ? [Math.max(box.top, 0), Math.min(box.bottom, innerHeight) - Math.max(box.top, 0)] : [box.top, box.height];
    const points = POINTS.flatMap((x) => POINTS.map((y) => [box.left + x * box.width, top + y * height]));
    const hits = points.filter(([x, y]) => {
      const over = document.elementFromPoint(x, y);
      return over && (element.contains(over) || label?.contains?.(over) || element.closest("a, label, svg.citymap")?.contains(over) || over.contains(element) && stretchedOver(over, element));
    });
    return hits.length * 3 < points.length;
  };
  const stretchedOver = (top, element) => element.tagName !== "DIV" && styleOf(element).display === "inline" && top.contains(element) && !styleOf(top).position.match(/sticky|fixed/);

  /** Everything that takes the focus, one by one: [what is hidden, what shows no sign of it]. */
  const focus = () => {
    const wrong = [];
    document.activeElement?.blur();
    for (const element of reached()) {
      const before = lines(element);
      element.focus();
      if (document.activeElement !== element) wrong.push(`${says(element)} does not take the focus`);
      if (hidden(element)) wrong.push(`${says(element)} is hidden while it has the focus`);
      if (lines(element) === before) wrong.push(`${says(element)} shows nothing while it has the focus`);
    }
    document.activeElement?.blur();
    scrollTo(0, 0);
    return wrong;
  };

  /* ---- the order of Tab ---- */

  let stops = []; // where each control stands, before anything is scrolled
  let walked = [];
  /** From here on every stop is noted; the answer is how many there should be. */
  const watch = () => {
    scrollTo(0, 0);
    const group = (element) => document.getElementsByName(element.name);
    const passed = (element) => element.type === "radio" && !element.checked && ([...group(element)].some((one) => one.checked) || group(element)[0] !== element);
    stops = reached().filter((element) => !passed(element));
    stops = stops.map((element) => ({ element, box: element.getBoundingClientRect() }));
    walked = [];
    document.addEventListener("focusin", ({ target }) => walked.push(stops.find(({ element }) => element === target) ?? { element: target }));
    return stops.length;
  };
  /** Above, or to the left in the same line: it should have come before. What sticks to the window has no place in the page. */
  const before = (a, b) => {
    if (a.bottom <= b.top + 2) return a.left < b.right - 2;
    return a.right <= b.left + 2 && a.top < b.bottom - 2 && a.bottom > b.top + 2 && Math.abs(a.top + a.bottom - b.top - b.bottom) < Math.min(a.height, b.height);
  };
  const order = () => {
    const once = walked.findIndex(({ element }, i) => i > 0 && element === walked[0].element);
    const round = once < 0 ? walked : walked.slice(0, once);
    const missed = stops.filter((stop) => !round.includes(stop)).map(({ element }) => `Tab never comes to ${says(element)}`);
    const back = round.slice(1).flatMap((stop, i) => (stop.box && round[i].box && stop.box.right > 0 && round[i].box.right > 0 && layer(stop.element) === layer(round[i].element) && before(stop.box, round[i].box) ? [`${says(stop.element)} stands before ${says(round[i].element)} and comes after it`] : []));
    return [...missed, ...back];
  };

  /* ---- motion ---- */

  const moving = () => {
    const long = (times) => times.split(",").some((time) => parseFloat(time) > 0.01);
    const still = all("body, body *").filter((element) =>
      [undefined, "::before", "::after"].some((pseudo) => {
        const style = styleOf(element, pseudo);
        return (pseudo && style.content === "none" ? false : long(style.transitionDuration) && style.transitionProperty !== "none") || (style.animationName !== "none" && long(style.animationDuration));
      }));
    return [...still.map((element) => `${says(element)} moves`), ...document.getAnimations().map((each) => `running: ${each.animationName ?? each.transitionProperty}`)];
  };

  window.measures = { small, overlapping, cut, covered, sideways, scrollers, unsaid, pale, focus, watch, order, moving };
})();
