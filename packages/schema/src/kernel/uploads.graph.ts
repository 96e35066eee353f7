import { builder } from './builder.ts';
import { mutation } from './mutation.graph.ts';
import { InvalidInput, LimitReached } from './problems.ts';
import { uploadPurposes } from './upload-purposes.ts';
import { createUpload, type UploadTicket } from './uploads.ts';

// Loaded after the modules, each of which has said by then what it takes files for.
const UploadPurposeEnum = builder.enumType('UploadPurpose', {
  description: 'What a file is sent for.',
  values: Object.fromEntries([...uploadPurposes()].map(([name, { description }]) => [name, { description }])),
});

const UploadTicketRef = builder.objectRef<UploadTicket>('UploadTicket').implement({
  description: 'Lets its maker send one file, once.',
  fields: (t) => ({
    uploadId: t.exposeID('uploadId', { description: 'Names the file for the mutation that takes it.' }),
    url: t.exposeString('url', {
      description:
        'Where to PUT or POST the bytes, beside /graphql on the same server, with the same Authorization; answers 201.',
    }),
    bytes: t.exposeInt('bytes', { description: 'How many bytes have to come: exactly as many as were announced.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Until when it can be sent.' }),
  }),
});

mutation('createUpload', {
  description: 'Announces a file and answers where to send it. A file is for its sender only and is gone within a day.',
  scope: 'credential',
  input: (t) => ({
    purpose: t.field({ type: UploadPurposeEnum, description: 'What it is for; says which scope is needed.' }),
    fileName: t.string({ description: 'What people call the file, 1 to 255 characters.' }),
    bytes: t.int({ description: 'Its size in bytes, at most 5 MB.' }),
  }),
  type: UploadTicketRef,
  problems: [InvalidInput, LimitReached],
  resolve: createUpload,
});
