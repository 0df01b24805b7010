// A sheet over the page, one thing until it is closed: the focus goes in, stays in, and comes back where it was.

const STOPS = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';

// Keeps Tab inside an element; Escape closes. Gives back the way to stop, which returns the focus.
export function holdFocus(sheet, close) {
  const before = document.activeElement;
  const keys = (event) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
    if (event.key !== 'Tab') return;
    const stops = Array.from(sheet.querySelectorAll(STOPS)).filter((one) => !one.disabled);
    const last = stops[stops.length - 1];
    const over = event.shiftKey ? [stops[0], sheet].includes(document.activeElement) : document.activeElement === last;
    if (over) {
      event.preventDefault();
      (event.shiftKey ? last : stops[0]).focus();
    }
  };
  sheet.addEventListener('keydown', keys);
  return () => {
    sheet.removeEventListener('keydown', keys);
    if (before && before.isConnected) before.focus();
  };
}

export function openSheet({ title, close, body }) {
  const ground = document.createElement('div');
  ground.className = 'sheet-ground';
  const sheet = document.createElement('div');
  sheet.className = 'sheet';
  sheet.tabIndex = -1;
  sheet.setAttribute('role', 'dialog');
  sheet.setAttribute('aria-modal', 'true');
  sheet.setAttribute('aria-labelledby', 'sheet-title');
  const heading = document.createElement('h2');
  heading.id = 'sheet-title';
  heading.textContent = title;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button button-second';
  button.textContent = close;
  for (const part of [heading, body, button]) sheet.appendChild(part);
  ground.appendChild(sheet);
  document.body.appendChild(ground);
  let release = null;
  const shut = () => {
    ground.remove();
    release();
  };
  release = holdFocus(sheet, shut);
  button.addEventListener('click', shut);
  ground.addEventListener('click', (event) => event.target === ground && shut());
  sheet.focus();
}
