// A button that cannot be used now is still pressed by people: then its reason is shown to the eye and told to the ear.

export default function tellWhy(button) {
  const why = button.parentElement.querySelector('.refused-why');
  button.addEventListener('click', (event) => {
    event.preventDefault();
    if (!why) return;
    why.setAttribute('role', 'status');
    why.tabIndex = -1;
    why.focus();
  });
}
