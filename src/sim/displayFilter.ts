// The display filter of faults, as long as it is not loaded: only a world that has faults, or is given some, needs it.

import { later } from '../base/later.ts';
import type { compileFilter } from '../wire/filter.ts';

export const displayFilter = later<typeof compileFilter>('the display filter of faults');
