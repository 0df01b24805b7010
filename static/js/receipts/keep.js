// Keeps the codes of one's ballots on this phone: {vote, receipt, signature, code, side, path, differs, at}, the newest first.
// What was chosen is not kept: whoever finds the phone finds no choice on it.

const KEY = 'deliberate-receipts';

export function all() {
  try {
    return JSON.parse(window.localStorage.getItem(KEY)) || [];
  } catch (error) {
    return [];
  }
}

export function of(vote) {
  return all().filter((one) => one.vote === Number(vote));
}

function write(list) {
  try {
    window.localStorage.setItem(KEY, JSON.stringify(list));
    return true;
  } catch (error) {
    return false;
  }
}

export function keep(receipt) {
  return write([receipt].concat(all().filter((one) => one.code !== receipt.code)));
}

export function forget(vote) {
  write(all().filter((one) => one.vote !== Number(vote)));
}
