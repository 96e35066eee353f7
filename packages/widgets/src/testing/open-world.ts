import { onTestFinished } from 'vitest';
import type { Order } from './world-plugin.ts';
import type { StoryOptions } from './story.ts';
import type { Fault, Received } from './world.ts';

/** A scripted world as a test sees it. */
export interface OpenWorld {
  readonly url: string;
  /** The token endpoint of one of its people; aoi is the member, ken the manager. */
  readonly tokenFor: (person: 'aoi' | 'ken' | 'sho') => string;
  /** Lets things go wrong. Without arguments, all is well again. */
  readonly fault: (...faults: Fault[]) => Promise<void>;
  readonly order: (order: Order) => Promise<void>;
  /** What arrived so far, of one operation or of all. */
  readonly received: (operation?: string) => Promise<readonly Received[]>;
}

/** Opens a world in which the story begins as the options say; it ends well when the test ends. */
export async function openWorld(options: StoryOptions = {}): Promise<OpenWorld> {
  const { name } = await post<{ name: string }>('/world', options);
  const url = `/world/${name}`;
  const order = async (one: Order): Promise<void> => void (await post(`${url}/order`, one));
  onTestFinished(() => order({ faults: [], signedOut: false }));
  return {
    url: new URL(url, location.href).href,
    tokenFor: (person) => `${url}/token?as=usr_${person}`,
    fault: (...faults) => order({ faults }),
    order,
    received: async (operation) =>
      (await post<Received[]>(`${url}/received`, {})).filter((one) => !operation || one.operation === operation),
  };
}

async function post<Answer>(path: string, body: object): Promise<Answer> {
  const answer = await fetch(path, { method: 'POST', body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer.json();
}
