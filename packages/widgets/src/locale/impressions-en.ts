import { ATTEMPT, IMPRESSION } from '../generated/audiences.ts';
import { readersEn, readersWithEn } from './readers-en.ts';
import type { ImpressionsMessages } from './impressions-messages.ts';

/** English of `<taiwa-impressions>`. */
export const impressionsEn: ImpressionsMessages = {
  impressionsTitle: 'What your {members} wrote',
  impressionsOwnTitle: 'What you wrote, and what they tried',
  impressionsEmptyTitle: 'Nothing has arrived yet',
  impressionsEmptyText:
    'What your {members} write after a talk appears here at once. It helps to say at the end of a talk that you are glad of a word.',
  impressionsEmptyMember: 'What you write after each {talk} can be read again here.',
  impressionsNew: 'New',
  impressionsUnread: (count) => (count === 1 ? '1 new message' : `${count} new messages`),
  impressionsArrived: (name) => `${name} has written to you`,
  impressionsOn: (title) => `“${title}”`,
  impressionsTwoOnly: `Only ${readersEn(IMPRESSION, ATTEMPT)} can read what is written here.`,
  impressionsOlder: 'Show earlier ones',
  impressionsNotMore: 'This could not be loaded. Please try again.',
  impressionsTold: (grade) => `How clear they feel: ${grade} (told by themselves)`,
  impressionsWithout: 'Recent {talks}',
  impressionsAll: (count) => `Show all ${count} recent {talks}`,
  impressionsSent: 'What you wrote',
  impressionsYours: 'Your words',
  impressionsRead: (name) => `${name} has read it`,
  impressionsNotRead: (name) => `${name} has not read it yet`,
  impressionsTried: 'What you tried',
  impressionsTriedBy: (name) => `What ${name} tried`,
  impressionsTry: 'Write what you tried',
  impressionsTryFor: (name, day) => `Write what you tried with ${name}, ${day}`,
  impressionsTryAgain: 'Edit',
  impressionsTryPlaceholder: 'Which words or ways did you try, and how did it go?',
  impressionsTryReaders: (name) => `Only ${readersWithEn(name, ATTEMPT)} can read this.`,
  impressionsTrySave: 'Save',
  impressionsHint: 'Pass on as a {hint}',
  impressionsHintFor: (name) => `Pass on as a {hint}: what you tried with ${name}`,
  impressionsHintLabel: 'What could help others too',
  impressionsHintPlaceholder: 'In which situation did you use which words or ways?',
  impressionsHintReaders:
    'Anonymous. After a review it is shown to people in a similar talk. Please write no names, and nothing of what the other told you.',
  impressionsHintSend: 'Leave this {hint}',
  impressionsHintLeft: 'Your {hint} has arrived. After a review it is shown without your name.',
};
