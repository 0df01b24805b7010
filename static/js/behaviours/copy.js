// Copies a link or number: <button data-behaviour="copy" data-copy="https://…" data-copied="{{ _("Copied") }}">.

function copyOldWay(text) {
  const box = document.createElement('textarea');
  box.value = text;
  box.className = 'unseen';
  document.body.appendChild(box);
  box.select();
  const done = document.execCommand('copy');
  box.remove();
  return done;
}

export default function copyOnPress(button) {
  button.addEventListener('click', () => {
    const text = button.dataset.copy;
    const says = button.querySelector('[data-words]') || button;
    const before = says.textContent;
    const done = () => {
      says.textContent = button.dataset.copied || before;
      window.setTimeout(() => {
        says.textContent = before;
      }, 2500);
    };
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(done, () => copyOldWay(text) && done());
    } else if (copyOldWay(text)) {
      done();
    }
  });
}
