import { onEvent } from '../../kernel/jobs.ts';
import '../tenancy/user-restriction.ts';
import { stopCaptureOf, stopEndedCapture } from './absence.ts';
import { runTranscriptImport } from './transcript-import-run.ts';

onEvent('session.ended', {
  name: 'transcripts.stopAtEnd',
  run: (event) => stopEndedCapture(event.tenantId, event.subject.id),
});

onEvent('user.restricted', {
  name: 'transcripts.stopAtRestriction',
  run: (event) => stopCaptureOf(event.tenantId, event.subject.id),
});

onEvent('transcript.importAgreed', {
  name: 'transcripts.runImport',
  run: ({ ids }, actor) => runTranscriptImport(actor, ids),
});
