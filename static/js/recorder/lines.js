// The running text as a browser holds it: every line with the version it was read at, saved in pieces by itself, kept on this
// device until it is saved, and never written over what somebody else wrote. Knows no page.

import { newId } from '../outbox/queue.js';

const PAUSE = 800;
const PATIENCE = [1000, 2000, 4000, 8000];

const same = (line, note) => line.text === note.text && line.kind === note.kind && line.sources.join() === note.sources.join();

export class Lines {
  // `send(piece)` resolves with the answer, or rejects when the network failed; `shelf` keeps what is not saved yet.
  constructor({ send, shelf, changed, told }) {
    Object.assign(this, { send, shelf, changed, told });
    this.all = [];
    this.tries = 0;
  }

  begin(notes, kept) {
    this.merge(notes);
    for (const old of kept) {
      const known = this.all.find((one) => one.key === old.key || (old.id && one.id === old.id));
      const line = Object.assign(known || { key: old.key }, old, { state: 'dirty', sending: false, error: null });
      if (!known) this.all = this.all.concat(line);
      this.save(line);
    }
    this.changed();
  }

  add(item, text = '', sources = [], kind = 'said') {
    const line = { key: newId(), id: null, item, kind, text, sources, base: 0, by: '', recorded: false, finish: false, state: 'new' };
    this.all = this.all.concat(line);
    return line;
  }

  edit(line, changes) {
    Object.assign(line, changes, { finish: false, error: null });
    // What a line without a word is about does not make it one: the next line begins when this one has words.
    const empty = line.state === 'new' && !line.text.trim();
    if (line.state !== 'conflict' && !empty) line.state = 'dirty';
    this.keep();
    window.clearTimeout(line.timer);
    line.timer = window.setTimeout(() => this.save(line), PAUSE);
    this.changed();
  }

  // A finished line goes on record; what is empty and was never saved is nothing.
  finish(line) {
    if (line.state === 'conflict' || (!line.text.trim() && !line.id) || (line.recorded && line.state === 'saved')) return;
    line.finish = true;
    line.state = 'dirty';
    this.keep();
    this.save(line);
  }

  save(line) {
    window.clearTimeout(line.timer);
    if (line.state === 'conflict' || line.sending) return;
    if (!line.id && !line.text.trim()) return;
    const sent = { text: line.text, kind: line.kind, sources: line.sources.slice() };
    const piece = Object.assign({
      client_id: line.key, note_id: line.id, agenda_item_id: line.item, base: line.base, finished: line.finish,
    }, sent);
    line.sending = true;
    line.state = 'saving';
    this.send(piece).then((answer) => this.answered(line, sent, piece.finished, answer), () => this.later(line)).then(() => {
      this.keep();
      this.changed();
    });
    this.changed();
  }

  answered(line, sent, finished, answer) {
    line.sending = false;
    this.tries = 0;
    if (answer.ok) {
      const { note } = answer;
      Object.assign(line, { id: note.id, base: note.version, recorded: note.recorded, by: note.by });
      if (line.text === sent.text && line.kind === sent.kind && line.sources.join() === sent.sources.join()) {
        line.state = 'saved';
        if (line.finish && !note.recorded) this.finish(line);
        else line.finish = false;
      } else {
        line.state = 'dirty';
        line.timer = window.setTimeout(() => this.save(line), PAUSE);
      }
    } else if (answer.theirs) {
      Object.assign(line, { state: 'conflict', theirs: Object.assign({ why: answer.error.message }, answer.theirs), id: answer.theirs.id });
      this.told(answer.error.message);
    } else {
      Object.assign(line, { state: 'refused', error: answer.error });
      this.told(answer.error.message);
    }
  }

  later(line) {
    line.sending = false;
    line.state = 'waiting';
    const pause = PATIENCE[Math.min(this.tries, PATIENCE.length - 1)];
    this.tries += 1;
    line.timer = window.setTimeout(() => this.save(line), pause);
  }

  // The network is back: do not wait for the next try.
  hurry() {
    this.tries = 0;
    for (const line of this.all) if (line.state === 'waiting') this.save(line);
  }

  // What others wrote replaces what nobody here is changing; the rest is told apart when it is saved.
  merge(notes) {
    for (const note of notes) {
      const { id, client_id: key, item, kind, text, sources, version, recorded, by } = note;
      const known = this.all.find((one) => one.id === id || one.key === key);
      const read = { id, item, kind, text, sources, base: version, recorded, by, state: 'saved' };
      if (!known) this.all = this.all.concat(Object.assign({ key, finish: false }, read));
      else if (known.state === 'saved' && (version > known.base || !same(known, note) || recorded !== known.recorded)) {
        if (version >= known.base) Object.assign(known, read);
      }
    }
    const place = (line) => line.id || Infinity;
    this.all.sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
  }

  // Two texts of one line: mine over theirs, theirs, or both, mine as a line of its own. Nothing is thrown away unasked.
  resolve(line, how) {
    const { theirs } = line;
    const mine = { text: line.text, sources: line.sources, kind: line.kind };
    Object.assign(line, { base: theirs.version, theirs: null, by: theirs.by });
    if (how === 'mine') {
      line.state = 'dirty';
      this.finish(line);
      return;
    }
    Object.assign(line, { text: theirs.text, sources: theirs.sources, kind: theirs.kind, recorded: theirs.recorded, state: 'saved' });
    if (how === 'both') this.finish(this.add(line.item, mine.text, mine.sources, mine.kind));
    this.keep();
    this.changed();
  }

  drop(line) {
    this.all = this.all.filter((one) => one !== line);
    this.keep();
    this.changed();
  }

  get unsaved() {
    return this.all.filter((line) => !['saved', 'new'].includes(line.state) && (line.id || line.text.trim()));
  }

  keep() {
    this.shelf.keep(this.unsaved.map(({ key, id, item, kind, text, sources, base, finish }) => ({ key, id, item, kind, text, sources, base, finish })));
  }
}
