const formats = `
  const ATOM = "Y-m-d\\\\TH:i:sP"; const COOKIE = "l, d-M-Y H:i:s T"; const RFC822 = "D, d M y H:i:s O"; const RFC850 = "l, d-M-y H:i:s T";
  const RFC1036 = "D, d M y H:i:s O"; const RFC1123 = "D, d M Y H:i:s O"; const RFC7231 = "D, d M Y H:i:s \\\\G\\\\M\\\\T";
  const RFC2822 = "D, d M Y H:i:s O"; const RFC3339 = "Y-m-d\\\\TH:i:sP"; const RFC3339_EXTENDED = "Y-m-d\\\\TH:i:s.vP"; const ISO8601 = "Y-m-d\\\\TH:i:sO";
  const RSS = "D, d M Y H:i:s O"; const W3C = "Y-m-d\\\\TH:i:sP";
`;

/** What both classes of dates have. \`$to\` is what changes: the object itself, or a copy. */
const shared = `
  public function __construct(string $datetime = "now", ?DateTimeZone $timezone = null) { __dd_date_init($this, $datetime, $timezone); }
  public static function createFromFormat(string $format, string $datetime, ?DateTimeZone $timezone = null): static|false {
    $made = new static;
    return __dd_date_from_format($made, $format, $datetime, $timezone) ? $made : false;
  }
  public static function getLastErrors(): array|false { return __dd_date_errors(); }
  public static function __set_state(array $array): static { $made = new static; foreach ($array as $name => $value) $made->$name = $value; return $made; }
  public function format(string $format): string { return __dd_date_format($this, $format); }
  public function getTimestamp(): int { return __dd_date_stamp($this); }
  public function getTimezone(): DateTimeZone|false { return new DateTimeZone($this->timezone); }
  public function getOffset(): int { return __dd_date_offset($this); }
  public function getMicrosecond(): int { return __dd_date_micros($this); }
  public function diff(DateTimeInterface $targetObject, bool $absolute = false): DateInterval {
    $interval = new DateInterval("PT0S"); __dd_date_diff($interval, $this, $targetObject, $absolute); return $interval;
  }
`;

const changes: readonly (readonly [string, string])[] = [
  ['modify(string $modifier)', '__dd_date_modify($to, $modifier)'],
  ['add(DateInterval $interval)', '__dd_date_add($to, $interval, 1)'],
  ['sub(DateInterval $interval)', '__dd_date_add($to, $interval, -1)'],
  ['setTimezone(DateTimeZone $timezone)', '__dd_date_set_zone($to, $timezone)'],
  [
    'setTime(int $hour, int $minute, int $second = 0, int $microsecond = 0)',
    '__dd_date_set($to, null, null, null, $hour, $minute, $second, $microsecond)',
  ],
  ['setDate(int $year, int $month, int $day)', '__dd_date_set($to, $year, $month, $day, null, null, null, null)'],
  ['setISODate(int $year, int $week, int $dayOfWeek = 1)', '__dd_date_set_iso($to, $year, $week, $dayOfWeek)'],
  ['setTimestamp(int $timestamp)', '__dd_date_set_stamp($to, $timestamp)'],
];

function methods(target: '$this' | 'clone $this'): string {
  return changes.map(([head, body]) => `public function ${head} { $to = ${target}; ${body}; return $to; }`).join('\n  ');
}

