// What a phone knows of a meeting, and how one item changes it. Nothing here touches page or network: a snapshot with
// the items behind it must equal a fresh snapshot, and tests/realtime proves that for every verb in a real browser.

import { EVENING, firstPhase, leavePhase } from './evening.js';
import { SAID } from './said.js';

const KEPT = 300;
const CAPTIONS = 20;

const set = (thing, changes) => Object.assign({}, thing, changes);
const meeting = (state, changes) => set(state, { meeting: set(state.meeting, changes) });

function agendaItem(state, id, changes) {
  return set(state, { agenda: state.agenda.map((one) => (one.id === id ? set(one, changes) : one)) });
}

function attend(state, item) {
  const { channel, counts, attendance_id: id, label, held_by, proof, seat, account_id } = item.data;
  const known = state.attendance;
  const changes = {
    total: known.total + 1,
    by_channel: set(known.by_channel, { [channel]: (known.by_channel[channel] || 0) + 1 }),
  };
  if (counts) changes.seats = known.seats + counts;
  if (known.people) changes.people = known.people.concat({ attendance_id: id, label, channel, held_by, proof, seat, account_id });
  return set(state, { attendance: set(known, changes) });
}

// A meeting that is stopped leaves the item it was talking about unfinished, with its floor and its questions.
function close(state, item) {
  const agenda = state.agenda.map((one) =>
    (['pending', 'open'].includes(one.state) ? set(leavePhase(one, item.at), { state: 'postponed' }) : one));
  return meeting(empty(set(state, { agenda })), {
    state: 'closed', closed_at: item.at, current_item_id: null, resumes_at: null, stop_reason: item.data.reason || '',
  });
}

// In a break the clock of whoever speaks stands still, until the chair lets it run.
function pause(state, item) {
  const requests = state.floor.requests.map((one) =>
    (one.state === 'speaking' && !one.paused_at ? set(one, { paused_at: item.at }) : one));
  return meeting(set(state, { floor: set(state.floor, { requests }) }), { resumes_at: item.data.until });
}

// One request to speak changes; every entry of the floor brings the queue as it stood afterwards.
function onFloor(state, item, changes) {
  const requests = state.floor.requests.map((one) => (one.request_id === item.data.request_id ? set(one, changes) : one));
  return set(state, { floor: set(state.floor, { requests, queue: item.data.queue }) });
}

function ask(state, item) {
  const { request_id, account_id, label, kind, stance, channel } = item.data;
  const made = {
    request_id, account_id, label, kind, stance, channel, state: 'waiting', granted_at: null, seconds: 0,
    paused_at: null, paused_seconds: 0, used: 0,
  };
  return set(state, { floor: set(state.floor, { requests: state.floor.requests.concat(made), queue: item.data.queue }) });
}

// Somebody who is interrupted waits with the clock stopped.
function call(state, item) {
  const requests = state.floor.requests.map((one) =>
    (one.state === 'speaking' && !one.paused_at ? set(one, { paused_at: item.at }) : one));
  return onFloor(set(state, { floor: set(state.floor, { requests }) }), item,
    { state: 'speaking', granted_at: item.at, seconds: item.data.seconds });
}

function leaveQueue(state, item) {
  const requests = state.floor.requests.filter((one) => one.request_id !== item.data.request_id);
  return set(state, { floor: set(state.floor, { requests, queue: item.data.queue }) });
}

function recuse(state, item) {
  const { agenda_item_id, account_id, label, reason } = item.data;
  return set(state, { floor: set(state.floor, { recused: state.floor.recused.concat({ agenda_item_id, account_id, label, reason }) }) });
}

const empty = (state) => set(state, { floor: set(state.floor, { requests: [], queue: [] }), polls: [] });

function askAll(state, item) {
  const { poll_id, agenda_item_id, kind, question, options } = item.data;
  return set(state, { polls: state.polls.concat({ poll_id, agenda_item_id, kind, question, options, state: 'open', result: null, shown_at: null, hall: null }) });
}

