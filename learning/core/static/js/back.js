/*
 * Before anything is drawn: a page to which Back or Forward led, in a tab where the quick exit has wiped the mark of
 * this visit, is blank, with one word that leads to it (learning.core.back does so where the server can tell).
 * The mark says nothing and dies with the tab.
 */
(() => {
  const { on: word } = document.currentScript.dataset;
  const page = document.documentElement;
  const [how] = performance.getEntriesByType("navigation");
  const returned = how ? how.type === "back_forward" : performance.navigation.type === 2; // Safari before 15.
  try {
    if (!returned || sessionStorage.getItem("here")) {
      sessionStorage.setItem("here", "1");
      return;
    }
  } catch (nothing) {
    return; // A browser that keeps nothing at all.
  }
  page.classList.add("gone");
  document.addEventListener("DOMContentLoaded", () => {
    const on = document.createElement("a");
    on.href = location.href;
    on.textContent = word;
    document.title = document.body.textContent = "";
    document.body.append(on);
    for (const each of document.querySelectorAll("link, style")) each.remove();
    page.classList.remove("gone");
  });
})();
