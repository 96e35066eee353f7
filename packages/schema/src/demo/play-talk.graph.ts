import { builder } from '../kernel/builder.ts';
import { mutation } from '../kernel/mutation.graph.ts';
import { InvalidInput, NotNow } from '../kernel/problems.ts';
import { LanguageEnum } from '../modules/tenancy/enums.graph.ts';
import { playDemoTalk, type PlayedTalk, TOP_SPEED } from './play-talk.ts';

const DemoTalkRef = builder.objectRef<PlayedTalk>('DemoTalk').implement({
  description: 'The scripted talk of the demo, while it is being played.',
  fields: (t) => ({
    sentences: t.exposeInt('sentences', { description: 'Sentences that are still to come.' }),
    lastsMs: t.exposeInt('lastsMs', { description: 'Milliseconds until the last of them has been said.' }),
  }),
});

mutation('playDemoTalk', {
  description:
    'Plays the scripted talk of the demo into a recording, as drafts and segments, as if the two were speaking; it ends when the recording does, and is not heard during a pause. Where it is being played already, it goes on from there at the new speed. For the two; refused where demo logins are off and in tenants that are no demo.',
  scope: 'transcripts:write',
  person: true,
  input: (t) => ({
    sessionId: t.id({ description: 'The talk.' }),
    speed: t.int({
      required: false,
      description: `How many times as fast as people speak, 1 to ${TOP_SPEED}; 1 if absent.`,
    }),
    language: t.field({
      type: LanguageEnum,
      required: false,
      description: 'In which language; that of the caller if absent.',
    }),
  }),
  type: DemoTalkRef,
  problems: [InvalidInput, NotNow],
  resolve: playDemoTalk,
});
