import type { ReactNode } from 'react';
import { useText } from '../messages/text';
import { AcceptPage } from '../session/accept-page';
import { ResetPage } from '../session/reset-page';
import { SignInPage } from '../session/sign-in-page';
import { GrantContext, useSession, useSessionState } from '../session/use-session';
import { ProblemState } from '../ui/problem-note';
import { ApiError } from '../api/problem';
import { TenantScope } from './tenant-scope';

/** Shows the pages to who is signed in, the sign-in page to everybody else; the address stays as it is. */
export function SessionGate({ children }: { children: ReactNode }) {
  const { t } = useText();
  const session = useSession();
  const state = useSessionState();

  switch (state.phase) {
    case 'starting':
      return (
        <div className="splash" role="status">
          <img src={`${import.meta.env.BASE_URL}favicon.svg`} alt="" width="40" height="40" />
          <span className="visually-hidden">{t('loading')}</span>
        </div>
      );
    case 'unreachable':
      return (
        <main className="splash">
          <ProblemState error={new ApiError(state.problem)} onRetry={() => void session.start(null)} />
        </main>
      );
    case 'invited':
      return <AcceptPage invitation={state.invitation} />;
    case 'resetting':
      return <ResetPage token={state.token} />;
    case 'signed-out':
      return <SignInPage reason={state.reason} problem={state.problem} />;
    case 'signed-in':
      return (
        <GrantContext value={state.grant}>
          <TenantScope key={`${state.grant.user.id} ${state.grant.tenantId}`} tenantId={state.grant.tenantId}>
            {children}
          </TenantScope>
        </GrantContext>
      );
  }
}
