// The room as it was last seen, for the time without a network. The service worker keeps the page as it was opened; what
// has happened since lies beside it, among the pages of its reader, and is forgotten with them.

import { trim } from './state.js';

const MOST = 80;
const PAUSE = 60000;
// The words “as of” stand only in a page that may be kept, and show only in one that comes from the phone.
const marks = Array.from(document.querySelectorAll('.as-of'));
const shelf = `pages-${document.querySelector('meta[name="reader"]').content || 'guest'}`;
const address = `${window.location.pathname}/last-seen`;

function put(feed) {
  const now = new Date(feed.now()).toISOString();
  const seen = Object.assign({}, trim(feed.state, MOST), { now, me: feed.me });
  const headers = { 'Content-Type': 'application/json', Date: new Date().toUTCString() };
  return window.caches.open(shelf).then((cache) => cache.put(address, new Response(JSON.stringify(seen), { headers })));
}

// Returns what to call whenever something has changed.
export function keeping(feed) {
  if (!marks.length || !window.caches || !window.navigator.serviceWorker) return () => null;
  let seq = feed.state.seq;
  let timer = 0;
  const keep = () => {
    window.clearTimeout(timer);
    timer = 0;
    if (feed.state.seq === seq || !window.navigator.serviceWorker.controller) return;
    seq = feed.state.seq;
    put(feed).catch(() => null);
  };
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && keep());
  return () => {
    if (!timer && feed.state.seq !== seq) timer = window.setTimeout(keep, PAUSE);
  };
}

// Finds what to begin with: what came with the page, or what this phone saw later. `lostSince`: as of when, if it is old.
export function lastSeen(snapshot) {
  const told = marks.find((one) => !one.hidden);
  if (!told) return Promise.resolve({ snapshot, lostSince: null });
  const begin = (found) => {
    const seen = found && found.seq > snapshot.seq ? found : snapshot;
    told.hidden = true; // The room's own banner says it, with the later hour.
    return { snapshot: Object.assign({}, seen, { now: new Date().toISOString() }), lostSince: Date.parse(seen.now) };
  };
  return window.caches.open(shelf).then((cache) => cache.match(address)).then((found) => found && found.json())
    .then(begin, () => begin(null));
}
