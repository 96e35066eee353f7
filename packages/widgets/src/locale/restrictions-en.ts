import type { RestrictionsMessages } from './restrictions-messages.ts';

/** English of the element about restrictions of people's data. */
export const restrictionsEn: RestrictionsMessages = {
  restrictionsTitle: 'Restricted data',
  restrictionsLead:
    'At a person’s request, e.g. because something about them is wrong, keeps their data and lets nobody but them use it.',
  restrictionsAdd: 'Restrict for somebody',
  restrictionsWhose: 'Whose data',
  restrictionsNobody: 'Choose the person.',
  restrictionsReason: 'The reason they gave',
  restrictionsReasonNote: 'The person and administrators read the reason.',
  restrictionsAskedAt: 'Asked',
  restrictionsAnswer: 'Answer to the person',
  restrictionsAnswerNote: 'The person and administrators read the answer.',
  restrictionsWAITS: 'Waits for a decision',
  restrictionsHOLDS: 'Restricted',
  restrictionsDECLINED: 'Declined',
  restrictionsLIFTED: 'Lifted',
  restrictionsWITHDRAWN: 'Taken back',
  restrictionsStops: 'What stops',
  restrictionsStopsSeen:
    'Nobody but the person sees their name, pairs, {talks} and what was written in them: not their partners, administrators or {advisors} either.',
  restrictionsStopsUsed:
    'They are in no list, count, export or import. Nothing of theirs is deleted when its time is over.',
  restrictionsStopsRecording: 'Transcripts stop being recorded.',
  restrictionsStopsHints: 'Their {hints} disappear during the night, so that nobody can tell whose they were.',
  restrictionsGoesOn: 'What stays as it is',
  restrictionsGoesOnSelf:
    'The person sees their own data as before, can take a copy of it and can lift the restriction.',
  restrictionsGoesOnErasure: 'An erasure that is planned goes ahead.',
  restrictionsGoesOnNumbers: 'Numbers of closed months that bear no name stay.',
  restrictionsCorrect:
    'Nothing can be corrected meanwhile. Once it is settled, lift the restriction and correct it then.',
  restrictionsBegin: 'Restrict the data',
  restrictionsDecline: 'Decline',
  restrictionsDeclineText: 'The person reads your answer. Their data is used as before.',
  restrictionsLift: 'Lift the restriction',
  restrictionsLiftText: 'The data is shown and used again as before. The person reads your answer.',
  restrictionsNoneTitle: 'Nobody has asked for a restriction',
  restrictionsNoneText:
    'What people ask for on their page “Your data” arrives here. Where somebody asks you in person or by letter, enter it for them.',
  restrictionsWaiting: (count) =>
    count === 1 ? 'One request waits for a decision.' : `${count} requests wait for a decision.`,
  restrictionsSince: (day) => `Since ${day}`,
  restrictionsAnswered: (text) => `Answer: ${text}`,
  restrictionsBeginAsk: (name) => `Restrict the data of ${name}?`,
  restrictionsBegun: (name) => `The data of ${name} is restricted`,
  restrictionsDeclineAsk: (name) => `Decline what ${name} asked for?`,
  restrictionsDeclined: (name) => `What ${name} asked for is declined`,
  restrictionsLiftAsk: (name) => `Lift the restriction of the data of ${name}?`,
  restrictionsLifted: (name) => `The data of ${name} is used again`,
};
