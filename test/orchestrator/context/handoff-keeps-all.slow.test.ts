import fc from 'fast-check';
import { expect, test } from 'vitest';
import { days, hours, type Briefing } from 'throughline';
import { CareHost, type ChannelName } from './care-host.js';

const word = fc.stringMatching(/^[a-z]{1,8}$/);
const said = fc.record({ name: fc.option(word, { nil: undefined }), order: fc.option(word, { nil: undefined }), allergy: fc.option(word, { nil: undefined }), note: fc.option(word, { nil: undefined }) });
const happening = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('say' as const), channel: fc.constantFrom<ChannelName>('chat', 'sms', 'email', 'voice', 'app'), facts: said }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(hours(1), hours(71), days(4)) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('begin' as const), topic: word }) },
);
const classes = fc.subarray(['public', 'internal', 'personal', 'sensitive'] as const);

type Facts = { readonly [fact: string]: unknown };
/** names and values of one journey, or of what is carried */
const shown = (facts: Briefing['journeys'][number]['facts']): Facts => Object.fromEntries(facts.map((fact) => [fact.name, fact.withheld === true ? `withheld ${fact.dataClass}` : fact.value]));

test('a handoff always keeps everything that was in scope, and names what its role does not see (care-rules 4.15)', async () => {
  await fc.assert(fc.asyncProperty(fc.array(happening, { maxLength: 12 }), classes, async (story, sees) => {
    const handed: Briefing[] = [];
    const host = new CareHost({ roles: { agent: { sees } }, handoffRole: 'agent', handoff: ({ briefing }) => { handed.push(briefing); } });
    await host.system('help.asked', { topic: 'first', name: null });
    const given: Record<string, unknown> = {};
    for (const one of story) {
      if (one.do === 'wait') await host.clock.advance(one.ms);
      else if (one.do === 'begin') await host.system('help.asked', { topic: `t-${one.topic}`, name: null });
      else {
        await host.via(one.channel, 'fact.given', JSON.parse(JSON.stringify(one.facts)));
        Object.assign(given, JSON.parse(JSON.stringify(one.facts)));
      }
    }
    const whole = await host.orchestrator.briefing('user:ann');
    await host.system('person.wanted');
    await host.clock.advance(100);
    const [first] = handed;
    // what a person was told in the first journey is all there
    expect(shown(whole.journeys[0]?.facts ?? [])).toEqual({ topic: 'first', ...given });
    const wanted = (facts: Briefing['journeys'][number]['facts']): Facts => Object.fromEntries(facts.map((fact) => [fact.name, sees.includes(fact.dataClass) ? fact.value : `withheld ${fact.dataClass}`]));
    expect(first?.journeys.map((journey) => shown(journey.facts))).toEqual(whole.journeys.map((journey) => wanted(journey.facts)));
    expect(shown(first?.facts ?? [])).toEqual(wanted(whole.facts));
    expect(first?.interactions.map((one) => [one.channel, one.event, one.type])).toEqual(whole.interactions.map((one) => [one.channel, one.event, one.type]));
    await host.orchestrator.close();
  }), { numRuns: 60 });
}, 60_000);
