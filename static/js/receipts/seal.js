// What the phone reckons out itself: its secret, the receipt that binds it to vote and choices, and the code in digits.
// The same arithmetic as deliberate/votes/proofs/receipts.py.

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export function newSecret() {
  return hex(window.crypto.getRandomValues(new Uint8Array(16)));
}

// Only a page that came over https may digest; without it the server's answer is all there is.
export function receiptOf(format, seal, choices, secret) {
  if (!(window.crypto && window.crypto.subtle)) return Promise.resolve('');
  const line = JSON.stringify([format, seal, choices, [], secret]);
  return window.crypto.subtle.digest('SHA-256', new TextEncoder().encode(line)).then((found) => hex(new Uint8Array(found)));
}

export function codeOf(receipt) {
  let digits = '';
  for (let at = 0; at < 24; at += 4) digits += String(parseInt(receipt.slice(at, at + 4), 16) % 10000).padStart(4, '0');
  digits = digits.slice(0, 22);
  let rest = 0;
  for (const digit of `${digits}00`) rest = (rest * 10 + Number(digit)) % 97;
  return `${digits}${String(98 - rest).padStart(2, '0')}`.replace(/(.{4})(?=.)/g, '$1 ');
}
