// Names of well-known ports as a host lists them (services(5)): what `getservbyport` finds.

import { services } from '../../wire/services.ts';

const listed = services.filter((one) => one.listed);

/** The port of a service; undefined for a name that is not listed. */
export const portOf = (service: string): number | undefined => listed.find(({ name }) => name === service)?.port;

/** The service of a port; undefined for one that has no name here. */
export const serviceOf = (port: number): string | undefined => listed.find((one) => one.port === port)?.name;

/** All names with their ports. */
export const serviceEntries = (): [name: string, port: number][] => listed.map(({ name, port }) => [name, port]);
