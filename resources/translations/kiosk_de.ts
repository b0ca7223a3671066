<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AskPanel</name>
    <message>
        <source>To the printer</source>
        <translation>Zum Drucker</translation>
    </message>
    <message>
        <source>The one that is chosen under &apos;Printing&apos;</source>
        <translation>Der unter „Drucken“ gewählte</translation>
    </message>
    <message>
        <source>To PDF files</source>
        <translation>In PDF-Dateien</translation>
    </message>
    <message>
        <source>In a folder</source>
        <translation>In einen Ordner</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Choose a folder for the PDF files</source>
        <translation>Ordner für die PDF-Dateien wählen</translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
</context>
<context>
    <name>BadgeSample</name>
    <message>
        <source>The smallest squares of the code are {width} mm wide; a phone has to come close. From {enough} mm on it does not.</source>
        <translation>Die kleinsten Quadrate des Codes sind {width} mm breit; ein Handy muss nah heran. Ab {enough} mm muss es das nicht.</translation>
    </message>
</context>
<context>
    <name>Bulk</name>
    <message>
        <source>{count} looked at</source>
        <translation>{count} angesehen</translation>
    </message>
    <message>
        <source>{count}: {state}</source>
        <translation>{count}: {state}</translation>
    </message>
    <message>
        <source>{done} done, {failed} failed, {left} left, {rate} a minute</source>
        <translation>{done} erledigt, {failed} fehlgeschlagen, {left} übrig, {rate} pro Minute</translation>
    </message>
    <message>
        <source>{done} done, {failed} failed, {left} left, {rate} a minute, {seconds} s to go</source>
        <translation>{done} erledigt, {failed} fehlgeschlagen, {left} übrig, {rate} pro Minute, noch {seconds} s</translation>
    </message>
    <message>
        <source>The service asks to wait for {seconds} s.</source>
        <translation>Der Dienst bittet um {seconds} s Geduld.</translation>
    </message>
    <message>
        <source>Go on later with the same command and --resume.</source>
        <translation>Machen Sie später mit demselben Befehl und --resume weiter.</translation>
    </message>
    <message>
        <source>Everybody is done. The pages are in {folder}.</source>
        <translation>Alle sind erledigt. Die Seiten liegen in {folder}.</translation>
    </message>
    <message>
        <source>{failed} are not done; {file} says why.</source>
        <translation>{failed} sind nicht erledigt; {file} nennt die Gründe.</translation>
    </message>
    <message>
        <source>To try them again, give the same command with --resume. A new run from that list does not know whose badge was made and never came out, and may leave them out.</source>
        <translation>Um es für sie noch einmal zu versuchen, geben Sie denselben Befehl mit --resume. Ein neuer Lauf mit dieser Liste weiß nicht, wessen Ausweis gemacht wurde und nie herauskam, und lässt sie womöglich aus.</translation>
    </message>
    <message>
        <source>There is nobody for whom anything would be done.</source>
        <translation>Es ist niemand dabei, für den etwas getan würde.</translation>
    </message>
    <message>
        <source>Sign in in the browser that has just opened.</source>
        <translation>Melden Sie sich im Browser an, der sich gerade geöffnet hat.</translation>
    </message>
    <message>
        <source>No browser opened. Open this address on this computer and sign in there: {address}</source>
        <translation>Es hat sich kein Browser geöffnet. Öffnen Sie diese Adresse auf diesem Computer und melden Sie sich dort an: {address}</translation>
    </message>
    <message>
        <source>On another device, open {address} and type this code: {code}</source>
        <translation>Öffnen Sie {address} auf einem anderen Gerät und geben Sie diesen Code ein: {code}</translation>
    </message>
    <message>
        <source>Signed in as {name}.</source>
        <translation>Angemeldet als {name}.</translation>
    </message>
</context>
<context>
    <name>CheckWords</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>Names of the servers</source>
        <translation>Namen der Server</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Safe connection for signing in</source>
        <translation>Sichere Verbindung zur Anmeldung</translation>
    </message>
    <message>
        <source>Sign-in server</source>
        <translation>Anmeldeserver</translation>
    </message>
    <message>
        <source>Safe connection to Microsoft Graph</source>
        <translation>Sichere Verbindung zu Microsoft Graph</translation>
    </message>
    <message>
        <source>Microsoft Graph</source>
        <translation>Microsoft Graph</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>App registration</source>
        <translation>App-Registrierung</translation>
    </message>
    <message>
        <source>Signing in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>Zustimmung</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Policy for badges</source>
        <translation>Richtlinie für Ausweise</translation>
    </message>
    <message>
        <source>Version of Microsoft Graph</source>
        <translation>Version von Microsoft Graph</translation>
    </message>
    <message>
        <source>Kiosk mode</source>
        <translation>Kioskmodus</translation>
    </message>
    <message>
        <source>Audit file</source>
        <translation>Protokolldatei</translation>
    </message>
    <message>
        <source>Forwarding of audit records</source>
        <translation>Weiterleitung der Protokolleinträge</translation>
    </message>
    <message>
        <source>Layout of badges</source>
        <translation>Vorlage der Ausweise</translation>
    </message>
    <message>
        <source>Layout of slips</source>
        <translation>Vorlage der Zettel</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Drucker</translation>
    </message>
    <message>
        <source>State of the printer</source>
        <translation>Zustand des Druckers</translation>
    </message>
    <message>
        <source>Paper for badges</source>
        <translation>Papier für Ausweise</translation>
    </message>
    <message>
        <source>Paper for slips</source>
        <translation>Papier für Zettel</translation>
    </message>
    <message>
        <source>Size of the code</source>
        <translation>Größe des Codes</translation>
    </message>
    <message>
        <source>Print spooler</source>
        <translation>Druckwarteschlange</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Nicht geprüft</translation>
    </message>
    <message>
        <source>In order</source>
        <translation>In Ordnung</translation>
    </message>
    <message>
        <source>Worth a look</source>
        <translation>Einen Blick wert</translation>
    </message>
    <message>
        <source>Not in order</source>
        <translation>Nicht in Ordnung</translation>
    </message>
</context>
<context>
    <name>ChoosePanel</name>
    <message>
        <source>What is to be done?</source>
        <translation>Was soll geschehen?</translation>
    </message>
    <message>
        <source>For whom?</source>
        <translation>Für wen?</translation>
    </message>
    <message>
        <source>With the teams inside it</source>
        <translation>Mit den Teams darin</translation>
    </message>
    <message>
        <source>Five days less</source>
        <translation>Fünf Tage weniger</translation>
    </message>
    <message>
        <source>Five days more</source>
        <translation>Fünf Tage mehr</translation>
    </message>
    <message>
        <source>A list of people</source>
        <translation>Eine Liste von Personen</translation>
    </message>
    <message>
        <source>A table, saved as a CSV file</source>
        <translation>Eine Tabelle, als CSV-Datei gespeichert</translation>
    </message>
    <message>
        <source>Within these days</source>
        <translation>In diesen Tagen</translation>
    </message>
    <message>
        <source>Badge ends soon</source>
        <translation>Läuft bald ab</translation>
    </message>
    <message>
        <source>{days} days</source>
        <translation>{days} Tage</translation>
    </message>
    <message>
        <source>Choose a list of people</source>
        <translation>Liste von Personen wählen</translation>
    </message>
    <message>
        <source>Lists (*.csv *.txt);;All files (*)</source>
        <translation>Listen (*.csv *.txt);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>ConfirmPage</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Make a new PIN as well</source>
        <translation>Auch eine neue PIN erzeugen</translation>
    </message>
    <message>
        <source>Photo of {name}</source>
        <translation>Foto von {name}</translation>
    </message>
</context>
<context>
    <name>ConfirmWords</name>
    <message>
        <source>Their badge stays valid.</source>
        <translation>Der Ausweis bleibt gültig.</translation>
    </message>
    <message>
        <source>They have no valid badge at the moment.</source>
        <translation>Zurzeit gibt es keinen gültigen Ausweis.</translation>
    </message>
    <message>
        <source>{name} gets a new PIN.</source>
        <translation>{name} bekommt eine neue PIN.</translation>
    </message>
    <message>
        <source>The PIN they have now stops working at once.</source>
        <translation>Die bisherige PIN wird sofort ungültig.</translation>
    </message>
    <message>
        <source>The badge that was scanned is printed afresh beside it.</source>
        <translation>Der gescannte Ausweis wird zusammen mit der PIN neu gedruckt.</translation>
    </message>
    <message>
        <source>Reset {name}&apos;s PIN?</source>
        <translation>PIN von {name} zurücksetzen?</translation>
    </message>
    <message>
        <source>Reset {name}&apos;s PIN</source>
        <translation>PIN von {name} zurücksetzen</translation>
    </message>
    <message>
        <source>Your badge stays valid.</source>
        <translation>Ihr Ausweis bleibt gültig.</translation>
    </message>
    <message>
        <source>You have no valid badge at the moment.</source>
        <translation>Sie haben zurzeit keinen gültigen Ausweis.</translation>
    </message>
    <message>
        <source>Reset your own PIN?</source>
        <translation>Ihre eigene PIN zurücksetzen?</translation>
    </message>
    <message>
        <source>Reset my PIN</source>
        <translation>Meine PIN zurücksetzen</translation>
    </message>
    <message>
        <source>You get a new PIN.</source>
        <translation>Sie bekommen eine neue PIN.</translation>
    </message>
    <message>
        <source>The PIN you have now stops working at once.</source>
        <translation>Ihre bisherige PIN wird sofort ungültig.</translation>
    </message>
    <message>
        <source>{name} gets a badge, valid until {date}, and a PIN.</source>
        <translation>{name} bekommt einen Ausweis, gültig bis {date}, und eine PIN.</translation>
    </message>
    <message>
        <source>Issue a badge to {name}?</source>
        <translation>Ausweis für {name} ausstellen?</translation>
    </message>
    <message>
        <source>Issue a badge to {name}</source>
        <translation>Ausweis für {name} ausstellen</translation>
    </message>
    <message>
        <source>You get a badge, valid until {date}, and a PIN.</source>
        <translation>Sie bekommen einen Ausweis, gültig bis {date}, und eine PIN.</translation>
    </message>
    <message>
        <source>Issue a badge to yourself?</source>
        <translation>Sich selbst einen Ausweis ausstellen?</translation>
    </message>
    <message>
        <source>Issue my badge</source>
        <translation>Meinen Ausweis ausstellen</translation>
    </message>
    <message>
        <source>{name} gets a new badge, valid until {date}.</source>
        <translation>{name} bekommt einen neuen Ausweis, gültig bis {date}.</translation>
    </message>
    <message>
        <source>The badge they have now stops working at once.</source>
        <translation>Der bisherige Ausweis wird sofort ungültig.</translation>
    </message>
    <message>
        <source>They get a new PIN as well; the old one stops working.</source>
        <translation>Auch die PIN wird neu; die alte wird sofort ungültig.</translation>
    </message>
    <message>
        <source>Their PIN stays as it is.</source>
        <translation>Die PIN bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>Replace {name}&apos;s badge?</source>
        <translation>Ausweis von {name} ersetzen?</translation>
    </message>
    <message>
        <source>Replace {name}&apos;s badge</source>
        <translation>Ausweis von {name} ersetzen</translation>
    </message>
    <message>
        <source>You get a new badge, valid until {date}.</source>
        <translation>Sie bekommen einen neuen Ausweis, gültig bis {date}.</translation>
    </message>
    <message>
        <source>The badge you have now stops working at once.</source>
        <translation>Ihr bisheriger Ausweis wird sofort ungültig.</translation>
    </message>
    <message>
        <source>You get a new PIN as well; the old one stops working.</source>
        <translation>Sie bekommen auch eine neue PIN; die alte wird sofort ungültig.</translation>
    </message>
    <message>
        <source>Your PIN stays as it is.</source>
        <translation>Ihre PIN bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>Replace your own badge?</source>
        <translation>Ihren eigenen Ausweis ersetzen?</translation>
    </message>
    <message>
        <source>Replace my badge</source>
        <translation>Meinen Ausweis ersetzen</translation>
    </message>
    <message>
        <source>{name} gets a temporary badge that works until {end}.</source>
        <translation>{name} bekommt einen vorläufigen Ausweis, gültig bis {end}.</translation>
    </message>
    <message>
        <source>{name} gets a temporary badge that works from {start} until {end}.</source>
        <translation>{name} bekommt einen vorläufigen Ausweis, gültig von {start} bis {end}.</translation>
    </message>
    <message>
        <source>They have one already, valid until {end}. That one stops working at once.</source>
        <translation>Es gibt schon einen vorläufigen Ausweis, gültig bis {end}. Er wird sofort ungültig.</translation>
    </message>
    <message>
        <source>Their own badge and their PIN stay as they are.</source>
        <translation>Der eigene Ausweis und die PIN bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Give {name} a temporary badge?</source>
        <translation>Vorläufigen Ausweis für {name} ausstellen?</translation>
    </message>
    <message>
        <source>Give {name} another temporary badge?</source>
        <translation>Vorläufigen Ausweis von {name} ersetzen?</translation>
    </message>
    <message>
        <source>Give {name} a temporary badge</source>
        <translation>Vorläufigen Ausweis für {name} ausstellen</translation>
    </message>
    <message>
        <source>Replace {name}&apos;s temporary badge</source>
        <translation>Vorläufigen Ausweis von {name} ersetzen</translation>
    </message>
    <message>
        <source>You get a temporary badge that works until {end}.</source>
        <translation>Sie bekommen einen vorläufigen Ausweis, gültig bis {end}.</translation>
    </message>
    <message>
        <source>You get a temporary badge that works from {start} until {end}.</source>
        <translation>Sie bekommen einen vorläufigen Ausweis, gültig von {start} bis {end}.</translation>
    </message>
    <message>
        <source>You have one already, valid until {end}. That one stops working at once.</source>
        <translation>Sie haben schon einen vorläufigen Ausweis, gültig bis {end}. Er wird sofort ungültig.</translation>
    </message>
    <message>
        <source>Your own badge and your PIN stay as they are.</source>
        <translation>Ihr eigener Ausweis und Ihre PIN bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Give yourself a temporary badge?</source>
        <translation>Sich selbst einen vorläufigen Ausweis ausstellen?</translation>
    </message>
    <message>
        <source>Make my temporary badge</source>
        <translation>Meinen vorläufigen Ausweis ausstellen</translation>
    </message>
    <message>
        <source>Let {name}&apos;s badge work longer?</source>
        <translation>Ausweis von {name} verlängern?</translation>
    </message>
    <message>
        <source>Extend {name}&apos;s badge</source>
        <translation>Ausweis von {name} verlängern</translation>
    </message>
    <message>
        <source>They keep the badge they have, and their PIN.</source>
        <translation>Ausweis und PIN bleiben dieselben.</translation>
    </message>
    <message>
        <source>Nothing has to be printed.</source>
        <translation>Es muss nichts gedruckt werden.</translation>
    </message>
    <message>
        <source>Let your own badge work longer?</source>
        <translation>Ihren eigenen Ausweis verlängern?</translation>
    </message>
    <message>
        <source>Extend my badge</source>
        <translation>Meinen Ausweis verlängern</translation>
    </message>
    <message>
        <source>You keep the badge you have, and your PIN.</source>
        <translation>Ihr Ausweis und Ihre PIN bleiben dieselben.</translation>
    </message>
    <message>
        <source>Remove {name}&apos;s badge and PIN?</source>
        <translation>Ausweis und PIN von {name} entfernen?</translation>
    </message>
    <message>
        <source>Remove {name}&apos;s badge and PIN</source>
        <translation>Ausweis und PIN von {name} entfernen</translation>
    </message>
    <message>
        <source>Badge, temporary badge and PIN stop working at once.</source>
        <translation>Ausweis, vorläufiger Ausweis und PIN werden sofort ungültig.</translation>
    </message>
    <message>
        <source>{name} can then no longer sign in with a badge anywhere.</source>
        <translation>{name} kann sich dann nirgends mehr mit einem Ausweis anmelden.</translation>
    </message>
    <message>
        <source>This cannot be undone; a new badge can be issued later.</source>
        <translation>Das lässt sich nicht rückgängig machen. Ein neuer Ausweis kann später ausgestellt werden.</translation>
    </message>
    <message>
        <source>The badge can be printed only right afterwards, so keep the printer ready.</source>
        <translation>Der Ausweis lässt sich nur gleich danach drucken. Halten Sie den Drucker bereit.</translation>
    </message>
    <message>
        <source>Their temporary badge stays valid.</source>
        <translation>Der vorläufige Ausweis bleibt gültig.</translation>
    </message>
    <message>
        <source>Your temporary badge stays valid.</source>
        <translation>Ihr vorläufiger Ausweis bleibt gültig.</translation>
    </message>
    <message>
        <source>The badge works until {date} instead of {old}.</source>
        <translation>Der Ausweis gilt bis {date} statt bis {old}.</translation>
    </message>