function onPoll(state, item, changes) {
  return set(state, { polls: state.polls.map((one) => (one.poll_id === item.data.poll_id ? set(one, changes) : one)) });
}

// Who has counted what in the hall is told to those who count.
function countHall(state, item) {
  const { poll_id: id, agrees, counts } = item.data;
  return id ? onPoll(state, item, { hall: { agrees, counts } }) : state;
}

function showPoll(state, item) {
  const { by_phone, assisted, in_hall } = item.data;
  return onPoll(state, item, { state: 'shown', result: { by_phone, assisted, in_hall }, shown_at: item.at });
}

// What one can answer while the meeting goes on, by its number: opened again, it stands where it stood.
function openOpinion(state, item) {
  const { conversation_id, title } = item.data;
  const others = state.opinions.filter((one) => one.conversation_id !== conversation_id);
  return set(state, { opinions: others.concat({ conversation_id, title }).sort((a, b) => a.conversation_id - b.conversation_id) });
}

// The latest lines of the running text by the order in which they were begun; those taken back keep their place.
function caption(state, note) {
  const others = state.captions.filter((one) => one.note_id !== note.note_id);
  const captions = others.concat(note).sort((a, b) => a.note_id - b.note_id).slice(-CAPTIONS);
  return set(state, { captions });
}

function writeCaption(state, item) {
  const { note_id, agenda_item_id, text, language, erased } = item.data;
  return caption(state, erased ? { note_id, struck: true } : { note_id, agenda_item_id, text, language });
}

const pins = (state, change) => set(state, { pins: change(state.pins).sort((a, b) => a - b) });

// How an item is talked about, where it is not as usual.
function setTalk(state, item) {
  const { agenda_item_id, slow, slow_in, locked, screened, reason } = item.data;
  const others = state.talks.filter((one) => one.agenda_item_id !== agenda_item_id);
  const talks = others.concat({ agenda_item_id, slow, slow_in, locked, screened, reason });
  return set(state, { talks: talks.sort((a, b) => a.agenda_item_id - b.agenda_item_id) });
}

// What waits to be read first is told to those who read it; once let through or hidden it waits no more.
function waits(state, item) {
  const { contribution_id: id } = item.data;
  if (item.verb === 'discussion.held') return id && !item.data.erased && item.data.hidden === undefined ? set(state, { held: state.held.concat(item) }) : state;
  const over = ['discussion.contributed', 'discussion.hidden'].includes(item.verb);
  return over && state.held.length ? set(state, { held: state.held.filter((one) => one.data.contribution_id !== id) }) : state;
}

// What was asked of whom is told to those who lead the meeting; to everybody else it names nobody.
function step(state, item) {
  const { step_id, kind, reason, agenda_item_id, account_id, label, erased } = item.data;
  if (item.verb === 'order.step_lifted') return set(state, { steps: state.steps.filter((one) => one.step_id !== step_id) });
  if (!label || erased) return state;
  return set(state, { steps: state.steps.concat({ step_id, kind, reason, agenda_item_id, account_id, label }) });
}

