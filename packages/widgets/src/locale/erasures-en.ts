import type { ErasuresMessages } from './erasures-messages.ts';

/** English of the element about erasures. */
export const erasuresEn: ErasuresMessages = {
  erasuresTitle: 'Erasures',
  erasuresLead: 'Erases the data of a person, e.g. because they ask for it. For seven days it can be called off.',
  erasuresAsk: 'Ask for an erasure',
  erasuresAskedAt: 'Asked',
  erasuresWhose: 'Whose data',
  erasuresWhen:
    'It is carried out after seven days; pairs and planned {talks} end. The person sees it, and they and administrators can call it off until then. Afterwards it cannot be taken back.',
  erasuresTypeName: 'To confirm, type the name of the person',
  erasuresNobody: 'Choose the person.',
  erasuresCancel: 'Call it off',
  erasuresRunning: 'About to be carried out',
  erasuresProgress: 'Time until the erasure',
  erasuresNoneTitle: 'No erasure is planned',
  erasuresNoneText: 'What is asked for, and what became of it, stays in this list.',
  erasuresDone: (day) => `Erased on ${day}`,
  erasuresCancelled: (day) => `Called off on ${day}`,
  erasuresLeft: (days) => `${days} days left`,
  erasuresOtherName: (name) => `The name is not the same. Type “${name}”.`,
  erasuresPlanned: (name) => `The data of ${name} goes in seven days. Until then it can be called off.`,
  erasuresCalledOff: (name) => `The erasure of the data of ${name} is called off`,
  erasuresLook: 'Show what would go',
  erasuresConfidential:
    'Where it says “all of it”, only the person is told the number: it says how much they wrote, answered and left.',
  erasuresAskOf: (name) => `Erase the data of ${name}?`,
};
