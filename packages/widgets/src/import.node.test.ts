import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const elements = readdirSync(new URL('elements', import.meta.url), { withFileTypes: true })
  .filter((one) => one.isDirectory())
  .map(({ name }) => name);

describe('on a server', () => {
  it.each(elements)('importing %s does nothing and throws nothing', async (name) => {
    const module: object = await import(`./elements/${name}/${name}.define.ts`);
    expect(Object.keys(module)).toHaveLength(1);
  });
});
