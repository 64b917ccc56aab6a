import type { Role } from '../api/types';

export interface Member {
  id: string;
  name: string;
  email: string;
  role: Role;
  /** Not accepted yet, where the list tells invitations too. */
  invited?: boolean;
}

export interface Invited {
  email: string;
  role: Role;
  invitation: { url: string; expiresAt: string };
}

export interface OpenInvitation {
  id: string;
  email: string;
  role: Role;
  createdAt: string;
  expiresAt: string;
  /** Null where the operator invited, or somebody who is gone. */
  invitedBy: string | null;
}

export const roles: readonly Role[] = ['owner', 'admin', 'agent', 'viewer'];

/** Only an owner may make, change or remove owners; admins everybody else. */
export function mayGive(own: Role, role: Role): boolean {
  return own === 'owner' || (own === 'admin' && role !== 'owner');
}