</context>
<context>
    <name>Doctor</name>
    <message>
        <source>The audit file {file} cannot be written, so the station would change nothing.</source>
        <translation>In die Protokolldatei {file} kann nicht geschrieben werden, deshalb würde die Station nichts ändern.</translation>
    </message>
    <message>
        <source>Let the account of the station write the file and its folder, and see that the disk is not full.</source>
        <translation>Geben Sie dem Konto der Station Schreibrechte für die Datei und ihren Ordner, und sehen Sie nach, ob der Datenträger voll ist.</translation>
    </message>
    <message>
        <source>The audit file {file} can be written.</source>
        <translation>In die Protokolldatei {file} kann geschrieben werden.</translation>
    </message>
    <message>
        <source>Audit records are kept in the file and not forwarded.</source>
        <translation>Protokolleinträge bleiben in der Datei und werden nicht weitergeleitet.</translation>
    </message>
    <message>
        <source>{receiver} lacks the audit records from number {number} on, for a quarter of an hour or longer.</source>
        <translation>{receiver} fehlen die Protokolleinträge ab Nummer {number}, seit einer Viertelstunde oder länger.</translation>
    </message>
    <message>
        <source>Open the station, and see that the receiver can be reached from here and that its certificate is trusted ({key}).</source>
        <translation>Öffnen Sie die Station, und sehen Sie nach, ob der Empfänger von hier aus zu erreichen ist und ob seinem Zertifikat vertraut wird ({key}).</translation>
    </message>
    <message>
        <source>{receiver} has the audit records, or gets them now.</source>
        <translation>{receiver} hat die Protokolleinträge oder bekommt sie gerade.</translation>
    </message>
    <message>
        <source>Correct it, or name another layout; &apos;pin-kiosk badge-sample --list&apos; lists them.</source>
        <translation>Berichtigen Sie das, oder nennen Sie eine andere Vorlage; „pin-kiosk badge-sample --list“ zählt sie auf.</translation>
    </message>
    <message>
        <source>This could not be checked, because the layout is not right.</source>
        <translation>Das ließ sich nicht prüfen, weil die Vorlage nicht stimmt.</translation>
    </message>
    <message>
        <source>Correct the layout first.</source>
        <translation>Berichtigen Sie zuerst die Vorlage.</translation>
    </message>
    <message>
        <source>The layout {layout} ({size}) is right.</source>
        <translation>Die Vorlage {layout} ({size}) stimmt.</translation>
    </message>
    <message>
        <source>The layout {layout} ({size}) is right and goes to the printer {printer}.</source>
        <translation>Die Vorlage {layout} ({size}) stimmt und geht an den Drucker {printer}.</translation>
    </message>
    <message>
        <source>Whether there is paper of {size} is not known without a printer.</source>
        <translation>Ob es Papier von {size} gibt, ist ohne Drucker nicht bekannt.</translation>
    </message>
    <message>
        <source>Set the printer up first.</source>
        <translation>Richten Sie zuerst den Drucker ein.</translation>
    </message>
    <message>
        <source>The printer {printer} does not say which paper it has; it is asked for {size}.</source>
        <translation>Der Drucker {printer} sagt nicht, welches Papier er hat; verlangt wird {size}.</translation>
    </message>
    <message>
        <source>Print a practice page and look at it.</source>
        <translation>Drucken Sie eine Seite zur Übung, und sehen Sie sie an.</translation>
    </message>
    <message>
        <source>The printer {printer} has no paper on which the layout {layout} ({size}) fits.</source>
        <translation>Der Drucker {printer} hat kein Papier, auf das die Vorlage {layout} ({size}) passt.</translation>
    </message>
    <message>
        <source>Choose another layout or another printer, or tell the printer&apos;s queue which paper is in it.</source>
        <translation>Wählen Sie eine andere Vorlage oder einen anderen Drucker, oder stellen Sie in der Warteschlange des Druckers ein, welches Papier darin liegt.</translation>
    </message>
    <message>
        <source>The printer {printer} has no paper of {size}, so the layout {layout} goes on a larger sheet, with marks to cut it out by.</source>
        <translation>Der Drucker {printer} hat kein Papier von {size}, deshalb kommt die Vorlage {layout} mit Schnittmarken auf ein größeres Blatt.</translation>
    </message>
    <message>
        <source>The printer {printer} has paper of {size} for the layout {layout}.</source>
        <translation>Der Drucker {printer} hat Papier von {size} für die Vorlage {layout}.</translation>
    </message>
    <message>
        <source>At {dpi} dots an inch a code of usual length needs {needed_mm} mm and has {given_mm} mm on the layout {layout}, so the station would not print it.</source>
        <translation>Bei {dpi} Punkten je Zoll braucht ein Code von üblicher Länge {needed_mm} mm und hat auf der Vorlage {layout} {given_mm} mm, deshalb würde die Station ihn nicht drucken.</translation>
    </message>
    <message>
        <source>Choose a layout with a larger code, or a printer with finer dots.</source>
        <translation>Wählen Sie eine Vorlage mit größerem Code oder einen Drucker mit feineren Punkten.</translation>
    </message>
    <message>
        <source>At {dpi} dots an inch the smallest squares of a code of usual length on the layout {layout} are {module_mm} mm wide, so a phone has to come close.</source>
        <translation>Bei {dpi} Punkten je Zoll sind die kleinsten Quadrate eines Codes von üblicher Länge auf der Vorlage {layout} {module_mm} mm breit, deshalb muss ein Telefon nah heran.</translation>
    </message>
    <message>
        <source>Scan a sample with the devices that are used, or choose a larger layout.</source>
        <translation>Scannen Sie ein Muster mit den Geräten, die benutzt werden, oder wählen Sie eine größere Vorlage.</translation>
    </message>
    <message>
        <source>At {dpi} dots an inch the smallest squares of a code of usual length on the layout {layout} are {module_mm} mm wide.</source>
        <translation>Bei {dpi} Punkten je Zoll sind die kleinsten Quadrate eines Codes von üblicher Länge auf der Vorlage {layout} {module_mm} mm breit.</translation>
    </message>
    <message>
        <source>{key} = {value} (the usual value)</source>
        <translation>{key} = {value} (üblicher Wert)</translation>
    </message>
    <message>
        <source>{key} = {value} (from the file {place})</source>
        <translation>{key} = {value} (aus der Datei {place})</translation>
    </message>
    <message>
        <source>{key} = {value} (from the policy {place})</source>
        <translation>{key} = {value} (aus der Richtlinie {place})</translation>
    </message>
    <message>
        <source>{key} is not set</source>
        <translation>{key} ist nicht gesetzt</translation>
    </message>
    <message>
        <source>The printer {printer} cannot be reached.</source>
        <translation>Der Drucker {printer} ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>Switch it on, and check its cable or its network.</source>
        <translation>Schalten Sie ihn ein, und prüfen Sie Kabel oder Netzwerk.</translation>
    </message>
    <message>
        <source>The printer {printer} is out of paper.</source>
        <translation>Im Drucker {printer} ist kein Papier.</translation>
    </message>
    <message>
        <source>Put paper in.</source>
        <translation>Legen Sie Papier ein.</translation>
    </message>
    <message>
        <source>Paper is stuck in the printer {printer}.</source>
        <translation>Im Drucker {printer} steckt Papier fest.</translation>
    </message>
    <message>
        <source>Take the stuck paper out.</source>
        <translation>Nehmen Sie das Papier heraus, das feststeckt.</translation>
    </message>
    <message>
        <source>A cover of the printer {printer} is open.</source>
        <translation>Eine Klappe des Druckers {printer} ist offen.</translation>
    </message>
    <message>
        <source>Close it.</source>
        <translation>Schließen Sie sie.</translation>
    </message>
    <message>
        <source>The printer {printer} is out of ink, toner or ribbon.</source>
        <translation>Im Drucker {printer} ist Tinte, Toner oder Farbband aufgebraucht.</translation>
    </message>
    <message>
        <source>Put in a new one.</source>
        <translation>Setzen Sie Neues ein.</translation>
    </message>
    <message>
        <source>The printer {printer} is there.</source>
        <translation>Der Drucker {printer} ist da.</translation>
    </message>
    <message>
        <source>The default printer {printer} is there.</source>
        <translation>Der Standarddrucker {printer} ist da.</translation>
    </message>
    <message>
        <source>There is no printer with the name {printer}.</source>
        <translation>Es gibt keinen Drucker mit dem Namen {printer}.</translation>
    </message>
    <message>
        <source>Set it up on this computer, see that the print service runs, or choose another one: with &apos;Printing&apos; in the window, or as badge.printer in the settings.</source>
        <translation>Richten Sie ihn auf diesem Computer ein, sehen Sie nach, ob der Druckdienst läuft, oder wählen Sie einen anderen: im Fenster mit „Drucken“ oder als badge.printer in den Einstellungen.</translation>
    </message>
    <message>
        <source>The printer {printer} does not answer.</source>
        <translation>Der Drucker {printer} antwortet nicht.</translation>
    </message>
    <message>
        <source>No printer is set, and the system has no default one.</source>
        <translation>Es ist kein Drucker eingestellt, und das System hat keinen Standarddrucker.</translation>
    </message>
    <message>
        <source>Set a printer up, unless badges are only shown or saved as PDF at this station.</source>
        <translation>Richten Sie einen Drucker ein, falls Ausweise an dieser Station nicht nur gezeigt oder als PDF gespeichert werden.</translation>
    </message>
    <message>
        <source>Set a printer up on this computer.</source>
        <translation>Richten Sie auf diesem Computer einen Drucker ein.</translation>
    </message>
    <message>
        <source>How the printer is cannot be known without a printer.</source>
        <translation>Ohne Drucker lässt sich nicht sagen, wie es um ihn steht.</translation>
    </message>
    <message>
        <source>The queue of the printer {printer} takes no pages.</source>
        <translation>Die Warteschlange des Druckers {printer} nimmt keine Seiten an.</translation>
    </message>
    <message>
        <source>Let it take pages; on CUPS: cupsaccept {printer}</source>
        <translation>Lassen Sie sie Seiten annehmen; bei CUPS: cupsaccept {printer}</translation>
    </message>
    <message>
        <source>The printer {printer} is stopped.</source>
        <translation>Der Drucker {printer} ist angehalten.</translation>
    </message>
    <message>
        <source>Look at its display, then start it; on CUPS: cupsenable {printer}</source>
        <translation>Sehen Sie auf seine Anzeige, und starten Sie ihn dann; bei CUPS: cupsenable {printer}</translation>
    </message>
    <message>
        <source>The printer {printer} takes pages and reports no trouble.</source>
        <translation>Der Drucker {printer} nimmt Seiten an und meldet keine Störung.</translation>
    </message>
    <message>
        <source>Mend that first, then check once more.</source>
        <translation>Beheben Sie das zuerst und prüfen Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>Check once more; if it stays so, send the report to whoever looks after the station.</source>
        <translation>Prüfen Sie noch einmal; wenn es so bleibt, schicken Sie den Bericht an die Betreuung der Station.</translation>
    </message>
    <message>
        <source>Restart the print service or the computer, then check once more.</source>
        <translation>Starten Sie den Druckdienst oder den Computer neu und prüfen Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>See what in the network holds the answer up, such as a firewall or a proxy, then check once more.</source>
        <translation>Sehen Sie nach, was im Netzwerk die Antwort aufhält, etwa eine Firewall oder ein Proxy, und prüfen Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>This could not be checked, because the settings do not say which tenant to work for.</source>
        <translation>Das konnte nicht geprüft werden, weil die Einstellungen nicht sagen, für welchen Mandanten die Station arbeitet.</translation>
    </message>
    <message>
        <source>This could not be checked, because the name of a server was not found.</source>
        <translation>Das konnte nicht geprüft werden, weil der Name eines Servers nicht gefunden wurde.</translation>
    </message>
    <message>
        <source>This could not be checked, because the proxy gives no way to the service.</source>
        <translation>Das konnte nicht geprüft werden, weil der Proxy keinen Weg zum Dienst gibt.</translation>
    </message>
    <message>
        <source>This could not be checked, because there is no safe connection to the sign-in server.</source>
        <translation>Das konnte nicht geprüft werden, weil es keine sichere Verbindung zum Anmeldeserver gibt.</translation>
    </message>
    <message>
        <source>This could not be checked, because the sign-in server does not answer rightly.</source>
        <translation>Das konnte nicht geprüft werden, weil der Anmeldeserver nicht richtig antwortet.</translation>
    </message>
    <message>
        <source>This could not be checked, because there is no safe connection to Microsoft Graph.</source>
        <translation>Das konnte nicht geprüft werden, weil es keine sichere Verbindung zu Microsoft Graph gibt.</translation>
    </message>
    <message>
        <source>This could not be checked, because Microsoft Graph does not answer.</source>
        <translation>Das konnte nicht geprüft werden, weil Microsoft Graph nicht antwortet.</translation>
    </message>
    <message>
        <source>This could not be checked, because the sign-in did not work.</source>
        <translation>Das konnte nicht geprüft werden, weil die Anmeldung nicht gelungen ist.</translation>
    </message>
    <message>
        <source>This check got no answer within {seconds} seconds.</source>
        <translation>Diese Prüfung bekam innerhalb von {seconds} Sekunden keine Antwort.</translation>
    </message>
    <message>
        <source>Correct it, then check once more. Until then the other checks take the usual values for what cannot be used.</source>
        <translation>Berichtigen Sie das und prüfen Sie dann noch einmal. Bis dahin nehmen die anderen Prüfungen für das, was nicht brauchbar ist, die üblichen Werte.</translation>
    </message>
    <message>
        <source>The settings file {file} has changed since the station was started, which still works by what it said then.</source>
        <translation>Die Einstellungsdatei {file} hat sich geändert, seit die Station gestartet wurde; sie arbeitet noch nach dem, was damals darin stand.</translation>
    </message>
    <message>
        <source>Start the station anew; before, &apos;pin-kiosk doctor&apos; says whether the file is right.</source>
        <translation>Starten Sie die Station neu; vorher sagt „pin-kiosk doctor“, ob die Datei stimmt.</translation>
    </message>
    <message>
        <source>The settings file {file} is right.</source>
        <translation>Die Einstellungsdatei {file} stimmt.</translation>
    </message>
    <message>
        <source>The settings come from the policy {place} and are right.</source>
        <translation>Die Einstellungen kommen aus der Richtlinie {place} und stimmen.</translation>
    </message>
    <message>
        <source>There are no settings, so the station opens on a practice tenant.</source>
        <translation>Es gibt keine Einstellungen, deshalb öffnet sich die Station mit einem Übungsmandanten.</translation>
    </message>
    <message>
        <source>Press &apos;Set this station up&apos; on its first page, or write a settings file.</source>
        <translation>Drücken Sie auf ihrer ersten Seite auf „Diese Station einrichten“, oder schreiben Sie eine Einstellungsdatei.</translation>
    </message>
    <message>
        <source>The station works on a practice tenant on this computer; no PIN is real.</source>
        <translation>Die Station arbeitet mit einem Übungsmandanten auf diesem Computer; keine PIN ist echt.</translation>
    </message>
    <message>
        <source>The settings do not say which tenant to work for.</source>
        <translation>Die Einstellungen sagen nicht, für welchen Mandanten gearbeitet wird.</translation>
    </message>
    <message>
        <source>Set {keys}.</source>
        <translation>Setzen Sie {keys}.</translation>
    </message>
    <message>
        <source>The settings name endpoints of a test environment, and the station shows a banner that says so.</source>
        <translation>Die Einstellungen nennen Endpunkte einer Testumgebung, und ein Banner auf der Station sagt das.</translation>
    </message>
    <message>
        <source>For the global cloud, remove {keys}.</source>
        <translation>Für die globale Cloud entfernen Sie {keys}.</translation>
    </message>
    <message>
        <source>The settings name the tenant {tenant} in the global cloud.</source>
        <translation>Die Einstellungen nennen den Mandanten {tenant} in der globalen Cloud.</translation>
    </message>
    <message>
        <source>The station is a window among others.</source>
        <translation>Die Station ist ein Fenster unter anderen.</translation>
    </message>
    <message>
        <source>The station covers the screen, but people sign in in a browser that opens over it, and through a browser the rest of the computer can be reached.</source>
        <translation>Die Station bedeckt den Bildschirm, aber angemeldet wird in einem Browser, der sich darüber öffnet, und durch einen Browser ist der übrige Computer erreichbar.</translation>
    </message>
    <message>
        <source>Set sign_in.method to &quot;device-code&quot;, so that people sign in on their phone; or lock the browser by the operating system&apos;s means.</source>
        <translation>Setzen Sie sign_in.method auf &quot;device-code&quot;, damit man sich am eigenen Telefon anmeldet, oder sperren Sie den Browser mit Mitteln des Betriebssystems.</translation>
    </message>
    <message>
        <source>The station covers the screen, and no browser opens over it.</source>
        <translation>Die Station bedeckt den Bildschirm, und kein Browser öffnet sich darüber.</translation>
    </message>
    <message>
        <source>On CUPS write &apos;PreserveJobFiles No&apos; into cupsd.conf and restart it; on Windows clear &apos;Keep printed documents&apos; in the printer&apos;s properties.</source>
        <translation>Schreiben Sie bei CUPS „PreserveJobFiles No“ in cupsd.conf, und starten Sie es neu; schalten Sie bei Windows in den Eigenschaften des Druckers „Druckaufträge nach dem Drucken nicht löschen“ aus.</translation>
    </message>
    <message>
        <source>Without a printer no spooler keeps anything.</source>
        <translation>Ohne Drucker bewahrt keine Druckwarteschlange etwas auf.</translation>
    </message>
    <message>
        <source>The print spooler does not keep printed documents.</source>
        <translation>Die Druckwarteschlange bewahrt gedruckte Dokumente nicht auf.</translation>
    </message>
    <message>
        <source>Pages go straight to the printer, so no print spooler keeps them.</source>
        <translation>Seiten gehen geradewegs zum Drucker, deshalb bewahrt sie keine Druckwarteschlange auf.</translation>
    </message>
    <message>
        <source>The print spooler keeps printed documents for some time, from which PINs and badges can be read.</source>
        <translation>Die Druckwarteschlange bewahrt gedruckte Dokumente eine Zeit lang auf, aus denen sich PINs und Ausweise lesen lassen.</translation>
    </message>
    <message>
        <source>Whether the print spooler keeps printed documents, from which PINs and badges can be read, could not be found out.</source>
        <translation>Ob die Druckwarteschlange gedruckte Dokumente aufbewahrt, aus denen sich PINs und Ausweise lesen lassen, war nicht zu erfahren.</translation>
    </message>
    <message>
        <source>pass</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>WARN</source>
        <translation>WARNUNG</translation>
    </message>
    <message>
        <source>FAIL</source>
        <translation>FEHLER</translation>
    </message>
    <message>
        <source>skip</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>This station is fit for work.</source>
        <translation>Diese Station ist bereit zur Arbeit.</translation>
    </message>
    <message>
        <source>This station is not fit for work yet.</source>
        <translation>Diese Station ist noch nicht bereit zur Arbeit.</translation>
    </message>
    <message>
        <source>The checks were stopped before they had ended.</source>
        <translation>Die Prüfungen wurden abgebrochen, bevor sie zu Ende waren.</translation>
    </message>
    <message>
        <source>PIN Kiosk: what was found at a station</source>
        <translation>PIN Kiosk: was an einer Station gefunden wurde</translation>
    </message>
    <message>
        <source>This report is safe to send: it holds no secrets and no names of people. Names of stations, printers and folders are left out.</source>
        <translation>Dieser Bericht kann verschickt werden: Er enthält keine Geheimnisse und keine Namen von Personen. Namen von Stationen, Druckern und Ordnern sind weggelassen.</translation>
    </message>
    <message>
        <source>PIN Kiosk {version}, Python {python}, Qt {qt}, on {system}, {moment}</source>
        <translation>PIN Kiosk {version}, Python {python}, Qt {qt}, auf {system}, {moment}</translation>
    </message>
    <message>
        <source>The station practises.</source>
        <translation>Die Station übt.</translation>
    </message>
    <message>
        <source>Check cable or Wi-Fi, and the DNS servers in the computer&apos;s network settings; where names are known to a proxy only, set HTTPS_PROXY.</source>
        <translation>Prüfen Sie Kabel oder WLAN und die DNS-Server in den Netzwerkeinstellungen des Computers; wo nur ein Proxy die Namen kennt, setzen Sie HTTPS_PROXY.</translation>
    </message>
    <message>
        <source>Have whoever runs the proxy let this computer through to {host}, port {port}.</source>
        <translation>Lassen Sie diesen Computer von der Betreuung des Proxys zu {host}, Port {port}, durchlassen.</translation>
    </message>
    <message>
        <source>The name server (DNS) knows {hosts}.</source>
        <translation>Der Namensserver (DNS) kennt {hosts}.</translation>
    </message>
    <message>
        <source>The name server (DNS) does not answer, so {host} is not found.</source>
        <translation>Der Namensserver (DNS) antwortet nicht, deshalb wird {host} nicht gefunden.</translation>
    </message>
    <message>
        <source>The name server (DNS) does not know {host}.</source>
        <translation>Der Namensserver (DNS) kennt {host} nicht.</translation>
    </message>
    <message>
        <source>No proxy is in force.</source>
        <translation>Es gilt kein Proxy.</translation>
    </message>
    <message>
        <source>No proxy is used, because the settings name a CA file ({key}).</source>
        <translation>Es wird kein Proxy benutzt, weil die Einstellungen eine CA-Datei nennen ({key}).</translation>
    </message>
    <message>
        <source>A proxy is set for this computer, but its address cannot be read.</source>
        <translation>Für diesen Computer ist ein Proxy eingestellt, aber seine Adresse ist nicht lesbar.</translation>
    </message>
    <message>
        <source>Write it as http://HOST:PORT, in HTTPS_PROXY or in the system&apos;s network settings.</source>
        <translation>Schreiben Sie sie als http://HOST:PORT, in HTTPS_PROXY oder in die Netzwerkeinstellungen des Systems.</translation>
    </message>
    <message>
        <source>The proxy {proxy} is of a kind (SOCKS) that the station cannot use.</source>
        <translation>Der Proxy {proxy} ist von einer Art (SOCKS), die die Station nicht benutzen kann.</translation>
    </message>
    <message>
        <source>Name an HTTP proxy instead, as http://HOST:PORT.</source>
        <translation>Nennen Sie stattdessen einen HTTP-Proxy, als http://HOST:PORT.</translation>
    </message>
    <message>
        <source>The proxy {proxy} is in force, but does not answer.</source>
        <translation>Es gilt der Proxy {proxy}, aber er antwortet nicht.</translation>
    </message>
    <message>
        <source>See that the proxy runs and can be reached from here, or remove it from HTTPS_PROXY or the system&apos;s network settings.</source>
        <translation>Sorgen Sie dafür, dass der Proxy läuft und von hier erreichbar ist, oder nehmen Sie ihn aus HTTPS_PROXY oder den Netzwerkeinstellungen des Systems.</translation>
    </message>
    <message>
        <source>The proxy {proxy} does not take the name and password it is given.</source>
        <translation>Der Proxy {proxy} nimmt Name und Kennwort nicht an, die er bekommt.</translation>
    </message>
    <message>
        <source>Correct them where the proxy is set; better, have the proxy let this computer through to {host} without.</source>
        <translation>Berichtigen Sie beides dort, wo der Proxy eingestellt ist; besser, der Proxy lässt diesen Computer ohne Anmeldung zu {host} durch.</translation>
    </message>
    <message>
        <source>The proxy {proxy} wants a name and a password.</source>
        <translation>Der Proxy {proxy} verlangt Name und Kennwort.</translation>
    </message>
    <message>
        <source>Have the proxy let this computer through to {host} without; the station&apos;s settings hold no passwords.</source>
        <translation>Lassen Sie diesen Computer vom Proxy ohne Anmeldung zu {host} durch; die Einstellungen der Station enthalten keine Kennwörter.</translation>
    </message>
    <message>
        <source>The proxy {proxy} gives no way to {host}, port {port} (status {status}).</source>
        <translation>Der Proxy {proxy} gibt keinen Weg zu {host}, Port {port} (Status {status}).</translation>
    </message>
    <message>
        <source>Requests go through the proxy {proxy}, which {variable} names.</source>
        <translation>Anfragen gehen durch den Proxy {proxy}, den {variable} nennt.</translation>
    </message>
    <message>
        <source>Requests go through the proxy {proxy}, as the system&apos;s network settings say.</source>
        <translation>Anfragen gehen durch den Proxy {proxy}, wie es die Netzwerkeinstellungen des Systems sagen.</translation>
    </message>
    <message>
        <source>Whether the clock is right could not be checked, because no server told its time.</source>
        <translation>Ob die Uhr richtig geht, konnte nicht geprüft werden, weil kein Server seine Zeit gesagt hat.</translation>
    </message>
    <message>
        <source>Mend the connection first, then check once more.</source>
        <translation>Stellen Sie zuerst die Verbindung her und prüfen Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock agrees with the service&apos;s.</source>
        <translation>Die Uhr dieses Computers stimmt mit der des Dienstes überein.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {amount} (hours:minutes) slow: by the service it is {service_time}.</source>
        <translation>Die Uhr dieses Computers geht um {amount} (Stunden:Minuten) nach: Beim Dienst ist es {service_time}.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {amount} (hours:minutes) fast: by the service it is {service_time}.</source>
        <translation>Die Uhr dieses Computers geht um {amount} (Stunden:Minuten) vor: Beim Dienst ist es {service_time}.</translation>
    </message>
    <message>
        <source>Set the clock and the time zone, and have the computer keep the time by itself (NTP). Badges go by the service meanwhile, but signing in may fail.</source>
        <translation>Stellen Sie Uhr und Zeitzone, und lassen Sie den Computer die Zeit selbst halten (NTP). Ausweise richten sich solange nach dem Dienst, aber die Anmeldung kann scheitern.</translation>
    </message>
    <message>
        <source>Wait a few minutes, then check once more.</source>
        <translation>Warten Sie ein paar Minuten und prüfen Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>Something in the network answers in place of {host}, as where somebody has to log in first or a page is blocked.</source>
        <translation>Etwas im Netzwerk antwortet anstelle von {host}, wie dort, wo man sich erst anmelden muss oder eine Seite gesperrt ist.</translation>
    </message>
    <message>
        <source>No administrator has consented yet to what the station asks for.</source>
        <translation>Noch hat kein Administrator dem zugestimmt, worum die Station bittet.</translation>
    </message>
    <message>
        <source>Have an administrator open {link} and consent, which means to allow it for everybody.</source>
        <translation>Lassen Sie einen Administrator {link} öffnen und zustimmen, also es für alle erlauben.</translation>
    </message>
    <message>
        <source>{host} speaks for another tenant than {tenant}: it signs as {issuer}.</source>
        <translation>{host} spricht für einen anderen Mandanten als {tenant}: Er unterschreibt als {issuer}.</translation>
    </message>
    <message>
        <source>Correct tenant.tenant_id or tenant.authority.</source>
        <translation>Berichtigen Sie tenant.tenant_id oder tenant.authority.</translation>
    </message>
    <message>
        <source>People can sign in at {host}, which knows the tenant.</source>
        <translation>Bei {host} kann man sich anmelden, und der Mandant ist dort bekannt.</translation>
    </message>
    <message>
        <source>{host} knows no tenant {tenant}.</source>
        <translation>{host} kennt keinen Mandanten {tenant}.</translation>
    </message>
    <message>
        <source>Copy the directory (tenant) id from the overview of Microsoft Entra into tenant.tenant_id.</source>
        <translation>Übernehmen Sie die Verzeichnis-ID (Mandanten-ID) aus der Übersicht von Microsoft Entra in tenant.tenant_id.</translation>
    </message>
    <message>
        <source>{host} is there, but has trouble or too much to do.</source>
        <translation>{host} ist da, hat aber Schwierigkeiten oder zu viel zu tun.</translation>
    </message>
    <message>
        <source>{host} gives no answer that the station can use.</source>
        <translation>{host} gibt keine Antwort, mit der die Station etwas anfangen kann.</translation>
    </message>
    <message>
        <source>Check once more; if it stays so, see which proxy or firewall changes or holds up what {host} answers.</source>
        <translation>Prüfen Sie noch einmal; wenn es so bleibt, sehen Sie nach, welcher Proxy oder welche Firewall ändert oder aufhält, was {host} antwortet.</translation>
    </message>
    <message>
        <source>Microsoft Graph answers at {host}.</source>
        <translation>Bei {host} antwortet Microsoft Graph.</translation>
    </message>
    <message>
        <source>What answers at {host} is not Microsoft Graph (status {status}).</source>
        <translation>Was bei {host} antwortet, ist nicht Microsoft Graph (Status {status}).</translation>
    </message>
    <message>
        <source>The tenant knows the app registration {client}.</source>
        <translation>Der Mandant kennt die App-Registrierung {client}.</translation>
    </message>
    <message>
        <source>The tenant knows no app registration {client}.</source>
        <translation>Der Mandant kennt keine App-Registrierung {client}.</translation>
    </message>
    <message>
        <source>Copy the application (client) id of the station&apos;s app registration into tenant.client_id, or register it.</source>
        <translation>Übernehmen Sie die Anwendungs-ID (Client-ID) der App-Registrierung der Station in tenant.client_id, oder registrieren Sie sie.</translation>
    </message>
    <message>
        <source>Whether the tenant knows the app registration {client} could not be checked, because it gives out no code to sign in with ({code}).</source>
        <translation>Ob der Mandant die App-Registrierung {client} kennt, konnte nicht geprüft werden, weil er keinen Code zur Anmeldung ausgibt ({code}).</translation>
    </message>
    <message>
        <source>Check once more; if it stays so, see that the app registration is a public client.</source>
        <translation>Prüfen Sie noch einmal; wenn es so bleibt, sorgen Sie dafür, dass die App-Registrierung ein öffentlicher Client ist.</translation>
    </message>
    <message>
        <source>Sign in at the station and check it again under &apos;Printing&apos;, or run &apos;pin-kiosk doctor --sign-in&apos;.</source>
        <translation>Melden Sie sich an der Station an und prüfen Sie sie unter „Drucken“ noch einmal, oder starten Sie „pin-kiosk doctor --sign-in“.</translation>
    </message>
    <message>
        <source>In Microsoft Entra, under &apos;Authentication methods&apos;, enable &apos;QR code&apos; for the people who get badges.</source>
        <translation>Schalten Sie in Microsoft Entra unter „Authentifizierungsmethoden“ den „QR-Code“ für die Personen ein, die Ausweise bekommen.</translation>
    </message>
    <message>
        <source>Sign in once more; the tenant&apos;s sign-in log says why it was refused.</source>
        <translation>Melden Sie sich noch einmal an; das Anmeldeprotokoll des Mandanten sagt, warum es abgelehnt wurde.</translation>
    </message>
    <message>
        <source>This was not checked, because nobody is signed in.</source>
        <translation>Das wurde nicht geprüft, weil niemand angemeldet ist.</translation>
    </message>
    <message>
        <source>Signing in works, and the tenant gives out a token.</source>
        <translation>Die Anmeldung gelingt, und der Mandant gibt ein Token aus.</translation>
    </message>
    <message>
        <source>The tenant has not consented to {scopes}, so no PIN can be reset here.</source>
        <translation>Der Mandant hat {scopes} nicht zugestimmt, deshalb kann hier keine PIN zurückgesetzt werden.</translation>
    </message>
    <message>
        <source>The tenant has not consented to {scopes}, so looking people up shows less of them.</source>
        <translation>Der Mandant hat {scopes} nicht zugestimmt, deshalb zeigt die Suche weniger von den Personen.</translation>
    </message>
    <message>
        <source>The tenant has consented to all that is asked for: {scopes}.</source>
        <translation>Der Mandant hat allem zugestimmt, worum gebeten wird: {scopes}.</translation>
    </message>
    <message>
        <source>The sign-in tells no roles; the service decides what they may do.</source>
        <translation>Die Anmeldung nennt keine Rollen; der Dienst entscheidet, was erlaubt ist.</translation>
    </message>
    <message>
        <source>Reset a PIN at the station to see whether it is allowed.</source>
        <translation>Setzen Sie an der Station eine PIN zurück, um zu sehen, ob es erlaubt ist.</translation>
    </message>
    <message>
        <source>Whoever signed in has a role that may reset PINs.</source>
        <translation>Wer angemeldet ist, hat eine Rolle, die PINs zurücksetzen darf.</translation>
    </message>
    <message>
        <source>Whoever signed in has no role for the whole tenant that may reset PINs; a role for an administrative unit does not show here.</source>
        <translation>Wer angemeldet ist, hat keine Rolle für den ganzen Mandanten, die PINs zurücksetzen darf; eine Rolle für eine Verwaltungseinheit ist hier nicht zu sehen.</translation>
    </message>
    <message>
        <source>If resetting a PIN is refused, give supervisors the role Authentication Administrator.</source>
        <translation>Wenn das Zurücksetzen einer PIN abgelehnt wird, geben Sie den Vorgesetzten die Rolle Authentifizierungsadministrator.</translation>
    </message>
    <message>
        <source>Whether signing in with a badge is switched on could not be read, which takes a reader&apos;s role and consent to {scope}; that says nothing about it.</source>
        <translation>Ob die Anmeldung mit Ausweis eingeschaltet ist, war nicht zu lesen, denn das braucht eine Leserolle und die Zustimmung zu {scope}; darüber sagt das nichts.</translation>
    </message>
    <message>
        <source>Look it up in Microsoft Entra, under &apos;Authentication methods&apos;, &apos;QR code&apos;.</source>
        <translation>Sehen Sie in Microsoft Entra unter „Authentifizierungsmethoden“, „QR-Code“ nach.</translation>
    </message>
    <message>
        <source>Signing in with a badge is switched off in the tenant.</source>
        <translation>Die Anmeldung mit Ausweis ist im Mandanten ausgeschaltet.</translation>
    </message>
    <message>
        <source>Signing in with a badge is switched on in the tenant, but for nobody.</source>
        <translation>Die Anmeldung mit Ausweis ist im Mandanten eingeschaltet, aber für niemanden.</translation>
    </message>
    <message>
        <source>Signing in with a badge is switched on in the tenant.</source>
        <translation>Die Anmeldung mit Ausweis ist im Mandanten eingeschaltet.</translation>
    </message>
    <message>
        <source>Microsoft Graph has no calls for badges in the version {version} in this tenant.</source>
        <translation>Microsoft Graph hat in diesem Mandanten keine Aufrufe für Ausweise in der Version {version}.</translation>
    </message>
    <message>
        <source>Set {key} to &quot;{other}&quot;.</source>
        <translation>Setzen Sie {key} auf &quot;{other}&quot;.</translation>
    </message>
    <message>
        <source>It has none in {other} either: see that this is a tenant of the global cloud, and ask Microsoft.</source>
        <translation>Auch in {other} hat es keine: Sorgen Sie dafür, dass das ein Mandant der globalen Cloud ist, und fragen Sie Microsoft.</translation>
    </message>
    <message>
        <source>Microsoft Graph has the calls for badges in {version}, which the station uses, and in {other} as well.</source>
        <translation>Microsoft Graph hat die Aufrufe für Ausweise in {version}, das die Station benutzt, und auch in {other}.</translation>
    </message>
    <message>
        <source>Microsoft Graph has the calls for badges in {version}, which the station uses, and not in {other}.</source>
        <translation>Microsoft Graph hat die Aufrufe für Ausweise in {version}, das die Station benutzt, und nicht in {other}.</translation>
    </message>
    <message>
        <source>Have the firewall let this computer through to {host}, port {port}, without looking into the connection.</source>
        <translation>Lassen Sie diesen Computer von der Firewall zu {host}, Port {port}, durchlassen, ohne dass sie in die Verbindung hineinsieht.</translation>
    </message>
    <message>
        <source>Log in to the network in a browser, or have the firewall or proxy let {host} through as it is.</source>
        <translation>Melden Sie sich im Browser beim Netzwerk an, oder lassen Sie Firewall oder Proxy {host} unverändert durchlassen.</translation>
    </message>
    <message>
        <source>The proxy gives no way to {host}, port {port}.</source>
        <translation>Der Proxy gibt keinen Weg zu {host}, Port {port}.</translation>
    </message>
    <message>
        <source>Nobody answers at {host}, port {port}, although its name is known.</source>
        <translation>Bei {host}, Port {port}, antwortet niemand, obwohl der Name bekannt ist.</translation>
    </message>
    <message>
        <source>The connection to {host} is safe.</source>
        <translation>Die Verbindung zu {host} ist sicher.</translation>
    </message>
    <message>
        <source>The connection to {host} is safe: its certificate comes from {issuer}, which the CA file in the settings trusts.</source>
        <translation>Die Verbindung zu {host} ist sicher: Das Zertifikat kommt von {issuer}, und die CA-Datei in den Einstellungen vertraut dem.</translation>
    </message>
    <message>
        <source>The connection to {host} is safe: its certificate comes from {issuer}, which this computer trusts.</source>
        <translation>Die Verbindung zu {host} ist sicher: Das Zertifikat kommt von {issuer}, und dieser Computer vertraut dem.</translation>
    </message>
    <message>
        <source>What answers at {host}, port {port}, does not speak HTTPS.</source>
        <translation>Was bei {host}, Port {port}, antwortet, spricht kein HTTPS.</translation>
    </message>
    <message>
        <source>The certificate of {host}, issued by {issuer}, begins on {limit}, and this computer&apos;s clock says {now}.</source>
        <translation>Das Zertifikat von {host}, ausgestellt von {issuer}, beginnt am {limit}, und die Uhr dieses Computers sagt {now}.</translation>
    </message>
    <message>
        <source>The certificate of {host}, issued by {issuer}, ended on {limit}, and this computer&apos;s clock says {now}.</source>
        <translation>Das Zertifikat von {host}, ausgestellt von {issuer}, endete am {limit}, und die Uhr dieses Computers sagt {now}.</translation>
    </message>
    <message>
        <source>Set the clock if it is wrong; if it is right, whoever issued the certificate has to renew it.</source>
        <translation>Stellen Sie die Uhr, wenn sie falsch geht; geht sie richtig, muss das Zertifikat erneuert werden, von dort, wo es ausgestellt wurde.</translation>
    </message>
    <message>
        <source>What answers at {host} shows a certificate for another name ({names}), issued by {issuer}.</source>
        <translation>Was bei {host} antwortet, zeigt ein Zertifikat für einen anderen Namen ({names}), ausgestellt von {issuer}.</translation>
    </message>
    <message>
        <source>The certificate of {host} comes from {issuer}, which the CA file in the settings does not trust.</source>
        <translation>Das Zertifikat von {host} kommt von {issuer}, und dem vertraut die CA-Datei in den Einstellungen nicht.</translation>
    </message>
    <message>
        <source>Put the certificate of that issuer into {key}.</source>
        <translation>Legen Sie das Zertifikat dieses Ausstellers in {key}.</translation>
    </message>
    <message>
        <source>The certificate of {host} comes from {issuer}, which this computer does not trust: a proxy or a firewall looks into the connection, or somebody else answers.</source>
        <translation>Das Zertifikat von {host} kommt von {issuer}, und dem vertraut dieser Computer nicht: Ein Proxy oder eine Firewall sieht in die Verbindung hinein, oder jemand anderes antwortet.</translation>
    </message>
    <message>
        <source>If {issuer} is your own organisation&apos;s, add its certificate to those that this computer trusts, or exempt {host}; if nobody knows it, stop here.</source>
        <translation>Gehört {issuer} zu Ihrem eigenen Unternehmen, nehmen Sie das Zertifikat zu denen auf, denen dieser Computer vertraut, oder nehmen Sie {host} aus; kennt es niemand, gehen Sie hier nicht weiter.</translation>
    </message>
    <message>
        <source>The report is in {file}.</source>
        <translation>Der Bericht liegt in {file}.</translation>
    </message>
</context>
<context>
    <name>DoctorPage</name>
    <message>
        <source>Is this station fit for work?</source>
        <translation>Ist diese Station bereit zur Arbeit?</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Noch einmal prüfen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>The station cannot be checked</source>
        <translation>Die Station kann nicht geprüft werden</translation>
    </message>
    <message>
        <source>Stopped before anything was found</source>
        <translation>Abgebrochen, bevor etwas gefunden wurde</translation>
    </message>
    <message>
        <source>Checking the station …</source>
        <translation>Die Station wird geprüft …</translation>
    </message>
    <message>
        <source>This usually takes less than a minute.</source>
        <translation>Das dauert meist weniger als eine Minute.</translation>
    </message>
    <message>
        <source>{number} of {total}: {name} …</source>
        <translation>{number} von {total}: {name} …</translation>
    </message>
    <message>
        <source>The checks took too long and were ended.</source>
        <translation>Die Prüfungen haben zu lange gedauert und wurden beendet.</translation>
    </message>
    <message>
        <source>Stopped. Not everything was checked.</source>
        <translation>Abgebrochen. Nicht alles wurde geprüft.</translation>
    </message>
    <message>
        <source>This station is not fit for work yet: one thing is not in order.</source>
        <translation>Diese Station ist noch nicht bereit zur Arbeit: Eines ist nicht in Ordnung.</translation>
    </message>
    <message>
        <source>This station is not fit for work yet: {count} things are not in order.</source>
        <translation>Diese Station ist noch nicht bereit zur Arbeit: {count} Dinge sind nicht in Ordnung.</translation>
    </message>
    <message>
        <source>This station is fit for work.</source>
        <translation>Diese Station ist bereit zur Arbeit.</translation>
    </message>
    <message>
        <source>Text files (*.txt)</source>
        <translation>Textdateien (*.txt)</translation>
    </message>
</context>
<context>
    <name>EndPanel</name>
    <message>
        <source>For whom it did not work</source>
        <translation>Für wen es nicht geklappt hat</translation>
    </message>
