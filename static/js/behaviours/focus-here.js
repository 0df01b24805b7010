// Brings the reader to what must be mended after a form came back.

export default function focusHere(element) {
  element.focus();
}
