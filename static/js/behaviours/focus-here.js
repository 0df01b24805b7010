// Brings the reader to what must be mended, or to what has been done, after a form was sent; an address that names a place
// on the page leads there instead.

export default function focusHere(element) {
  if (!window.location.hash || element.matches('.summary')) element.focus();
}