</context>
<context>
    <name>ErrorDetails</name>
    <message>
        <source>Code: {code}</source>
        <translation>Code: {code}</translation>
    </message>
    <message>
        <source>Time: {time}</source>
        <translation>Zeit: {time}</translation>
    </message>
    <message>
        <source>Request: {request}</source>
        <translation>Anfrage: {request}</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Details kopieren</translation>
    </message>
    <message>
        <source>Check this station</source>
        <translation>Diese Station prüfen</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>The station cannot be sure that it talks to the right service, so it stopped. Nothing was sent. Ask your IT team to check the certificate.</source>
        <translation>Die Station kann nicht sicher sein, dass sie mit dem richtigen Dienst spricht, und hat deshalb angehalten. Es wurde nichts gesendet. Bitten Sie Ihre IT, das Zertifikat zu prüfen.</translation>
    </message>
    <message>
        <source>The station cannot reach the service. Nothing was changed, and nothing of what you typed or chose is lost. Check the network cable or the Wi-Fi, then try again.</source>
        <translation>Die Station erreicht den Dienst nicht. Es wurde nichts geändert; Ihre Eingaben und Ihre Auswahl bleiben erhalten. Prüfen Sie Netzwerkkabel oder WLAN und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>The service took too long to answer. Nothing was changed, and nothing of what you typed or chose is lost. Wait a moment, then try again.</source>
        <translation>Der Dienst hat zu lange nicht geantwortet. Es wurde nichts geändert; Ihre Eingaben und Ihre Auswahl bleiben erhalten. Warten Sie einen Moment und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>The service has trouble of its own at the moment. Wait a few minutes, then try again.</source>
        <translation>Der Dienst hat zurzeit selbst eine Störung. Warten Sie ein paar Minuten und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>The service has too much to do and asks everybody to wait. Try again in {seconds} seconds.</source>
        <translation>Der Dienst ist überlastet und bittet alle zu warten. Versuchen Sie es in {seconds} Sekunden noch einmal.</translation>
    </message>
    <message>
        <source>The service has too much to do and asks everybody to wait. Try again in a few minutes.</source>
        <translation>Der Dienst ist überlastet und bittet alle zu warten. Versuchen Sie es in ein paar Minuten noch einmal.</translation>
    </message>
    <message>
        <source>The answer of the service could not be read. Try again; if it happens again, give your IT team the details.</source>
        <translation>Die Antwort des Dienstes war nicht lesbar. Versuchen Sie es noch einmal; wenn es wieder passiert, geben Sie Ihrer IT die Details.</translation>
    </message>
    <message>
        <source>The clock of this computer is wrong by {amount} (hours:minutes): by the service it is {service_time}. Badges and PINs go by the service, so you can go on. Ask your IT team to set the clock.</source>
        <translation>Die Uhr dieses Computers geht um {amount} (Stunden:Minuten) falsch: Nach der Uhr des Dienstes ist es {service_time}. Ausweise und PINs richten sich nach dem Dienst, Sie können also weiterarbeiten. Bitten Sie Ihre IT, die Uhr zu stellen.</translation>
    </message>
    <message>
        <source>The clock of this computer is wrong, so signing in may fail. Ask your IT team to set it.</source>
        <translation>Die Uhr dieses Computers geht falsch, deshalb kann die Anmeldung scheitern. Bitten Sie Ihre IT, sie zu stellen.</translation>
    </message>
    <message>
        <source>The company network (its proxy) does not let the station through. Ask your IT team to allow it.</source>
        <translation>Das Firmennetz lässt die Station nicht durch. Bitten Sie Ihre IT, die Verbindung zu erlauben.</translation>
    </message>
    <message>
        <source>The network answered in place of the service, as it does where somebody has to log in to it first. Nothing of what you typed or chose is lost. Log in to the network in a browser, or ask your IT team, then try again.</source>
        <translation>Statt des Dienstes hat das Netz geantwortet, wie es das tut, wenn man sich dort erst anmelden muss. Nichts von dem, was Sie getippt oder gewählt haben, ist verloren. Melden Sie sich in einem Browser beim Netz an oder fragen Sie Ihre IT, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>Nobody finished the sign-in in time, so the station stopped waiting. Start it again.</source>
        <translation>Die Anmeldung wurde nicht rechtzeitig abgeschlossen, deshalb wartet die Station nicht länger. Beginnen Sie noch einmal.</translation>
    </message>
    <message>
        <source>The sign-in was refused or broken off. Nobody is signed in. Try again, or use another account.</source>
        <translation>Die Anmeldung wurde abgelehnt oder abgebrochen. Niemand ist angemeldet. Versuchen Sie es noch einmal, oder verwenden Sie ein anderes Konto.</translation>
    </message>
    <message>
        <source>Your organisation has not approved this station yet, so nobody can sign in here. Ask your IT team to give the approval.</source>
        <translation>Ihr Unternehmen hat diese Station noch nicht freigegeben, deshalb kann sich hier niemand anmelden. Bitten Sie Ihre IT um die Freigabe.</translation>
    </message>
    <message>
        <source>The station is set up for an organisation that does not exist. Ask your IT team to correct its settings.</source>
        <translation>Die Station ist für ein Unternehmen eingerichtet, das es nicht gibt. Bitten Sie Ihre IT, die Einstellungen zu berichtigen.</translation>
    </message>
    <message>
        <source>Your organisation does not know this station. Ask your IT team to register it, or to correct its settings.</source>
        <translation>Ihr Unternehmen kennt diese Station nicht. Bitten Sie Ihre IT, sie zu registrieren oder die Einstellungen zu berichtigen.</translation>
    </message>
    <message>
        <source>No browser could be opened on this computer. Use a code on your phone, or copy the address and open it yourself.</source>
        <translation>Auf diesem Computer ließ sich kein Browser öffnen. Melden Sie sich mit einem Code auf Ihrem Telefon an, oder kopieren Sie die Adresse und öffnen Sie sie selbst.</translation>
    </message>
    <message>
        <source>Your sign-in has ended. Sign in again; the station then goes on where you were.</source>
        <translation>Ihre Anmeldung ist abgelaufen. Melden Sie sich noch einmal an; danach geht es an derselben Stelle weiter.</translation>
    </message>
    <message>
        <source>The answer to the sign-in did not belong to this station, so it was thrown away. Start the sign-in again; if it happens again, tell your IT team.</source>
        <translation>Die Antwort auf die Anmeldung gehörte nicht zu dieser Station und wurde verworfen. Beginnen Sie die Anmeldung noch einmal; wenn es wieder passiert, sagen Sie Ihrer IT Bescheid.</translation>
    </message>
    <message>
        <source>The sign-in did not work. Try again; if it happens again, give your IT team the details.</source>
        <translation>Die Anmeldung hat nicht funktioniert. Versuchen Sie es noch einmal; wenn es wieder passiert, geben Sie Ihrer IT die Details.</translation>
    </message>
    <message>
        <source>Somebody else signed in than the person who was working here. Try again with the same account as before. If somebody else is to work here, cancel first and then sign out.</source>
        <translation>Jemand anders hat sich angemeldet als die Person, die hier gearbeitet hat. Versuchen Sie es noch einmal mit demselben Konto wie vorher. Soll jemand anders hier arbeiten, brechen Sie zuerst ab und melden Sie sich dann ab.</translation>
    </message>
    <message>
        <source>This computer cannot sign you in by itself. Use a code on your phone, and tell your IT team.</source>
        <translation>Dieser Computer kann Sie nicht selbst anmelden. Melden Sie sich mit einem Code auf Ihrem Telefon an und sagen Sie Ihrer IT Bescheid.</translation>
    </message>
    <message>
        <source>Your account may not do this for this person. Nothing was changed. Ask a colleague who may, or your IT team.</source>
        <translation>Ihr Konto darf das bei dieser Person nicht. Es wurde nichts geändert. Fragen Sie jemanden, der es darf, oder Ihre IT.</translation>
    </message>
    <message>
        <source>This person is no longer in the directory. Nothing was changed. Search again, or ask your IT team.</source>
        <translation>Diese Person steht nicht mehr im Verzeichnis. Es wurde nichts geändert. Suchen Sie noch einmal oder fragen Sie Ihre IT.</translation>
    </message>
    <message>
        <source>This person has no badge and no PIN yet, so there is nothing to reset. Issue a badge instead.</source>
        <translation>Diese Person hat noch keinen Ausweis und keine PIN, deshalb gibt es nichts zurückzusetzen. Stellen Sie stattdessen einen Ausweis aus.</translation>
    </message>
    <message>
        <source>Signing in with a badge is not switched on for this person. Nothing was changed. Ask your IT team to switch it on.</source>
        <translation>Die Anmeldung mit Ausweis ist für diese Person nicht eingeschaltet. Es wurde nichts geändert. Bitten Sie Ihre IT, sie einzuschalten.</translation>
    </message>
    <message>
        <source>This person already has a badge; somebody may have just issued it. Nothing was changed. If it is lost, it has to be replaced.</source>
        <translation>Diese Person hat schon einen Ausweis; vielleicht wurde er gerade erst ausgestellt. Es wurde nichts geändert. Ist er verloren, muss er ersetzt werden.</translation>
    </message>
    <message>
        <source>The badge this person has is still valid, so no second one can be made. Nothing was changed. If it is lost, it has to be replaced.</source>
        <translation>Der Ausweis dieser Person ist noch gültig, deshalb kann kein zweiter ausgestellt werden. Es wurde nichts geändert. Ist er verloren, muss er ersetzt werden.</translation>
    </message>
    <message>
        <source>The badge would be valid for longer than your organisation allows. Nothing was changed. Ask your IT team to correct the settings of this station.</source>
        <translation>Der Ausweis wäre länger gültig, als Ihr Unternehmen erlaubt. Es wurde nichts geändert. Bitten Sie Ihre IT, die Einstellungen dieser Station zu berichtigen.</translation>
    </message>
    <message>
        <source>The service refused this. Nothing was changed. Give your IT team the details.</source>
        <translation>Der Dienst hat das abgelehnt. Es wurde nichts geändert. Geben Sie Ihrer IT die Details.</translation>
    </message>
    <message>
        <source>Somebody else has changed this person&apos;s badge in the meantime. Nothing more was changed here. Look at what they hold now, then choose again.</source>
        <translation>Jemand anders hat den Ausweis dieser Person inzwischen geändert. Hier wurde nichts weiter geändert. Sehen Sie nach, was jetzt gilt, und wählen Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>The connection broke before the new PIN arrived. The PIN they have now may have stopped working. Reset the PIN once more and hand out only the new one.</source>
        <translation>Die Verbindung ist abgebrochen, bevor die neue PIN da war. Die bisherige PIN gilt vielleicht schon nicht mehr. Setzen Sie die PIN noch einmal zurück und geben Sie nur die neue heraus.</translation>
    </message>
    <message>
        <source>Somebody else has reset this PIN in the meantime, so the one made here does not work any more. Do not hand it out. Ask your colleagues, or reset it once more.</source>
        <translation>Jemand anders hat diese PIN inzwischen zurückgesetzt, deshalb gilt die hier erzeugte nicht mehr. Geben Sie sie nicht heraus. Fragen Sie im Team nach oder setzen Sie die PIN noch einmal zurück.</translation>
    </message>
    <message>
        <source>The connection broke before the new badge arrived. There may be a badge now that nobody can print. Try again: the station then cleans up first.</source>
        <translation>Die Verbindung ist abgebrochen, bevor der neue Ausweis da war. Vielleicht gibt es jetzt einen Ausweis, den niemand drucken kann. Versuchen Sie es noch einmal: Die Station räumt dann zuerst auf.</translation>
    </message>
    <message>
        <source>The old badge was deleted, but the new one could not be made, so this person has no badge now. Finish it here as soon as the service answers again.</source>
        <translation>Der alte Ausweis ist gelöscht, aber der neue ließ sich nicht ausstellen. Diese Person hat jetzt keinen Ausweis. Schließen Sie den Vorgang hier ab, sobald der Dienst wieder antwortet.</translation>
    </message>
    <message>
        <source>The old badge was deleted, but signing in with a badge is not switched on for this person, so they get no new one. Ask your IT team to switch it on, then finish it here.</source>
        <translation>Der alte Ausweis ist gelöscht, aber die Anmeldung mit Ausweis ist für diese Person nicht eingeschaltet, deshalb bekommt sie keinen neuen. Bitten Sie Ihr IT-Team, sie einzuschalten, und bringen Sie es dann hier zu Ende.</translation>
    </message>
    <message>
        <source>The connection broke while the old badge was being deleted, so it may have stopped working. Finish it here: the station looks first, then goes on.</source>
        <translation>Die Verbindung ist abgebrochen, während der alte Ausweis gelöscht wurde. Vielleicht gilt er schon nicht mehr. Schließen Sie den Vorgang hier ab: Die Station sieht zuerst nach und macht dann weiter.</translation>
    </message>
    <message>
        <source>The old temporary badge was deleted, but the new one could not be made. Finish it here as soon as the service answers again.</source>
        <translation>Der alte vorläufige Ausweis ist gelöscht, aber der neue ließ sich nicht ausstellen. Schließen Sie den Vorgang hier ab, sobald der Dienst wieder antwortet.</translation>
    </message>
    <message>
        <source>The connection broke while badge and PIN were being removed, so they may still work. Finish it here: the station looks first, then goes on.</source>
        <translation>Die Verbindung ist abgebrochen, während Ausweis und PIN entfernt wurden. Vielleicht gelten sie noch. Schließen Sie den Vorgang hier ab: Die Station sieht zuerst nach und macht dann weiter.</translation>
    </message>
    <message>
        <source>The connection broke while the end of the badge was being moved. The badge still works, but perhaps only until the old date. Finish it here.</source>
        <translation>Die Verbindung ist abgebrochen, während der Ausweis verlängert wurde. Er gilt weiterhin, vielleicht aber nur bis zum alten Datum. Schließen Sie den Vorgang hier ab.</translation>
    </message>
    <message>
        <source>The new badge was made, but the PIN was not reset, so the old PIN still works. Reset it now, or hand the badge out without a new PIN.</source>
        <translation>Der neue Ausweis ist ausgestellt, aber die PIN wurde nicht zurückgesetzt. Die alte PIN gilt also noch. Setzen Sie die PIN jetzt zurück, oder geben Sie den Ausweis ohne neue PIN heraus.</translation>
    </message>
    <message>
        <source>This badge was deleted or replaced in the meantime, so it does not work any more. Do not hand it out. Look the person up again, then make a new one.</source>
        <translation>Dieser Ausweis wurde inzwischen gelöscht oder ersetzt und gilt nicht mehr. Geben Sie ihn nicht heraus. Suchen Sie die Person noch einmal und stellen Sie einen neuen Ausweis aus.</translation>
    </message>
    <message>
        <source>The printer {printer} cannot be found. Nothing was printed. Check that it is switched on and connected, then print again.</source>
        <translation>Der Drucker {printer} ist nicht zu finden. Es wurde nichts gedruckt. Prüfen Sie, ob er eingeschaltet und angeschlossen ist, und drucken Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>There is no printer. Nothing was printed. Connect one, or save the page as a PDF file where that is allowed.</source>
        <translation>Es gibt keinen Drucker. Es wurde nichts gedruckt. Schließen Sie einen Drucker an. Wenn diese Station es erlaubt, können Sie die Seite auch als PDF-Datei speichern.</translation>
    </message>
    <message>
        <source>The printer {printer} did not take the page. Nothing was printed. Look at its display and its paper, then print again.</source>
        <translation>Der Drucker {printer} hat die Seite nicht angenommen. Es wurde nichts gedruckt. Sehen Sie auf seine Anzeige, prüfen Sie das Papier und drucken Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>The printer did not take the page. Nothing was printed. Look at its display and its paper, then print again.</source>
        <translation>Der Drucker hat die Seite nicht angenommen. Es wurde nichts gedruckt. Sehen Sie auf seine Anzeige, prüfen Sie das Papier und drucken Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>The printer {printer} did not print in time, so the page was taken back. Check paper and cover, then print again.</source>
        <translation>Der Drucker {printer} hat nicht rechtzeitig gedruckt, deshalb wurde die Seite zurückgezogen. Prüfen Sie Papier und Deckel und drucken Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>The printer did not print in time, so the page was taken back. Check paper and cover, then print again.</source>
        <translation>Der Drucker hat nicht rechtzeitig gedruckt, deshalb wurde die Seite zurückgezogen. Prüfen Sie Papier und Deckel und drucken Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>The printer {printer} takes no pages at the moment. Nothing was printed. Ask your IT team to let it take pages again, then print again.</source>
        <translation>Der Drucker {printer} nimmt zurzeit keine Seiten an. Es wurde nichts gedruckt. Bitten Sie Ihre IT, ihn wieder freizugeben, und drucken Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>The printer takes no pages at the moment. Nothing was printed. Ask your IT team to let it take pages again, then print again.</source>
        <translation>Der Drucker nimmt zurzeit keine Seiten an. Es wurde nichts gedruckt. Bitten Sie Ihre IT, ihn wieder freizugeben, und drucken Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>The printer {printer} was removed from this computer during the print. Look whether the page came out. If not, ask your IT team for a printer before you leave this page.</source>
        <translation>Der Drucker {printer} wurde während des Drucks von diesem Computer entfernt. Sehen Sie nach, ob die Seite herausgekommen ist. Wenn nicht, bitten Sie Ihre IT um einen Drucker, bevor Sie diese Seite verlassen.</translation>
    </message>
    <message>
        <source>The printer was removed from this computer during the print. Look whether the page came out. If not, ask your IT team for a printer before you leave this page.</source>
        <translation>Der Drucker wurde während des Drucks von diesem Computer entfernt. Sehen Sie nach, ob die Seite herausgekommen ist. Wenn nicht, bitten Sie Ihre IT um einen Drucker, bevor Sie diese Seite verlassen.</translation>
    </message>
    <message>
        <source>The print was cancelled at the printer {printer}. Look whether the page came out; if not, print again.</source>
        <translation>Der Druck wurde am Drucker {printer} abgebrochen. Sehen Sie nach, ob die Seite herausgekommen ist; wenn nicht, drucken Sie noch einmal.</translation>
    </message>
    <message>
        <source>The print was cancelled at the printer. Look whether the page came out; if not, print again.</source>
        <translation>Der Druck wurde am Drucker abgebrochen. Sehen Sie nach, ob die Seite herausgekommen ist; wenn nicht, drucken Sie noch einmal.</translation>
    </message>
    <message>
        <source>The printer {printer} did not print in time, and the page could not be taken back: it may still come out. Look at the printer before you print again.</source>
        <translation>Der Drucker {printer} hat nicht rechtzeitig gedruckt, und die Seite ließ sich nicht zurückziehen: Sie kann noch herauskommen. Sehen Sie am Drucker nach, bevor Sie noch einmal drucken.</translation>
    </message>
    <message>
        <source>The printer did not print in time, and the page could not be taken back: it may still come out. Look at the printer before you print again.</source>
        <translation>Der Drucker hat nicht rechtzeitig gedruckt, und die Seite ließ sich nicht zurückziehen: Sie kann noch herauskommen. Sehen Sie am Drucker nach, bevor Sie noch einmal drucken.</translation>
    </message>
    <message>
        <source>What you chose holds until the station is closed, but it could not be kept in {file}. Ask your IT team whether this account may write there.</source>
        <translation>Ihre Wahl gilt, bis die Station geschlossen wird, ließ sich aber nicht in {file} merken. Fragen Sie Ihre IT, ob dieses Konto dort schreiben darf.</translation>
    </message>
    <message>
        <source>What you chose holds until the station is closed, but it could not be kept. Ask your IT team whether this account may write its files.</source>
        <translation>Ihre Wahl gilt, bis die Station geschlossen wird, ließ sich aber nicht merken. Fragen Sie Ihre IT, ob dieses Konto seine Dateien schreiben darf.</translation>
    </message>
    <message>
        <source>The printer {printer} has no paper of the size that this page needs, so it did not print. Ask your IT team to choose another layout for it.</source>
        <translation>Der Drucker {printer} hat kein Papier in der Größe, die diese Seite braucht, und hat deshalb nicht gedruckt. Bitten Sie Ihre IT, eine andere Vorlage für ihn zu wählen.</translation>
    </message>
    <message>
        <source>The printer has no paper of the size that this page needs, so it did not print. Ask your IT team to choose another layout for it.</source>
        <translation>Der Drucker hat kein Papier in der Größe, die diese Seite braucht, und hat deshalb nicht gedruckt. Bitten Sie Ihre IT, eine andere Vorlage für ihn zu wählen.</translation>
    </message>
    <message>
        <source>The code of this badge does not read as it should, so it is neither shown nor printed. Replace the badge once more; if it happens again, give your IT team the details.</source>
        <translation>Der Code dieses Ausweises ist nicht richtig lesbar, deshalb wird er weder gezeigt noch gedruckt. Ersetzen Sie den Ausweis noch einmal; wenn es wieder passiert, geben Sie Ihrer IT die Details.</translation>
    </message>
    <message>
        <source>On this paper the code would be {given_mm} mm wide and needs {needed_mm} mm, so no phone could read it. Ask your IT team to choose a larger layout.</source>
        <translation>Auf diesem Papier wird der Code nur {given_mm} mm breit, er braucht aber {needed_mm} mm. So kann ihn kein Telefon lesen. Bitten Sie Ihre IT, eine größere Vorlage zu wählen.</translation>
    </message>
    <message>
        <source>On this paper the code would be too small for a phone to read. Ask your IT team to choose a larger layout.</source>
        <translation>Auf diesem Papier wird der Code so klein, dass ihn kein Telefon lesen kann. Bitten Sie Ihre IT, eine größere Vorlage zu wählen.</translation>
    </message>
    <message>
        <source>The file {file} could not be saved. Choose another folder and try again.</source>
        <translation>Die Datei {file} ließ sich nicht speichern. Wählen Sie einen anderen Ordner und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The file could not be saved. Choose another folder and try again.</source>
        <translation>Die Datei ließ sich nicht speichern. Wählen Sie einen anderen Ordner und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>There is no layout with the name {name}. These layouts exist: {known}.</source>
        <translation>Eine Vorlage mit dem Namen {name} gibt es nicht. Diese Vorlagen gibt es: {known}.</translation>
    </message>
    <message>
        <source>The layout that the settings name does not exist. Ask your IT team to correct the settings of this station.</source>
        <translation>Die eingestellte Vorlage gibt es nicht. Bitten Sie Ihre IT, die Einstellungen dieser Station zu berichtigen.</translation>
    </message>
    <message>
        <source>The layout file {file} is not right in line {line}: {key} is {value}. Expected: {expected}.</source>
        <translation>Die Vorlage {file} stimmt in Zeile {line} nicht: {key} ist {value}. Erwartet: {expected}.</translation>
    </message>
    <message>
        <source>A layout file of this station is not right. Ask your IT team to correct it.</source>
        <translation>Eine Vorlage dieser Station stimmt nicht. Bitten Sie Ihre IT, sie zu berichtigen.</translation>
    </message>
    <message>
        <source>The layout file {file} cannot be understood. Expected: {expected}.</source>
        <translation>Die Vorlage {file} ist nicht verständlich. Erwartet: {expected}.</translation>
    </message>
    <message>
        <source>A layout file of this station cannot be understood. Ask your IT team to correct it.</source>
        <translation>Eine Vorlage dieser Station ist nicht verständlich. Bitten Sie Ihre IT, sie zu berichtigen.</translation>
    </message>
    <message>
        <source>The settings file {file} is missing or cannot be read. Expected: {expected}.</source>
        <translation>Die Einstellungsdatei {file} fehlt oder ist nicht lesbar. Erwartet: {expected}.</translation>
    </message>
    <message>
        <source>This station has no settings yet. Ask your IT team to set it up; to try it out, start it with --practice.</source>
        <translation>Diese Station hat noch keine Einstellungen. Bitten Sie Ihre IT, sie einzurichten; zum Ausprobieren starten Sie sie mit --practice.</translation>
    </message>
    <message>
        <source>The settings file {file} cannot be understood. Expected: {expected}.</source>
        <translation>Die Einstellungsdatei {file} ist nicht zu verstehen. Erwartet: {expected}.</translation>
    </message>
    <message>
        <source>The settings file cannot be understood. It must be TOML.</source>
        <translation>Die Einstellungsdatei ist nicht zu verstehen. Sie muss TOML sein.</translation>
    </message>
    <message>
        <source>The settings file {file} has a key that this version of the station does not know: {key}, with the value {value}. It is misspelt or belongs to another version. Expected: {expected}.</source>
        <translation>Die Einstellungsdatei {file} hat einen Schlüssel, den diese Version der Station nicht kennt: {key}, mit dem Wert {value}. Er ist falsch geschrieben oder gehört zu einer anderen Version. Erwartet: {expected}.</translation>
    </message>
    <message>
        <source>The settings have a key that this version of the station does not know.</source>
        <translation>Die Einstellungen haben einen Schlüssel, den diese Version der Station nicht kennt.</translation>
    </message>
    <message>
        <source>There are settings on this computer by now, in {file}. They stay as they are; nothing was saved. Start the station again to work with them.</source>
        <translation>Auf diesem Computer gibt es inzwischen Einstellungen, in {file}. Sie bleiben, wie sie sind; es wurde nichts gespeichert. Starten Sie die Station neu, um mit ihnen zu arbeiten.</translation>
    </message>
    <message>
        <source>There are settings on this computer by now. They stay as they are; nothing was saved. Start the station again to work with them.</source>
        <translation>Auf diesem Computer gibt es inzwischen Einstellungen. Sie bleiben, wie sie sind; es wurde nichts gespeichert. Starten Sie die Station neu, um mit ihnen zu arbeiten.</translation>
    </message>
    <message>
        <source>The settings could not be saved in {file}. Nothing you chose is lost. Ask your IT team whether this account may write there and whether the disk is full, then try again.</source>
        <translation>Die Einstellungen ließen sich nicht in {file} speichern. Ihre Auswahl bleibt erhalten. Fragen Sie Ihre IT, ob dieses Konto dort schreiben darf und ob der Datenträger voll ist, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>The settings could not be saved. Nothing you chose is lost. Ask your IT team whether this account may write there and whether the disk is full, then try again.</source>
        <translation>Die Einstellungen ließen sich nicht speichern. Ihre Auswahl bleibt erhalten. Fragen Sie Ihre IT, ob dieses Konto dort schreiben darf und ob der Datenträger voll ist, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>The screen {display} does not answer, or does not let the station in. Start the station from the desktop that its window is to open on.</source>
        <translation>Der Bildschirm {display} antwortet nicht oder lässt die Station nicht zu. Starten Sie die Station von dem Desktop aus, auf dem ihr Fenster erscheinen soll.</translation>
    </message>
    <message>
        <source>The screen does not answer, or does not let the station in. Start the station from the desktop that its window is to open on.</source>
        <translation>Der Bildschirm antwortet nicht oder lässt die Station nicht zu. Starten Sie die Station von dem Desktop aus, auf dem ihr Fenster erscheinen soll.</translation>
    </message>
    <message>
        <source>The practice tenant cannot use port {port}: another program has it, or the system keeps it. Choose another one with --port, or leave that out.</source>
        <translation>Der Übungsmandant kann den Port {port} nicht benutzen: Ein anderes Programm hat ihn, oder das System hält ihn zurück. Wählen Sie mit --port einen anderen, oder lassen Sie die Angabe weg.</translation>
    </message>
    <message>
        <source>The practice tenant found no free port on this computer. Close other programs, then start it again.</source>
        <translation>Der Übungsmandant hat auf diesem Computer keinen freien Port gefunden. Schließen Sie andere Programme und starten Sie ihn dann noch einmal.</translation>
    </message>
    <message>
        <source>In the settings file {file} the key {key} has a value that cannot be used: {value}. Expected: {expected}.</source>
        <translation>In der Einstellungsdatei {file} hat der Schlüssel {key} einen unbrauchbaren Wert: {value}. Erwartet: {expected}.</translation>
    </message>
    <message>
        <source>One of the settings has a value that cannot be used.</source>
        <translation>Eine der Einstellungen hat einen unbrauchbaren Wert.</translation>
    </message>
    <message>
        <source>In the settings file {file} the key {key} names a national cloud: {value}. Badges exist in the global cloud only. Expected: {expected}.</source>
        <translation>In der Einstellungsdatei {file} nennt der Schlüssel {key} eine nationale Cloud: {value}. Ausweise gibt es nur in der globalen Cloud. Erwartet: {expected}.</translation>
    </message>
    <message>
        <source>The settings name a national cloud. Badges exist in the global cloud only.</source>
        <translation>Die Einstellungen nennen eine nationale Cloud. Ausweise gibt es nur in der globalen Cloud.</translation>
    </message>
    <message>
        <source>The settings file {file} lacks what every station needs: {key}. Expected: {expected}.</source>
        <translation>In der Einstellungsdatei {file} fehlt, was jede Station braucht: {key}. Erwartet: {expected}.</translation>
    </message>
    <message>
        <source>The settings lack something that every station needs.</source>
        <translation>In den Einstellungen fehlt etwas, das jede Station braucht.</translation>
    </message>
    <message>
        <source>Your organisation has not approved the tool that setup signs in with ({client_id}), so nothing was changed. Sign in as a Cloud Application Administrator, or name another public client with --client-id.</source>
        <translation>Ihr Unternehmen hat das Werkzeug, mit dem setup sich anmeldet ({client_id}), nicht genehmigt; darum wurde nichts geändert. Melden Sie sich als Cloudanwendungsadministrator an, oder nennen Sie mit --client-id einen anderen öffentlichen Client.</translation>
    </message>
    <message>
        <source>Your organisation has not approved the tool that setup signs in with, so nothing was changed. Sign in as a Cloud Application Administrator, or name another public client with --client-id.</source>
        <translation>Ihr Unternehmen hat das Werkzeug, mit dem setup sich anmeldet, nicht genehmigt; darum wurde nichts geändert. Melden Sie sich als Cloudanwendungsadministrator an, oder nennen Sie mit --client-id einen anderen öffentlichen Client.</translation>
    </message>
    <message>
        <source>The tenant does not know the public client that setup signs in with: {client_id}. Nothing was changed. Correct --client-id, or leave it out.</source>
        <translation>Der Mandant kennt den öffentlichen Client nicht, mit dem setup sich anmeldet: {client_id}. Es wurde nichts geändert. Berichtigen Sie --client-id, oder lassen Sie es weg.</translation>
    </message>
    <message>
        <source>The tenant does not know the public client that setup signs in with. Nothing was changed. Correct --client-id, or leave it out.</source>
        <translation>Der Mandant kennt den öffentlichen Client nicht, mit dem setup sich anmeldet. Es wurde nichts geändert. Berichtigen Sie --client-id, oder lassen Sie es weg.</translation>
    </message>
    <message>
        <source>There is no tenant {tenant}. Nothing was changed. Give the tenant&apos;s id, or a domain name that is verified in it, with --tenant.</source>
        <translation>Es gibt keinen Mandanten {tenant}. Es wurde nichts geändert. Nennen Sie mit --tenant seine ID oder einen Domänennamen, der darin bestätigt ist.</translation>
    </message>
    <message>
        <source>There is no such tenant. Nothing was changed. Give the tenant&apos;s id, or a domain name that is verified in it, with --tenant.</source>
        <translation>Es gibt keinen solchen Mandanten. Es wurde nichts geändert. Nennen Sie mit --tenant seine ID oder einen Domänennamen, der darin bestätigt ist.</translation>
    </message>
    <message>
        <source>Your account may not register or change applications in this tenant. Sign in as an Application Administrator or a Cloud Application Administrator.</source>
        <translation>Ihr Konto darf in diesem Mandanten keine Anwendungen registrieren oder ändern. Melden Sie sich als Anwendungsadministrator oder Cloudanwendungsadministrator an.</translation>
    </message>
    <message>
        <source>The tenant refused the registration. Run setup again; if it is refused again, look the request up by its id, or register the application by hand.</source>
        <translation>Der Mandant hat die Registrierung abgelehnt. Führen Sie setup noch einmal aus; wird sie wieder abgelehnt, suchen Sie die Anfrage nach ihrer ID, oder registrieren Sie die Anwendung von Hand.</translation>
    </message>
    <message>
        <source>There are several registrations that could be meant: {client_ids}. Nothing was changed. Choose one of them with --app-id.</source>
        <translation>Es gibt mehrere Registrierungen, die gemeint sein können: {client_ids}. Es wurde nichts geändert. Wählen Sie mit --app-id eine davon.</translation>
    </message>
    <message>
        <source>There are several registrations that could be meant. Nothing was changed. Choose one of them with --app-id.</source>
        <translation>Es gibt mehrere Registrierungen, die gemeint sein können. Es wurde nichts geändert. Wählen Sie mit --app-id eine davon.</translation>
    </message>
    <message>
        <source>There is no registration with the id {client_id} in this tenant. Nothing was changed. Correct --app-id, or leave it out.</source>
        <translation>In diesem Mandanten gibt es keine Registrierung mit der ID {client_id}. Es wurde nichts geändert. Berichtigen Sie --app-id, oder lassen Sie es weg.</translation>
    </message>
    <message>
        <source>There is no registration with this id in this tenant. Nothing was changed. Correct --app-id, or leave it out.</source>
        <translation>In diesem Mandanten gibt es keine Registrierung mit dieser ID. Es wurde nichts geändert. Berichtigen Sie --app-id, oder lassen Sie es weg.</translation>
    </message>
    <message>
        <source>The connection broke while the registration was written, so nobody can tell whether it was. Run setup again: it looks first, and makes no second one.</source>
        <translation>Die Verbindung brach ab, während die Registrierung geschrieben wurde; niemand kann sagen, ob es gelang. Führen Sie setup noch einmal aus: Es sieht zuerst nach und legt keine zweite an.</translation>
    </message>
    <message>
        <source>The consent was refused, so nobody can sign in at a station yet. The registration is there; open the consent link again once an administrator means to consent.</source>
        <translation>Die Zustimmung wurde verweigert; darum kann sich noch niemand an einer Station anmelden. Die Registrierung ist da; öffnen Sie den Link zur Zustimmung noch einmal, wenn ein Administrator zustimmen will.</translation>
    </message>
    <message>
        <source>Others could use a consent to the registration {name}, so no consent page was opened and nothing was changed. Look at its owners, addresses and secrets in the Entra admin center; once they are as they are meant to be, run setup again with --reviewed.</source>
        <translation>Eine Zustimmung zur Registrierung {name} könnten auch andere nutzen; darum wurde keine Seite zur Zustimmung geöffnet und nichts geändert. Sehen Sie sich im Entra Admin Center ihre Besitzer, Adressen und Geheimnisse an; wenn alles so ist, wie es sein soll, führen Sie setup noch einmal mit --reviewed aus.</translation>
    </message>
    <message>
        <source>Others could use a consent to this registration, so no consent page was opened and nothing was changed. Look at its owners, addresses and secrets in the Entra admin center; once they are as they are meant to be, run setup again with --reviewed.</source>
        <translation>Eine Zustimmung zu dieser Registrierung könnten auch andere nutzen; darum wurde keine Seite zur Zustimmung geöffnet und nichts geändert. Sehen Sie sich im Entra Admin Center ihre Besitzer, Adressen und Geheimnisse an; wenn alles so ist, wie es sein soll, führen Sie setup noch einmal mit --reviewed aus.</translation>
    </message>
    <message>
        <source>The settings cannot be written to {file}: its folder is not there, or it is a folder itself. Nothing was changed. Make the folder, or name another file with --out.</source>
        <translation>Die Einstellungen lassen sich nicht nach {file} schreiben: Der Ordner dafür fehlt, oder es ist selbst ein Ordner. Nichts wurde geändert. Legen Sie den Ordner an, oder nennen Sie mit --out eine andere Datei.</translation>
    </message>
    <message>
        <source>The settings cannot be written there: the folder is missing, or the name is that of a folder. Nothing was changed. Make the folder, or name another file with --out.</source>
        <translation>Die Einstellungen lassen sich dorthin nicht schreiben: Der Ordner fehlt, oder der Name ist der eines Ordners. Nichts wurde geändert. Legen Sie den Ordner an, oder nennen Sie mit --out eine andere Datei.</translation>
    </message>
    <message>
        <source>Nobody answered the consent page in time, so it is not known whether consent was given. The registration is there; open the consent link when an administrator is at hand.</source>
        <translation>Niemand hat die Seite zur Zustimmung rechtzeitig beantwortet; darum ist nicht bekannt, ob zugestimmt wurde. Die Registrierung ist da; öffnen Sie den Link zur Zustimmung, wenn ein Administrator zur Stelle ist.</translation>
    </message>
    <message>
        <source>There is a file {file} already, and it stays as it is. Choose another name, or write over it with --force.</source>
        <translation>Die Datei {file} gibt es schon, und sie bleibt, wie sie ist. Wählen Sie einen anderen Namen, oder überschreiben Sie sie mit --force.</translation>
    </message>
    <message>
        <source>There is such a file already, and it stays as it is. Choose another name, or write over it with --force.</source>
        <translation>Eine solche Datei gibt es schon, und sie bleibt, wie sie ist. Wählen Sie einen anderen Namen, oder überschreiben Sie sie mit --force.</translation>
    </message>
    <message>
        <source>The scan broke off before the end, so the station cannot tell whose badge it is. Scan the badge once more.</source>
        <translation>Der Scan ist zu früh abgebrochen, deshalb weiß die Station nicht, wessen Ausweis es ist. Scannen Sie den Ausweis noch einmal.</translation>
    </message>
    <message>
        <source>Two scans ran into each other. Nothing was changed. Scan one badge once more.</source>
        <translation>Zwei Scans sind ineinandergeraten. Es wurde nichts geändert. Scannen Sie noch einmal, und nur einen Ausweis.</translation>
    </message>
    <message>
        <source>This badge is of a kind that the station does not know. Find the person by name, and give your IT team the details.</source>
        <translation>Diese Art von Ausweis kennt die Station nicht. Suchen Sie die Person über den Namen und geben Sie Ihrer IT die Details.</translation>
    </message>
    <message>
        <source>What was scanned is no badge and no employee number. Scan the code on the badge, or find the person by name.</source>
        <translation>Gescannt wurde weder ein Ausweis noch eine Personalnummer. Scannen Sie den Code auf dem Ausweis, oder suchen Sie die Person über den Namen.</translation>
    </message>
    <message>
        <source>This badge belongs to another organisation, so it does not work here. Find the person by name.</source>
        <translation>Dieser Ausweis gehört zu einem anderen Unternehmen und gilt hier nicht. Suchen Sie die Person über den Namen.</translation>
    </message>
    <message>
        <source>Nobody here has the sign-in name that is on this badge. They may have left, or got another name. Find the person by name.</source>
        <translation>Den Anmeldenamen auf diesem Ausweis hat hier niemand. Vielleicht arbeitet die Person nicht mehr hier oder heißt jetzt anders. Suchen Sie die Person über den Namen.</translation>
    </message>
    <message>
        <source>A badge can be scanned when somebody is looked for. Finish what you are doing here first, then scan it once more.</source>
        <translation>Ein Ausweis lässt sich nur bei der Suche nach einer Person scannen. Beenden Sie zuerst, was Sie hier tun, und scannen Sie ihn dann noch einmal.</translation>
    </message>
    <message>
        <source>The scanned badge is not the one that works now, so it is not printed afresh. Replace the badge instead.</source>
        <translation>Der gescannte Ausweis ist nicht der, der jetzt gilt. Deshalb wird er nicht neu gedruckt. Ersetzen Sie stattdessen den Ausweis.</translation>
    </message>
    <message>
        <source>There is a run in {file} already. Go on with it, or choose an empty folder for a new one.</source>
        <translation>In {file} gibt es schon einen Lauf. Setzen Sie ihn fort oder wählen Sie einen leeren Ordner für einen neuen.</translation>
    </message>
    <message>
        <source>There is a run in this folder already. Go on with it, or choose an empty folder for a new one.</source>
        <translation>In diesem Ordner gibt es schon einen Lauf. Setzen Sie ihn fort oder wählen Sie einen leeren Ordner für einen neuen.</translation>
    </message>
    <message>
        <source>The run in {file} does something else, or is for another organisation. Choose its own action to go on with it, or an empty folder for a new one.</source>
        <translation>Der Lauf in {file} tut etwas anderes oder ist für ein anderes Unternehmen. Wählen Sie seine eigene Aktion, um ihn fortzusetzen, oder einen leeren Ordner für einen neuen.</translation>
    </message>
    <message>
        <source>The run in this folder does something else, or is for another organisation. Choose its own action to go on with it, or an empty folder for a new one.</source>
        <translation>Der Lauf in diesem Ordner tut etwas anderes oder ist für ein anderes Unternehmen. Wählen Sie seine eigene Aktion, um ihn fortzusetzen, oder einen leeren Ordner für einen neuen.</translation>
    </message>
    <message>
        <source>The run in {file} was begun with a newer version of PIN Kiosk. Nothing is wrong with it: go on with that version.</source>
        <translation>Der Lauf in {file} wurde mit einer neueren Version von PIN Kiosk begonnen. Es ist nichts daran falsch: Machen Sie mit jener Version weiter.</translation>
    </message>
    <message>
        <source>The run was begun with a newer version of PIN Kiosk. Nothing is wrong with it: go on with that version.</source>
        <translation>Der Lauf wurde mit einer neueren Version von PIN Kiosk begonnen. Es ist nichts daran falsch: Machen Sie mit jener Version weiter.</translation>
    </message>
    <message>
        <source>The run&apos;s own record {file} is damaged, so nobody can tell what is done. Keep the folder as it is, and begin a new run in another one: whoever has a badge is left out there.</source>
        <translation>Die Aufzeichnung des Laufs {file} ist beschädigt, daher weiß niemand, was erledigt ist. Lassen Sie den Ordner, wie er ist, und beginnen Sie einen neuen Lauf in einem anderen: Wer schon einen Ausweis hat, wird dort ausgelassen.</translation>
    </message>
    <message>
        <source>The run&apos;s own record is damaged, so nobody can tell what is done. Keep the folder as it is, and begin a new run in another one: whoever has a badge is left out there.</source>
        <translation>Die Aufzeichnung des Laufs ist beschädigt, daher weiß niemand, was erledigt ist. Lassen Sie den Ordner, wie er ist, und beginnen Sie einen neuen Lauf in einem anderen: Wer schon einen Ausweis hat, wird dort ausgelassen.</translation>
    </message>
    <message>
        <source>Another station or window works on the run in {file}. Wait until it has ended, or end it there.</source>
        <translation>Eine andere Station oder ein anderes Fenster arbeitet am Lauf in {file}. Warten Sie, bis er zu Ende ist, oder beenden Sie ihn dort.</translation>
    </message>
    <message>
        <source>Another station or window works on this run. Wait until it has ended, or end it there.</source>
        <translation>Eine andere Station oder ein anderes Fenster arbeitet an diesem Lauf. Warten Sie, bis er zu Ende ist, oder beenden Sie ihn dort.</translation>
    </message>
    <message>
        <source>The station cannot write to {file}, so the run stands still and nobody else is changed. Make room on the disk or choose another folder, then go on.</source>
        <translation>Die Station kann nicht in {file} schreiben; der Lauf steht still, und für niemand anderen wird etwas geändert. Schaffen Sie Platz auf dem Datenträger oder wählen Sie einen anderen Ordner und machen Sie dann weiter.</translation>
    </message>
    <message>
        <source>The station cannot write to the run&apos;s folder, so the run stands still and nobody else is changed. Make room on the disk or choose another folder, then go on.</source>
        <translation>Die Station kann nicht in den Ordner des Laufs schreiben; der Lauf steht still, und für niemand anderen wird etwas geändert. Schaffen Sie Platz auf dem Datenträger oder wählen Sie einen anderen Ordner und machen Sie dann weiter.</translation>
    </message>
    <message>
        <source>There is no run in {file} to go on with, so nothing was changed. Check the name of the folder; to begin a new run in it, leave out --resume.</source>
        <translation>In {file} gibt es keinen Lauf, der fortgesetzt werden könnte; es wurde nichts geändert. Prüfen Sie den Namen des Ordners; um dort einen neuen Lauf zu beginnen, lassen Sie --resume weg.</translation>
    </message>
    <message>
        <source>There is no run in this folder to go on with, so nothing was changed. Check the name of the folder; to begin a new run in it, leave out --resume.</source>
        <translation>In diesem Ordner gibt es keinen Lauf, der fortgesetzt werden könnte; es wurde nichts geändert. Prüfen Sie den Namen des Ordners; um dort einen neuen Lauf zu beginnen, lassen Sie --resume weg.</translation>
    </message>
    <message>
        <source>The list {file} cannot be opened. Check that it is there and not open in another program.</source>
        <translation>Die Liste {file} kann nicht geöffnet werden. Prüfen Sie, ob sie da ist und in keinem anderen Programm offen ist.</translation>
    </message>
    <message>
        <source>The list cannot be opened. Check that it is there and not open in another program.</source>
        <translation>Die Liste kann nicht geöffnet werden. Prüfen Sie, ob sie da ist und in keinem anderen Programm offen ist.</translation>
    </message>
    <message>
        <source>{file} is no list of people in CSV, the plain text format of tables. Save the table as CSV, then choose that file.</source>
        <translation>{file} ist keine Personenliste im Format CSV, dem einfachen Textformat für Tabellen. Speichern Sie die Tabelle als CSV und wählen Sie dann diese Datei.</translation>
    </message>
    <message>
        <source>This is no list of people in CSV, the plain text format of tables. Save the table as CSV, then choose that file.</source>
        <translation>Das ist keine Personenliste im Format CSV, dem einfachen Textformat für Tabellen. Speichern Sie die Tabelle als CSV und wählen Sie dann diese Datei.</translation>
    </message>
    <message>
        <source>The list {file} has no column that says who is meant. Its first line must name a column for the sign-in name, the mail address or the employee number.</source>
        <translation>Die Liste {file} hat keine Spalte, aus der hervorgeht, wer gemeint ist. Ihre erste Zeile muss eine Spalte für den Anmeldenamen, die E-Mail-Adresse oder die Personalnummer nennen.</translation>
    </message>
    <message>
        <source>The list has no column that says who is meant. Its first line must name a column for the sign-in name, the mail address or the employee number.</source>
        <translation>Die Liste hat keine Spalte, aus der hervorgeht, wer gemeint ist. Ihre erste Zeile muss eine Spalte für den Anmeldenamen, die E-Mail-Adresse oder die Personalnummer nennen.</translation>
    </message>
    <message>
        <source>The list {file} is too long for one run. Divide it into several.</source>
        <translation>Die Liste {file} ist zu lang für einen Lauf. Teilen Sie sie in mehrere auf.</translation>
    </message>
    <message>
        <source>The list is too long for one run. Divide it into several.</source>
        <translation>Die Liste ist zu lang für einen Lauf. Teilen Sie sie in mehrere auf.</translation>
    </message>
    <message>
        <source>There is no team or unit {group} here. Choose another one, or ask your IT team for its id.</source>
        <translation>Ein Team oder eine Einheit {group} gibt es hier nicht. Wählen Sie etwas anderes oder fragen Sie Ihre IT nach der Kennung.</translation>
    </message>
    <message>
        <source>This team or unit is not here any more. Choose another one, or ask your IT team.</source>
        <translation>Dieses Team oder diese Einheit gibt es hier nicht mehr. Wählen Sie etwas anderes oder fragen Sie Ihre IT.</translation>
    </message>
    <message>
        <source>Nobody here has the sign-in name that --leave-out gives: {names}. Nothing was changed. Correct the name or take it away, then give the command again.</source>
        <translation>Niemand hier hat den Anmeldenamen, den --leave-out nennt: {names}. Es wurde nichts geändert. Berichtigen Sie den Namen oder nehmen Sie ihn weg, und geben Sie den Befehl dann noch einmal.</translation>
    </message>
    <message>
        <source>Nobody here has the sign-in name that --leave-out gives. Nothing was changed. Correct the name or take it away, then give the command again.</source>
        <translation>Niemand hier hat den Anmeldenamen, den --leave-out nennt. Es wurde nichts geändert. Berichtigen Sie den Namen oder nehmen Sie ihn weg, und geben Sie den Befehl dann noch einmal.</translation>
    </message>
    <message>
        <source>Whom to leave out is settled when a run begins, and this one was begun with: {names}. Nothing was changed now. Take the name away to go on with everybody, or begin a new run in another folder.</source>
        <translation>Wer ausgelassen wird, steht fest, sobald ein Lauf beginnt, und zu diesem gehört: {names}. Es wurde jetzt nichts geändert. Nehmen Sie den Namen weg, um mit allen weiterzumachen, oder beginnen Sie einen neuen Lauf in einem anderen Ordner.</translation>
    </message>
    <message>
        <source>Whom to leave out is settled when a run begins, and this one was begun with somebody whom --leave-out names. Nothing was changed now. Take the name away to go on with everybody, or begin a new run in another folder.</source>
        <translation>Wer ausgelassen wird, steht fest, sobald ein Lauf beginnt, und zu diesem gehört jemand, den --leave-out nennt. Es wurde jetzt nichts geändert. Nehmen Sie den Namen weg, um mit allen weiterzumachen, oder beginnen Sie einen neuen Lauf in einem anderen Ordner.</translation>
    </message>
    <message>
        <source>The station cannot write its record of changes to {file}, so it changes nothing. Ask your IT team to check the file and the disk.</source>
        <translation>Die Station kann ihr Protokoll nicht nach {file} schreiben, deshalb ändert sie nichts. Bitten Sie Ihre IT, Datei und Datenträger zu prüfen.</translation>
    </message>
    <message>
        <source>The station cannot write its record of changes, so it changes nothing. Ask your IT team to check the disk.</source>
        <translation>Die Station kann ihr Protokoll nicht schreiben, deshalb ändert sie nichts. Bitten Sie Ihre IT, den Datenträger zu prüfen.</translation>
    </message>
    <message>
        <source>The record of changes {file} was altered or damaged. Keep the file as it is and tell your IT team.</source>
        <translation>Das Protokoll {file} wurde verändert oder beschädigt. Lassen Sie die Datei, wie sie ist, und sagen Sie Ihrer IT Bescheid.</translation>
    </message>
    <message>
        <source>The record of changes was altered or damaged. Keep the file as it is and tell your IT team.</source>
        <translation>Das Protokoll wurde verändert oder beschädigt. Lassen Sie die Datei, wie sie ist, und sagen Sie Ihrer IT Bescheid.</translation>
    </message>
    <message>
        <source>The record of changes has not reached {receiver} for a while. Nothing is lost: it is kept here and sent later. You can go on working; please tell your IT team.</source>
        <translation>Das Protokoll erreicht {receiver} seit einer Weile nicht. Nichts geht verloren: Es bleibt hier und wird später gesendet. Sie können weiterarbeiten; bitte sagen Sie Ihrer IT Bescheid.</translation>
    </message>
    <message>
        <source>The record of changes has not been sent on for a while. Nothing is lost: it is kept here and sent later. You can go on working; please tell your IT team.</source>
        <translation>Das Protokoll wird seit einer Weile nicht weitergeleitet. Nichts geht verloren: Es bleibt hier und wird später gesendet. Sie können weiterarbeiten; bitte sagen Sie Ihrer IT Bescheid.</translation>
    </message>
    <message>
        <source>Something went wrong in the station itself. Look the person up again before you go on; if it happens again, give your IT team the details.</source>
        <translation>In der Station selbst ist etwas schiefgegangen. Suchen Sie die Person noch einmal, bevor Sie weitermachen; wenn es wieder passiert, geben Sie Ihrer IT die Details.</translation>
    </message>
    <message>
        <source>This took far too long, so the station stopped waiting. Look the person up again to see what is true now, then try again.</source>
        <translation>Das hat viel zu lange gedauert, deshalb wartet die Station nicht länger. Suchen Sie die Person noch einmal, um zu sehen, was jetzt gilt, und versuchen Sie es dann wieder.</translation>
    </message>
    <message>
        <source>Practice could not be started. Close the station and open it again; if it happens again, give your IT team the details.</source>
        <translation>Die Übung ließ sich nicht starten. Schließen Sie die Station und öffnen Sie sie wieder; wenn es wieder passiert, geben Sie Ihrer IT die Details.</translation>
    </message>
    <message>
        <source>There is no screen to open the window on. Start the station on a computer with a screen, signed in to its desktop.</source>
        <translation>Es gibt keinen Bildschirm für das Fenster. Starten Sie die Station auf einem Computer mit Bildschirm, an dem Sie angemeldet sind.</translation>
    </message>
    <message>
        <source>PIN Kiosk is already running here, but it does not answer. Restart this computer, or end the program and start it again.</source>
        <translation>PIN Kiosk läuft hier schon, antwortet aber nicht. Starten Sie diesen Computer neu, oder beenden Sie das Programm und starten Sie es noch einmal.</translation>
    </message>
