// The calculators about octets: numbers, text and sums, in the order of the page.

import type { Calculator } from '../calculator.ts';
import { checksum } from './checksum.ts';
import { digest } from './digest.ts';
import { struct } from './struct.ts';
import { text } from './text.ts';

export const calculators: readonly Calculator[] = [struct, checksum, text, digest];
