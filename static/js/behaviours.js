// Finds every element with data-behaviour="name other" and gives it to the module of that name in ./behaviours/.
// A page works without any of them; each only makes something nicer.

const CALM = 2500;
const begun = new WeakMap();

function begin(element, name) {
  const names = begun.get(element) || new Set();
  if (names.has(name)) return;
  names.add(name);
  begun.set(element, names);
  import(`./behaviours/${name}.js`)
    .then((module) => module.default(element))
    .catch((error) => console.error(`behaviour ${name} did not start`, error));
}

export function attach(root) {
  const found = Array.from(root.querySelectorAll('[data-behaviour]'));
  if (root.matches && root.matches('[data-behaviour]')) found.unshift(root);
  for (const element of found) {
    for (const name of element.dataset.behaviour.split(/\s+/)) if (name) begin(element, name);
  }
}

// A form is sent once, however often a shaky finger presses.
function sendOnce(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method.toLowerCase() !== 'post') return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = '1';
  const pressed = event.submitter || form.querySelector('.button:not([type="button"])');
  if (pressed) pressed.classList.add('is-busy');
}

function wake() {
  for (const form of document.querySelectorAll('form[data-sent]')) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll('.is-busy')) button.classList.remove('is-busy');
  }
}

// Whatever people write is kept until it has arrived, also in a form that does not ask for it: a page open for too long,
// somebody else's turn on the device, or a lost line must not cost a word. The room keeps its own.
function keepWords() {
  if (document.body.classList.contains('room')) return;
  for (const words of document.querySelectorAll('main form[method="post"] textarea')) {
    const { form } = words;
    const asks = (form.dataset.behaviour || '').split(/\s+/).indexOf('draft') >= 0;
    if (words.defaultValue || asks || 'draftNone' in form.dataset) continue;
    form.dataset.draft = form.getAttribute('action') || window.location.pathname;
    begin(form, 'draft');
  }
}

// A draft may be forgotten once the server has answered its form: with another page, or with the form empty again.
// Sign-in and error pages stand alone (body.door) and are no answer: what was written has not arrived, and stays.
function forgetSentDrafts() {
  const sent = window.sessionStorage.getItem('draft-sent');
  if (!sent) return;
  window.sessionStorage.removeItem('draft-sent');
  if (document.body.classList.contains('door')) return;
  const form = document.querySelector(`[data-draft="${sent}"]`);
  // A form that mends a text comes back with the text in it when it was saved; what stands in the way is said in a warning.
  const saved = form && 'draftMends' in form.dataset && !document.querySelector('main .summary, main .notice-warn');
  if (form && !saved && Array.from(form.elements).some((field) => field.tagName === 'TEXTAREA' && field.defaultValue)) return;
  window.localStorage.removeItem(`draft:${sent}`);
}

// The service worker keeps pages for the time without a network; it waits until this page has all it needs. WeChat's
// browser has none, or one that forgets: there the page's own outbox does the job.
function keepPages() {
  const about = document.querySelector('link[rel="manifest"][data-worker]');
  const { serviceWorker } = window.navigator;
  if (!about || !serviceWorker || /MicroMessenger/i.test(window.navigator.userAgent)) return;
  window.setTimeout(() => serviceWorker.register(about.dataset.worker).catch(() => null), CALM);
}

// On a narrow screen the words at the side stand in one long row: the one of this page is brought into sight.
function showWhere() {
  const here = document.querySelector('.rail [aria-current]');
  if (here) here.closest('.rail').scrollLeft = here.offsetLeft - here.offsetWidth / 2;
}

document.addEventListener('submit', sendOnce);
window.addEventListener('load', keepPages);
window.addEventListener('pageshow', wake);
attach(document);
showWhere();
try {
  keepWords();
  forgetSentDrafts();
  if (window.localStorage.getItem('outbox')) import('./outbox/strip.js').catch(() => null);
} catch (error) {
  // Storage is closed in private windows; then there are no drafts to forget.
}
