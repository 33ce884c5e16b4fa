<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>AudiencePanel</name>
    <message>
        <source>Audience</source>
        <translation>Publikum</translation>
    </message>
    <message>
        <source>sees the picture</source>
        <translation>sieht das Bild</translation>
    </message>
    <message>
        <source>sees nothing yet</source>
        <translation>sieht noch nichts</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>Bildschirm</translation>
    </message>
    <message>
        <source>%1: %2 × %3</source>
        <translation>%1: %2 × %3</translation>
    </message>
    <message>
        <source>Close the picture</source>
        <translation>Bild schließen</translation>
    </message>
    <message>
        <source>Show the picture there</source>
        <translation>Bild dort zeigen</translation>
    </message>
    <message>
        <source>The picture alone, on the whole of that display</source>
        <translation>Nur das Bild, über den ganzen Bildschirm</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>This cannot be started.</source>
        <translation>Das lässt sich nicht starten.</translation>
    </message>
    <message>
        <source>The run is complete.</source>
        <translation>Der Lauf ist fertig.</translation>
    </message>
    <message>
        <source>The run was cancelled.</source>
        <translation>Der Lauf wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The run is deadlocked.</source>
        <translation>Der Lauf ist verklemmt.</translation>
    </message>
    <message>
        <source>The run is over its time limit.</source>
        <translation>Der Lauf hat sein Zeitlimit überschritten.</translation>
    </message>
    <message>
        <source>The run failed.</source>
        <translation>Der Lauf ist gescheitert.</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Neu starten</translation>
    </message>
</context>
<context>
    <name>BreakerGauge</name>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>open %1s</source>
        <translation>offen %1 s</translation>
    </message>
    <message>
        <source>open %1 s</source>
        <translation>offen %1 s</translation>
    </message>
    <message>
        <source>half-open</source>
        <translation>halb offen</translation>
    </message>
    <message>
        <source>half-open: tries one</source>
        <translation>halb offen: versucht einen</translation>
    </message>
    <message>
        <source>isolated</source>
        <translation>isoliert</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>Circuit breaker %1</source>
        <translation>Schutzschalter %1</translation>
    </message>
</context>
<context>
    <name>CardRow</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>CodeLines</name>
    <message>
        <source>%1 (most orders are here)</source>
        <translation>%1 (die meisten Aufträge sind hier)</translation>
    </message>
</context>
<context>
    <name>CodePanel</name>
    <message>
        <source>Code of this mode</source>
        <translation>Code dieses Modus</translation>
    </message>
    <message>
        <source>C++</source>
        <translation>C++</translation>
    </message>
    <message>
        <source>As it is written here, with QCoro</source>
        <translation>Wie es hier geschrieben ist, mit QCoro</translation>
    </message>
    <message>
        <source>C#</source>
        <translation>C#</translation>
    </message>
    <message>
        <source>The same in .NET</source>
        <translation>Dasselbe in .NET</translation>
    </message>
    <message>
        <source>Both languages side by side</source>
        <translation>Beide Sprachen nebeneinander</translation>
    </message>
    <message>
        <source>Both languages side by side (%1)</source>
        <translation>Beide Sprachen nebeneinander (%1)</translation>
    </message>
</context>
<context>
    <name>CodeSheet</name>
    <message>
        <source>Blocking mode in code</source>
        <translation>Modus „blockierend“ im Code</translation>
    </message>
    <message>
        <source>Unbounded mode in code</source>
        <translation>Modus „unbegrenzt“ im Code</translation>
    </message>
    <message>
        <source>Bounded mode in code</source>
        <translation>Modus „begrenzt“ im Code</translation>
    </message>
    <message>
        <source>No order is in flight.</source>
        <translation>Kein Auftrag ist unterwegs.</translation>
    </message>
    <message>
        <source>Marked: where most orders are now. %1.</source>
        <translation>Markiert: wo die meisten Aufträge jetzt sind. %1.</translation>
    </message>
    <message>
        <source>C++20, as it is written here, with QCoro</source>
        <translation>C++20, wie hier geschrieben, mit QCoro</translation>
    </message>
    <message>
        <source>The same in C#, on .NET</source>
        <translation>Dasselbe in C#, auf .NET</translation>
    </message>
</context>
<context>
    <name>CueList</name>
    <message>
        <source>%1, now</source>
        <translation>%1, jetzt</translation>
    </message>
</context>
<context>
    <name>FileDrop</name>
    <message>
        <source>Drop a scenario file to run it</source>
        <translation>Szenariodatei hier ablegen, um sie zu starten</translation>
    </message>
</context>
<context>
    <name>FindingCard</name>
    <message>
        <source>Show me the fix</source>
        <translation>Zeig mir die Lösung</translation>
    </message>
</context>
<context>
    <name>FreezeBar</name>
    <message>
        <source>The run has ended behind it, %1 orders and %2 s later.</source>
        <translation>Der Lauf ist dahinter zu Ende gegangen, %1 Aufträge und %2 s später.</translation>
    </message>
    <message>
        <source>The engine is held, too: %1 orders have ended and %2 s have passed behind it.</source>
        <translation>Auch die Engine ist angehalten: Dahinter sind %1 Aufträge zu Ende gegangen und %2 s vergangen.</translation>
    </message>
    <message>
        <source>The engine goes on: %1 orders have ended and %2 s have passed behind it.</source>
        <translation>Die Engine läuft weiter: Dahinter sind %1 Aufträge zu Ende gegangen und %2 s vergangen.</translation>
    </message>
    <message>
        <source>The picture is frozen.</source>
        <translation>Das Bild ist eingefroren.</translation>
    </message>
    <message>
        <source>Catch up</source>
        <translation>Aufholen</translation>
    </message>
    <message>
        <source>Shows the run as it is now (%1)</source>
        <translation>Zeigt den Lauf, wie er jetzt ist (%1)</translation>
    </message>
</context>
<context>
    <name>GalleryPage</name>
    <message>
        <source>Scenarios</source>
        <translation>Szenarien</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>Datei öffnen…</translation>
    </message>
    <message>
        <source>A scenario file from anywhere (%1); it can also be dropped onto the window</source>
        <translation>Eine Szenariodatei von irgendwo (%1); man kann sie auch ins Fenster ziehen</translation>
    </message>
    <message>
        <source>Save what runs…</source>
        <translation>Laufendes speichern…</translation>
    </message>
    <message>
        <source>Keeps the running scenario with the values that you have changed (%1)</source>
        <translation>Speichert das laufende Szenario mit allen geänderten Werten (%1)</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>Eigene</translation>
    </message>
    <message>
        <source>Built in</source>
        <translation>Mitgelieferte</translation>
    </message>
    <message>
        <source>Opened lately</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
</context>
<context>
    <name>HelpOverlay</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>KeyFiguresPanel</name>
    <message>
        <source>Throughput and latency</source>
        <translation>Durchsatz und Latenz</translation>
    </message>
    <message>
        <source>Throughput: %1 orders per second</source>
        <translation>Durchsatz: %1 Aufträge pro Sekunde</translation>
    </message>
    <message>
        <source>orders/s persisted</source>
        <translation>gespeicherte Aufträge/s</translation>
    </message>
    <message>
        <source>order</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Order latency, p50</source>
        <translation>Latenz der Aufträge, p50</translation>
    </message>
    <message>
        <source>Order latency, p95</source>
        <translation>Latenz der Aufträge, p95</translation>
    </message>
    <message>
        <source>Order latency, p99</source>
        <translation>Latenz der Aufträge, p99</translation>
    </message>
    <message>
        <source>Queueing delay, p50</source>
        <translation>Wartezeit auf einen Worker, p50</translation>
    </message>
    <message>
        <source>Queueing delay, p95</source>
        <translation>Wartezeit auf einen Worker, p95</translation>
    </message>
    <message>
        <source>Queueing delay, p99</source>
        <translation>Wartezeit auf einen Worker, p99</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>Warten</translation>
    </message>
    <message>
        <source>all in all</source>
        <translation>insgesamt</translation>
    </message>
    <message>
        <source>last 2 s</source>
        <translation>letzte 2 s</translation>
    </message>
</context>
<context>
    <name>LabPage</name>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Shows the parameters (%1)</source>
        <translation>Zeigt die Parameter (%1)</translation>
    </message>
</context>
<context>
    <name>LedgerPanel</name>
    <message>
        <source>Ledger</source>
        <translation>Bilanz</translation>
    </message>
    <message>
        <source>where each order is</source>
        <translation>wo jeder Auftrag geblieben ist</translation>
    </message>
    <message>
        <source>persisted</source>
        <translation>gespeichert</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>verworfen</translation>
    </message>
    <message>
        <source>in flight</source>
        <translation>unterwegs</translation>
    </message>
    <message>
        <source>submitted</source>
        <translation>eingegangen</translation>
    </message>
    <message>
        <source>submitted: does not add up</source>
        <translation>eingegangen: geht nicht auf</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>verloren</translation>
    </message>
    <message>
        <source>charged twice</source>
        <translation>doppelt abgebucht</translation>
    </message>
</context>
<context>
    <name>LogPanel</name>
    <message>
        <source>Log of the run</source>
        <translation>Protokoll des Laufs</translation>
    </message>
    <message>
        <source>Nothing has been changed, and nothing has been found.</source>
        <translation>Nichts wurde geändert und nichts gefunden.</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Threadweir</source>
        <translation>Threadweir</translation>
    </message>
</context>
<context>
    <name>MapLegend</name>
    <message>
        <source>Legend</source>
        <translation>Legende</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>Alle Zustände</translation>
    </message>
    <message>
        <source>What every token means</source>
        <translation>Was jede Marke bedeutet</translation>
    </message>
</context>
<context>
    <name>MapPanel</name>
    <message>
        <source>Pipeline</source>
        <translation>Pipeline</translation>
    </message>
    <message>
        <source>levels only: this run does not follow single orders</source>
        <translation>nur Füllstände: Dieser Lauf verfolgt keine einzelnen Aufträge</translation>
    </message>
    <message>
        <source>%1 orders are counted but not drawn one by one</source>
        <translation>%1 Aufträge werden gezählt, aber nicht einzeln gezeichnet</translation>
    </message>
    <message>
        <source>%1: more orders than there is room for, drawn as blocks with numbers</source>
        <translation>%1: mehr Aufträge, als Platz ist; gezeichnet als Blöcke mit Zahlen</translation>
    </message>
    <message>
        <source>each token is one order</source>
        <translation>jede Marke ist ein Auftrag</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>belegt</translation>
    </message>
    <message>
        <source>servers</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>Schlange</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgewiesen</translation>
    </message>
    <message>
        <source>Order %1
%2, %3
here since %4, for %5</source>
        <translation>Auftrag %1
%2, %3
hier seit %4, schon %5</translation>
    </message>
    <message>
        <source>%1, try %2</source>
        <translation>%1, Versuch %2</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>warten</translation>
    </message>
    <message>
        <source>in</source>
        <translation>ein</translation>
    </message>
    <message>
        <source>arrived</source>
        <translation>angekommen</translation>
    </message>
    <message>
        <source>orders</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>peak</source>
        <translation>Spitze</translation>
    </message>
    <message>
        <source>deepest</source>
        <translation>Höchststand</translation>
    </message>
    <message>
        <source>wait</source>
        <translation>warten</translation>
    </message>
    <message>
        <source>writers wait</source>
        <translation>Schreiber warten</translation>
    </message>
    <message>
        <source>in flight</source>
        <translation>unterwegs</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Rule engine</source>
        <translation>Regelwerk</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>Zahlung</translation>
    </message>
    <message>
        <source>Payment provider</source>
        <translation>Zahlungsanbieter</translation>
    </message>
    <message>
        <source>collected</source>
        <translation>gesammelt</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Order store</source>
        <translation>Auftragsdatenbank</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>in Gebrauch</translation>
    </message>
    <message>
        <source>connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>commits</source>
        <translation>Commits</translation>
    </message>
    <message>
        <source>transactions</source>
        <translation>Transaktionen</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>persisted</source>
        <translation>gespeichert</translation>
    </message>
    <message>
        <source>otherwise</source>
        <translation>anders</translation>
    </message>
    <message>
        <source>payment provider</source>
        <translation>Zahlungsanbieter</translation>
    </message>
    <message>
        <source>rule engine</source>
        <translation>Regelwerk</translation>
    </message>
    <message>
        <source>order store</source>
        <translation>Auftragsspeicher</translation>
    </message>
</context>
<context>
    <name>MeterRow</name>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>ModeSwitch</name>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>Blocking</source>
        <translation>Blockierend</translation>
    </message>
    <message>
        <source>Unbounded</source>
        <translation>Unbegrenzt</translation>
    </message>
    <message>
        <source>Bounded</source>
        <translation>Begrenzt</translation>
    </message>
</context>
<context>
    <name>NameSheet</name>
    <message>
        <source>Name of the scenario</source>
        <translation>Name des Szenarios</translation>
    </message>
    <message>
        <source>A scenario of this name is there already, and will be replaced.</source>
        <translation>Ein Szenario dieses Namens gibt es schon; es wird ersetzt.</translation>
    </message>
    <message>
        <source>It is kept with all the values that you have changed.</source>
        <translation>Gespeichert wird es mit allen Werten, die geändert wurden.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Save what runs</source>
        <translation>Laufendes speichern</translation>
    </message>
</context>
<context>
    <name>NarrationPanel</name>
    <message>
        <source>What the run shows</source>
        <translation>Was der Lauf zeigt</translation>
    </message>
    <message>
        <source>Press 1 to let orders block threads, or 2 to start them all at once, and watch what breaks. 3 heals it.</source>
        <translation>Mit 1 blockieren Aufträge Threads, mit 2 starten alle auf einmal: zusehen, was bricht. 3 heilt es.</translation>
    </message>
    <message>
        <source>Nothing is wrong at the moment.</source>
        <translation>Im Moment ist alles in Ordnung.</translation>
    </message>
</context>
<context>
    <name>NotesPanel</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>To the step before (%1)</source>
        <translation>Zum Schritt davor (%1)</translation>
    </message>
    <message>
        <source>This is the last step.</source>
        <translation>Das ist der letzte Schritt.</translation>
    </message>
    <message>
        <source>Next: %1</source>
        <translation>Danach: %1</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>To the next step (%1)</source>
        <translation>Zum nächsten Schritt (%1)</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Puts the file back as it was</source>
        <translation>Stellt die Datei wieder her, wie sie war</translation>
    </message>
</context>
<context>
    <name>OrderPanel</name>
    <message>
        <source>One order</source>
        <translation>Ein Auftrag</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>Auftragsnummer</translation>
    </message>
    <message>
        <source>Find an order by its number</source>
        <translation>Einen Auftrag nach seiner Nummer suchen</translation>
    </message>
    <message>
        <source>Order %1 is not in flight: it has not come yet, or has ended some time ago.</source>
        <translation>Auftrag %1 ist nicht unterwegs: Er ist noch nicht gekommen oder schon eine Weile abgeschlossen.</translation>
    </message>
    <message>
        <source>Click an order in the map or a worker in the pool, or type its number, and follow it to its end.</source>
        <translation>Einen Auftrag auf der Karte oder einen Worker im Pool anklicken oder die Nummer eintippen und ihm bis zum Ende folgen.</translation>
    </message>
    <message>
        <source>Order %1</source>
        <translation>Auftrag %1</translation>
    </message>
    <message>
        <source>Let go</source>
        <translation>Loslassen</translation>
    </message>
    <message>
        <source>Follow no order any more</source>
        <translation>Keinem Auftrag mehr folgen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>took</source>
        <translation>dauerte</translation>
    </message>
    <message>
        <source>its time so far</source>
        <translation>seine Zeit bisher</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>eingereiht</translation>
    </message>
    <message>
        <source>waiting for a permit</source>
        <translation>wartet auf Zulassung</translation>
    </message>
    <message>
        <source>waiting for a worker</source>
        <translation>wartet auf einen Worker</translation>
    </message>
    <message>
        <source>at a service</source>
        <translation>bei einem Dienst</translation>
    </message>
    <message>
        <source>backing off</source>
        <translation>pausiert vor neuem Versuch</translation>
    </message>
    <message>
        <source>on a worker</source>
        <translation>auf einem Worker</translation>
    </message>
    <message>
        <source>attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>until its deadline</source>
        <translation>bis zu seiner Frist</translation>
    </message>
    <message>
        <source>customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>total</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>What can cancel it</source>
        <translation>Was ihn abbrechen kann</translation>
    </message>
