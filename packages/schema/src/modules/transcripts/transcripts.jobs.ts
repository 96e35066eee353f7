import { onEvent } from '../../kernel/jobs.ts';
import { stopEndedCapture } from './absence.ts';

onEvent('session.ended', {
  name: 'transcripts.stopAtEnd',
  run: (event) => stopEndedCapture(event.tenantId, event.subject.id),
});
