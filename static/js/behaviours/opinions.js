// One statement after the other: what is answered goes into the phone's own outbox, and the next one stands there at once;
// a broken line loses nothing. Without it, or on a shared device, each answer is a form that is sent.

import { openForms, reader, watch } from '../outbox/forms.js';

const VERB = 'opinion';

export default function askOneByOne(part) {
  if (!reader) return;
  const cards = Array.from(part.querySelectorAll('form'));
  const kept = part.querySelector('[data-asked-kept]');
  const where = part.querySelector('.asked-where');
  const given = new Set();
  let pressed = null;
  let over = false;

  const next = (card) => {
    card.hidden = true;
    const following = cards[cards.indexOf(card) + 1];
    if (where) {
      where.textContent = where.textContent.replace(/\d+/, String(Number(part.dataset.answered) + cards.indexOf(card) + 1));
    }
    if (!following) {
      over = true;
      return;
    }
    following.hidden = false;
    following.querySelector('.asked-text').focus();
  };

  // What has arrived is forgotten here: own answers stay on no phone.
  const follow = (outbox) => {
    const mine = outbox.messages.filter((one) => one.verb === VERB);
    const arrived = mine.filter((one) => one.state === 'sent');
    for (const one of arrived) outbox.drop(one.id);
    const left = mine.filter((one) => one.state === 'waiting' || one.state === 'sending');
    // It was closed, or the statement taken back, meanwhile: the page says so, the strip what did not count.
    if (mine.some((one) => one.state === 'refused' && given.has(one.id))) window.location.reload();
    if (!over || arrived.length) return;
    if (!left.length) window.location.reload();
    else if (kept.hidden && left.some((one) => one.state === 'waiting')) {
      kept.hidden = false;
      kept.focus();
    }
  };

  const answer = (card, said) => openForms().then((outbox) => {
    const data = {
      what: card.dataset.outbox, said: '', page: window.location.pathname, action: card.getAttribute('action'),
      fields: [['statement_id', card.elements.statement_id.value], ['said', said]], files: [], lost: 0,
    };
    next(card);
    given.add(outbox.add(VERB, data).id);
  });

  for (const card of cards) {
    card.addEventListener('click', (event) => {
      pressed = event.target.closest('button') || pressed;
    });
    card.addEventListener('submit', (event) => {
      if (!pressed) return;
      event.preventDefault();
      const said = pressed.value;
      pressed = null;
      if (!card.hidden) answer(card, said).catch(() => card.submit());
    });
  }
  watch(follow);
}