</context>
<context>
    <name>ParameterExplanation</name>
    <message>
        <source>default %1</source>
        <translation>Standard %1</translation>
    </message>
    <message>
        <source>scenario %1</source>
        <translation>Szenario %1</translation>
    </message>
    <message>
        <source>What a value means is said here when you point at it or tab to it.</source>
        <translation>Was ein Wert bedeutet, steht hier, sobald Sie auf ihn zeigen oder ihn mit Tab erreichen.</translation>
    </message>
</context>
<context>
    <name>ParameterPanel</name>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Anti-patterns (%1)</source>
        <translation>Anti-Patterns (%1)</translation>
    </message>
    <message>
        <source>Anti-patterns</source>
        <translation>Anti-Patterns</translation>
    </message>
    <message>
        <source>Search the parameters</source>
        <translation>Parameter suchen</translation>
    </message>
    <message>
        <source>Search (%1)</source>
        <translation>Suchen (%1)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Take back: %1 (%2)</source>
        <translation>Zurücknehmen: %1 (%2)</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Again: %1 (%2)</source>
        <translation>Noch einmal: %1 (%2)</translation>
    </message>
    <message>
        <source>All values of the scenario</source>
        <translation>Alle Werte des Szenarios</translation>
    </message>
    <message>
        <source>Give everything back the scenario&apos;s own value</source>
        <translation>Stellt überall den Wert des Szenarios wieder her</translation>
    </message>
    <message>
        <source>Bad habits, each a switch of its own. See what one does to the run, then switch it off again.</source>
        <translation>Schlechte Gewohnheiten, jede mit eigenem Schalter. Sehen Sie, was eine dem Lauf antut, und schalten Sie sie wieder aus.</translation>
    </message>
    <message>
        <source>Nothing is called so.</source>
        <translation>Nichts heißt so.</translation>
    </message>
    <message>
        <source>Fold the parameters away</source>
        <translation>Parameter einklappen</translation>
    </message>
    <message>
        <source>Folds the parameters away (%1)</source>
        <translation>Klappt die Parameter ein (%1)</translation>
    </message>
</context>
<context>
    <name>ParameterRow</name>
    <message>
        <source>Fewer</source>
        <translation>Weniger</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 weitere</translation>
    </message>
    <message>
        <source>Give %1 back its own value</source>
        <translation>%1 auf den eigenen Wert zurücksetzen</translation>
    </message>
    <message>
        <source>Back to %1</source>
        <translation>Zurück zu %1</translation>
    </message>
</context>
<context>
    <name>ParameterTitle</name>
    <message>
        <source>%1 changed</source>
        <translation>%1 geändert</translation>
    </message>
    <message>
        <source>Heal or break: %1</source>
        <translation>Heilen oder stören: %1</translation>
    </message>
    <message>
        <source>Break: %1</source>
        <translation>Stören: %1</translation>
    </message>
    <message>
        <source>It is broken by hand: heal it, or break it more</source>
        <translation>Von Hand gestört: heilen oder noch mehr stören</translation>
    </message>
    <message>
        <source>Break its service by hand</source>
        <translation>Den Dienst von Hand stören</translation>
    </message>
</context>
<context>
    <name>PoolPanel</name>
    <message>
        <source>running</source>
        <translation>rechnen</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>untätig</translation>
    </message>
    <message>
        <source>Thread pool</source>
        <translation>Thread-Pool</translation>
    </message>
    <message>
        <source>%1 threads, the governor&apos;s goal is %2 (as in .NET)</source>
        <translation>%1 Threads, Ziel des Reglers: %2 (wie in .NET)</translation>
    </message>
    <message>
        <source>%1 of %2 threads started, a fixed number</source>
        <translation>%1 von %2 Threads gestartet, feste Anzahl</translation>
    </message>
    <message>
        <source>blocked thread</source>
        <translation>blockierter Thread</translation>
    </message>
    <message>
        <source>blocked threads</source>
        <translation>blockierte Threads</translation>
    </message>
    <message>
        <source>a whole thread each</source>
        <translation>jeder ein ganzer Thread</translation>
    </message>
    <message>
        <source>validate</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>charge</source>
        <translation>Abbuchen</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>Bündeln</translation>
    </message>
    <message>
        <source>persist</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Thread pool: %1 workers running, %2 blocked, %3 idle</source>
        <translation>Thread-Pool: %1 Worker rechnen, %2 sind blockiert, %3 untätig</translation>
    </message>
    <message>
        <source>The governor has not changed the number of threads yet.</source>
        <translation>Der Regler hat die Zahl der Threads noch nicht geändert.</translation>
    </message>
    <message>
        <source>No governor: nobody adds a thread, however long work waits.</source>
        <translation>Kein Regler: Niemand startet weitere Threads, wie lange Arbeit auch wartet.</translation>
    </message>
    <message>
        <source>Changes of the number of threads</source>
        <translation>Änderungen der Zahl der Threads</translation>
    </message>
    <message>
        <source>%1 work items wait for a worker</source>
        <translation>%1 Arbeitspakete warten auf einen Worker</translation>
    </message>
    <message>
        <source>work item waits for a worker</source>
        <translation>Arbeitspaket wartet auf einen Worker</translation>
    </message>
    <message>
        <source>work items wait for a worker</source>
        <translation>Arbeitspakete warten auf einen Worker</translation>
    </message>
    <message>
        <source>= %1</source>
        <translation>= %1</translation>
    </message>
    <message>
        <source>%1 of stack each</source>
        <translation>je %1 Stapel</translation>
    </message>
    <message>
        <source>%1 of stack</source>
        <translation>%1 Stapel</translation>
    </message>
    <message>
        <source>suspended coroutine</source>
        <translation>ruhende Coroutine</translation>
    </message>
    <message>
        <source>suspended coroutines</source>
        <translation>ruhende Coroutinen</translation>
    </message>
    <message>
        <source>no thread, %1</source>
        <translation>ohne Thread, %1</translation>
    </message>
    <message>
        <source>no thread</source>
        <translation>ohne Thread</translation>
    </message>
</context>
<context>
    <name>PresenterPage</name>
    <message>
        <source>Teaching</source>
        <translation>Vortrag</translation>
    </message>
    <message>
        <source>End the lesson</source>
        <translation>Vortrag beenden</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>Vorträge</translation>
    </message>
    <message>
        <source>How this works</source>
        <translation>So geht es</translation>
    </message>
    <message>
        <source>A lesson leads through a talk step by step. Each step has notes for you, and sets the lab to what you talk about.</source>
        <translation>Ein Vortrag führt Schritt für Schritt durch ein Thema. Zu jedem Schritt gibt es Notizen, und das Labor zeigt das, worüber gesprochen wird.</translation>
    </message>
    <message>
        <source>%1 and %2 go to the next step and back, in every window. The audience sees the picture alone, and never these notes.</source>
        <translation>%1 und %2 gehen in jedem Fenster zum nächsten Schritt und zurück. Das Publikum sieht nur das Bild, nie diese Notizen.</translation>
    </message>
</context>
<context>
    <name>ProblemBar</name>
    <message>
        <source>This cannot be done. The run goes on as it was.</source>
        <translation>Das geht nicht. Der Lauf geht weiter wie bisher.</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>RateSlider</name>
    <message>
        <source>Rate of the clock</source>
        <translation>Tempo der Uhr</translation>
    </message>
</context>
<context>
    <name>RecentFile</name>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
</context>
<context>
    <name>RetryLoop</name>
    <message>
        <source>%1 retries</source>
        <translation>%1 Wiederholungen</translation>
    </message>
    <message>
        <source>%1 orders backing off</source>
        <translation>%1 Aufträge pausieren</translation>
    </message>
    <message>
        <source>%1 hedged calls</source>
        <translation>%1 Zweitaufrufe neben langsamen</translation>
    </message>
</context>
<context>
    <name>ScenarioCard</name>
    <message>
        <source>%1, running now</source>
        <translation>%1, läuft gerade</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>▸ running now</source>
        <translation>▸ läuft gerade</translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation>%1 umbenennen</translation>
    </message>
    <message>
        <source>Rename (F2)</source>
        <translation>Umbenennen (F2)</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message>
        <source>Delete (Delete); can be undone</source>
        <translation>Löschen (Entf); lässt sich rückgängig machen</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Empty the search</source>
        <translation>Suche leeren</translation>
    </message>
</context>
<context>
    <name>ServiceCard</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>ServiceFigures</name>
    <message>
        <source>outage</source>
        <translation>Ausfall</translation>
    </message>
    <message>
        <source>hangs</source>
        <translation>hängt</translation>
    </message>
    <message>
        <source>%1 % hang</source>
        <translation>%1 % hängen</translation>
    </message>
    <message>
        <source>%1 slower</source>
        <translation>%1 langsamer</translation>
    </message>
    <message>
        <source>%1 % fail</source>
        <translation>%1 % scheitern</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close (Escape)</source>
        <translation>Schließen (Esc)</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>Findings (%1)</source>
        <translation>Befunde (%1)</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
</context>
<context>
    <name>StateChip</name>
    <message>
        <source>Completed</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Deadlocked</source>
        <translation>Verklemmt</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>Zeitlimit</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Draining</source>
        <translation>Läuft aus</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>State of the run: %1</source>
        <translation>Zustand des Laufs: %1</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>Wird abgebrochen</translation>
    </message>
    <message>
        <source>Engine held</source>
        <translation>Engine angehalten</translation>
    </message>
</context>
<context>
    <name>StationColumn</name>
    <message>
        <source>%1 ▲</source>
        <translation>%1 ▲</translation>
    </message>
    <message>
        <source>/ %1</source>
        <translation>/ %1</translation>
    </message>
    <message>
        <source>not in use</source>
        <translation>nicht in Gebrauch</translation>
    </message>
</context>
<context>
    <name>StationFigures</name>
    <message>
        <source>, breaker open</source>
        <translation>, Schutzschalter offen</translation>
    </message>
    <message>
        <source>, breaker half-open</source>
        <translation>, Schutzschalter halb offen</translation>
    </message>
    <message>
        <source>, breaker isolated</source>
        <translation>, Schutzschalter isoliert</translation>
    </message>
    <message>
        <source>in flight</source>
        <translation>unterwegs</translation>
    </message>
    <message>
        <source>waiting to be taken in</source>
        <translation>warten auf Annahme</translation>
    </message>
    <message>
        <source>orders</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>collected</source>
        <translation>gesammelt</translation>
    </message>
    <message>
        <source>orders have ended</source>
        <translation>Aufträge sind abgeschlossen</translation>
    </message>
    <message>
        <source>, %1 %2</source>
        <translation>, %1 %2</translation>
    </message>
    <message>
        <source>; %1: %2 of %3 servers busy</source>
        <translation>; %1: %2 von %3 Servern belegt</translation>
    </message>
    <message>
        <source>, %1</source>
        <translation>, %1</translation>
    </message>
    <message>
        <source>%1: not in use in this mode</source>
        <translation>%1: in diesem Modus nicht in Gebrauch</translation>
    </message>
    <message>
        <source>%1: %2 of %3 %4</source>
        <translation>%1: %2 von %3 %4</translation>
    </message>
    <message>
        <source>%1: %2 %3</source>
        <translation>%1: %2 %3</translation>
    </message>
    <message>
        <source>, %1 clients wait for room</source>
        <translation>, %1 Kunden warten auf Platz</translation>
    </message>
    <message>
        <source>; order store: %1 of %2 connections in use</source>
        <translation>; Auftragsspeicher: %1 von %2 Verbindungen in Gebrauch</translation>
    </message>
    <message>
        <source>%1: %2 orders have ended, %3 of them persisted</source>
        <translation>%1: %2 Aufträge beendet, %3 davon gespeichert</translation>
    </message>
</context>
<context>
    <name>StationMenu</name>
    <message>
        <source>Break the %1</source>
        <translation>%1 stören</translation>
    </message>
    <message>
        <source>Outage: refuse every call</source>
        <translation>Ausfall: jeden Aufruf abweisen</translation>
    </message>
    <message>
        <source>Five times as slow</source>
        <translation>Fünfmal so langsam</translation>
    </message>
    <message>
        <source>Half of the calls fail</source>
        <translation>Die Hälfte der Aufrufe schlägt fehl</translation>
    </message>
    <message>
        <source>Hang: never answer</source>
        <translation>Hängen: nie antworten</translation>
    </message>
    <message>
        <source>Heal it</source>
        <translation>Heilen</translation>
    </message>
    <message>
        <source>Its circuit breaker</source>
        <translation>Schutzschalter</translation>
    </message>
    <message>
        <source>⊘ Isolate: hold back every call</source>
        <translation>⊘ Isolieren: jeden Aufruf zurückhalten</translation>
    </message>
    <message>
        <source>● Open it now</source>
        <translation>● Jetzt öffnen</translation>
    </message>
    <message>
        <source>○ Close it</source>
        <translation>○ Schließen</translation>
    </message>
</context>
<context>
    <name>StationMenuButton</name>
    <message>
        <source>What can be done to %1</source>
        <translation>Was man mit %1 tun kann</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Order database</source>
        <translation>Auftragsdatenbank</translation>
    </message>
    <message>
        <source>Path of the order database</source>
        <translation>Pfad der Auftragsdatenbank</translation>
    </message>
    <message>
        <source>⊘ %1 double charges</source>
        <translation>⊘ %1 Doppelbuchungen</translation>
    </message>
    <message>
        <source>%1 events not recorded</source>
        <translation>%1 Ereignisse nicht aufgezeichnet</translation>
    </message>
    <message>
        <source>Memory %1</source>
        <translation>Speicher %1</translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1. The axis goes from 0 to %2 and over %3 seconds.</source>
        <translation>%1. Die Achse geht von 0 bis %2 und über %3 Sekunden.</translation>
    </message>
    <message>
        <source>%1, each row to %2</source>
        <translation>%1, jede Zeile bis %2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
</context>
<context>
    <name>StripChooser</name>
    <message>
        <source>Strip: %1</source>
        <translation>Verlauf: %1</translation>
    </message>
