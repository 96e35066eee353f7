import './content.graph.ts';
import './topic.graph.ts';
import './topic-priority.graph.ts';
import './topic.jobs.ts';
import './topics.personal.ts';
