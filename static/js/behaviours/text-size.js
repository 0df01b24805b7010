// The elder version's four sizes of text, without loading the page again; the same cookie the server would set keeps the
// choice, so that the next page is drawn right at once.

const A_YEAR = 31536000;

export default function chooseTextSize(form) {
  const buttons = Array.from(form.querySelectorAll('button[name="text"]'));
  form.addEventListener('click', (event) => {
    const pressed = event.target.closest('button[name="text"]');
    if (!pressed) return;
    event.preventDefault();
    document.documentElement.dataset.text = pressed.value;
    document.cookie = `text=${pressed.value}; path=/; max-age=${A_YEAR}; samesite=lax`;
    for (const button of buttons) button.setAttribute('aria-pressed', String(button === pressed));
  });
}
