// Where somebody left off reading, kept on this device: the seq of the last words that were in sight.

export function keepPlace(key, seq) {
  try {
    window.localStorage.setItem(key, String(seq));
  } catch (error) {
    // Nothing can be kept here; then the page opens at its end.
  }
}

export function keptPlace(key) {
  try {
    return Number(window.localStorage.getItem(key)) || 0;
  } catch (error) {
    return 0;
  }
}

// The last words whose end is in sight, above what lies over the foot of the page.
export function lastInSight(box, below) {
  const posts = Array.from(box.querySelectorAll('[data-seq]'));
  let low = 0;
  let high = posts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (posts[middle].getBoundingClientRect().bottom <= below) low = middle + 1;
    else high = middle;
  }
  return low ? Number(posts[low - 1].dataset.seq) : 0;
}