</context>
<context>
    <name>StripKinds</name>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>running</source>
        <translation>rechnen</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>blockiert</translation>
    </message>
    <message>
        <source>goal</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Pending work items</source>
        <translation>Wartende Arbeitspakete</translation>
    </message>
    <message>
        <source>waiting for a worker</source>
        <translation>warten auf einen Worker</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>orders per second</source>
        <translation>Aufträge je Sekunde</translation>
    </message>
    <message>
        <source>persisted</source>
        <translation>gespeichert</translation>
    </message>
    <message>
        <source>Little&apos;s bound</source>
        <translation>Little-Grenze</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>orders</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>depth</source>
        <translation>Füllung</translation>
    </message>
    <message>
        <source>capacity</source>
        <translation>Kapazität</translation>
    </message>
    <message>
        <source>In flight</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>orders in each stage</source>
        <translation>Aufträge je Stufe</translation>
    </message>
    <message>
        <source>validate</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>charge</source>
        <translation>Abbuchen</translation>
    </message>
    <message>
        <source>persist</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>limit</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>Trouble</source>
        <translation>Störungen</translation>
    </message>
    <message>
        <source>per second</source>
        <translation>je Sekunde</translation>
    </message>
    <message>
        <source>retries</source>
        <translation>Wiederh.</translation>
    </message>
    <message>
        <source>timeouts</source>
        <translation>Timeouts</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>Abbrüche</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>Absagen</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>MiB</source>
        <translation>MiB</translation>
    </message>
    <message>
        <source>resident</source>
        <translation>belegt</translation>
    </message>
    <message>
        <source>ms, last 2 s</source>
        <translation>ms, letzte 2 s</translation>
    </message>
</context>
<context>
    <name>StripsPanel</name>
    <message>
        <source>Over time</source>
        <translation>Im Zeitverlauf</translation>
    </message>
    <message>
        <source>Length of the time axis</source>
        <translation>Länge der Zeitachse</translation>
    </message>
    <message>
        <source>10 s</source>
        <translation>10 s</translation>
    </message>
    <message>
        <source>60 s</source>
        <translation>60 s</translation>
    </message>
    <message>
        <source>5 min</source>
        <translation>5 min</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Back to now</source>
        <translation>Zurück zu jetzt</translation>
    </message>
    <message>
        <source>Follows the run again; a double click into a strip does the same</source>
        <translation>Folgt wieder dem Lauf; ein Doppelklick in einen Verlauf tut dasselbe</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>bei %1</translation>
    </message>
    <message>
        <source>The strips before these (Up)</source>
        <translation>Die Verläufe davor (Auf)</translation>
    </message>
    <message>
        <source>Previous strips</source>
        <translation>Vorige Verläufe</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>Seite %1 von %2</translation>
    </message>
    <message>
        <source>More strips (Down)</source>
        <translation>Weitere Verläufe (Ab)</translation>
    </message>
    <message>
        <source>More strips</source>
        <translation>Weitere Verläufe</translation>
    </message>
    <message>
        <source>Strips over time, left and right move the instant that is read, up and down show other strips</source>
        <translation>Verläufe über die Zeit; links und rechts bewegen den abgelesenen Augenblick, auf und ab zeigen andere Verläufe</translation>
    </message>
    <message>
        <source>At %1</source>
        <translation>Bei %1</translation>
    </message>
    <message>
        <source>Fold the strips away</source>
        <translation>Verläufe einklappen</translation>
    </message>
    <message>
        <source>Show the strips</source>
        <translation>Verläufe zeigen</translation>
    </message>
    <message>
        <source>Folds the strips away (%1)</source>
        <translation>Klappt die Verläufe ein (%1)</translation>
    </message>
    <message>
        <source>Shows the strips (%1)</source>
        <translation>Zeigt die Verläufe (%1)</translation>
    </message>
</context>
<context>
    <name>TeachingWindows</name>
    <message>
        <source>Speaker</source>
        <translation>Vortragsansicht</translation>
    </message>
    <message>
        <source>Audience</source>
        <translation>Publikum</translation>
    </message>
</context>
<context>
    <name>TitleBar</name>
    <message>
        <source>Every scenario to choose from (%1)</source>
        <translation>Alle Szenarien zur Auswahl (%1)</translation>
    </message>
    <message>
        <source>Scenario: %1</source>
        <translation>Szenario: %1</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>Wall</source>
        <translation>Echtzeit</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Theme, size, motion and language; the next theme is %1</source>
        <translation>Farbschema, Größe, Bewegung und Sprache; nächstes Farbschema mit %1</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Shows every key (F1)</source>
        <translation>Zeigt alle Tasten (F1)</translation>
    </message>
</context>
<context>
    <name>TransportBar</name>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>From the beginning, with your changes (%1)</source>
        <translation>Von vorn, mit Ihren Änderungen (%1)</translation>
    </message>
    <message>
        <source>Lets the engine go on (%1)</source>
        <translation>Lässt die Engine weiterlaufen (%1)</translation>
    </message>
    <message>
        <source>Holds the engine: its clock stands still, and nothing new begins (%1)</source>
        <translation>Hält die Engine an: Ihre Uhr steht, und nichts Neues beginnt (%1)</translation>
    </message>
    <message>
        <source>Moves the clock to the next timer that is due, and holds (%1)</source>
        <translation>Stellt die Uhr auf den nächsten fälligen Zeitgeber und hält an (%1)</translation>
    </message>
    <message>
        <source>Drain</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Takes no more orders and finishes those in flight (%1)</source>
        <translation>Nimmt keine Aufträge mehr an und beendet die laufenden (%1)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>The client goes away: what is in flight is cancelled, and the end stays in view (%1)</source>
        <translation>Der Kunde geht: Was läuft, wird abgebrochen, und das Ende bleibt zu sehen (%1)</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>The same scenario from the beginning, with its own values (%1)</source>
        <translation>Dasselbe Szenario von vorn, mit seinen eigenen Werten (%1)</translation>
    </message>
    <message>
        <source>Catch up</source>
        <translation>Aufholen</translation>
    </message>
    <message>
        <source>Freeze picture</source>
        <translation>Bild einfrieren</translation>
    </message>
    <message>
        <source>Shows the run as it is now (%1)</source>
        <translation>Zeigt den Lauf, wie er jetzt ist (%1)</translation>
    </message>
    <message>
        <source>The picture stands still while the engine goes on (%1)</source>
        <translation>Das Bild steht still, während die Engine weiterläuft (%1)</translation>
    </message>
    <message>
        <source>+10 s</source>
        <translation>+10 s</translation>
    </message>
    <message>
        <source>Jumps 10 s ahead in virtual time, as fast as the machine can (%1)</source>
        <translation>Springt in virtueller Zeit 10 s vor, so schnell die Maschine kann (%1)</translation>
    </message>
</context>
<context>
    <name>ViewMenu</name>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Projector</source>
        <translation>Beamer</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Everything smaller (%1)</source>
        <translation>Alles kleiner (%1)</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Size: %1</source>
        <translation>Größe: %1</translation>
    </message>
    <message>
        <source>Everything larger (%1)</source>
        <translation>Alles größer (%1)</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>The whole screen, or a window again (%1)</source>
        <translation>Vollbild oder wieder ein Fenster (%1)</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>Less motion: changes of state happen at once</source>
        <translation>Weniger Bewegung: Zustände wechseln sofort</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Teaching</source>
        <translation>Vortrag</translation>
    </message>
    <message>
        <source>Speaker and audience…</source>
        <translation>Vortragende und Publikum…</translation>
    </message>
    <message>
        <source>A window with notes for the speaker, and the picture alone on another display (%1)</source>
        <translation>Ein Fenster mit Notizen zum Vortragen und nur das Bild auf einem anderen Bildschirm (%1)</translation>
    </message>