</context>
<context>
    <name>FailedStart</name>
    <message>
        <source>The station cannot open</source>
        <translation>Die Station kann nicht öffnen</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>{whole}.{fraction}</source>
        <translation>{whole},{fraction}</translation>
    </message>
</context>
<context>
    <name>HeaderBar</name>
    <message>
        <source>Badge station</source>
        <translation>Ausweisstation</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Signed in: {name}</source>
        <translation>Angemeldet: {name}</translation>
    </message>
</context>
<context>
    <name>HintList</name>
    <message>
        <source>This account is disabled. Badge and PIN let nobody in until your IT team enables it again.</source>
        <translation>Dieses Konto ist deaktiviert. Mit Ausweis und PIN kann sich niemand anmelden, bis Ihre IT es wieder aktiviert.</translation>
    </message>
    <message>
        <source>Signing in with a badge is switched off in your organisation. Ask your IT team.</source>
        <translation>Die Anmeldung mit Ausweis ist in Ihrem Unternehmen ausgeschaltet. Fragen Sie Ihre IT.</translation>
    </message>
    <message>
        <source>Signing in with a badge is not switched on for this person. Ask your IT team before you print anything.</source>
        <translation>Die Anmeldung mit Ausweis ist für diese Person nicht eingeschaltet. Fragen Sie Ihre IT, bevor Sie etwas drucken.</translation>
    </message>
    <message>
        <source>This person has an administrative role, so your account may not be allowed to change their badge or PIN.</source>
        <translation>Diese Person hat eine Administratorrolle. Vielleicht darf Ihr Konto ihren Ausweis und ihre PIN nicht ändern.</translation>
    </message>
    <message>
        <source>The badge runs out within 30 days. You can extend it now.</source>
        <translation>Der Ausweis läuft bald ab. Sie können ihn jetzt verlängern.</translation>
    </message>
    <message>
        <source>The badge runs out within 30 days and cannot be extended. Replace it before.</source>
        <translation>Der Ausweis läuft bald ab und lässt sich nicht verlängern. Ersetzen Sie ihn vorher.</translation>
    </message>
    <message>
        <source>Should the first scan say &apos;Incorrect QR code&apos;, they sign in once in another way first.</source>
        <translation>Meldet der erste Scan „Falscher QR-Code“, muss sich die Person zuerst einmal auf andere Weise anmelden.</translation>
    </message>
    <message>
        <source>The scanned badge works no more. It was replaced on {date}, or was a temporary one.</source>
        <translation>Der gescannte Ausweis gilt nicht mehr. Er wurde am {date} ersetzt oder war ein vorläufiger Ausweis.</translation>
    </message>
    <message>
        <source>The scanned badge is the one they hold, but it has ended.</source>
        <translation>Der gescannte Ausweis ist der aktuelle Ausweis dieser Person, aber er ist abgelaufen.</translation>
    </message>
    <message>
        <source>The scanned badge is the one they hold, but it is not valid yet.</source>
        <translation>Der gescannte Ausweis ist der aktuelle Ausweis dieser Person, aber er gilt noch nicht.</translation>
    </message>
    <message>
        <source>The scanned badge is the one they hold. It is printed afresh beside a new PIN.</source>
        <translation>Der gescannte Ausweis ist der aktuelle Ausweis dieser Person. Zusammen mit einer neuen PIN wird er neu gedruckt.</translation>
    </message>
    <message>
        <source>The scanned badge is the one they hold.</source>
        <translation>Der gescannte Ausweis ist der aktuelle Ausweis dieser Person.</translation>
    </message>
    <message>
        <source>The scanned badge is their temporary badge, but it has ended.</source>
        <translation>Der gescannte Ausweis ist der vorläufige Ausweis dieser Person, aber er ist abgelaufen.</translation>
    </message>
    <message>
        <source>The scanned badge is their temporary badge, but it is not valid yet.</source>
        <translation>Der gescannte Ausweis ist der vorläufige Ausweis dieser Person, aber er gilt noch nicht.</translation>
    </message>
    <message>
        <source>The scanned badge is their temporary badge.</source>
        <translation>Der gescannte Ausweis ist der vorläufige Ausweis dieser Person.</translation>
    </message>
    <message>
        <source>The scanned badge was deleted and opens nothing any more.</source>
        <translation>Der gescannte Ausweis wurde gelöscht und gilt nicht mehr.</translation>
    </message>
</context>
<context>
    <name>IdWords</name>
    <message>
        <source>It is in a national cloud, where there are no such badges. Ask your IT team.</source>
        <translation>Es liegt in einer nationalen Cloud, in der es solche Ausweise nicht gibt. Fragen Sie Ihre IT.</translation>
    </message>
    <message>
        <source>It looks like {example}, or like example.com.</source>
        <translation>Sie sieht aus wie {example} oder wie example.com.</translation>
    </message>
    <message>
        <source>Asking the sign-in service …</source>
        <translation>Der Anmeldedienst wird gefragt …</translation>
    </message>
    <message>
        <source>The sign-in service knows this organisation.</source>
        <translation>Der Anmeldedienst kennt dieses Unternehmen.</translation>
    </message>
    <message>
        <source>The sign-in service knows this organisation. Its id is {id}.</source>
        <translation>Der Anmeldedienst kennt dieses Unternehmen. Seine ID ist {id}.</translation>
    </message>
    <message>
        <source>This is no such id: it looks like {example}, or like example.com.</source>
        <translation>Das ist keine solche ID: Sie sieht aus wie {example} oder wie example.com.</translation>
    </message>
    <message>
        <source>There is no such organisation. Is the id as your IT team sent it, or are the two swapped?</source>
        <translation>Ein solches Unternehmen gibt es nicht. Stimmt die ID, oder sind die beiden vertauscht?</translation>
    </message>
    <message>
        <source>It looks like {example}.</source>
        <translation>Sie sieht aus wie {example}.</translation>
    </message>
    <message>
        <source>Asking whether the organisation knows it …</source>
        <translation>Gefragt wird, ob das Unternehmen sie kennt …</translation>
    </message>
    <message>
        <source>This is no such id: it looks like {example}.</source>
        <translation>Das ist keine solche ID: Sie sieht aus wie {example}.</translation>
    </message>
    <message>
        <source>It is looked up as soon as the organisation is known.</source>
        <translation>Sie wird nachgesehen, sobald das Unternehmen bekannt ist.</translation>
    </message>
    <message>
        <source>The organisation knows this station.</source>
        <translation>Das Unternehmen kennt diese Station.</translation>
    </message>
    <message>
        <source>The organisation does not know this id. If it was only just registered, you can go on.</source>
        <translation>Das Unternehmen kennt diese ID nicht. Wurde sie gerade erst registriert, gehen Sie weiter.</translation>
    </message>
    <message>
        <source>The sign-in service was not reached ({code}). You can go on without it.</source>
        <translation>Der Anmeldedienst war nicht erreichbar ({code}). Sie können trotzdem weitergehen.</translation>
    </message>
