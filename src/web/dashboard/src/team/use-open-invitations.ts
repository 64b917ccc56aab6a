import { useQuery } from '@tanstack/react-query';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';
import type { Page } from '../api/types';
import type { OpenInvitation } from './team';

/** Who was invited and has not come yet; only admins may ask. */
export function useOpenInvitations(enabled = true) {
  const api = useApi();
  // Under the users' key: what changes the team reads this list again too.
  return useQuery({
    queryKey: keys.section(api.tenantId, 'users', 'invitations'),
    queryFn: ({ signal }) => api.get<Page<OpenInvitation>>('users/invitations', {}, signal),
    enabled,
  });
}
