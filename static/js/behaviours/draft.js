// Keeps what is being written on this phone until it has been sent: survives reload, a call, an empty battery.
// <form data-behaviour="draft" data-draft="issue-new"> … <p data-draft-kept hidden>{{ _("Kept on this phone") }}</p>
// A guest of a shared device leaves nothing behind if the form carries data-draft-none.

const PAUSE = 400;
const SKIPPED = new Set(['hidden', 'password', 'file', 'submit', 'button']);

function fields(form) {
  return Array.from(form.elements).filter((field) => field.name && !SKIPPED.has(field.type));
}

function collect(form) {
  const kept = {};
  for (const field of fields(form)) {
    const choice = field.type === 'checkbox' || field.type === 'radio';
    if (choice && !field.checked) continue;
    if (choice) kept[field.name] = (kept[field.name] || []).concat(field.value);
    else if (field.value) kept[field.name] = field.value;
  }
  return kept;
}

// What a field held when the page came.
function given(field) {
  if (field.tagName !== 'SELECT') return field.defaultValue || '';
  const chosen = field.querySelector('option[selected]');
  return chosen ? chosen.value : '';
}

// What the server sent filled in wins over the draft, unless the draft was begun from the very same: then it mends it.
function restore(form, kept, before) {
  let changed = false;
  for (const field of fields(form)) {
    const value = kept[field.name];
    if (value === undefined) continue;
    const same = given(field) === (before[field.name] || '');
    if (field.type === 'checkbox' || field.type === 'radio') {
      if (field.checked || !Array.isArray(value) || !value.includes(field.value)) continue;
      if (field.type === 'radio' && form.querySelector(`input[name="${field.name}"]:checked`)) continue;
      field.checked = true;
      changed = true;
    } else if (field.tagName === 'SELECT') {
      if (same && Array.from(field.options).some((option) => option.value === value)) field.value = value;
    } else if (same && field.value === given(field) && field.value !== value) {
      field.value = value;
      changed = true;
    }
  }
  return changed;
}

export default function keepDraft(form) {
  const name = form.dataset.draft || window.location.pathname;
  const key = `draft:${name}`;
  const said = form.querySelector('[data-draft-kept]');
  let waiting = 0;
  const say = () => {
    if (said) said.hidden = false;
  };
  const keep = () => {
    const kept = collect(form);
    const before = {};
    for (const field of fields(form)) if (given(field)) before[field.name] = given(field);
    window.localStorage.setItem(key, JSON.stringify({ kept, before }));
    if (Object.keys(kept).length) say();
  };
  try {
    const found = JSON.parse(window.localStorage.getItem(key) || 'null');
    if (found && found.kept && restore(form, found.kept, found.before)) {
      say();
      form.dispatchEvent(new CustomEvent('draft:restored', { bubbles: true }));
    }
  } catch (error) {
    return;
  }
  // What was typed while this script was still on its way is kept too.
  const typed = (field) => field.defaultValue !== undefined && field.type !== 'checkbox' && field.type !== 'radio' && field.value !== field.defaultValue;
  if (fields(form).some(typed)) keep();
  form.addEventListener('input', () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(keep, PAUSE);
  });
  window.addEventListener('pagehide', () => {
    if (!form.dataset.sent) keep();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && !form.dataset.sent) keep();
  });
  form.addEventListener('submit', () => {
    keep();
    // A form that is only fetched leads on to the next step of the same draft; nothing has arrived by that.
    if (form.method.toLowerCase() === 'post') window.sessionStorage.setItem('draft-sent', name);
  });
}
