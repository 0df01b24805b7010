// A <details> that lies over the page: closes on Escape and on a press elsewhere, and gives the focus back.

export default function closeMenu(details) {
  const summary = details.querySelector('summary');
  document.addEventListener('click', (event) => {
    if (details.open && !details.contains(event.target)) details.open = false;
  });
  details.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !details.open) return;
    details.open = false;
    summary.focus();
  });
}