</context>
<context>
    <name>app::ScenarioDialog</name>
    <message>
        <source>Open a scenario</source>
        <translation>Szenario öffnen</translation>
    </message>
    <message>
        <source>Scenario files (*.json);;All files (*)</source>
        <translation>Szenariodateien (*.json);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>engine</name>
    <message>
        <source>%1 call is in flight</source>
        <translation>%1 Aufruf ist unterwegs</translation>
    </message>
    <message>
        <source>%1 calls are in flight</source>
        <translation>%1 Aufrufe sind unterwegs</translation>
    </message>
    <message>
        <source>%1 at services that can serve %2 at once, and %3 more have just been refused: every order begins as soon as it comes.</source>
        <translation>%1 bei Diensten, die nur %2 gleichzeitig bedienen können, und %3 weitere wurden eben abgewiesen: Jeder Auftrag beginnt, sobald er kommt.</translation>
    </message>
    <message>
        <source>%1 at services that can serve %2 at once: every order begins as soon as it comes.</source>
        <translation>%1 bei Diensten, die nur %2 gleichzeitig bedienen können: Jeder Auftrag beginnt, sobald er kommt.</translation>
    </message>
    <message>
        <source>Give the stages their limits back.</source>
        <translation>Geben Sie den Stufen ihre Grenzen zurück.</translation>
    </message>
    <message>
        <source>Run it in bounded mode: orders wait in a channel, and each stage takes only as many as its service can serve.</source>
        <translation>Wechseln Sie in den begrenzten Modus: Aufträge warten in einem Kanal, und jede Stufe nimmt nur so viele, wie ihr Dienst bedienen kann.</translation>
    </message>
    <message>
        <source>A thread for each order has no way to say no. Run it in bounded mode, where a full channel makes clients wait, or use enough threads.</source>
        <translation>Mit einem Thread je Auftrag lässt sich nichts ablehnen. Wechseln Sie in den begrenzten Modus, in dem ein voller Kanal die Kunden warten lässt, oder nehmen Sie genug Threads.</translation>
    </message>
    <message>
        <source>Run it in bounded mode, where a full channel makes clients wait.</source>
        <translation>Wechseln Sie in den begrenzten Modus, in dem ein voller Kanal die Kunden warten lässt.</translation>
    </message>
    <message>
        <source>Bound the channel, so that clients wait.</source>
        <translation>Begrenzen Sie den Kanal, damit die Kunden warten.</translation>
    </message>
    <message>
        <source>Bound the channel, so that clients wait: %1 places hold about 10 s of work.</source>
        <translation>Begrenzen Sie den Kanal, damit die Kunden warten: %1 Plätze fassen die Arbeit von etwa 10 s.</translation>
    </message>
    <message>
        <source>%1, %2 more than %3 ago: %4 come in, %5 go out, and nothing holds them back.</source>
        <translation>%1, %2 mehr als vor %3: %4 kommen herein, %5 gehen hinaus, und nichts hält sie zurück.</translation>
    </message>
    <message>
        <source>The channel has been full for %1: %2 of %3 places are taken, and clients wait until one is free. %4 get in.</source>
        <translation>Der Kanal ist seit %1 voll: %2 von %3 Plätzen sind belegt, und die Kunden warten, bis einer frei wird. %4 kommen hinein.</translation>
    </message>
    <message>
        <source>Nothing has to change: the bound does its work, and memory stays as it is.</source>
        <translation>Zu ändern ist nichts: Die Grenze tut ihre Arbeit, und der Speicherbedarf bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>%1 charge has been made a second time for an order that was already charged</source>
        <translation>%1 Abbuchung wurde ein zweites Mal vorgenommen, obwohl der Auftrag schon abgebucht war</translation>
    </message>
    <message>
        <source>%1 charges have been made a second time for orders that were already charged</source>
        <translation>%1 Abbuchungen wurden ein zweites Mal vorgenommen, obwohl die Aufträge schon abgebucht waren</translation>
    </message>
    <message>
        <source>Send each charge under a key, so that the provider knows it again.</source>
        <translation>Senden Sie jede Abbuchung unter einem Schlüssel, an dem der Anbieter sie wiedererkennt.</translation>
    </message>
    <message>
        <source>%1 order has vanished: nobody owned it</source>
        <translation>%1 Auftrag, der niemandem gehörte, ist verschwunden</translation>
    </message>
    <message>
        <source>%1 orders have vanished: nobody owned them</source>
        <translation>%1 Aufträge, die niemandem gehörten, sind verschwunden</translation>
    </message>
    <message>
        <source>Give every flow an owner that waits for it and hears of its errors.</source>
        <translation>Geben Sie jedem Ablauf einen Besitzer, der auf ihn wartet und von seinen Fehlern erfährt.</translation>
    </message>
    <message>
        <source>%1 error was thrown where nobody catches it</source>
        <translation>%1 Fehler wurde geworfen, wo ihn niemand fängt</translation>
    </message>
    <message>
        <source>%1 errors were thrown where nobody catches them</source>
        <translation>%1 Fehler wurden geworfen, wo sie niemand fängt</translation>
    </message>
    <message>
        <source>Return a task that the caller awaits, so that errors reach someone.</source>
        <translation>Geben Sie einen Task zurück, auf den der Aufrufer wartet, damit Fehler bei jemandem ankommen.</translation>
    </message>
    <message>
        <source>%1, %2 of them in the last %3.</source>
        <translation>%1, davon %2 in den letzten %3.</translation>
    </message>
    <message>
        <source>%1 call runs for orders that have ended already.</source>
        <translation>%1 Aufruf läuft für Aufträge, die schon abgeschlossen sind.</translation>
    </message>
    <message>
        <source>%1 calls run for orders that have ended already.</source>
        <translation>%1 Aufrufe laufen für Aufträge, die schon abgeschlossen sind.</translation>
    </message>
    <message>
        <source>%1 call of the last %2 ran on for orders that had ended already.</source>
        <translation>%1 Aufruf der letzten %2 lief für Aufträge weiter, die schon abgeschlossen waren.</translation>
    </message>
    <message>
        <source>%1 calls of the last %2 ran on for orders that had ended already.</source>
        <translation>%1 Aufrufe der letzten %2 liefen für Aufträge weiter, die schon abgeschlossen waren.</translation>
    </message>
    <message>
        <source>There have been %1, and the services have spent %2 on them for nothing.</source>
        <translation>Bisher waren es %1, und die Dienste haben dafür %2 vergeblich gearbeitet.</translation>
    </message>
    <message>
        <source>Hand the cancellation on to the calls.</source>
        <translation>Geben Sie den Abbruch an die Aufrufe weiter.</translation>
    </message>
    <message>
        <source>The %2 still works on %1 call that a timeout has walked away from.</source>
        <translation>Beim %2 läuft noch %1 Aufruf, den ein Timeout im Stich gelassen hat.</translation>
    </message>
    <message>
        <source>The %2 still works on %1 calls that timeouts have walked away from.</source>
        <translation>Beim %2 laufen noch %1 Aufrufe, die Timeouts im Stich gelassen haben.</translation>
    </message>
    <message>
        <source>There have been %1.</source>
        <translation>Bisher waren es %1.</translation>
    </message>
    <message>
        <source>Use a timeout that asks the call to stop and waits until it has.</source>
        <translation>Nehmen Sie einen Timeout, der den Aufruf zum Aufhören auffordert und wartet, bis er es getan hat.</translation>
    </message>
    <message>
        <source>The run was stopped, and the %1 for draining were not enough: %2, with %3 still getting through.</source>
        <translation>Der Lauf wurde gestoppt, und die %1 zum Auslaufen reichten nicht: %2, während noch %3 durchkamen.</translation>
    </message>
    <message>
        <source>The run was stopped, and the %1 for draining were not enough: %2.</source>
        <translation>Der Lauf wurde gestoppt, und die %1 zum Auslaufen reichten nicht: %2.</translation>
    </message>
    <message>
        <source>Give it more time to drain, about %1 s, or let fewer orders wait.</source>
        <translation>Geben Sie mehr Zeit zum Auslaufen, etwa %1 s, oder lassen Sie weniger Aufträge warten.</translation>
    </message>
    <message>
        <source>%1 order was cancelled half way</source>
        <translation>%1 Auftrag wurde auf halbem Weg abgebrochen</translation>
    </message>
    <message>
        <source>%1 orders were cancelled half way</source>
        <translation>%1 Aufträge wurden auf halbem Weg abgebrochen</translation>
    </message>
    <message>
        <source>The run was stopped without draining: %1.</source>
        <translation>Der Lauf wurde gestoppt, ohne auszulaufen: %1.</translation>
    </message>
    <message>
        <source>Take no more orders, but finish those that are there.</source>
        <translation>Nehmen Sie keine Aufträge mehr an, aber schließen Sie ab, was schon da ist.</translation>
    </message>
    <message>
        <source>The run was cancelled while it drained: %1.</source>
        <translation>Der Lauf wurde beim Auslaufen abgebrochen: %1.</translation>
    </message>
    <message>
        <source>Wait until it has drained; it is cut off after %1 by itself.</source>
        <translation>Warten Sie, bis er ausgelaufen ist; nach %1 wird er von selbst abgeschnitten.</translation>
    </message>
    <message>
        <source>Wait between the tries, longer each time.</source>
        <translation>Warten Sie zwischen den Versuchen, jedes Mal länger.</translation>
    </message>
    <message>
        <source>Hedge the few calls that are slow, not most of them: later, or not at all.</source>
        <translation>Sichern Sie nur die wenigen langsamen Aufrufe durch einen zweiten ab, nicht die meisten: später oder gar nicht.</translation>
    </message>
    <message>
        <source>Put a circuit breaker before it: a service that is ill needs fewer calls, not more.</source>
        <translation>Setzen Sie einen Schutzschalter davor: Ein kranker Dienst braucht weniger Aufrufe, nicht mehr.</translation>
    </message>
    <message>
        <source>Try again only once, and leave the rest to the circuit breaker.</source>
        <translation>Wiederholen Sie nur einmal, und überlassen Sie den Rest dem Schutzschalter.</translation>
    </message>
    <message>
        <source>The %1 gets %2 where %3 are wanted: %4 of the last %5 calls were repeats, so it bears %6 times the real load.</source>
        <translation>Beim %1 kommen %2 an, gewollt sind %3: %4 der letzten %5 Aufrufe waren Wiederholungen, zu tragen ist also das %6-Fache der eigentlichen Last.</translation>
    </message>
    <message>
        <source>The %1 gets %2 where %3 are wanted: %4 of the last %5 calls were repeats.</source>
        <translation>Beim %1 kommen %2 an, gewollt sind %3: %4 der letzten %5 Aufrufe waren Wiederholungen.</translation>
    </message>
    <message>
        <source>The circuit breaker before the %1 has been held open by hand for %2.</source>
        <translation>Der Schutzschalter vor dem %1 wird seit %2 von Hand offen gehalten.</translation>
    </message>
    <message>
        <source>The circuit breaker before the %1 has been open for %2.</source>
        <translation>Der Schutzschalter vor dem %1 ist seit %2 offen.</translation>
    </message>
    <message>
        <source>The circuit breaker before the %1 has been held open by hand for %2 and turned %3 away in the last second.</source>
        <translation>Der Schutzschalter vor dem %1 wird seit %2 von Hand offen gehalten und hat in der letzten Sekunde %3 abgewiesen.</translation>
    </message>
    <message>
        <source>The circuit breaker before the %1 has been open for %2 and turned %3 away in the last second.</source>
        <translation>Der Schutzschalter vor dem %1 ist seit %2 offen und hat in der letzten Sekunde %3 abgewiesen.</translation>
    </message>
    <message>
        <source>Close it by hand when the service may be called again.</source>
        <translation>Schließen Sie ihn von Hand, wenn der Dienst wieder aufgerufen werden darf.</translation>
    </message>
    <message>
        <source>Nothing has to change here: it spares a service that is ill, and tries again by itself.</source>
        <translation>Hier ist nichts zu ändern: Er schont einen kranken Dienst und versucht es von selbst wieder.</translation>
    </message>
    <message>
        <source>The only worker has been</source>
        <translation>Der einzige Worker ist</translation>
    </message>
    <message>
        <source>All %1 workers have been</source>
        <translation>Alle %1 Worker sind</translation>
    </message>
    <message>
        <source>%1 work item waits</source>
        <translation>%1 Arbeitspaket wartet</translation>
    </message>
    <message>
        <source>%1 work items wait</source>
        <translation>%1 Arbeitspakete warten</translation>
    </message>
    <message>
        <source>%1 busy for %2 while %3</source>
        <translation>%1 seit %2 beschäftigt, während %3</translation>
    </message>
    <message>
        <source>%1 blocked for %2 while %3</source>
        <translation>%1 seit %2 blockiert, während %3</translation>
    </message>
    <message>
        <source>%1 taken (%4 of them blocked) for %2 while %3</source>
        <translation>%1 seit %2 belegt (%4 davon blockiert), während %3</translation>
    </message>
    <message>
        <source>Await the calls instead of waiting for them on workers, as bounded mode does.</source>
        <translation>Warten Sie mit co_await auf die Aufrufe, statt Worker dafür zu blockieren: So macht es der begrenzte Modus.</translation>
    </message>
    <message>
        <source>Await the call instead of waiting for it on the worker.</source>
        <translation>Warten Sie mit co_await auf den Aufruf, statt den Worker dafür zu blockieren.</translation>
    </message>
    <message>
        <source>Await the calls instead of waiting for them on workers. If the workers have to wait, let a governor add some while they are blocked.</source>
        <translation>Warten Sie mit co_await auf die Aufrufe, statt Worker dafür zu blockieren. Müssen die Worker warten, dann lassen Sie einen Regler weitere hinzufügen, solange sie blockiert sind.</translation>
    </message>
    <message>
        <source>Await the calls instead of waiting for them on workers. If the workers have to wait, begin with as many as the services can keep busy, %1: the governor adds them slowly.</source>
        <translation>Warten Sie mit co_await auf die Aufrufe, statt Worker dafür zu blockieren. Müssen die Worker warten, dann beginnen Sie mit so vielen, wie die Dienste beschäftigen können, also %1: Der Regler fügt sie nur langsam hinzu.</translation>
    </message>
    <message>
        <source>Take the long computation out of the flows, or cut it up.</source>
        <translation>Nehmen Sie die lange Berechnung aus den Abläufen, oder zerlegen Sie sie.</translation>
    </message>
    <message>
        <source>Take out the layers that do nothing.</source>
        <translation>Entfernen Sie die Schichten, die nichts tun.</translation>
    </message>
    <message>
        <source>Call the services directly: the work items around the calls only cost.</source>
        <translation>Rufen Sie die Dienste direkt auf: Die Arbeitspakete um die Aufrufe herum kosten nur.</translation>
    </message>
    <message>
        <source>The processor is the limit: less work for each order, or fewer orders.</source>
        <translation>Der Prozessor ist die Grenze: weniger Arbeit je Auftrag oder weniger Aufträge.</translation>
    </message>
    <message>
        <source>%1, and nothing has got done for %2.</source>
        <translation>%1, und seit %2 ist nichts fertig geworden.</translation>
    </message>
    <message>
        <source>%1 and the processor is idle: %2 is all that gets through.</source>
        <translation>%1 und der Prozessor nichts zu tun hat: Mehr als %2 kommen nicht durch.</translation>
    </message>
    <message>
        <source>%1 work item waited</source>
        <translation>%1 Arbeitspaket wartete</translation>
    </message>
    <message>
        <source>%1 work items waited</source>
        <translation>%1 Arbeitspakete warteten</translation>
    </message>
    <message>
        <source>The only worker was blocked while %2. It waited for a continuation that needed a free worker, so nothing could ever move again.</source>
        <translation>Der einzige Worker war blockiert, während %2. Er wartete auf eine Fortsetzung, die einen freien Worker brauchte; so konnte sich nie wieder etwas bewegen.</translation>
    </message>
    <message>
        <source>All %1 workers were blocked while %2. Each waited for a continuation that needed a free worker, so nothing could ever move again.</source>
        <translation>Alle %1 Worker waren blockiert, während %2. Jeder wartete auf eine Fortsetzung, die einen freien Worker brauchte; so konnte sich nie wieder etwas bewegen.</translation>
    </message>
    <message>
        <source>rule engine</source>
        <translation>Regelwerk</translation>
    </message>
    <message>
        <source>payment provider</source>
        <translation>Zahlungsanbieter</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1 call</source>
        <translation>%1 Aufruf</translation>
    </message>
    <message>
        <source>%1 calls</source>
        <translation>%1 Aufrufe</translation>
    </message>
    <message>
        <source>%1 order is under way</source>
        <translation>%1 Auftrag ist unterwegs</translation>
    </message>
    <message>
        <source>%1 orders are under way</source>
        <translation>%1 Aufträge sind unterwegs</translation>
    </message>
    <message>
        <source>Its only server is busy</source>
        <translation>Der einzige Server dort ist beschäftigt</translation>
    </message>
    <message>
        <source>All %1 servers are busy</source>
        <translation>Alle %1 Server dort sind beschäftigt</translation>
    </message>
    <message>
        <source>%1 server</source>
        <translation>%1 Server</translation>
    </message>
    <message>
        <source>%1 servers</source>
        <translation>%1 Server</translation>
    </message>
    <message>
        <source>Send it no more calls at once than it has servers.</source>
        <translation>Schicken Sie dem Dienst nicht mehr Aufrufe gleichzeitig, als er Server hat.</translation>
    </message>
    <message>
        <source>Let fewer orders in, or give it %1 and the stage a limit like it.</source>
        <translation>Lassen Sie weniger Aufträge herein, oder geben Sie dem Dienst %1 und der Stufe eine ebensolche Grenze.</translation>
    </message>
    <message>
        <source>Send it less at once, as bounded mode does with a limit for each stage, or give it %1.</source>
        <translation>Schicken Sie dem Dienst weniger auf einmal, wie es der begrenzte Modus mit einer Grenze je Stufe tut, oder geben Sie ihm %1.</translation>
    </message>
    <message>
        <source>Send it less at once: in bounded mode each stage has a limit.</source>
        <translation>Schicken Sie dem Dienst weniger auf einmal: Im begrenzten Modus hat jede Stufe eine Grenze.</translation>
    </message>
    <message>
        <source>The %2 has refused %1 call within the last second: it serves %3 at once and lets %4 wait.</source>
        <translation>Beim %2 wurde in der letzten Sekunde %1 Aufruf abgewiesen: Bedient werden %3 gleichzeitig, und %4 dürfen warten.</translation>
    </message>
    <message>
        <source>The %2 has refused %1 calls within the last second: it serves %3 at once and lets %4 wait.</source>
        <translation>Beim %2 wurden in der letzten Sekunde %1 Aufrufe abgewiesen: Bedient werden %3 gleichzeitig, und %4 dürfen warten.</translation>
    </message>
    <message>
        <source>%1 call waits</source>
        <translation>%1 Aufruf wartet</translation>
    </message>
    <message>
        <source>%1 calls wait</source>
        <translation>%1 Aufrufe warten</translation>
    </message>
    <message>
        <source>The %1 is asked for %2 and can do %3. %4, and %5.</source>
        <translation>Vom %1 werden %2 verlangt, zu schaffen sind %3. %4, und %5.</translation>
    </message>
    <message>
        <source>By Little&apos;s law a call that comes now takes %1, of which %2 are work.</source>
        <translation>Nach Littles Gesetz dauert ein Aufruf, der jetzt kommt, %1, davon sind %2 Arbeit.</translation>
    </message>
    <message>
        <source>The %1 can do %2, but %3 come in. %4, each for %5 a call, and %6, %7 more than %8 ago.</source>
        <translation>Beim %1 sind %2 zu schaffen, aber %3 kommen herein. %4, mit jedem Aufruf %5 lang, und %6, %7 mehr als vor %8.</translation>
    </message>
    <message>
        <source>The %1 can do %2, but more would come in. %3, each for %4 a call, and clients wait before a full channel.</source>
        <translation>Beim %1 sind %2 zu schaffen, aber mehr käme herein. %3, mit jedem Aufruf %4 lang, und die Kunden warten vor einem vollen Kanal.</translation>
    </message>
    <message>
        <source>its %1 server</source>
        <translation>%1 Server</translation>
    </message>
    <message>
        <source>its %1 servers</source>
        <translation>%1 Servern</translation>
    </message>
    <message>
        <source>%1 call waits there</source>
        <translation>%1 Aufruf wartet dort</translation>
    </message>
    <message>
        <source>%1 calls wait there</source>
        <translation>%1 Aufrufe warten dort</translation>
    </message>
    <message>
        <source>The limit of %1 lets more calls into the %2 than %3 can serve: %4 on average.</source>
        <translation>Die Grenze von %1 lässt mehr Aufrufe zum %2 durch, als dort mit %3 bedient werden können: %4 im Mittel.</translation>
    </message>
    <message>
        <source>The limit of %1 lets more calls into the %2 than %3 can serve: %4 on average, and %5 been refused.</source>
        <translation>Die Grenze von %1 lässt mehr Aufrufe zum %2 durch, als dort mit %3 bedient werden können: %4 im Mittel, und %5 abgewiesen.</translation>
    </message>
    <message>
        <source>%1 has</source>
        <translation>%1 wurde</translation>
    </message>
    <message>
        <source>%1 have</source>
        <translation>%1 wurden</translation>
    </message>
    <message>
        <source>As many as it has servers keep it just as busy, and none of them waits there.</source>
        <translation>So viele, wie der Dienst Server hat, lasten ihn genauso aus, und keiner davon wartet dort.</translation>
    </message>
    <message>
        <source>%1 has been at its limit of %2 for %3: %4 come in, %5 go out, %6 orders wait or are at another stage, and %7 of the %8 servers of the %9 are free.</source>
        <translation>%1 ist seit %3 an der Grenze von %2: %4 kommen herein, %5 gehen hinaus, %6 Aufträge warten oder sind in einer anderen Stufe, und %7 von %8 Servern beim %9 sind frei.</translation>
    </message>
    <message>
        <source>Validate</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Charge</source>
        <translation>Abbuchen</translation>
    </message>
    <message>
        <source>If the %1 allows it, let %2 in at once.</source>
        <translation>Lassen Sie, wenn es beim %1 erlaubt ist, %2 gleichzeitig hinein.</translation>
    </message>
    <message>
        <source>it was cancelled.</source>
        <translation>Abbruch.</translation>
    </message>
    <message>
        <source>its time was up.</source>
        <translation>Zeit abgelaufen.</translation>
    </message>
    <message>
        <source>it was rejected.</source>
        <translation>abgelehnt.</translation>
    </message>
    <message>
        <source>another circuit breaker held it back.</source>
        <translation>von einem anderen Schutzschalter aufgehalten.</translation>
    </message>
    <message>
        <source>the service was not available.</source>
        <translation>Dienst nicht verfügbar.</translation>
    </message>
    <message>
        <source>the call was not possible.</source>
        <translation>Aufruf nicht möglich.</translation>
    </message>
    <message>
        <source>It was isolated by hand.</source>
        <translation>Er wurde von Hand isoliert.</translation>
    </message>
    <message>
        <source>It was opened by hand.</source>
        <translation>Er wurde von Hand geöffnet.</translation>
    </message>
    <message>
        <source>It was closed by hand.</source>
        <translation>Er wurde von Hand geschlossen.</translation>
    </message>
    <message>
        <source>The break is over: one call may try.</source>
        <translation>Die Pause ist vorbei: Ein Aufruf darf es versuchen.</translation>
    </message>
    <message>
        <source>The trial call failed: %1</source>
        <translation>Der Probeaufruf ist fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>A call that began earlier failed during the trial: %1</source>
        <translation>Ein früher begonnener Aufruf ist während der Probe fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>The trial call succeeded.</source>
        <translation>Der Probeaufruf ist gelungen.</translation>
    </message>
    <message>
        <source>A call that began earlier succeeded.</source>
        <translation>Ein früher begonnener Aufruf ist gelungen.</translation>
    </message>
    <message>
        <source>A call failed: %2</source>
        <translation>Ein Aufruf ist fehlgeschlagen: %2</translation>
    </message>
    <message>
        <source>%1 calls in a row failed, the last one: %2</source>
        <translation>%1 Aufrufe in Folge sind fehlgeschlagen, der letzte: %2</translation>
    </message>
    <message>
        <source>Its settings were changed: it starts anew.</source>
        <translation>Seine Einstellungen wurden geändert: Er beginnt von vorn.</translation>
    </message>
    <message>
        <source>It was switched off.</source>
        <translation>Er wurde abgeschaltet.</translation>
    </message>
    <message>
        <source>The trial call ended in a way that does not count as a failure.</source>
        <translation>Der Probeaufruf endete so, dass er nicht als Fehlschlag zählt.</translation>
    </message>
    <message>
        <source>A call that began earlier ended in a way that does not count as a failure.</source>
        <translation>Ein früher begonnener Aufruf endete so, dass er nicht als Fehlschlag zählt.</translation>
    </message>
    <message>
        <source>%1 of %2 calls failed within %3 s: %4 %, and it opens at %5 %. The last one: %6</source>
        <translation>%1 von %2 Aufrufen sind innerhalb von %3 s fehlgeschlagen: %4 %, und er öffnet bei %5 %. Der letzte: %6</translation>
    </message>
    <message>
        <source>%1 persisted</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>%1 rejected</source>
        <translation>%1 abgelehnt</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 cancelled</source>
        <translation>%1 abgebrochen</translation>
    </message>
    <message>
        <source>%1 dropped</source>
        <translation>%1 verworfen</translation>
    </message>
    <message>
        <source>%1 lost</source>
        <translation>%1 verloren</translation>
    </message>
    <message>
        <source>Stopped before the first order.</source>
        <translation>Vor dem ersten Auftrag gestoppt.</translation>
    </message>
    <message>
        <source>There were no orders.</source>
        <translation>Es gab keine Aufträge.</translation>
    </message>
    <message>
        <source>Stopped and drained: all %1 order has ended: %2.</source>
        <translation>Gestoppt und ausgelaufen, %1 Auftrag ist abgeschlossen: %2.</translation>
    </message>
    <message>
        <source>Stopped and drained: all %1 orders have ended: %2.</source>
        <translation>Gestoppt und ausgelaufen, alle %1 Aufträge sind abgeschlossen: %2.</translation>
    </message>
    <message>
        <source>All %1 order has ended: %2.</source>
        <translation>%1 Auftrag ist abgeschlossen: %2.</translation>
    </message>
    <message>
        <source>All %1 orders have ended: %2.</source>
        <translation>Alle %1 Aufträge sind abgeschlossen: %2.</translation>
    </message>
    <message>
        <source>Deadlocked after %2: all %1 worker is blocked, each waiting for a continuation that needs a free worker, and %3. None of them can ever run.</source>
        <translation>Verklemmt nach %2: %1 Worker, mehr gibt es nicht, ist blockiert und wartet auf eine Fortsetzung, die einen freien Worker braucht, und %3. Nichts davon kann je laufen.</translation>
    </message>
    <message>
        <source>Deadlocked after %2: all %1 workers are blocked, each waiting for a continuation that needs a free worker, and %3. None of them can ever run.</source>
        <translation>Verklemmt nach %2: Alle %1 Worker sind blockiert, jeder wartet auf eine Fortsetzung, die einen freien Worker braucht, und %3. Nichts davon kann je laufen.</translation>
    </message>
    <message>
        <source>%1 work item is pending</source>
        <translation>%1 Arbeitspaket steht an</translation>
    </message>
    <message>
        <source>%1 work items are pending</source>
        <translation>%1 Arbeitspakete stehen an</translation>
    </message>
    <message>
        <source>Deadlocked after %2: %1 order waits for something that will never happen.</source>
        <translation>Verklemmt nach %2: %1 Auftrag wartet auf etwas, das nie geschehen wird.</translation>
    </message>
    <message>
        <source>Deadlocked after %2: %1 orders wait for something that will never happen.</source>
        <translation>Verklemmt nach %2: %1 Aufträge warten auf etwas, das nie geschehen wird.</translation>
    </message>
    <message>
        <source>The time limit of %2 was over with %1 order in flight; what was left has been cancelled.</source>
        <translation>Das Zeitlimit von %2 war erreicht, und %1 Auftrag war noch unterwegs; was übrig war, wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The time limit of %2 was over with %1 orders in flight; what was left has been cancelled.</source>
        <translation>Das Zeitlimit von %2 war erreicht, und %1 Aufträge waren noch unterwegs; was übrig war, wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Stopped, but the %2 for draining were over with %1 order in flight; what was left has been cancelled.</source>
        <translation>Gestoppt, aber nach den %2 zum Auslaufen war noch %1 Auftrag unterwegs; was übrig war, wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Stopped, but the %2 for draining were over with %1 orders in flight; what was left has been cancelled.</source>
        <translation>Gestoppt, aber nach den %2 zum Auslaufen waren noch %1 Aufträge unterwegs; was übrig war, wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Stopped without draining: %1 order was in flight, and cancelled.</source>
        <translation>Gestoppt, ohne auszulaufen: %1 Auftrag war unterwegs und wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Stopped without draining: %1 orders were in flight, and cancelled.</source>
        <translation>Gestoppt, ohne auszulaufen: %1 Aufträge waren unterwegs und wurden abgebrochen.</translation>
    </message>
    <message>
        <source>Cancelled with %1 order in flight.</source>
        <translation>Abgebrochen, während %1 Auftrag unterwegs war.</translation>
    </message>
    <message>
        <source>Cancelled with %1 orders in flight.</source>
        <translation>Abgebrochen, während %1 Aufträge unterwegs waren.</translation>
    </message>
    <message>
        <source>An internal error ended %1 flow of the run.</source>
        <translation>Ein interner Fehler hat %1 Ablauf des Laufs beendet.</translation>
    </message>
    <message>
        <source>An internal error ended %1 flows of the run.</source>
        <translation>Interne Fehler haben %1 Abläufe des Laufs beendet.</translation>
    </message>
    <message>
        <source>The ledger and the database disagree: %1 persisted, %2 rows.</source>
        <translation>Bilanz und Datenbank widersprechen sich: %1 gespeichert, %2 Zeilen.</translation>
    </message>
    <message>
        <source>The database cannot be used: %1</source>
        <translation>Die Datenbank lässt sich nicht verwenden: %1</translation>
    </message>
    <message>
        <source>The orders cannot be read: %1</source>
        <translation>Die Aufträge lassen sich nicht lesen: %1</translation>
    </message>
    <message>
        <source>no</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>one</source>
        <translation>ein</translation>
    </message>
    <message>
        <source>two</source>
        <translation>zwei</translation>
    </message>
    <message>
        <source>three</source>
        <translation>drei</translation>
    </message>
    <message>
        <source>four</source>
        <translation>vier</translation>
    </message>
    <message>
        <source>five</source>
        <translation>fünf</translation>
    </message>
    <message>
        <source>six</source>
        <translation>sechs</translation>
    </message>
    <message>
        <source>seven</source>
        <translation>sieben</translation>
    </message>
    <message>
        <source>eight</source>
        <translation>acht</translation>
    </message>
    <message>
        <source>nine</source>
        <translation>neun</translation>
    </message>
    <message>
        <source>ten</source>
        <translation>zehn</translation>
    </message>
    <message>
        <source>eleven</source>
        <translation>elf</translation>
    </message>
    <message>
        <source>twelve</source>
        <translation>zwölf</translation>
    </message>
    <message>
        <source>one thread more (%1 -&gt; %2)</source>
        <translation>ein Thread mehr (%1 -&gt; %2)</translation>
    </message>
    <message>
        <source>one thread fewer (%1 -&gt; %2)</source>
        <translation>ein Thread weniger (%1 -&gt; %2)</translation>
    </message>
    <message>
        <source>%3 threads more (%1 -&gt; %2)</source>
        <translation>%3 Threads mehr (%1 -&gt; %2)</translation>
    </message>
    <message>
        <source>%3 threads fewer (%1 -&gt; %2)</source>
        <translation>%3 Threads weniger (%1 -&gt; %2)</translation>
    </message>
    <message>
        <source>Work waited %1 s and no worker took any: %2.</source>
        <translation>Arbeit wartete %1 s, und kein Worker nahm sie: %2.</translation>
    </message>
    <message>
        <source>Too little is known yet, so the climber tries out what happens with %1.</source>
        <translation>Noch ist zu wenig bekannt, deshalb probiert der Kletterer etwas aus: %1.</translation>
    </message>
    <message>
        <source>Throughput follows the threads (ratio %1, confidence %2): the climber&apos;s next step on its wave is %3.</source>
        <translation>Der Durchsatz folgt den Threads (Verhältnis %1, Konfidenz %2); der nächste Schritt des Kletterers auf seiner Welle: %3.</translation>
    </message>
    <message>
        <source>Threads do not pay off in throughput (ratio %1, confidence %2): the climber&apos;s next step on its wave is %3.</source>
        <translation>Threads zahlen sich im Durchsatz nicht aus (Verhältnis %1, Konfidenz %2); der nächste Schritt des Kletterers auf seiner Welle: %3.</translation>
    </message>
    <message>
        <source>A thread had nothing to do for %1 s and left: %2.</source>
        <translation>Ein Thread hatte %1 s lang nichts zu tun und ging: %2.</translation>
    </message>
    <message>
        <source>%1 thread is blocked in a wait, so others stand in: %2.</source>
        <translation>%1 Thread ist wartend blockiert, deshalb springen andere ein: %2.</translation>
    </message>
    <message>
        <source>%1 threads are blocked in a wait, so others stand in: %2.</source>
        <translation>%1 Threads sind wartend blockiert, deshalb springen andere ein: %2.</translation>
    </message>
    <message>
        <source>No thread is blocked any more, so those that stood in go: %1.</source>
        <translation>Kein Thread ist mehr blockiert, deshalb gehen die Vertreter: %1.</translation>
    </message>
    <message>
        <source>Only %1 thread is still blocked, so those that stood in go: %2.</source>
        <translation>Nur noch %1 Thread ist blockiert, deshalb gehen Vertreter: %2.</translation>
    </message>
    <message>
        <source>Only %1 threads are still blocked, so those that stood in go: %2.</source>
        <translation>Nur noch %1 Threads sind blockiert, deshalb gehen Vertreter: %2.</translation>
    </message>
    <message>
        <source>The minimum was set to %1: %2.</source>
        <translation>Das Minimum wurde auf %1 gesetzt: %2.</translation>
    </message>
    <message>
        <source>The maximum was set to %1: %2.</source>
        <translation>Das Maximum wurde auf %1 gesetzt: %2.</translation>
    </message>
    <message>
        <source>The number of threads was set by hand: %1.</source>
        <translation>Die Zahl der Threads wurde von Hand gesetzt: %1.</translation>
    </message>
    <message>
        <source>The governor took over and keeps to its limits: %1.</source>
        <translation>Der Regler hat übernommen und hält sich an seine Grenzen: %1.</translation>
    </message>
    <message>
        <source>did you mean &quot;%1&quot;?</source>
        <translation>war „%1“ gemeint?</translation>
    </message>
    <message>
        <source>&quot;,&quot; or &quot;}&quot; after a value</source>
        <translation>&quot;,&quot; oder &quot;}&quot; nach einem Wert</translation>
    </message>
    <message>
        <source>&quot;,&quot; or &quot;]&quot; after a value</source>
        <translation>&quot;,&quot; oder &quot;]&quot; nach einem Wert</translation>
    </message>
    <message>
        <source>&quot;:&quot; after a key</source>
        <translation>&quot;:&quot; nach einem Schlüssel</translation>
    </message>
    <message>
        <source>&quot;,&quot; between two values</source>
        <translation>&quot;,&quot; zwischen zwei Werten</translation>
    </message>
    <message>
        <source>another key or value after &quot;,&quot;</source>
        <translation>ein weiterer Schlüssel oder Wert nach &quot;,&quot;</translation>
    </message>
    <message>
        <source>a number that JSON allows, such as 12.5</source>
        <translation>eine Zahl, wie JSON sie erlaubt, etwa 12.5</translation>
    </message>
    <message>
        <source>an escape that JSON allows after &quot;\&quot;</source>
        <translation>nach &quot;\&quot; etwas, das JSON dort erlaubt</translation>
    </message>
    <message>
        <source>text in UTF-8</source>
        <translation>Text in UTF-8</translation>
    </message>
    <message>
        <source>a closing quote</source>
        <translation>ein schließendes Anführungszeichen</translation>
    </message>
    <message>
        <source>objects and lists that are nested less deeply</source>
        <translation>weniger tief verschachtelte Objekte und Listen</translation>
    </message>
    <message>
        <source>nothing after the closing &quot;}&quot;</source>
        <translation>nichts nach dem schließenden &quot;}&quot;</translation>
    </message>
    <message>
        <source>a JSON value: an object, a list, a text, a number, true, false or null</source>
        <translation>ein JSON-Wert: ein Objekt, eine Liste, ein Text, eine Zahl, true, false oder null</translation>
    </message>
    <message>
        <source>the end of the file</source>
        <translation>das Ende der Datei</translation>
    </message>
    <message>
        <source>broken JSON near %1</source>
        <translation>fehlerhaftes JSON bei %1</translation>
    </message>
    <message>
        <source>the key %1 a second time</source>
        <translation>der Schlüssel %1 ein zweites Mal</translation>
    </message>
    <message>
        <source>each key once</source>
        <translation>jeder Schlüssel einmal</translation>
    </message>
    <message>
        <source>more than %1 bytes</source>
        <translation>mehr als %1 Bytes</translation>
    </message>
    <message>
        <source>a scenario file</source>
        <translation>eine Szenariodatei</translation>
    </message>
    <message>
        <source>a readable scenario file</source>
        <translation>eine lesbare Szenariodatei</translation>
    </message>
    <message>
        <source>no such file, and no built-in scenario of this name</source>
        <translation>keine solche Datei und kein eingebautes Szenario dieses Namens</translation>
    </message>
    <message>
        <source>a file, &quot;-&quot;, or one of %1</source>
        <translation>eine Datei, &quot;-&quot; oder eines von %1</translation>
    </message>
    <message>
        <source>a directory</source>
        <translation>ein Verzeichnis</translation>
    </message>
    <message>
        <source>found %1, expected %2</source>
        <translation>gefunden: %1, erwartet: %2</translation>
    </message>
    <message>
        <source>a scenario as a JSON object, at least {}</source>
        <translation>ein Szenario als JSON-Objekt, mindestens {}</translation>
    </message>
    <message>
        <source>text in another encoding, or no text at all</source>
        <translation>Text in einer anderen Kodierung oder gar kein Text</translation>
    </message>
    <message>
        <source>an empty file</source>
        <translation>eine leere Datei</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>eine Liste</translation>
    </message>
    <message>
        <source>a scenario on standard input</source>
        <translation>ein Szenario auf der Standardeingabe</translation>
    </message>
    <message>
        <source>path=value, such as limits.chunkSize=100</source>
        <translation>Pfad=Wert, etwa limits.chunkSize=100</translation>
    </message>
    <message>
        <source>a whole number from %1 to %2</source>
        <translation>eine ganze Zahl von %1 bis %2</translation>
    </message>
    <message>
        <source>a number from %1 to %2</source>
        <translation>eine Zahl von %1 bis %2</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>ein Objekt</translation>
    </message>
    <message>
        <source>a group of fields</source>
        <translation>eine Gruppe von Feldern</translation>
    </message>
    <message>
        <source>one of its fields: %1</source>
        <translation>eines ihrer Felder: %1</translation>
    </message>
    <message>
        <source>a whole number from 0 to %1, or up to 18446744073709551615 as a text, such as &quot;%2&quot;</source>
        <translation>eine ganze Zahl von 0 bis %1, oder bis 18446744073709551615 als Text, etwa &quot;%2&quot;</translation>
    </message>
    <message>
        <source>a text of %1 to %2 characters</source>
        <translation>ein Text von %1 bis %2 Zeichen</translation>
    </message>
    <message>
        <source>a text of %1 characters</source>
        <translation>ein Text von %1 Zeichen</translation>
    </message>
    <message>
        <source>%1 without control characters or halves of characters</source>
        <translation>%1 ohne Steuerzeichen und halbe Zeichen</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation>eines von %1</translation>
    </message>
    <message>
        <source>a list of %1, each at most once</source>
        <translation>eine Liste aus %1, jedes höchstens einmal</translation>
    </message>
    <message>
        <source>a list of at most %1 objects</source>
        <translation>eine Liste von höchstens %1 Objekten</translation>
    </message>
    <message>
        <source>a list of %1</source>
        <translation>eine Liste von %1</translation>
    </message>
    <message>
        <source>something after it: %1</source>
        <translation>etwas danach: %1</translation>
    </message>
    <message>
        <source>nothing, because this field holds a single value</source>
        <translation>nichts, denn dieses Feld hat nur einen Wert</translation>
    </message>
    <message>
        <source>a position from [0] to [%1]</source>
        <translation>eine Position von [0] bis [%1]</translation>
    </message>
    <message>
        <source>unknown key %1</source>
        <translation>der unbekannte Schlüssel %1</translation>
    </message>
    <message>
        <source>at most meanMs (%1), so that no latency is negative</source>
        <translation>höchstens meanMs (%1), damit keine Latenz negativ ist</translation>
    </message>
    <message>
        <source>more than 0, because a log-normal latency is never 0</source>
        <translation>mehr als 0, denn eine log-normale Latenz ist nie 0</translation>
    </message>
    <message>
        <source>at most maxThreads (%1)</source>
        <translation>höchstens maxThreads (%1)</translation>
    </message>
    <message>
        <source>false, because a burst without end would arrive all at once</source>
        <translation>false, denn ein Schwall ohne Ende käme ganz auf einmal an</translation>
    </message>
    <message>
        <source>its call heeds none of these: it ignores cancellation</source>
        <translation>sein Aufruf achtet auf nichts davon: Er überhört Abbrüche</translation>
    </message>
    <message>
        <source>client, if it cancels the run</source>
        <translation>der Client, wenn er den Lauf abbricht</translation>
    </message>
    <message>
        <source>time limit of the run, at %1</source>
        <translation>Zeitlimit des Laufs, bei %1</translation>
    </message>
    <message>
        <source>shutdown, cuts off at %1</source>
        <translation>Herunterfahren, bricht bei %1 ab</translation>
    </message>
    <message>
        <source>shutdown, %1 after the run is stopped</source>
        <translation>Herunterfahren, %1 nach dem Anhalten des Laufs</translation>
    </message>
    <message>
        <source>cancelled: its deadline or the time limit of the run has passed</source>
        <translation>abgebrochen: Seine Frist oder das Zeitlimit des Laufs ist vorbei</translation>
    </message>
    <message>
        <source>cancelled: the run was shut down</source>
        <translation>abgebrochen: Der Lauf wurde heruntergefahren</translation>
    </message>
    <message>
        <source>cancelled: something else in the run had failed</source>
        <translation>abgebrochen: Etwas anderes im Lauf war fehlgeschlagen</translation>
    </message>
    <message>
        <source>cancelled: the client has cancelled</source>
        <translation>abgebrochen: Der Client hat abgebrochen</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>rejected: %1</source>
        <translation>abgelehnt: %1</translation>
    </message>
    <message>
        <source>timed out: %1</source>
        <translation>Zeit abgelaufen: %1</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>dropped: intake did not take it</source>
        <translation>verworfen: Der Eingang hat ihn nicht angenommen</translation>
    </message>
    <message>
        <source>lost: nobody owned it</source>
        <translation>verloren: Er gehörte niemandem</translation>
    </message>
    <message>
        <source>lost: nobody owned it: %1</source>
        <translation>verloren: Er gehörte niemandem: %1</translation>
    </message>
    <message>
        <source>stored</source>
        <translation>gespeichert</translation>
    </message>
    <message>
        <source>call timeout, fires at %1</source>
        <translation>Zeitlimit des Aufrufs, läuft bei %1 ab</translation>
    </message>
    <message>
        <source>order deadline, at %1</source>
        <translation>Frist des Auftrags, bei %1</translation>
    </message>
