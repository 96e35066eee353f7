import './audit-entry.ts';
import './person-read.ts';
import './activity.graph.ts';
