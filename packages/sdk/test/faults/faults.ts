import type { House, ServerBehindWire } from './house.ts';

/** Something bad that happens to a house, and is over when it resolves. */
export type Fault = (house: House, server: ServerBehindWire) => Promise<void>;

const lasting = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function throughWeather(
  { wire }: ServerBehindWire,
  weather: Parameters<ServerBehindWire['wire']['turn']>[0],
  ms: number,
): Promise<void> {
  wire.turn(weather);
  await lasting(ms);
  // What was swallowed is missing from the stream: nothing sensible can follow on the same connection.
  if (weather !== 'slow') wire.cut();
  wire.turn('clear');
}

/** Everything that can go wrong between a voice and its reader. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  'every connection is cut': async (_, { wire }) => void wire.cut(),
  'the wire is slow': (_, server) => throughWeather(server, 'slow', 2_000),
  'the wire is a black hole': (_, server) => throughWeather(server, 'black hole', 3_500),
  'answers are swallowed': (_, server) => throughWeather(server, 'answers swallowed', 1_000),
  'the server is killed': (_, server) => server.restart('SIGKILL'),
  'the server is asked to end': (_, server) => server.restart('SIGTERM'),
  'the server is frozen': async (_, server) => {
    server.signal('SIGSTOP');
    await lasting(2_500);
    server.signal('SIGCONT');
  },
  'the backends are ended': async ({ asAdmin }) => {
    await asAdmin("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'faults'");
  },
  'the database is stopped at once': (house) => house.stopDatabase(),
};
