// A ballot is never kept and sent later by itself: where it cannot be cast now, the page says so and the choice stays.
// When the line breaks after sending, the page asks the server whether the vote has arrived.
// The secret of the ballot is made here, so that no server can give the same receipt to two people; sent again, the same
// ballot is answered with the same receipt.
// <form data-behaviour="ballot" data-ready="…" [data-arrived="…" data-entry="7" data-vote="3" data-seal="…"
//  data-format="…"]> … {{ ballot_note() }}</form>

import { ask } from '../outbox/ask.js';
import { keep } from '../receipts/keep.js';
import { codeOf, newSecret, receiptOf } from '../receipts/seal.js';

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
  const kept = (answer) => {
    if (!answer.code) return Promise.resolve();
    const choices = Array.from(form.querySelectorAll('[name="choice"]'), (field) => field.value);
    const { format, seal, vote } = form.dataset;
    return receiptOf(format, seal, choices, form.elements.secret.value).then((own) => {
      const code = own ? codeOf(own) : answer.code;
      const differs = code !== answer.code;
      const { side, receipt, signature } = answer;
      keep({ vote: Number(vote), receipt, signature, code, side, path: differs ? '' : answer.path, differs, at: Date.now() });
    });
  };

  let cast = null;

  // Nothing is said until the server has said it.
  const find = (tries) => {
    show('asking');
    ask(form.dataset.arrived, {}, READY).then((found) => {
      if (found.error) rest('refused', found.error.message);
      else if (found.arrived.indexOf(Number(form.dataset.entry)) >= 0) cast();
      else rest('not_cast');
    }, () => window.setTimeout(() => find(tries + 1), PAUSES[Math.min(tries, PAUSES.length - 1)]));
  };

  // Looking once more changes nothing: only the network has to be there, or the choice would be gone with the page.
  const look = () => ask(form.dataset.ready, {}, READY).then(() => form.submit(), () => rest('not_cast'));

  cast = () => {
    if (window.navigator.onLine === false) {
      rest('not_cast');
      return;
    }
    ask(form.getAttribute('action'), { method: 'POST', body: new FormData(form) }, ANSWER).then((answer) => {
      if (answer.ok) kept(answer).then(() => leave(answer.url));
      else rest('refused', answer.error.message);
    }, () => find(0));
  };

  if (form.elements.secret && window.crypto) form.elements.secret.value = newSecret();

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
