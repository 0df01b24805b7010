// Shows the codes that this phone keeps of one vote: <div data-behaviour="receipt" data-vote="7"> … </div>

import { forget, of } from '../receipts/keep.js';

function show(box, newest, others) {
  const part = (name) => box.querySelector(`[data-receipt-${name}]`);
  box.querySelector('[data-receipt]').hidden = false;
  part('title').textContent = part('title').dataset.cast;
  part('title').focus();
  part('none').hidden = true;
  const code = part('code');
  code.textContent = '';
  for (const group of newest.code.split(' ')) {
    const span = document.createElement('span');
    span.textContent = group;
    code.appendChild(span);
    code.appendChild(document.createTextNode(' '));
  }
  if (newest.path) {
    const drawn = part('qr').querySelector('svg');
    drawn.setAttribute('viewBox', `0 0 ${newest.side} ${newest.side}`);
    drawn.querySelector('path').setAttribute('d', newest.path);
    part('qr').hidden = false;
  }
  if (newest.signature) {
    part('signed').textContent = `${newest.receipt} ${newest.signature}`;
    part('proof').hidden = false;
  }
  part('differs').hidden = !newest.differs;
  for (const kept of box.querySelectorAll('[data-receipt-kept]')) kept.hidden = false;
  if (others.length) {
    part('others').querySelector('span').textContent = others.map((one) => one.code).join(' · ');
    part('others').hidden = false;
  }
}

export default function showReceipt(box) {
  const kept = of(box.dataset.vote);
  // A page that came filled in is the answer to a ballot whose script did not run: it speaks for itself.
  if (!kept.length || box.querySelector('[data-receipt-here]')) return;
  show(box, kept[0], kept.slice(1));
  const button = box.querySelector('[data-receipt-forget]');
  button.addEventListener('click', () => {
    if (!button.dataset.asked) {
      button.dataset.asked = '1';
      button.textContent = button.dataset.sure;
      return;
    }
    forget(box.dataset.vote);
    window.location.reload();
  });
}
