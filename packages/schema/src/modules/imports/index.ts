import './files.ts';
import './import.graph.ts';
import './import-change.graph.ts';
import './imports.jobs.ts';
import './issues-export.ts';
import './imports.personal.ts';
