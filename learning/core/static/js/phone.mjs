/*
 * What she keeps on this phone: lessons to read without a line, and what she marked or answered in them until it is
 * sent. All of it lies in the caches "k" and "k-…" and in one database: site.mjs wipes them, and says where to begin.
 */
const PHONE = "/telefono/";
const SEND = "/telefono/enviar/";
const RENEW = "/telefono/al-dia/";
const DAY = { day: "numeric", month: "long", year: "numeric" }; // Numbers alone mean another day elsewhere.
const LOOKS = "/telefono/vista";
// Nothing is ever rewritten under such a name.
const SETTLED = /\.[0-9a-f]{12}\.\w+$/;
const { lang, classList, dataset } = document.documentElement;
const page = document.querySelector("[data-pocket]");
const words = page ? page.dataset : {};
let wipe = () => {};

export function begin(wiping) {
  wipe = wiping;
  if (!isAllowed()) {
    deny();
    return;
  }
  const places = { "[data-choose]": choose, "[data-phone]": phone, "[data-lesson]": lesson, "[data-stale]": stale };
  for (const [mark, wire] of Object.entries(places)) {
    const found = document.querySelector(mark);
    if (found) wire(found).catch(deny);
  }
  // Of what is kept the page knows no more than the phone; and "Cómo se ve" may show what she only tries.
  if (!document.querySelector("main > [data-pocket], [data-looks]")) noteLooks().catch(() => {});
  document.addEventListener("pace", noteLooks);
  age();
  const meet = () => send().then(renew).catch(() => {}); // Without a line all stays as it is.
  meet();
  addEventListener("online", meet);
}

// Some browsers refuse even to be asked.
function isAllowed() {
  try {
    return Boolean(self.caches && self.indexedDB && navigator.serviceWorker);
  } catch (error) {
    return false;
  }
}

// A private window, or a browser that lets no site keep anything.
function deny() {
  for (const told of document.querySelectorAll("[data-denied], [data-empty]")) told.hidden = false;
}

// How she wants all pages to look and sound, beside what is kept: the worker dresses with it what tells nothing of her.
async function noteLooks() {
  const cache = document.body.hasAttribute("data-member") && (await frame());
  if (!cache) return;
  const looks = [...classList].filter((each) => each !== "gone").join(" ");
  await cache.put(LOOKS, new Response(` class="${looks}" data-pace="${dataset.pace || 100}"`));
}

// ---- What was kept: a cache for each course, in which its list says what of it is there.

// Who only looks never brings it back: where it is empty and nothing is kept, it was wiped a moment ago.
async function frame() {
  if (!(await caches.has("k"))) return null;
  const cache = await caches.open("k");
  if ((await cache.keys()).length || (await records()).length) return cache;
  await caches.delete("k");
  return null;
}

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

// Why something did not come, by the name of the sentence that tells her.
const because = (name) => Object.assign(new Error(name), { name });

// A page that leads to the door is no lesson. Who asks without a cookie asks in her language all the same.
async function fetched(url, credentials = "same-origin") {
  const answer = await fetch(url, { redirect: "manual", credentials, headers: { "Accept-Language": lang } });
  if (answer.type === "opaqueredirect") throw because("ended");
  if (!answer.ok && answer.status !== 404) throw because("broken");
  return answer;
}

async function put(cache, url) {
  const answer = await fetched(url);
  if (answer.ok) await cache.put(url, answer);
  else if (url.endsWith("/")) throw because("closed"); // Of files, one may be gone.
}

// Pages and the files that they name: all of them or none, and a page never before its files.
async function surround(cache, now, when) {
  const { files, pages } = now;
  const lacking = [];
  for (const url of files) if (!SETTLED.test(url) || !(await cache.match(url))) lacking.push(url);
  const wanted = [...lacking, ...pages];
  // As any visitor sees them: nothing of hers. The page about this phone addresses her as her network does.
  const answers = await Promise.all(wanted.map((each) => fetched(each, each === PHONE ? undefined : "omit")));
  if (!answers.every((each) => each.ok)) throw because("broken");
  const whole = await Promise.all(answers.map((each) => each.blob()));
  for (const [at, url] of wanted.entries()) {
    await cache.put(url, new Response(whole[at], { headers: answers[at].headers }));
  }
  await renewed(cache, now, when);
}

const renewed = (cache, { around }, when) => cache.put(RENEW, new Response(JSON.stringify({ when, around })));

// ---- Once an hour, where there is a line: what was closed to her goes, and what stands around it is put to date.

