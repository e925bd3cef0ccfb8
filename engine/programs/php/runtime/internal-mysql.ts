/** mysqli in PHP, over functions that speak MySQL's protocol. Prepared statements are filled in on this side. */
export const mysqliClasses = `
final class mysqli_driver { public $report_mode = 3; }
class mysqli {
  public $affected_rows = 0; public $insert_id = 0; public $connect_errno = 0; public $connect_error = null; public $errno = 0; public $error = "";
  public $sqlstate = "00000"; public $server_info = ""; public $host_info = ""; public $thread_id = 0; public $client_info = "mysqlnd 8.3.3"; public $field_count = 0; public $info = null; public $warning_count = 0;
  private $__link = null;
  public function __construct($hostname = null, $username = null, $password = null, $database = "", $port = null, $socket = null) {
    if ($hostname !== null || $username !== null) $this->real_connect($hostname, $username, $password, $database, $port, $socket);
  }
  public function real_connect($hostname = null, $username = null, $password = null, $database = "", $port = null, $socket = null, $flags = 0) {
    $r = __dd_mysql_open($hostname ?? "localhost", $username ?? "root", $password ?? "", $database ?? "", $port ?? 3306, $socket ?? "/var/run/mysqld/mysqld.sock");
    if (is_array($r)) {
      $this->connect_errno = $r[0]; $this->connect_error = $r[1]; __dd_mysqli_state($r[0], $r[1]);
      return __dd_mysql_fail($r[0], $r[1], $r[2], true);
    }
    __dd_mysqli_state(0, null);
    $this->__link = $r; $this->server_info = __dd_mysql_info($r, 0); $this->thread_id = __dd_mysql_info($r, 1); $this->host_info = ($hostname ?? "localhost") . " via TCP/IP";
    return true;
  }
  public function query(string $query, int $result_mode = MYSQLI_STORE_RESULT) {
    if (!$this->__link) throw new Error("mysqli object is not fully initialized");
    $r = __dd_mysql_query($this->__link, $query);
    if ($r[0] === "error") { $this->errno = $r[1]; $this->error = $r[2]; $this->sqlstate = $r[3]; $this->affected_rows = -1; return __dd_mysql_fail($r[1], $r[2], $r[3], false); }
    $this->errno = 0; $this->error = ""; $this->sqlstate = "00000";
    if ($r[0] === "ok") { $this->affected_rows = $r[1]; $this->insert_id = $r[2]; $this->info = $r[3]; return true; }
    $this->affected_rows = count($r[2]);
    return new mysqli_result($r[1], $r[2], $r[3]);
  }
  public function real_query(string $query) { return $this->query($query) !== false; }
  public function prepare(string $query) { return new mysqli_stmt($this, $query); }
  public function execute_query(string $query, ?array $params = null) { $s = $this->prepare($query); $s->execute($params); return $s->get_result() ?: true; }
  public function select_db(string $database) { return $this->query("USE \`" . str_replace("\`", "\`\`", $database) . "\`"); }
  public function real_escape_string(string $string) { return __dd_mysql_escape($string); }
  public function escape_string(string $string) { return __dd_mysql_escape($string); }
  public function set_charset(string $charset) { return true; }
  public function character_set_name() { return "utf8mb4"; }
  public function get_server_info() { return $this->server_info; }
  public function options($option, $value) { return true; }
  public function ping() { return $this->query("SELECT 1") !== false; }
  public function stat() { return "Uptime: 1"; }
  public function autocommit(bool $enable) { return $this->query("SET autocommit = " . ($enable ? 1 : 0)) !== false; }
  public function begin_transaction() { return $this->query("START TRANSACTION") !== false; }
  public function commit() { return $this->query("COMMIT") !== false; }
  public function rollback() { return $this->query("ROLLBACK") !== false; }
  public function close() { if ($this->__link) __dd_mysql_close($this->__link); $this->__link = null; return true; }
  public function __debugInfo() { $a = []; foreach (get_object_vars($this) as $k => $v) if ($k !== "__link") $a[$k] = $v; return $a; }
}
class mysqli_result implements IteratorAggregate {
  public $current_field = 0; public $field_count = 0; public $lengths = null; public $num_rows = 0; public $type = 0;
  private $__names; private $__rows; private $__at = 0;
  public function __construct($names, $rows, $numbers) { $this->__names = $names; $this->__rows = $rows; $this->field_count = count($names); $this->num_rows = count($rows); }
  public function fetch_row() { return $this->__rows[$this->__at++] ?? ($this->__at-- && false ?: null); }
  public function fetch_assoc() { $r = $this->__rows[$this->__at] ?? null; if ($r === null) return null; $this->__at++; return array_combine($this->__names, $r); }
  public function fetch_array(int $mode = MYSQLI_BOTH) {
    $r = $this->__rows[$this->__at] ?? null; if ($r === null) return null; $this->__at++;
    if ($mode === MYSQLI_NUM) return $r; if ($mode === MYSQLI_ASSOC) return array_combine($this->__names, $r);
    $b = []; foreach ($r as $i => $v) { $b[$i] = $v; $b[$this->__names[$i]] = $v; } return $b;
  }
  public function fetch_object(string $class = "stdClass", array $args = []) { $r = $this->fetch_assoc(); if ($r === null) return null; $o = new $class(...$args); foreach ($r as $k => $v) $o->$k = $v; return $o; }
  public function fetch_all(int $mode = MYSQLI_NUM) { $a = []; while (($r = $this->fetch_array($mode)) !== null) $a[] = $r; return $a; }
  public function fetch_column(int $column = 0) { $r = $this->fetch_array(MYSQLI_NUM); return $r === null ? false : $r[$column]; }
  public function fetch_fields() { $a = []; foreach ($this->__names as $n) $a[] = (object) ["name" => $n, "orgname" => $n, "table" => ""]; return $a; }
  public function fetch_field() { $n = $this->__names[$this->current_field] ?? null; if ($n === null) return false; $this->current_field++; return (object) ["name" => $n, "orgname" => $n, "table" => ""]; }
  public function data_seek(int $offset) { if ($offset < 0 || $offset >= $this->num_rows) return false; $this->__at = $offset; return true; }
  public function free() { $this->__rows = []; } public function close() { $this->__rows = []; } public function free_result() { $this->__rows = []; }
  public function getIterator(): Iterator { $this->__at = 0; while (($r = $this->fetch_assoc()) !== null) yield $r; }
}
class mysqli_stmt {
  public $affected_rows = 0; public $insert_id = 0; public $num_rows = 0; public $param_count = 0; public $field_count = 0; public $errno = 0; public $error = ""; public $sqlstate = "00000";
  private $__db; private $__sql; private $__types = ""; private $__vars = []; private $__result = null; private $__out = [];
  public function __construct($db, $sql) { $this->__db = $db; $this->__sql = $sql; $this->param_count = __dd_mysql_params($sql); }
  public function bind_param(string $types, mixed &...$vars) {
    if (strlen($types) !== count($vars)) throw new ArgumentCountError("The number of elements in the type definition string must match the number of bind variables");
    if (count($vars) !== $this->param_count) throw new ArgumentCountError("The number of variables must match the number of parameters in the prepared statement");
    $this->__types = $types; foreach ($vars as $i => &$v) $this->__vars[$i] = &$v; return true;
  }
  public function execute(?array $params = null) {
    $values = $params ?? $this->__vars; $given = [];
    foreach ($values as $i => $v) { $t = $params === null ? $this->__types[$i] : "s"; $given[] = $v === null ? null : ($t === "i" ? (int) $v : ($t === "d" ? (float) $v : (string) $v)); }
    if (count($given) !== $this->param_count) throw new ArgumentCountError("mysqli_stmt::execute(): Argument #1 (\\$params) must consist of exactly " . $this->param_count . " elements, " . count($given) . " present");
    $r = $this->__db->query(__dd_mysql_fill($this->__sql, $given));
    $this->affected_rows = $this->__db->affected_rows; $this->insert_id = $this->__db->insert_id; $this->errno = $this->__db->errno; $this->error = $this->__db->error;
    $this->__result = is_object($r) ? $r : null; if ($this->__result) $this->num_rows = $this->__result->num_rows; return $r !== false;
  }
  public function get_result() { $r = $this->__result; $this->__result = null; return $r ?? false; }
  public function store_result() { return true; }
  public function bind_result(mixed &...$vars) { foreach ($vars as $i => &$v) $this->__out[$i] = &$v; return true; }
  public function fetch() { $r = $this->__result ? $this->__result->fetch_array(MYSQLI_NUM) : null; if ($r === null) return null; foreach ($r as $i => $v) $this->__out[$i] = $v; return true; }
  public function close() { return true; } public function free_result() {} public function reset() { return true; }
}
`;

