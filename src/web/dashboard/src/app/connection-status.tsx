import { useEffect, useState } from 'react';
import { useText } from '../messages/text';
import { useConnection, useRealtime } from '../realtime/realtime-provider';
import type { ConnectionState } from '../realtime/realtime-client';
import { Button } from '../ui/button';

const tones = { live: 'good', connecting: 'busy', waiting: 'bad', offline: 'bad', stopped: 'bad' } as const;

/** Always on the page, and never better than the truth. */
export function ConnectionStatus() {
  const { t } = useText();
  const connection = useConnection();
  return (
    <p className={`connection connection-${tones[connection.phase]}`} data-connection={connection.phase}>
      <span className="connection-dot" aria-hidden="true" />
      <span className="connection-text">{t(`connection.${connection.phase}`)}</span>
    </p>
  );
}

/** Says over the page that it may be out of date; not for the blink of a quick reconnect. */
export function ConnectionBanner() {
  const { t } = useText();
  const connection = useConnection();
  const client = useRealtime();
  const late = useLate(connection);
  if (!late) return null;
  return (
    <div className="banner" role="status">
      <span>
        {connection.phase === 'offline' ? t('connection.banner.offline') : t('connection.banner.waiting')}
      </span>
      <Button size="small" onClick={() => client.nudge()}>
        {t('connection.now')}
      </Button>
    </div>
  );
}

const patience = 2_500;

function useLate(connection: ConnectionState): boolean {
  const live = connection.phase === 'live';
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(!live), live ? 0 : patience);
    return () => clearTimeout(timer);
  }, [live]);
  return late && !live;
}
