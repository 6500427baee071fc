import type { CrmActivity } from '../../src/ports/crm.js';
import { notesOf } from './cases.js';
import type { Access } from './access.js';
import { own } from './properties.js';
import { peopleFor } from './write-person.js';
import { isWritten, withKey } from './written-keys.js';

const noteToContact = 202;

/** Writes an entry of the timeline as a note on the contact: one note for each `externalId`, with the words that were written last. */
export async function writeEntry(access: Access, { key, customer, externalId, kind, summary, at, channels = [] }: CrmActivity): Promise<void> {
  const people = await peopleFor(access, customer);
  const notes = (await Promise.all(people.map((person) => notesOf(access, person)))).flat();
  const known = notes.find((note) => note.properties[own.entry] === externalId);
  const kept = known?.properties[own.writes];
  if (isWritten(kept, key)) return;
  const properties = {
    hs_timestamp: String(at), hs_note_body: toHtml(summary),
    [own.entry]: externalId, [own.kind]: kind, [own.channels]: channels.join(';'), [own.writes]: withKey(kept, key),
  };
  if (known !== undefined) {
    await access.calls(({ objects }) => objects.notes.basicApi.update(known.id, { properties }));
    return;
  }
  const associations = [{ to: { id: people[0].id }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: noteToContact }] }];
  await access.calls(({ objects }) => objects.notes.basicApi.create({ properties, associations }));
}

/** HubSpot shows the body of a note as HTML: a text must stay one. */
const toHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>');
