import { z } from 'zod';
import { text } from '../../kernel/parse.ts';
import { isVisible } from './name.ts';
import { says } from './words.ts';

/** A piece of input: a name of up to `max` characters in one line, in which there is something to see. */
export const nameOfThing = (max: number) =>
  text({ min: 1, max }).pipe(z.string().refine(isVisible, { params: { reason: says.NAME_UNSEEN } }));
