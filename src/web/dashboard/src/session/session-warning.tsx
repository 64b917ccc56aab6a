import { useEffect, useState } from 'react';
import { useText } from '../messages/text';
import { Button } from '../ui/button';
import { useSession, useSessionState } from './use-session';

/** Two minutes, so that a sentence can be finished (WCAG 2.2.1). */
const warnedBefore = 120_000;

/** Says over the page that the session is about to end, and why; drafts stay in any case. */
export function SessionWarning() {
  const { t } = useText();
  const session = useSession();
  const state = useSessionState();
  const ending = state.phase === 'signed-in' ? state.ending : null;
  const left = useCountdown(ending?.at ?? null);
  const [busy, setBusy] = useState(false);
  if (!ending || left === null) return null;

  const time = `${Math.floor(left / 60_000)}:${String(Math.floor((left % 60_000) / 1000)).padStart(2, '0')}`;
  const stay = async () => {
    setBusy(true);
    await session.renew().catch(() => undefined);
    setBusy(false);
  };
  return (
    <div className="banner" role="group" aria-label={t('session.label')}>
      {/* The seconds are shown, but said once. */}
      <span aria-hidden="true">
        {left <= 0 ? t('session.waiting') : t(ending.final ? 'session.ending' : 'session.renewing', { time })}
      </span>
      <span className="visually-hidden" role="alert">
        {t(ending.final ? 'session.ending' : 'session.renewing', { time: '2:00' })}
      </span>
      {ending.final ? (
        <Button size="small" onClick={() => session.signInAgain()}>
          {t('session.again')}
        </Button>
      ) : (
        <Button size="small" busy={busy} onClick={() => void stay()}>
          {t('session.stay')}
        </Button>
      )}
    </div>
  );
}

/** Milliseconds left, each second, once the warning is due; null before. */
function useCountdown(at: number | null): number | null {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (at === null) return;
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      const time = Date.now();
      setNow(time);
      const untilWarning = at - warnedBefore - time;
      timer = setTimeout(tick, untilWarning > 0 ? Math.min(untilWarning, 2 ** 30) : 1_000);
    };
    tick();
    return () => clearTimeout(timer);
  }, [at]);
  if (at === null || at - now > warnedBefore) return null;
  return Math.max(0, at - now);
}