/** `mysqli_…` functions, each a method of what it is given first. */
export const mysqliFunctions: ReadonlyMap<string, string> = new Map([
  [
    'mysqli_connect',
    '($h = null, $u = null, $p = null, $d = "", $port = null, $s = null) { $m = new mysqli; return $m->real_connect($h, $u, $p, $d, $port, $s) ? $m : false; }',
  ],
  ['mysqli_init', '() { return new mysqli; }'],
  [
    'mysqli_real_connect',
    '($m, $h = null, $u = null, $p = null, $d = "", $port = null, $s = null, $f = 0) { return $m->real_connect($h, $u, $p, $d, $port, $s); }',
  ],
  ['mysqli_connect_errno', '() { return __dd_mysqli_last(0); }'],
  ['mysqli_connect_error', '() { return __dd_mysqli_last(1); }'],
  ['mysqli_report', '(int $flags) { __dd_mysqli_report($flags); return true; }'],
  ['mysqli_error', '($m) { return $m->error; }'],
  ['mysqli_errno', '($m) { return $m->errno; }'],
  ['mysqli_insert_id', '($m) { return $m->insert_id; }'],
  ['mysqli_affected_rows', '($m) { return $m->affected_rows; }'],
  ['mysqli_num_rows', '($r) { return $r->num_rows; }'],
  ['mysqli_num_fields', '($r) { return $r->field_count; }'],
  ['mysqli_get_server_info', '($m) { return $m->server_info; }'],
  ['mysqli_get_host_info', '($m) { return $m->host_info; }'],
  ...(
    [
      'query',
      'prepare',
      'select_db',
      'real_escape_string',
      'escape_string',
      'set_charset',
      'ping',
      'close',
      'begin_transaction',
      'commit',
      'rollback',
      'autocommit',
      'execute_query',
      'fetch_row',
      'fetch_assoc',
      'fetch_array',
      'fetch_object',
      'fetch_all',
      'fetch_column',
      'fetch_fields',
      'fetch_field',
      'data_seek',
      'free_result',
    ] as const
  ).map((name): [string, string] => [`mysqli_${name}`, `($o, ...$args) { return $o->${name}(...$args); }`]),
  ['mysqli_stmt_bind_param', '($s, $t, &...$v) { return $s->bind_param($t, ...$v); }'],
  ...(['execute', 'get_result', 'fetch', 'close', 'store_result'] as const).map((name): [string, string] => [
    `mysqli_stmt_${name}`,
    `($o, ...$args) { return $o->${name}(...$args); }`,
  ]),
]);

