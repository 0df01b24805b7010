// Asks our own server and insists on an answer of its own: a page of a hotel's network or of a proxy is none.

export function ask(address, options, patience) {
  if (window.navigator.onLine === false) return Promise.reject(new Error('offline'));
  const ending = new AbortController();
  const timer = window.setTimeout(() => ending.abort(), patience);
  const headers = { Accept: 'application/json', 'X-Outbox': '1' };
  const asked = Object.assign({ credentials: 'same-origin', cache: 'no-store', headers, signal: ending.signal }, options);
  return window.fetch(address, asked).then((answer) => {
    if (answer.status === 413) return { error: { code: 'web.too_large', message: '' } };
    if (!/json/.test(answer.headers.get('Content-Type') || '')) throw new Error('not ours');
    return answer.json();
  }).then((found) => {
    window.clearTimeout(timer);
    return found;
  }, (error) => {
    window.clearTimeout(timer);
    throw error;
  });
}
