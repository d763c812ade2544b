// What a world needs once something happens in it: the programs of its hosts, TCP and sockets, and the display filter of its faults. Importing this file provides all;
// the page loads it apart, because it shows a network before anything happens in it.

import { programs } from '../devices/host/program.ts';
import { transport } from '../devices/host/transport.ts';
import { catalogue } from '../devices/programs/catalogue.ts';
import { socketsTick, socketsUpward } from '../stack/sockets/arrive.ts';
import { chopStreams } from '../stack/sockets/chop.ts';
import { closeSockets, socketCall } from '../stack/sockets/door.ts';
import { createSocketTable, nextEvent } from '../stack/sockets/table.ts';
import { compileFilter } from '../wire/filter.ts';
import { displayFilter } from './displayFilter.ts';

programs.provide(catalogue);
transport.provide({ createSocketTable, socketCall, closeSockets, nextEvent, socketsTick, socketsUpward, chopStreams });
displayFilter.provide(compileFilter);
