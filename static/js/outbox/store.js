// Keeps what waits to be sent on this phone: IndexedDB, else localStorage (text only), else only until the page closes.
// `put` says how much is kept: 'all', 'text' (the photos are lost with the page) or 'none'.

const NAME = 'deliberate-outbox';
// Some browsers never answer when storage is switched off.
const PATIENCE = 2000;

function openDatabase() {
  return new Promise((done, failed) => {
    const asked = window.indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore('outbox', { keyPath: 'id' });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
    asked.onblocked = () => failed(new Error('blocked'));
    window.setTimeout(() => failed(new Error('silent')), PATIENCE);
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
}

class Local {
  constructor() {
    this.memory = {};
  }

  read() {
    try {
      return JSON.parse(window.localStorage.getItem(NAME)) || this.memory;
    } catch (error) {
      return this.memory;
    }
  }

  write(things) {
    this.memory = things;
    try {
      if (Object.keys(things).length) window.localStorage.setItem(NAME, JSON.stringify(things));
      else window.localStorage.removeItem(NAME);
      return true;
    } catch (error) {
      return false; // A private window keeps nothing; the page itself still holds it.
    }
  }

  put(thing) {
    const files = (thing.data && thing.data.files) || [];
    const data = Object.assign({}, thing.data, { files: [], lost: ((thing.data && thing.data.lost) || 0) + files.length });
    const kept = this.write(Object.assign(this.read(), { [thing.id]: files.length ? Object.assign({}, thing, { data }) : thing }));
    if (!kept) return 'none';
    return files.length ? 'text' : 'all';
  }

  remove(id) {
    const things = this.read();
    if (!things[id]) return;
    delete things[id];
    this.write(things);
  }
}

class Store {
  constructor(indexed) {
    this.indexed = indexed;
    this.local = new Local();
  }

  all() {
    const kept = this.local.read();
    const here = Object.keys(kept).map((id) => kept[id]);
    if (!this.indexed) return Promise.resolve(here);
    return this.indexed.run('readonly', (shelf) => shelf.getAll()).then((found) => found.concat(here), () => here);
  }

  put(thing) {
    if (!this.indexed) return Promise.resolve(this.local.put(thing));
    return this.indexed.run('readwrite', (shelf) => shelf.put(thing)).then(() => 'all', () => this.local.put(thing));
  }

  remove(id) {
    this.local.remove(id);
    if (!this.indexed) return Promise.resolve();
    return this.indexed.run('readwrite', (shelf) => shelf.delete(id)).catch(() => null);
  }
}

export function openStore() {
  try {
    return openDatabase().then((database) => new Store(new Indexed(database)), () => new Store(null));
  } catch (error) {
    return Promise.resolve(new Store(null)); // There is none, or asking for it is forbidden.
  }
}
