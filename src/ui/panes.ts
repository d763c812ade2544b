// The panes beside stage and lesson, in a chunk of their own: the page is of use before they are there.
export { default as DevicePanel } from './device/DevicePanel.svelte';
export { default as EventList } from './events/EventList.svelte';
export { default as Inspector } from './inspector/Inspector.svelte';
export { default as Strip } from './kit/Strip.svelte';
export { default as Sockets } from './sockets/Sockets.svelte';
export { default as Terminals } from './terminal/Terminals.svelte';
export { default as Topology } from './topology/Topology.svelte';
export { lookAhead } from './lookAhead.ts';
