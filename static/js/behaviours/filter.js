// Sends a form of filters as soon as a choice is made; without script its button does the same.

export default function sendOnChange(form) {
  form.addEventListener('change', (event) => {
    if (event.target.tagName === 'SELECT' || event.target.type === 'checkbox' || event.target.type === 'radio') form.submit();
  });
}
