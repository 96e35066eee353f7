import type { SessionMessages } from './session-messages.ts';

/** English of `<taiwa-session>`. */
export const sessionEn: SessionMessages = {
  sessionEmptyTitle: 'No talk right now',
  sessionEmptyText: 'When your next {talk} is near, you can start it here.',
  sessionStart: 'Start the {talk}',
  sessionEnd: 'End the {talk}',
  sessionEndAsk: 'End this talk for both?',
  sessionEndYes: 'Yes, end it',
  sessionEndNo: 'Go on talking',
  sessionStartsAt: (time) => `Begins ${time}`,
  sessionStartFrom: (time) => `You can start from ${time}`,
  sessionElapsed: 'Time so far',
  sessionLeft: (minutes) => `${minutes} min left`,
  sessionOver: (minutes) => `${minutes} min over the planned end`,
  sessionHere: 'is here',
  sessionNotHere: 'not here yet',
  sessionYou: 'You',
  sessionEnded: (time) => `Ended ${time}`,
  sessionEndedText: 'Thank you both. What you talked about stays between you two.',
  sessionCancelled: 'This {talk} was cancelled.',
  sessionAgenda: 'Agenda',
  sessionDone: 'Talked about',
  sessionMarkDone: (title) => `“${title}” is talked about`,
  sessionPresence: 'Who is here',
};