async function renew() {
  const around = await frame();
  if (!around) return;
  const kept = await records();
  const told = await around.match(RENEW);
  const before = told ? await told.json() : {};
  const when = [Math.floor(Date.now() / 36e5), lang, "member" in document.body.dataset].join();
  if (before.when === when) return;
  const nameIn = (list) => `${list.network}.${list.key}`;
  const answer = await fetched(`${RENEW}?${kept.map((each) => `k=${nameIn(each)}`).join("&")}`);
  const now = await answer.json();
  for (const list of kept.filter((each) => each.who === now.who)) await review(list, now.kept[nameIn(list)]);
  if (before.around !== now.around) await surround(around, now, when);
  else await renewed(around, now, when);
  await tidy();
}

async function review(list, now) {
  if (!now) return;
  if (now.gone) {
    if (await caches.delete(nameOf(list.key))) say(now.gone.replace("{}", () => list.title)); // In one window.
  } else {
    const cache = await caches.open(nameOf(list.key));
    const found = await cache.match(listOf(list.key));
    if (!found) await caches.delete(nameOf(list.key)); // Another window took it away meanwhile.
    if (!found) return;
    const kept = await found.json();
    const gone = kept.lessons.filter((each) => kept.held[each.key] && !now.lessons.includes(each.key));
    if (!gone.length) return;
    for (const each of gone) {
      delete kept.held[each.key];
      say(now.lesson.replace("{}", () => each.title));
    }
    kept.lessons = kept.lessons.filter((each) => !gone.includes(each));
    await write(cache, kept);
    await sweep(cache, kept);
    await put(cache, list.url).catch(() => {}); // In another network of hers it is not to be had now.
  }
  document.dispatchEvent(new Event("sent"));
}

// With the last of it goes all that made it possible.
async function tidy() {
  if (!(await records()).length && !(await waiting()).length) await wipe();
}

function filesOf(lesson, { pictures, sounds }) {
  return [lesson, ...(pictures ? lesson.pictures : []), ...(sounds ? lesson.sounds : [])];
}

const versionOf = (lesson, { pictures, sounds }) => [lesson.version, pictures, sounds].join();

// One window after another, where the browser knows how.
const inTurn = (act) => (navigator.locks ? navigator.locks.request("k", act) : act());

const write = (cache, list) => cache.put(listOf(list.key), new Response(JSON.stringify(list)));

// What was there already, in the same version, is not asked for again: a line that dropped costs nothing twice. Of
// what she unticks only that goes of which this window knew (`known`). The titles of what was closed meanwhile.
async function save(list, wanted, known, tell) {
  await navigator.serviceWorker.register("/sw.js", { updateViaCache: "all" });
  const cache = await caches.open(nameOf(list.key));
  const before = await record(list.key);
  const held = before ? before.held : {};
  const stays = ({ key }) => wanted.lessons.includes(key) || (held[key] && !known.includes(key));
  const lessons = list.lessons.filter(stays);
  const now = { ...list, wanted: { ...wanted, lessons: lessons.map((each) => each.key) }, held };
  await write(cache, now);
  await surround(await caches.open("k"), await (await fetched(RENEW)).json());
  await noteLooks();
  await put(cache, list.url);
  const lacking = lessons.filter((each) => held[each.key] !== versionOf(each, wanted));
  const closed = [];
  for (const [number, lesson] of lacking.entries()) {
    tell(number, lacking);
    try {
      for (const file of filesOf(lesson, wanted)) await put(cache, file.url);
      held[lesson.key] = versionOf(lesson, wanted);
    } catch (error) {
      if (error.name !== "closed") throw error;
      delete held[lesson.key];
      closed.push(lesson.title);
    }
    if (!(await record(list.key))) throw because("removed"); // In another window.
    await write(cache, now);
  }
  for (const key of Object.keys(held)) if (!lessons.some((each) => each.key === key)) delete held[key];
  await write(cache, now);
  await sweep(cache, now);
  return closed;
}

async function sweep(cache, { url, key, lessons, held, wanted }) {
  const kept = lessons.filter((each) => held[each.key]).flatMap((each) => filesOf(each, wanted));
  const here = new Set([...kept.map((each) => each.url), url, listOf(key)]);
  for (const old of await cache.keys()) if (!here.has(new URL(old.url).pathname)) await cache.delete(old);
}

