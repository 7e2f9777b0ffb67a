/*
 * What she keeps on this phone: lessons to read without a line, and what she marked or answered in them until it is
 * sent. All of it lies in the caches "k" and "k-…" and in one database: site.mjs wipes them, and says where to begin.
 */
const PHONE = "/telefono/";
const SEND = "/telefono/enviar/";
const LOOKS = "/telefono/vista";
const { lang, classList, dataset } = document.documentElement;
const page = document.querySelector("[data-pocket]");
const words = page ? page.dataset : {};
let wipe = () => {};

export function begin(wiping) {
  wipe = wiping;
  if (!self.caches || !self.indexedDB || !navigator.serviceWorker) return;
  const places = { "[data-choose]": choose, "[data-phone]": phone, "[data-lesson]": lesson, "[data-stale]": stale };
  for (const [mark, wire] of Object.entries(places)) {
    const found = document.querySelector(mark);
    if (found) wire(found);
  }
  // Of what is kept the page knows no more than the phone; and "Cómo se ve" may show what she only tries.
  if (!document.querySelector("main > [data-pocket], [data-looks]")) noteLooks().catch(() => {});
  document.addEventListener("pace", noteLooks);
  send();
  speak();
  addEventListener("online", send);
}

// How she wants all pages to look and sound, beside what is kept: the worker dresses with it what tells nothing of her.
async function noteLooks() {
  if (!document.body.hasAttribute("data-member") || !(await caches.has("k"))) return;
  const looks = [...classList].filter((each) => each !== "gone").join(" ");
  await (await caches.open("k")).put(LOOKS, new Response(` class="${looks}" data-pace="${dataset.pace || 100}"`));
}

// ---- What was kept: a cache for each course, in which its list says what of it is there.

const nameOf = (key) => `k-${key}`;
const listOf = (key) => `/c/${key}/lista/`;

async function record(key) {
  const found = await caches.match(listOf(key), { cacheName: nameOf(key), ignoreVary: true });
  return found ? found.json() : null;
}

async function records() {
  const names = (await caches.keys()).filter((name) => name.startsWith("k-"));
  return (await Promise.all(names.map((name) => record(name.slice(2))))).filter(Boolean);
}

// What stands around the lessons speaks as she reads now; without a line it waits.
async function speak() {
  const told = await caches.match(PHONE, { cacheName: "k", ignoreVary: true });
  if (!told || (await told.text()).includes(`<html lang="${lang}"`)) return;
  const cache = await caches.open("k");
  const paths = (await cache.keys()).map((each) => new URL(each.url).pathname).filter((each) => each.endsWith("/"));
  await Promise.all(paths.map((each) => put(cache, each, each === PHONE ? undefined : "omit"))).catch(() => {});
}

// A page that leads to the door is no lesson. Who asks without a cookie asks in her language all the same.
async function fetched(url, credentials = "same-origin") {
  return fetch(url, { redirect: "error", credentials, headers: { "Accept-Language": lang } });
}

async function put(cache, url, credentials) {
  const answer = await fetched(url, credentials);
  if (answer.ok) await cache.put(url, answer);
  else if (answer.status !== 404 || url.endsWith("/")) throw new Error(answer.status); // Of files, one may be gone.
}

function filesOf(lesson, pictures, sounds) {
  return [lesson, ...(pictures ? lesson.pictures : []), ...(sounds ? lesson.sounds : [])];
}

// What was there already, in the same version, is not asked for again: a line that dropped costs nothing twice.
async function save(list, wanted, tell) {
  await navigator.serviceWorker.register("/sw.js", { updateViaCache: "all" });
  const frame = await caches.open("k");
  const cache = await caches.open(nameOf(list.key));
  const before = await record(list.key);
  const held = before ? before.held : {};
  const note = () => cache.put(listOf(list.key), new Response(JSON.stringify({ ...list, wanted, held })));
  await note();
  for (const url of list.frame) await put(frame, url);
  for (const url of list.open) await put(frame, url, "omit"); // As any visitor sees them: nothing of hers.
  await noteLooks();
  await put(cache, list.url);
  for (const [number, lesson] of wanted.lessons.map((key) => list.lessons.find((each) => each.key === key)).entries()) {
    tell(lesson, number, wanted.lessons.length);
    const version = [lesson.version, wanted.pictures, wanted.sounds].join();
    if (held[lesson.key] !== version) {
      for (const file of filesOf(lesson, wanted.pictures, wanted.sounds)) await put(cache, file.url);
      held[lesson.key] = version;
      await note();
    }
  }
  for (const key of Object.keys(held)) if (!wanted.lessons.includes(key)) delete held[key];
  await note();
  const kept = list.lessons.filter((each) => held[each.key])
    .flatMap((each) => filesOf(each, wanted.pictures, wanted.sounds));
  const here = new Set([...kept.map((each) => each.url), list.url, listOf(list.key)]);
  for (const old of await cache.keys()) if (!here.has(new URL(old.url).pathname)) await cache.delete(old);
}

