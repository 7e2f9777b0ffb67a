/*
 * Registered when she first keeps a lesson on her phone, and never before. Where the line fails it answers with what
 * was kept, and with nothing else; it keeps nothing by itself.
 */
const FRAME = "k"; // The stylesheet, the scripts, and the page about this phone; beside it a cache for each course.
const PHONE = "/telefono/";
const LOOKS = "/telefono/vista"; // In the frame, as attributes of <html>, written by phone.mjs; the site has no such page.
const PATIENCE = 9000;
// Of these nothing is ever rewritten under the same name: what is kept is as good, and costs no data.
const SETTLED = /^\/archivo\/|\.[0-9a-f]{12}\.\w+$/;

self.addEventListener("install", () => self.skipWaiting());

// A page is asked for as it is without a worker: the server sees the same request (learning.core.back).
self.addEventListener("activate", (event) => event.waitUntil(Promise.all([
  self.registration.navigationPreload && self.registration.navigationPreload.enable(),
  self.clients.claim(),
])));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  // What a script asks for has no destination, and must never be told the old for the new.
  if (request.method !== "GET" || !request.destination || origin !== location.origin) return;
  if (pathname.startsWith("/cms/")) return;
  event.respondWith(request.mode === "navigate" ? page(event, pathname) : file(request, pathname));
});

async function page(event, path) {
  const answer = online(event);
  event.waitUntil(answer.catch(() => {}));
  const kept = await dressed(await find(path));
  try {
    const given = await inTime(answer, kept);
    if (kept && given.status > 501) return kept; // The site rests, or nobody answers behind its door.
    return path === PHONE && given.ok ? dressed(given) : given;
  } catch (error) {
    return kept || (await dressed(await find(PHONE))) || Response.error();
  }
}

// A line that gives no sign for long is as good as none, where there is something to show.
function inTime(answer, kept) {
  return kept ? Promise.race([answer, new Promise((done) => setTimeout(done, PATIENCE, kept))]) : answer;
}

// What is kept tells nothing of her: only as it is shown does it look as she wants.
async function dressed(kept) {
  const looks = await caches.match(LOOKS, { cacheName: FRAME });
  if (!kept || !looks) return kept;
  const html = (await kept.text()).replace("<html", `<html${await looks.text()}`);
  return new Response(html, { headers: kept.headers });
}

async function online(event) {
  return (await event.preloadResponse) || fetch(event.request);
}

async function file(request, path) {
  const kept = await find(path);
  if (kept && SETTLED.test(path)) return piece(request, kept);
  const smaller = kept || (await find(path.replace(".width-720.", ".width-360."))); // Better than none.
  try {
    return await inTime(fetch(request), smaller);
  } catch (error) {
    return piece(request, smaller);
  }
}

async function find(path) {
  const same = { ignoreSearch: true, ignoreVary: true };
  return (await caches.match(path, same)) || (path.endsWith("/") ? caches.match(`${path}para-llevar/`, same) : undefined);
}

/* A recording is asked for in pieces. */
async function piece(request, found) {
  const wanted = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("range") || "");
  if (!found || !wanted) return found || Response.error();
  const whole = await found.blob();
  const first = Number(wanted[1]);
  const last = Math.min(Number(wanted[2] || whole.size), whole.size - 1);
  return new Response(whole.slice(first, last + 1), {
    status: 206,
    headers: {
      "Content-Type": found.headers.get("Content-Type"),
      "Content-Range": `bytes ${first}-${last}/${whole.size}`,
      "Content-Length": String(last - first + 1),
    },
  });
}
