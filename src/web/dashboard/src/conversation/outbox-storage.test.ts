import { beforeEach, describe, expect, it } from 'vitest';
import { ApiError, readProblem } from '../api/problem';
import { forgetWriting, outboxPrefix, readDraft, writeDraft } from './drafts';
import type { Pending } from './outbox';
import { readOutbox, writeOutbox } from './outbox-storage';

const key = `${outboxPrefix}shop.u1`;
const sentAt = Date.parse('2026-11-22T17:00:00Z');
const pending = (change: Partial<Pending> = {}): Pending => ({
  clientMessageId: 'a'.repeat(32),
  conversationId: 'c1',
  text: 'On its way',
  note: false,
  createdAt: new Date(sentAt).toISOString(),
  state: 'sending',
  error: null,
  ...change,
});

describe('outbox storage', () => {
  beforeEach(() => sessionStorage.clear());

  it('keeps what is on its way, under the id that makes a second try harmless', () => {
    writeOutbox(sessionStorage, key, [pending()]);
    expect(readOutbox(sessionStorage, key, sentAt + 1_000)).toEqual([pending()]);
    writeOutbox(sessionStorage, key, []);
    expect(sessionStorage.getItem(key)).toBeNull();
  });

  it('keeps why one failed, with the request id', () => {
    const headers = new Headers({ 'x-request-id': 'web-1' });
    const error = new ApiError(readProblem(409, { code: 'conflict' }, headers, ''));
    writeOutbox(sessionStorage, key, [pending({ state: 'failed', error })]);
    const [read] = readOutbox(sessionStorage, key, sentAt);
    expect((read?.error as ApiError).problem.requestId).toBe('web-1');
  });

  it('goes on where a session ended', () => {
    const error = new ApiError(readProblem(401, { code: 'token_expired' }, new Headers(), ''));
    writeOutbox(sessionStorage, key, [pending({ state: 'failed', error })]);
    expect(readOutbox(sessionStorage, key, sentAt)).toEqual([pending()]);
  });

  it('does not send by itself what was written long ago', () => {
    writeOutbox(sessionStorage, key, [pending()]);
    const [read] = readOutbox(sessionStorage, key, sentAt + 3_600_000);
    expect(read?.state).toBe('failed');
    expect((read?.error as ApiError).code).toBe('page_left');
  });

  it('leaves out what it cannot read', () => {
    for (const stored of ['', '{', '5', '[null, {"text": 1}, {"clientMessageId": "x"}]']) {
      sessionStorage.setItem(key, stored);
      expect(readOutbox(sessionStorage, key, sentAt)).toEqual([]);
    }
  });
});

describe('drafts', () => {
  it('come back as what they were: a note stays a note', () => {
    writeDraft('u1', 'c1', { text: 'Between us', note: true });
    expect(readDraft('u1', 'c1')).toEqual({ text: 'Between us', note: true });
    writeDraft('u1', 'c1', { text: '', note: true });
    expect(readDraft('u1', 'c1')).toEqual({ text: '', note: false });
  });

  it('are not shown to who signs in after somebody else', () => {
    writeDraft('u1', 'c1', { text: 'Between us', note: true });
    expect(readDraft('u2', 'c1').text).toBe('');
    expect(readDraft('u1', 'c1').text).toBe('Between us');
  });

  it('are forgotten with everything else that was typed', () => {
    writeDraft('u1', 'c1', { text: 'Mine', note: false });
    writeOutbox(sessionStorage, key, [pending()]);
    sessionStorage.setItem('other', 'stays');
    forgetWriting();
    expect(Object.keys(sessionStorage)).toEqual(['other']);
    sessionStorage.setItem('livechat.draft.u1.c1', 'no JSON');
    expect(readDraft('u1', 'c1').text).toBe('');
  });
});