const VERBS = Object.assign({}, EVENING, {
  'order.step_taken': step,
  'order.step_lifted': step,
  'discussion.talk_set': setTalk,
  'discussion.held': waits,
  'discussion.pinned': (state, item) => pins(state, (ids) => ids.concat(item.data.contribution_id)),
  'discussion.unpinned': (state, item) => pins(state, (ids) => ids.filter((id) => id !== item.data.contribution_id)),
  'meeting.opened': (state, item) => meeting(state, { state: 'in_session', opened_at: item.at }),
  'meeting.item_started': (state, item) =>
    meeting(set(empty(state), { agenda: state.agenda.map((one) => (one.id === item.data.agenda_item_id
      ? set(one, Object.assign({ state: 'open', started_at: item.at }, firstPhase(one, item.at))) : one)) }),
    { current_item_id: item.data.agenda_item_id }),
  'meeting.item_closed': (state, item) =>
    meeting(agendaItem(empty(set(state, { agenda: state.agenda.map((one) => leavePhase(one, item.at)) })), item.data.agenda_item_id, {
      state: 'closed', closed_at: item.at, outcome: item.data.outcome, conclusion: item.data.conclusion, quorum: item.data.quorum,
    }), { current_item_id: null }),
  'meeting.attended': attend,
  'meeting.vote_opened': (state, item) => meeting(state, { vote_id: item.data.vote_id }),
  'meeting.vote_ended': (state) => meeting(state, { vote_id: null }),
  'meeting.paused': pause,
  'meeting.resumed': (state) => meeting(state, { resumes_at: null }),
  'meeting.chair_handed_over': (state, item) => meeting(state, { chair_id: item.data.chair_id, chair: item.data.chair }),
  'meeting.closed': close,
  'meeting.cancelled': (state, item) => meeting(state, { state: 'cancelled', cancel_reason: item.data.reason }),
  'floor.asked': ask,
  'floor.withdrawn': leaveQueue,
  'floor.skipped': leaveQueue,
  'floor.called': call,
  'floor.extended': (state, item) => onFloor(state, item, { seconds: item.data.seconds }),
  'floor.paused': (state, item) => onFloor(state, item, { paused_at: item.at }),
  'floor.resumed': (state, item) => onFloor(state, item, { paused_at: null, paused_seconds: item.data.paused_seconds }),
  'floor.ended': (state, item) => onFloor(state, item, { state: 'done', used: item.data.used, paused_at: null }),
  'floor.recused': recuse,
  'poll.opened': askAll,
  'poll.closed': (state, item) => onPoll(state, item, { state: 'closed' }),
  'poll.hall_counted': countHall,
  'poll.shown': showPoll,
  'poll.withdrawn': (state, item) => set(state, { polls: state.polls.filter((one) => one.poll_id !== item.data.poll_id) }),
  'conversation.opened': openOpinion,
  'conversation.closed': (state, item) => set(state, { opinions: state.opinions.filter((one) => one.conversation_id !== item.data.conversation_id) }),
  'note.written': writeCaption,
  'note.struck': (state, item) => caption(state, { note_id: item.data.note_id, struck: true }),
  'minutes.drafted': (state) => meeting(state, { minutes: 'draft' }),
  'minutes.confirming': (state) => meeting(state, { minutes: 'confirming' }),
  'minutes.published': (state) => meeting(state, { minutes: 'published' }),
});

// The shared part of a snapshot; what concerns only this person stays beside it.
export function fromSnapshot(snapshot) {
  const { seq, meeting: about, agenda, contributions, more, attendance, floor, polls, opinions, parked, captions, pins: pinned, talks, held, steps } = snapshot;
  return {
    seq, meeting: about, agenda, contributions, more, attendance, floor, polls, opinions: opinions || [], parked, captions, pins: pinned,
    talks, held, steps: steps || [], stale: false,
  };
}

// An item this script does not know, from a server newer than the page, makes the state stale: a snapshot mends it.
export function apply(state, item) {
  if (item.seq <= state.seq) return state;
  const said = SAID[item.verb];
  if (said) return set(waits(state, item), { contributions: said(state.contributions, item), seq: item.seq });
  const verb = VERBS[item.verb];
  return set(verb ? verb(state, item) : set(state, { stale: true }), { seq: item.seq });
}

// `early`: the batch begins behind a gap and must wait; `old`: everything in it is known.
export function fits(state, batch) {
  if (batch.to <= state.seq) return 'old';
  return batch.from > state.seq + 1 ? 'early' : 'fits';
}

export function take(state, batch) {
  const done = batch.items.reduce(apply, state);
  return batch.to > done.seq ? set(done, { seq: batch.to }) : done;
}

export function prepend(state, items, more) {
  const first = state.contributions.length ? state.contributions[0].seq : Infinity;
  return set(state, { contributions: items.filter((one) => one.seq < first).concat(state.contributions), more });
}

// A long evening must not fill an old phone: what scrolled far away is fetched again when somebody goes back.
export function trim(state, most = KEPT) {
  if (state.contributions.length <= most) return state;
  return set(state, { contributions: state.contributions.slice(-most), more: true });
}
