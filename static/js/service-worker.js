// Between the pages and the network: a page comes from the network, and only where that is silent from what this phone
// has kept of it, marked as of when. Ballots, staff's pages and other people's are never kept: the server says what may
// be (X-Keep) and who reads (X-Reader). Served with SETTINGS in front: version, assets, needed, shell.

const ASSETS = 'assets';
const PAGES = 'pages-';
const PAGES_MOST = 40;
const PAGE_MOST_BYTES = 256 * 1024;
const ASSETS_MOST = 300;
const PAGES_LIVE = 7 * 24 * 3600 * 1000;
// Longer than a page takes on a slow network; a kept copy is better than looking at nothing.
const PATIENCE = 4000;

let asked = 0;
let reading = { who: '', since: 0 };

const stranger = (address) => new URL(address).origin !== self.location.origin;

function forget(except) {
  return caches.keys().then((names) => Promise.all(
    names.filter((name) => name.startsWith(PAGES) && name !== except).map((name) => caches.delete(name))));
}

function trim(cache, most) {
  return cache.keys().then((kept) => Promise.all(kept.slice(0, Math.max(0, kept.length - most)).map((one) => cache.delete(one))));
}

const age = (answer) => Date.now() - Date.parse(answer.headers.get('Date') || 0);

// The page that stands in for others is fetched anew when the language, the size of text or the version has changed. It is
// there also for whoever has opened nothing but a ballot, which is never kept itself.
function refreshShell(cache, look) {
  return cache.match(SETTINGS.shell, { ignoreVary: true }).then((kept) => {
    if (kept && kept.headers.get('X-Look') === look && age(kept) < PAGES_LIVE / 7) return null;
    return fetch(SETTINGS.shell, { credentials: 'same-origin' }).then((answer) => {
      const mine = answer.headers.get('X-Keep') && answer.headers.get('X-Reader') === reading.who;
      if (answer.ok && mine) return cache.put(SETTINGS.shell, answer);
      return null;
    });
  }).catch(() => null);
}

// An answer that set out before somebody else began to read comes too late to be kept.
function remember(request, answer, number) {
  const who = answer.headers.get('X-Reader');
  if (!who || number < reading.since) return Promise.resolve();
  if (who !== reading.who) reading = { who, since: number };
  const name = PAGES + who;
  return forget(name).then(() => {
    if (who === 'none') return caches.delete(name);
    const look = answer.headers.get('X-Look');
    return caches.open(name).then((cache) => shelve(cache, request, answer).then(() => refreshShell(cache, look)));
  });
}

function shelve(cache, request, answer) {
  if (!answer.headers.get('X-Keep')) return Promise.resolve();
  return Promise.all([cache.delete(request, { ignoreVary: true }), light(answer)])
    .then(([, page]) => page && cache.put(request, page)).then(() => trim(cache, PAGES_MOST));
}

// A page too heavy for a phone that has little room is not kept; one that was kept from before is not either.
function light(answer) {
  return answer.blob().then((body) => (
    body.size > PAGE_MOST_BYTES ? null : new Response(body, { status: answer.status, headers: answer.headers })));
}

// A form that is the same whatever is asked stands for every page of its path.
function find(cache, address) {
  return cache.match(address, { ignoreVary: true }).then((found) => found
    || cache.match(address, { ignoreVary: true, ignoreSearch: true }).then((near) => (
      near && near.headers.get('X-Keep') === 'any' ? near : null)));
}

function kept(address) {
  return caches.keys().then((names) => names.find((name) => name.startsWith(PAGES))).then((name) => {
    if (!name) return null;
    return caches.open(name).then((cache) => find(cache, address).then((found) => {
      if (!found || age(found) < PAGES_LIVE) return found;
      return cache.delete(address).then(() => null);
    }));
  }).catch(() => null);
}

// The words stand in the page already, in its reader's language, hidden.
function marked(answer, mark) {
  return answer.text().then((text) => {
    const headers = new Headers(answer.headers);
    headers.delete('Content-Encoding');
    headers.delete('Content-Length');
    return new Response(text.replace(`data-offline="${mark}" hidden`, `data-offline="${mark}"`), { status: 200, headers });
  });
}

function shell(mark) {
  return kept(SETTINGS.shell).then((found) => (found ? marked(found, mark) : Response.error()));
}

