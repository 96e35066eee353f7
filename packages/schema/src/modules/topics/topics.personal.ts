import { concernsNobody } from '../../kernel/personal.ts';

concernsNobody('Topic', 'TopicPriority');
