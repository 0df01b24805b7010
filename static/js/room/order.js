// What a moderator has asked of this person: known by a word that means something to this phone only. Knows no page.

const set = (thing, changes) => Object.assign({}, thing, changes);

// The person's own steps after an entry, or null when it does not concern them.
export function mySteps(me, { verb, data }) {
  if (!me.whom || data.whom !== me.whom) return null;
  if (verb === 'order.step_lifted') return set(me, { steps: me.steps.filter((one) => one.step_id !== data.step_id) });
  if (verb !== 'order.step_taken' || me.steps.some((one) => one.step_id === data.step_id)) return null;
  const { step_id, kind, reason, agenda_item_id } = data;
  return set(me, { steps: me.steps.concat({ step_id, kind, reason, agenda_item_id }) });
}

// What holds at the moment: removal always, a pause or a word under its own item; the gravest is told.
export function stepNow(me, item) {
  const gravest = ['removal', 'mute', 'warning'];
  const here = (me.steps || []).filter((one) => one.kind === 'removal' || one.agenda_item_id === item);
  return here.sort((a, b) => gravest.indexOf(a.kind) - gravest.indexOf(b.kind))[0] || null;
}

// What stands towards somebody, known by account or by the name they were entered with.
export function stepsOf(steps, { account_id: account, label }) {
  return steps.filter((one) => (account ? one.account_id === account : !one.account_id && one.label === label));
}