/** PDO with the driver for MySQL. */
export const pdoClasses = `
class PDO {
  const PARAM_NULL = 0; const PARAM_INT = 1; const PARAM_STR = 2; const PARAM_BOOL = 5; const FETCH_ASSOC = 2; const FETCH_NUM = 3; const FETCH_BOTH = 4; const FETCH_OBJ = 5; const FETCH_COLUMN = 7; const FETCH_CLASS = 8; const FETCH_KEY_PAIR = 12; const FETCH_DEFAULT = 0;
  const ATTR_AUTOCOMMIT = 0; const ATTR_TIMEOUT = 2; const ATTR_ERRMODE = 3; const ATTR_SERVER_VERSION = 4; const ATTR_DRIVER_NAME = 16; const ATTR_PERSISTENT = 12; const ATTR_DEFAULT_FETCH_MODE = 19; const ATTR_EMULATE_PREPARES = 20; const ERRMODE_SILENT = 0; const ERRMODE_WARNING = 1; const ERRMODE_EXCEPTION = 2; const MYSQL_ATTR_INIT_COMMAND = 1002;
  private $__link; private $__attributes = [3 => 2, 19 => 4]; private $__last = 0; private $__in = false;
  public function __construct(string $dsn, ?string $username = null, ?string $password = null, ?array $options = null) {
    $driver = strstr($dsn, ":", true);
    if ($driver !== "mysql" || !extension_loaded("pdo_mysql")) throw new PDOException("could not find driver");
    $p = []; foreach (explode(";", substr($dsn, 6)) as $pair) { $kv = explode("=", $pair, 2); if (count($kv) === 2) $p[trim($kv[0])] = $kv[1]; }
    foreach ($options ?? [] as $k => $v) $this->__attributes[$k] = $v;
    $r = __dd_mysql_open($p["host"] ?? "localhost", $username ?? "", $password ?? "", $p["dbname"] ?? "", (int) ($p["port"] ?? 3306), $p["unix_socket"] ?? "/var/run/mysqld/mysqld.sock");
    if (is_array($r)) __dd_pdo_throw("SQLSTATE[" . ($r[0] < 2000 ? $r[2] : "HY000") . "] [" . $r[0] . "] " . $r[1], $r[0], [$r[2], $r[0], $r[1]]);
    $this->__link = $r;
  }
  public function setAttribute(int $attribute, mixed $value) { $this->__attributes[$attribute] = $value; return true; }
  public function getAttribute(int $attribute) { return match ($attribute) { 4 => __dd_mysql_info($this->__link, 0), 16 => "mysql", default => $this->__attributes[$attribute] ?? null }; }
  public function __run($sql) {
    $r = __dd_mysql_query($this->__link, $sql);
    if ($r[0] === "error") {
      $text = "SQLSTATE[" . $r[3] . "]: " . __dd_pdo_state($r[3]) . ": " . $r[1] . " " . $r[2];
      if ($this->__attributes[3] === 2) __dd_pdo_throw($text, $r[3], [$r[3], $r[1], $r[2]]);
      if ($this->__attributes[3] === 1) trigger_error($text, E_USER_WARNING);
      return false;
    }
    if ($r[0] === "ok") $this->__last = $r[2];
    return $r;
  }
  public function __mode() { return $this->__attributes[19]; }
  public function query(string $query, ?int $fetchMode = null, mixed ...$args) { $s = new PDOStatement($this, $query); if (!$s->execute()) return false; if ($fetchMode !== null) $s->setFetchMode($fetchMode, ...$args); return $s; }
  public function prepare(string $query, array $options = []) { return new PDOStatement($this, $query); }
  public function exec(string $statement) { $r = $this->__run($statement); return $r === false ? false : ($r[0] === "ok" ? $r[1] : 0); }
  public function lastInsertId(?string $name = null) { return (string) $this->__last; }
  public function quote(string $string, int $type = 2) { return "'" . __dd_mysql_escape($string) . "'"; }
  public function beginTransaction() { $this->__in = true; return $this->__run("START TRANSACTION") !== false; }
  public function commit() { $this->__in = false; return $this->__run("COMMIT") !== false; }
  public function rollBack() { $this->__in = false; return $this->__run("ROLLBACK") !== false; }
  public function inTransaction() { return $this->__in; }
  public static function getAvailableDrivers() { return extension_loaded("pdo_mysql") ? ["mysql", "sqlite"] : ["sqlite"]; }
  public function __debugInfo() { return []; }
}
class PDOStatement implements IteratorAggregate {
  public string $queryString = "";
  private $__db; private $__names = []; private $__rows = []; private $__numbers = []; private $__at = 0; private $__count = 0; private $__bound = []; private $__mode; private $__class = "stdClass";
  public function __construct($db, $sql) { $this->__db = $db; $this->queryString = $sql; $this->__mode = $db->__mode(); }
  public function bindValue($param, mixed $value, int $type = 2) { $this->__bound[$param] = $type === 1 && $value !== null ? (int) $value : $value; return true; }
  public function bindParam($param, mixed &$var, int $type = 2) { $this->__bound[$param] = &$var; return true; }
  public function execute(?array $params = null) {
    $r = $this->__db->__run(__dd_mysql_fill($this->queryString, $params ?? $this->__bound));
    if ($r === false) return false;
    $this->__at = 0;
    if ($r[0] === "ok") { $this->__count = $r[1]; $this->__rows = []; $this->__names = []; }
    else { $this->__names = $r[1]; $this->__rows = $r[2]; $this->__numbers = $r[3]; $this->__count = count($r[2]); }
    return true;
  }
  public function setFetchMode(int $mode, mixed ...$args) { $this->__mode = $mode; if ($args) $this->__class = $args[0]; return true; }
  public function fetch(int $mode = 0) {
    $row = $this->__rows[$this->__at] ?? null; if ($row === null) return false; $this->__at++;
    foreach ($row as $i => $v) if ($v !== null && $this->__numbers[$i]) $row[$i] = $v + 0;
    $mode = $mode ?: $this->__mode;
    switch ($mode) {
      case 2: return array_combine($this->__names, $row);
      case 3: return $row;
      case 5: return (object) array_combine($this->__names, $row);
      case 7: return $row[0];
      case 8: $c = $this->__class; $o = new $c; foreach ($row as $i => $v) $o->{$this->__names[$i]} = $v; return $o;
      default: $b = []; foreach ($row as $i => $v) { $b[$this->__names[$i]] = $v; $b[$i] = $v; } return $b;
    }
  }
  public function fetchAll(int $mode = 0, mixed ...$args) {
    if ($mode === 8 && $args) $this->__class = $args[0];
    $a = []; if ($mode === 12) { while (($r = $this->fetch(3)) !== false) $a[$r[0]] = $r[1]; return $a; }
    if ($mode === 7) { while (($r = $this->fetch(3)) !== false) $a[] = $r[$args[0] ?? 0]; return $a; }
    while (($r = $this->fetch($mode)) !== false) $a[] = $r; return $a;
  }
  public function fetchColumn(int $column = 0) { $r = $this->fetch(3); return $r === false ? false : $r[$column]; }
  public function fetchObject(?string $class = "stdClass", array $args = []) { $this->__class = $class; return $this->fetch(8); }
  public function rowCount() { return $this->__count; }
  public function columnCount() { return count($this->__names); }
  public function closeCursor() { return true; }
  public function getIterator(): Iterator { while (($r = $this->fetch()) !== false) yield $r; }
}
`;
