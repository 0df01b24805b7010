// The line to the room: socket first, plain HTTP where no socket gets through, and catching up after every gap.
// Whatever comes, in whatever order and however often, the state only ever grows by whole ranges, in order of seq.

import { fits, fromSnapshot, prepend, take, trim } from './state.js';

const ANSWER = 6000;
const POLL = 4000;
const GRACE = 5000;
const HALL = 8000;
const SOON = 150;

export class Feed {
  // `open` makes a socket, `get(path)` fetches JSON; both are given, so that tests can cut them. `lostSince`: as of when
  // the snapshot is, if it comes from this phone because the network is away.
  constructor({ meeting, snapshot, lostSince, desk, open, get, changed, says, linked }) {
    Object.assign(this, { meeting, desk, get, changed, says, linked });
    this.held = [];
    this.presence = 0;
    this.answered = null;
    this.joined = false;
    this.polling = false;
    this.lostSince = lostSince || null;
    this.offline = this.lastSeen = Boolean(lostSince);
    this.begin(snapshot);
    this.socket = open();
    this.listen();
    this.pollTimer = window.setTimeout(() => this.poll(), POLL);
  }

  begin(snapshot) {
    this.state = fromSnapshot(snapshot);
    this.me = snapshot.me;
    this.begun = (this.begun || 0) + 1;
    const { hide, mark_answered } = snapshot.me || {};
    this.may = { hide, mark_answered };
    this.ahead = Date.parse(snapshot.now) - Date.now();
    this.held = this.held.filter((batch) => batch.to > this.state.seq);
  }

  now() {
    return Date.now() + this.ahead;
  }

  listen() {
    this.socket.on('connect', () => this.join());
    this.socket.on('entries', (batch) => this.receive(batch));
    this.socket.on('presence', (told) => {
      if (told.meeting !== this.meeting) return;
      this.presence = told.count;
      // Should the worker be started anew, a full hall must not come back in one second.
      if (this.socket.io) this.socket.io.reconnectionDelay(Math.min(HALL, 500 + told.count));
      this.changed();
    });
    this.socket.on('mine', (told) => told.meeting === this.meeting && this.askMe());
    this.socket.on('answered', (told) => {
      if (told.meeting === this.meeting) this.tell(told);
    });
    this.socket.on('disconnect', (reason) => {
      this.joined = false;
      this.lost();
      // The server closed it, perhaps because this phone read too slowly: come back at once and catch up.
      if (reason === 'io server disconnect') this.socket.connect();
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.wake();
    });
    window.addEventListener('online', () => this.wake());
    window.addEventListener('pageshow', (event) => event.persisted && this.wake());
  }

  // Back from the background a socket may look alive and be dead: joining again shows which, and catches up.
  wake() {
    this.askMe();
    if (this.socket.connected) this.join();
    else {
      this.socket.connect();
      this.catchUp();
    }
  }

  join() {
    this.socket.timeout(ANSWER).emit('join', { meeting: this.meeting, after: this.state.seq }, (error, answer) => {
      if (error) {
        if (this.socket.connected) this.socket.disconnect().connect();
        return;
      }
      if (!answer.ok) {
        this.refusal = answer.error;
        this.changed();
        return;
      }
      this.joined = true;
      this.tell(answer.answered);
      this.found();
      if (answer.resync) this.refresh();
      else this.receive(answer);
    });
  }

  // How many have answered the open question; single answers are no entries, so this comes beside them.
  tell(answered) {
    this.answered = answered || null;
    this.changed();
  }

  receive(batch) {
    const how = fits(this.state, batch);
    if (how === 'early') {
      this.held.push(batch);
      this.catchUp();
    }
    if (how !== 'fits') return;
    const before = this.state;
    const next = take(before, batch);
    // Whoever reads far up keeps what they have loaded until they come back to the end.
    this.state = this.away ? next : trim(next);
    this.changed(batch.items.filter((item) => item.seq > before.seq));
    this.release();
    if (this.state.stale) this.refresh();
  }

  release() {
    const next = this.held.find((batch) => fits(this.state, batch) === 'fits');
    this.held = this.held.filter((batch) => batch !== next && batch.to > this.state.seq);
    if (next) this.receive(next);
  }

  catchUp() {
    if (this.catching) return this.catching;
    const asked = this.get(`entries?after=${this.state.seq}`).then((batch) => {
      this.found();
      this.catching = null;
      this.heardMine(batch.mine);
      if (batch.resync) return this.refresh();
      this.receive(batch);
      return this.held.length && batch.items.length ? this.catchUp() : null;
    });
    this.catching = asked.catch((error) => {
      this.catching = null;
      this.failed(error);
    });
    return this.catching;
  }

  refresh() {
    if (this.refreshing) return this.refreshing;
    this.refreshing = this.get('snapshot').then((snapshot) => {
      this.refreshing = null;
      this.found();
      this.begin(snapshot);
      this.release();
      this.changed();
    }).catch((error) => {
      this.refreshing = null;
      this.failed(error);
    });
    return this.refreshing;
  }

  // Without a line nobody tells this phone what its owner did elsewhere: the answer says when they last did something.
  heardMine(since) {
    if (!since || since <= (this.mineSince || 0)) return;
    this.mineSince = since;
    this.askMe();
  }

  // What this person did on another device, in the room or while this one slept.
  askMe() {
    if (!this.me.account_id) return;
    window.clearTimeout(this.meTimer);
    this.meTimer = window.setTimeout(() => this.get('me').then((found) => this.learnMe(found.me)).catch(() => null), SOON);
  }

  // Words that were not let through stay on this device with their reason, until the page is opened anew.
  learnMe(me) {
    const refused = this.me.held.filter((one) => one.reason);
    this.me = Object.assign({}, me, { held: me.held.concat(refused) });
    this.changed();
  }

  earlier() {
    const first = this.state.contributions.length ? this.state.contributions[0].seq : 0;
    return this.get(`earlier?before=${first}`).then((found) => {
      this.state = prepend(this.state, found.items, found.more);
      this.changed();
    });
  }

  // Asks every few seconds while no socket is joined; a phone with a socket never asks.
  poll() {
    const again = () => {
      this.pollTimer = window.setTimeout(() => this.poll(), POLL * (0.75 + Math.random() / 2));
    };
    if (this.joined || document.visibilityState === 'hidden') return again();
    this.polling = true;
    return this.catchUp().then(again);
  }

  failed(error) {
    if (error && error.status && error.status < 500) {
      this.refusal = error.answer;
      this.changed();
    } else this.lost();
  }

  // A moment without network is nothing to tell: the banner comes after some seconds and says since when.
  lost() {
    if (this.lostSince === null) {
      this.lostSince = this.now();
      this.graceTimer = window.setTimeout(() => {
        this.offline = true;
        this.says('offline');
        this.changed();
      }, GRACE);
    }
    this.changed();
  }

  found() {
    window.clearTimeout(this.graceTimer);
    const was = this.offline;
    this.lostSince = null;
    this.offline = this.lastSeen = false;
    this.polling = !this.joined;
    if (was) {
      this.says('online');
      this.askMe();
    }
    this.linked();
    this.changed();
  }

  get link() {
    if (this.offline) return 'offline';
    if (this.joined) return 'live';
    return this.polling ? 'polling' : 'joining';
  }
}
