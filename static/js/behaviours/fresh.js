// A part of a page that changes while one reads it: asked for now and then, put in place quietly, and only when nobody is
// busy in it. What was unfolded stays unfolded; nothing is read aloud, for it is the same page with newer figures.

const EVERY = 20000;

function put(part, newer) {
  const unfolded = Array.from(part.querySelectorAll('details'), (one) => one.open);
  while (part.firstChild) part.removeChild(part.firstChild);
  while (newer.firstChild) part.appendChild(document.adoptNode(newer.firstChild));
  Array.from(part.querySelectorAll('details')).forEach((one, at) => {
    one.open = Boolean(unfolded[at]);
  });
}

export default function stayFresh(part) {
  const { asks } = part.dataset;

  const look = async () => {
    const answer = await window.fetch(asks, { credentials: 'same-origin' });
    if (!answer.ok) return;
    const { drawn } = await answer.json();
    if (!drawn || drawn === part.dataset.drawn) return;
    const ahead = { credentials: 'same-origin', headers: { Accept: 'text/html', 'X-Ahead': '1' } };
    const text = await (await window.fetch(window.location.href, ahead)).text();
    const newer = new DOMParser().parseFromString(text, 'text/html').getElementById(part.id);
    // Whoever is reading a table with the keyboard is not pulled out of it.
    if (!newer || part.contains(document.activeElement)) return;
    put(part, newer);
    part.dataset.drawn = drawn;
  };

  const turn = () => {
    const busy = document.hidden || part.contains(document.activeElement);
    const done = busy ? Promise.resolve() : look().catch(() => {});
    done.then(() => window.setTimeout(turn, EVERY));
  };
  window.setTimeout(turn, EVERY);
}