</context>
<context>
    <name>IdsPanel</name>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Noch einmal fragen</translation>
    </message>
    <message>
        <source>Organisation (tenant id or domain)</source>
        <translation>Unternehmen (Mandanten-ID oder Domäne)</translation>
    </message>
    <message>
        <source>This station&apos;s registration (application or client id)</source>
        <translation>Registrierung dieser Station (Anwendungs- oder Client-ID)</translation>
    </message>
    <message>
        <source>What was copied last holds neither both ids nor a settings text. Copy them from what your IT team sent you, then press &apos;Paste&apos; again.</source>
        <translation>Das zuletzt Kopierte enthält weder beide IDs noch einen Einstellungstext. Kopieren Sie sie aus der Nachricht Ihrer IT und drücken Sie noch einmal auf „Einfügen“.</translation>
    </message>
    <message>
        <source>From the text this was taken as well: {keys}.</source>
        <translation>Aus dem Text wurde auch das übernommen: {keys}.</translation>
    </message>
    <message>
        <source>Your IT team has sent you two ids. Copy both at once, or the whole settings text, and press &apos;Paste&apos;. You can also type them.</source>
        <translation>Ihre IT hat Ihnen zwei IDs geschickt. Kopieren Sie beide auf einmal oder den ganzen Einstellungstext und drücken Sie auf „Einfügen“; oder tippen Sie sie ab.</translation>
    </message>
</context>
<context>
    <name>LayoutList</name>
    <message>
        <source>Layouts</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>{layout}, in use for badges</source>
        <translation>{layout}, für Ausweise benutzt</translation>
    </message>
    <message>
        <source>{layout}, in use for PINs alone</source>
        <translation>{layout}, für PINs allein benutzt</translation>
    </message>
</context>
<context>
    <name>LockCountdown</name>
    <message>
        <source>The station is about to lock itself. Touch it or press a key to go on.</source>
        <translation>Die Station sperrt sich gleich. Berühren Sie sie oder drücken Sie eine Taste, um weiterzumachen.</translation>
    </message>
    <message>
        <source>The station locks itself in {time}. Touch it or press a key to go on.</source>
        <translation>Die Station sperrt sich in {time}. Berühren Sie sie oder drücken Sie eine Taste, um weiterzumachen.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>PIN Kiosk, practice</source>
        <translation>PIN Kiosk, Übung</translation>
    </message>
    <message>
        <source>PIN Kiosk</source>
        <translation>PIN Kiosk</translation>
    </message>
</context>
<context>
    <name>Moments</name>
    <message>
        <source>{day}, {time}</source>
        <translation>{day}, {time}&#xa0;Uhr</translation>
    </message>
</context>
<context>
    <name>NoticeContent</name>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>You are signed out.</source>
        <translation>Sie sind abgemeldet.</translation>
    </message>
    <message>
        <source>Your sign-in has ended. Sign in again to go on where you were.</source>
        <translation>Ihre Anmeldung ist abgelaufen. Melden Sie sich noch einmal an, um hier weiterzumachen.</translation>
    </message>
    <message>
        <source>The sign-in was cancelled. Nobody is signed in.</source>
        <translation>Die Anmeldung wurde abgebrochen. Niemand ist angemeldet.</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was changed.</source>
        <translation>Abgebrochen. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>It is too late to cancel: the change is already being made.</source>
        <translation>Zum Abbrechen ist es zu spät: Die Änderung ist schon im Gange.</translation>
    </message>
    <message>
        <source>Your account may not be allowed to reset PINs. You can try; if it does not work, ask your IT team for the role Authentication Administrator.</source>
        <translation>Ihr Konto darf vielleicht keine PINs zurücksetzen. Sie können es versuchen; wenn es nicht funktioniert, bitten Sie Ihre IT um die Rolle Authentifizierungsadministrator.</translation>
    </message>
    <message>
        <source>The station locked itself because nobody used it.</source>
        <translation>Die Station wurde nicht benutzt und hat sich gesperrt.</translation>
    </message>
    <message>
        <source>The station locked itself because this computer was locked or went to sleep.</source>
        <translation>Die Station hat sich gesperrt, weil dieser Computer gesperrt wurde oder in den Ruhezustand ging.</translation>
    </message>
    <message>
        <source>The station locked itself. The change that was under way goes on; sign in again within 15 minutes to see what came out of it.</source>
        <translation>Die Station hat sich gesperrt. Die laufende Änderung geht weiter; melden Sie sich innerhalb von 15 Minuten wieder an, um zu sehen, was daraus geworden ist.</translation>
    </message>
    <message>
        <source>The station locked itself. A new badge waits to be printed; sign in again within 15 minutes, or it is lost.</source>
        <translation>Die Station hat sich gesperrt. Ein neuer Ausweis ist noch nicht gedruckt; melden Sie sich innerhalb von 15 Minuten wieder an, sonst ist er verloren.</translation>
    </message>
    <message>
        <source>The station locked itself. The run goes on; sign in to see it.</source>
        <translation>Die Station hat sich gesperrt. Der Lauf geht weiter; melden Sie sich an, um ihn zu sehen.</translation>
    </message>
    <message>
        <source>Something still waits for whoever was signed in. Let them sign in and see it; then leave the station.</source>
        <translation>Für die zuletzt angemeldete Person wartet noch etwas. Sie soll sich anmelden und es ansehen; verlassen Sie dann die Station.</translation>
    </message>
    <message>
        <source>The station stopped unexpectedly and has started again. If you were helping somebody, search for that person again and check badge and PIN.</source>
        <translation>Die Station war unerwartet ausgefallen und ist neu gestartet. Wenn Sie gerade jemandem geholfen haben, suchen Sie die Person noch einmal und prüfen Sie Ausweis und PIN.</translation>
    </message>
    <message>
        <source>The station stopped unexpectedly and has started again on the main screen, because the screen {name} is not connected. If you were helping somebody, search for that person again and check badge and PIN.</source>
        <translation>Die Station war unerwartet ausgefallen und ist auf dem Hauptbildschirm neu gestartet, weil der Bildschirm {name} nicht angeschlossen ist. Wenn Sie gerade jemandem geholfen haben, suchen Sie die Person noch einmal und prüfen Sie Ausweis und PIN.</translation>
    </message>
    <message>
        <source>Something still waits for whoever was signed in. If you close the window once more, it is lost.</source>
        <translation>Hier wartet noch etwas auf die Person, die angemeldet war. Wenn Sie das Fenster noch einmal schließen, ist es verloren.</translation>
    </message>
    <message>
        <source>The station locked while the new PIN of {name} was there, neither printed nor saved. If {name} does not have it, reset it again.</source>
        <translation>Die Station hat sich gesperrt, als die neue PIN von {name} noch da war, weder gedruckt noch gespeichert. Wenn {name} sie nicht hat, setzen Sie sie noch einmal zurück.</translation>
    </message>
    <message>
        <source>The PIN of {name} was reset while the station was locked, and nobody saw it in time. Reset it again.</source>
        <translation>Die PIN von {name} wurde zurückgesetzt, während die Station gesperrt war, und niemand hat sie rechtzeitig gesehen. Setzen Sie sie noch einmal zurück.</translation>
    </message>
    <message>
        <source>The new badge of {name} was not printed in time and is lost. Replace it.</source>
        <translation>Der neue Ausweis von {name} wurde nicht rechtzeitig gedruckt und ist verloren. Ersetzen Sie ihn.</translation>
    </message>
    <message>
        <source>The new badge and PIN of {name} came while the station was locked, and nobody saw them in time. Replace the badge, with a new PIN.</source>
        <translation>Der neue Ausweis und die neue PIN von {name} kamen, während die Station gesperrt war, und niemand hat sie rechtzeitig gesehen. Ersetzen Sie den Ausweis, mit einer neuen PIN.</translation>
    </message>
    <message>
        <source>A change for {name} was under way when the station locked, and nobody saw how it ended. Look the person up to see what they hold now.</source>
        <translation>Eine Änderung für {name} war noch nicht zu Ende, als sich die Station sperrte, und niemand hat gesehen, wie sie ausging. Suchen Sie die Person und prüfen Sie Ausweis und PIN.</translation>
    </message>
    <message>
        <source>The last print for {name} did not come out. Reset the PIN again if it was a slip; a badge that was saved can be printed from its file.</source>
        <translation>Der letzte Ausdruck für {name} ist nicht herausgekommen. War es ein Zettel, setzen Sie die PIN noch einmal zurück; ein gespeicherter Ausweis lässt sich aus seiner Datei drucken.</translation>
    </message>
    <message>
        <source>The printer does not say whether the last print for {name} came out. Look there; if there is nothing, reset the PIN again or print the file that was saved.</source>
        <translation>Der Drucker sagt nicht, ob der letzte Ausdruck für {name} herausgekommen ist. Sehen Sie dort nach; liegt dort nichts, setzen Sie die PIN noch einmal zurück oder drucken Sie die gespeicherte Datei.</translation>
    </message>
    <message>
        <source>Something is still on its way to the printer or into a file. Wait until it is there. If you close the window once more, it is taken back.</source>
        <translation>Es ist noch etwas auf dem Weg zum Drucker oder in eine Datei. Warten Sie, bis es dort ist. Wenn Sie das Fenster noch einmal schließen, wird es zurückgenommen.</translation>
    </message>
    <message>
        <source>Something is still on its way to the printer or into a file. Wait until it is there; then leave the station.</source>
        <translation>Es ist noch etwas auf dem Weg zum Drucker oder in eine Datei. Warten Sie, bis es dort ist; verlassen Sie dann die Station.</translation>
    </message>
    <message>
        <source>PIN Kiosk {other} was opened, but this is PIN Kiosk {own}, and only one can be open. To work with the other one, close this window first and open it again.</source>
        <translation>PIN Kiosk {other} wurde geöffnet, aber dies ist PIN Kiosk {own}, und nur eine Version kann offen sein. Um mit der anderen zu arbeiten, schließen Sie zuerst dieses Fenster und öffnen Sie sie dann noch einmal.</translation>
    </message>
    <message>
        <source>Sign in first, then scan the badge again.</source>
        <translation>Melden Sie sich zuerst an und scannen Sie den Ausweis dann noch einmal.</translation>
    </message>
    <message>
        <source>Many changes in a short time: to be safe, sign in again. Then it goes on.</source>
        <translation>Viele Änderungen in kurzer Zeit: Melden Sie sich zur Sicherheit noch einmal an. Danach geht es weiter.</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Gespeichert: {file}</translation>
    </message>
    <message>
        <source>The run has ended. Press &apos;Team&apos; to see how.</source>
        <translation>Der Lauf ist zu Ende. Unter „Team“ sehen Sie, was daraus geworden ist.</translation>
    </message>
    <message>
        <source>A run is under way. Wait until it has ended, or cancel it; then sign out.</source>
        <translation>Ein Lauf ist im Gange. Warten Sie, bis er zu Ende ist, oder brechen Sie ihn ab; melden Sie sich dann ab.</translation>
    </message>
    <message>
        <source>A run is under way. Wait until it has ended, or cancel it. If you close the window once more, it ends now.</source>
        <translation>Ein Lauf ist im Gange. Warten Sie, bis er zu Ende ist, oder brechen Sie ihn ab. Wenn Sie das Fenster noch einmal schließen, endet er jetzt.</translation>
    </message>
    <message>
        <source>A run is under way. Wait until it has ended, or sign in and cancel it; then leave the station.</source>
        <translation>Ein Lauf ist im Gange. Warten Sie, bis er zu Ende ist, oder melden Sie sich an und brechen Sie ihn ab; verlassen Sie dann die Station.</translation>
    </message>
    <message>
        <source>Sign in to leave the station. It closes as soon as you have signed in.</source>
        <translation>Melden Sie sich an, um die Station zu verlassen. Sie schließt sich, sobald Sie angemeldet sind.</translation>
    </message>
    <message>
        <source>The station stays open. Nobody is signed in.</source>
        <translation>Die Station bleibt offen. Niemand ist angemeldet.</translation>
    </message>
    <message>
        <source>The screen {name} is not connected, so the station is on the main screen.</source>
        <translation>Der Bildschirm {name} ist nicht angeschlossen, darum ist die Station auf dem Hauptbildschirm.</translation>
    </message>
</context>
<context>
    <name>OnlyOnce</name>
    <message>
        <source>PIN Kiosk is already running here; its window has come to the front.</source>
        <translation>PIN Kiosk läuft hier schon; das Fenster ist jetzt im Vordergrund.</translation>
    </message>
    <message>
        <source>PIN Kiosk {running} is already running here, and its window has come to the front. To work with {this} instead, close it first.</source>
        <translation>PIN Kiosk {running} läuft hier schon, und das Fenster ist jetzt im Vordergrund. Um stattdessen mit {this} zu arbeiten, schließen Sie es zuerst.</translation>
    </message>
</context>
<context>
    <name>PaperPanel</name>
    <message>
        <source>Badges</source>
        <translation>Ausweise</translation>
    </message>
    <message>
        <source>Print a test badge</source>
        <translation>Probeausweis drucken</translation>
    </message>
    <message>
        <source>It has made-up data and opens nothing.</source>
        <translation>Er hat erfundene Daten und öffnet nichts.</translation>
    </message>
    <message>
        <source>The badge with made-up data</source>
        <translation>Der Ausweis mit erfundenen Daten</translation>
    </message>
    <message>
        <source>This computer has no layout &apos;{names}&apos;. Choose another one.</source>
        <translation>Auf diesem Computer gibt es die Vorlage „{names}“ nicht. Wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>Reading the layouts …</source>
        <translation>Die Vorlagen werden gelesen …</translation>
    </message>
    <message>
        <source>The page is being prepared …</source>
        <translation>Die Seite wird vorbereitet …</translation>
    </message>
</context>
<context>
    <name>People</name>
    <message>
        <source>Employee number {number}</source>
        <translation>Personalnummer {number}</translation>
    </message>
    <message>
        <source>Account disabled</source>
        <translation>Konto deaktiviert</translation>
    </message>
    <message>
        <source>No badge yet</source>
        <translation>Noch kein Ausweis</translation>
    </message>
</context>
<context>
    <name>PersonPage</name>
    <message>
        <source>What happened?</source>
        <translation>Was ist passiert?</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Does not work here any more</source>
        <translation>Arbeitet nicht mehr hier</translation>
    </message>
    <message>
        <source>What was begun for this person is not finished.</source>
        <translation>Ein Vorgang für diese Person ist noch nicht abgeschlossen.</translation>
    </message>
    <message>
        <source>Finish it now</source>
        <translation>Jetzt abschließen</translation>
    </message>
    <message>
        <source>Reading badge and PIN …</source>
        <translation>Ausweis und PIN werden gelesen …</translation>
    </message>
    <message>
        <source>Badge and PIN could not be read</source>
        <translation>Ausweis und PIN ließen sich nicht lesen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Photo of {name}</source>
        <translation>Foto von {name}</translation>
    </message>
</context>
<context>
    <name>PracticeBanner</name>
    <message>
        <source>Practice. No real person, badge or PIN is touched.</source>
        <translation>Übung. Hier geht es um keine echten Personen, Ausweise oder PINs.</translation>
    </message>
    <message>
        <source>Test environment. This station does not work with the usual service.</source>
        <translation>Testumgebung. Diese Station arbeitet nicht mit dem üblichen Dienst.</translation>
    </message>
</context>
<context>
    <name>Print</name>
    <message>
        <source>Badge</source>
        <translation>Ausweis</translation>
    </message>
    <message>
        <source>Temporary badge</source>
        <translation>Vorläufiger Ausweis</translation>
    </message>
    <message>
        <source>Your PIN</source>
        <translation>Ihre PIN</translation>
    </message>
    <message>
        <source>Employee number {number}</source>
        <translation>Personalnummer {number}</translation>
    </message>
    <message>
        <source>Your badge and your PIN</source>
        <translation>Ihr Ausweis und Ihre PIN</translation>
    </message>
    <message>
        <source>Your new PIN</source>
        <translation>Ihre neue PIN</translation>
    </message>
    <message>
        <source>Your badge</source>
        <translation>Ihr Ausweis</translation>
    </message>
    <message>
        <source>Your temporary badge</source>
        <translation>Ihr vorläufiger Ausweis</translation>
    </message>
    <message>
        <source>Your temporary badge and your PIN</source>
        <translation>Ihr vorläufiger Ausweis und Ihre PIN</translation>
    </message>
    <message>
        <source>Valid until {date}</source>
        <translation>Gültig bis {date}</translation>
    </message>
    <message>
        <source>Your badge is valid until {date}.</source>
        <translation>Ihr Ausweis gilt bis {date}.</translation>
    </message>
    <message>
        <source>Valid from {start} until {end}</source>
        <translation>Gültig von {start} bis {end}</translation>
    </message>
    <message>
        <source>Your badge is valid from {start} until {end}.</source>
        <translation>Ihr Ausweis gilt von {start} bis {end}.</translation>
    </message>
    <message>
        <source>This PIN is temporary. You choose your own when you first sign in.</source>
        <translation>Diese PIN ist vorläufig. Bei der ersten Anmeldung wählen Sie Ihre eigene.</translation>
    </message>
    <message>
        <source>Keep this PIN to yourself.</source>
        <translation>Behalten Sie diese PIN für sich.</translation>
    </message>
    <message>
        <source>Scan your badge.</source>
        <translation>Scannen Sie Ihren Ausweis.</translation>
    </message>
    <message>
        <source>Enter this PIN.</source>
        <translation>Geben Sie diese PIN ein.</translation>
    </message>
    <message>
        <source>Choose your own PIN when asked.</source>
        <translation>Wählen Sie Ihre eigene PIN, wenn Sie gefragt werden.</translation>
    </message>
    <message>
        <source>Cut along the lines. Keep the badge and the PIN in different places.</source>
        <translation>An den Linien ausschneiden. Ausweis und PIN getrennt aufbewahren.</translation>
    </message>
    <message>
        <source>Nobody can print this badge again later. A lost badge is replaced by a new one.</source>
        <translation>Dieser Ausweis lässt sich später nicht noch einmal drucken. Ein verlorener Ausweis wird durch einen neuen ersetzt.</translation>
    </message>
    <message>
        <source>Cut out the slip. Fold the lowest part up, so that it covers the PIN. Then fold the part with the name to the back.</source>
        <translation>Schneiden Sie den Zettel aus. Falten Sie den untersten Teil nach oben, sodass er die PIN verdeckt. Falten Sie dann den Teil mit dem Namen nach hinten.</translation>
    </message>
    <message>
        <source>Use the badge that you have. It is valid until {date}.</source>
        <translation>Benutzen Sie Ihren Ausweis. Er gilt bis {date}.</translation>
    </message>
    <message>
        <source>Use the temporary badge that you have. It is valid until {date}.</source>
        <translation>Benutzen Sie Ihren vorläufigen Ausweis. Er gilt bis {date}.</translation>
    </message>
    <message>
        <source>The badge that you have is valid from {date}.</source>
        <translation>Ihr Ausweis gilt ab {date}.</translation>
    </message>
    <message>
        <source>The badge that you have ended on {date}. Ask for a new one.</source>
        <translation>Ihr Ausweis ist am {date} abgelaufen. Bitten Sie um einen neuen.</translation>
    </message>
    <message>
        <source>You have no badge yet. Ask for one.</source>
        <translation>Sie haben noch keinen Ausweis. Bitten Sie um einen.</translation>
    </message>
    <message>
        <source>{day}, {time}</source>
        <translation>{day}, {time}&#xa0;Uhr</translation>
    </message>
    <message>
        <source>Printed at {station} on {date}</source>
        <translation>Gedruckt an der Station {station} am {date}</translation>
    </message>
    <message>
        <source>Printed on {date}</source>
        <translation>Gedruckt am {date}</translation>
    </message>
    <message>
        <source>For practice only. It opens nothing.</source>
        <translation>Nur zur Übung. Damit lässt sich nichts öffnen.</translation>
    </message>
    <message>
        <source>To hand out and tick off</source>
        <translation>Zum Aushändigen und Abhaken</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>Filiale</translation>
    </message>
    <message>
        <source>Badge valid until</source>
        <translation>Ausweis gültig bis</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>{date}: {count} people on this page</source>
        <translation>{date}: {count} Personen auf dieser Seite</translation>
    </message>
    <message>
        <source>Page {number}</source>
        <translation>Seite {number}</translation>
    </message>
    <message>
        <source>Card, badge and PIN (85.6 × 53.98 mm)</source>
        <translation>Karte, Ausweis und PIN (85,6 × 53,98 mm)</translation>
    </message>
    <message>
        <source>Upright card, badge and PIN (53.98 × 85.6 mm)</source>
        <translation>Hochkant-Karte, Ausweis und PIN (53,98 × 85,6 mm)</translation>
    </message>
    <message>
        <source>Badge insert, badge and PIN on one each (2 × 2 inches)</source>
        <translation>Einsteckkarte, Ausweis und PIN auf je einer (2 × 2 Zoll)</translation>
    </message>
    <message>
        <source>Label roll 62 mm wide, badge and PIN on one each</source>
        <translation>Etikettenrolle, 62 mm breit, Ausweis und PIN auf je einem</translation>
    </message>
    <message>
        <source>Label roll 102 mm wide, badge and PIN on one each</source>
        <translation>Etikettenrolle, 102 mm breit, Ausweis und PIN auf je einem</translation>
    </message>
    <message>
        <source>Label, badge and PIN to cut apart (4 × 6 inches)</source>
        <translation>Etikett, Ausweis und PIN zum Trennen (4 × 6 Zoll)</translation>
    </message>
    <message>
        <source>Receipt 80 mm wide, badge and PIN to cut apart</source>
        <translation>Bon, 80 mm breit, Ausweis und PIN zum Trennen</translation>
    </message>
    <message>
        <source>Letter sheet of 12 squares, badge and PIN on one each (2 × 2 inches)</source>
        <translation>Letter-Bogen mit 12 Quadraten, Ausweis und PIN auf je einem (2 × 2 Zoll)</translation>
    </message>
    <message>
        <source>A4 sheet, badge and PIN to cut apart</source>
        <translation>A4-Blatt, Ausweis und PIN zum Auseinanderschneiden</translation>
    </message>
    <message>
        <source>A4 sheet of 8 cards, badge and PIN</source>
        <translation>A4-Bogen mit 8 Karten, Ausweis und PIN</translation>
    </message>
    <message>
        <source>A4 sheet of 10 cards, badge and PIN</source>
        <translation>A4-Bogen mit 10 Karten, Ausweis und PIN</translation>
    </message>
    <message>
        <source>Letter sheet, badge and PIN to cut apart</source>
        <translation>Letter-Blatt, Ausweis und PIN zum Auseinanderschneiden</translation>
    </message>
    <message>
        <source>Letter sheet of 8 cards, badge and PIN</source>
        <translation>Letter-Bogen mit 8 Karten, Ausweis und PIN</translation>
    </message>
    <message>
        <source>Letter sheet of 10 cards, badge and PIN (3.5 × 2 inches)</source>
        <translation>Letter-Bogen mit 10 Karten, Ausweis und PIN (3,5 × 2 Zoll)</translation>
    </message>
    <message>
        <source>Card, PIN only (85.6 × 53.98 mm)</source>
        <translation>Karte, nur PIN (85,6 × 53,98 mm)</translation>
    </message>
    <message>
        <source>A4 sheet, PIN only</source>
        <translation>A4-Blatt, nur PIN</translation>
    </message>
    <message>
        <source>Letter sheet, PIN only</source>
        <translation>Letter-Blatt, nur PIN</translation>
    </message>
    <message>
        <source>A4 sheet to fold, PIN inside</source>
        <translation>A4-Blatt zum Falten, PIN innen</translation>
    </message>
    <message>
        <source>Letter sheet to fold, PIN inside</source>
        <translation>Letter-Blatt zum Falten, PIN innen</translation>
    </message>
</context>
<context>
    <name>PrintStatus</name>
    <message>
        <source>Yes, it is here</source>
        <translation>Ja, sie ist da</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>The page is on its way to the printer.</source>
        <translation>Die Seite ist auf dem Weg zum Drucker.</translation>
    </message>
    <message>
        <source>The page waits for its turn at the printer {printer}.</source>
        <translation>Die Seite wartet am Drucker {printer}, bis sie an der Reihe ist.</translation>
    </message>
    <message>
        <source>The printer {printer} is printing now.</source>
        <translation>Der Drucker {printer} druckt gerade.</translation>
    </message>
    <message>
        <source>The printer {printer} has printed the page.</source>
        <translation>Der Drucker {printer} hat die Seite gedruckt.</translation>
    </message>
    <message>
        <source>Did the page come out of the printer {printer}?</source>
        <translation>Ist die Seite aus dem Drucker {printer} gekommen?</translation>
    </message>
    <message>
        <source>The printer {printer} has no paper. Put some in; it then goes on by itself.</source>
        <translation>Der Drucker {printer} hat kein Papier. Legen Sie welches ein; dann geht es von selbst weiter.</translation>
    </message>
    <message>
        <source>Paper is stuck in the printer {printer}. Take it out; it then goes on by itself.</source>
        <translation>Im Drucker {printer} steckt Papier fest. Nehmen Sie es heraus; dann geht es von selbst weiter.</translation>
    </message>
    <message>
        <source>A cover of the printer {printer} is open. Close it; it then goes on by itself.</source>
        <translation>Am Drucker {printer} ist ein Deckel offen. Schließen Sie ihn; dann geht es von selbst weiter.</translation>
    </message>
    <message>
        <source>The printer {printer} has no ink, toner or ribbon left. Put in a new one.</source>
        <translation>Dem Drucker {printer} fehlt Tinte, Toner oder Farbband. Setzen Sie neues ein.</translation>
    </message>
    <message>
        <source>The printer {printer} is being removed from this computer. Ask your IT team for another printer; the page is taken back if it does not come out.</source>
        <translation>Der Drucker {printer} wird gerade von diesem Computer entfernt. Bitten Sie Ihre IT um einen anderen Drucker; kommt die Seite nicht heraus, wird sie zurückgezogen.</translation>
    </message>
    <message>
        <source>The printer {printer} does not answer. Check that it is switched on and connected.</source>
        <translation>Der Drucker {printer} antwortet nicht. Prüfen Sie, ob er eingeschaltet und angeschlossen ist.</translation>
    </message>
    <message>
        <source>The printer {printer} is stopped. Start it again at its display, or ask your IT team.</source>
        <translation>Der Drucker {printer} ist angehalten. Starten Sie ihn an seiner Anzeige wieder oder fragen Sie Ihre IT.</translation>
    </message>
    <message>
        <source>The printer {printer} does not go on. Look at its display; the page waits there.</source>
        <translation>Der Drucker {printer} macht nicht weiter. Sehen Sie auf seine Anzeige; die Seite wartet dort.</translation>
    </message>
</context>
<context>
    <name>PrinterOptions</name>
    <message>
        <source>Printer</source>
        <translation>Drucker</translation>
    </message>
    <message>
        <source>One copy less</source>
        <translation>Ein Exemplar weniger</translation>
    </message>
    <message>
        <source>One copy more</source>
        <translation>Ein Exemplar mehr</translation>
    </message>
    <message>
        <source>Look for printers again</source>
        <translation>Drucker erneut suchen</translation>
    </message>
    <message>
        <source>1 copy</source>
        <translation>1 Exemplar</translation>
    </message>
    <message>
        <source>{count} copies</source>
        <translation>{count} Exemplare</translation>
    </message>
    <message>
        <source>Looking for printers …</source>
        <translation>Drucker werden gesucht …</translation>
    </message>
    <message>
        <source>{printer} (usual)</source>
        <translation>{printer} (üblich)</translation>
    </message>
    <message>
        <source>The usual printer</source>
        <translation>Der übliche Drucker</translation>
    </message>
    <message>
        <source>{printer} (not there)</source>
        <translation>{printer} (nicht da)</translation>
    </message>
    <message>
        <source>There is no printer on this computer. Connect one, then look again.</source>
        <translation>An diesem Computer gibt es keinen Drucker. Schließen Sie einen an und suchen Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>{printer} (no paper)</source>
        <translation>{printer} (kein Papier)</translation>
    </message>
    <message>
        <source>{printer} (stopped)</source>
        <translation>{printer} (angehalten)</translation>
    </message>
    <message>
        <source>{printer} (takes no pages)</source>
        <translation>{printer} (nimmt nichts an)</translation>
    </message>
