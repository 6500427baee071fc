import type { CrmActivity } from '../../src/ports/crm.js';
import type { Access } from './access.js';
import { externalIdOf, isWritten, remembered, withKey } from './external-id.js';
import { own } from './fields.js';
import { quoted, select } from './soql.js';
import { personFor } from './write-person.js';

/** Writes an entry of the timeline as a task that is done: one task for each `externalId`, with the words that were written last. */
export async function writeEntry(access: Access, { key, customer, externalId, kind, summary, at, channels = [] }: CrmActivity): Promise<void> {
  const id = externalIdOf(externalId);
  const [known] = await access.calls.query(select([own.writes], 'Task', [`${own.id} = ${quoted(id)}`]));
  if (isWritten(known?.[own.writes], key)) return;
  await access.calls.patch(`Task/${own.id}/${id}`, {
    ...(known === undefined && { WhoId: await personFor(access, customer), [own.entry]: externalId }),
    Subject: subjects[kind], Description: summary, Status: 'Completed', ActivityDate: new Date(at).toISOString().slice(0, 10),
    [own.at]: new Date(at).toISOString(), [own.kind]: kind, [own.channels]: channels.join(';'), [own.writes]: withKey(known?.[own.writes], key, remembered.text),
  });
}

const subjects = { conversation: 'Conversation', resolution: 'Journey ended', note: 'Note' } as const;
