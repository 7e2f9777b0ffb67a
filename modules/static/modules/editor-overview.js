// What is told of a page comes with its preview, and is shown beside the form too.
const panel = document.querySelector("[data-overview-panel]");
const counters = document.querySelectorAll(
  "[data-content-checker-count], [data-side-panel-toggle='checks'] [data-side-panel-toggle-counter]",
);

function count() {
  const number = panel.querySelector("[data-overview]")?.dataset.count ?? "0";
  counters.forEach((counter) => {
    counter.textContent = number;
    if (counter.matches("[data-side-panel-toggle-counter]")) counter.hidden = number === "0";
  });
}

function take() {
  const preview = document.getElementById("w-preview-iframe")?.contentDocument;
  const told = preview?.querySelector("[data-overview]");
  if (!told) return;
  const here = document.importNode(told, true);
  here.querySelectorAll("a[href^='#b-']").forEach((link) => {
    link.setAttribute("href", `#block-${link.hash.slice(3)}-section`);
  });
  panel.replaceChildren(here);
  count();
}

if (panel) {
  count();
  document.addEventListener("w-preview:loaded", take);
}
