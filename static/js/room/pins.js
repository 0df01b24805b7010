// What the moderator keeps on top. What was said long before is not on this phone yet: it is asked for once.

import { follow } from './said.js';

const MOST = 10;

export class Pins {
  constructor({ get, changed }) {
    Object.assign(this, { get, changed, items: [], asked: new Set() });
  }

  // Those of the item being talked about that can be shown, the newest first.
  shown(state) {
    const known = new Map(this.items.concat(state.contributions).map((item) => [item.data.contribution_id, item]));
    const found = state.pins.map((id) => known.get(id)).filter(Boolean);
    return found.filter(({ data }) => data.agenda_item_id === state.meeting.current_item_id && data.body).reverse();
  }

  take(items) {
    for (const item of items) this.items = follow(this.items, item);
  }

  look(state) {
    const here = new Set(state.contributions.map((item) => item.data.contribution_id));
    const missing = state.pins.filter((id) => !here.has(id) && !this.asked.has(id)).slice(-MOST);
    if (!missing.length) return;
    for (const id of missing) this.asked.add(id);
    this.get(`talk?ids=${missing.join(',')}`).then((found) => {
      this.items = this.items.concat(found.items);
      this.changed();
    }).catch(() => { for (const id of missing) this.asked.delete(id); });
  }
}
