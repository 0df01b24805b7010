// Why nothing can be written now: the state says it, else what this person lacks or was asked.

import { stepNow } from '../order.js';
import { ended, say } from '../words.js';
import { talkOf } from './keeping.js';

export function whyNot({ state, me }, about, signIn) {
  const { meeting } = state;
  const page = { url: about, text: say('to_minutes') };
  if (meeting.state === 'announced') return { why: say('speak_later') };
  if (meeting.state === 'closed') return { why: ended(meeting), whyLink: page };
  if (meeting.state === 'cancelled') return { why: say('cancelled', { reason: meeting.cancel_reason }), whyLink: page };
  if (!me.account_id) return { why: me.speak ? me.speak.message : '', whyLink: { url: signIn, text: say('sign_in_to_speak'), wide: true } };
  const asked = stepNow(me, meeting.current_item_id);
  if (asked && asked.kind === 'removal') return { why: say('step_over') };
  if (meeting.current_item_id === null) return { why: say('no_item') };
  if (asked && asked.kind === 'mute') return { why: say('step_paused') };
  if (talkOf(state).locked && !me.hide) return { why: say('talk_is_locked') };
  return me.speak ? { why: me.speak.message } : {};
}
