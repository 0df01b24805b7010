// Finds one's own ballot in the published list by the code this phone keeps; works offline on a page it kept.

import { of } from '../receipts/keep.js';

export default function findBallot(box) {
  const kept = of(box.dataset.vote);
  if (!kept.length) return;
  const field = box.querySelector('input[name="code"]');
  if (field && !field.value) field.value = kept[0].code;
  const rows = kept.map((one) => document.getElementById(`b${one.code.replace(/ /g, '')}`)).filter(Boolean);
  if (!rows.length) return;
  const words = box.querySelector('[data-found]');
  words.hidden = false;
  for (const row of rows) {
    row.classList.add('is-mine');
    row.insertBefore(words.cloneNode(true), row.firstChild);
  }
  words.hidden = true;
  rows[0].scrollIntoView({ block: 'center' });
}
