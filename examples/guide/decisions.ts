import assert from 'node:assert/strict';
import { given } from 'throughline/testing';
import { parcelReturn } from './parcel-return.js';

const asked = ['return.asked', { parcel: 'P-7', reason: 'too small' }] as const;
const labelled = ['makeLabel gives', { label: 'L-1' }] as const;

const then = given(parcelReturn, asked).when(...labelled);
assert.equal(then.state, 'travelling');
assert.equal(then.facts.label, 'L-1');
assert.deepEqual(then.effects.map(({ type }) => type), ['send', 'schedule']);
assert.equal(given(parcelReturn, asked).when('makeLabel fails').state, 'with a person');
assert.equal(given(parcelReturn, asked, labelled).when('reminder.due', {}).effects.length, 1);
// the machine alone has no way for it; that it is deferred, the orchestrator decides
assert.equal(given(parcelReturn, asked).when('parcel.arrived', { parcel: 'P-7' }).handled, false);
