// The calculators about one link and what is found on it, in the order of the page.

import type { Calculator } from '../calculator.ts';
import { arp } from './arp.ts';
import { mac } from '../mac/mac.ts';
import { ports } from './ports.ts';

export const calculators: readonly Calculator[] = [arp, mac, ports];
