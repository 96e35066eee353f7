/** What `<taiwa-impressions>` says. */
export interface ImpressionsMessages {
  impressionsTitle: string;
  /** For who only talks as the member. */
  impressionsOwnTitle: string;
  impressionsEmptyTitle: string;
  impressionsEmptyText: string;
  impressionsEmptyMember: string;
  impressionsNew: string;
  impressionsUnread: (count: number) => string;
  impressionsArrived: (name: string) => string;
  impressionsOn: (title: string) => string;
  impressionsTwoOnly: string;
  impressionsOlder: string;
  impressionsNotMore: string;
  impressionsTold: (grade: string) => string;
  impressionsWithout: string;
  impressionsAll: (count: number) => string;
  impressionsSent: string;
  impressionsYours: string;
  impressionsRead: (name: string) => string;
  impressionsNotRead: (name: string) => string;
  impressionsTried: string;
  impressionsTriedBy: (name: string) => string;
  impressionsTry: string;
  /** The same for who hears the page and needs to know which talk. */
  impressionsTryFor: (name: string, day: string) => string;
  impressionsTryAgain: string;
  impressionsTryPlaceholder: string;
  impressionsTryReaders: (name: string) => string;
  impressionsTrySave: string;
  /** The way from what one tried to a hint for everybody. */
  impressionsHint: string;
  impressionsHintFor: (name: string) => string;
  impressionsHintLabel: string;
  impressionsHintPlaceholder: string;
  impressionsHintReaders: string;
  impressionsHintSend: string;
  impressionsHintLeft: string;
}
