import { describe, expect, it } from 'vitest';
import { sampleConversation, sampleMessage } from '../testing/samples';
import type { FeedEvent } from '../realtime/frames';
import { alertOf } from './alert-rules';

const at = { id: '1-1', at: null };
const message = (change = {}): FeedEvent => ({
  ...at,
  type: 'message:new',
  conversationId: 'c1',
  message: sampleMessage(change),
});

describe('alertOf', () => {
  it('tells of a visitor who writes to me, or to nobody in particular', () => {
    const people = sampleConversation({ handledBy: 'people' });
    expect(alertOf(message(), people, 'me')).toMatchObject({ kind: 'message', name: 'Maya' });
    expect(alertOf(message(), { ...people, assigneeId: 'me' }, 'me')).not.toBeNull();
  });

  it('is quiet about a colleague’s conversations, the assistant’s, and what staff write', () => {
    const people = sampleConversation({ handledBy: 'people' });
    expect(alertOf(message(), { ...people, assigneeId: 'kim' }, 'me')).toBeNull();
    expect(alertOf(message(), sampleConversation(), 'me')).toBeNull();
    expect(alertOf(message({ author: { type: 'agent', id: 'kim', name: 'Kim' } }), people, 'me')).toBeNull();
    expect(alertOf(message(), undefined, 'me')).toBeNull();
  });

  it('tells once that somebody begins to wait', () => {
    const before = sampleConversation();
    const after = sampleConversation({
      version: 2,
      handledBy: 'people',
      waitingSince: '2026-11-22T17:01:00Z',
    });
    const event: FeedEvent = { ...at, type: 'conversation:updated', conversation: after };
    expect(alertOf(event, before, 'me')).toMatchObject({ kind: 'waiting' });
    expect(alertOf(event, after, 'me')).toBeNull();
    expect(alertOf(event, { ...before, handledBy: 'people' }, 'me')).toBeNull();
  });

  it('tells of somebody who still waits, for me or for nobody in particular', () => {
    const conversation = sampleConversation({ handledBy: 'people', waitingSince: '2026-11-22T17:01:00Z' });
    const event: FeedEvent = { ...at, type: 'visitor:waiting', conversation };
    expect(alertOf(event, conversation, 'me')).toMatchObject({ kind: 'overdue', name: 'Maya' });
    expect(
      alertOf({ ...event, conversation: { ...conversation, assigneeId: 'kim' } }, undefined, 'me'),
    ).toBeNull();
    expect(
      alertOf({ ...event, conversation: { ...conversation, waitingSince: null } }, undefined, 'me'),
    ).toBeNull();
  });

  it('tells everybody what an escalation rule wants them to know', () => {
    const event: FeedEvent = { ...at, type: 'escalation', conversationId: 'c1', rule: 'VIP' };
    expect(alertOf(event, sampleConversation({ assigneeId: 'kim' }), 'me')).toMatchObject({
      kind: 'escalated',
      text: 'VIP',
    });
  });
});
