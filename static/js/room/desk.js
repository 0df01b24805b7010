// What stands beside the thread, fetched when somebody opens it or has room for it: a phone that only reads does not pay.

import { Side } from './view/side.js';

export { Side };