function show(event) {
  asked += 1;
  const number = asked;
  const { request } = event;
  const preloaded = event.preloadResponse || Promise.resolve();
  let copy = null;
  const network = preloaded.then((found) => found || fetch(request)).then((answer) => {
    copy = answer.ok && !answer.redirected ? answer.clone() : null;
    return answer;
  });
  // Also what comes too late to be shown is kept for the next time.
  event.waitUntil(network.then(() => copy && remember(request, copy, number)).catch(() => null));
  const silence = new Promise((done) => { setTimeout(done, PATIENCE, null); });
  return Promise.race([network, silence]).then((answer) => {
    if (answer) return answer;
    return kept(request.url).then((found) => (found ? marked(found, 'slow') : network));
  }).catch(() => kept(request.url).then((found) => (found ? marked(found, 'offline') : shell('unseen'))));
}

function file(request) {
  return caches.open(ASSETS).then((cache) => cache.match(request, { ignoreVary: true }).then((found) => {
    if (found) return found;
    return fetch(request).then((answer) => {
      const lasting = /immutable/.test(answer.headers.get('Cache-Control') || '');
      if (answer.ok && lasting) cache.put(request, answer.clone()).then(() => trim(cache, ASSETS_MOST)).catch(() => null);
      return answer;
    }).catch(() => anyVersion(cache, request.url));
  }));
}

// A page kept from an older version finds the file of any version rather than none.
function anyVersion(cache, address) {
  const name = address.slice(address.indexOf(SETTINGS.assets) + SETTINGS.assets.length).replace(/^[^/]*/, '');
  return cache.keys().then((all) => all.reverse().find((one) => one.url.endsWith(name)))
    .then((found) => (found ? cache.match(found, { ignoreVary: true }) : Response.error()));
}

// Files of this version and of the one before stay; pages open from before go on working.
function clean() {
  return caches.open(ASSETS).then((cache) => cache.keys().then((all) => {
    const version = (one) => one.url.slice(one.url.indexOf(SETTINGS.assets) + SETTINGS.assets.length).split('/')[0];
    const versions = Array.from(new Set(all.map(version).reverse())).filter((one) => one !== SETTINGS.version);
    const old = new Set(versions.slice(1));
    return Promise.all(all.filter((one) => old.has(version(one))).map((one) => cache.delete(one)));
  }));
}

self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(ASSETS).then((cache) => cache.addAll(SETTINGS.needed)).catch(() => null));
});

self.addEventListener('activate', (event) => {
  const preload = self.registration.navigationPreload;
  event.waitUntil(Promise.all([clean(), preload ? preload.enable() : null]).then(takeOver));
});

// A page asks for another one that will be wanted without a network.
function ahead(request) {
  asked += 1;
  const number = asked;
  return fetch(request).then((answer) => {
    const copy = answer.clone();
    return (answer.ok ? remember(request, copy, number) : Promise.resolve()).catch(() => null).then(() => answer);
  });
}

// What was opened before there was a service worker is fetched once more.
function takeOver() {
  return self.clients.claim().then(() => self.clients.matchAll({ type: 'window' })).then((open) => kept(SETTINGS.shell).then((known) => (
    known ? null : Promise.all(open.map((one) => ahead(new Request(one.url, { credentials: 'same-origin', headers: { Accept: 'text/html', 'X-Ahead': '1' } }))
      .then((answer) => answer.text()).then(filesOf))))))
    .catch(() => null);
}

// What that page needs lies in the browser's own memory already and costs nothing more; without it the page would be words.
function filesOf(text) {
  const found = text.match(/(?:src|href)="[^"]+"/g) || [];
  const files = found.map((one) => one.replace(/^[^"]+"|"$/g, '')).filter((one) => one.startsWith(SETTINGS.assets));
  return Promise.all(files.map((one) => file(new Request(one))));
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (stranger(request.url)) return;
  const path = new URL(request.url).pathname;
  if (request.method === 'GET' && path.startsWith(SETTINGS.assets)) event.respondWith(file(request));
  else if (request.mode === 'navigate' && request.method === 'GET') event.respondWith(show(event));
  else if (request.headers.get('X-Ahead')) event.respondWith(ahead(request));
  else if (request.mode === 'navigate') {
    if (/\/sign-out(\/|$)/.test(path)) event.waitUntil(forget(''));
    event.respondWith(fetch(request).catch(() => shell('unsent')));
  }
});
