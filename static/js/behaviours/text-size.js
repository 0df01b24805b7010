// The elder version's four sizes of text; a cookie keeps the choice, so that the server draws the page right at once.

const A_YEAR = 31536000;

export default function chooseTextSize(group) {
  const root = document.documentElement;
  const buttons = Array.from(group.querySelectorAll('[data-size]'));
  const show = (size) => {
    for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset.size === size));
  };
  group.addEventListener('click', (event) => {
    const button = event.target.closest('[data-size]');
    if (!button) return;
    root.dataset.text = button.dataset.size;
    document.cookie = `text=${button.dataset.size}; path=/; max-age=${A_YEAR}; samesite=lax`;
    show(button.dataset.size);
  });
  show(root.dataset.text || '20');
  group.hidden = false;
}
