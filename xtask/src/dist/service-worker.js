// Keeps the files of the page for visits without a network. All files of a version are taken together, and a newer
// version waits until no tab shows the older one: what is shown is always of one version.

const VERSION = "VERSION";
const FILES = ["FILES"];
// Whoever runs the page changes it at any time.
const SETTINGS = "config.json";

// Several copies of the page may lie on one host.
const OURS = `spanscope ${self.registration.scope} `;
const CACHE = OURS + VERSION;

self.addEventListener("install", (event) => event.waitUntil(take()));
self.addEventListener("activate", (event) => event.waitUntil(forgetOlder()));

async function take() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map((file) => new Request(file, { cache: "reload" })));
}

async function forgetOlder() {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(older.map((name) => caches.delete(name)));
}

self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  const address = url.split(/[?#]/)[0];
  if (method !== "GET" || !address.startsWith(self.registration.scope)) return;
  const file = address.slice(self.registration.scope.length) || "index.html";
  if (file === SETTINGS) event.respondWith(settings(event.request));
  // Whatever else lies there, such as trace files, is none of our business.
  if (FILES.includes(file)) event.respondWith(kept(file, event.request));
});

/** The settings as they are now; without a network, as they were last. */
async function settings(request) {
  const cache = await caches.open(CACHE);
  let answer;
  try {
    answer = await fetch(request);
  } catch {
    const last = await cache.match(SETTINGS);
    return last ?? new Response("{}", { headers: { "Content-Type": "application/json" } });
  }
  if (answer.ok) await cache.put(SETTINGS, answer.clone());
  else await cache.delete(SETTINGS);
  return answer;
}

async function kept(file, request) {
  const cache = await caches.open(CACHE);
  const found = await cache.match(file);
  if (!found) return fetch(request);
  // Some hosts send from `index.html` to `./`; a page that was asked for takes no answer that was sent on.
  return found.redirected ? new Response(found.body, { headers: found.headers }) : found;
}
