// Starts the big screen: the room's own line and state, nothing to press, drawn anew twice a second for hours.

import { html, render } from '../../vendor/preact.js';
import { io } from '../../vendor/socket.io.js';
import { Feed } from './feed.js';
import { Big } from './view/big.js';
import { learn } from './words.js';

const SECOND_HALF = 500;
const data = JSON.parse(document.getElementById('room-data').textContent);
const snapshot = JSON.parse(document.getElementById('room-snapshot').textContent);
const box = document.getElementById('screen');
const picture = document.getElementById('room-code').innerHTML;

learn(data.words, document.documentElement.lang || 'zh', data.titles);

function get(path) {
  const asked = { credentials: 'same-origin', cache: 'no-store', headers: { Accept: 'application/json' } };
  return window.fetch(`${data.urls.meeting}/${path}`, asked).then((answer) => answer.json().then((found) =>
    (answer.ok ? found : Promise.reject(Object.assign(new Error(path), { status: answer.status, answer: found.error })))));
}

const open = () => io({
  transports: ['websocket'], reconnectionDelay: 500, reconnectionDelayMax: 8000, randomizationFactor: 0.7,
});
const nothing = () => null;
const feed = new Feed({ meeting: snapshot.meeting.id, snapshot, open, get, changed: nothing, says: nothing, linked: nothing });

// A cable that is pulled is known at once; the line itself would notice only after its next missed beat.
window.addEventListener('offline', () => feed.lost());

function draw() {
  render(html`<${Big} feed=${feed} join=${data.join} picture=${picture} />`, box);
}

box.textContent = '';
draw();
window.setInterval(draw, SECOND_HALF);
