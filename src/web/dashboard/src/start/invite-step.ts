import type { Member, OpenInvitation } from '../team/team';

/** How far the team has grown: a colleague is there, one was asked and has not answered, or neither yet. */
export type Invited =
  | { state: 'nobody' }
  | { state: 'waiting'; email: string; count: number }
  | { state: 'joined'; count: number };

/** Null while it is not known. `invitations`: undefined where the reader may not see them, too. */
export function invitedOf(
  members: readonly Member[] | undefined,
  invitations: readonly Pick<OpenInvitation, 'email'>[] | undefined,
): Invited | null {
  if (!members) return null;
  const count = members.filter((member) => !member.invited).length;
  if (count > 1) return { state: 'joined', count };
  const [first] = invitations ?? [];
  return first
    ? { state: 'waiting', email: first.email, count: invitations?.length ?? 1 }
    : { state: 'nobody' };
}
