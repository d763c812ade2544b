// The calculators about IP addresses and networks, in the order of the page.

import type { Calculator } from '../calculator.ts';
import { kind } from './addressKind.ts';
import { ipv4 } from './ipv4.ts';
import { ipv6 } from './ipv6.ts';
import { prefix } from './prefix.ts';
import { sameLan } from './sameLan.ts';
import { subnet } from './subnet.ts';
import { summary } from './summary.ts';
import { vlsm } from './vlsm.ts';

export const calculators: readonly Calculator[] = [ipv4, sameLan, subnet, prefix, vlsm, summary, kind, ipv6];
