// Keeps small things on this phone: IndexedDB, else localStorage, else only until the page is closed.

const NAME = 'deliberate-room';

function openDatabase() {
  return new Promise((done, failed) => {
    const asked = window.indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore('outbox', { keyPath: 'id' });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
    asked.onblocked = () => failed(new Error('blocked'));
  });
}

class Indexed {
  constructor(database) {
    this.database = database;
  }

  run(mode, act) {
    return new Promise((done, failed) => {
      const change = this.database.transaction('outbox', mode);
      const asked = act(change.objectStore('outbox'));
      change.oncomplete = () => done(asked.result);
      change.onerror = () => failed(change.error);
      change.onabort = () => failed(change.error);
    });
  }

  all() {
    return this.run('readonly', (shelf) => shelf.getAll());
  }

  put(thing) {
    return this.run('readwrite', (shelf) => shelf.put(thing));
  }

  remove(id) {
    return this.run('readwrite', (shelf) => shelf.delete(id));
  }
}

class Local {
  constructor() {
    this.memory = {};
  }

  read() {
    try {
      return JSON.parse(window.localStorage.getItem(NAME)) || {};
    } catch (error) {
      return this.memory;
    }
  }

  write(things) {
    this.memory = things;
    try {
      window.localStorage.setItem(NAME, JSON.stringify(things));
    } catch (error) {
      // A private window keeps nothing; the page itself still holds it.
    }
    return Promise.resolve();
  }

  all() {
    const things = this.read();
    return Promise.resolve(Object.keys(things).map((id) => things[id]));
  }

  put(thing) {
    return this.write(Object.assign(this.read(), { [thing.id]: thing }));
  }

  remove(id) {
    const things = this.read();
    delete things[id];
    return this.write(things);
  }
}

export function openStore() {
  if (!window.indexedDB) return Promise.resolve(new Local());
  return openDatabase().then((database) => new Indexed(database)).catch(() => new Local());
}

export function keepDraft(key, draft) {
  try {
    if (draft) window.localStorage.setItem(key, JSON.stringify(draft));
    else window.localStorage.removeItem(key);
  } catch (error) {
    // Nothing can be kept here.
  }
}

export function keptDraft(key) {
  try {
    return JSON.parse(window.localStorage.getItem(key)) || null;
  } catch (error) {
    return null;
  }
}
