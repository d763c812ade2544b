// The calculators about IP addresses and networks, in the order of the page.

import type { Calculator } from '../calculator.ts';
import { prefix } from './prefix.ts';
import { sameLan } from './sameLan.ts';
import { subnet } from './subnet.ts';
import { vlsm } from './vlsm.ts';

export const calculators: readonly Calculator[] = [sameLan, subnet, prefix, vlsm];
