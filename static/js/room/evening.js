// How entries of the run of show change what a phone knows, and what the phases of an item mean. Knows no page.

const set = (thing, changes) => Object.assign({}, thing, changes);
const ORDER = ['brief', 'questions', 'discussion', 'options', 'straw_poll', 'conclusion'];
const phaseNames = (item) => ORDER.filter((phase) => item.plan[phase] !== undefined);
const second = (moment) => Math.floor(Date.parse(moment) / 1000);

function agendaItem(state, id, change) {
  return set(state, { agenda: state.agenda.map((one) => (one.id === id ? change(one) : one)) });
}

// Counts the time of the phase an item is in, and leaves it: second by second of the clock, as the server counts.
export function leavePhase(item, at) {
  if (!item.phase) return item;
  const passed = Math.max(0, second(at) - second(item.phase_at));
  const spent = set(item.spent, { [item.phase]: (item.spent[item.phase] || 0) + passed });
  return set(item, { phase: null, phase_at: null, spent });
}

function turn(state, { data, at }) {
  return agendaItem(state, data.agenda_item_id, (item) => set(leavePhase(item, at), { phase: data.phase, phase_at: at }));
}

// An item that is begun begins with its first phase.
export function firstPhase(item, at) {
  return { phase: phaseNames(item)[0], phase_at: at, spent: {} };
}

function plan(state, { data }) {
  return Object.keys(data.plans).reduce((known, id) => agendaItem(known, Number(id), (item) => set(item, {
    plan: data.plans[id], planned_minutes: Object.values(data.plans[id]).reduce((sum, minutes) => sum + minutes, 0),
  })), state);
}

function park(state, { data }) {
  const { parked_id, agenda_item_id, text, said_by } = data;
  return set(state, { parked: state.parked.concat({ parked_id, agenda_item_id, text, said_by }) });
}

function adjourn(state, { data }) {
  return set(state, { meeting: set(state.meeting, { adjourned_to: { id: data.to_id, starts_at: data.starts_at } }) });
}

// What is taken back is as it was: the entry says what is different. What an item that is open again had on its floor is
// known to the server only, so the phone fetches it.
function undo(state, { data }) {
  const { undone_verb: verb, agenda_item_id: id } = data;
  const changed = set(id ? agendaItem(state, id, (item) => set(item, data.item)) : state, { meeting: set(state.meeting, data.meeting) });
  const back = UNDONE[verb];
  return back ? back(changed, data) : changed;
}

const without = (list, key, id) => list.filter((one) => one[key] !== id);

const UNDONE = {
  'meeting.item_started': (state) => set(state, { floor: set(state.floor, { requests: [], queue: [] }), polls: [] }),
  'meeting.item_closed': (state) => set(state, { stale: true }),
  'meeting.closed': (state) => set(state, { stale: true }),
  'meeting.parked': (state, data) => set(state, { parked: without(state.parked, 'parked_id', data.parked_id) }),
  'meeting.attended': (state, { channel, counts, attendance_id: id }) => {
    const known = state.attendance;
    const left = known.by_channel[channel] - 1;
    const channels = set(known.by_channel, { [channel]: left });
    if (!left) delete channels[channel];
    const seats = counts ? { seats: known.seats - counts } : {};
    const people = known.people ? { people: without(known.people, 'attendance_id', id) } : {};
    return set(state, { attendance: set(known, Object.assign({ total: known.total - 1, by_channel: channels }, seats, people)) });
  },
  'poll.closed': (state, data) => onPoll(state, data.poll_id, { state: 'open', hall: null }),
  'poll.shown': (state, data) => onPoll(state, data.poll_id, { state: 'closed', result: null, shown_at: null }),
};

function onPoll(state, id, changes) {
  return set(state, { polls: state.polls.map((one) => (one.poll_id === id ? set(one, changes) : one)) });
}

export const EVENING = {
  'meeting.undone': undo,
  'meeting.adjourned': adjourn,
  'meeting.agenda_planned': plan,
  'meeting.phase_changed': turn,
  'meeting.parked': park,
};

// The phases of an item in their order: minutes planned, seconds used so far, and whether it is the one now.
export function phasesOf(item, now) {
  return phaseNames(item).map((phase) => {
    const running = item.phase === phase ? Math.max(0, Math.floor((now - Date.parse(item.phase_at)) / 1000)) : 0;
    return { phase, minutes: item.plan[phase], used: (item.spent[phase] || 0) + running, now: item.phase === phase };
  });
}

// What will be talked about, while nothing is: nobody waits before an empty page or screen.
export function ahead({ state, current_item_id: current }, agenda) {
  if (current || !['announced', 'in_session'].includes(state)) return [];
  return agenda.filter((one) => one.state === 'pending');
}

// What comes before and after the phase an item is in; undefined at either end.
export function around(item) {
  const phases = phaseNames(item);
  const here = phases.indexOf(item.phase);
  return { back: phases[here - 1], on: phases[here + 1] };
}
