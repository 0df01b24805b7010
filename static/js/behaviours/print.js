// Opens the browser's own print dialogue.

export default function printOnPress(button) {
  button.addEventListener('click', () => window.print());
}
