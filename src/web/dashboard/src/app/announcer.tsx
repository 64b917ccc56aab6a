import { useEffect, useState, useSyncExternalStore } from 'react';
import { useText } from '../messages/text';
import { latestAnnouncement, subscribeAnnouncements } from '../realtime/announcements';

/** Says new visitor messages to screen readers: politely, and only the last one of a burst. */
export function Announcer() {
  const { t } = useText();
  const latest = useSyncExternalStore(subscribeAnnouncements, latestAnnouncement);
  const [said, setSaid] = useState('');

  useEffect(() => {
    if (!latest) return;
    const timer = setTimeout(
      () => setSaid(t('announce.message', { name: latest.name ?? t('visitor.unnamed') })),
      1_000,
    );
    return () => clearTimeout(timer);
  }, [latest, t]);

  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {said}
    </div>
  );
}