</context>
<context>
    <name>PrintingPage</name>
    <message>
        <source>Layouts and printers</source>
        <translation>Vorlagen und Drucker</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Check this station</source>
        <translation>Diese Station prüfen</translation>
    </message>
    <message>
        <source>Print a test page</source>
        <translation>Testseite drucken</translation>
    </message>
    <message>
        <source>The layout with made-up data</source>
        <translation>Die Vorlage mit erfundenen Angaben</translation>
    </message>
    <message>
        <source>The layouts cannot be read</source>
        <translation>Die Vorlagen können nicht gelesen werden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Reading the layouts …</source>
        <translation>Die Vorlagen werden gelesen …</translation>
    </message>
    <message>
        <source>The page is being prepared …</source>
        <translation>Die Seite wird vorbereitet …</translation>
    </message>
    <message>
        <source>Use for badges</source>
        <translation>Für Ausweise benutzen</translation>
    </message>
    <message>
        <source>Use for PINs alone</source>
        <translation>Für PINs allein benutzen</translation>
    </message>
    <message>
        <source>&apos;{name}&apos;, used for badges.</source>
        <translation>„{name}“, für Ausweise benutzt.</translation>
    </message>
    <message>
        <source>&apos;{name}&apos;, used for PINs alone.</source>
        <translation>„{name}“, für PINs allein benutzt.</translation>
    </message>
    <message>
        <source>&apos;{name}&apos;. The settings name another layout for badges.</source>
        <translation>„{name}“. In den Einstellungen steht eine andere Vorlage für Ausweise.</translation>
    </message>
    <message>
        <source>&apos;{name}&apos;. The settings name another layout for PINs alone.</source>
        <translation>„{name}“. In den Einstellungen steht eine andere Vorlage für PINs allein.</translation>
    </message>
    <message>
        <source>&apos;{name}&apos;, for badges.</source>
        <translation>„{name}“, für Ausweise.</translation>
    </message>
    <message>
        <source>&apos;{name}&apos;, for PINs alone.</source>
        <translation>„{name}“, für PINs allein.</translation>
    </message>
</context>
<context>
    <name>ProgressPage</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Resetting {name}&apos;s PIN</source>
        <translation>PIN von {name} wird zurückgesetzt</translation>
    </message>
    <message>
        <source>Issuing a badge to {name}</source>
        <translation>Ausweis für {name} wird ausgestellt</translation>
    </message>
    <message>
        <source>Replacing {name}&apos;s badge</source>
        <translation>Ausweis von {name} wird ersetzt</translation>
    </message>
    <message>
        <source>Making a temporary badge for {name}</source>
        <translation>Vorläufiger Ausweis für {name} wird ausgestellt</translation>
    </message>
    <message>
        <source>Extending {name}&apos;s badge</source>
        <translation>Ausweis von {name} wird verlängert</translation>
    </message>
    <message>
        <source>Removing {name}&apos;s badge and PIN</source>
        <translation>Ausweis und PIN von {name} werden entfernt</translation>
    </message>
    <message>
        <source>The service does not answer. The station tries again in {time}.</source>
        <translation>Der Dienst antwortet nicht. In {time} versucht es die Station noch einmal.</translation>
    </message>
    <message>
        <source>The service has trouble of its own. The station tries again in {time}.</source>
        <translation>Der Dienst hat selbst eine Störung. Die Station versucht es in {time} noch einmal.</translation>
    </message>
    <message>
        <source>The service is busy and asks the station to wait. It goes on by itself in {time}.</source>
        <translation>Der Dienst ist überlastet und bittet die Station zu warten. Es geht in {time} von selbst weiter.</translation>
    </message>
    <message>
        <source>Checking that the new PIN works</source>
        <translation>Prüfen, ob die neue PIN gilt</translation>
    </message>
    <message>
        <source>Making the new badge</source>
        <translation>Neuen Ausweis ausstellen</translation>
    </message>
    <message>
        <source>Checking whether the badge was made</source>
        <translation>Prüfen, ob der Ausweis ausgestellt wurde</translation>
    </message>
    <message>
        <source>Deleting the old badge</source>
        <translation>Alten Ausweis löschen</translation>
    </message>
    <message>
        <source>Moving the end of the badge</source>
        <translation>Ausweis verlängern</translation>
    </message>
    <message>
        <source>Removing badge and PIN</source>
        <translation>Ausweis und PIN entfernen</translation>
    </message>
    <message>
        <source>It is too late to cancel: the change is being made.</source>
        <translation>Zum Abbrechen ist es zu spät: Die Änderung ist im Gange.</translation>
    </message>
    <message>
        <source>Reading what they hold now</source>
        <translation>Bisherigen Stand lesen</translation>
    </message>
    <message>
        <source>Making a new PIN</source>
        <translation>Neue PIN erzeugen</translation>
    </message>
    <message>
        <source>Removing a badge that was lost on the way</source>
        <translation>Nicht angekommenen Ausweis entfernen</translation>
    </message>
</context>
<context>
    <name>ResultPage</name>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Als PDF speichern</translation>
    </message>
    <message>
        <source>Stay and print</source>
        <translation>Bleiben und drucken</translation>
    </message>
    <message>
        <source>Leave without the badge</source>
        <translation>Ohne Ausweis weiter</translation>
    </message>
    <message>
        <source>The new badge was neither printed nor saved. Once you leave, nobody can print it any more.</source>
        <translation>Der neue Ausweis ist weder gedruckt noch gespeichert. Sobald Sie die Seite verlassen, kann ihn niemand mehr drucken.</translation>
    </message>
    <message>
        <source>The badge is there, but the new PIN that was asked for is not.</source>
        <translation>Der neue Ausweis ist da, die gewünschte neue PIN aber nicht.</translation>
    </message>
    <message>
        <source>Reset the PIN now</source>
        <translation>PIN jetzt zurücksetzen</translation>
    </message>
    <message>
        <source>What will be printed</source>
        <translation>Was gedruckt wird</translation>
    </message>
    <message>
        <source>Show the badge</source>
        <translation>Ausweis zeigen</translation>
    </message>
    <message>
        <source>PIN {digits}</source>
        <translation>PIN {digits}</translation>
    </message>
    <message>
        <source>The PIN is covered again in {time}</source>
        <translation>Die PIN wird in {time} wieder verdeckt</translation>
    </message>
    <message>
        <source>The badge is covered again in {time}</source>
        <translation>Der Ausweis wird in {time} wieder verdeckt</translation>
    </message>
    <message>
        <source>Cover the PIN</source>
        <translation>PIN verdecken</translation>
    </message>
    <message>
        <source>The PIN is covered</source>
        <translation>Die PIN ist verdeckt</translation>
    </message>
    <message>
        <source>Choose printer</source>
        <translation>Drucker wählen</translation>
    </message>
    <message>
        <source>The PIN is on the clipboard</source>
        <translation>Die PIN ist in der Zwischenablage</translation>
    </message>
    <message>
        <source>Copy the PIN</source>
        <translation>PIN kopieren</translation>
    </message>
    <message>
        <source>Cover the badge</source>
        <translation>Ausweis verdecken</translation>
    </message>
    <message>
        <source>The badge is covered</source>
        <translation>Der Ausweis ist verdeckt</translation>
    </message>
    <message>
        <source>Show the PIN</source>
        <translation>PIN zeigen</translation>
    </message>
    <message>
        <source>There is nothing left to print.</source>
        <translation>Es gibt nichts mehr zu drucken.</translation>
    </message>
    <message>
        <source>The page is being prepared …</source>
        <translation>Die Seite wird vorbereitet …</translation>
    </message>
    <message>
        <source>Covered together with the PIN</source>
        <translation>Zusammen mit der PIN verdeckt</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>Noch einmal drucken</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Drucken</translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation>PDF-Dateien (*.pdf)</translation>
    </message>
</context>
<context>
    <name>ResultWords</name>
    <message>
        <source>{name}&apos;s new PIN</source>
        <translation>Neue PIN für {name}</translation>
    </message>
    <message>
        <source>Badge and PIN for {name}</source>
        <translation>Ausweis und PIN für {name}</translation>
    </message>
    <message>
        <source>New badge for {name}</source>
        <translation>Neuer Ausweis für {name}</translation>
    </message>
    <message>
        <source>New badge and PIN for {name}</source>
        <translation>Neuer Ausweis und neue PIN für {name}</translation>
    </message>
    <message>
        <source>Temporary badge for {name}</source>
        <translation>Vorläufiger Ausweis für {name}</translation>
    </message>
    <message>
        <source>{name}&apos;s badge works longer now</source>
        <translation>Der Ausweis von {name} gilt jetzt länger</translation>
    </message>
    <message>
        <source>{name}&apos;s badge and PIN are removed</source>
        <translation>Ausweis und PIN von {name} sind entfernt</translation>
    </message>
    <message>
        <source>The badge works until {date}. {name} keeps the badge and the PIN they have; nothing has to be printed.</source>
        <translation>Der Ausweis gilt bis {date}. Ausweis und PIN von {name} bleiben dieselben; es muss nichts gedruckt werden.</translation>
    </message>
    <message>
        <source>Badge, temporary badge and PIN work no more. {name} can no longer sign in with a badge. A new badge can be issued later.</source>
        <translation>Ausweis, vorläufiger Ausweis und PIN gelten nicht mehr. {name} kann sich nicht mehr mit einem Ausweis anmelden. Ein neuer Ausweis kann später ausgestellt werden.</translation>
    </message>
    <message>
        <source>Slip, as it will be printed</source>
        <translation>Zettel, wie er gedruckt wird</translation>
    </message>
    <message>
        <source>Temporary badge, as it will be printed</source>
        <translation>Vorläufiger Ausweis, wie er gedruckt wird</translation>
    </message>
    <message>
        <source>Badge, as it will be printed</source>
        <translation>Ausweis, wie er gedruckt wird</translation>
    </message>
    <message>
        <source>Valid until {end}. It can be printed, or scanned from this screen, only while this page is open.</source>
        <translation>Gültig bis {end}. Drucken oder vom Bildschirm scannen geht nur, solange diese Seite offen ist.</translation>
    </message>
    <message>
        <source>It can be printed only while this page is open. Should the first scan say &apos;Incorrect QR code&apos;, sign in once in another way first.</source>
        <translation>Drucken geht nur, solange diese Seite offen ist. Meldet der erste Scan „Falscher QR-Code“, hilft es, sich vorher einmal anders anzumelden.</translation>
    </message>
    <message>
        <source>It can be printed only while this page is open. The old badge works no more.</source>
        <translation>Drucken geht nur, solange diese Seite offen ist. Der alte Ausweis gilt nicht mehr.</translation>
    </message>
    <message>
        <source>It can be printed only while this page is open.</source>
        <translation>Drucken geht nur, solange diese Seite offen ist.</translation>
    </message>
    <message>
        <source>The code is small on this paper. Scan it from closer than {distance} cm.</source>
        <translation>Der Code ist auf diesem Papier klein. Scannen Sie ihn aus weniger als {distance} cm Abstand.</translation>
    </message>
    <message>
        <source>This computer has no letters for some of this person&apos;s details. The sign-in name is printed instead of such a name; other details are left out.</source>
        <translation>Dieser Computer hat für manche Angaben zu dieser Person keine Schrift. Statt eines solchen Namens wird der Anmeldename gedruckt; andere Angaben fehlen.</translation>
    </message>
    <message>
        <source>It works once: they choose their own PIN at the next sign-in.</source>
        <translation>Sie gilt nur einmal: Bei der nächsten Anmeldung wird eine eigene PIN gewählt.</translation>
    </message>
</context>
<context>
    <name>RunPanel</name>
    <message>
        <source>Under way</source>
        <translation>Im Gange</translation>
    </message>
    <message>
        <source>How far the run is</source>
        <translation>Wie weit der Lauf ist</translation>
    </message>
    <message>
        <source>Sign in and go on</source>
        <translation>Anmelden und fortsetzen</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>The run goes on while you are elsewhere. &apos;Team&apos; on the search page leads back to it.</source>
        <translation>Der Lauf geht weiter, während Sie anderswo sind. „Team“ auf der Suchseite führt hierher zurück.</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>Hier bleiben</translation>
    </message>
    <message>
        <source>Leave the page</source>
        <translation>Seite verlassen</translation>
    </message>
    <message>
        <source>What was made for the last part is not on paper yet. If you cancel now, these people need another new badge or PIN.</source>
        <translation>Was für den letzten Teil erstellt wurde, ist noch nicht auf Papier. Wenn Sie jetzt abbrechen, brauchen diese Personen noch einmal einen neuen Ausweis oder eine neue PIN.</translation>
    </message>
    <message>
        <source>Do not cancel</source>
        <translation>Nicht abbrechen</translation>
    </message>
    <message>
        <source>Cancel the run</source>
        <translation>Lauf abbrechen</translation>
    </message>
</context>
<context>
    <name>RunProgressWords</name>
    <message>
        <source>Making badges and PINs</source>
        <translation>Ausweise und PINs werden erstellt</translation>
    </message>
    <message>
        <source>Making new PINs</source>
        <translation>Neue PINs werden erstellt</translation>
    </message>
    <message>
        <source>Replacing badges</source>
        <translation>Ausweise werden ersetzt</translation>
    </message>
    <message>
        <source>Extending badges</source>
        <translation>Ausweise werden verlängert</translation>
    </message>
    <message>
        <source>No badge was made</source>
        <translation>Kein Ausweis wurde erstellt</translation>
    </message>
    <message>
        <source>1 badge and PIN is made</source>
        <translation>1 Ausweis mit PIN ist erstellt</translation>
    </message>
    <message>
        <source>{count} badges and PINs are made</source>
        <translation>{count} Ausweise mit PIN sind erstellt</translation>
    </message>
    <message>
        <source>No PIN was made</source>
        <translation>Keine PIN wurde erstellt</translation>
    </message>
    <message>
        <source>1 new PIN is made</source>
        <translation>1 neue PIN ist erstellt</translation>
    </message>
    <message>
        <source>{count} new PINs are made</source>
        <translation>{count} neue PINs sind erstellt</translation>
    </message>
    <message>
        <source>No badge was replaced</source>
        <translation>Kein Ausweis wurde ersetzt</translation>
    </message>
    <message>
        <source>1 badge is replaced</source>
        <translation>1 Ausweis ist ersetzt</translation>
    </message>
    <message>
        <source>{count} badges are replaced</source>
        <translation>{count} Ausweise sind ersetzt</translation>
    </message>
    <message>
        <source>No badge was extended</source>
        <translation>Kein Ausweis wurde verlängert</translation>
    </message>
    <message>
        <source>1 badge is extended</source>
        <translation>1 Ausweis ist verlängert</translation>
    </message>
    <message>
        <source>{count} badges are extended</source>
        <translation>{count} Ausweise sind verlängert</translation>
    </message>
    <message>
        <source>1 badge is made</source>
        <translation>1 Ausweis ist erstellt</translation>
    </message>
    <message>
        <source>{count} badges are made</source>
        <translation>{count} Ausweise sind erstellt</translation>
    </message>
    <message>
        <source>No badge is on paper</source>
        <translation>Kein Ausweis ist auf Papier</translation>
    </message>
    <message>
        <source>No new PIN is on paper</source>
        <translation>Keine neue PIN ist auf Papier</translation>
    </message>
    <message>
        <source>No new badge is on paper</source>
        <translation>Kein neuer Ausweis ist auf Papier</translation>
    </message>
    <message>
        <source>A badge was made for 1 person, but it is on no paper. This person needs another one: &apos;Team&apos; on the search page offers to go on with this run, and begins with them.</source>
        <translation>Für 1 Person wurde ein Ausweis erstellt, der auf keinem Papier ist. Sie braucht einen anderen: Mit „Team“ auf der Suchseite lässt sich dieser Lauf fortsetzen, er beginnt dann mit ihr.</translation>
    </message>
    <message>
        <source>Badges were made for {count} people, but they are on no paper. These people need others: &apos;Team&apos; on the search page offers to go on with this run, and begins with them.</source>
        <translation>Für {count} Personen wurden Ausweise erstellt, die auf keinem Papier sind. Sie brauchen andere: Mit „Team“ auf der Suchseite lässt sich dieser Lauf fortsetzen, er beginnt dann mit ihnen.</translation>
    </message>
    <message>
        <source>The old PIN of 1 person works no more, and the new one is on no paper. This person needs another one: &apos;Team&apos; on the search page offers to go on with this run, and begins with them.</source>
        <translation>Die alte PIN von 1 Person gilt nicht mehr, und die neue ist auf keinem Papier. Diese Person braucht eine andere: Mit „Team“ auf der Suchseite lässt sich dieser Lauf fortsetzen, er beginnt dann mit ihr.</translation>
    </message>
    <message>
        <source>The old PINs of {count} people work no more, and the new ones are on no paper. These people need others: &apos;Team&apos; on the search page offers to go on with this run, and begins with them.</source>
        <translation>Die alten PINs von {count} Personen gelten nicht mehr, und die neuen sind auf keinem Papier. Diese Personen brauchen andere: Mit „Team“ auf der Suchseite lässt sich dieser Lauf fortsetzen, er beginnt dann mit ihnen.</translation>
    </message>
    <message>
        <source>The old badge of 1 person works no more, and the new one is on no paper. This person needs another one: &apos;Team&apos; on the search page offers to go on with this run, and begins with them.</source>
        <translation>Der alte Ausweis von 1 Person gilt nicht mehr, und der neue ist auf keinem Papier. Diese Person braucht einen anderen: Mit „Team“ auf der Suchseite lässt sich dieser Lauf fortsetzen, er beginnt dann mit ihr.</translation>
    </message>
    <message>
        <source>The old badges of {count} people work no more, and the new ones are on no paper. These people need others: &apos;Team&apos; on the search page offers to go on with this run, and begins with them.</source>
        <translation>Die alten Ausweise von {count} Personen gelten nicht mehr, und die neuen sind auf keinem Papier. Diese Personen brauchen andere: Mit „Team“ auf der Suchseite lässt sich dieser Lauf fortsetzen, er beginnt dann mit ihnen.</translation>
    </message>
    <message>
        <source>{done} done, {failed} failed, {left} left</source>
        <translation>{done} erledigt, {failed} fehlgeschlagen, {left} übrig</translation>
    </message>
    <message>
        <source>About {rate} people a minute.</source>
        <translation>Etwa {rate} Personen pro Minute.</translation>
    </message>
    <message>
        <source>Part {part} is not on paper yet.</source>
        <translation>Teil {part} ist noch nicht auf Papier.</translation>
    </message>
    <message>
        <source>Part {part} is being saved.</source>
        <translation>Teil {part} wird gespeichert.</translation>
    </message>
    <message>
        <source>Part {part} is saved.</source>
        <translation>Teil {part} ist gespeichert.</translation>
    </message>
    <message>
        <source>Part {part} is at the printer.</source>
        <translation>Teil {part} ist beim Drucker.</translation>
    </message>
    <message>
        <source>Part {part} is printed.</source>
        <translation>Teil {part} ist gedruckt.</translation>
    </message>
    <message>
        <source>Part {part} could not be saved. Look whether {folder} is still there and has room, then go on. If that does not help, cancel the run and take it up again with another folder.</source>
        <translation>Teil {part} ließ sich nicht speichern. Sehen Sie nach, ob {folder} noch da ist und Platz hat, und setzen Sie dann fort. Hilft das nicht, brechen Sie den Lauf ab und nehmen Sie ihn mit einem anderen Ordner wieder auf.</translation>
    </message>
    <message>
        <source>The run is being cancelled. What is under way is finished first; nobody else is changed.</source>
        <translation>Der Lauf wird abgebrochen. Was im Gange ist, wird noch beendet; für niemand anderen wird etwas geändert.</translation>
    </message>
    <message>
        <source>The run is paused. What was under way is finished; nobody else is changed.</source>
        <translation>Der Lauf ist angehalten. Was im Gange war, wird noch beendet; für niemand anderen wird etwas geändert.</translation>
    </message>
    <message>
        <source>The service asks the station to wait. It goes on by itself in {time}.</source>
        <translation>Der Dienst bittet die Station zu warten. In {time} geht es von selbst weiter.</translation>
    </message>
    <message>
        <source>The run was cancelled.</source>
        <translation>Der Lauf wurde abgebrochen.</translation>
    </message>
    <message>
        <source>1 did not work; why is told below.</source>
        <translation>1-mal hat es nicht geklappt; warum, steht unten.</translation>
    </message>
    <message>
        <source>{count} did not work; why is told below.</source>
        <translation>{count}-mal hat es nicht geklappt; warum, steht unten.</translation>
    </message>
    <message>
        <source>Nothing went wrong.</source>
        <translation>Nichts ist schiefgegangen.</translation>
    </message>
    <message>
        <source>1 was not begun and stays as it is.</source>
        <translation>1 Person war noch nicht an der Reihe; für sie bleibt alles, wie es ist.</translation>
    </message>
    <message>
        <source>{count} were not begun and stay as they are.</source>
        <translation>{count} Personen waren noch nicht an der Reihe; für sie bleibt alles, wie es ist.</translation>
    </message>
    <message>
        <source>1 person keeps the PIN that they have.</source>
        <translation>1 Person behält ihre PIN.</translation>
    </message>
    <message>
        <source>{count} people keep the PIN that they have.</source>
        <translation>{count} Personen behalten ihre PIN.</translation>
    </message>
    <message>
        <source>The PDF files are in {folder}. Print them, then delete them: whoever opens them can use what is in them.</source>
        <translation>Die PDF-Dateien sind in {folder}. Drucken Sie sie und löschen Sie sie danach: Wer sie öffnet, kann benutzen, was darin steht.</translation>
    </message>
    <message>
        <source>Number {number}</source>
        <translation>Nummer {number}</translation>
    </message>
    <message>
        <source>Less than a minute to go.</source>
        <translation>Noch weniger als eine Minute.</translation>
    </message>
    <message>
        <source>About a minute to go.</source>
        <translation>Noch etwa eine Minute.</translation>
    </message>
    <message>
        <source>About {minutes} minutes to go.</source>
        <translation>Noch etwa {minutes} Minuten.</translation>
    </message>
    <message>
        <source>About {hours} h {minutes} min to go.</source>
        <translation>Noch etwa {hours} Std. {minutes} Min.</translation>
    </message>
</context>
<context>
    <name>RunRows</name>
    <message>
        <source>Line {line}: {said}</source>
        <translation>Zeile {line}: {said}</translation>
    </message>
    <message>
        <source>Badge ends on {date}</source>
        <translation>Ausweis läuft am {date} ab</translation>
    </message>
</context>
<context>
    <name>RunState</name>
    <message>
        <source>New badge and PIN</source>
        <translation>Neuer Ausweis und neue PIN</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>Neue PIN</translation>
    </message>
    <message>
        <source>New badge</source>
        <translation>Neuer Ausweis</translation>
    </message>
    <message>
        <source>Badge works longer</source>
        <translation>Ausweis gilt länger</translation>
    </message>
    <message>
        <source>New badge, same PIN</source>
        <translation>Neuer Ausweis, gleiche PIN</translation>
    </message>
    <message>
        <source>Has a badge already</source>
        <translation>Hat schon einen Ausweis</translation>
    </message>
    <message>
        <source>Has no badge</source>
        <translation>Hat keinen Ausweis</translation>
    </message>
    <message>
        <source>Has no badge and no PIN</source>
        <translation>Hat weder Ausweis noch PIN</translation>
    </message>
    <message>
        <source>Badge cannot last longer</source>
        <translation>Ausweis kann nicht länger gelten</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>Niemand gefunden</translation>
    </message>
    <message>
        <source>Several people match</source>
        <translation>Mehrere Personen passen</translation>
    </message>
    <message>
        <source>Named twice</source>
        <translation>Zweimal genannt</translation>
    </message>
    <message>
        <source>Account is disabled</source>
        <translation>Konto ist deaktiviert</translation>
    </message>
    <message>
        <source>You may not change this person</source>
        <translation>Sie dürfen diese Person nicht ändern</translation>
    </message>
    <message>
        <source>No badges for this person</source>
        <translation>Keine Ausweise für diese Person</translation>
    </message>
    <message>
        <source>Could not be read</source>
        <translation>Konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>Not done yet</source>
        <translation>Noch nicht erledigt</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Ausgelassen</translation>
    </message>
