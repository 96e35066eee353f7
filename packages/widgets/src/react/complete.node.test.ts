import { expect, it } from 'vitest';
import { elementNames } from '../../scripts/build-embed.ts';
import { framed } from '../frame/elements.ts';
import * as wrappers from './index.ts';

const classOf = (name: string): string => `Taiwa${name.replace(/(?:^|-)./g, (one) => one.slice(-1).toUpperCase())}`;

it('every element is a component of React', () => {
  expect(Object.keys(wrappers).sort()).toEqual(elementNames.map(classOf).sort());
});

it('every element may stand in a frame', async () => {
  expect(Object.keys(framed).sort()).toEqual(elementNames.filter((name) => name !== 'provider').sort());
  for (const [name, load] of Object.entries(framed)) expect((await load()).name, name).toBe(classOf(name));
});
