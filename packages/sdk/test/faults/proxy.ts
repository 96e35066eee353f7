import { type AddressInfo, type Socket, connect, createServer } from 'node:net';

/** How the wire behaves: as it should, late, without a word in either direction, or deaf to what the server answers. */
export type Weather = 'clear' | 'slow' | 'black hole' | 'answers swallowed';

/** A wire between clients and one server that can be cut, slowed and silenced. */
export interface Proxy {
  readonly url: string;
  /** Changes the weather for what travels from now on; connections stay. */
  turn(weather: Weather): void;
  /** Cuts every connection, as a pulled plug does; answers how many there were. */
  cut(): number;
  close(): Promise<void>;
}

const LATE_MS = 300;

/** Opens a proxy in front of a port of this machine. */
export async function openProxy(target: number): Promise<Proxy> {
  const wires = new Set<Socket>();
  let weather: Weather = 'clear';
  const carry = (from: Socket, to: Socket, isAnswer: boolean) => {
    from.on('data', (bytes) => {
      if (weather === 'black hole' || (weather === 'answers swallowed' && isAnswer)) return;
      if (weather === 'slow') setTimeout(() => to.destroyed || to.write(bytes), LATE_MS);
      else to.write(bytes);
    });
    from.on('error', () => undefined);
    from.on('close', () => {
      wires.delete(from);
      to.destroy();
    });
  };
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    wires.add(client).add(upstream);
    carry(client, upstream, false);
    carry(upstream, client, true);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    const count = wires.size / 2;
    for (const wire of wires) wire.resetAndDestroy();
    wires.clear();
    return count;
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    turn: (next) => void (weather = next),
    cut,
    close() {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