async function drop(key) {
  await caches.delete(nameOf(key));
  if (!(await records()).length && !(await waiting()).length) await wipe();
}

function isOld(list, kept) {
  const versions = Object.entries(kept.held).map(([key, version]) => [list.lessons.find((each) => each.key === key), version]);
  return versions.some(([lesson, version]) => !lesson || lesson.version !== version.split(",")[0]);
}

// ---- What waits to be sent.

const encode = (text) => new TextEncoder().encode(text);

// What she answered, in a box that only the site opens (learning.progress.boxes): who takes the phone reads no answer.
async function box(text, lock, id) {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const { subtle } = crypto;
  const site = await subtle.importKey("raw", Uint8Array.from(atob(lock), (each) => each.charCodeAt(0)), curve, false, []);
  const once = await subtle.generateKey(curve, false, ["deriveBits"]);
  const shared = await subtle.deriveBits({ name: "ECDH", public: site }, once.privateKey, 256);
  const agreed = await subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const way = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: encode("box") };
  const key = await subtle.deriveKey(way, agreed, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const full = encode(text.padEnd(Math.ceil(text.length / 512) * 512)); // Its length tells nothing either.
  const sealed = await subtle.encrypt({ name: "AES-GCM", iv, additionalData: encode(id) }, key, full);
  const point = await subtle.exportKey("raw", once.publicKey);
  return btoa([point, iv, sealed].map((part) => String.fromCharCode(...new Uint8Array(part))).join(""));
}

// Only what she does makes the table: who looks, while it is wiped or after, does not bring it back.
function store(mode, act, make) {
  return new Promise((done, failed) => {
    const opening = indexedDB.open("k", 1);
    opening.onupgradeneeded = () => {
      if (make) opening.result.createObjectStore("later", { keyPath: "id" });
      else opening.transaction.abort();
    };
    opening.onerror = () => (make ? failed(opening.error) : done());
    opening.onsuccess = () => {
      const deal = opening.result.transaction("later", mode);
      const asked = act(deal.objectStore("later"));
      const end = (how, what) => {
        opening.result.close();
        how(what);
      };
      deal.oncomplete = () => end(done, asked.result);
      deal.onabort = () => end(failed, deal.error);
    };
  });
}

async function waiting() {
  return (await store("readonly", (table) => table.getAll())) || [];
}

