import test from 'ava';
import { World } from '../../../engine/testing.js';

const { sh } = new World({ images: ['php'] });
const php = (code: string): string => sh(`docker run --rm php php -r '${code}'`).stdout;

test('dates that are none, as PHP 8.3 says it', t => {
  const tried = (code: string): string => php(`try { ${code} } catch (Exception $e) { echo get_class($e), ": ", $e->getMessage(); }`);
  t.is(
    tried('new DateTime("foo");'),
    'DateMalformedStringException: Failed to parse time string (foo) at position 0 (f): The timezone could not be found in the database',
  );
  t.is(
    tried('(new DateTime("2024-01-01"))->modify("??");'),
    'DateMalformedStringException: Failed to parse time string (??) at position 0 (?): Unexpected character',
  );
  t.is(
    tried('new DateTimeZone("Nowhere");'),
    'DateInvalidTimeZoneException: DateTimeZone::__construct(): Unknown or bad timezone (Nowhere)',
  );
  t.is(tried('new DateInterval("x");'), 'DateMalformedIntervalStringException: DateInterval::__construct(): Unknown or bad format (x)');
});

test('a zone that is not known here is refused as such', t => {
  t.is(
    php('date_default_timezone_set("Pacific/Apia");'),
    '\nFatal error: drydock: the time zone Pacific/Apia is not simulated in Command line code on line 1\n',
  );
});

test('the zone of php.ini counts', t => {
  t.is(sh(`docker run --rm php php -d date.timezone=Asia/Seoul -r 'echo date("H T e");'`).stdout, '09 KST Asia/Seoul');
});
