// What goes on when a process has ended: the rest of its command line. Provided apart, with the programs (see sim/equipment.ts).

import { later } from '../../base/later.ts';
import type { goOnBehind } from './pipelines.ts';

export const behind = later<typeof goOnBehind>('the shell of hosts');
