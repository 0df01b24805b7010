// Starts the room: reads what came with the page, opens the line, and draws anew whenever something changed.

import { html, render } from '../../vendor/preact.js';
import { io } from '../../vendor/socket.io.js';
import { Outbox } from '../outbox/queue.js';
import { openStore } from '../outbox/store.js';
import { Desk } from './beside.js';
import { Feed } from './feed.js';
import { keepFocus } from './focus.js';
import { keeping, lastSeen } from './kept.js';
import { mySteps } from './order.js';
import { Pins } from './pins.js';
import { Calls } from './turns.js';
import { App } from './view/app.js';
import { Now } from './view/now.js';
import { learnIcons } from './view/parts.js';
import { Voice } from './voice.js';
import { clock, ended, learn, name, say, since, titleOf } from './words.js';

const ANSWER = 8000;
const data = JSON.parse(document.getElementById('room-data').textContent);
const came = JSON.parse(document.getElementById('room-snapshot').textContent);
const base = `${data.urls.meeting}/`;
const meeting = came.meeting.id;
const token = document.querySelector('meta[name="csrf-token"]').content;
const voice = new Voice(document.getElementById('room-says'), (count) => say('new', { count }));
let feed = null;
let outbox = null;
let app = null;
let open = false;
let place = 0;
let drawing = 0;
let keep = () => null;
const desk = new Desk({ changed: () => changed() });
const calls = new Calls();
const twin = document.getElementById('room').cloneNode(false);
const pins = new Pins({ get: (path) => get(path), changed: () => changed() });

learn(data.words, document.documentElement.lang || 'zh', data.titles);
learnIcons(document.getElementById('room-icons'));

function ask(path, options) {
  return window.fetch(base + path, Object.assign({ credentials: 'same-origin' }, options)).then((answer) =>
    answer.json().then((found) => {
      if (answer.ok || (options && found.error)) return found;
      return Promise.reject(Object.assign(new Error(path), { status: answer.status, answer: found.error }));
    }));
}

const get = (path) => ask(path, { headers: { Accept: 'application/json' }, cache: 'no-store' });

// Of photos that were lost the phone keeps the number; the server need not know.
function bare(data) {
  const said = Object.assign({}, data);
  delete said.files;
  delete said.lost;
  return said;
}

function post(message) {
  const body = JSON.stringify({ verb: message.verb, client_id: message.id, data: bare(message.data) });
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json', 'X-CSRFToken': token };
  return ask('acts', { method: 'POST', headers, body }).then((answer) => (answer.error ? { ok: false, error: answer.error } : answer));
}

// Photos go by plain HTTP, as from a page's form.
function upload({ id, data: said }) {
  const body = new FormData();
  body.append('client_id', id);
  for (const key of Object.keys(said)) if (key !== 'files') body.append(key, said[key]);
  for (const one of said.files) body.append('photos', new Blob([one.bytes], { type: one.type }), one.name);
  const headers = { Accept: 'application/json', 'X-CSRFToken': token };
  return ask('contributions', { method: 'POST', headers, body }).then((answer) => (answer.error ? { ok: false, error: answer.error } : answer));
}

// Over the socket while there is one, else over HTTP; asking twice does it once.
function act(message) {
  if (message.data.files && message.data.files.length) return upload(message);
  if (!feed.joined) return post(message);
  const sent = { meeting, verb: message.verb, client_id: message.id, data: bare(message.data) };
  return new Promise((done, failed) => {
    feed.socket.timeout(ANSWER).emit('act', sent, (error, answer) => (error ? post(message).then(done, failed) : done(answer)));
  });
}

// What a moderator reads first is not in the thread yet: the answer brings it back as one's own.
function sendAndKnow(message) {
  return act(message).then((answer) => {
    if (answer.ok && answer.me) feed.me = answer.me;
    return answer;
  });
}

// One's own words that waited are let through, or hidden with a reason.
function tellHeld(item) {
  if (!['discussion.contributed', 'discussion.hidden'].includes(item.verb)) return;
  const mine = feed.me.held.some((one) => one.contribution_id === item.data.contribution_id);
  if (!mine) return;
  const held = item.verb === 'discussion.hidden'
    ? feed.me.held.map((one) => (one.contribution_id === item.data.contribution_id ? Object.assign({}, one, { reason: item.data.reason }) : one))
    : feed.me.held.filter((one) => one.contribution_id !== item.data.contribution_id);
  feed.me = Object.assign({}, feed.me, { held });
}

// A step towards this person is told once, and to nobody else.
function tellStep(item) {
  const me = mySteps(feed.me, item);
  if (!me) return;
  feed.me = me;
  const said = item.verb === 'order.step_lifted' ? say('step_lifted') : say(`step_${item.data.kind}`, { reason: name('reasons', item.data.reason) });
  voice.say(said, true);
}

