import { beforeEach, describe, expect, it } from 'vitest';
import type { Alert } from '../notifications/alert-rules';
import { sampleMessage } from '../testing/samples';
import { announce, latestAnnouncement, listenTo, subscribeAnnouncements } from './announcements';
import type { FeedEvent } from './frames';

const message = (change = {}): FeedEvent => ({
  id: '1-1',
  at: null,
  type: 'message:new',
  conversationId: 'c1',
  message: sampleMessage(change),
});
const alert = (kind: Alert['kind']): Alert => ({ kind, conversationId: 'c1', name: 'Maya', text: '' });

describe('announce', () => {
  let said = 0;
  subscribeAnnouncements(() => said++);

  beforeEach(() => {
    said = 0;
    listenTo(null);
  });

  it('tells of who waits and who writes to people', () => {
    announce(message(), alert('message'));
    announce(message(), alert('waiting'));
    expect(said).toBe(2);
    expect(latestAnnouncement()).toEqual({ kind: 'waiting', name: 'Maya' });
  });

  it('is quiet about what the assistant deals with, unless it is before the reader', () => {
    announce(message(), null);
    expect(said).toBe(0);
    listenTo('c1');
    announce(message(), null);
    announce(message({ author: { type: 'assistant', id: 'a', name: 'Ada' } }), null);
    expect(said).toBe(1);
  });

  it('leaves to the toasts what they say', () => {
    announce(message(), alert('overdue'));
    expect(said).toBe(0);
  });
});
