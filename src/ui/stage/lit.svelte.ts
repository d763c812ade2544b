// Ports that stand out on the stage: an exercise shows by which one a frame comes in, and by which ones it is to go out.

export interface LitPort {
  device: number;
  port: number;
  way: 'in' | 'out';
}

class Lit {
  ports = $state.raw<readonly LitPort[]>([]);

  /** Shows these and no others; gives what ends that, unless somebody shows others by then. */
  show(ports: readonly LitPort[]): () => void {
    this.ports = ports;
    return () => {
      if (this.ports === ports) this.ports = [];
    };
  }

  /** How a port stands out, if it does. */
  wayOf(device: number, port: number): LitPort['way'] | undefined {
    return this.ports.find((one) => one.device === device && one.port === port)?.way;
  }
}

export const lit = new Lit();
