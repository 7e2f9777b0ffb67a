/*
 * What WCAG 2.2 asks of a page beyond the rules of axe. Each answers what is amiss, in words; none, then nothing.
 */
window.measures ??= (() => {
  const all = (what) => [...document.querySelectorAll(what)];
  const told = (each) => each.outerHTML.replace(/\s+/g, " ").slice(0, 120);
  const own = (each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const named = (each) => each.getAttribute("aria-label") || "";

  function seen(each) {
    const box = each.getBoundingClientRect();
    const hidden = !each.checkVisibility({ visibilityProperty: true }) || each.closest(".hush");
    return box.width > 0 && box.height > 0 && !hidden;
  }

  // 1.3.1, 2.4.1, 2.4.2, 2.4.6, 3.1.1: what a page is to whoever hears it.
  function frame() {
    const levels = all("h1, h2, h3, h4, h5, h6").filter(seen).map((each) => Number(each.tagName[1]));
    const navs = all("nav").filter(seen).map(named);
    const first = all("a[href], button, input, select, textarea, summary")[0];
    return [
      [/^(es|en)$/.test(document.documentElement.lang), "lang"],
      [/^(.+ · )?Aula$/.test(document.title.trim()), `title ${document.title}`],
      [all("h1").length === 1 && document.querySelector("main h1"), "one heading of all"],
      [levels[0] === 1 && levels.every((level, n) => !n || level <= levels[n - 1] + 1), `headings ${levels}`],
      [["header.bar", "main", "footer"].every((each) => all(each).length === 1), "landmarks"],
      [navs.every(Boolean) && new Set(navs).size === navs.length, `navs ${navs}`],
      [first.hash === "#contenido", `first ${told(first)}`],
    ].filter(([holds]) => !holds).map(([, words]) => words);
  }

  // 3.2.6: the way out and whom to call, in the order of the page.
  function help() {
    return all(".bar form[action], .foot a").map((each) => each.getAttribute("href") || each.getAttribute("action"));
  }

  // 2.5.8, and 44 points for what is pressed most.
  const MAIN = "button, .button, summary, select, textarea, input, label, .nav a, .foot a, .back, .card-link";

  function targets() {
    return all("a[href], button, summary, select, textarea, input:not([type=hidden])").flatMap((each) => {
      const inside = each.closest("label");
      const target = inside || (each.matches(".hush") ? each.nextElementSibling : each);
      if (!seen(target) || getComputedStyle(target).display === "inline") return []; // In a sentence: axe looks.
      const { width, height } = target.getBoundingClientRect();
      const least = target.matches(MAIN) ? 44 : 24;
      return Math.min(width, height) + 0.5 < least ? [`small ${width | 0}x${height | 0} ${told(target)}`] : [];
    });
  }

  // 1.4.10, 1.4.4, 1.4.12: all is there and nothing lies beyond the edge, or under another thing of the bar.
  function cut() {
    const wide = document.documentElement.scrollWidth > innerWidth ? [`scrolls to ${document.documentElement.scrollWidth}`] : [];
    const bar = all(".bar-row > *").map((each) => each.getBoundingClientRect());
    if (bar.length === 2 && bar[0].right > bar[1].left) wide.push("the bar");
    const lost = all("body *").filter((each) => {
      if (!seen(each) || each.closest(".scroll, svg, .skip, .weave")) return false;
      const box = each.getBoundingClientRect();
      if (own(each) && (box.right > innerWidth + 1 || box.left < -1)) return true;
      if (each.matches("input, select, textarea, progress, audio, video, img")) return box.right > innerWidth + 1;
      const { overflowX, overflowY } = getComputedStyle(each);
      return (overflowX !== "visible" && each.scrollWidth > each.clientWidth + 1)
        || (/hidden|clip/.test(overflowY) && each.scrollHeight > each.clientHeight + 1);
    });
    return [...wide, ...lost.map((each) => `cut ${told(each)}`)];
  }

  // 1.4.12: the four distances, which the policy of the site lets no inline style set.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }`);
  const space = (wanted) => { document.adoptedStyleSheets = wanted ? [sheet] : []; };

  // Her largest letters and the strongest contrast, whoever asks for them (accounts.looks).
  const large = (wanted) => ["size-4", "contrast"].forEach((each) => document.documentElement.classList.toggle(each, wanted));

  // What a careful eye sees: a word stands in the middle of its button, and no two buttons touch.
  function uneven() {
    const words = all(".button, button:not(.plain)").filter(seen).filter((each) => {
      const [inner, outer] = [document.createRange(), each.getBoundingClientRect()];
      inner.selectNodeContents(each);
      const { top, bottom } = inner.getBoundingClientRect();
      return bottom > top && Math.abs(top + bottom - outer.top - outer.bottom) > 6;
    });
    const near = all(".actions > *, .row > *").filter(seen).filter((each) => {
      const [one, next] = [each, each.nextElementSibling].map((it) => it && it.getBoundingClientRect());
      return next && next.width && next.top - one.bottom < 6 && next.left - one.right < 6 && one.left - next.right < 6;
    });
    const out = all(".secret svg").filter((each) => each.getBoundingClientRect().right > each.closest(".secret").getBoundingClientRect().right);
    return [[words, "off its middle"], [near, "touches the next"], [out, "beyond its edge"]]
      .flatMap(([found, why]) => found.map((each) => `${why}: ${told(each)}`));
  }

  // 2.3.3: whoever asks for less motion has none.
  function moving() {
    return all("*").filter((each) => [null, "::before", "::after"].some((part) => {
      const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(each, part);
      if (!animationName) return false; // What a player of sounds holds for browsers that have none.
      return animationName !== "none" || /[1-9]/.test(transitionDuration) || scrollBehavior === "smooth";
    })).map((each) => `moves ${told(each)}`);
  }

  // 2.4.7, 2.4.11, 1.4.11: where she is can be seen, by an edge that stands out, and lies under nothing.
  const rgb = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = (colour) => rgb(colour).slice(0, 3).map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, n) => sum + part * [0.2126, 0.7152, 0.0722][n], 0);
  function ground(each) {
    for (let over = each.parentElement; over; over = over.parentElement) {
      const colour = getComputedStyle(over).backgroundColor;
      if ((rgb(colour)[3] ?? 1) === 1) return colour;
    }
    return "rgb(255, 255, 255)";
  }
  function contrast(one, other) {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  }
  function uncovered(each) {
    return [...each.getClientRects()].some((box) => [0.1, 0.5, 0.9].some((x) => [0.1, 0.5, 0.9].some((y) => {
      const there = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
      return there && (each.contains(there) || there.contains(each));
    })));
  }

  let last = null;
  let passed = [];
  function focused() {
    const each = document.activeElement;
    if (each && each === last?.each && each.matches("audio, video, [type=date]")) return []; // Among its own parts.
    if (!each || each === document.body || passed.includes(each)) return null;
    const target = each.matches(".hush") ? each.nextElementSibling : each;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(target);
    const amiss = [];
    if (outlineStyle === "none" || parseFloat(outlineWidth) < 2) amiss.push("no edge");
    else if (contrast(outlineColor, ground(target)) < 3) amiss.push("faint edge");
    if (!uncovered(target)) amiss.push("covered");
    const box = target.getBoundingClientRect();
    const place = { each, fixed: target.closest(".bar, .skip"), top: box.top + scrollY, bottom: box.bottom + scrollY };
    if (last && !(last.each.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING)) amiss.push("out of order");
    if (last && !last.fixed && place.bottom <= last.top) amiss.push("above the last");
    last = place;
    passed.push(each);
    return amiss.map((words) => `${words}: ${told(each)}`);
  }
  // 2.1.1: what the keyboard did not come to, but for the other choices of a group, which arrows reach.
  function unreached() {
    const ways = all("a[href], button, summary, select, textarea, input:not([type=radio])").filter(seen);
    return ways.filter((each) => !passed.includes(each) && !each.disabled).map((each) => `unreached: ${told(each)}`);
  }

  const open = () => all("details").forEach((each) => { each.open = true; });
  return { frame, help, targets, cut, space, large, uneven, moving, focused, unreached, open };
})();
