// Says on any page what this phone has not sent yet, and sends it. Loaded only where something waits.

import { watch } from './forms.js';

const strip = document.getElementById('outbox-strip');

function show(outbox) {
  const counts = {
    sign_in: outbox.others || (outbox.signIn ? outbox.count('waiting') : 0),
    refused: outbox.count('refused'),
    waiting: outbox.count('waiting'),
    sent: outbox.count('sent'),
  };
  const state = ['sign_in', 'refused', 'waiting', 'sent'].find((one) => counts[one] > 0);
  strip.hidden = !state;
  for (const part of strip.querySelectorAll('[data-when]')) {
    part.hidden = part.dataset.when !== state;
    const number = part.querySelector('b');
    if (number) number.textContent = String(counts[state] || '');
  }
}

if (strip) watch(show).then(show);
