// Starts the recorder's page: reads what came with it, asks every moment for what is new, and draws both panes.

import { html, render } from '../../vendor/preact.js';
import { keepDraft, keptDraft } from '../room/drafts.js';
import { learnIcons } from '../room/view/parts.js';
import { clock, learn, say } from '../room/words.js';
import { Lines } from './lines.js';
import { Beside, Text } from './view.js';

const EVERY = 2000;
const SLOWER = 6000;
const GRACE = 5000;
const MOST_ROWS = 400;
const data = JSON.parse(document.getElementById('lines-data').textContent);
const state = JSON.parse(document.getElementById('lines-state').textContent);
const token = document.querySelector('meta[name="csrf-token"]').content;
const region = document.getElementById('lines-say');
const kept = `notes:${data.meeting}-${data.account}`;
let drawing = 0;
let lostSince = null;
let text = null;

learn(data.words, document.documentElement.lang || 'zh');
learnIcons(document.getElementById('room-icons'));

const told = (sentence) => { region.textContent = sentence; };

function send(piece) {
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json', 'X-CSRFToken': token };
  const asked = { method: 'POST', credentials: 'same-origin', headers, body: JSON.stringify(piece) };
  return window.fetch(`${data.url}/lines`, asked).then((answer) =>
    (answer.status >= 500 || answer.status === 429 ? Promise.reject(new Error('later')) : answer.json()));
}

const lines = new Lines({
  send, told, changed: () => changed(),
  shelf: { keep: (unsaved) => keepDraft(kept, unsaved.length ? unsaved : null) },
});

function draw() {
  drawing = 0;
  const offline = lostSince && Date.now() - lostSince > GRACE ? say('offline', { time: clock(lostSince) }) : '';
  const items = data.items;
  render(html`<${Text} handle=${(made) => { text = made; }} lines=${lines} state=${state} items=${items} offline=${offline} />`, document.getElementById('lines'));
  render(html`<${Beside} rows=${state.rows} onTake=${(row) => text.take(row)} onLink=${(row) => text.link(row)} onBack=${() => text.back()} />`, document.getElementById('beside'));
}

function changed() {
  if (!drawing) drawing = window.requestAnimationFrame(draw);
}

function found(answer) {
  if (lostSince) lines.hurry();
  lostSince = null;
  state.rows = state.rows.concat(answer.rows).slice(-MOST_ROWS);
  Object.assign(state, { seq: answer.seq, item: answer.item, over: answer.over, now: answer.now });
  lines.merge(answer.notes);
  changed();
}

function ask() {
  const later = (pause) => window.setTimeout(ask, pause);
  if (document.visibilityState === 'hidden') return later(EVERY);
  const address = `${data.url}/state?after=${state.seq}&since=${encodeURIComponent(state.now)}`;
  return window.fetch(address, { credentials: 'same-origin', cache: 'no-store', headers: { Accept: 'application/json' } })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
    .then(found).then(() => later(EVERY), () => {
      lostSince = lostSince || Date.now();
      changed();
      later(SLOWER);
    });
}

document.getElementById('lines').textContent = '';
document.getElementById('beside').textContent = '';
lines.begin(state.notes, keptDraft(kept) || []);
window.deliberateLines = lines;
draw();
window.setTimeout(ask, EVERY);
window.addEventListener('online', () => lines.hurry());
window.addEventListener('pagehide', () => lines.keep());