</context>
<context>
    <name>RunWords</name>
    <message>
        <source>New badges and PINs</source>
        <translation>Neue Ausweise und PINs</translation>
    </message>
    <message>
        <source>New PINs</source>
        <translation>Neue PINs</translation>
    </message>
    <message>
        <source>Replace badges</source>
        <translation>Ausweise ersetzen</translation>
    </message>
    <message>
        <source>Extend badges</source>
        <translation>Ausweise verlängern</translation>
    </message>
    <message>
        <source>For people who have no badge yet</source>
        <translation>Für alle, die noch keinen Ausweis haben</translation>
    </message>
    <message>
        <source>The badges that they have stay</source>
        <translation>Die vorhandenen Ausweise bleiben</translation>
    </message>
    <message>
        <source>Old badges stop working, the PINs stay</source>
        <translation>Alte werden ungültig, PINs bleiben</translation>
    </message>
    <message>
        <source>Badges work longer, nothing is printed</source>
        <translation>Ausweise gelten länger, ohne Druck</translation>
    </message>
    <message>
        <source>1 of {total} will get a badge and a PIN.</source>
        <translation>1 von {total} bekommt einen Ausweis und eine PIN.</translation>
    </message>
    <message>
        <source>{count} of {total} will get a badge and a PIN.</source>
        <translation>{count} von {total} bekommen einen Ausweis und eine PIN.</translation>
    </message>
    <message>
        <source>1 of {total} will get a new PIN.</source>
        <translation>1 von {total} bekommt eine neue PIN.</translation>
    </message>
    <message>
        <source>{count} of {total} will get a new PIN.</source>
        <translation>{count} von {total} bekommen eine neue PIN.</translation>
    </message>
    <message>
        <source>1 of {total} will get a new badge.</source>
        <translation>1 von {total} bekommt einen neuen Ausweis.</translation>
    </message>
    <message>
        <source>{count} of {total} will get a new badge.</source>
        <translation>{count} von {total} bekommen einen neuen Ausweis.</translation>
    </message>
    <message>
        <source>1 badge of {total} people will work longer.</source>
        <translation>1 Ausweis von {total} Personen gilt danach länger.</translation>
    </message>
    <message>
        <source>{count} badges of {total} people will work longer.</source>
        <translation>{count} Ausweise von {total} Personen gelten danach länger.</translation>
    </message>
    <message>
        <source>1 of {total} will get a new badge and keep the PIN.</source>
        <translation>1 von {total} bekommt einen neuen Ausweis und behält die PIN.</translation>
    </message>
    <message>
        <source>{count} of {total} will get a new badge and keep the PIN.</source>
        <translation>{count} von {total} bekommen einen neuen Ausweis und behalten die PIN.</translation>
    </message>
    <message>
        <source>1 has a badge already.</source>
        <translation>1 hat schon einen Ausweis.</translation>
    </message>
    <message>
        <source>{count} have a badge already.</source>
        <translation>{count} haben schon einen Ausweis.</translation>
    </message>
    <message>
        <source>1 has no badge.</source>
        <translation>1 hat keinen Ausweis.</translation>
    </message>
    <message>
        <source>{count} have no badge.</source>
        <translation>{count} haben keinen Ausweis.</translation>
    </message>
    <message>
        <source>1 has no badge and no PIN.</source>
        <translation>1 hat weder Ausweis noch PIN.</translation>
    </message>
    <message>
        <source>{count} have no badge and no PIN.</source>
        <translation>{count} haben weder Ausweis noch PIN.</translation>
    </message>
    <message>
        <source>1 badge cannot last longer than it does.</source>
        <translation>1 Ausweis lässt sich nicht verlängern.</translation>
    </message>
    <message>
        <source>{count} badges cannot last longer than they do.</source>
        <translation>{count} Ausweise lassen sich nicht verlängern.</translation>
    </message>
    <message>
        <source>1 was not found.</source>
        <translation>1 wurde nicht gefunden.</translation>
    </message>
    <message>
        <source>{count} were not found.</source>
        <translation>{count} wurden nicht gefunden.</translation>
    </message>
    <message>
        <source>1 entry fits several people.</source>
        <translation>1 Eintrag passt auf mehrere Personen.</translation>
    </message>
    <message>
        <source>{count} entries fit several people.</source>
        <translation>{count} Einträge passen auf mehrere Personen.</translation>
    </message>
    <message>
        <source>1 is named twice.</source>
        <translation>1 ist doppelt genannt.</translation>
    </message>
    <message>
        <source>{count} are named twice.</source>
        <translation>{count} sind doppelt genannt.</translation>
    </message>
    <message>
        <source>1 has a disabled account.</source>
        <translation>1 hat ein deaktiviertes Konto.</translation>
    </message>
    <message>
        <source>{count} have a disabled account.</source>
        <translation>{count} haben ein deaktiviertes Konto.</translation>
    </message>
    <message>
        <source>1 is somebody whom you may not change.</source>
        <translation>1 dürfen Sie nicht ändern.</translation>
    </message>
    <message>
        <source>{count} are people whom you may not change.</source>
        <translation>{count} dürfen Sie nicht ändern.</translation>
    </message>
    <message>
        <source>1 may not use badges.</source>
        <translation>Für 1 sind Ausweise nicht eingeschaltet.</translation>
    </message>
    <message>
        <source>{count} may not use badges.</source>
        <translation>Für {count} sind Ausweise nicht eingeschaltet.</translation>
    </message>
    <message>
        <source>1 could not be read.</source>
        <translation>1 ließ sich nicht lesen.</translation>
    </message>
    <message>
        <source>{count} could not be read.</source>
        <translation>{count} ließen sich nicht lesen.</translation>
    </message>
    <message>
        <source>You have left out 1.</source>
        <translation>1 haben Sie ausgelassen.</translation>
    </message>
    <message>
        <source>You have left out {count}.</source>
        <translation>{count} haben Sie ausgelassen.</translation>
    </message>
    <message>
        <source>Make 1 badge</source>
        <translation>1 Ausweis erstellen</translation>
    </message>
    <message>
        <source>Make {count} badges</source>
        <translation>{count} Ausweise erstellen</translation>
    </message>
    <message>
        <source>Make 1 new PIN</source>
        <translation>1 neue PIN erstellen</translation>
    </message>
    <message>
        <source>Make {count} new PINs</source>
        <translation>{count} neue PINs erstellen</translation>
    </message>
    <message>
        <source>Replace 1 badge</source>
        <translation>1 Ausweis ersetzen</translation>
    </message>
    <message>
        <source>Replace {count} badges</source>
        <translation>{count} Ausweise ersetzen</translation>
    </message>
    <message>
        <source>Extend 1 badge</source>
        <translation>1 Ausweis verlängern</translation>
    </message>
    <message>
        <source>Extend {count} badges</source>
        <translation>{count} Ausweise verlängern</translation>
    </message>
    <message>
        <source>Make a badge and a PIN for 1 person?</source>
        <translation>Ausweis und PIN für 1 Person erstellen?</translation>
    </message>
    <message>
        <source>Make badges and PINs for {count} people?</source>
        <translation>Ausweise und PINs für {count} Personen erstellen?</translation>
    </message>
    <message>
        <source>Make a new PIN for 1 person?</source>
        <translation>Neue PIN für 1 Person erstellen?</translation>
    </message>
    <message>
        <source>Make new PINs for {count} people?</source>
        <translation>Neue PINs für {count} Personen erstellen?</translation>
    </message>
    <message>
        <source>Replace the badge of 1 person?</source>
        <translation>Den Ausweis von 1 Person ersetzen?</translation>
    </message>
    <message>
        <source>Replace the badges of {count} people?</source>
        <translation>Die Ausweise von {count} Personen ersetzen?</translation>
    </message>
    <message>
        <source>Extend the badge of 1 person?</source>
        <translation>Den Ausweis von 1 Person verlängern?</translation>
    </message>
    <message>
        <source>Extend the badges of {count} people?</source>
        <translation>Die Ausweise von {count} Personen verlängern?</translation>
    </message>
    <message>
        <source>Make a badge for 1 person?</source>
        <translation>Ausweis für 1 Person erstellen?</translation>
    </message>
    <message>
        <source>Make badges for {count} people?</source>
        <translation>Ausweise für {count} Personen erstellen?</translation>
    </message>
    <message>
        <source>1 of them gets a badge and a PIN, which is changed at the first sign-in.</source>
        <translation>1 davon bekommt einen Ausweis und eine PIN, die bei der ersten Anmeldung geändert wird.</translation>
    </message>
    <message>
        <source>{count} of them get a badge and a PIN, which they change when they sign in first.</source>
        <translation>{count} davon bekommen einen Ausweis und eine PIN, die sie bei der ersten Anmeldung ändern.</translation>
    </message>
    <message>
        <source>1 of them has a PIN already, keeps it and gets a new badge for it.</source>
        <translation>1 davon hat schon eine PIN, behält sie und bekommt dazu einen neuen Ausweis.</translation>
    </message>
    <message>
        <source>{count} of them have a PIN already, keep it and get a new badge for it.</source>
        <translation>{count} davon haben schon eine PIN, behalten sie und bekommen dazu einen neuen Ausweis.</translation>
    </message>
    <message>
        <source>Nothing that they have now stops working.</source>
        <translation>Nichts, was sie jetzt haben, wird ungültig.</translation>
    </message>
    <message>
        <source>Each of them gets a badge. Whoever has no PIN yet gets one, which they change when they sign in first; whoever has one keeps it.</source>
        <translation>Jede Person bekommt einen Ausweis. Wer noch keine PIN hat, bekommt eine und ändert sie bei der ersten Anmeldung; wer schon eine hat, behält sie.</translation>
    </message>
    <message>
        <source>Each of them gets a badge and a PIN, which they change when they sign in first. Nothing that they have now stops working.</source>
        <translation>Jede dieser Personen bekommt einen Ausweis und eine PIN, die sie bei der ersten Anmeldung ändert. Nichts, was sie jetzt hat, wird ungültig.</translation>
    </message>
    <message>
        <source>Each of them gets a new PIN, which they change at the next sign-in. The PINs that they have now stop working at once; the badges stay.</source>
        <translation>Jede dieser Personen bekommt eine neue PIN, die sie bei der nächsten Anmeldung ändert. Die bisherigen PINs gelten ab sofort nicht mehr; die Ausweise bleiben.</translation>
    </message>
    <message>
        <source>Each of them gets a new badge. The badges that they have now stop working at once; the PINs stay.</source>
        <translation>Jede dieser Personen bekommt einen neuen Ausweis. Die bisherigen Ausweise gelten ab sofort nicht mehr; die PINs bleiben.</translation>
    </message>
    <message>
        <source>Their badges work longer. Badges and PINs stay as they are, and nothing has to be printed.</source>
        <translation>Die Ausweise gelten länger. Ausweise und PINs bleiben, wie sie sind; nichts muss gedruckt werden.</translation>
    </message>
    <message>
        <source>Where shall badges and PIN slips go?</source>
        <translation>Wohin sollen Ausweise und PIN-Zettel?</translation>
    </message>
    <message>
        <source>Where shall the PIN slips go?</source>
        <translation>Wohin sollen die PIN-Zettel?</translation>
    </message>
    <message>
        <source>Where shall the badges go?</source>
        <translation>Wohin sollen die Ausweise?</translation>
    </message>
    <message>
        <source>New badge, with or without a PIN</source>
        <translation>Neuer Ausweis, mit oder ohne PIN</translation>
    </message>
    <message>
        <source>Go on with the run</source>
        <translation>Lauf fortsetzen</translation>
    </message>
    <message>
        <source>The run has not gone on, and nobody was changed.</source>
        <translation>Der Lauf wurde nicht fortgesetzt, bei niemandem wurde etwas geändert.</translation>
    </message>
    <message>
        <source>The run has not begun, and nobody was changed.</source>
        <translation>Der Lauf hat nicht begonnen, bei niemandem wurde etwas geändert.</translation>
    </message>
    <message>
        <source>A run that is set aside is never offered again. Whoever is left in it gets nothing, unless you choose them in a new run.</source>
        <translation>Ein Lauf, der beiseitegelegt ist, wird nie wieder angeboten. Wer darin noch übrig ist, bekommt nichts, außer Sie wählen diese Personen in einem neuen Lauf aus.</translation>
    </message>
    <message>
        <source>Some of them may have a new badge or PIN that is on no paper, while the old one works no more. Going on with the run gives them another one.</source>
        <translation>Manche haben vielleicht einen neuen Ausweis oder eine neue PIN, die auf keinem Papier ist, und das Alte gilt nicht mehr. Wird der Lauf fortgesetzt, bekommen sie das noch einmal neu.</translation>
    </message>
    <message>
        <source>Still to do: {left} of {total} people.</source>
        <translation>Noch zu erledigen: {left} von {total} Personen.</translation>
    </message>
    <message>
        <source>Whoever opens the files can use what is in them. Delete them once they are printed.</source>
        <translation>Wer die Dateien öffnet, kann benutzen, was darin steht. Löschen Sie sie, sobald sie gedruckt sind.</translation>
    </message>
    <message>
        <source>Set aside the run that is not finished?</source>
        <translation>Den unfertigen Lauf beiseitelegen?</translation>
    </message>
    <message>
        <source>Go on with the run that is not finished?</source>
        <translation>Den unfertigen Lauf fortsetzen?</translation>
    </message>
    <message>
        <source>They are printed a part at a time, and each part must be on paper before the next one begins. Stay near the printer.</source>
        <translation>Gedruckt wird Teil für Teil, und jeder Teil muss auf Papier sein, bevor der nächste beginnt. Bleiben Sie in der Nähe des Druckers.</translation>
    </message>
</context>
<context>
    <name>SavePanel</name>
    <message>
        <source>The settings are saved in {file}.</source>
        <translation>Die Einstellungen sind in {file} gespeichert.</translation>
    </message>
    <message>
        <source>From the next start on the station works for your organisation: badges and PINs are real then. Sign in with your own account to see that it works.</source>
        <translation>Ab dem nächsten Start arbeitet die Station für Ihr Unternehmen: Dann sind Ausweise und PINs echt. Melden Sie sich mit Ihrem eigenen Konto an, um zu sehen, dass es geht.</translation>
    </message>
    <message>
        <source>From the next start on the station works for your organisation: badges and PINs are real then. That holds for this account of the computer; other accounts have to be set up for themselves.</source>
        <translation>Ab dem nächsten Start arbeitet die Station für Ihr Unternehmen: Dann sind Ausweise und PINs echt. Das gilt für dieses Konto des Computers; andere Konten müssen für sich eingerichtet werden.</translation>
    </message>
    <message>
        <source>The text that you pasted names other servers than Microsoft&apos;s ({keys}): people sign in there. Save it only if it came from your IT team.</source>
        <translation>Der eingefügte Text nennt andere Server als die von Microsoft ({keys}): Dort melden sich die Leute an. Speichern Sie ihn nur, wenn er von Ihrem IT-Team kam.</translation>
    </message>
    <message>
        <source>Nothing has been saved so far.</source>
        <translation>Bis jetzt ist nichts gespeichert.</translation>
    </message>
    <message>
        <source>Looking where the settings can be saved …</source>
        <translation>Es wird nachgesehen, wo gespeichert werden kann …</translation>
    </message>
    <message>
        <source>They are saved for all accounts of this computer, in {file}.</source>
        <translation>Gespeichert wird für alle Konten dieses Computers, in {file}.</translation>
    </message>
    <message>
        <source>They are saved for this account only, in {file}, because it may not write for the others of this computer.</source>
        <translation>Gespeichert wird nur für dieses Konto, in {file}, weil es für die anderen dieses Computers nicht schreiben darf.</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Unternehmen</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>Registrierung</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>as the computer is set</source>
        <translation>wie am Computer eingestellt</translation>
    </message>
    <message>
        <source>Badges</source>
        <translation>Ausweise</translation>
    </message>
    <message>
        <source>{id} (not checked)</source>
        <translation>{id} (nicht geprüft)</translation>
    </message>
    <message>
        <source>the usual layout</source>
        <translation>die übliche Vorlage</translation>
    </message>
    <message>
        <source>the usual printer</source>
        <translation>der übliche Drucker</translation>
    </message>
    <message>
        <source>{layout}, {printer}</source>
        <translation>{layout}, {printer}</translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <source>Who is it for?</source>
        <translation>Um wen geht es?</translation>
    </message>
    <message>
        <source>Name, sign-in name, employee number, or scan a badge</source>
        <translation>Name, Anmeldename, Personalnummer oder Ausweis scannen</translation>
    </message>
    <message>
        <source>Find a person</source>
        <translation>Person suchen</translation>
    </message>
    <message>
        <source>People found</source>
        <translation>Gefundene Personen</translation>
    </message>
    <message>
        <source>My own PIN</source>
        <translation>Meine eigene PIN</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>Drucken</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>Suche läuft</translation>
    </message>
    <message>
        <source>There are more people. Type more of the name.</source>
        <translation>Es gibt noch mehr Personen. Geben Sie mehr vom Namen ein.</translation>
    </message>
    <message>
        <source>Searching …</source>
        <translation>Suche läuft …</translation>
    </message>
    <message>
        <source>Find the person first</source>
        <translation>Suchen Sie zuerst die Person</translation>
    </message>
    <message>
        <source>Type the beginning of a name, a sign-in name or an employee number, or scan a badge.</source>
        <translation>Tippen Sie den Anfang eines Namens, eines Anmeldenamens oder einer Personalnummer ein, oder scannen Sie einen Ausweis.</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>Niemand gefunden</translation>
    </message>
    <message>
        <source>Check the spelling, or try the family name or the employee number.</source>
        <translation>Prüfen Sie die Schreibweise, oder versuchen Sie es mit dem Nachnamen oder der Personalnummer.</translation>
    </message>
    <message>
        <source>This scan leads to nobody</source>
        <translation>Dieser Scan führt zu niemandem</translation>
    </message>
    <message>
        <source>The search did not work</source>
        <translation>Die Suche hat nicht funktioniert</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
</context>
<context>
    <name>SettingExpected</name>
    <message>
        <source>a table with keys and values</source>
        <translation>eine Tabelle mit Schlüsseln und Werten</translation>
    </message>
    <message>
        <source>no password, secret or token at all, because the station needs none</source>
        <translation>gar kein Kennwort, Geheimnis oder Token, denn die Station braucht keines</translation>
    </message>
    <message>
        <source>an address of the global cloud</source>
        <translation>eine Adresse der globalen Cloud</translation>
    </message>
    <message>
        <source>a file that exists</source>
        <translation>eine Datei, die es gibt</translation>
    </message>
    <message>
        <source>a file, not a folder</source>
        <translation>eine Datei, kein Ordner</translation>
    </message>
    <message>
        <source>a file that this account may read</source>
        <translation>eine Datei, die dieses Konto lesen darf</translation>
    </message>
    <message>
        <source>lines like name = &quot;value&quot; under [table]</source>
        <translation>Zeilen wie name = &quot;Wert&quot; unter [Tabelle]</translation>
    </message>
    <message>
        <source>a text file that is saved as UTF-8</source>
        <translation>eine Textdatei, die als UTF-8 gespeichert ist</translation>
    </message>
    <message>
        <source>a file of at most 64 KB</source>
        <translation>eine Datei von höchstens 64 KB</translation>
    </message>
    <message>
        <source>the line &apos;# end of the settings&apos; at the end, as the first line says; the end of the file is missing</source>
        <translation>die Zeile &apos;# end of the settings&apos; am Ende, wie die erste Zeile sagt; das Ende der Datei fehlt</translation>
    </message>
    <message>
        <source>a value for each of these keys</source>
        <translation>ein Wert für jeden dieser Schlüssel</translation>
    </message>
    <message>
        <source>the name of a layout, in quotation marks</source>
        <translation>der Name einer Vorlage, in Anführungszeichen</translation>
    </message>
    <message>
        <source>a text in quotation marks, on one line</source>
        <translation>ein Text in Anführungszeichen, auf einer Zeile</translation>
    </message>
    <message>
        <source>true or false, without quotation marks</source>
        <translation>true oder false, ohne Anführungszeichen</translation>
    </message>
    <message>
        <source>the path of a file, in quotation marks</source>
        <translation>der Pfad einer Datei, in Anführungszeichen</translation>
    </message>
    <message>
        <source>the path of a certificate file that exists</source>
        <translation>der Pfad einer Zertifikatsdatei, die es gibt</translation>
    </message>
    <message>
        <source>an address like &quot;logs.example.com:6514&quot; for syslog or &quot;https://logs.example.com&quot; for OTLP</source>
        <translation>eine Adresse wie &quot;logs.example.com:6514&quot; für Syslog oder &quot;https://logs.example.com&quot; für OTLP</translation>
    </message>
    <message>
        <source>the tenant&apos;s id like 11111111-2222-3333-4444-555555555555, or its domain name</source>
        <translation>die Mandanten-ID wie 11111111-2222-3333-4444-555555555555 oder der Domänenname</translation>
    </message>
    <message>
        <source>the app registration&apos;s id like 11111111-2222-3333-4444-555555555555</source>
        <translation>die ID der App-Registrierung wie 11111111-2222-3333-4444-555555555555</translation>
    </message>
    <message>
        <source>an address like https://HOST/TENANT, with the tenant&apos;s id at its end</source>
        <translation>eine Adresse wie https://HOST/TENANT, mit der Mandanten-ID am Ende</translation>
    </message>
    <message>
        <source>an address like https://HOST, without a version</source>
        <translation>eine Adresse wie https://HOST, ohne Version</translation>
    </message>
    <message>
        <source>&quot;beta&quot; or &quot;v1.0&quot;</source>
        <translation>&quot;beta&quot; oder &quot;v1.0&quot;</translation>
    </message>
    <message>
        <source>&quot;UserAuthMethod-QR.ReadWrite.All&quot; or &quot;UserAuthenticationMethod.ReadWrite.All&quot;</source>
        <translation>&quot;UserAuthMethod-QR.ReadWrite.All&quot; oder &quot;UserAuthenticationMethod.ReadWrite.All&quot;</translation>
    </message>
    <message>
        <source>&quot;browser&quot;, &quot;device-code&quot; or &quot;broker&quot;</source>
        <translation>&quot;browser&quot;, &quot;device-code&quot; oder &quot;broker&quot;</translation>
    </message>
    <message>
        <source>a whole number from 10 to 1800</source>
        <translation>eine ganze Zahl von 10 bis 1800</translation>
    </message>
    <message>
        <source>a whole number from 1 to 1440</source>
        <translation>eine ganze Zahl von 1 bis 1440</translation>
    </message>
    <message>
        <source>a whole number from 0 to 10000</source>
        <translation>eine ganze Zahl von 0 bis 10000</translation>
    </message>
    <message>
        <source>&quot;en&quot;, &quot;de&quot;, or &quot;&quot; for the system&apos;s language</source>
        <translation>&quot;en&quot;, &quot;de&quot; oder &quot;&quot; für die Sprache des Systems</translation>
    </message>
    <message>
        <source>a whole number from 15 to 3600</source>
        <translation>eine ganze Zahl von 15 bis 3600</translation>
    </message>
    <message>
        <source>the path of a folder that exists</source>
        <translation>der Pfad eines Ordners, den es gibt</translation>
    </message>
    <message>
        <source>a whole number from 1 to 12</source>
        <translation>eine ganze Zahl von 1 bis 12</translation>
    </message>
    <message>
        <source>a whole number from 1 to 395</source>
        <translation>eine ganze Zahl von 1 bis 395</translation>
    </message>
    <message>
        <source>a whole number from 3 to 600</source>
        <translation>eine ganze Zahl von 3 bis 600</translation>
    </message>
    <message>
        <source>a whole number from 0 to 4096</source>
        <translation>eine ganze Zahl von 0 bis 4096</translation>
    </message>
    <message>
        <source>&quot;none&quot;, &quot;syslog&quot; or &quot;otlp&quot;</source>
        <translation>&quot;none&quot;, &quot;syslog&quot; oder &quot;otlp&quot;</translation>
    </message>
    <message>
        <source>&quot;badge&quot; or &quot;slip&quot;</source>
        <translation>&quot;badge&quot; oder &quot;slip&quot;</translation>
    </message>
    <message>
        <source>millimetres from 10 to 1000</source>
        <translation>Millimeter von 10 bis 1000</translation>
    </message>
    <message>
        <source>millimetres from 0 to 1000</source>
        <translation>Millimeter von 0 bis 1000</translation>
    </message>
    <message>
        <source>millimetres from 1 to 1000</source>
        <translation>Millimeter von 1 bis 1000</translation>
    </message>
    <message>
        <source>millimetres from 0.05 to 5</source>
        <translation>Millimeter von 0.05 bis 5</translation>
    </message>
    <message>
        <source>millimetres from 0 to 100</source>
        <translation>Millimeter von 0 bis 100</translation>
    </message>
    <message>
        <source>a size in points from 4 to 200</source>
        <translation>eine Größe in Punkt von 4 bis 200</translation>
    </message>
    <message>
        <source>a size in points, not larger than size</source>
        <translation>eine Größe in Punkt, nicht größer als size</translation>
    </message>
    <message>
        <source>a whole number from 1 to 20</source>
        <translation>eine ganze Zahl von 1 bis 20</translation>
    </message>
    <message>
        <source>a number from 1 to 3</source>
        <translation>eine Zahl von 1 bis 3</translation>
    </message>
    <message>
        <source>1 or 2</source>
        <translation>1 oder 2</translation>
    </message>
    <message>
        <source>two numbers in millimetres, like [10, 25.5]</source>
        <translation>zwei Zahlen in Millimetern, wie [10, 25.5]</translation>
    </message>
    <message>
        <source>&quot;black&quot;, &quot;ink&quot;, &quot;soft&quot;, &quot;line&quot;, &quot;tint&quot;, &quot;white&quot;, or a colour like &quot;#1f3a5f&quot;</source>
        <translation>&quot;black&quot;, &quot;ink&quot;, &quot;soft&quot;, &quot;line&quot;, &quot;tint&quot;, &quot;white&quot; oder eine Farbe wie &quot;#1f3a5f&quot;</translation>
    </message>
    <message>
        <source>&quot;regular&quot;, &quot;medium&quot;, &quot;semibold&quot; or &quot;bold&quot;</source>
        <translation>&quot;regular&quot;, &quot;medium&quot;, &quot;semibold&quot; oder &quot;bold&quot;</translation>
    </message>
    <message>
        <source>&quot;start&quot;, &quot;center&quot; or &quot;end&quot;</source>
        <translation>&quot;start&quot;, &quot;center&quot; oder &quot;end&quot;</translation>
    </message>
    <message>
        <source>&quot;top&quot;, &quot;middle&quot; or &quot;bottom&quot;</source>
        <translation>&quot;top&quot;, &quot;middle&quot; oder &quot;bottom&quot;</translation>
    </message>
    <message>
        <source>&quot;square&quot; or &quot;round&quot;</source>
        <translation>&quot;square&quot; oder &quot;round&quot;</translation>
    </message>
    <message>
        <source>one or several of &quot;with-code&quot;, &quot;without-code&quot;, &quot;with-pin&quot;, &quot;without-pin&quot;, &quot;temporary&quot;, &quot;not-temporary&quot;, &quot;with-photo&quot; and &quot;without-photo&quot;</source>
        <translation>eines oder mehrere von &quot;with-code&quot;, &quot;without-code&quot;, &quot;with-pin&quot;, &quot;without-pin&quot;, &quot;temporary&quot;, &quot;not-temporary&quot;, &quot;with-photo&quot; und &quot;without-photo&quot;</translation>
    </message>
    <message>
        <source>one of &quot;name&quot;, &quot;job&quot;, &quot;site&quot;, &quot;employee-number&quot;, &quot;kind&quot;, &quot;valid-until&quot;, &quot;badge&quot;, &quot;pin&quot;, &quot;pin-label&quot;, &quot;pin-notice&quot;, &quot;steps&quot;, &quot;heading&quot;, &quot;keep-apart&quot;, &quot;not-again&quot;, &quot;fold-help&quot;, &quot;printed&quot; and &quot;practice-notice&quot;, or text = &quot;…&quot; instead</source>
        <translation>eines von &quot;name&quot;, &quot;job&quot;, &quot;site&quot;, &quot;employee-number&quot;, &quot;kind&quot;, &quot;valid-until&quot;, &quot;badge&quot;, &quot;pin&quot;, &quot;pin-label&quot;, &quot;pin-notice&quot;, &quot;steps&quot;, &quot;heading&quot;, &quot;keep-apart&quot;, &quot;not-again&quot;, &quot;fold-help&quot;, &quot;printed&quot; und &quot;practice-notice&quot;, oder stattdessen text = &quot;…&quot;</translation>
    </message>
    <message>
        <source>parts like [[text]], each with its keys under it</source>
        <translation>Teile wie [[text]], jeder mit seinen Schlüsseln darunter</translation>
    </message>
    <message>
        <source>one line or several, like { what = &quot;name&quot;, size = 10 }</source>
        <translation>eine Zeile oder mehrere, wie { what = &quot;name&quot;, size = 10 }</translation>
    </message>
    <message>
        <source>[sheet] with width, height, columns and rows</source>
        <translation>[sheet] mit width, height, columns und rows</translation>
    </message>
    <message>
        <source>the name of a layout that is no sheet of several</source>
        <translation>der Name einer Vorlage, die kein Bogen mit mehreren ist</translation>
    </message>
    <message>
        <source>at most 200 parts</source>
        <translation>höchstens 200 Teile</translation>
    </message>
    <message>
        <source>so many cards as have room on the sheet</source>
        <translation>so viele Karten, wie auf dem Bogen Platz haben</translation>
    </message>
    <message>
        <source>a place that lies on the page with all of it</source>
        <translation>ein Platz, der ganz auf der Seite liegt</translation>
    </message>
    <message>
        <source>a place that is free; the part in the other line lies there</source>
        <translation>ein freier Platz; dort liegt der Teil aus der anderen Zeile</translation>
    </message>
    <message>
        <source>a text that has room beside the part in the other line, too</source>
        <translation>ein Text, der auch neben dem Teil aus der anderen Zeile Platz hat</translation>
    </message>
    <message>
        <source>a level or an upright line</source>
        <translation>eine waagerechte oder senkrechte Linie</translation>
    </message>
    <message>
        <source>a dark colour on a light ground, with a contrast of 7 to 1 at least</source>
        <translation>eine dunkle Farbe auf hellem Grund, mit einem Kontrast von mindestens 7 zu 1</translation>
    </message>
    <message>
        <source>[[code]] once, because this is a badge</source>
        <translation>einmal [[code]], denn dies ist ein Ausweis</translation>
    </message>
    <message>
        <source>no [[code]], because this is a slip</source>
        <translation>kein [[code]], denn dies ist ein Zettel</translation>
    </message>
    <message>
        <source>a line with what = &quot;pin&quot;, because this is a slip</source>
        <translation>eine Zeile mit what = &quot;pin&quot;, denn dies ist ein Zettel</translation>
    </message>
    <message>
        <source>millimetres from 15 to 1000</source>
        <translation>Millimeter von 15 bis 1000</translation>
    </message>
    <message>
        <source>the name of a PNG or JPEG file of at most 2 MB beside the layout file</source>
        <translation>der Name einer PNG- oder JPEG-Datei von höchstens 2 MB neben der Vorlage</translation>
    </message>
