// What befalls contributions: each verb takes a list of them and an item, and gives back the list as it is afterwards.
// The thread and every other list of the same words are changed by the same rules. Knows neither page nor network.

const set = (thing, changes) => Object.assign({}, thing, changes);

// What is no longer so is not kept as empty: a fresh snapshot would not name it either.
function put(data, changes) {
  const made = set(data, changes);
  for (const key of Object.keys(changes)) if (!made[key]) delete made[key];
  return made;
}

function on(said, item, change) {
  const id = item.data.contribution_id;
  return said.map((one) => (one.data.contribution_id === id && !one.data.erased ? set(one, { data: change(one.data) }) : one));
}

const mark = (changes) => (said, item) => on(said, item, (data) => put(data, changes(item)));

// What is hidden is neither read in translation nor seen.
const HELD_BACK = 'held';

function hide(said, item) {
  return on(said, item, (data) => {
    const made = set(data, { body: '', hidden: item.verb === 'discussion.held_back' ? HELD_BACK : item.data.reason });
    if (made.photos && made.photos.length) made.photos = [];
    delete made.renderings;
    return made;
  });
}

// What is hidden again by now comes without its words.
function showAgain(said, item) {
  const { body, hidden, renderings, photos } = item.data;
  if (hidden || item.data.erased) return said;
  return on(said, item, (data) => {
    const made = Object.assign({}, data, { body }, renderings ? { renderings } : {}, photos && photos.length ? { photos } : {});
    delete made.hidden;
    return made;
  });
}

// Translations of the earlier words are no longer true.
function edit(said, item) {
  const { body, language, hidden, erased } = item.data;
  if (erased) return said;
  return on(said, item, (data) => {
    const made = set(data, { body: data.hidden === undefined && hidden === undefined ? body : '', language, edited: item.at });
    delete made.renderings;
    return made;
  });
}

function translate(said, item) {
  const { kind, subject_id: id, language, texts, translator_label: by } = item.data;
  if (kind !== 'contribution' || !texts) return said;
  return said.map((one) => {
    if (one.data.contribution_id !== id || one.data.hidden) return one;
    return set(one, { data: set(one.data, { renderings: set(one.data.renderings, { [language]: { text: texts.body, by } }) }) });
  });
}

function reopen(said, item) {
  return on(said, item, (data) => {
    const made = set(data, {});
    delete made.answered_by;
    delete made.answer_id;
    return made;
  });
}

// What says the same stands with another, whose supporters are counted anew: each person once.
function merge(said, item) {
  const { into_id: into, agrees } = item.data;
  const marked = on(said, item, (data) => put(data, { merged_into: item.verb === 'discussion.merged' ? into : null }));
  return on(marked, { data: { contribution_id: into } }, (data) => put(data, { agrees }));
}

// A contribution stands elsewhere now, and with it everything that replies to it.
function move(said, item) {
  const to = new Map((item.data.moved || []).map((one) => [one.contribution_id, one]));
  return said.map((one) => {
    const now = to.get(one.data.contribution_id);
    if (!now || one.data.erased) return one;
    const { agenda_item_id, parent_id, root_id, depth } = now;
    return set(one, { data: set(one.data, { agenda_item_id, parent_id, root_id, depth }) });
  });
}

const counted = mark((item) => ({ agrees: item.data.agrees }));

export const SAID = {
  'discussion.contributed': (said, item) => said.concat(item),
  'discussion.hidden': hide,
  'discussion.held_back': hide,
  'discussion.shown': showAgain,
  'discussion.edited': edit,
  'discussion.merged': merge,
  'discussion.parted': merge,
  'discussion.moved': move,
  'discussion.replies_closed': mark((item) => ({ closed: item.data.reason })),
  'discussion.replies_opened': mark(() => ({ closed: null })),
  'discussion.agreed': counted,
  'discussion.agreement_withdrawn': counted,
  'discussion.answered': (said, item) =>
    on(said, item, (data) => set(data, { answered_by: item.data.answered_by, answer_id: item.data.answer_id })),
  'discussion.reopened': reopen,
  'rendering.written': translate,
};

// For a list that shows a part of the talk: what is new does not come into it by itself.
export function follow(said, item) {
  const change = item.verb !== 'discussion.contributed' && SAID[item.verb];
  return change ? change(said, item) : said;
}
