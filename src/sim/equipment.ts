// What a world needs once something happens in it: what carries out commands, shell and programs of hosts, TCP and sockets, and the display filter of its faults. Importing this file provides all;
// the page loads it apart, because it shows a network before anything happens in it.

import { behind } from '../devices/host/behind.ts';
import { goOnBehind } from '../devices/host/pipelines.ts';
import { programs } from '../devices/host/program.ts';
import { transport } from '../devices/host/transport.ts';
import { catalogue } from '../devices/programs/catalogue.ts';
import { socketsTick, socketsUpward } from '../stack/sockets/arrive.ts';
import { chopStreams } from '../stack/sockets/chop.ts';
import { closeSockets, socketCall } from '../stack/sockets/door.ts';
import { createSocketTable, nextEvent } from '../stack/sockets/table.ts';
import { compileFilter } from '../wire/filter.ts';
import { acting } from './acting.ts';
import { applyCommand } from './command.ts';
import { displayFilter } from './displayFilter.ts';
import { nextProgramDeed } from './programs.ts';

programs.provide(catalogue);
behind.provide(goOnBehind);
acting.provide({ applyCommand, nextProgramDeed });
transport.provide({ createSocketTable, socketCall, closeSockets, nextEvent, socketsTick, socketsUpward, chopStreams });
displayFilter.provide(compileFilter);
