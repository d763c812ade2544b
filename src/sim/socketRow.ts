// What a socket's row says of its connection, for whoever may not look into the stack.

import { STATES, type State } from '../stack/tcp/states.ts';
import type { Row } from './record.ts';

/** The state that the connection goes into; undefined of rows that tell something else. */
export const stateIn = ({ reason, y }: Row): State | undefined => (reason === 'tcp-state' ? STATES[y] : undefined);

/** A state through which a connection that a SYN makes passes at once: nothing to look at. */
export const isPassing = (row: Row): boolean => stateIn(row) === 'LISTEN';