function tell(items) {
  const mine = (item) => item.actor && item.actor.id === feed.me.account_id;
  voice.heard(items.filter((item) => item.verb === 'discussion.contributed' && !mine(item)).length);
  for (const item of items) {
    tellHeld(item);
    tellStep(item);
    const about = feed.state.agenda.find((one) => one.id === item.data.agenda_item_id);
    if (item.verb === 'meeting.opened') voice.say(say('has_begun'));
    if (item.verb === 'meeting.item_started' && about) voice.say(say('item_begins', { title: titleOf(about) }));
    if (item.verb === 'meeting.item_closed' && about) {
      voice.say(say('item_ended', { title: titleOf(about), outcome: name('outcomes', item.data.outcome) }));
    }
    if (item.verb === 'meeting.phase_changed') voice.say(say('phase_now', { phase: name('phases', item.data.phase) }));
    if (item.verb === 'poll.opened') voice.say(say('poll_now', { question: item.data.question }));
    if (item.verb === 'poll.shown') voice.say(say('poll_is_shown'));
    for (const one of calls.heard(item, feed.state.floor, feed.me.account_id)) voice.say(say(one.key, one.facts), one.own);
    if (item.verb === 'meeting.vote_opened') voice.say(say('vote_open'));
    if (item.verb === 'meeting.paused') voice.say(say('break_until', { time: clock(item.data.until) }));
    if (item.verb === 'meeting.resumed') voice.say(say('goes_on'));
    if (item.verb === 'meeting.chair_handed_over') {
      feed.me = Object.assign({}, feed.me, { chair: item.data.chair_id === feed.me.account_id });
      voice.say(say('chair_is', { name: item.data.chair }));
    }
    if (item.verb === 'meeting.undone' && /item|phase/.test(item.data.undone_verb)) voice.say(say('undone'));
    if (item.verb === 'meeting.closed') voice.say(ended(feed.state.meeting));
  }
}

// How far somebody has read: small, sent while the page is being left too, and lost without harm.
function tellPlace(seq) {
  if (!feed.me.account_id || !navigator.sendBeacon) return;
  navigator.sendBeacon(`${base}place`, new URLSearchParams({ seq, csrf_token: token }));
}

function toggle() {
  if (!open) place = window.pageYOffset;
  open = !open;
  desk.hurry();
  draw();
  window.scrollTo(0, open ? 0 : place);
}

function drawNow() {
  const box = document.getElementById('room-now');
  if (!box.dataset.drawn) box.textContent = '';
  box.dataset.drawn = '1';
  render(html`<${Now} feed=${feed} open=${open} onAgenda=${toggle} pins=${pins} onStop=${() => desk.stop()} onPin=${(item) => app && app.acts.thread(item)} />`, box);
}

function drawRoom() {
  const draftKey = `draft:room-${meeting}-${feed.me.account_id || 'guest'}`;
  const picture = document.getElementById('room-code').innerHTML;
  render(html`<${App} handle=${(made) => { app = made; }} feed=${feed} calls=${calls} outbox=${outbox} data=${data} open=${open} desk=${desk} act=${act}
    codePicture=${picture} draftKey=${draftKey} placeKey=${`place:room-${meeting}-${feed.me.account_id || 'guest'}`}
    onPlace=${tellPlace} onSend=${(said) => outbox.add('contribute', said)} onEdit=${(said) => outbox.add('edit', said)} />`, twin);
}

// What came with the page as HTML stands, and is read, until the script has drawn the same beside it.
function drawFirst() {
  drawRoom();
  inTurn([takePlace, focusToo, () => outbox.load().then(known)]);
}

function takePlace() {
  document.getElementById('room').replaceWith(twin);
  app.arrived();
}

const focusToo = () => keepFocus(twin, document.getElementById('room-now'));
const known = () => outbox.arrived(new Set(feed.state.contributions.map((item) => item.data.client_id)));

function draw() {
  drawing = 0;
  drawNow();
  drawRoom();
}

// However much changes at once, the screen is drawn once a frame.
function changed(items) {
  if (!feed || !outbox) return;
  if (items && items.length) {
    outbox.arrived(new Set(items.map((item) => item.data.client_id).filter(Boolean)));
    tell(items);
    pins.take(items);
    if (app) app.heard(items);
  }
  outbox.settle(feed.state.seq);
  keep();
  pins.look(feed.state);
  if (!drawing) drawing = window.requestAnimationFrame(draw);
}

// Each step in a task of its own, so that a slow phone can answer a finger in between.
function inTurn([step, ...others]) {
  window.setTimeout(() => {
    step();
    if (others.length) inTurn(others);
  });
}

function begin(store, { snapshot, lostSince }) {
  outbox = new Outbox({
    owner: snapshot.me.account_id, box: `meeting:${meeting}`, store, send: sendAndKnow, changed: () => changed(), now: () => Date.now(),
  });
  const connect = () => io({
    transports: ['websocket'], reconnectionDelay: 500, reconnectionDelayMax: 8000, randomizationFactor: 0.7,
  });
  feed = new Feed({
    meeting, snapshot, lostSince, desk, open: connect, get, changed, linked: () => [outbox, desk].forEach((one) => one.hurry()),
    says: (key) => voice.say(key === 'online' ? say('online') : say('offline', { time: since(feed.lostSince) })),
  });
  known();
  calls.heard(null, feed.state.floor, feed.me.account_id);
  keep = keeping(feed);
  window.deliberateRoom = { feed, outbox };
  inTurn([drawNow, drawFirst]);
}

Promise.all([openStore(), lastSeen(came)]).then(([store, seen]) => begin(store, seen));