// How many of the things that she did in it could not be sent: they stay.
async function drop({ key, lessons }) {
  await caches.delete(nameOf(key));
  if ((await waiting()).length) await Promise.race([send(), new Promise((done) => setTimeout(done, 5000))]);
  await tidy();
  return (await waiting()).filter((item) => lessons.some((each) => each.key === item.lesson)).length;
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
  sending = sending || deliver().catch(() => "broken").then((how) => {
    sending = null;
    document.dispatchEvent(new Event("sent"));
    return how;
  });
  return sending;
}

// Each carries a number by which the site takes it once, from whatever window it comes. Why something still waits.
async function deliver() {
  if (!(await waiting()).length) return "";
  const door = await fetch(SEND, { redirect: "manual", cache: "no-store" });
  if (door.type === "opaqueredirect" && words.door && !document.querySelector(`[data-said] [href="${words.enter}"]`)) {
    say(words.door, false, words.enter);
  }
  if (!door.ok) return "";
  const { token, who } = await door.json();
  const mine = (await waiting()).filter((each) => each.who === who);
  if (!mine.length) return "others";
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
  // What is to be sent again another time holds up nothing that follows it.
  while (mine.length) {
    const body = JSON.stringify({ items: mine.splice(0, 20) });
    const answer = await fetch(SEND, { method: "POST", redirect: "manual", headers, body });
    if (!answer.ok) return "broken";
    for (const { id, said, well, address } of (await answer.json()).taken) {
      await store("readwrite", (table) => table.delete(id));
      say(said, well, address);
    }
  }
  await tidy();
  return "";
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
  return notice;
}

// ---- Where she chooses what to keep.

async function choose(form) {
  const list = JSON.parse(document.getElementById("luggage").textContent);
  const boxes = [...form.querySelectorAll("[data-key]")];
  const [pictures, sounds] = [form.querySelector("[data-pictures]"), form.querySelector("[data-sounds]")];
  const [keep, forget] = [form.querySelector("[data-save]"), form.querySelector("[data-drop]")];
  const bar = form.querySelector("progress");
  const told = form.querySelector("[data-told]");
  const total = form.querySelector("[data-total]");
  let [kept, known] = [null, []];

  const wanted = () => ({
    lessons: boxes.filter((each) => each.checked).map((each) => each.dataset.key),
    pictures: Boolean(pictures && pictures.checked),
    sounds: Boolean(sounds && sounds.checked),
  });
  const count = () => {
    const now = wanted();
    const files = list.lessons.filter((each) => now.lessons.includes(each.key))
      .filter((each) => !kept || kept.held[each.key] !== versionOf(each, now))
      .flatMap((each) => filesOf(each, now));
    const bytes = files.reduce((sum, each) => sum + each.bytes, kept ? 0 : list.bytes);
    total.textContent = weight(bytes);
    total.parentElement.hidden = !bytes;
    keep.disabled = !now.lessons.length;
  };
  const show = async () => {
    kept = await record(list.key);
    forget.hidden = !kept;
    for (const box of boxes) {
      const lesson = list.lessons.find((each) => each.key === box.dataset.key);
      const held = kept && kept.held[lesson.key];
      const badge = box.parentElement.querySelector("[data-badge]");
      badge.textContent = !held ? "" : held.split(",")[0] === lesson.version ? words.held : words.changed;
    }
  };
  const learn = () => {
    known = kept ? Object.keys(kept.held) : [];
    count();
  };
  const trouble = ({ name }) => {
    const why = { QuotaExceededError: "full", TypeError: "broken", NetworkError: "broken", AbortError: "broken" }[name] || name;
    const way = why === "ended" ? made("a", words.ended, { href: words.enter }) : words[why] || "";
    told.textContent = "";
    told.append(way);
    if (!way) deny();
  };

  form.addEventListener("change", count);
  keep.addEventListener("click", async () => {
    keep.disabled = true;
    bar.hidden = false;
    try {
      const closed = await inTurn(() => save(list, wanted(), known, (done, { length }) => {
        bar.max = length;
        bar.value = done;
        told.textContent = `${done + 1} / ${length}`;
        show();
      }));
      told.textContent = closed.length ? words.partly.replace("{}", () => closed.join(" · ")) : words.saved;
    } catch (error) {
      trouble(error);
    }
    bar.hidden = true;
    await show();
    learn();
  });
  forget.addEventListener("click", async () => {
    told.textContent = (await drop(kept)) ? words.rest : words.dropped;
    await show();
    learn();
  });
  await show();
  form.hidden = false;
  if (kept) {
    const alone = location.search.length > 1;
    for (const box of boxes) box.checked = (alone && box.checked) || kept.wanted.lessons.includes(box.dataset.key);
    if (pictures) pictures.checked = kept.wanted.pictures;
    if (sounds) sounds.checked = kept.wanted.sounds;
  }
  learn();
}

