import { mutation } from '../../kernel/mutation.graph.ts';
import { Conflict, InvalidInput, NotNow } from '../../kernel/problems.ts';
import { setPairLevel } from './pair-level.ts';
import { pausePair, resumePair } from './pair-pause.ts';
import { setPairPurpose } from './pair-purpose.ts';
import { reopenPair } from './pair-reopening.ts';
import { PairKindEnum, PairRef } from './pair.graph.ts';
import { createPair, endPair } from './pair.ts';

mutation('createPair', {
  description: 'Makes two people a pair. For administrators and servers.',
  scope: 'pairs:write',
  input: (t) => ({
    memberId: t.id({ description: 'The one whose talk it is.' }),
    counterpartId: t.id({ description: 'The one who is there for them.' }),
    kind: t.field({ type: PairKindEnum, description: 'Why they meet.' }),
  }),
  type: PairRef,
  problems: [InvalidInput, Conflict],
  resolve: createPair,
});

mutation('endPair', {
  description:
    'Ends a pair; planned sessions are cancelled, history stays with the two. For administrators and servers.',
  scope: 'pairs:write',
  input: (t) => ({ pairId: t.id({ description: 'The pair.' }) }),
  type: PairRef,
  problems: [InvalidInput, NotNow],
  resolve: endPair,
});

mutation('reopenPair', {
  description:
    'Takes the end of a pair back within a day; the sessions that were cancelled with it are planned again as they were, unless one of the two has something else then. For administrators and servers.',
  scope: 'pairs:write',
  input: (t) => ({ pairId: t.id({ description: 'The pair.' }) }),
  type: PairRef,
  problems: [InvalidInput, NotNow, Conflict],
  resolve: reopenPair,
});

mutation('setPairLevel', {
  description: 'Sets the stage of the relationship. For the two.',
  scope: 'pairs:write',
  person: true,
  input: (t) => ({
    pairId: t.id({ description: 'The pair.' }),
    level: t.int({ description: 'The stage, 1 to 6.' }),
  }),
  type: PairRef,
  problems: [InvalidInput, NotNow],
  resolve: setPairLevel,
});

mutation('setPairPurpose', {
  description: 'Writes down what the two meet for. For the two.',
  scope: 'pairs:write',
  person: true,
  input: (t) => ({
    pairId: t.id({ description: 'The pair.' }),
    purpose: t.string({ required: false, description: 'Up to 500 characters; nothing clears it.' }),
  }),
  type: PairRef,
  problems: [InvalidInput, NotNow],
  resolve: setPairPurpose,
});

mutation('pausePair', {
  description: 'Notes days in which a pair need not meet. For the two, administrators and servers.',
  scope: 'pairs:write',
  input: (t) => ({
    pairId: t.id({ description: 'The pair.' }),
    from: t.field({ type: 'Date', description: 'The first day.' }),
    until: t.field({ type: 'Date', required: false, description: 'The last day; open where none is given.' }),
  }),
  type: PairRef,
  problems: [InvalidInput, Conflict, NotNow],
  resolve: pausePair,
});

mutation('resumePair', {
  description: 'Ends the pause that covers today. For the two, administrators and servers.',
  scope: 'pairs:write',
  input: (t) => ({ pairId: t.id({ description: 'The pair.' }) }),
  type: PairRef,
  problems: [InvalidInput, NotNow],
  resolve: resumePair,
});