function number() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = Array.from(bytes, (each) => each.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

let sending = null;

function send() {
  sending = sending || deliver().catch(() => {}).then(() => {
    sending = null;
    document.dispatchEvent(new Event("sent"));
  });
  return sending;
}

// Each carries a number by which the site takes it once, from whatever window it comes.
async function deliver() {
  if (!(await waiting()).length) return;
  const door = await fetch(SEND, { redirect: "manual", cache: "no-store" });
  if (door.type === "opaqueredirect" && words.door && !document.querySelector(`[data-said] [href="${words.enter}"]`)) {
    say(words.door, false, words.enter);
  }
  if (!door.ok) return;
  const { token, who } = await door.json();
  const mine = (await waiting()).filter((each) => each.who === who);
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
  // What is to be sent again another time holds up nothing that follows it.
  while (mine.length) {
    const body = JSON.stringify({ items: mine.splice(0, 20) });
    const answer = await fetch(SEND, { method: "POST", redirect: "manual", headers, body });
    if (!answer.ok) return;
    for (const { id, said, well, address } of (await answer.json()).taken) {
      await store("readwrite", (table) => table.delete(id));
      say(said, well, address);
    }
  }
}

function say(text, well, address) {
  const main = document.querySelector("main > div") || document.body;
  let place = document.querySelector("[data-said]");
  if (!place) {
    place = document.createElement("div");
    place.dataset.said = "";
    place.setAttribute("role", "status");
    main.prepend(place);
  }
  if ([...place.children].some((each) => each.textContent === text)) return; // Said once.
  const notice = document.createElement("div");
  notice.className = well ? "notice success" : "notice";
  const told = document.createElement(address ? "a" : "p");
  if (address) told.href = address;
  told.textContent = text;
  notice.append(told);
  place.append(notice);
}

// ---- Where she chooses what to keep.

function choose(form) {
  const list = JSON.parse(document.getElementById("luggage").textContent);
  const boxes = [...form.querySelectorAll("[data-key]")];
  const [pictures, sounds] = [form.querySelector("[data-pictures]"), form.querySelector("[data-sounds]")];
  const [keep, forget] = [form.querySelector("[data-save]"), form.querySelector("[data-drop]")];
  const bar = form.querySelector("progress");
  const told = form.querySelector("[data-told]");
  const total = form.querySelector("[data-total]");
  form.hidden = false;

  const wanted = () => ({
    lessons: boxes.filter((each) => each.checked).map((each) => each.dataset.key),
    pictures: Boolean(pictures && pictures.checked),
    sounds: Boolean(sounds && sounds.checked),
  });
  const count = () => {
    const now = wanted();
    const files = list.lessons.filter((each) => now.lessons.includes(each.key))
      .flatMap((each) => filesOf(each, now.pictures, now.sounds));
    total.textContent = weight(files.reduce((sum, each) => sum + each.bytes, list.bytes));
    keep.disabled = !now.lessons.length;
  };
  const show = async () => {
    const kept = await record(list.key);
    forget.hidden = !kept;
    for (const box of boxes) {
      const lesson = list.lessons.find((each) => each.key === box.dataset.key);
      const held = kept && kept.held[lesson.key];
      const badge = box.parentElement.querySelector("[data-badge]");
      badge.textContent = !held ? "" : held.split(",")[0] === lesson.version ? words.held : words.changed;
    }
    return kept;
  };

  form.addEventListener("change", count);
  keep.addEventListener("click", async () => {
    keep.disabled = true;
    bar.hidden = false;
    try {
      await save(list, wanted(), (lesson, done, all) => {
        bar.max = all;
        bar.value = done;
        told.textContent = `${done + 1} / ${all}`;
        show();
      });
      told.textContent = words.saved;
    } catch (error) {
      told.textContent = error.name === "QuotaExceededError" ? words.full : words.broken;
    }
    bar.hidden = true;
    keep.disabled = false;
    show();
  });
  forget.addEventListener("click", async () => {
    await drop(list.key);
    told.textContent = words.dropped;
    show();
  });
  show().then((kept) => {
    if (kept) {
      const alone = location.search.length > 1;
      for (const box of boxes) box.checked = (alone && box.checked) || kept.wanted.lessons.includes(box.dataset.key);
      if (pictures) pictures.checked = kept.wanted.pictures;
      if (sounds) sounds.checked = kept.wanted.sounds;
    }
    count();
  });
}

function weight(bytes) {
  const [size, unit] = bytes < 999500 ? [bytes / 1000, "KB"] : [bytes / 1e6, "MB"];
  return `${size < 10 ? Math.round(size * 10) / 10 : Math.round(size)} ${unit}`;
}

// ---- The page about this phone, which also stands in for a page that is not kept.

async function phone(place) {
  const [empty, pending] = [place.querySelector("[data-empty]"), place.querySelector("[data-pending]")];
  const shelf = place.querySelector("[data-shelf]");
  if (!["/", "/telefono/"].includes(location.pathname)) place.querySelector("[data-away]").hidden = false;
  const show = async () => {
    const [kept, later] = [await records(), await waiting()];
    empty.hidden = kept.length > 0;
    pending.hidden = !later.length;
    pending.querySelector("[data-count]").textContent = later.length;
    shelf.textContent = "";
    shelf.append(...kept.map((list) => shelved(list, later, show)));
  };
  document.addEventListener("sent", show);
  place.querySelector("[data-send]").addEventListener("click", send);
  place.querySelector("[data-clean]").addEventListener("click", async () => {
    await wipe();
    await show();
    const way = document.querySelector("form[data-exit]").action; // Cookies are for the site to take away.
    const out = await fetch(way, { method: "POST" }).then((answer) => answer.ok, () => false);
    place.querySelector("[data-cleaned]").hidden = !out;
    place.querySelector("[data-half]").hidden = out;
  });
  for (const button of place.querySelectorAll("button:disabled")) button.disabled = false;
  await show();
}

function shelved(list, later, show) {
  const made = (name, text, more) => Object.assign(document.createElement(name), { textContent: text }, more);
  const title = made("h3", list.title, { lang: list.language });
  const rows = list.lessons.filter((each) => list.held[each.key]).map((each) => {
    const row = made("li", `${each.number}. `);
    row.append(made("a", each.title, { href: `/l/${each.key}/`, lang: each.language }));
    if (later.some((item) => item.lesson === each.key)) row.append(" ", made("span", words.waits, { className: "badge" }));
    return row;
  });
  const lessons = made("ul", "", { className: "list" });
  lessons.append(...rows);
  const away = made("button", words.drop, { type: "button", className: "second" });
  away.addEventListener("click", () => drop(list.key).then(show));
  const all = document.createElement("li");
  all.append(title, lessons, away);
  return all;
}

// ---- A kept lesson.

function lesson(place) {
  const { lesson: key, course, version } = place.dataset;
  const told = place.querySelector("[data-told]");
  const onward = place.querySelector("[data-onward]");
  const lost = place.querySelector("[data-lost]");
  const done = place.querySelector("[data-later='marked']");
  const wait = () => {
    told.hidden = onward.hidden = false;
    if (done) {
      done.hidden = true;
      onward.className = "button";
    }
  };
  const note = async (how) => {
    const { who, network, lock } = await record(course);
    const later = await waiting();
    if (how !== "quiz" && later.some((each) => each.lesson === key && each.how === how)) return;
    const id = number();
    const given = how === "quiz" ? await box(answers(place), lock, id) : "";
    const item = { id, lesson: key, version, how, answers: given, who, network };
    await store("readwrite", (table) => table.put(item), true);
  };
  for (const button of place.querySelectorAll("[data-later]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const how = button.dataset.later;
      const missing = how === "quiz" && [...place.querySelectorAll(".question")].find(isOpen);
      place.querySelector("[data-missing]").hidden = !missing;
      if (missing) {
        missing.scrollIntoView();
        missing.querySelector("input, select").focus();
        return;
      }
      try {
        await note(how);
      } catch (error) {
        lost.hidden = false;
        return;
      }
      lost.hidden = true;
      wait();
      onward.focus();
      await send();
      told.hidden = !(await waiting()).some((each) => each.lesson === key);
    });
  }
  waiting().then((later) => later.some((each) => each.lesson === key) && wait());
}

const given = (place) => [...place.querySelectorAll("[name^='answer-']")]
  .filter((each) => (each.type === "radio" || each.type === "checkbox" ? each.checked : each.value));

function isOpen(question) {
  const fields = [...question.querySelectorAll("select, input[type=text]")];
  return fields.length ? fields.some((each) => !each.value.trim()) : !given(question).length;
}

function answers(place) {
  return new URLSearchParams(given(place).map((each) => [each.name, each.value])).toString();
}

// ---- A course that she has on this phone, seen with a line.

async function stale(place) {
  const kept = await record(place.dataset.stale);
  if (!kept) return;
  const mark = [kept.key, Math.floor(Date.now() / 36e5), ...Object.values(kept.held)].join(); // Asked once an hour.
  const [known, was] = JSON.parse(sessionStorage.getItem("old") || "[]");
  if (known === mark) {
    place.hidden = !was;
    return;
  }
  const answer = await fetched(listOf(place.dataset.stale)).catch(() => null);
  if (!answer) return;
  if (answer.status === 404) await drop(kept.key);
  else {
    const old = isOld(await answer.json(), kept);
    place.hidden = !old;
    sessionStorage.setItem("old", JSON.stringify([mark, old]));
  }
}
