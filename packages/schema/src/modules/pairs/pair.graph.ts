import { builder } from '../../kernel/builder.ts';
import { guardedNode, guardedPart } from '../../kernel/guarded.ts';
import { StageRef } from '../topics/content.graph.ts';
import { stageAt } from '../topics/pack-in-use.ts';
import { purposeOf } from './pair-purpose.ts';
import { reopenableUntil } from './pair-reopening.ts';
import { isParticipant, partOf, visiblePairLevels, visiblePairPauses, visiblePairs } from './pair.policy.ts';

/** Why two people meet. */
export const PairKindEnum = builder.enumType('PairKind', {
  description: 'Why two people meet.',
  values: {
    MANAGER_MEMBER: { description: 'A member and their manager; the only kind that feeds the insights of managers.' },
    MENTOR_MENTEE: { description: 'A mentee and a mentor.' },
    OTHER: { description: 'Any other two people.' },
  } as const,
});

/** The two parts of a pair and of its sessions. */
export const PartEnum = builder.enumType('Part', {
  description: 'Which of the two somebody is.',
  values: {
    MEMBER: { description: 'The one whose talk it is.' },
    COUNTERPART: { description: 'The one who is there for them.' },
  } as const,
});

const PairLevelRef = guardedPart('PairLevel', {
  scope: 'pairs:read',
  visible: visiblePairLevels,
  audience: ['TWO'],
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Names the entry.' }),
    level: t.exposeInt('level', { description: 'The stage, 1 to 6.' }),
    setBy: t.relation('setBy', { description: 'Which of the two set it.' }),
    setAt: t.expose('setAt', { type: 'DateTime', description: 'When it was set.' }),
  }),
});

guardedPart('PairPause', {
  scope: 'pairs:read',
  visible: visiblePairPauses,
  audience: ['TWO', 'ADVISOR', 'ADMIN', 'KEY'],
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Names the pause.' }),
    from: t.expose('from', { type: 'Date', description: 'Its first day.' }),
    until: t.expose('until', { type: 'Date', nullable: true, description: 'Its last day; null while it is open.' }),
  }),
});

/** Two people who meet. */
export const PairRef = guardedNode('Pair', {
  scope: 'pairs:read',
  reads: ['memberId', 'counterpartId'],
  visible: visiblePairs,
  audience: ['TWO', 'ADVISOR', 'ADMIN', 'KEY'],
  audienceNote: 'who, kind, since when, pauses',
  fields: (t) => ({
    kind: t.expose('kind', { type: PairKindEnum, description: 'Why they meet.' }),
    member: t.relation('member', { description: 'The one whose talk it is.' }),
    counterpart: t.relation('counterpart', { description: 'The one who is there for them.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'Since when they are a pair.' }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true, description: 'When the pair ended.' }),
    reopenableUntil: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Until when its end can be taken back; null while it goes on.',
      select: { endedAt: true },
      resolve: reopenableUntil,
    }),
    level: t.int({
      audience: ['TWO'],
      nullable: true,
      description: 'Stage of the relationship, 1 to 6; null unless one of the two.',
      select: { level: true },
      resolve: (pair, _args, { actor }) => (isParticipant(actor, pair) ? pair.level : null),
    }),
    stage: t.field({
      audience: ['TWO'],
      type: StageRef,
      nullable: true,
      description: 'The stage with its purpose and tips; null unless one of the two.',
      select: { level: true },
      resolve: (pair, _args, { actor }) => (isParticipant(actor, pair) ? stageAt(actor, pair.level) : null),
    }),
    purpose: t.string({
      audience: ['TWO'],
      nullable: true,
      description: 'What they meet for; null unless one of the two, or where nothing is written down.',
      select: { purpose: true },
      resolve: (pair, _args, { actor }) => purposeOf(actor, pair),
    }),
    levels: t.field({
      type: [PairLevelRef],
      nullable: true,
      description: 'The levels that were set, newest first; null unless one of the two.',
      select: (_args, _context, nested) => ({ levels: nested({ orderBy: { setAt: 'desc' } }) }),
      resolve: (pair, _args, { actor }) => (isParticipant(actor, pair) ? pair.levels : null),
    }),
    pauses: t.relation('pauses', {
      description: 'Days in which they need not meet, newest first.',
      query: { orderBy: { from: 'desc' } },
    }),
    viewerPart: t.field({
      audience: ['TWO'],
      type: PartEnum,
      nullable: true,
      description: 'Which of the two the caller is; null for everybody else.',
      resolve: (pair, _args, { actor }) => partOf(actor, pair),
    }),
  }),
});

/** A pair on a page of pairs. */
export const PairEdge = builder.edgeObject({ type: PairRef, name: 'PairEdge' });

/** A page of pairs. */
export const PairConnection = builder.connectionObject({ type: PairRef, name: 'PairConnection' }, PairEdge);
