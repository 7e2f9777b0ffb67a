/*
 * Adds to the pages of a lesson, which work whole without it: an answer is kept as soon as it is given, a checked
 * question answers in its place, and where the line fails the page stays as it is and says so. What it sends goes to the
 * site twice at most; sent twice, it counts once.
 */
const form = document.querySelector("#answers");
const words = form ? form.dataset : {};
const PATIENCE = 20000;
const PAUSE = 3000;
let pressed = null;
let sent = Promise.resolve();
let busy = false;

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

async function post(address, body, tell) {
  for (const last of [false, true]) {
    const abort = new AbortController();
    const late = setTimeout(() => abort.abort(), PATIENCE);
    try {
      const headers = { "X-Script": "1" };
      return await fetch(address, { method: "POST", body, headers, redirect: "manual", signal: abort.signal });
    } catch {
      if (last) return null;
      tell(words.again);
      await pause(PAUSE);
    } finally {
      clearTimeout(late);
    }
  }
}

function bodyOf(sending, button, more) {
  const body = new URLSearchParams(new FormData(sending));
  if (button && button.name) body.append(button.name, button.value);
  for (const [name, value] of Object.entries(more || {})) body.append(name, value);
  return body;
}

// Beside what she pressed: one line, which a screen reader says.
function tellBeside(button) {
  let place = button.parentElement.querySelector(".said");
  return (text) => {
    if (!place) {
      place = document.createElement("p");
      place.className = "notice said";
      place.setAttribute("role", "status");
      button.after(place);
    }
    place.textContent = text;
    place.hidden = !text;
  };
}

function swap(html, id) {
  const made = new DOMParser().parseFromString(html, "text/html").getElementById(id);
  const old = document.getElementById(id);
  if (!made || !old) return false;
  old.replaceWith(made);
  const mark = made.querySelector(".notice");
  if (mark) mark.focus({ preventScroll: true });
  made.scrollIntoView({ block: "nearest" });
  return true;
}

// The browser's own way, for whatever a script need not know.
function natively(sending, address, button) {
  if (button && button.name) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: button.name, value: button.value });
    sending.append(field);
  }
  sending.action = address;
  sending.submit();
}

async function send(sending, button) {
  const address = button.getAttribute("formaction") || sending.getAttribute("action");
  const [path, id] = address.split("#");
  const tell = tellBeside(button);
  await sent; // What is being kept comes before what is sent.
  const answer = await post(path, bodyOf(sending, button), tell);
  if (!answer) return tell(words.lost);
  tell("");
  if (answer.status >= 500) return tell(words.lost);
  const onward = answer.headers.get("X-Onward");
  if (onward) return location.assign(onward);
  // Her session ended: through the door, and back here with what she answered.
  if (answer.type === "opaqueredirect") return location.assign(location.pathname);
  if (answer.ok && id && swap(await answer.text(), id)) return undefined;
  return natively(sending, address, button);
}

// ---- Each answer of a quiz, as she gives it.

const waiting = new Set();

function keep(question) {
  waiting.add(question);
  sent = sent.then(keepAll);
}

async function keepAll() {
  const asked = [...waiting];
  waiting.clear();
  if (!asked.length) return;
  const places = asked.map((each) => each.querySelector(".saving span"));
  const tell = (text) => places.forEach((each) => { each.textContent = text; });
  const at = asked[asked.length - 1].id.slice(2);
  const answer = await post(form.getAttribute("action"), bodyOf(form, null, { at }), tell);
  if (answer && answer.headers.has("X-Onward")) tell(words.saved);
  else if (answer && answer.type === "opaqueredirect") places.forEach(showDoor);
  else {
    tell(words.lost);
    window.addEventListener("online", () => asked.forEach(keep), { once: true });
  }
}

function showDoor(place) {
  const door = document.createElement("a");
  door.href = location.pathname;
  door.textContent = words.enter;
  place.textContent = `${words.ended} `;
  place.append(door);
}

// Enter in a field presses the hidden button of the form: here that of the question she is in.
function meant(button) {
  if (!button.hidden) return button;
  const question = document.activeElement.closest(".question");
  return question && question.querySelector("button[formaction]");
}

function begin(event) {
  const sending = event.target;
  if (!pressed || pressed.form !== sending || !sending.matches("[data-calm]")) return;
  event.preventDefault();
  const button = meant(pressed);
  if (!button || busy) return;
  if (button.closest(".saving")) {
    keep(button.closest(".question"));
    return;
  }
  busy = true;
  send(sending, button).finally(() => { busy = false; });
}

if (form) {
  document.addEventListener("click", (event) => { pressed = event.target.closest("button"); });
  document.addEventListener("submit", begin);
}

if (form && "saves" in words) {
  let typed = null;
  for (const each of form.querySelectorAll(".saving button")) each.hidden = true;
  form.addEventListener("input", (event) => { typed = event.target.closest(".question"); });
  form.addEventListener("change", (event) => {
    const question = event.target.closest(".question");
    typed = null;
    if (question) keep(question);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden" || !typed) return;
    keep(typed);
    typed = null;
  });
}

// The meaning of a word closes once the keyboard goes on, so that it lies over nothing she comes to.
document.addEventListener("focusin", ({ target }) => {
  const meaning = document.querySelector(".meaning:target");
  if (!meaning || meaning.contains(target)) return;
  location.replace(meaning.querySelector(".word-end").hash);
  target.focus();
});

// ---- Where she was reading, in this tab alone: the quick exit wipes it, and nobody else's page asks for it.

const mine = form && form.elements.owner_mark;

function blocks() {
  return [...document.querySelectorAll("main .block[id]")];
}

function note() {
  if (document.documentElement.classList.contains("gone")) return;
  const seen = blocks();
  const here = seen.find((each) => each.getBoundingClientRect().bottom > 96);
  const place = here && here !== seen[0] && scrollY ? here.id : "";
  try {
    sessionStorage.setItem("place", JSON.stringify([mine.value, location.pathname, place]));
  } catch {}
}

function goBack() {
  const [how] = performance.getEntriesByType("navigation");
  if ((location.hash && !location.hash.startsWith("#b-")) || "done" in words || !how || how.type !== "navigate") return;
  try {
    const [whose, path, id] = JSON.parse(sessionStorage.getItem("place")) || [];
    const block = whose === mine.value && path === location.pathname && document.getElementById(id);
    if (!block || document.querySelector("[autofocus]")) return;
    block.tabIndex = -1;
    block.focus();
    block.scrollIntoView();
  } catch {}
}

if (mine) {
  goBack();
  window.addEventListener("pagehide", note);
}
