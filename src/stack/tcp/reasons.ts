// The reasons that TCP gives for what it does: those of the catalogue that are its own.

import type { ReasonName } from '../reason.ts';

export type TcpReason = Extract<ReasonName, `tcp-${string}`>;
