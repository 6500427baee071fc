import assert from 'node:assert/strict';
import { ann, bob, casesIn, noon, type CrmBench, type CrmClause } from './crm-bench.js';

const opened = { subject: 'Help', status: 'open', priority: 'normal', problemAt: noon - 60_000, openedAt: noon };

/** The cases of ann, as far as a clause looks at them. */
const stand = async ({ record }: Pick<CrmBench, 'record'>): Promise<readonly string[]> =>
  casesIn(await record()).map(({ subject, status, resolved }) => [subject, status, ...(resolved === undefined ? [] : [resolved])].join(' ')).toSorted();

/** Clauses about the cases that runs open. */
export const caseClauses: readonly CrmClause[] = [
  {
    id: 'CRM-44', clause: 'a case is opened with its subject, its priority, when the problem began and when it was opened', needs: ['cases'],
    async run({ add, open, record }) {
      await add({});
      await open();
      assert.deepEqual(casesIn(await record()), [opened]);
    },
  },
  {
    id: 'CRM-45', clause: 'a case about somebody unknown begins their record', needs: ['cases'],
    async run({ open, record }) {
      await open();
      assert.equal((await record()).cases?.length, 1);
    },
  },
  {
    id: 'CRM-46', clause: 'a run has at most one case open: opening again changes nothing', needs: ['cases'],
    async run({ open, ...bench }) {
      await open();
      await open({ subject: 'Help again' });
      assert.deepEqual(await stand(bench), ['Help open']);
    },
  },
  {
    id: 'CRM-47', clause: 'the key of a case that was closed since does not open it again', needs: ['cases'],
    async run({ open, close, ...bench }) {
      await open({ key: 'one' });
      await close();
      await open({ key: 'one' });
      assert.deepEqual(await stand(bench), ['Help closed true']);
    },
  },
  {
    id: 'CRM-48', clause: 'opened twice at once with one key a case is one', needs: ['cases'],
    async run({ open, ...bench }) {
      await Promise.all([open({ key: 'one' }), open({ key: 'one' })]);
      assert.deepEqual(await stand(bench), ['Help open']);
    },
  },
  {
    id: 'CRM-49', clause: 'a run whose case was closed may open another one', needs: ['cases'],
    async run({ open, close, ...bench }) {
      await open();
      await close();
      await open({ subject: 'Help again' });
      assert.deepEqual(await stand(bench), ['Help again open', 'Help closed true']);
    },
  },
  {
    id: 'CRM-50', clause: 'a closed case says that it was resolved, and when somebody is to follow up', needs: ['cases'],
    async run({ open, close, record }) {
      await open();
      await close({ followUpAt: noon + 86_400_000 });
      const [one] = (await record()).cases ?? [];
      assert.deepEqual([one?.status, one?.resolved, one?.followUpAt], ['closed', true, noon + 86_400_000]);
    },
  },
  {
    id: 'CRM-51', clause: 'a case that was closed without a solution does not count as resolved', needs: ['cases'],
    async run({ open, close, ...bench }) {
      await open();
      await close({ resolution: 'unresolved', resolved: false });
      assert.deepEqual(await stand(bench), ['Help closed false']);
    },
  },
  {
    id: 'CRM-52', clause: 'an update changes priority and follow-up of the open case, and leaves what it does not name', needs: ['cases'],
    async run({ open, update, record }) {
      await open();
      await update({ priority: 'high' });
      await update({ followUpAt: noon + 1_000 });
      const [one] = (await record()).cases ?? [];
      assert.deepEqual([one?.status, one?.subject, one?.priority, one?.followUpAt], ['open', 'Help', 'high', noon + 1_000]);
    },
  },
  {
    id: 'CRM-53', clause: 'notes are added to the open case in order, each key once', needs: ['cases'],
    async run({ open, update, record }) {
      await open();
      await update({ key: 'one', note: 'Asked the warehouse.' });
      await update({ note: 'It is lost.' });
      await update({ key: 'one', note: 'Asked the warehouse.' });
      assert.deepEqual((await record()).cases?.[0]?.notes, ['Asked the warehouse.', 'It is lost.']);
    },
  },
  {
    id: 'CRM-54', clause: 'nothing open to add to or to close is not an error, and changes nothing', needs: ['cases'],
    async run({ open, update, close, records, ...bench }) {
      await update({ note: 'Nobody will read this.' });
      await close();
      assert.deepEqual((await records(ann)).flatMap((record) => record.cases ?? []), []);
      await open();
      await close({ resolution: 'unresolved', resolved: false });
      await update({ priority: 'high' });
      await close();
      assert.deepEqual(await stand(bench), ['Help closed false']);
    },
  },
  {
    id: 'CRM-55', clause: 'cases of other runs of the same customer are not touched', needs: ['cases'],
    async run({ open, update, close, record }) {
      await open();
      await open({ instance: 'c-ann/help/2', subject: 'Another' });
      await update({ instance: 'c-ann/help/2', priority: 'high' });
      await close({ instance: 'c-ann/help/2' });
      const help = casesIn(await record()).find(({ subject }) => subject === 'Help');
      assert.deepEqual(help, opened);
    },
  },
  {
    id: 'CRM-56', clause: 'a case stands with the customer it is about', needs: ['cases'],
    async run({ open, record }) {
      await open();
      await open({ customer: bob, instance: 'c-bob/help/1', subject: 'Another' });
      assert.deepEqual(casesIn(await record(bob)).map(({ subject }) => subject), ['Another']);
      assert.deepEqual(casesIn(await record(ann)).map(({ subject }) => subject), ['Help']);
    },
  },
  {
    id: 'CRM-57', clause: 'runs of one name in two tenants are two runs', needs: ['cases'], tenants: 'several',
    async run({ open, close, record }) {
      const elsewhere = { ...ann, tenant: 'u' };
      await open();
      await open({ customer: elsewhere });
      await close();
      assert.deepEqual([(await record()).cases?.[0]?.status, (await record(elsewhere)).cases?.[0]?.status], ['closed', 'open']);
    },
  },
  {
    id: 'CRM-58', clause: 'a case keeps the custom fields it was opened with', needs: ['cases', 'fields'],
    async run({ open, record }) {
      await open({ fields: { order: 'A-1', days: 3 } });
      assert.deepEqual({ ...(await record()).cases?.[0]?.fields }, { order: 'A-1', days: 3 });
    },
  },
  {
    id: 'CRM-59', clause: 'a case whose signal is aborted rejects and is not opened', needs: ['cases'],
    async run({ open, records }) {
      await assert.rejects(open({}, AbortSignal.abort()));
      assert.deepEqual((await records(ann)).flatMap((record) => record.cases ?? []), []);
    },
  },
];
