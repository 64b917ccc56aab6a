import type { Sentences } from '../sentences';

/** What the test of an AI provider says, and what is to be done. */
export const providerSentences: Sentences = [
  ['The provider answered', 'Der Anbieter hat geantwortet'],
  [
    'The built-in provider answers from your articles and needs no key',
    'Der eingebaute Assistent antwortet aus Ihren Artikeln und braucht keinen Schlüssel',
  ],
  [
    "The stored key can't be opened with this platform's master key: set the key again",
    'Der gespeicherte Schlüssel lässt sich mit dem Hauptschlüssel dieser Plattform nicht öffnen: Tragen Sie ihn neu ein',
  ],
  [
    'No key is set: send apiKey with the key that your provider gave you',
    'Es ist kein Schlüssel eingetragen: Tragen Sie den ein, den Ihr Anbieter Ihnen gab',
  ],
  [
    'The provider refused the key: copy it again, and check that it may use this model',
    'Der Anbieter hat den Schlüssel abgelehnt: Kopieren Sie ihn noch einmal, und prüfen Sie, ob er dieses Modell benutzen darf',
  ],
  [
    "The provider does not know this model: check its name, or the deployment's name with Azure",
    'Der Anbieter kennt dieses Modell nicht: Prüfen Sie seinen Namen, bei Azure den des Deployments',
  ],
  [
    "The provider's quota is used up or nothing is paid for: look at the billing page of your account there",
    'Das Kontingent beim Anbieter ist aufgebraucht oder nicht bezahlt: Sehen Sie dort auf der Abrechnungsseite nach',
  ],
  [
    'The provider takes no more requests from this account for the moment: wait, or raise its rate limit there',
    'Der Anbieter nimmt von diesem Konto gerade keine Anfragen mehr an: Warten Sie, oder erhöhen Sie dort die Grenze',
  ],
  [
    'The provider did not answer in time: try again, or take a faster model',
    'Der Anbieter hat nicht rechtzeitig geantwortet: Versuchen Sie es noch einmal, oder nehmen Sie ein schnelleres Modell',
  ],
  [
    "The address can't be reached: check the host's name and port, and that the server is running",
    'Die Adresse ist nicht erreichbar: Prüfen Sie Name und Port, und ob der Server läuft',
  ],
  [
    "No secure connection could be made: the server's TLS certificate is not valid for this address",
    'Es kam keine sichere Verbindung zustande: Das TLS-Zertifikat des Servers gilt nicht für diese Adresse',
  ],
  [
    "The address leads into a private network, which this platform's operator does not allow",
    'Die Adresse führt in ein privates Netz, was der Betreiber dieser Plattform nicht erlaubt',
  ],
  [
    'There is no such interface at this address: check baseUrl, it often ends in /v1',
    'Unter dieser Adresse gibt es diese Schnittstelle nicht: Prüfen Sie die Basisadresse, oft endet sie auf /v1',
  ],
  [
    'The address redirects elsewhere, which is not followed: set baseUrl to the address it redirects to',
    'Die Adresse leitet weiter, und dem wird nicht gefolgt: Tragen Sie als Basisadresse ein, wohin sie leitet',
  ],
  [
    'The provider refused the request as invalid: check the model and its limits',
    'Der Anbieter hat die Anfrage als ungültig abgelehnt: Prüfen Sie das Modell und seine Grenzen',
  ],
  [
    'What answered there does not speak this interface: check kind and baseUrl',
    'Was dort antwortet, spricht diese Schnittstelle nicht: Prüfen Sie Art und Basisadresse',
  ],
  [
    'Too many calls to the provider are under way: try again in a moment',
    'Es laufen zu viele Aufrufe an den Anbieter: Versuchen Sie es gleich noch einmal',
  ],
  [
    'The provider failed repeatedly and is left alone for some seconds',
    'Der Anbieter hat mehrmals versagt und wird einige Sekunden in Ruhe gelassen',
  ],
  [
    'The provider answered with an error of its own: try again later',
    'Der Anbieter hat mit einem eigenen Fehler geantwortet: Versuchen Sie es später noch einmal',
  ],
];
