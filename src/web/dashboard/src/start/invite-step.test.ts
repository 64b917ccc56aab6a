import { describe, expect, it } from 'vitest';
import type { Member } from '../team/team';
import { invitedOf } from './invite-step';

const member = (id: string, invited?: boolean): Member => ({
  id,
  name: id,
  email: `${id}@shop.example`,
  role: 'agent',
  ...(invited === undefined ? {} : { invited }),
});

describe('invitedOf', () => {
  it('knows nothing before the team was read', () => {
    expect(invitedOf(undefined, [{ email: 'kim@shop.example' }])).toBeNull();
  });

  it('waits for who was invited, and says who', () => {
    expect(invitedOf([member('nora')], undefined)).toEqual({ state: 'nobody' });
    expect(invitedOf([member('nora')], [])).toEqual({ state: 'nobody' });
    expect(invitedOf([member('nora')], [{ email: 'kim@shop.example' }])).toEqual({
      state: 'waiting',
      email: 'kim@shop.example',
      count: 1,
    });
    expect(invitedOf([member('nora'), member('kim', true)], [{ email: 'kim@shop.example' }])).toMatchObject({
      state: 'waiting',
    });
  });

  it('waits for nobody once a colleague is there, whoever else was invited', () => {
    expect(invitedOf([member('nora'), member('kim')], [{ email: 'lee@shop.example' }])).toEqual({
      state: 'joined',
      count: 2,
    });
  });
});