/** Classes of dates, in PHP; what they compute is in date-natives.ts. */
export const dateClasses = `
interface DateTimeInterface { ${formats}
  public function format(string $format); public function getTimestamp(); public function getTimezone(); public function getOffset();
  public function diff(DateTimeInterface $targetObject, bool $absolute = false);
}
class DateTime implements DateTimeInterface { ${shared}
  ${methods('$this')}
  public static function createFromImmutable(DateTimeImmutable $object) { return static::createFromInterface($object); }
  public static function createFromInterface(DateTimeInterface $object) { $made = new static; return $made->setTimezone($object->getTimezone())->setTimestamp($object->getTimestamp()); }
}
class DateTimeImmutable implements DateTimeInterface { ${shared}
  ${methods('clone $this')}
  public static function createFromMutable(DateTime $object) { return static::createFromInterface($object); }
  public static function createFromInterface(DateTimeInterface $object) { $made = new static; return $made->setTimezone($object->getTimezone())->setTimestamp($object->getTimestamp()); }
}
class DateTimeZone {
  const AFRICA = 1; const AMERICA = 2; const ANTARCTICA = 4; const ARCTIC = 8; const ASIA = 16; const ATLANTIC = 32; const AUSTRALIA = 64;
  const EUROPE = 128; const INDIAN = 256; const PACIFIC = 512; const UTC = 1024; const ALL = 2047;
  public function __construct(string $timezone) { __dd_zone_init($this, $timezone); }
  public function getName(): string { return $this->timezone; }
  public function getOffset(DateTimeInterface $datetime): int { return __dd_zone_offset($this, $datetime); }
  public static function listIdentifiers(int $timezoneGroup = 2047, ?string $countryCode = null): array { return timezone_identifiers_list(); }
  public static function __set_state(array $array): DateTimeZone { return new DateTimeZone($array["timezone"]); }
}
class DateInterval {
  public $y; public $m; public $d; public $h; public $i; public $s; public $f; public $invert; public $days; public $from_string;
  public function __construct(string $duration) { __dd_interval_init($this, $duration); }
  public static function createFromDateString(string $datetime): DateInterval|false { $made = new DateInterval("PT0S"); return __dd_interval_words($made, $datetime) ? $made : false; }
  public function format(string $format): string { return __dd_interval_format($this, $format); }
}
class DatePeriod implements IteratorAggregate {
  const EXCLUDE_START_DATE = 1; const INCLUDE_END_DATE = 2;
  public $start; public $current = null; public $end = null; public $interval; public $recurrences = 1; public $include_start_date; public $include_end_date;
  public function __construct($start, $interval = null, $end = null, $options = 0) {
    $this->start = $start; $this->interval = $interval;
    if (is_int($end)) $this->recurrences = $end + 1; else $this->end = $end;
    $this->include_start_date = !($options & 1); $this->include_end_date = (bool) ($options & 2);
  }
  public function getStartDate(): DateTimeInterface { return $this->start; }
  public function getEndDate(): ?DateTimeInterface { return $this->end; }
  public function getDateInterval(): DateInterval { return $this->interval; }
  public function getRecurrences(): ?int { return $this->end ? null : $this->recurrences - 1; }
  public function getIterator(): Iterator {
    $at = clone $this->start; $number = 0;
    while ($this->end ? ($at < $this->end || ($this->include_end_date && $at == $this->end)) : $number < $this->recurrences) {
      if ($number > 0 || $this->include_start_date) yield $number => clone $at;
      $number++;
      $at = (clone $at)->add($this->interval);
    }
  }
}
`;

/** Functions that say the same without objects, by their names. */
export const dateFunctionTexts: ReadonlyMap<string, string> = new Map([
  [
    'date_create',
    '(string $datetime = "now", ?DateTimeZone $timezone = null) { try { return new DateTime($datetime, $timezone); } catch (Exception $e) { return false; } }',
  ],
  [
    'date_create_immutable',
    '(string $datetime = "now", ?DateTimeZone $timezone = null) { try { return new DateTimeImmutable($datetime, $timezone); } catch (Exception $e) { return false; } }',
  ],
  [
    'date_create_from_format',
    '(string $format, string $datetime, ?DateTimeZone $timezone = null) { return DateTime::createFromFormat($format, $datetime, $timezone); }',
  ],
  ['date_format', '(DateTimeInterface $object, string $format) { return $object->format($format); }'],
  ['date_modify', '(DateTime $object, string $modifier) { return $object->modify($modifier); }'],
  ['date_add', '(DateTime $object, DateInterval $interval) { return $object->add($interval); }'],
  ['date_sub', '(DateTime $object, DateInterval $interval) { return $object->sub($interval); }'],
  [
    'date_diff',
    '(DateTimeInterface $baseObject, DateTimeInterface $targetObject, bool $absolute = false) { return $baseObject->diff($targetObject, $absolute); }',
  ],
  ['date_timestamp_get', '(DateTimeInterface $object) { return $object->getTimestamp(); }'],
  ['date_timezone_set', '(DateTime $object, DateTimeZone $timezone) { return $object->setTimezone($timezone); }'],
  ['date_timezone_get', '(DateTimeInterface $object) { return $object->getTimezone(); }'],
  ['date_date_set', '(DateTime $object, int $year, int $month, int $day) { return $object->setDate($year, $month, $day); }'],
  ['date_time_set', '(DateTime $object, int $hour, int $minute, int $second = 0) { return $object->setTime($hour, $minute, $second); }'],
  ['date_interval_format', '(DateInterval $object, string $format) { return $object->format($format); }'],
  ['date_interval_create_from_date_string', '(string $datetime) { return DateInterval::createFromDateString($datetime); }'],
  ['timezone_open', '(string $timezone) { return new DateTimeZone($timezone); }'],
]);
