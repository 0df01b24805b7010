// Whoever holds something with the keyboard must not lose it because the room moved on: when the thing in hand leaves the
// page, the focus goes to what it stood in, without moving the page.

const PLACES = '.post, .agenda-item, .room-foot, .side-part, .room-side, #room';

function standIn(place) {
  if (place.matches('.post')) return place;
  return place.querySelector('button:not([disabled]), textarea, input') || place;
}

export function keepFocus(...roots) {
  let around = [];
  const remember = () => {
    around = [];
    let one = document.activeElement && document.activeElement.closest(PLACES);
    while (one) {
      around.push(one);
      one = one.parentElement && one.parentElement.closest(PLACES);
    }
  };
  const mend = () => {
    if (document.activeElement !== document.body || !around.length) return;
    const place = around.find((one) => one.isConnected);
    const found = place && standIn(place);
    if (!found) return;
    if (found.tabIndex < 0) found.tabIndex = -1;
    found.focus({ preventScroll: true });
  };
  document.addEventListener('focusin', remember);
  // A press beside everything lets go on purpose.
  document.addEventListener('pointerdown', (event) => {
    if (!event.target.closest('button, a, input, select, textarea, summary, label')) around = [];
  });
  const watch = new MutationObserver(mend);
  for (const root of roots) watch.observe(root, { childList: true, subtree: true });
}
