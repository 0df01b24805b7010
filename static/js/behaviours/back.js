// “Back” on a page that stands in a form's way goes back to that very page, with what was typed in it, instead of fetching
// it anew: <div data-behaviour="back"><p data-typed hidden>…</p><a data-back href="where the form stands">…</a></div>

export default function goBack(box) {
  const link = box.querySelector('[data-back]');
  if (!link || window.history.length < 2 || document.referrer !== link.href) return;
  const typed = box.querySelector('[data-typed]');
  if (typed) typed.hidden = false;
  link.addEventListener('click', (event) => {
    event.preventDefault();
    window.history.back();
  });
}
