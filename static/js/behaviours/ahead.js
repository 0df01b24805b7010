// Lets the service worker keep the page that comes next, so that one can go on without a network.
// <form data-behaviour="ahead" data-ahead="/issues/new/details?blank=1">

export default function fetchAhead(element) {
  const { serviceWorker } = window.navigator;
  if (!serviceWorker || !serviceWorker.controller) return;
  fetch(element.dataset.ahead, { credentials: 'same-origin', headers: { Accept: 'text/html', 'X-Ahead': '1' } }).catch(() => null);
}
