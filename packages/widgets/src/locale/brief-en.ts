import type { BriefMessages } from './brief-messages.ts';

/** English of `<taiwa-brief>`. */
export const briefEn: BriefMessages = {
  briefTitle: (name) => `What ${name} wants from this talk`,
  briefEmptyTitle: 'No talk coming up',
  briefEmptyText: 'Before each {talk} you will see here in a few seconds what the other wants to talk about.',
  briefNothingTitle: (name) => `${name} has not chosen a topic yet`,
  briefNothingText: 'It appears here the moment it is chosen. You can begin with an open question.',
  briefWants: 'Wants',
  briefStyle: 'How to answer that',
  briefPhrases: 'You could say',
  briefAvoid: 'Better not',
  briefHints: 'What worked for others here',
  briefAlso: 'Also on the agenda',
  briefNote: (name) => `A word from ${name}`,
  briefOpen: 'Still open from last time',
  briefStage: (level) => `Stage ${level} of 6`,
  briefTips: 'At this stage',
  briefQuestions: 'Questions you could ask',
  briefUpdated: 'Just updated',
};
