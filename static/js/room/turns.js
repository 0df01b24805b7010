// What the floor's state means: who speaks, who is where in the queue, how much time is left. Knows no page.

export function speaker(floor) {
  const now = floor.requests.filter((one) => one.state === 'speaking');
  return now.reduce((last, one) => (last && last.granted_at > one.granted_at ? last : one), null);
}

// Those who wait, the next one first, in the order the server gave.
export function queue(floor) {
  const known = new Map(floor.requests.map((one) => [one.request_id, one]));
  return floor.queue.map((id) => known.get(id)).filter(Boolean);
}

export function mine(floor, accountId) {
  const own = floor.requests.filter((one) => accountId && one.account_id === accountId);
  return own.find((one) => one.state === 'speaking') || queue(floor).find((one) => own.includes(one)) || null;
}

// What is said of an entry of the floor. Whose turn it is concerns whoever waits; everybody else is told once, when
// somebody begins. Whoever was passed over is told too, and would else wait for a call that does not come.
export class Calls {
  constructor() {
    Object.assign(this, { isNext: false, asked: null, passedOver: false });
  }

  // `item`: what happened, or nothing at first; `floor`: as it is after it. Every sentence by its key, with its facts.
  heard(item, floor, accountId) {
    const { verb = '', data = {} } = item || {};
    // With an item its queue ends: who is first in the next one is told anew.
    if (verb === 'meeting.item_closed') Object.assign(this, { isNext: false, asked: null, passedOver: false });
    if (item && !verb.startsWith('floor.')) return [];
    const own = mine(floor, accountId);
    const told = [];
    if (verb === 'floor.called') told.push(...this.begins(floor.requests.find((one) => one.request_id === data.request_id), own));
    const passed = verb === 'floor.skipped' && data.request_id === this.asked;
    if (passed) told.push({ key: 'skipped_you', own: true });
    const isNext = Boolean(own && own === queue(floor)[0]);
    if (item && isNext && !this.isNext) told.push({ key: 'you_are_next', own: true });
    Object.assign(this, { isNext, asked: own && own.request_id, passedOver: !own && (passed || this.passedOver) });
    return told;
  }

  begins(request, own) {
    if (!request) return [];
    return request === own ? [{ key: 'you_speak', own: true }] : [{ key: 'speaks', facts: { name: request.label }, own: false }];
  }
}

export function place(floor, request) {
  return floor.queue.indexOf(request.request_id) + 1;
}

// What this person has said of an interest of their own in the item being talked about: they take no side in it.
export function stakeOf({ state: { floor, meeting }, me }) {
  return floor.recused.find((one) => one.agenda_item_id === meeting.current_item_id && one.account_id && one.account_id === me.account_id);
}

// Seconds left by the server's clock; negative once the time is over.
export function left(request, now) {
  const until = request.paused_at ? Date.parse(request.paused_at) : now;
  const spoken = Math.max(0, Math.floor((until - Date.parse(request.granted_at)) / 1000) - request.paused_seconds);
  return request.seconds - spoken;
}

export function asClock(seconds) {
  const size = Math.abs(seconds);
  const rest = size % 60;
  return `${seconds < 0 ? '−' : ''}${Math.floor(size / 60)}:${rest < 10 ? '0' : ''}${rest}`;
}

// How many turns somebody has had or is having under the item being talked about.
export function turnsOf(floor, accountId) {
  return floor.requests.filter((one) => one.kind === 'turn' && one.state !== 'waiting' && accountId && one.account_id === accountId).length;
}

// Turns and seconds of each person, the longest first, the turn that goes on included.
export function byPerson(floor, now) {
  const had = new Map();
  for (const one of floor.requests) {
    if (one.kind !== 'turn' || !one.granted_at) continue;
    const key = one.account_id ? `account:${one.account_id}` : one.label;
    const before = had.get(key) || { key, label: one.label, turns: 0, seconds: 0 };
    const spoken = one.state === 'speaking' ? one.seconds - left(one, now) : one.used;
    had.set(key, { key, label: one.label, turns: before.turns + 1, seconds: before.seconds + spoken });
  }
  return Array.from(had.values()).sort((a, b) => b.seconds - a.seconds);
}

// What came of a quick question stands on every screen until the meeting goes on: with the next speaker, the next phase, or
// after three minutes. It is folded away then, not gone.
const STANDS = 180000;

export function resultStands(poll, state, now) {
  if (poll.state !== 'shown') return true;
  const shown = Date.parse(poll.shown_at);
  const item = state.agenda.find((one) => one.id === poll.agenda_item_id);
  const later = state.floor.requests.map((one) => one.granted_at).concat(item ? item.phase_at : null);
  return now - shown < STANDS && !later.some((moment) => moment && Date.parse(moment) > shown);
}

// Seconds spoken by each side, the turn that goes on included.
export function balance(floor, now) {
  const sides = { for: 0, against: 0 };
  for (const one of floor.requests) {
    if (one.kind !== 'turn' || sides[one.stance] === undefined || !one.granted_at) continue;
    sides[one.stance] += one.state === 'speaking' ? one.seconds - left(one, now) : one.used;
  }
  return sides;
}