</context>
<context>
    <name>ui::CodeListing</name>
    <message>
        <source>%1 orders in %2</source>
        <comment>a number of orders, and the station where they are</comment>
        <translation>%1 Aufträge in %2</translation>
    </message>
</context>
<context>
    <name>ui::EngineCommands</name>
    <message>
        <source>The scenario &quot;%1&quot; cannot be used. %2</source>
        <translation>Das Szenario „%1“ lässt sich nicht verwenden. %2</translation>
    </message>
    <message>
        <source>There is no mode &quot;%1&quot;.</source>
        <translation>Den Modus „%1“ gibt es nicht.</translation>
    </message>
    <message>
        <source>Draining: no more orders are taken</source>
        <translation>Wird geleert: Es werden keine Aufträge mehr angenommen</translation>
    </message>
    <message>
        <source>Cancelled: the client has gone away</source>
        <translation>Abgebrochen: Der Kunde ist gegangen</translation>
    </message>
</context>
<context>
    <name>ui::GovernorText</name>
    <message>
        <source>the climber tries it out</source>
        <translation>der Kletterer probiert es aus</translation>
    </message>
    <message>
        <source>throughput follows the threads</source>
        <translation>der Durchsatz folgt den Threads</translation>
    </message>
    <message>
        <source>threads do not pay off</source>
        <translation>Threads zahlen sich nicht aus</translation>
    </message>
    <message>
        <source>work waited, and no worker took any</source>
        <translation>Arbeit wartete, und kein Worker nahm sie</translation>
    </message>
    <message>
        <source>a thread had nothing to do</source>
        <translation>ein Thread hatte nichts zu tun</translation>
    </message>
    <message>
        <source>stands in for blocked threads</source>
        <translation>vertritt blockierte Threads</translation>
    </message>
    <message>
        <source>stand-ins are not needed any more</source>
        <translation>Vertreter werden nicht mehr gebraucht</translation>
    </message>
    <message>
        <source>the climber starts anew</source>
        <translation>der Kletterer fängt neu an</translation>
    </message>
    <message>
        <source>set by hand</source>
        <translation>von Hand gesetzt</translation>
    </message>
