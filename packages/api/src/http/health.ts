import type { ServerResponse } from 'node:http';
import { sendJson } from './request.ts';

/** What /readyz asks. */
export interface Readiness {
  /** False from the moment the process is asked to stop. */
  readonly accepting: () => boolean;
  /** Resolves when the database answers; rejects when it does not. */
  readonly askDatabase: () => Promise<void>;
}

/** /livez: the process runs. */
export const answerLive = (response: ServerResponse): void => sendJson(response, 200, { status: 'ok' });

/** /readyz: 200 while requests are taken and the database answers, else 503 with the reason. */
export async function answerReady(response: ServerResponse, readiness: Readiness): Promise<void> {
  if (!readiness.accepting()) return sendJson(response, 503, { status: 'stopping' });
  try {
    await readiness.askDatabase();
    sendJson(response, 200, { status: 'ok' });
  } catch {
    sendJson(response, 503, { status: 'database unreachable' });
  }
}
