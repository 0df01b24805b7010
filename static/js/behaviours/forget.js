// Wipes what a shared browser keeps of the person before: drafts, outboxes, pages kept for reading offline.
// Browsers that know Clear-Site-Data have done it already; the others are told here, each store by its own means.

function emptyDatabase(name) {
  return new Promise((done) => {
    const asked = window.indexedDB.deleteDatabase(name);
    asked.onsuccess = done;
    asked.onerror = done;
    asked.onblocked = done;
  });
}

async function databases() {
  if (!window.indexedDB) return [];
  // Old browsers cannot list them; then those we know of.
  const found = window.indexedDB.databases ? await window.indexedDB.databases() : [];
  return found.map((one) => one.name).concat(['deliberate-outbox', 'deliberate']);
}

export default async function forget(element) {
  try {
    window.localStorage.clear();
    window.sessionStorage.clear();
  } catch (error) {
    // Closed storage keeps nothing.
  }
  try {
    for (const name of new Set(await databases())) await emptyDatabase(name);
    if (window.caches) for (const name of await window.caches.keys()) await window.caches.delete(name);
  } catch (error) {
    // What cannot be opened cannot be read by the next person either.
  }
  element.dataset.done = '1';
}
