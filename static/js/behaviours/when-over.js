// When a countdown inside has run out, what was true until then goes, and what is true from then on comes.
// A button in it waits meanwhile; the server says the same to those without script.

export default function whenOver(element) {
  const waiting = element.tagName === 'FORM' && element.querySelector('[data-until-over]');
  const button = waiting && element.querySelector('button');
  const hold = (event) => {
    if (button.getAttribute('aria-disabled') === 'true') event.preventDefault();
  };
  if (button) {
    button.setAttribute('aria-disabled', 'true');
    element.addEventListener('submit', hold, true);
  }
  element.addEventListener('countdown:over', (event) => {
    event.stopPropagation();
    for (const part of element.querySelectorAll('[data-until-over]')) part.hidden = true;
    for (const part of element.querySelectorAll('[data-when-over]')) part.hidden = false;
    if (button) button.removeAttribute('aria-disabled');
  });
}
