// What is being written in the room, before it is sent.

export function keepDraft(key, draft) {
  try {
    if (draft) window.localStorage.setItem(key, JSON.stringify(draft));
    else window.localStorage.removeItem(key);
  } catch (error) {
    // Nothing can be kept here.
  }
}

export function keptDraft(key) {
  try {
    return JSON.parse(window.localStorage.getItem(key)) || null;
  } catch (error) {
    return null;
  }
}
