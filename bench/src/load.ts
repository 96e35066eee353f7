// The load: a process of its own, so that what asking costs is not counted as what answering costs.
import { Connection } from './connection.ts';
import { ascending, percentile } from './statistics.ts';

/** What to ask, how much at once, and for how long. */
export interface LoadJob {
  readonly port: number;
  /** Whole HTTP requests in base64, asked in turn. */
  readonly requests: readonly string[];
  readonly callers: number;
  /** Ends after this time, or when `count` requests were made. */
  readonly milliseconds?: number;
  readonly count?: number;
  /** Text that a good answer contains beside status 200 and no errors. */
  readonly expects?: string;
}

/** What was answered and how long it took, in milliseconds. */
export interface LoadResult {
  readonly requests: number;
  /** Answers that say the server is busy and to try again (503). */
  readonly refused: number;
  readonly failures: number;
  /** The first answer that was not good. */
  readonly failure: string | null;
  readonly milliseconds: number;
  readonly p50: number;
  readonly p99: number;
}

async function load({
  port,
  requests,
  callers,
  milliseconds = Infinity,
  count = Infinity,
  expects,
}: LoadJob): Promise<LoadResult> {
  const bodies = requests.map((request) => Buffer.from(request, 'base64'));
  const took: number[] = [];
  let asked = 0;
  let refused = 0;
  let failures = 0;
  let failure: string | null = null;
  const began = performance.now();
  const isOver = () => asked >= count || performance.now() - began >= milliseconds;
  const call = async () => {
    const connection = new Connection(port);
    while (!isOver()) {
      const request = bodies[asked++ % bodies.length] ?? Buffer.alloc(0);
      const at = performance.now();
      const { status, body } = await connection.send(request);
      took.push(performance.now() - at);
      if (status === 200 && !body.includes('"errors"') && (!expects || body.includes(expects))) continue;
      if (status === 503) {
        refused += 1;
        continue;
      }
      failures += 1;
      failure ??= `${status} ${body.toString('utf8').slice(0, 400)}`;
    }
    connection.end();
  };
  await Promise.all(Array.from({ length: callers }, call));
  const sorted = ascending(took);
  return {
    requests: took.length,
    refused,
    failures,
    failure,
    milliseconds: performance.now() - began,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
  };
}

process.on('message', (job: LoadJob) => {
  load(job).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ failure: String(error) }),
  );
});
process.once('disconnect', () => process.exit());
