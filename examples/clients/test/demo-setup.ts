import type { TestProject } from 'vitest/node';
import { startDemo } from '../../intranet/test/demo-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the demo of these tests is. */
    readonly taiwa: string;
  }
}

/** One demo for all clients. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const demo = await startDemo();
  project.provide('taiwa', demo.url);
  return () => demo.stop();
}
