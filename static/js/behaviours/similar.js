// While a title is typed, shows what neighbours have brought up already; without script the next page does.
// <form data-behaviour="similar" data-similar="/issues/similar?place=…"> with [data-similar-shelf] and [data-similar-list].

const PAUSE = 500;
const LEAST = 2;

function row(item) {
  const link = document.createElement('a');
  link.href = item.url;
  link.textContent = item.title;
  const words = document.createElement('span');
  words.className = 'soft';
  words.textContent = ` ${item.state}`;
  const entry = document.createElement('li');
  entry.appendChild(link);
  entry.appendChild(words);
  return entry;
}

export default function suggestSimilar(form) {
  const input = form.querySelector('[name="title"]');
  const shelf = form.querySelector('[data-similar-shelf]');
  const list = form.querySelector('[data-similar-list]');
  let waiting = 0;
  let asked = '';
  const show = (items) => {
    list.textContent = '';
    for (const item of items) list.appendChild(row(item));
    shelf.hidden = items.length === 0;
  };
  const ask = () => {
    const title = input.value.trim();
    if (title === asked) return;
    asked = title;
    if (title.length < LEAST) {
      show([]);
      return;
    }
    fetch(`${form.dataset.similar}&title=${encodeURIComponent(title)}`, { credentials: 'same-origin' })
      .then((answer) => (answer.ok ? answer.json() : { items: [] }))
      .then((found) => {
        if (asked === title) show(found.items);
      })
      .catch(() => show([]));
  };
  input.addEventListener('input', () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(ask, PAUSE);
  });
  form.addEventListener('draft:restored', ask);
  ask();
}