</context>
<context>
    <name>ui::KeyTable</name>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>See</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Hold the engine, or let it go on; on a focused button: press it</source>
        <translation>Die Maschine anhalten oder weiterlaufen lassen; auf einer Schaltfläche: sie drücken</translation>
    </message>
    <message>
        <source>Step to the next timer that is due, and hold</source>
        <translation>Zum nächsten fälligen Zeitgeber gehen und anhalten</translation>
    </message>
    <message>
        <source>Drain: take no more orders, finish those in flight</source>
        <translation>Auslaufen lassen: keine Aufträge mehr annehmen, laufende erledigen</translation>
    </message>
    <message>
        <source>Faster clock, up to 20x</source>
        <translation>Schnellere Uhr, bis 20x</translation>
    </message>
    <message>
        <source>Slower clock, down to 0.05x</source>
        <translation>Langsamere Uhr, bis 0,05x</translation>
    </message>
    <message>
        <source>Clock at 1x</source>
        <translation>Uhr auf 1x</translation>
    </message>
    <message>
        <source>Every scenario to choose from</source>
        <translation>Alle Szenarien zur Auswahl</translation>
    </message>
    <message>
        <source>Open a scenario file</source>
        <translation>Eine Szenariodatei öffnen</translation>
    </message>
    <message>
        <source>Save what runs, with the values that you have changed</source>
        <translation>Das laufende Szenario mit allen geänderten Werten speichern</translation>
    </message>
    <message>
        <source>Next theme: light, dark, projector</source>
        <translation>Nächstes Farbschema: hell, dunkel, Beamer</translation>
    </message>
    <message>
        <source>Everything larger, up to 200 %</source>
        <translation>Alles größer, bis 200 %</translation>
    </message>
    <message>
        <source>Everything smaller, down to 75 %</source>
        <translation>Alles kleiner, bis 75 %</translation>
    </message>
    <message>
        <source>Everything at 100 %</source>
        <translation>Alles auf 100 %</translation>
    </message>
    <message>
        <source>The whole screen, or a window again</source>
        <translation>Vollbild oder wieder ein Fenster</translation>
    </message>
    <message>
        <source>Next control; Escape leaves it</source>
        <translation>Nächstes Bedienelement; Esc verlässt es</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>Diese Liste</translation>
    </message>
    <message>
        <source>Close the window; the run is cancelled</source>
        <translation>Das Fenster schließen; der Lauf wird abgebrochen</translation>
    </message>
    <message>
        <source>Teach</source>
        <translation>Vortragen</translation>
    </message>
    <message>
        <source>Speaker&apos;s window, with the audience&apos;s picture</source>
        <translation>Vortragsansicht, mit dem Bild fürs Publikum</translation>
    </message>
    <message>
        <source>Next step of the lesson</source>
        <translation>Nächster Schritt des Vortrags</translation>
    </message>
    <message>
        <source>The step before</source>
        <translation>Der Schritt davor</translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Page down</source>
        <translation>Bild ab</translation>
    </message>
    <message>
        <source>Page up</source>
        <translation>Bild auf</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Blocking mode: what has not started goes there</source>
        <translation>Modus „blockierend“: Was noch nicht begonnen hat, geht dorthin</translation>
    </message>
    <message>
        <source>Unbounded mode</source>
        <translation>Modus „unbegrenzt“</translation>
    </message>
    <message>
        <source>Bounded mode</source>
        <translation>Modus „begrenzt“</translation>
    </message>
    <message>
        <source>Cancel: the client goes away</source>
        <translation>Abbrechen: Der Kunde geht</translation>
    </message>
    <message>
        <source>Reset: the same scenario from the beginning, with its own values</source>
        <translation>Zurücksetzen: dasselbe Szenario von vorn, mit seinen eigenen Werten</translation>
    </message>
    <message>
        <source>From the beginning, with your changes</source>
        <translation>Von vorn, mit Ihren Änderungen</translation>
    </message>
    <message>
        <source>Take the last change back</source>
        <translation>Die letzte Änderung zurücknehmen</translation>
    </message>
    <message>
        <source>Make it again</source>
        <translation>Sie noch einmal vornehmen</translation>
    </message>
    <message>
        <source>Search the parameters</source>
        <translation>Parameter suchen</translation>
    </message>
    <message>
        <source>To the parameters</source>
        <translation>Zu den Parametern</translation>
    </message>
    <message>
        <source>To the anti-patterns</source>
        <translation>Zu den Anti-Patterns</translation>
    </message>
    <message>
        <source>Move a value; Page Up and Page Down in large steps, Home and End to its ends</source>
        <translation>Einen Wert verändern; Bild auf und Bild ab in großen Schritten, Pos1 und Ende bis an die Enden</translation>
    </message>
    <message>
        <source>On a slider or switch: the scenario&apos;s own value</source>
        <translation>Auf einem Regler oder Schalter: der Wert des Szenarios</translation>
    </message>
    <message>
        <source>Freeze the picture while the engine goes on, or catch up</source>
        <translation>Das Bild einfrieren, während die Engine weiterläuft, oder aufholen</translation>
    </message>
    <message>
        <source>On the map: the next station; Home and End: the first and the last</source>
        <translation>Auf der Karte: zur nächsten Station; Pos1 und Ende: zur ersten und letzten</translation>
    </message>
    <message>
        <source>On a stage of the map: break or heal what it calls, command its breaker</source>
        <translation>Auf einer Stufe der Karte: stören oder heilen, was sie ruft, und ihren Schutzschalter bedienen</translation>
    </message>
    <message>
        <source>Jump 10 s ahead, in virtual time</source>
        <translation>10 s vorspringen, in virtueller Zeit</translation>
    </message>
    <message>
        <source>Find an order by its number, and follow it</source>
        <translation>Einen Auftrag nach seiner Nummer suchen und ihm folgen</translation>
    </message>
    <message>
        <source>The mode in C++ and C#, side by side</source>
        <translation>Der Modus in C++ und C#, nebeneinander</translation>
    </message>
    <message>
        <source>The parameters, or more room for the map</source>
        <translation>Die Parameter, oder mehr Platz für die Karte</translation>
    </message>
    <message>
        <source>The strips over time, or more room above them</source>
        <translation>Die Verläufe, oder mehr Platz darüber</translation>
    </message>
</context>
<context>
    <name>ui::Narration</name>
    <message>
        <source>Starvation</source>
        <translation>Verhungern</translation>
    </message>
    <message>
        <source>Unbounded fan-out</source>
        <translation>Unbegrenzte Auffächerung</translation>
    </message>
    <message>
        <source>The backlog grows</source>
        <translation>Der Rückstand wächst</translation>
    </message>
    <message>
        <source>Backpressure at work</source>
        <translation>Rückstau wirkt</translation>
    </message>
    <message>
        <source>Retry storm</source>
        <translation>Wiederholungssturm</translation>
    </message>
    <message>
        <source>Circuit breaker open</source>
        <translation>Schutzschalter offen</translation>
    </message>
    <message>
        <source>Service saturated</source>
        <translation>Dienst ausgelastet</translation>
    </message>
    <message>
        <source>Orphaned work</source>
        <translation>Verwaiste Arbeit</translation>
    </message>
    <message>
        <source>Drain incomplete</source>
        <translation>Nicht ganz ausgelaufen</translation>
    </message>
    <message>
        <source>Limit too low</source>
        <translation>Grenze zu niedrig</translation>
    </message>
    <message>
        <source>Limit too high</source>
        <translation>Grenze zu hoch</translation>
    </message>
    <message>
        <source>Double charges</source>
        <translation>Doppelbuchungen</translation>
    </message>
    <message>
        <source>Lost orders</source>
        <translation>Verlorene Aufträge</translation>
    </message>
    <message>
        <source>Unobserved errors</source>
        <translation>Unbemerkte Fehler</translation>
    </message>
    <message>
        <source>seen from %1 to %2</source>
        <translation>gesehen von %1 bis %2</translation>
    </message>
