import type { z } from 'zod';

/** A piece of input that may be left out, or null, which both leave things as they are. */
export const kept = <Piece extends z.ZodType>(piece: Piece) => piece.nullish().transform((value) => value ?? undefined);
