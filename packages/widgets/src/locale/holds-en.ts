import type { HoldsMessages } from './holds-messages.ts';

/** English of the element about legal holds. */
export const holdsEn: HoldsMessages = {
  holdsTitle: 'Legal holds',
  holdsLead:
    'Keeps the data of some people from being deleted, e.g. during an inquiry. It opens nothing that was said to anybody.',
  holdsAsk: 'Ask for a hold',
  holdsAskText:
    'It holds once another administrator confirms it. The people concerned see that their data is held, and why.',
  holdsAsked: 'Asked for. Another administrator has to confirm it.',
  holdsWhose: 'Whose data',
  holdsWho: 'Asked and confirmed',
  holdsReason: 'Reason',
  holdsReasonReaders: 'The people concerned and administrators read the reason.',
  holdsUntil: 'Until',
  holdsNobody: 'Choose at least one person.',
  holdsWAITS: 'Waits for the second administrator',
  holdsHOLDS: 'In force',
  holdsOVER: 'Over',
  holdsConfirm: 'Confirm',
  holdsConfirmText: 'Once confirmed, the data of these people is not deleted until the hold ends or is lifted.',
  holdsConfirmed: 'Confirmed. The hold is in force.',
  holdsRelease: 'Lift the hold',
  holdsWithdraw: 'Withdraw the request',
  holdsReleaseText: 'Data that is past its time, or whose erasure is planned, goes once the hold is lifted.',
  holdsReleased: 'The hold is over',
  holdsNoneTitle: 'No data is held',
  holdsNoneText: 'Holds are for inquiries and lawsuits only, and take two administrators.',
  holdsAndMore: (names, others) => `${names} and ${others} more`,
  holdsAskedBy: (name) => `Asked by ${name}`,
  holdsConfirmedBy: (name) => `Confirmed by ${name}`,
  holdsConfirmAsk: (people) => `Confirm the hold on the data of ${people}?`,
  holdsReleaseAsk: (people) => `End the hold on the data of ${people}?`,
};