</context>
<context>
    <name>ui::Observation</name>
    <message>
        <source>All %1 workers are blocked, and %2 work items wait for one. A blocked worker is released by a continuation, and that needs a worker too.</source>
        <translation>Alle %1 Worker sind blockiert, und %2 Arbeitspakete warten auf einen. Freigegeben wird ein blockierter Worker von einer Fortsetzung, und auch die braucht einen Worker.</translation>
    </message>
    <message>
        <source>%1 work items wait for a worker.</source>
        <translation>%1 Arbeitspakete warten auf einen Worker.</translation>
    </message>
    <message>
        <source>The %1 has an outage: every call to it fails at once.</source>
        <translation>Ausfall beim %1: Jeder Aufruf schlägt sofort fehl.</translation>
    </message>
    <message>
        <source>The accept queue of the %1 is full: it has refused %2 calls so far.</source>
        <translation>Die Annahmeschlange beim %1 ist voll: Bisher wurden %2 Aufrufe abgewiesen.</translation>
    </message>
    <message>
        <source>%1 calls queue at the %2, which serves %3 at a time.</source>
        <translation>%1 Aufrufe stehen beim %2 an, wo %3 gleichzeitig bedient werden.</translation>
    </message>
    <message>
        <source>No order has arrived yet.</source>
        <translation>Noch ist kein Auftrag angekommen.</translation>
    </message>
    <message>
        <source>payment provider</source>
        <translation>Zahlungsanbieter</translation>
    </message>
    <message>
        <source>rule engine</source>
        <translation>Regelwerk</translation>
    </message>
    <message>
        <source>The channel is full, so new orders wait at intake: backpressure.</source>
        <translation>Der Kanal ist voll, neue Aufträge warten deshalb am Eingang: Rückstau.</translation>
    </message>
    <message>
        <source>Every order that has arrived has also ended.</source>
        <translation>Jeder Auftrag, der angekommen ist, ist auch abgeschlossen.</translation>
    </message>
    <message>
        <source>Orders flow: %1 in flight, %2 persisted.</source>
        <translation>Die Aufträge fließen: %1 unterwegs, %2 gespeichert.</translation>
    </message>
    <message>
        <source>Every order has ended.</source>
        <translation>Jeder Auftrag ist abgeschlossen.</translation>
    </message>
    <message>
        <source>The run was cancelled; what was in flight has ended as cancelled.</source>
        <translation>Der Lauf wurde abgebrochen; was unterwegs war, endete als abgebrochen.</translation>
    </message>
    <message>
        <source>Nothing can run any more: every worker waits for something that only another worker could do.</source>
        <translation>Nichts kann mehr laufen: Jeder Worker wartet auf etwas, das nur ein anderer Worker tun könnte.</translation>
    </message>
    <message>
        <source>The run reached the time limit of its scenario.</source>
        <translation>Der Lauf hat das Zeitlimit seines Szenarios erreicht.</translation>
    </message>
    <message>
        <source>The run failed and gave no reason.</source>
        <translation>Der Lauf ist ohne Angabe von Gründen gescheitert.</translation>
    </message>
</context>
<context>
    <name>ui::OrderWords</name>
    <message>
        <source>Intake</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Validate</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Charge</source>
        <translation>Abbuchen</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Bündeln</translation>
    </message>
    <message>
        <source>Persist</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>Bilanz</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>eingereiht</translation>
    </message>
    <message>
        <source>waiting for a permit</source>
        <translation>wartet auf Zulassung</translation>
    </message>
    <message>
        <source>waiting for a worker</source>
        <translation>wartet auf einen Worker</translation>
    </message>
    <message>
        <source>running</source>
        <translation>rechnen</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>blockiert</translation>
    </message>
    <message>
        <source>suspended</source>
        <translation>ausgesetzt</translation>
    </message>
    <message>
        <source>backing off</source>
        <translation>pausiert vor neuem Versuch</translation>
    </message>
    <message>
        <source>persisted</source>
        <translation>gespeichert</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>timed out</source>
        <translation>Zeit abgelaufen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>verworfen</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>verloren</translation>
    </message>
    <message>
        <source>orphaned</source>
        <translation>verwaist</translation>
    </message>
    <message>
        <source>Not started: in the channel, in a batch or behind other work items.</source>
        <translation>Nicht begonnen: im Kanal, in einem Bündel oder hinter anderen Arbeitspaketen.</translation>
    </message>
    <message>
        <source>Could go on, but no worker has taken it yet.</source>
        <translation>Könnte weiterlaufen, aber kein Worker hat ihn bisher genommen.</translation>
    </message>
    <message>
        <source>On a worker, which computes for it.</source>
        <translation>Auf einem Worker, der für ihn rechnet.</translation>
    </message>
    <message>
        <source>On a worker that waits for it and can do nothing else.</source>
        <translation>Auf einem Worker, der auf ihn wartet und sonst nichts tun kann.</translation>
    </message>
    <message>
        <source>A coroutine that waits for a service. Holds no thread.</source>
        <translation>Eine Coroutine, die auf einen Dienst wartet. Hält keinen Thread.</translation>
    </message>
    <message>
        <source>Waits before it tries again. Holds no thread.</source>
        <translation>Wartet, bevor er es wieder versucht. Hält keinen Thread.</translation>
    </message>
    <message>
        <source>Its row is committed.</source>
        <translation>Seine Zeile ist festgeschrieben.</translation>
    </message>
    <message>
        <source>A service understood it and said no.</source>
        <translation>Ein Dienst hat ihn verstanden und abgelehnt.</translation>
    </message>
    <message>
        <source>A service could not do its work.</source>
        <translation>Ein Dienst konnte seine Arbeit nicht tun.</translation>
    </message>
    <message>
        <source>Failed because a deadline passed.</source>
        <translation>Fehlgeschlagen, weil eine Frist verstrichen ist.</translation>
    </message>
    <message>
        <source>Nobody waits for it any more.</source>
        <translation>Niemand wartet mehr auf ihn.</translation>
    </message>
    <message>
        <source>Intake did not take it.</source>
        <translation>Der Eingang hat ihn nicht angenommen.</translation>
    </message>
    <message>
        <source>Nobody owned it, and it is gone.</source>
        <translation>Er gehörte niemandem und ist weg.</translation>
    </message>
    <message>
        <source>The order has ended, a call made for it goes on.</source>
        <translation>Der Auftrag ist abgeschlossen, ein Aufruf für ihn läuft weiter.</translation>
    </message>
    <message>
        <source>Suspended until there is room for it. Holds no thread.</source>
        <translation>Ruht, bis Platz für ihn ist. Hält keinen Thread.</translation>
    </message>
</context>
<context>
    <name>ui::ParameterModel</name>
    <message>
        <source>Cannot change while orders flow: a new run begins with it.</source>
        <translation>Lässt sich im laufenden Betrieb nicht ändern: Ein neuer Lauf beginnt damit.</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
</context>
<context>
    <name>ui::ParameterTexts</name>
    <message>
        <source>Arrival rate</source>
        <translation>Ankunftsrate</translation>
    </message>
    <message>
        <source>Orders arrive</source>
        <translation>Aufträge kommen</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Orders keep coming</source>
        <translation>Aufträge kommen ohne Ende</translation>
    </message>
    <message>
        <source>Orders in a spike</source>
        <translation>Aufträge je Spitze</translation>
    </message>
    <message>
        <source>From spike to spike</source>
        <translation>Von Spitze zu Spitze</translation>
    </message>
    <message>
        <source>Seed of all draws</source>
        <translation>Startwert aller Ziehungen</translation>
    </message>
    <message>
        <source>Channel capacity</source>
        <translation>Kapazität des Kanals</translation>
    </message>
    <message>
        <source>Time for an order</source>
        <translation>Zeit für einen Auftrag</translation>
    </message>
    <message>
        <source>Stages work</source>
        <translation>Stufen arbeiten</translation>
    </message>
    <message>
        <source>Validate limit</source>
        <translation>Grenze beim Prüfen</translation>
    </message>
    <message>
        <source>Validate limit is</source>
        <translation>Die Prüfgrenze ist</translation>
    </message>
    <message>
        <source>Charge limit</source>
        <translation>Grenze beim Abbuchen</translation>
    </message>
    <message>
        <source>Charge limit is</source>
        <translation>Die Abbuchgrenze ist</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Calls that fail</source>
        <translation>Aufrufe, die scheitern</translation>
    </message>
    <message>
        <source>Latency is</source>
        <translation>Die Latenz ist</translation>
    </message>
    <message>
        <source>Spread of latency</source>
        <translation>Streuung der Latenz</translation>
    </message>
    <message>
        <source>Accept queue</source>
        <translation>Annahmeschlange</translation>
    </message>
    <message>
        <source>Orders refused</source>
        <translation>Abgelehnte Aufträge</translation>
    </message>
    <message>
        <source>Calls that hang</source>
        <translation>Aufrufe, die hängen</translation>
    </message>
    <message>
        <source>Answers lost</source>
        <translation>Verlorene Antworten</translation>
    </message>
    <message>
        <source>Orders in a chunk</source>
        <translation>Aufträge je Bündel</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>Hin und zurück</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Longest wait for a chunk</source>
        <translation>Längstes Warten auf ein Bündel</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Number of threads</source>
        <translation>Zahl der Threads</translation>
    </message>
    <message>
        <source>A worker waits for</source>
        <translation>Ein Worker wartet auf</translation>
    </message>
    <message>
        <source>Fewest threads</source>
        <translation>Wenigste Threads</translation>
    </message>
    <message>
        <source>Most threads</source>
        <translation>Meiste Threads</translation>
    </message>
    <message>
        <source>Climbs for throughput</source>
        <translation>Steigt nach Durchsatz</translation>
    </message>
    <message>
        <source>Stand-ins for blocked workers</source>
        <translation>Vertreter für blockierte Worker</translation>
    </message>
    <message>
        <source>Processors it believes in</source>
        <translation>Prozessoren, an die er glaubt</translation>
    </message>
    <message>
        <source>A call that is late</source>
        <translation>Ein später Aufruf</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Neu versuchen</translation>
    </message>
    <message>
        <source>Circuit breaker</source>
        <translation>Schutzschalter</translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation>Zeitlimit</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Waits grow</source>
        <translation>Wartezeiten wachsen</translation>
    </message>
    <message>
        <source>First wait</source>
        <translation>Erste Wartezeit</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>Längste Wartezeit</translation>
    </message>
    <message>
        <source>Waits are spread</source>
        <translation>Wartezeiten streuen</translation>
    </message>
    <message>
        <source>Opens at failures of</source>
        <translation>Öffnet bei Fehlern von</translation>
    </message>
    <message>
        <source>Out of at least</source>
        <translation>Von mindestens</translation>
    </message>
    <message>
        <source>Within the last</source>
        <translation>Innerhalb der letzten</translation>
    </message>
    <message>
        <source>Opens at failures in a row</source>
        <translation>Öffnet bei Fehlern in Folge</translation>
    </message>
    <message>
        <source>Stays open</source>
        <translation>Bleibt offen</translation>
    </message>
    <message>
        <source>Limit calls at once</source>
        <translation>Gleichzeitige Aufrufe begrenzen</translation>
    </message>
    <message>
        <source>Calls at once</source>
        <translation>Gleichzeitige Aufrufe</translation>
    </message>
    <message>
        <source>Calls that may wait</source>
        <translation>Aufrufe, die warten dürfen</translation>
    </message>
    <message>
        <source>Limit calls for each time</source>
        <translation>Aufrufe je Zeit begrenzen</translation>
    </message>
    <message>
        <source>Calls for each period</source>
        <translation>Aufrufe je Zeitraum</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Permits saved up</source>
        <translation>Angesparte Erlaubnisse</translation>
    </message>
    <message>
        <source>Calls that may wait for a permit</source>
        <translation>Aufrufe, die auf eine Erlaubnis warten dürfen</translation>
    </message>
    <message>
        <source>Ask again beside a slow call</source>
        <translation>Neben langsamem Aufruf nochmals fragen</translation>
    </message>
    <message>
        <source>Attempts beside the first</source>
        <translation>Versuche neben dem ersten</translation>
    </message>
    <message>
        <source>Before the next attempt</source>
        <translation>Bis zum nächsten Versuch</translation>
    </message>
    <message>
        <source>Inject trouble</source>
        <translation>Störungen einstreuen</translation>
    </message>
    <message>
        <source>Injected failures</source>
        <translation>Eingestreute Fehler</translation>
    </message>
    <message>
        <source>Calls that are delayed</source>
        <translation>Verzögerte Aufrufe</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Um</translation>
    </message>
    <message>
        <source>Nested, outermost first</source>
        <translation>Schachtelung, außen zuerst</translation>
    </message>
    <message>
        <source>Time to drain</source>
        <translation>Zeit zum Leeren</translation>
    </message>
    <message>
        <source>Time limit of a run</source>
        <translation>Zeitgrenze eines Laufs</translation>
    </message>
    <message>
        <source>Block on async</source>
        <translation>Auf Asynchrones blockieren</translation>
    </message>
    <message>
        <source>Fan out without bound</source>
        <translation>Auffächern ohne Grenze</translation>
    </message>
    <message>
        <source>Channel without bound</source>
        <translation>Kanal ohne Grenze</translation>
    </message>
    <message>
        <source>Retry without waiting</source>
        <translation>Wiederholen ohne Warten</translation>
    </message>
    <message>
        <source>No timeouts</source>
        <translation>Keine Zeitlimits</translation>
    </message>
    <message>
        <source>Ignore cancellation</source>
        <translation>Abbruch ignorieren</translation>
    </message>
    <message>
        <source>Fire and forget</source>
        <translation>Starten und vergessen</translation>
    </message>
    <message>
        <source>Async void</source>
        <translation>Async void</translation>
    </message>
    <message>
        <source>No idempotency keys</source>
        <translation>Keine Idempotenzschlüssel</translation>
    </message>
    <message>
        <source>Stop without draining</source>
        <translation>Anhalten ohne Leeren</translation>
    </message>
    <message>
        <source>A transaction for each order</source>
        <translation>Eine Transaktion je Auftrag</translation>
    </message>
    <message>
        <source>Task.Run around every call</source>
        <translation>Task.Run um jeden Aufruf</translation>
    </message>
    <message>
        <source>Layers that do nothing</source>
        <translation>Schichten, die nichts tun</translation>
    </message>
    <message>
        <source>Long computation in a flow</source>
        <translation>Lange Rechnung in einem Ablauf</translation>
    </message>
    <message>
        <source>Collect, then answer</source>
        <translation>Sammeln, dann antworten</translation>
    </message>
    <message>
        <source>Wait for all</source>
        <translation>Auf alle warten</translation>
    </message>
    <message>
        <source>all at once</source>
        <translation>alle auf einmal</translation>
    </message>
    <message>
        <source>at equal distances</source>
        <translation>in gleichen Abständen</translation>
    </message>
    <message>
        <source>at random moments</source>
        <translation>zu zufälligen Zeiten</translation>
    </message>
    <message>
        <source>steadily, with spikes</source>
        <translation>stetig, mit Spitzen</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>konstant</translation>
    </message>
    <message>
        <source>uniform</source>
        <translation>gleichverteilt</translation>
    </message>
    <message>
        <source>exponential</source>
        <translation>exponentiell</translation>
    </message>
    <message>
        <source>log-normal</source>
        <translation>log-normal</translation>
    </message>
    <message>
        <source>side by side</source>
        <translation>nebeneinander</translation>
    </message>
    <message>
        <source>batch by batch</source>
        <translation>Bündel für Bündel</translation>
    </message>
    <message>
        <source>a coroutine</source>
        <translation>eine Koroutine</translation>
    </message>
    <message>
        <source>the service itself</source>
        <translation>den Dienst selbst</translation>
    </message>
    <message>
        <source>as given</source>
        <translation>wie angegeben</translation>
    </message>
    <message>
        <source>found by AIMD</source>
        <translation>durch AIMD gefunden</translation>
    </message>
    <message>
        <source>found by gradient</source>
        <translation>durch Gradient gefunden</translation>
    </message>
    <message>
        <source>fixed</source>
        <translation>fest</translation>
    </message>
    <message>
        <source>governed as in .NET</source>
        <translation>geregelt wie in .NET</translation>
    </message>
    <message>
        <source>is waited for</source>
        <translation>wird abgewartet</translation>
    </message>
    <message>
        <source>is asked to end</source>
        <translation>soll enden</translation>
    </message>
    <message>
        <source>is left behind</source>
        <translation>wird zurückgelassen</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>by share of failures</source>
        <translation>nach Anteil der Fehler</translation>
    </message>
    <message>
        <source>by failures in a row</source>
        <translation>nach Fehlern in Folge</translation>
    </message>
    <message>
        <source>not at all</source>
        <translation>gar nicht</translation>
    </message>
    <message>
        <source>linearly</source>
        <translation>linear</translation>
    </message>
    <message>
        <source>exponentially</source>
        <translation>exponentiell</translation>
    </message>
    <message>
        <source>linearly, with jitter</source>
        <translation>linear, mit Streuung</translation>
    </message>
