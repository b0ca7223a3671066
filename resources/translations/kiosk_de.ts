<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>ConfirmPage</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photo of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset your own PIN?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset my PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You get a new PIN. The PIN you have now stops working at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your badge stays valid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have no valid badge at the moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset {name}&apos;s PIN?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset {name}&apos;s PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} gets a new PIN. The PIN they have now stops working at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their badge stays valid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They have no valid badge at the moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issue a badge to yourself?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issue my badge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You get a badge, valid until {date}, and a PIN.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issue a badge to {name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issue a badge to {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} gets a badge, valid until {date}, and a PIN.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The badge can be printed only right afterwards, so keep the printer ready.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing that works now stops working.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ErrorDetails</name>
    <message>
        <source>Code: {code}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time: {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request: {request}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>The station cannot reach the service. What you typed is still here. Check the network cable or the Wi-Fi, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The station cannot be sure that it talks to the right service, so it stopped. Nothing was sent. Ask your IT team to check the certificate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service took too long to answer. What you typed is still here. Wait a moment, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service has trouble of its own at the moment. Wait a few minutes, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service has too much to do and asks everybody to wait. Try again in {seconds} seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service has too much to do and asks everybody to wait. Try again in a few minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer of the service could not be read. Try again; if it happens again, give your IT team the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clock of this computer is wrong by {minutes} minutes, so signing in may fail. Ask your IT team to set it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clock of this computer is wrong, so signing in may fail. Ask your IT team to set it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The company network (its proxy) does not let the station through. Ask your IT team to allow it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody finished the sign-in in time, so the station stopped waiting. Start it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sign-in was refused or broken off. Nobody is signed in. Try again, or use another account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your organisation has not approved this station yet, so nobody can sign in here. Ask your IT team to give the approval.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The station is set up for an organisation that does not exist. Ask your IT team to correct its settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your organisation does not know this station. Ask your IT team to register it, or to correct its settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No browser could be opened on this computer. Use a code on your phone, or copy the address and open it yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your sign-in has ended. Sign in again; the station then goes on where you were.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer to the sign-in did not belong to this station, so it was thrown away. Start the sign-in again; if it happens again, tell your IT team.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sign-in did not work. Try again; if it happens again, give your IT team the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else signed in than the person who was working here. Sign in with the same account as before, or sign out first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer cannot sign you in by itself. Use a code on your phone, and tell your IT team.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your account may not do this for this person. Nothing was changed. Ask a colleague who may, or your IT team.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This person is no longer in the directory. Nothing was changed. Search again, or ask your IT team.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This person has no badge and no PIN yet, so there is nothing to reset. Issue a badge instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signing in with a badge is not switched on for this person. Nothing was changed. Ask your IT team to switch it on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This person already has a badge; somebody may have just issued it. Nothing was changed. If it is lost, it has to be replaced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The badge this person has is still valid, so no second one can be made. Nothing was changed. If it is lost, it has to be replaced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The badge would be valid for longer than your organisation allows. Nothing was changed. Ask your IT team to correct the settings of this station.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service refused this. Nothing was changed. Give your IT team the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection broke before the new PIN arrived. The PIN they have now may have stopped working. Reset the PIN once more and hand out only the new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else has reset this PIN in the meantime, so the one made here does not work any more. Do not hand it out. Ask your colleagues, or reset it once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection broke before the new badge arrived. There may be a badge now that nobody can print. Try again: the station then cleans up first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The printer {printer} cannot be found. Nothing was printed. Check that it is switched on and connected, then print again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no printer. Nothing was printed. Connect one, or save the page as a PDF file where that is allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The printer {printer} did not take the page. Nothing was printed. Look at its display and its paper, then print again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The printer did not take the page. Nothing was printed. Look at its display and its paper, then print again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The printer {printer} did not print in time, so the page was taken back. Check paper and cover, then print again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The printer did not print in time, so the page was taken back. Check paper and cover, then print again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code of this badge does not read as it should, so it is neither shown nor printed. Give your IT team the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this paper the code would be {given_mm} mm wide and needs {needed_mm} mm, so no phone could read it. Ask your IT team to choose a larger layout.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this paper the code would be too small for a phone to read. Ask your IT team to choose a larger layout.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file {file} could not be saved. Choose another folder and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file could not be saved. Choose another folder and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no layout with the name {name}. These layouts exist: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layout that the settings name does not exist. Ask your IT team to correct the settings of this station.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings file {file} is missing or cannot be read. Expected: {expected}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This station has no settings yet. Ask your IT team to set it up; to try it out, start it with --practice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings file {file} cannot be understood. Expected: {expected}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings file cannot be understood. It must be TOML.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings file {file} has a key that does not exist: {key}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings have a key that does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the settings file {file} the key {key} has a value that cannot be used: {value}. Expected: {expected}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One of the settings has a value that cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the settings file {file} the key {key} names a national cloud: {value}. Badges exist in the global cloud only. Expected: {expected}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings name a national cloud. Badges exist in the global cloud only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings file {file} lacks what every station needs: {key}. Expected: {expected}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings lack something that every station needs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The station cannot write its record of changes to {file}, so it changes nothing. Ask your IT team to check the file and the disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The station cannot write its record of changes, so it changes nothing. Ask your IT team to check the disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record of changes {file} was altered or damaged. Keep the file as it is and tell your IT team.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record of changes was altered or damaged. Keep the file as it is and tell your IT team.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong in the station itself. Look the person up again before you go on; if it happens again, give your IT team the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This took far too long, so the station stopped waiting. Look the person up again to see what is true now, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practice could not be started. Close the station and open it again; if it happens again, give your IT team the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no screen to open the window on. Start the station on a computer with a screen, signed in to its desktop.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HeaderBar</name>
    <message>
        <source>Badge station</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed in: {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>PIN Kiosk, practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PIN Kiosk</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Moments</name>
    <message>
        <source>{day}, {time}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>People</name>
    <message>
        <source>Employee number {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account disabled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No badge yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PersonPage</name>
    <message>
        <source>Badge and PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happened?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading badge and PIN …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Badge and PIN could not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photo of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This account is disabled. Badge and PIN let nobody in until your IT team enables it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signing in with a badge is switched off in your organisation. Ask your IT team.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I forgot my PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You get a new PIN. Your badge stays valid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have no badge yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You get your first badge and a PIN with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forgot the PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes a new PIN. The badge stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes the first badge, and a PIN with it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PracticeBanner</name>
    <message>
        <source>Practice. No real person, badge or PIN is touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test environment. This station does not work with the usual service.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Print</name>
    <message>
        <source>Badge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temporary badge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Employee number {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your badge and your PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your new PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your badge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Valid until {date}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your badge is valid until {date}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Valid from {start} until {end}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your badge is valid from {start} until {end}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This PIN is temporary. You choose your own when you first sign in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep this PIN to yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan your badge.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter this PIN.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose your own PIN when asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut along the lines. Keep the badge and the PIN in different places.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody can print this badge again later. A lost badge is replaced by a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the badge that you have. It is valid until {date}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the temporary badge that you have. It is valid until {date}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The badge that you have is valid from {date}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The badge that you have ended on {date}. Ask for a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have no badge yet. Ask for one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day}, {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Printed at {station} on {date}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Printed on {date}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For practice only. It opens nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card, badge and PIN (85.6 × 53.98 mm)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A4 sheet, badge and PIN to cut apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letter sheet, badge and PIN to cut apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card, PIN only (85.6 × 53.98 mm)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A4 sheet, PIN only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letter sheet, PIN only</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PrintStatus</name>
    <message>
        <source>Yes, it is here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The page is on its way to the printer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The page waits for its turn at the printer {printer}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The printer {printer} is printing now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The printer {printer} has printed the page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Did the page come out of the printer {printer}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The printer {printer} has no paper. Put some in; it then goes on by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paper is stuck in the printer {printer}. Take it out; it then goes on by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A cover of the printer {printer} is open. Close it; it then goes on by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The printer {printer} has no ink, toner or ribbon left. Put in a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The printer {printer} does not answer. Check that it is switched on and connected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The printer {printer} is stopped. Start it again at its display, or ask your IT team.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The printer {printer} does not go on. Look at its display; the page waits there.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProgressPage</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resetting {name}&apos;s PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issuing a badge to {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service is busy and asks the station to wait. It goes on by itself in {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is too late to cancel: the change is being made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading what they hold now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making a new PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making sure that the new PIN is the one that works</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making badge and PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making sure that the badge was made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removing a badge that was lost on the way</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultPage</name>
    <message>
        <source>PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay and print</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave without the badge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new badge was not printed or saved. Once you leave, nobody can print it any more, and a new one has to be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What will be printed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}&apos;s new PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Badge and PIN for {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PIN {digits}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PIN is covered again in {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cover the PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PIN is covered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It works once: they choose their own PIN when they first sign in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Badge, as it will be printed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slip, as it will be printed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The page is being prepared …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Covered together with the PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It can be printed only while this page is open. Should the first scan say &apos;Incorrect QR code&apos;, sign in once in another way first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <source>Who is it for?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name, sign-in name or employee number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My own PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are more. Type a little more of the name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find the person first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the beginning of a name, a sign-in name or an employee number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the spelling, or try the family name or the employee number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The search did not work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingExpected</name>
    <message>
        <source>a table with keys and values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no password, secret or token at all, because the station needs none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an address of the global cloud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a file that exists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a file, not a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a file that this account may read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lines like name = &quot;value&quot; under [table]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a text file that is saved as UTF-8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a file of at most 1 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a value for each of these keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a text in quotation marks, on one line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>true or false, without quotation marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the path of a file, in quotation marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the path of a certificate file that exists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the tenant&apos;s id like 11111111-2222-3333-4444-555555555555, or its domain name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the app registration&apos;s id like 11111111-2222-3333-4444-555555555555</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an address like https://HOST/TENANT, with the tenant&apos;s id at its end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an address like https://HOST, without a version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;beta&quot; or &quot;v1.0&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;UserAuthMethod-QR.ReadWrite.All&quot; or &quot;UserAuthenticationMethod.ReadWrite.All&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;browser&quot;, &quot;device-code&quot; or &quot;broker&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number from 10 to 1800</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number from 1 to 1440</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;en&quot;, &quot;de&quot;, or &quot;&quot; for the system&apos;s language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number from 15 to 3600</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number from 1 to 12</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number from 1 to 395</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number from 3 to 600</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;none&quot;, because this version cannot forward audit records yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Open the browser again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a code on my phone instead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the browser instead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No browser window to be seen?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or point the camera of your phone at the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the sign-in page as a QR code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sign-in is being prepared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on in the browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sign-in page has opened in the browser. Sign in there with your own account. This page goes on by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in with your phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This page goes on by itself once you have signed in there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Almost there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The station is getting ready for you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sign-in did not work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open this address on your phone and type the code:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code {code}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time left: {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please sign in once more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signing in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address copied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatePanel</name>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusBanner</name>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are signed out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your sign-in has ended. Sign in again to go on where you were.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sign-in was cancelled. Nobody is signed in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is too late to cancel: the change is already being made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your account may not be allowed to reset PINs. You can try; if it does not work, ask your IT team for the role Authentication Administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The station locked itself because nobody used it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Badge station</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset a PIN or issue a badge for the people you work with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>No badge and no PIN yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No badge at the moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No PIN at the moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PIN is a temporary one: an own one is chosen at the next sign-in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PIN is one they chose themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Badge valid until {date}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The badge ended on {date}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The badge is valid from {date}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temporary badge valid until {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The temporary badge ended on {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The temporary badge is valid from {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The badge has never been used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last used on {date}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
