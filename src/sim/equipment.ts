// What a world needs once something happens in it: the programs of its hosts and the display filter of its faults. Importing this file provides both;
// the page loads it apart, because it shows a network before anything happens in it.

import { programs } from '../devices/host/program.ts';
import { catalogue } from '../devices/programs/catalogue.ts';
import { compileFilter } from '../wire/filter.ts';
import { displayFilter } from './displayFilter.ts';

programs.provide(catalogue);
displayFilter.provide(compileFilter);
