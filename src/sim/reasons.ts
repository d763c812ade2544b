// The names of all reasons that a record may give, for whoever reads lessons and may not look into the stack.

export { reasonNames, type ReasonName } from '../stack/reason.ts';
