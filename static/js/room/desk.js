// What stands beside the thread and what those in charge can do with a contribution, fetched when somebody opens it, has
// room for it or is in charge: a phone that only reads does not pay.

import { Moderating } from './view/moderating.js';
import { Side } from './view/side.js';

export { Moderating, Side };
