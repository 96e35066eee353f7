import { builder } from '../../kernel/builder.ts';
import { mutation } from '../../kernel/mutation.graph.ts';
import { Conflict, InvalidInput, LimitReached, NotNow } from '../../kernel/problems.ts';
import { ResponseKindEnum } from '../topics/content.graph.ts';
import { markSessionSeen, prepareSession } from './preparation.ts';
import { SessionRef } from './session.graph.ts';
import { acceptSession, cancelSession, MINUTES, moveSession, proposeSession } from './session.ts';
import { endSession, recordHeld, startSession } from './talk.ts';

type Fields = Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0];

const sessionId = (t: Fields) => t.id({ description: 'The session.' });
const time = (t: Fields) => t.field({ type: 'DateTime', required: false, description: 'The instant it begins.' });
const wall = (t: Fields) => ({
  localTime: t.string({
    required: false,
    description: 'Instead of an instant: what the clock on the wall shows when it begins, `2026-11-21T09:30`.',
  }),
  timeZone: t.string({
    required: false,
    description: "The IANA zone in which the time is made; by default the caller's, else the tenant's.",
  }),
});
const minutes = (t: Fields, description: string, usual?: number) =>
  t.int({ required: false, description, ...(usual && { defaultValue: usual }) });

mutation('proposeSession', {
  description: 'Plans a session: one of the two proposes it to the other; administrators and servers set it at once.',
  scope: 'sessions:write',
  input: (t) => ({
    pairId: t.id({ description: 'The pair.' }),
    startsAt: time(t),
    ...wall(t),
    minutes: minutes(t, 'How long it is to take, 5 to 240.', MINUTES.usual),
  }),
  type: SessionRef,
  problems: [InvalidInput, Conflict, NotNow],
  resolve: proposeSession,
});

mutation('acceptSession', {
  description: 'Agrees to the time that the other proposed. For the two.',
  scope: 'sessions:write',
  person: true,
  input: (t) => ({ sessionId: sessionId(t) }),
  type: SessionRef,
  problems: [InvalidInput, Conflict, NotNow],
  resolve: acceptSession,
});

mutation('moveSession', {
  description: 'Proposes another time, which the other accepts. For the two.',
  scope: 'sessions:write',
  person: true,
  input: (t) => ({
    sessionId: sessionId(t),
    startsAt: time(t),
    ...wall(t),
    minutes: minutes(t, 'How long it is to take, 5 to 240; as long as before by default.'),
  }),
  type: SessionRef,
  problems: [InvalidInput, Conflict, NotNow],
  resolve: moveSession,
});

mutation('cancelSession', {
  description: 'Calls a planned session off. For the two, administrators and servers.',
  scope: 'sessions:write',
  input: (t) => ({ sessionId: sessionId(t) }),
  type: SessionRef,
  problems: [InvalidInput, NotNow],
  resolve: cancelSession,
});

const ThemeInput = builder.inputType('ThemeInput', {
  description: 'One theme: either a topic or words of one’s own, with the response wanted.',
  fields: (t) => ({
    topicId: t.id({ required: false, description: 'A topic of the tenant.' }),
    freeTopic: t.string({ required: false, description: 'Words of one’s own, 1 to 100 characters.' }),
    response: t.field({ type: ResponseKindEnum, description: 'What the member wants from the other.' }),
    carriedFromThemeId: t.id({
      required: false,
      description: 'The open theme of an earlier session that it takes up again.',
    }),
  }),
});

mutation('prepareSession', {
  description: 'Writes what the member wants to talk about, in place of what was there. For the member.',
  scope: 'sessions:write',
  person: true,
  input: (t) => ({
    sessionId: sessionId(t),
    themes: t.field({ type: [ThemeInput], description: 'At most 5, the main theme first.' }),
    note: t.string({ required: false, description: 'A note to the counterpart, up to 2,000 characters.' }),
    expectedRevision: t.int({
      required: false,
      description: 'The revision of the preparation that was changed, 0 for none; an older one is a Conflict.',
    }),
  }),
  type: SessionRef,
  problems: [InvalidInput, Conflict, NotNow, LimitReached],
  resolve: prepareSession,
});

mutation('markSessionSeen', {
  description: 'Notes that the counterpart has seen the preparation as it is. For the counterpart.',
  scope: 'sessions:write',
  person: true,
  input: (t) => ({ sessionId: sessionId(t) }),
  type: SessionRef,
  problems: [InvalidInput, NotNow],
  resolve: markSessionSeen,
});

mutation('startSession', {
  description: 'Begins the talk, from 15 minutes before its time. For the two.',
  scope: 'sessions:write',
  person: true,
  input: (t) => ({ sessionId: sessionId(t) }),
  type: SessionRef,
  problems: [InvalidInput, Conflict, NotNow],
  resolve: startSession,
});

mutation('endSession', {
  evenWhenFull: true,
  description: 'Ends the talk. For the two.',
  scope: 'sessions:write',
  person: true,
  input: (t) => ({ sessionId: sessionId(t) }),
  type: SessionRef,
  problems: [InvalidInput, NotNow],
  resolve: endSession,
});

mutation('recordHeld', {
  description: 'Enters a talk that was held without having been started here. For the two.',
  scope: 'sessions:write',
  person: true,
  input: (t) => ({
    pairId: t.id({ description: 'The pair.' }),
    startedAt: t.field({
      type: 'DateTime',
      required: false,
      description: 'The instant it began, at most 90 days ago.',
    }),
    ...wall(t),
    minutes: minutes(t, 'How long it took, 5 to 240.', MINUTES.usual),
  }),
  type: SessionRef,
  problems: [InvalidInput, Conflict, NotNow],
  resolve: recordHeld,
});
