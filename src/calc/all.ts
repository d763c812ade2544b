// All calculators at once, for the command line and for tests; the page loads a family when it is wanted.

import { calculators as bytes } from './bytes/family.ts';
import type { Calculator } from './calculator.ts';
import { calculators as link } from './link/family.ts';
import { calculators as stream } from './stream/family.ts';
import { calculators as subnet } from './subnet/family.ts';

export const calculators: readonly Calculator[] = [...subnet, ...link, ...bytes, ...stream];
