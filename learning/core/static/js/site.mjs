/*
 * Adds to pages that work whole without it, and keeps nothing of hers.
 * The way out: the page is hidden before anything is sent, the session ends in the background, and this
 * entry of the history is replaced. The same for three Escapes within two seconds.
 */
const page = document.documentElement;
const exit = document.querySelector("form[data-exit]");
let escapes = [];

function leave(event) {
  event.preventDefault();
  page.classList.add("gone");
  document.title = "";
  const sent = fetch(exit.action, { method: "POST", keepalive: true }).catch(() => {});
  const wiped = Promise.race([wipe(), wait(1500)]); // What Back shows from now on is blank: see back.js.
  Promise.all([Promise.race([sent, wait(500)]), wiped]).then(() => location.replace(exit.dataset.exit));
}

function wait(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}

// All that is stored in this browser: what she kept to read without a line, what waits to be sent, and marks of ours.
// What one of these can not wipe keeps none of the others from it; a window that holds on to something, not for long.
async function wipe() {
  const all = [
    async () => sessionStorage.clear(),
    async () => localStorage.clear(),
    async () => Promise.all((await navigator.serviceWorker.getRegistrations()).map((each) => each.unregister())),
    async () => Promise.all((await caches.keys()).map((each) => caches.delete(each))),
    () => new Promise((done) => {
      const gone = indexedDB.deleteDatabase("k");
      gone.onsuccess = gone.onerror = done;
    }),
  ];
  await Promise.race([wait(3000), Promise.all(all.map((each) => each().catch(() => {})))]);
}

// Whoever signs out, or cleans the phone, takes along what was kept on it.
for (const each of document.querySelectorAll("form[data-wipes]")) {
  each.addEventListener("submit", (event) => {
    event.preventDefault();
    Promise.race([wipe(), wait(3000)]).then(() => each.submit());
  });
}

if (exit) {
  exit.addEventListener("submit", leave);
  // Before any field or menu of the editor can swallow it.
  window.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    const now = event.timeStamp;
    escapes = escapes.filter((then) => now - then < 2000).concat(now);
    // As by the button, so that the editor does not ask what to do with what she was writing.
    if (escapes.length >= 3) exit.dispatchEvent(new Event("submit", { cancelable: true }));
  }, true);
}

// A page brought back by Back is asked for again, so that it never shows what an ended session could see.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted || !document.body.hasAttribute("data-member")) return;
  page.classList.add("gone");
  location.reload();
});

// A story stays where she left it while the address leads to a word or to another story, and goes back with Back.
function keepStory() {
  const told = document.querySelector(".scenario-panel:target");
  const others = [...panels].filter((each) => each.matches(".shown") && each.parentElement !== told?.parentElement);
  const shown = history.state?.shown ?? [...others, told].map((each) => each?.id);
  for (const each of panels) each.classList.toggle("shown", shown.includes(each.id));
  history.replaceState({ shown }, "");
}

const panels = document.querySelectorAll(".scenario-panel");
if (panels.length) {
  window.addEventListener("hashchange", keepStory);
  keepStory();
}

for (const name of ["sheet", "keep", "listen"]) {
  const place = document.querySelector(`[data-${name}]`);
  if (place) import(place.dataset[name]);
}

const { offline } = document.body.dataset;
const isKept = () => navigator.serviceWorker && navigator.serviceWorker.controller;
if (offline && (document.querySelector("[data-pocket]") || isKept())) {
  import(offline).then((module) => module.begin(wipe));
}
