import { userEvent } from 'vitest/browser';
import { afterEach } from 'vitest';
import '../elements/provider/provider.define.ts';
import '../elements/prep/prep.define.ts';
import { place, settled } from './element-contract.ts';
import { byName, find } from './mount.ts';
import { openWorld, type OpenWorld } from './open-world.ts';
import type { StoryOptions } from './story.ts';

afterEach(() => localStorage.clear());

/** The member's preparation in a story of its own, with its data there. */
export async function prep(story: StoryOptions = {}): Promise<{ world: OpenWorld; element: HTMLElement }> {
  const world = await openWorld(story);
  const element = place(world, 'taiwa-prep', 'aoi');
  await settled(element);
  return { world, element };
}

/** Presses the choice of this name. */
export const press = (element: HTMLElement, name: string): Promise<void> =>
  userEvent.click(byName(element, '.choice', name));

/** The changes that reached the server. */
export const saves = (world: OpenWorld) => world.received('PrepSave');

/** The field of the note. */
export const note = (element: HTMLElement): HTMLTextAreaElement => find<HTMLTextAreaElement>(element, 'textarea');
