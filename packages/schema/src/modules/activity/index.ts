import './audit-entry.ts';
import './person-read.ts';
import './activity.graph.ts';
import './audit.graph.ts';
import './activity.personal.ts';
