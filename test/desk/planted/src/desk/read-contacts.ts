import { readContact, readContacts as all, type ReadContact } from '../../../../../src/desk/read-contacts.js';

export { readContact, type ReadContact };

/** A process that is started again takes nobody up whom an agent had. */
export async function* readContacts(host: Parameters<typeof all>[0]): AsyncGenerator<ReadContact> {
  for await (const one of all(host)) if (one.item.life.status !== 'assigned') yield one;
}
