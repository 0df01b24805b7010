// A ballot is never kept and sent later by itself: where it cannot be cast now, the page says so and the choice stays.
// When the line breaks after sending, the page asks the server whether the vote has arrived.
// <form data-behaviour="ballot" data-ready="…" [data-arrived="…" data-entry="7"]> … {{ ballot_note() }}</form>

import { ask } from '../outbox/ask.js';

const READY = 8000;
const ANSWER = 20000;
const PAUSES = [1000, 2000, 4000, 8000, 15000];

export default function castOnce(form) {
  const note = form.querySelector('[data-ballot-note]');
  const button = form.querySelector('.button:not([type="button"])');
  let busy = false;

  const show = (state, reason) => {
    note.hidden = false;
    for (const part of note.querySelectorAll('[data-when]')) part.hidden = part.dataset.when !== state;
    note.querySelector('[data-ballot-reason]').textContent = reason || '';
    note.focus();
  };
  const rest = (state, reason) => {
    busy = false;
    button.classList.remove('is-busy');
    show(state, reason);
  };
  const leave = (address) => {
    show('arrived');
    window.location.assign(address);
  };

  // Nothing is said until the server has said it.
  const find = (tries) => {
    show('asking');
    ask(form.dataset.arrived, {}, READY).then((found) => {
      if (found.error) rest('refused', found.error.message);
      else if (found.arrived.indexOf(Number(form.dataset.entry)) >= 0) leave(found.url);
      else rest('not_cast');
    }, () => window.setTimeout(() => find(tries + 1), PAUSES[Math.min(tries, PAUSES.length - 1)]));
  };

  // Looking once more changes nothing: only the network has to be there, or the choice would be gone with the page.
  const look = () => ask(form.dataset.ready, {}, READY).then(() => form.submit(), () => rest('not_cast'));

  const cast = () => {
    if (window.navigator.onLine === false) {
      rest('not_cast');
      return;
    }
    ask(form.getAttribute('action'), { method: 'POST', body: new FormData(form) }, ANSWER).then((answer) => {
      if (answer.ok) leave(answer.url);
      else rest('refused', answer.error.message);
    }, () => find(0));
  };

  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    button.classList.add('is-busy');
    if (form.dataset.arrived) cast();
    else look();
  });
}
