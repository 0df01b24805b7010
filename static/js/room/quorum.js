// How many are there and how many must be, in words: where a fixed body decides, its seats count and guests do not.

import { name, say } from './words.js';

export function quorumOf({ total, needed, seats, entitled, body }) {
  const counted = body ? seats : total;
  const inSeats = body && needed ? say('seats_here', { seats, entitled, body: name('bodies', body), needed }) : null;
  const inAll = needed ? say('needed', { present: total, needed }) : say('here', { present: total });
  return {
    words: inSeats || inAll,
    guests: inSeats ? say('with_guests', { present: total }) : null,
    missing: Math.max(0, needed - counted),
    share: needed ? Math.min(100, (counted * 100) / needed) : 100,
  };
}
