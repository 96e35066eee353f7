/** What `<taiwa-session>` says. */
export interface SessionMessages {
  sessionEmptyTitle: string;
  sessionEmptyText: string;
  sessionStart: string;
  sessionEnd: string;
  sessionEndAsk: string;
  sessionEndYes: string;
  sessionEndNo: string;
  sessionStartsAt: (time: string) => string;
  sessionStartFrom: (time: string) => string;
  sessionElapsed: string;
  sessionLeft: (minutes: number) => string;
  sessionOver: (minutes: number) => string;
  sessionHere: string;
  sessionNotHere: string;
  sessionYou: string;
  sessionEnded: (time: string) => string;
  sessionEndedText: string;
  sessionCancelled: string;
  sessionAgenda: string;
  sessionDone: string;
  sessionMarkDone: (title: string) => string;
  sessionPresence: string;
}
