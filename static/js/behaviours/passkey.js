// Adds or uses a key of this device. Browsers without such keys (WeChat among them) never see the part it stands in.
// <div data-behaviour="passkey" data-do="create|get" data-options="…" data-send="…" data-token="…" hidden>

function bytes(text) {
  const plain = window.atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const plain = Array.from(new Uint8Array(buffer), (one) => String.fromCharCode(one)).join('');
  return window.btoa(plain).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

function opened(options) {
  const known = (list) => (list || []).map((one) => Object.assign({}, one, { id: bytes(one.id) }));
  const made = Object.assign({}, options, { challenge: bytes(options.challenge) });
  if (options.user) made.user = Object.assign({}, options.user, { id: bytes(options.user.id) });
  made.excludeCredentials = known(options.excludeCredentials);
  made.allowCredentials = known(options.allowCredentials);
  return made;
}

function sealed(credential) {
  const response = { clientDataJSON: text(credential.response.clientDataJSON) };
  for (const part of ['attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (credential.response[part]) response[part] = text(credential.response[part]);
  }
  return { id: credential.id, rawId: text(credential.rawId), type: credential.type, response };
}

async function post(url, token, body) {
  const answer = await window.fetch(url, {
    method: 'POST', credentials: 'same-origin', body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'X-CSRFToken': token },
  });
  const told = await answer.json();
  if (told.error) throw new Error(told.error.message);
  return told;
}

export default function passkey(element) {
  if (!window.PublicKeyCredential || !navigator.credentials) return;
  const { options, send, token } = element.dataset;
  const creates = element.dataset.do === 'create';
  const button = element.querySelector('button');
  const said = element.querySelector('[role="alert"]');
  element.hidden = false;

  const run = async () => {
    const [name, code] = element.querySelectorAll('input');
    const shared = document.querySelector('input[name="shared"]');
    const missing = creates && [name, code].find((field) => !field.value.trim());
    if (missing) {
      missing.focus();
      throw new Error(missing.dataset.missing);
    }
    const asked = opened(await post(options, token, creates ? { code: code.value } : {}));
    if (code) code.value = '';
    const credential = creates
      ? await navigator.credentials.create({ publicKey: asked })
      : await navigator.credentials.get({ publicKey: asked });
    const told = await post(send, token, {
      credential: sealed(credential), name: name ? name.value : '', shared: Boolean(shared && shared.checked),
    });
    window.location.assign(told.go);
  };
  button.addEventListener('click', () => {
    button.disabled = true;
    said.textContent = '';
    run().catch((error) => {
      // What the browser itself says when a person changes their mind is of no use to them.
      said.textContent = error instanceof DOMException ? element.dataset.stopped : error.message;
      button.disabled = false;
    });
  });
}
