import type { Scene } from './scene.js';

/** What one customer lives through; it may take no other way, however often the host dies meanwhile. */
export type Story = (scene: Scene) => Promise<void>;

/** The bot could help; the customer comes back once more. */
const answered: Story = async (scene) => {
  const { tells, hears, n } = scene;
  for (const time of [1, 2]) {
    await tells('page', 'chat.started', { question: `Where is my parcel (${time})?` });
    await hears('Which order', time);
    await tells('page', 'order.numbered', { orderNumber: `B-${n}${time}` });
    await hears(`B-${n}${time} is on its way`);
    await scene.repeats('page');
    await tells('page', 'chat.resolved', {});
    await hears('we are glad', time);
  }
};

/** The customer proves who they are, so that two customers are one; a person helps on the phone, and the SMS about it is answered. */
const calledUs: Story = async (scene) => {
  const { tells, hears, n, visitor, phone, email } = scene;
  await tells('shop', 'customer.updated', { name: `Customer ${n}` }, [phone, email]);
  await scene.later();
  await tells('page', 'chat.started', { question: 'Where is my parcel?' });
  await hears('Which order');
  await tells('page', 'order.numbered', { orderNumber: `A-${n}` });
  await hears(`A-${n} is stuck`);
  await tells('page', 'customer.updated', {}, [proven(visitor), proven(phone)]);
  await tells('line', 'call.ringing', { call: `call-${n}` }, [phone]);
  await scene.called();
  await tells('line', 'call.answered', { call: `call-${n}`, by: 'Bo' }, [phone]);
  await Promise.all([tells('desk', 'agent.promised', { promise: 'A new parcel leaves today' }, [phone]), tells('line', 'call.ended', { call: `call-${n}` }, [phone])]);
  await tells('desk', 'agent.left', { resolved: true, summary: `A new parcel for ${n} leaves today.` }, [phone]);
  await Promise.all([scene.reads('leaves today. The details'), hears(`A-${n} A new parcel`)]);
  await tells('shop', 'customer.replied', { reply: 'Thank you!' }, [phone]);
  await scene.noted('closeCase');
};

/** Two customers become one while the shop still looks for the order of one of them: its answer finds the run where it lives now. */
const mergedMeanwhile: Story = async (scene) => {
  const { tells, hears, n, visitor, phone } = scene;
  const answer = scene.hold(`B-${n}`);
  await tells('shop', 'customer.updated', { name: `Customer ${n}` }, [phone]);
  await scene.later();
  await tells('page', 'chat.started', { question: 'Where is my parcel?' });
  await hears('Which order');
  await tells('page', 'order.numbered', { orderNumber: `B-${n}` });
  await tells('page', 'customer.updated', {}, [proven(visitor), proven(phone)]);
  answer();
  await hears(`B-${n} is on its way`);
  await tells('page', 'chat.resolved', {});
  await hears('we are glad');
};

/** A person writes faster than the page can take it, while the customer writes too. */
const withAPerson: Story = async (scene) => {
  const { tells, hears } = scene;
  await tells('page', 'chat.started', { question: 'I need somebody' });
  await hears('Which order');
  await tells('page', 'chat.unresolved', {});
  await scene.called();
  await tells('desk', 'agent.joined', { by: 'Bo' });
  await scene.repeats('desk');
  await Promise.all(['one', 'two', 'three', 'four', 'five', 'six'].map((words) => tells('desk', 'agent.wrote', { words })));
  await Promise.all([hears('Bo: six'), tells('page', 'customer.replied', { reply: 'I see' })]);
  await tells('desk', 'agent.left', { resolved: true, summary: 'It is found.' });
  await hears('Solved: It is found.');
};

/** The customer says nothing more, so that a person is called, who is there before the next patience ends. */
const silent: Story = async (scene) => {
  const { tells, hears } = scene;
  await tells('page', 'chat.started', { question: 'Hello?' });
  await hears('A colleague is on the way');
  await scene.called();
  await tells('desk', 'agent.joined', { by: 'Bo' });
  await tells('desk', 'agent.wrote', { words: 'Are you there?' });
  await hears('Bo: Are you there?');
  await tells('desk', 'agent.left', { resolved: true, summary: 'Nobody was there.' });
  await hears('Solved: Nobody was there.');
};

/** The bot has answered, the customer says nothing more, and it is taken as solved. */
const takenAsSolved: Story = async (scene) => {
  const { tells, hears, n } = scene;
  await tells('page', 'chat.started', { question: 'Where is my parcel?' });
  await hears('Which order');
  await tells('page', 'order.numbered', { orderNumber: `B-${n}` });
  await hears(`B-${n} is on its way`);
  await scene.noted('closeCase');
};

const proven = (identity: string): { readonly namespace: string; readonly value: string; readonly verified: true } => {
  const [namespace = '', value = ''] = identity.split(':');
  return { namespace, value, verified: true };
};

const stories: readonly Story[] = [answered, silent, calledUs, withAPerson, mergedMeanwhile, takenAsSolved];

/** The story of the n-th customer. */
export const storyOf = (n: number): Story => stories[n % stories.length] ?? answered;