</context>
<context>
    <name>ui::Parameters</name>
    <message>
        <source>Rule engine</source>
        <translation>Regelwerk</translation>
    </message>
    <message>
        <source>Payment provider</source>
        <translation>Zahlungsdienst</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Workload</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Validate and rule engine</source>
        <translation>Prüfen und Regelwerk</translation>
    </message>
    <message>
        <source>Charge and payment provider</source>
        <translation>Abbuchen und Zahlungsdienst</translation>
    </message>
    <message>
        <source>Batch and store</source>
        <translation>Bündeln und Speicher</translation>
    </message>
    <message>
        <source>Pool and governor</source>
        <translation>Pool und Regler</translation>
    </message>
    <message>
        <source>Calls to the rule engine</source>
        <translation>Aufrufe des Regelwerks</translation>
    </message>
    <message>
        <source>Calls to the payment provider</source>
        <translation>Aufrufe des Zahlungsdienstes</translation>
    </message>
    <message>
        <source>End of the run</source>
        <translation>Ende des Laufs</translation>
    </message>
    <message>
        <source>Anti-patterns</source>
        <translation>Anti-Patterns</translation>
    </message>
    <message>
        <source>blocking</source>
        <translation>blockierend</translation>
    </message>
    <message>
        <source>unbounded</source>
        <translation>unbegrenzt</translation>
    </message>
    <message>
        <source>bounded</source>
        <translation>begrenzt</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>Has an effect in %1 mode only.</source>
        <translation>Wirkt nur im Modus %1.</translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source>Without effect while “%1” is “%2”.</source>
        <translation>Ohne Wirkung, solange „%1“ „%2“ ist.</translation>
    </message>
    <message>
        <source>Mode %1 → %2</source>
        <translation>Modus %1 → %2</translation>
    </message>
    <message>
        <source>%1 %2 → %3</source>
        <translation>%1 %2 → %3</translation>
    </message>
    <message>
        <source>%1 values changed</source>
        <translation>%1 Werte geändert</translation>
    </message>
</context>
<context>
    <name>ui::RunLog</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: over</source>
        <translation>%1: vorbei</translation>
    </message>
</context>
<context>
    <name>ui::ScenarioEdits</name>
    <message>
        <source>Has to be from %1 to %2.</source>
        <translation>Muss zwischen %1 und %2 liegen.</translation>
    </message>
    <message>
        <source>Found %1, expected %2.</source>
        <translation>Gefunden: %1, erwartet: %2.</translation>
    </message>
</context>
<context>
    <name>ui::ScenarioFiles</name>
    <message>
        <source>%1 is not a file of this computer.</source>
        <translation>%1 ist keine Datei auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Saved as “%1”.</source>
        <translation>Als „%1“ gespeichert.</translation>
    </message>
    <message>
        <source>“%1” is saved in the place of the earlier one.</source>
        <translation>„%1“ ist gespeichert und ersetzt das frühere.</translation>
    </message>
    <message>
        <source>“%1” is called “%2” now.</source>
        <translation>„%1“ heißt jetzt „%2“.</translation>
    </message>
    <message>
        <source>%1 cannot be deleted: %2</source>
        <translation>%1 lässt sich nicht löschen: %2</translation>
    </message>
    <message>
        <source>“%1” is deleted.</source>
        <translation>„%1“ ist gelöscht.</translation>
    </message>
    <message>
        <source>Everything is as it was before.</source>
        <translation>Alles ist wieder wie vorher.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 lässt sich nicht schreiben: %2</translation>
    </message>
</context>
<context>
    <name>ui::ScenarioList</name>
    <message>
        <source>%1 orders at once</source>
        <translation>%1 Aufträge auf einmal</translation>
    </message>
    <message>
        <source>%1 orders/s, steady</source>
        <translation>%1 Aufträge/s, gleichmäßig</translation>
    </message>
    <message>
        <source>%1 orders/s, irregular</source>
        <translation>%1 Aufträge/s, unregelmäßig</translation>
    </message>
    <message>
        <source>%1 orders/s and spikes</source>
        <translation>%1 Aufträge/s und Spitzen</translation>
    </message>
    <message>
        <source>%1 · %2 threads</source>
        <translation>%1 · %2 Threads</translation>
    </message>
</context>
<context>
    <name>ui::Scenarios</name>
    <message>
        <source>The client has gone away</source>
        <translation>Der Kunde ist längst weg</translation>
    </message>
    <message>
        <source>Calls go on for orders that nobody waits for any more.</source>
        <translation>Aufrufe laufen weiter, obwohl niemand mehr auf die Aufträge wartet.</translation>
    </message>
    <message>
        <source>How many threads are enough?</source>
        <translation>Wie viele Threads sind genug?</translation>
    </message>
    <message>
        <source>A pool looks for its best number of threads, one step at a time.</source>
        <translation>Ein Pool sucht Schritt für Schritt seine beste Anzahl von Threads.</translation>
    </message>
    <message>
        <source>A shop on a busy afternoon</source>
        <translation>Ein Laden an einem vollen Nachmittag</translation>
    </message>
    <message>
        <source>Busy, but it keeps up: until you switch to blocking mode.</source>
        <translation>Viel zu tun, aber es läuft – bis zum Wechsel in den blockierenden Modus.</translation>
    </message>
    <message>
        <source>Down, up, down again</source>
        <translation>Aus, an, wieder aus</translation>
    </message>
    <message>
        <source>A circuit breaker opens and closes with its provider.</source>
        <translation>Ein Schutzschalter öffnet und schließt mit seinem Anbieter.</translation>
    </message>
    <message>
        <source>One request, 5,000 orders</source>
        <translation>Eine Anfrage, 5.000 Aufträge</translation>
    </message>
    <message>
        <source>The same 5,000 orders end very differently in each mode.</source>
        <translation>Dieselben 5.000 Aufträge enden in jedem Modus ganz anders.</translation>
    </message>
    <message>
        <source>Some orders can never go through</source>
        <translation>Manche Aufträge können nie durchgehen</translation>
    </message>
    <message>
        <source>Refusals, hanging calls, and money taken without an answer.</source>
        <translation>Ablehnungen, hängende Aufrufe und Abbuchungen ohne Antwort.</translation>
    </message>
    <message>
        <source>Everybody tries again at once</source>
        <translation>Alle versuchen es sofort noch einmal</translation>
    </message>
    <message>
        <source>Retries that are meant to help can keep a provider down.</source>
        <translation>Gut gemeinte Wiederholungen können einen Anbieter am Boden halten.</translation>
    </message>
    <message>
        <source>Stopping while orders flow</source>
        <translation>Stoppen im laufenden Betrieb</translation>
    </message>
    <message>
        <source>Drained, cut off or lost: what stopping does to an order.</source>
        <translation>Erledigt, abgeschnitten oder verloren: was Stoppen mit Aufträgen macht.</translation>
    </message>
    <message>
        <source>The payment provider has a bad moment</source>
        <translation>Der Zahlungsanbieter hat einen Hänger</translation>
    </message>
    <message>
        <source>Work piles up for 15 seconds. Does it ever drain again?</source>
        <translation>15 Sekunden lang staut sich die Arbeit. Fließt sie je wieder ab?</translation>
    </message>
    <message>
        <source>A breaker in front of a slow provider</source>
        <translation>Ein Schutzschalter vor einem langsamen Anbieter</translation>
    </message>
    <message>
        <source>Failing fast, or waiting 50 times as long for each call.</source>
        <translation>Schnell scheitern oder auf jeden Aufruf 50-mal so lange warten.</translation>
    </message>
    <message>
        <source>Quiet, then 800 orders at once</source>
        <translation>Ruhe, dann 800 Aufträge auf einmal</translation>
    </message>
    <message>
        <source>A bounded channel soaks up what would flood the services.</source>
        <translation>Ein begrenzter Kanal fängt auf, was die Dienste überfluten würde.</translation>
    </message>
    <message>
        <source>Workers that wait for workers</source>
        <translation>Worker, die auf Worker warten</translation>
    </message>
    <message>
        <source>Eight threads, all of them blocked, and nobody left to free them.</source>
        <translation>Acht Threads, alle blockiert, und keiner mehr da, der sie befreit.</translation>
    </message>
    <message>
        <source>10,000 orders and services with a limit</source>
        <translation>10.000 Aufträge und Dienste mit Grenzen</translation>
    </message>
    <message>
        <source>Starting everything at once makes the services refuse most of it.</source>
        <translation>Wer alles auf einmal startet, bekommt von den Diensten das meiste zurück.</translation>
    </message>
    <message>
        <source>Quick as a rule, but not always</source>
        <translation>In der Regel schnell, aber nicht immer</translation>
    </message>
    <message>
        <source>Ask a second time, take the first answer: hedging cuts the tail off.</source>
        <translation>Zweimal fragen, die erste Antwort nehmen: Hedging kappt die Ausreißer.</translation>
    </message>
</context>
<context>
    <name>ui::ServiceCommands</name>
    <message>
        <source>outage</source>
        <translation>Ausfall</translation>
    </message>
    <message>
        <source>%1 times slower</source>
        <translation>%1-mal langsamer</translation>
    </message>
    <message>
        <source>%1 % of the calls fail</source>
        <translation>%1 % der Aufrufe scheitern</translation>
    </message>
    <message>
        <source>no call is answered</source>
        <translation>kein Aufruf wird beantwortet</translation>
    </message>
    <message>
        <source>breaker isolated</source>
        <translation>Schutzschalter isoliert</translation>
    </message>
    <message>
        <source>breaker opened</source>
        <translation>Schutzschalter geöffnet</translation>
    </message>
    <message>
        <source>breaker closed</source>
        <translation>Schutzschalter geschlossen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: healed</source>
        <translation>%1: geheilt</translation>
    </message>
    <message>
        <source>Rule engine</source>
        <translation>Regelwerk</translation>
    </message>
    <message>
        <source>Payment provider</source>
        <translation>Zahlungsdienst</translation>
    </message>
    <message>
        <source>Order store</source>
        <translation>Auftragsspeicher</translation>
    </message>
</context>
<context>
    <name>ui::StripMarks</name>
    <message>
        <source>block on async</source>
        <translation>blockierendes Warten</translation>
    </message>
    <message>
        <source>unbounded fan-out</source>
        <translation>unbegrenzter Fan-out</translation>
    </message>
    <message>
        <source>unbounded channel</source>
        <translation>unbegrenzter Kanal</translation>
    </message>
    <message>
        <source>ignore cancellation</source>
        <translation>Abbruch ignorieren</translation>
    </message>
    <message>
        <source>fire and forget</source>
        <translation>Fire and Forget</translation>
    </message>
    <message>
        <source>async void</source>
        <translation>async void</translation>
    </message>
    <message>
        <source>task run</source>
        <translation>Task.Run</translation>
    </message>
    <message>
        <source>retry without backoff</source>
        <translation>Wiederholen ohne Pause</translation>
    </message>
    <message>
        <source>no idempotency keys</source>
        <translation>keine Idempotenzschlüssel</translation>
    </message>
    <message>
        <source>no timeout</source>
        <translation>kein Timeout</translation>
    </message>
    <message>
        <source>abrupt stop</source>
        <translation>abruptes Ende</translation>
    </message>
    <message>
        <source>insert each</source>
        <translation>einzeln einfügen</translation>
    </message>
    <message>
        <source>collect, then answer</source>
        <translation>sammeln, dann antworten</translation>
    </message>
    <message>
        <source>wait for all</source>
        <translation>auf alle warten</translation>
    </message>
    <message>
        <source>%1: on</source>
        <translation>%1: an</translation>
    </message>
    <message>
        <source>%1: off</source>
        <translation>%1: aus</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1 %2 → %3</source>
        <translation>%1 %2 → %3</translation>
    </message>
    <message>
        <source>blocking mode</source>
        <translation>blockierend</translation>
    </message>
    <message>
        <source>unbounded mode</source>
        <translation>unbegrenzt</translation>
    </message>
    <message>
        <source>bounded mode</source>
        <translation>begrenzt</translation>
    </message>
    <message>
        <source>rule engine</source>
        <translation>Regelwerk</translation>
    </message>
    <message>
        <source>payment</source>
        <translation>Zahlung</translation>
    </message>
    <message>
        <source>needless layers</source>
        <translation>unnötige Schichten</translation>
    </message>
    <message>
        <source>hog worker, ms</source>
        <translation>Worker belegen, ms</translation>
    </message>
    <message>
        <source>%1 outage</source>
        <translation>%1: Ausfall</translation>
    </message>
    <message>
        <source>%1 outage over</source>
        <translation>%1: Ausfall vorbei</translation>
    </message>
    <message>
        <source>%1 latency as usual</source>
        <translation>%1: Latenz wie üblich</translation>
    </message>
    <message>
        <source>%1 latency x%2</source>
        <translation>%1: Latenz x%2</translation>
    </message>
    <message>
        <source>%1 servers</source>
        <translation>%1: Server</translation>
    </message>
    <message>
        <source>%1 accept queue</source>
        <translation>%1: Warteschlange</translation>
    </message>
    <message>
        <source>%1 breaker</source>
        <translation>%1: Schutzschalter</translation>
    </message>
    <message>
        <source>%1 breaker closed</source>
        <translation>%1: Schalter geschlossen</translation>
    </message>
    <message>
        <source>%1 breaker opened</source>
        <translation>%1: Schalter offen</translation>
    </message>
    <message>
        <source>%1 breaker half-open</source>
        <translation>%1: Schalter halb offen</translation>
    </message>
    <message>
        <source>%1 breaker isolated</source>
        <translation>%1: Schalter isoliert</translation>
    </message>
    <message>
        <source>%1 limiter</source>
        <translation>%1: Begrenzer</translation>
    </message>
    <message>
        <source>channel capacity</source>
        <translation>Kanalkapazität</translation>
    </message>
    <message>
        <source>validate limit</source>
        <translation>Grenze beim Prüfen</translation>
    </message>
    <message>
        <source>charge limit</source>
        <translation>Grenze beim Abbuchen</translation>
    </message>
    <message>
        <source>chunk size</source>
        <translation>Bündelgröße</translation>
    </message>
    <message>
        <source>connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>governor: as in .NET</source>
        <translation>Regler: wie in .NET</translation>
    </message>
    <message>
        <source>governor: fixed</source>
        <translation>Regler: fest</translation>
    </message>
    <message>
        <source>threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>goes on</source>
        <translation>läuft weiter</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>deadlocked</source>
        <translation>verklemmt</translation>
    </message>
    <message>
        <source>time limit</source>
        <translation>Zeitgrenze</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>held</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>resumed</source>
        <translation>läuft weiter</translation>
    </message>
    <message>
        <source>draining</source>
        <translation>läuft leer</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>Tempo</translation>
    </message>
</context>
<context>
    <name>ui::StripScale</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>−%1 min</source>
        <translation>−%1 min</translation>
    </message>
    <message>
        <source>−%1 s</source>
        <translation>−%1 s</translation>
    </message>
</context>
<context>
    <name>ui::WorkerLanes</name>
    <message>
        <source>idle</source>
        <translation>untätig</translation>
    </message>
    <message>
        <source>running</source>
        <translation>rechnet</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>blockiert</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>nicht gestartet</translation>
    </message>
    <message>
        <source>Worker %1: %2</source>
        <translation>Worker %1: %2</translation>
    </message>
    <message>
        <source>, order %1</source>
        <translation>, Auftrag %1</translation>
    </message>
</context>
</TS>
