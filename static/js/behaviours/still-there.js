// A shared device forgets who is there when nobody touches it; before that it asks, counts down aloud, and can be kept.
// Touching and typing count, and the server is told of them once a minute, so that a long text is never cut off.

const TOLD_EVERY = 60000;
const SIGNS = ['pointerdown', 'keydown', 'input', 'scroll', 'touchstart'];

export default function stillThere(element) {
  const { idle, answer, stay, token } = element.dataset;
  const [quiet, patience] = [Number(idle) * 1000, Number(answer) * 1000];
  const form = element.querySelector('form');
  const ask = element.querySelector('[role="alertdialog"]');
  const left = ask.querySelector('[data-left]');
  const here = ask.querySelector('[data-still-here]');
  let [seen, told, before] = [Date.now(), Date.now(), null];

  const tell = () => {
    told = Date.now();
    window.fetch(stay, { method: 'POST', headers: { 'X-CSRFToken': token }, credentials: 'same-origin' }).catch(() => {});
  };
  const noticed = () => {
    if (!ask.hidden) return;
    seen = Date.now();
    if (seen - told > TOLD_EVERY) tell();
  };
  const keep = () => {
    ask.hidden = true;
    seen = Date.now();
    tell();
    if (before && before.focus) before.focus();
  };
  const open = () => {
    before = document.activeElement;
    ask.hidden = false;
    here.focus();
  };
  const end = () => {
    form.elements.left_alone.value = '1';
    form.submit();
  };
  const step = () => {
    const over = Date.now() - seen - quiet;
    if (over >= patience) return end();
    if (over >= 0) {
      if (ask.hidden) open();
      const seconds = Math.ceil((patience - over) / 1000);
      // Told aloud every ten seconds, and the last five one by one.
      if (seconds % 10 === 0 || seconds <= 5 || !left.textContent) left.textContent = String(seconds);
    }
    window.setTimeout(step, 1000);
    return null;
  };
  for (const sign of SIGNS) document.addEventListener(sign, noticed, { passive: true, capture: true });
  // A page brought back whole by the back button would show what was forgotten.
  window.addEventListener('pageshow', (event) => event.persisted && window.location.reload());
  here.addEventListener('click', keep);
  ask.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') keep();
    if (event.key === 'Tab') event.preventDefault();
  });
  step();
}
