// How an evening keeps to its plan, in whole minutes. Nothing here touches page or network.

const MINUTE = 60000;
const minutes = (from, to) => Math.max(0, Math.floor((to - Date.parse(from)) / MINUTE));

// `late`: by how much the evening will overrun if what is left takes what was planned for it.
export function pace({ meeting, agenda }, now) {
  const planned = agenda.reduce((sum, one) => sum + one.planned_minutes, 0);
  const passed = meeting.opened_at ? minutes(meeting.opened_at, now) : 0;
  const left = agenda.reduce((sum, one) => {
    if (one.state === 'pending') return sum + one.planned_minutes;
    return one.state === 'open' ? sum + Math.max(0, one.planned_minutes - minutes(one.started_at, now)) : sum;
  }, 0);
  return { planned, passed, late: Math.max(0, passed + left - planned) };
}
