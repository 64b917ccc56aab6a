import { useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '../ui/button';
import { usePageTitle } from '../ui/page-title';
import { ProblemNote } from '../ui/problem-note';
import { useFieldErrors } from '../ui/problem-text';

/** The card in the middle of the pages that nobody is signed in on. */
export function EntryCard({ title, children }: { title: string; children: ReactNode }) {
  usePageTitle(title);
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <img src={`${import.meta.env.BASE_URL}favicon.svg`} alt="" width="36" height="36" />
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}

interface EntryFormProps {
  title: string;
  lead: string;
  /** What brought the person here, where it needs a note; a failure of the form takes its place. */
  notice?: ReactNode;
  button: string;
  /** The way out to another page. */
  other: { label: string; go: () => void };
  /** Leads away when it succeeds; what it throws is shown above the fields. */
  send: (form: FormData) => Promise<void>;
  children: (errors: Record<string, string>) => ReactNode;
}

/** A card with one form: its fields, its failure, its button, and a way out. */
export function EntryForm({ title, lead, notice, button, other, send, children }: EntryFormProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const errors = useFieldErrors(error);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      await send(new FormData(event.currentTarget));
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <EntryCard title={title}>
      <p className="sign-in-lead">{lead}</p>
      {error === null ? notice : <ProblemNote error={error} />}
      <form onSubmit={(event) => void submit(event)}>
        {children(errors)}
        <Button type="submit" variant="primary" busy={busy} className="sign-in-button">
          {button}
        </Button>
      </form>
      <Button variant="ghost" onClick={other.go}>
        {other.label}
      </Button>
    </EntryCard>
  );
}