const made = (name, text, more) => Object.assign(document.createElement(name), { textContent: text }, more);

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
  place.querySelector("[data-send]").addEventListener("click", async () => {
    const why = words[await send()];
    if (why) say(why).scrollIntoView({ block: "center" });
  });
  const tell = (name, holds) => {
    place.querySelector(`[data-${name}]`).hidden = !holds;
  };
  const clean = place.querySelector("[data-clean]");
  clean.addEventListener("click", async () => {
    clean.disabled = true;
    await wipe();
    const way = document.querySelector("form[data-exit]").action; // Cookies are for the site to take away.
    const out = await fetch(way, { method: "POST" }).then((answer) => answer.ok, () => false);
    let rest = await left();
    if (rest.length) rest = await wipe().then(left); // What another window was just doing is over by now.
    for (const each of place.querySelectorAll("[data-part]")) each.hidden = !rest.includes(each.dataset.part);
    tell("remains", rest.length);
    tell("cleaned", out && !rest.length);
    tell("erased", !out && !rest.length);
    tell("open", !out);
    clean.disabled = false;
    await show();
  });
  for (const button of place.querySelectorAll("button:disabled")) button.disabled = false;
  await show();
}

// What is still there after all was wiped: who says that nothing is has looked.
async function left() {
  const places = {
    lessons: async () => (await caches.keys()).length,
    // Where it is not told, whoever asks waits as long as another window holds on to it.
    later: async () => (indexedDB.databases ? (await indexedDB.databases()).length
      : Promise.race([waiting().then((all) => all.length), new Promise((done) => setTimeout(done, 3000, 1))])),
    worker: async () => (await navigator.serviceWorker.getRegistrations()).length,
    marks: async () => localStorage.length + sessionStorage.length,
  };
  const found = await Promise.all(Object.values(places).map((look) => look().catch(() => 0)));
  return Object.keys(places).filter((name, at) => found[at]);
}

function shelved(list, later, show) {
  const title = made("h3", list.title, { lang: list.language });
  const rows = list.lessons.filter((each) => list.held[each.key]).map((each) => {
    const row = made("li", `${each.number}. `);
    row.append(made("a", each.title, { href: `/l/${each.key}/`, lang: each.language }));
    if (later.some((item) => item.lesson === each.key && item.who === list.who)) row.append(" ", made("span", words.waits, { className: "badge" }));
    return row;
  });
  const lessons = made("ul", "", { className: "list" });
  lessons.append(...rows);
  const away = made("button", words.drop, { type: "button", className: "second" });
  away.addEventListener("click", async () => {
    if (await drop(list)) say(words.rest).scrollIntoView({ block: "center" });
    await show();
  });
  const more = made("p", "");
  more.append(made("a", words.more, { href: `/c/${list.key}/llevar/` }));
  const all = document.createElement("li");
  all.append(title, lessons, more, away);
  return all;
}

// ---- A kept lesson.

async function lesson(place) {
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
  // Of her who kept it: another woman's on the same phone waits beside hers.
  const mine = async ({ who }) => (await waiting()).filter((each) => each.lesson === key && each.who === who);
  const note = async (how) => {
    const list = await record(course);
    const { who, network, lock } = list;
    if (how !== "quiz" && (await mine(list)).some((each) => each.how === how)) return;
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
      told.hidden = !(await mine(await record(course))).length;
    });
  }
  const kept = await record(course);
  if (kept && (await mine(kept)).length) wait();
  const copy = await caches.match(`/l/${key}/para-llevar/`, { ignoreVary: true });
  const since = copy && copy.headers.get("Date");
  if (since) document.querySelector("[data-since]").textContent = new Date(since).toLocaleDateString(lang, DAY);
}

// Advice that grew old after this page was kept.
function age() {
  const told = document.querySelector("[data-overdue]");
  const today = new Date().toISOString().slice(0, 10);
  for (const each of told ? document.querySelectorAll("[data-due]") : []) {
    if (each.dataset.due < today) each.after(Object.assign(told.cloneNode(true), { hidden: false }));
  }
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
  if (!answer || !answer.ok) return; // What is closed goes by itself (`renew`).
  const old = isOld(await answer.json(), kept);
  place.hidden = !old;
  sessionStorage.setItem("old", JSON.stringify([mark, old]));
}
