// Keys for those who work here and do not want to leave the keyboard. The button carries one table: what each key does and
// how that is called; the sheet of keys is drawn from the same table, so that it cannot promise what no key does.
// <button data-behaviour="keys" data-keys='[{"key": "j", "says": "…", "steps": [["next", ".post"]]}, …]' data-words='{…}'>
// Single keys disturb people who dictate or whose keyboard is shaky: they can be turned off here, and the choice is kept.

import { openSheet } from '../sheet.js';

const OFF = 'keys-off';
const TYPING = 'textarea, select, [contenteditable], input:not([type="checkbox"]):not([type="radio"])';

const shown = (element) => element.offsetParent !== null || element.getClientRects().length > 0;
const frame = () => new Promise((done) => window.requestAnimationFrame(() => window.requestAnimationFrame(done)));

function all(selector) {
  return Array.from(document.querySelectorAll(selector)).filter(shown);
}

function take(element) {
  if (!element) return false;
  if (element.tabIndex < 0 && !element.hasAttribute('tabindex')) element.tabIndex = -1;
  element.focus();
  return true;
}

// What is asked for inside the thing in hand comes before the same thing elsewhere.
function nearest(selector) {
  const held = document.activeElement && document.activeElement.closest('.post, .agenda-item');
  const inside = held && Array.from(held.querySelectorAll(selector)).filter(shown);
  return inside && inside.length ? inside[0] : all(selector)[0];
}

function move(selector, step) {
  const row = all(selector);
  const here = row.findIndex((one) => one === document.activeElement || one.contains(document.activeElement));
  const next = here < 0 ? (step > 0 ? 0 : row.length - 1) : here + step;
  return take(row[Math.max(0, Math.min(row.length - 1, next))]);
}

const ACTS = {
  next: (selector) => move(selector, 1),
  previous: (selector) => move(selector, -1),
  focus: (selector, otherwise) => {
    if (take(nearest(selector))) return true;
    if (otherwise) window.location.assign(otherwise);
    return Boolean(otherwise);
  },
  press: (selector) => {
    const found = nearest(selector);
    if (found) found.click();
    return Boolean(found);
  },
  unfold: (selector) => {
    const found = nearest(selector);
    if (found) found.open = true;
    return Boolean(found);
  },
};

// The first step is done at once, so that the next key finds it done; each further one when the page has been drawn anew.
function carryOut([first, ...further]) {
  const run = ([act, ...about]) => ACTS[act](...about);
  return further.reduce(
    (before, step) => before.then((done) => frame().then(() => run(step) || done)), Promise.resolve(run(first)));
}

function isOff() {
  try {
    return window.localStorage.getItem(OFF) === '1';
  } catch (error) {
    return false;
  }
}

function turn(off) {
  try {
    window.localStorage.setItem(OFF, off ? '1' : '0');
  } catch (error) {
    // Nothing can be kept here; then the choice holds until the page is left.
  }
}

function element(name, text, className) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function sheetOf(table, words, state) {
  const list = element('dl', '', 'keys');
  for (const { key, says } of table) {
    const term = element('dt');
    term.appendChild(element('kbd', key));
    list.appendChild(term);
    list.appendChild(element('dd', says));
  }
  const label = element('label', '', 'choice');
  const box = element('input');
  box.type = 'checkbox';
  box.checked = !state.off;
  box.addEventListener('change', () => {
    state.off = !box.checked;
    turn(state.off);
  });
  label.appendChild(box);
  label.appendChild(element('span', words.use, 'choice-text'));
  const body = element('div');
  body.appendChild(label);
  body.appendChild(list);
  return body;
}

export default function listenToKeys(button) {
  const table = JSON.parse(button.dataset.keys);
  const words = JSON.parse(button.dataset.words);
  const voice = document.getElementById(button.dataset.voice);
  const state = { off: isOff() };
  const show = () => openSheet({ title: words.title, close: words.close, body: sheetOf(table, words, state) });
  button.hidden = false;
  button.addEventListener('click', show);
  document.addEventListener('keydown', (event) => {
    if (state.off || event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(TYPING)) return;
    if (document.querySelector('[aria-modal="true"]')) return;
    const asked = event.key === '？' ? '?' : event.key;
    const row = table.find(({ key }) => key === asked);
    if (!row) return;
    event.preventDefault();
    if (row.key === '?') show();
    else carryOut(row.steps).then((done) => done || (voice.textContent = `${words.nothing} ${row.says}`));
  });
}
