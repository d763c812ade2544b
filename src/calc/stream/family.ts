// The calculators about streams, segments and time, in the order of the page.

import type { Calculator } from '../calculator.ts';
import { frames } from './frames.ts';
import { segments } from './segments.ts';
import { timing } from './timing.ts';

export const calculators: readonly Calculator[] = [segments, frames, timing];
