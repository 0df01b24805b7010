// Takes the six digits out of whatever is pasted: the whole message, full-width digits, digits with spaces.
// The server does the same; here it only shows the person what was understood.

export default function takeDigits(input) {
  input.addEventListener('paste', (event) => {
    const pasted = event.clipboardData && event.clipboardData.getData('text');
    if (!pasted) return;
    const plain = pasted.normalize('NFKC');
    const whole = plain.match(/(^|[^0-9])([0-9]{6})(?![0-9])/);
    const digits = whole ? whole[2] : plain.replace(/[^0-9]/g, '').slice(0, 6);
    if (!digits) return;
    event.preventDefault();
    input.value = digits;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
}