</context>
<context>
    <name>SettingMeaning</name>
    <message>
        <source>The certificate of the CA that signed these endpoints&apos; certificates (PEM); a relative path starts at the settings file.</source>
        <translation>Das Zertifikat der CA, die die Zertifikate dieser Endpunkte signiert hat (PEM). Ein relativer Pfad beginnt bei der Einstellungsdatei.</translation>
    </message>
    <message>
        <source>Who receives audit records: HOST:PORT for syslog over TLS, an https address for OTLP.</source>
        <translation>Wer die Protokolleinträge bekommt: HOST:PORT für Syslog über TLS, eine https-Adresse für OTLP.</translation>
    </message>
    <message>
        <source>The certificate of the CA that signed the receiver&apos;s certificate (PEM), if the operating system does not trust it; a relative path starts at the settings file.</source>
        <translation>Das Zertifikat der CA, die das Zertifikat des Empfängers signiert hat (PEM), falls das Betriebssystem ihr nicht vertraut. Ein relativer Pfad beginnt bei der Einstellungsdatei.</translation>
    </message>
    <message>
        <source>The tenant&apos;s id, or a domain name that is verified in it. A roll-out must set it.</source>
        <translation>Die ID des Mandanten oder ein Domänenname, der in ihm bestätigt ist. Bei einem Rollout muss sie gesetzt werden.</translation>
    </message>
    <message>
        <source>The id of the station&apos;s app registration. A roll-out must set it.</source>
        <translation>Die ID der App-Registrierung der Station. Bei einem Rollout muss sie gesetzt werden.</translation>
    </message>
    <message>
        <source>Another sign-in endpoint, for a test environment; goes with tenant.graph_root.</source>
        <translation>Ein anderer Endpunkt für die Anmeldung, für eine Testumgebung; gehört zu tenant.graph_root.</translation>
    </message>
    <message>
        <source>Another Graph endpoint, for a test environment; goes with tenant.authority.</source>
        <translation>Ein anderer Graph-Endpunkt, für eine Testumgebung; gehört zu tenant.authority.</translation>
    </message>
    <message>
        <source>The version of Microsoft Graph that the method&apos;s calls use.</source>
        <translation>Die Version von Microsoft Graph, die für die Aufrufe der Methode benutzt wird.</translation>
    </message>
    <message>
        <source>The permission to ask for; the second one for tenants that already consented to it.</source>
        <translation>Die Berechtigung, um die gebeten wird; die zweite für Mandanten, die ihr schon zugestimmt haben.</translation>
    </message>
    <message>
        <source>How a supervisor signs in.</source>
        <translation>Wie sich Vorgesetzte anmelden.</translation>
    </message>
    <message>
        <source>How long the station waits for a sign-in, in seconds.</source>
        <translation>Wie lange die Station auf eine Anmeldung wartet, in Sekunden.</translation>
    </message>
    <message>
        <source>How old a sign-in may be before a change asks again, in minutes.</source>
        <translation>Wie alt eine Anmeldung sein darf, bevor eine Änderung eine neue verlangt, in Minuten.</translation>
    </message>
    <message>
        <source>How many changes one sign-in may make within ten minutes before the next one asks to sign in again; 0 is any number. Runs for many people do not count.</source>
        <translation>Wie viele Änderungen mit einer Anmeldung innerhalb von zehn Minuten möglich sind, bevor die nächste eine neue Anmeldung verlangt; 0 heißt beliebig viele. Läufe für viele Personen zählen nicht.</translation>
    </message>
    <message>
        <source>The name of this station, shown on the welcome page and written to the audit file.</source>
        <translation>Der Name dieser Station. Er steht auf der Startseite und in der Protokolldatei.</translation>
    </message>
    <message>
        <source>The language of the station; the system&apos;s where it is left out.</source>
        <translation>Die Sprache der Station; fehlt sie, gilt die des Systems.</translation>
    </message>
    <message>
        <source>Kiosk mode: the window covers its screen, and only who signs in can close it.</source>
        <translation>Kioskmodus: Das Fenster bedeckt seinen Bildschirm, und nur wer sich anmeldet, kann es schließen.</translation>
    </message>
    <message>
        <source>The name of the screen that kiosk mode covers; the main one where it is left out.</source>
        <translation>Der Name des Bildschirms, den der Kioskmodus bedeckt; fehlt er, ist es der Hauptbildschirm.</translation>
    </message>
    <message>
        <source>After how long without a touch or a key the station locks, in seconds.</source>
        <translation>Nach wie langer Zeit ohne Berührung oder Taste sich die Station sperrt, in Sekunden.</translation>
    </message>
    <message>
        <source>Whether other programs may take pictures of the window (Windows); remote support that shows the screen needs it.</source>
        <translation>Ob andere Programme Bilder des Fensters aufnehmen dürfen (Windows); Fernwartung, die den Bildschirm zeigt, braucht das.</translation>
    </message>
    <message>
        <source>The layout of badges; the station&apos;s own choice where it is left out. &apos;pin-kiosk badge-sample --list&apos; names them.</source>
        <translation>Die Vorlage für Ausweise; fehlt sie, gilt, was an der Station gewählt wurde. „pin-kiosk badge-sample --list“ nennt alle.</translation>
    </message>
    <message>
        <source>The layout of PIN slips; the station&apos;s own choice where it is left out.</source>
        <translation>Die Vorlage für PIN-Zettel; fehlt sie, gilt, was an der Station gewählt wurde.</translation>
    </message>
    <message>
        <source>A folder with layouts of the site&apos;s own; the folder &apos;layouts&apos; beside the settings file where it is left out. A relative path starts at the settings file.</source>
        <translation>Ein Ordner mit eigenen Vorlagen; fehlt er, gilt der Ordner „layouts“ neben der Einstellungsdatei. Ein relativer Pfad beginnt bei der Einstellungsdatei.</translation>
    </message>
    <message>
        <source>The printer&apos;s name; the system&apos;s default printer where it is left out.</source>
        <translation>Der Name des Druckers; fehlt er, gilt der Standarddrucker des Systems.</translation>
    </message>
    <message>
        <source>How long a temporary code works, in hours.</source>
        <translation>Wie lange ein vorläufiger Ausweis gilt, in Stunden.</translation>
    </message>
    <message>
        <source>How long a badge works, in days; the policy&apos;s lifetime, else 365, where it is left out.</source>
        <translation>Wie lange ein Ausweis gilt, in Tagen; fehlt die Angabe, gilt die Dauer aus der Richtlinie des Mandanten, sonst 365.</translation>
    </message>
    <message>
        <source>How long a PIN stays on the screen, in seconds.</source>
        <translation>Wie lange eine PIN auf dem Bildschirm zu sehen ist, in Sekunden.</translation>
    </message>
    <message>
        <source>Whether a PIN may be copied to the clipboard, for 20 seconds.</source>
        <translation>Ob eine PIN für 20 Sekunden in die Zwischenablage kopiert werden darf.</translation>
    </message>
    <message>
        <source>Whether pages may be saved as PDF.</source>
        <translation>Ob Seiten als PDF gespeichert werden dürfen.</translation>
    </message>
    <message>
        <source>Whether a badge that is scanned here may be printed afresh.</source>
        <translation>Ob ein Ausweis, der hier gescannt wird, neu gedruckt werden darf.</translation>
    </message>
    <message>
        <source>The audit file; the platform&apos;s place for the account where it is left out. A relative path starts at the settings file.</source>
        <translation>Die Protokolldatei; fehlt sie, gilt der Platz des Kontos auf diesem System. Ein relativer Pfad beginnt bei der Einstellungsdatei.</translation>
    </message>
    <message>
        <source>The size beyond which the audit file is put aside under a number and a new one begun, in megabytes; 0 for never.</source>
        <translation>Die Größe, ab der die Protokolldatei unter einer Nummer beiseitegelegt und eine neue begonnen wird, in Megabyte; 0 heißt nie.</translation>
    </message>
    <message>
        <source>Where audit records go besides the file.</source>
        <translation>Wohin Protokolleinträge außer in die Datei noch gehen.</translation>
    </message>
</context>
<context>
    <name>Setup</name>
    <message>
        <source>Sign in as somebody who may register applications, such as a Cloud Application Administrator. Nothing of the sign-in is kept.</source>
        <translation>Melden Sie sich als jemand an, der Anwendungen registrieren darf, etwa als Cloudanwendungsadministrator. Von der Anmeldung wird nichts aufbewahrt.</translation>
    </message>
    <message>
        <source>There is no registration of stations yet. Without --dry-run it would be made, with the name &apos;{name}&apos;.</source>
        <translation>Es gibt noch keine Registrierung der Stationen. Ohne --dry-run würde sie angelegt, mit dem Namen „{name}“.</translation>
    </message>
    <message>
        <source>The registration &apos;{name}&apos; was made.</source>
        <translation>Die Registrierung „{name}“ wurde angelegt.</translation>
    </message>
    <message>
        <source>The registration &apos;{name}&apos; is there.</source>
        <translation>Die Registrierung „{name}“ ist da.</translation>
    </message>
    <message>
        <source>It is as it must be, so nothing was changed.</source>
        <translation>Sie ist, wie sie sein muss; darum wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Its service principal was made.</source>
        <translation>Ihr Dienstprinzipal wurde angelegt.</translation>
    </message>
    <message>
        <source>Its service principal would be made.</source>
        <translation>Ihr Dienstprinzipal würde angelegt.</translation>
    </message>
    <message>
        <source>The redirect address http://localhost was added.</source>
        <translation>Die Umleitungsadresse http://localhost wurde ergänzt.</translation>
    </message>
    <message>
        <source>Public client flows were allowed, so that signing in by a code works.</source>
        <translation>Öffentliche Clientflows wurden zugelassen, damit die Anmeldung mit einem Code geht.</translation>
    </message>
    <message>
        <source>Permissions that stations need were added. They count once an administrator has consented again.</source>
        <translation>Berechtigungen, die Stationen brauchen, wurden ergänzt. Sie gelten, sobald ein Administrator erneut zugestimmt hat.</translation>
    </message>
    <message>
        <source>It was marked as the registration of the stations.</source>
        <translation>Sie wurde als die Registrierung der Stationen gekennzeichnet.</translation>
    </message>
    <message>
        <source>The redirect address http://localhost would be added.</source>
        <translation>Die Umleitungsadresse http://localhost würde ergänzt.</translation>
    </message>
    <message>
        <source>Public client flows would be allowed, so that signing in by a code works.</source>
        <translation>Öffentliche Clientflows würden zugelassen, damit die Anmeldung mit einem Code geht.</translation>
    </message>
    <message>
        <source>Permissions that stations need would be added.</source>
        <translation>Berechtigungen, die Stationen brauchen, würden ergänzt.</translation>
    </message>
    <message>
        <source>It would be marked as the registration of the stations.</source>
        <translation>Sie würde als die Registrierung der Stationen gekennzeichnet.</translation>
    </message>
    <message>
        <source>It names more permissions than these stations need. They were left alone; take them away in the Entra admin center if nothing else uses them.</source>
        <translation>Sie nennt mehr Berechtigungen, als diese Stationen brauchen. Sie blieben, wie sie sind; nehmen Sie sie im Entra Admin Center weg, wenn nichts anderes sie benutzt.</translation>
    </message>
    <message>
        <source>Accounts of other organisations may sign in to it. That was left alone; allow this organisation alone in the Entra admin center if nothing else needs it.</source>
        <translation>Auch Konten anderer Unternehmen dürfen sich bei ihr anmelden. Das blieb so; lassen Sie im Entra Admin Center nur dieses Unternehmen zu, wenn nichts anderes es braucht.</translation>
    </message>
    <message>
        <source>It lets answers of sign-ins be sent to addresses elsewhere, and whoever owns such an address can act as whoever signs in. That was left alone; find out whose registration it is before an administrator consents.</source>
        <translation>Sie lässt Antworten von Anmeldungen auch an Adressen anderswo senden, und wem eine solche Adresse gehört, der kann handeln wie die Person, die sich anmeldet. Das blieb so; klären Sie, wessen Registrierung das ist, bevor jemand aus der Administration zustimmt.</translation>
    </message>
    <message>
        <source>Others own it, and whoever owns it can change it at any time, also after an administrator has consented: {owners}. That was left alone; in the Entra admin center, take away whoever is not meant to own it.</source>
        <translation>Sie gehört auch anderen, und wem sie gehört, der kann sie jederzeit ändern, auch nachdem ein Administrator zugestimmt hat: {owners}. Das blieb so; nehmen Sie im Entra Admin Center weg, wem sie nicht gehören soll.</translation>
    </message>
    <message>
        <source>The link that an administrator must open once to consent, which means to allow these permissions for everybody:</source>
        <translation>Der Link, den ein Administrator einmal öffnen muss, um zuzustimmen, also diese Berechtigungen für alle zu erlauben:</translation>
    </message>
    <message>
        <source>Interrupted. Nothing was changed in the tenant, and no settings were written.</source>
        <translation>Abgebrochen. Im Mandanten wurde nichts geändert, und keine Einstellungen wurden geschrieben.</translation>
    </message>
    <message>
        <source>Interrupted while the registration was written, so it may be there, whole or in part. No settings were written, and nobody was asked to consent. Run setup again: it looks first, and makes no second one.</source>
        <translation>Abgebrochen, während die Registrierung geschrieben wurde; darum kann sie ganz oder zum Teil da sein. Es wurden keine Einstellungen geschrieben, und niemand wurde um Zustimmung gebeten. Führen Sie setup noch einmal aus: Es sieht zuerst nach und legt keine zweite an.</translation>
    </message>
    <message>
        <source>Interrupted. The registration is there and complete. Run setup again to see what is left.</source>
        <translation>Abgebrochen. Die Registrierung ist da und vollständig. Führen Sie setup noch einmal aus, um zu sehen, was noch fehlt.</translation>
    </message>
    <message>
        <source>Interrupted while waiting for the consent, so it is not known whether it was given. The registration is there and complete.</source>
        <translation>Abgebrochen, während auf die Zustimmung gewartet wurde; darum ist nicht bekannt, ob zugestimmt wurde. Die Registrierung ist da und vollständig.</translation>
    </message>
    <message>
        <source>It has a secret or a certificate, which stations never use. It was left alone; delete it in the Entra admin center if nothing else uses it.</source>
        <translation>Sie hat ein Geheimnis oder ein Zertifikat, was Stationen nie benutzen. Es blieb; löschen Sie es im Entra Admin Center, wenn nichts anderes es benutzt.</translation>
    </message>
    <message>
        <source>{name} ({id})</source>
        <translation>{name} ({id})</translation>
    </message>
    <message>
        <source>the application {name} ({id})</source>
        <translation>die Anwendung {name} ({id})</translation>
    </message>
    <message>
        <source>whoever has the id {id}</source>
        <translation>wer die ID {id} hat</translation>
    </message>
    <message>
        <source>Before an administrator consents, which means to allow these permissions for everybody, look at this registration in the Entra admin center, under &apos;App registrations&apos;: at its &apos;Owners&apos;, its &apos;Authentication&apos;, and its &apos;Certificates &amp; secrets&apos;. Once they are as they are meant to be, run setup again with --reviewed, which gives the link for the consent.</source>
        <translation>Bevor ein Administrator zustimmt, also diese Berechtigungen für alle erlaubt, sehen Sie sich diese Registrierung im Entra Admin Center unter „App-Registrierungen“ an: ihre „Besitzer“, ihre „Authentifizierung“ und ihre „Zertifikate &amp; Geheimnisse“. Wenn alles so ist, wie es sein soll, führen Sie setup noch einmal mit --reviewed aus; dann kommt der Link zur Zustimmung.</translation>
    </message>
    <message>
        <source>Tenant id: {id}</source>
        <translation>Mandanten-ID: {id}</translation>
    </message>
    <message>
        <source>Client id: {id}</source>
        <translation>Client-ID: {id}</translation>
    </message>
    <message>
        <source>Permissions: {names}</source>
        <translation>Berechtigungen: {names}</translation>
    </message>
    <message>
        <source>After that the browser goes to http://localhost, where nothing answers, so it shows an error. That is all right: what counts is admin_consent=True, and no error, in its address bar. With --consent, setup opens the page here and waits for the answer.</source>
        <translation>Danach geht der Browser zu http://localhost, wo nichts antwortet, und zeigt darum einen Fehler. Das ist in Ordnung: Es zählt, dass in seiner Adresszeile admin_consent=True steht und kein error. Mit --consent öffnet setup die Seite hier und wartet auf die Antwort.</translation>
    </message>
    <message>
        <source>Consent in the browser that has just opened, as an administrator.</source>
        <translation>Stimmen Sie in dem Browser, der sich gerade geöffnet hat, als Administrator zu.</translation>
    </message>
    <message>
        <source>No browser opened. Open this address on this computer, and consent as an administrator: {address}</source>
        <translation>Es hat sich kein Browser geöffnet. Öffnen Sie diese Adresse auf diesem Computer, und stimmen Sie als Administrator zu: {address}</translation>
    </message>
    <message>
        <source>An administrator has consented for everybody.</source>
        <translation>Ein Administrator hat für alle zugestimmt.</translation>
    </message>
    <message>
        <source>The settings of a station:</source>
        <translation>Die Einstellungen einer Station:</translation>
    </message>
    <message>
        <source>They were written to {file}.</source>
        <translation>Sie wurden in {file} geschrieben.</translation>
    </message>
    <message>
        <source>On a station press &apos;Set this station up&apos; and paste them; or put them into its settings file, which is {file} on a system like this one. Then run &apos;pin-kiosk doctor&apos; there.</source>
        <translation>Drücken Sie an einer Station auf „Diese Station einrichten“ und fügen Sie sie ein; oder schreiben Sie sie in ihre Einstellungsdatei, bei einem System wie diesem {file}. Führen Sie dann dort „pin-kiosk doctor“ aus.</translation>
    </message>
</context>
<context>
    <name>SetupPage</name>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Save the settings</source>
        <translation>Einstellungen speichern</translation>
    </message>
    <message>
        <source>Start the station now</source>
        <translation>Station jetzt starten</translation>
    </message>
    <message>
        <source>Which organisation does this station work for?</source>
        <translation>Für welches Unternehmen arbeitet diese Station?</translation>
    </message>
    <message>
        <source>What is this station called?</source>
        <translation>Wie heißt diese Station?</translation>
    </message>
    <message>
        <source>What are badges printed on?</source>
        <translation>Worauf werden Ausweise gedruckt?</translation>
    </message>
    <message>
        <source>Is everything right?</source>
        <translation>Stimmt alles?</translation>
    </message>
    <message>
        <source>The station is set up</source>
        <translation>Die Station ist eingerichtet</translation>
    </message>
    <message>
        <source>Step {number} of {count}</source>
        <translation>Schritt {number} von {count}</translation>
    </message>
    <message>
        <source>Back to the start</source>
        <translation>Zurück zum Anfang</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Open the browser again</source>
        <translation>Browser noch einmal öffnen</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Use a code on my phone instead</source>
        <translation>Stattdessen mit Code auf dem Telefon anmelden</translation>
    </message>
    <message>
        <source>Use the browser instead</source>
        <translation>Stattdessen im Browser anmelden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Or point the camera of your phone at the picture.</source>
        <translation>Oder richten Sie die Kamera Ihres Telefons auf das Bild.</translation>
    </message>
    <message>
        <source>Address of the sign-in page as a QR code</source>
        <translation>Adresse der Anmeldeseite als QR-Code</translation>
    </message>
    <message>
        <source>The sign-in is being prepared.</source>
        <translation>Die Anmeldung wird vorbereitet.</translation>
    </message>
    <message>
        <source>The browser did not open</source>
        <translation>Der Browser hat sich nicht geöffnet</translation>
    </message>
    <message>
        <source>Go on in the browser</source>
        <translation>Weiter geht es im Browser</translation>
    </message>
    <message>
        <source>A sign-in page has opened in the browser. Sign in there with your own account. This page goes on by itself.</source>
        <translation>Im Browser hat sich eine Anmeldeseite geöffnet. Melden Sie sich dort mit Ihrem eigenen Konto an. Danach geht es hier von selbst weiter.</translation>
    </message>
    <message>
        <source>Sign in with your phone</source>
        <translation>Mit dem Telefon anmelden</translation>
    </message>
    <message>
        <source>Open the address here</source>
        <translation>Adresse hier öffnen</translation>
    </message>
    <message>
        <source>No browser window?</source>
        <translation>Kein Browserfenster?</translation>
    </message>
    <message>
        <source>Sign in with a code</source>
        <translation>Mit einem Code anmelden</translation>
    </message>
    <message>
        <source>Sign in with the code below. Then this page goes on by itself.</source>
        <translation>Melden Sie sich mit dem Code unten an. Danach geht es hier von selbst weiter.</translation>
    </message>
    <message>
        <source>Almost there</source>
        <translation>Fast fertig</translation>
    </message>
    <message>
        <source>The station is getting ready for you.</source>
        <translation>Die Station wird für Sie vorbereitet.</translation>
    </message>
    <message>
        <source>The sign-in did not work</source>
        <translation>Die Anmeldung hat nicht funktioniert</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>In practice this address opens on this computer only, not on a phone. Open it here and type the code:</source>
        <translation>Beim Üben lässt sich diese Adresse nur an diesem Computer öffnen, nicht auf einem Telefon. Öffnen Sie sie hier und geben Sie den Code ein:</translation>
    </message>
    <message>
        <source>Open this address on your phone and type the code:</source>
        <translation>Öffnen Sie diese Adresse auf Ihrem Telefon und geben Sie den Code ein:</translation>
    </message>
    <message>
        <source>Code {code}</source>
        <translation>Code {code}</translation>
    </message>
    <message>
        <source>Use a code instead</source>
        <translation>Stattdessen einen Code benutzen</translation>
    </message>
    <message>
        <source>Time left: {time}</source>
        <translation>Verbleibende Zeit: {time}</translation>
    </message>
    <message>
        <source>Please sign in once more</source>
        <translation>Bitte melden Sie sich noch einmal an</translation>
    </message>
    <message>
        <source>Signing in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>Address copied</source>
        <translation>Adresse kopiert</translation>
    </message>
</context>
<context>
    <name>Situations</name>
    <message>
        <source>Forgot the PIN</source>
        <translation>PIN vergessen</translation>
    </message>
    <message>
        <source>Makes a new PIN for their badge.</source>
        <translation>Neue PIN zum selben Ausweis.</translation>
    </message>
    <message>
        <source>New here</source>
        <translation>Neu hier</translation>
    </message>
    <message>
        <source>Makes the first badge, and a PIN with it.</source>
        <translation>Stellt den ersten Ausweis mit einer PIN aus.</translation>
    </message>
    <message>
        <source>Lost the badge</source>
        <translation>Ausweis verloren</translation>
    </message>
    <message>
        <source>Or it does not scan.</source>
        <translation>Oder er lässt sich nicht scannen.</translation>
    </message>
    <message>
        <source>Has no valid badge</source>
        <translation>Kein gültiger Ausweis</translation>
    </message>
    <message>
        <source>Makes a new badge.</source>
        <translation>Stellt einen neuen Ausweis aus.</translation>
    </message>
    <message>
        <source>Left the badge at home</source>
        <translation>Ausweis liegt zu Hause</translation>
    </message>
    <message>
        <source>Makes one for some hours.</source>
        <translation>Ersatz für einige Stunden.</translation>
    </message>
    <message>
        <source>The badge runs out soon</source>
        <translation>Ausweis läuft bald ab</translation>
    </message>
    <message>
        <source>Needs the badge longer</source>
        <translation>Ausweis soll länger gelten</translation>
    </message>
    <message>
        <source>I forgot my PIN</source>
        <translation>PIN vergessen</translation>
    </message>
    <message>
        <source>You get a new PIN for your badge.</source>
        <translation>Sie bekommen eine neue PIN zum Ausweis.</translation>
    </message>
    <message>
        <source>I have no badge yet</source>
        <translation>Noch kein Ausweis</translation>
    </message>
    <message>
        <source>You get your first badge and a PIN with it.</source>
        <translation>Sie bekommen Ihren ersten Ausweis und dazu eine PIN.</translation>
    </message>
    <message>
        <source>I lost my badge</source>
        <translation>Ausweis verloren</translation>
    </message>
    <message>
        <source>I have no valid badge</source>
        <translation>Kein gültiger Ausweis</translation>
    </message>
    <message>
        <source>You get a new badge.</source>
        <translation>Sie bekommen einen neuen Ausweis.</translation>
    </message>
    <message>
        <source>I left my badge at home</source>
        <translation>Mein Ausweis liegt zu Hause</translation>
    </message>
    <message>
        <source>You get one for some hours.</source>
        <translation>Ersatz für einige Stunden.</translation>
    </message>
    <message>
        <source>My badge runs out soon</source>
        <translation>Mein Ausweis läuft bald ab</translation>
    </message>
    <message>
        <source>I need my badge longer</source>
        <translation>Ausweis soll länger gelten</translation>
    </message>
    <message>
        <source>Lets it work until {date}.</source>
        <translation>Gilt dann bis {date}.</translation>
    </message>
</context>
<context>
    <name>StartAgain</name>
    <message>
        <source>The station is set up. Please open it again.</source>
        <translation>Die Station ist eingerichtet. Bitte öffnen Sie sie noch einmal.</translation>
    </message>
</context>
<context>
    <name>StatePanel</name>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
</context>
<context>
    <name>StationPanel</name>
    <message>
        <source>Name of the station</source>
        <translation>Name der Station</translation>
    </message>
    <message>
        <source>For example: Shop 12, back office</source>
        <translation>Zum Beispiel: Filiale 12, Büro</translation>
    </message>
    <message>
        <source>It stands on the first page of the station, and in its record of changes.</source>
        <translation>Er steht auf der ersten Seite der Station und in ihrem Protokoll.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>As the computer is set</source>
        <translation>Wie am Computer eingestellt</translation>
    </message>
    <message>
        <source>The station locks itself when nobody has touched it for {seconds} seconds. Your IT team can change that in the settings file.</source>
        <translation>Die Station sperrt sich, wenn sie {seconds} Sekunden lang niemand berührt hat. Ihre IT kann das in der Einstellungsdatei ändern.</translation>
    </message>
</context>
<context>
    <name>TablePanel</name>
    <message>
        <source>People of the run</source>
        <translation>Personen des Laufs</translation>
    </message>
    <message>
        <source>Which people to show</source>
        <translation>Welche Personen gezeigt werden</translation>
    </message>
    <message>
        <source>Take all of these</source>
        <translation>Alle hier aufnehmen</translation>
    </message>
    <message>
        <source>Leave all of these out</source>
        <translation>Alle hier auslassen</translation>
    </message>
    <message>
        <source>All people ({count})</source>
        <translation>Alle Personen ({count})</translation>
    </message>
    <message>
        <source>{state} ({count})</source>
        <translation>{state} ({count})</translation>
    </message>
</context>
<context>
    <name>TeamField</name>
    <message>
        <source>Name of a team</source>
        <translation>Name eines Teams</translation>
    </message>
    <message>
        <source>Find a team</source>
        <translation>Ein Team finden</translation>
    </message>
    <message>
        <source>Teams found</source>
        <translation>Gefundene Teams</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>Suche läuft</translation>
    </message>
    <message>
        <source>No team is called that. Check the spelling, or ask your IT team for the name of the group.</source>
        <translation>So heißt kein Team. Prüfen Sie die Schreibweise oder fragen Sie Ihr IT-Team nach dem Namen der Gruppe.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
</context>
<context>
    <name>TeamPage</name>
    <message>
        <source>Cancel the run</source>
        <translation>Lauf abbrechen</translation>
    </message>
    <message>
        <source>A run of {date} is not finished: {action}. Still to do: {left} of {total} people.</source>
        <translation>Ein Lauf vom {date} ist nicht fertig: {action}. Noch zu erledigen: {left} von {total} Personen.</translation>
    </message>
    <message>
        <source>Print this part again</source>
        <translation>Diesen Teil noch einmal drucken</translation>
    </message>
    <message>
        <source>Save the list</source>
        <translation>Liste speichern</translation>
    </message>
    <message>
        <source>Run the failed ones again</source>
        <translation>Fehlgeschlagene wiederholen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Set the run aside</source>
        <translation>Lauf beiseitelegen</translation>
    </message>
    <message>
        <source>Look at the people</source>
        <translation>Personen ansehen</translation>
    </message>
    <message>
        <source>Many people at once</source>
        <translation>Viele Personen auf einmal</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>Beiseitelegen</translation>
    </message>
    <message>
        <source>This did not work</source>
        <translation>Das hat nicht geklappt</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>There is nobody</source>
        <translation>Hier ist niemand</translation>
    </message>
    <message>
        <source>Nobody belongs to what you have chosen. Choose somebody else.</source>
        <translation>Zu Ihrer Auswahl gehört niemand. Wählen Sie etwas anderes.</translation>
    </message>
    <message>
        <source>{count} so far</source>
        <translation>Bisher {count}</translation>
    </message>
    <message>
        <source>Looking at the people …</source>
        <translation>Personen werden angesehen …</translation>
    </message>
    <message>
        <source>{count} of {total}</source>
        <translation>{count} von {total}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Save this part again</source>
        <translation>Diesen Teil noch einmal speichern</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Lists (*.csv)</source>
        <translation>Listen (*.csv)</translation>
    </message>
</context>
<context>
    <name>TemporaryTimes</name>
    <message>
        <source>For how long?</source>
        <translation>Wie lange?</translation>
    </message>
    <message>
        <source>From when?</source>
        <translation>Ab wann?</translation>
    </message>
    <message>
        <source>Day on which it begins to work</source>
        <translation>Tag, ab dem der Ausweis gilt</translation>
    </message>
    <message>
        <source>Time at which it begins to work</source>
        <translation>Uhrzeit, ab der der Ausweis gilt</translation>
    </message>
    <message>
        <source>One hour less</source>
        <translation>Eine Stunde weniger</translation>
    </message>
    <message>
        <source>One hour more</source>
        <translation>Eine Stunde mehr</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} Std.</translation>
    </message>
    <message>
        <source>From now on</source>
        <translation>Ab sofort</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>Morgen</translation>
    </message>
    <message>
        <source>{time} ({zone})</source>
        <translation>{time} ({zone})</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Badge station</source>
        <translation>Ausweisstation</translation>
    </message>
    <message>
        <source>Reset a PIN or issue a badge for the people you work with.</source>
        <translation>Setzen Sie für Ihr Team PINs zurück und stellen Sie Ausweise aus.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Set this station up</source>
        <translation>Diese Station einrichten</translation>
    </message>
    <message>
        <source>Leave the station</source>
        <translation>Station verlassen</translation>
    </message>
    <message>
        <source>Check this station</source>
        <translation>Diese Station prüfen</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Leave the station? It closes as soon as you have signed in.</source>
        <translation>Die Station verlassen? Sie schließt sich, sobald Sie angemeldet sind.</translation>
    </message>
    <message>
        <source>Sign in and leave</source>
        <translation>Anmelden und verlassen</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>Hier bleiben</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>No badge and no PIN yet.</source>
        <translation>Noch kein Ausweis und keine PIN.</translation>
    </message>
    <message>
        <source>No badge at the moment.</source>
        <translation>Zurzeit kein Ausweis.</translation>
    </message>
    <message>
        <source>No PIN at the moment.</source>
        <translation>Zurzeit keine PIN.</translation>
    </message>
    <message>
        <source>The PIN is temporary: they choose their own at the next sign-in.</source>
        <translation>Die PIN ist vorläufig: Bei der nächsten Anmeldung wird eine eigene gewählt.</translation>
    </message>
    <message>
        <source>The PIN is one they chose themselves.</source>
        <translation>Die PIN ist selbst gewählt.</translation>
    </message>
    <message>
        <source>Badge valid until {date}.</source>
        <translation>Ausweis gültig bis {date}.</translation>
    </message>
    <message>
        <source>The badge ended on {date}.</source>
        <translation>Der Ausweis ist am {date} abgelaufen.</translation>
    </message>
    <message>
        <source>The badge is valid from {date}.</source>
        <translation>Der Ausweis gilt ab {date}.</translation>
    </message>
    <message>
        <source>Temporary badge valid until {time}.</source>
        <translation>Vorläufiger Ausweis gültig bis {time}.</translation>
    </message>
    <message>
        <source>The temporary badge ended on {time}.</source>
        <translation>Der vorläufige Ausweis galt bis {time}.</translation>
    </message>
    <message>
        <source>The temporary badge is valid from {time}.</source>
        <translation>Der vorläufige Ausweis gilt ab {time}.</translation>
    </message>
    <message>
        <source>The badge has never been used.</source>
        <translation>Noch nie benutzt.</translation>
    </message>
    <message>
        <source>Last used on {date}.</source>
        <translation>Zuletzt benutzt am {date}.</translation>
    </message>
</context>
</TS>
