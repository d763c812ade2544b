// All calculators at once, for the command line and for tests; the page loads a family when it is wanted.

import type { Calculator } from './calculator.ts';
import { calculators as subnet } from './subnet/family.ts';

export const calculators: readonly Calculator[] = [...subnet];
