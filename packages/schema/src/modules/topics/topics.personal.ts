import { concernsNobody, concernsPeople } from '../../kernel/personal.ts';

concernsNobody('Topic', 'TopicPriority');

concernsPeople('ContentPack', {
  copied: 'It holds texts of the tenant for all of its people.',
  erased: 'It holds texts of the tenant; it bears an id that leads to no name any more.',
});
