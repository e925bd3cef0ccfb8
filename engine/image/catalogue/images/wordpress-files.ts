/** A small stand-in for WordPress: written for Drydock, it has the same files, settings and tables, and does what a fresh one does first. */

const owner = 'Drydock';

/** What every page needs: settings, the database, and a page around a body. */
const load = `<?php
// A small stand-in for WordPress, made for ${owner}.
if (!file_exists(__DIR__ . '/wp-config.php')) {
	http_response_code(500);
	stand_in_page('WordPress &rsaquo; Error', '<p>There doesn\\'t seem to be a <code>wp-config.php</code> file.</p>');
	exit;
}
require_once __DIR__ . '/wp-config.php';

function stand_in_page(string $title, string $body): void {
	echo "<!DOCTYPE html>\\n<html lang=\\"en-US\\">\\n<head><meta charset=\\"utf-8\\"><title>$title</title></head>\\n<body>\\n$body\\n";
	echo "<footer><p>This is ${owner}'s small stand-in for WordPress.</p></footer>\\n</body>\\n</html>\\n";
}

function stand_in_database(): mysqli {
	mysqli_report(MYSQLI_REPORT_OFF);
	$host = DB_HOST;
	$db = @mysqli_connect($host, DB_USER, DB_PASSWORD);
	if (!$db) {
		http_response_code(500);
		stand_in_page('Database Error', '<h1>Error establishing a database connection</h1>');
		exit;
	}
	if (!$db->select_db(DB_NAME)) {
		http_response_code(500);
		stand_in_page('Database Error', '<h1>Cannot select database</h1><p>The database server could be connected to, but the <code>' . htmlspecialchars(DB_NAME) . '</code> database could not be selected.</p>');
		exit;
	}
	return $db;
}

function stand_in_installed(mysqli $db): bool {
	global $table_prefix;
	$result = $db->query("SHOW TABLES LIKE '" . $table_prefix . "options'");
	return is_object($result) && $result->num_rows > 0;
}

function stand_in_option(mysqli $db, string $name): string {
	global $table_prefix;
	$name = $db->real_escape_string($name);
	$result = $db->query("SELECT option_value FROM \${table_prefix}options WHERE option_name = '$name'");
	$row = is_object($result) ? $result->fetch_row() : null;
	return $row[0] ?? '';
}
`;

const index = `<?php
define('WP_USE_THEMES', true);
require __DIR__ . '/wp-blog-header.php';
`;

const blog = `<?php
require_once __DIR__ . '/wp-load.php';
$db = stand_in_database();
if (!stand_in_installed($db)) {
	header('Location: http://' . ($_SERVER['HTTP_HOST'] ?? 'localhost') . '/wp-admin/install.php');
	exit;
}
$title = htmlspecialchars(stand_in_option($db, 'blogname'));
$body = "<header><h1>$title</h1></header>\\n";
$where = isset($_GET['p']) ? ' AND ID = ' . (int) $_GET['p'] : '';
$posts = $db->query("SELECT ID, post_title, post_content, post_date FROM \${table_prefix}posts WHERE post_status = 'publish'$where ORDER BY ID DESC");
while ($post = $posts->fetch_assoc()) {
	$body .= '<article><h2><a href="/?p=' . $post['ID'] . '">' . htmlspecialchars($post['post_title']) . '</a></h2>';
	$body .= '<p>' . nl2br(htmlspecialchars($post['post_content'])) . '</p><time>' . $post['post_date'] . "</time></article>\\n";
}
if ($posts->num_rows === 0) {
	http_response_code(404);
	$body .= "<p>Page not found</p>\\n";
}
stand_in_page($title, $body);
`;

const install = `<?php
require_once dirname(__DIR__) . '/wp-load.php';
$db = stand_in_database();
if (stand_in_installed($db)) {
	stand_in_page('WordPress &rsaquo; Installation', '<h1>Already Installed</h1><p>You appear to have already installed WordPress. To reinstall please clear your old database tables first.</p><p><a href="/wp-login.php">Log In</a></p>');
	exit;
}
$p = $table_prefix;
$problem = '';
if (($_GET['step'] ?? '') === '2') {
	$title = trim($_POST['weblog_title'] ?? '');
	$user = trim($_POST['user_name'] ?? '');
	$mail = trim($_POST['admin_email'] ?? '');
	$password = $_POST['admin_password'] ?? '';
	if ($user === '') $problem = 'Please provide a valid username.';
	elseif (!filter_var($mail, FILTER_VALIDATE_EMAIL)) $problem = 'Sorry, that is not a valid email address. Email addresses look like <code>username@example.com</code>.';
	else {
		$db->query("CREATE TABLE \${p}options (option_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, option_name VARCHAR(191) NOT NULL, option_value TEXT)");
		$db->query("CREATE TABLE \${p}users (ID INT NOT NULL AUTO_INCREMENT PRIMARY KEY, user_login VARCHAR(60) NOT NULL, user_pass VARCHAR(255) NOT NULL, user_email VARCHAR(100) NOT NULL)");
		$db->query("CREATE TABLE \${p}posts (ID INT NOT NULL AUTO_INCREMENT PRIMARY KEY, post_author INT NOT NULL, post_date DATETIME NOT NULL, post_title TEXT, post_content TEXT, post_status VARCHAR(20) NOT NULL)");
		$site = 'http://' . ($_SERVER['HTTP_HOST'] ?? 'localhost');
		foreach (['siteurl' => $site, 'home' => $site, 'blogname' => $title, 'admin_email' => $mail] as $name => $value)
			$db->query("INSERT INTO \${p}options (option_name, option_value) VALUES ('$name', '" . $db->real_escape_string($value) . "')");
		$login = $db->real_escape_string($user);
		$db->query("INSERT INTO \${p}users (user_login, user_pass, user_email) VALUES ('$login', '" . hash('sha256', $password) . "', '" . $db->real_escape_string($mail) . "')");
		$db->query("INSERT INTO \${p}posts (post_author, post_date, post_title, post_content, post_status) VALUES (1, '" . date('Y-m-d H:i:s') . "', 'Hello world!', 'This is your first post. It lives in the database.', 'publish')");
		stand_in_page('WordPress &rsaquo; Installation', "<h1>Success!</h1><p>WordPress has been installed. Thank you, and enjoy!</p><table><tr><th>Username</th><td>" . htmlspecialchars($user) . '</td></tr></table><p><a href="/wp-login.php">Log In</a></p>');
		exit;
	}
}
$error = $problem === '' ? '' : "<p class=\\"message\\">$problem</p>";
stand_in_page('WordPress &rsaquo; Installation', "<h1>Welcome</h1>$error
<form id=\\"setup\\" method=\\"post\\" action=\\"install.php?step=2\\">
<p><label>Site Title <input name=\\"weblog_title\\"></label></p>
<p><label>Username <input name=\\"user_name\\"></label></p>
<p><label>Password <input name=\\"admin_password\\" type=\\"password\\"></label></p>
<p><label>Your Email <input name=\\"admin_email\\" type=\\"email\\"></label></p>
<p><input type=\\"submit\\" name=\\"Submit\\" value=\\"Install WordPress\\"></p>
</form>");
`;

const login = `<?php
require_once __DIR__ . '/wp-load.php';
$db = stand_in_database();
if (!stand_in_installed($db)) {
	header('Location: /wp-admin/install.php');
	exit;
}
$message = '';
if (isset($_POST['log'])) {
	$name = $db->real_escape_string($_POST['log']);
	$row = $db->query("SELECT user_pass FROM \${table_prefix}users WHERE user_login = '$name'")->fetch_row();
	if ($row === null) $message = '<strong>Error:</strong> The username <strong>' . htmlspecialchars($_POST['log']) . '</strong> is not registered on this site.';
	elseif ($row[0] !== hash('sha256', $_POST['pwd'] ?? '')) $message = '<strong>Error:</strong> The password you entered for the username <strong>' . htmlspecialchars($_POST['log']) . '</strong> is incorrect.';
	elseif (isset($_POST['post_title'])) {
		$title = $db->real_escape_string($_POST['post_title']);
		$content = $db->real_escape_string($_POST['post_content'] ?? '');
		$db->query("INSERT INTO \${table_prefix}posts (post_author, post_date, post_title, post_content, post_status) VALUES (1, '" . date('Y-m-d H:i:s') . "', '$title', '$content', 'publish')");
		header('Location: /');
		exit;
	} else $message = 'You are logged in. Send a title and a text along to publish a post.';
}
stand_in_page('Log In', "<p>$message</p>
<form method=\\"post\\" action=\\"/wp-login.php\\">
<p><label>Username <input name=\\"log\\"></label></p>
<p><label>Password <input name=\\"pwd\\" type=\\"password\\"></label></p>
<p><label>Title of a new post <input name=\\"post_title\\"></label></p>
<p><label>Text <textarea name=\\"post_content\\"></textarea></label></p>
<p><input type=\\"submit\\" value=\\"Log In\\"></p>
</form>");
`;

/** Settings from the environment, or from files that it names. */
const config = `<?php
// Made from the environment variables WORDPRESS_….
function getenv_docker(string $name, string $default): string {
	$file = getenv($name . '_FILE');
	if ($file !== false) return rtrim(file_get_contents($file), "\\r\\n");
	$value = getenv($name);
	return $value === false ? $default : $value;
}

define('DB_NAME', getenv_docker('WORDPRESS_DB_NAME', 'wordpress'));
define('DB_USER', getenv_docker('WORDPRESS_DB_USER', 'example username'));
define('DB_PASSWORD', getenv_docker('WORDPRESS_DB_PASSWORD', 'example password'));
define('DB_HOST', getenv_docker('WORDPRESS_DB_HOST', 'mysql'));
define('DB_CHARSET', getenv_docker('WORDPRESS_DB_CHARSET', 'utf8'));
define('DB_COLLATE', getenv_docker('WORDPRESS_DB_COLLATE', ''));
$table_prefix = getenv_docker('WORDPRESS_TABLE_PREFIX', 'wp_');
define('WP_DEBUG', (bool) getenv_docker('WORDPRESS_DEBUG', ''));
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
`;

export const wordpressPages: Readonly<Record<string, string>> = {
  'index.php': index,
  'wp-blog-header.php': blog,
  'wp-load.php': load,
  'wp-login.php': login,
  'wp-admin/install.php': install,
  'wp-admin/index.php': "<?php\nheader('Location: /wp-login.php');\n",
  'wp-config-docker.php': config,
  'wp-content/index.php': '<?php\n',
  'wp-content/themes/index.php': '<?php\n',
  'wp-content/plugins/index.php': '<?php\n',
};

/** Fills an empty folder with WordPress before the server starts, and makes its settings. */
export const entrypoint = `#!/bin/bash
set -e

if [[ "$1" == apache2* ]] || [ "$1" = 'php-fpm' ]; then
	if [ "$(id -u)" = '0' ]; then user=www-data; else user=$(id -u); fi

	if [ ! -e index.php ] && [ ! -e wp-includes/version.php ]; then
		if [ -n "$(ls -A)" ]; then
			echo >&2 "WARNING: $PWD is not empty! (copying anyhow)"
		fi
		echo >&2 "WordPress not found in $PWD - copying now..."
		cp -R /usr/src/wordpress/. .
		if [ "$user" = 'www-data' ]; then chown -R www-data:www-data .; fi
		echo >&2 "Complete! WordPress has been successfully copied to $PWD"
	fi

	if [ -n "$(env | grep '^WORDPRESS_')" ] && [ ! -s wp-config.php ]; then
		echo >&2 "No 'wp-config.php' found in $PWD, but 'WORDPRESS_...' variables supplied; copying 'wp-config-docker.php' ($(env | grep '^WORDPRESS_' | sed 's/=.*//' | sort | tr '\\n' ' ' | sed 's/ $//'))"
		cp wp-config-docker.php wp-config.php
		if [ "$user" = 'www-data' ]; then chown www-data:www-data wp-config.php; fi
	fi
fi

exec "$@"
`;

/** A small stand-in for Adminer. */
export const adminerPage = `<?php
// A small stand-in for Adminer, made for ${owner}.
mysqli_report(MYSQLI_REPORT_OFF);
$h = fn($text) => htmlspecialchars((string) $text);
$server = $_REQUEST['server'] ?? getenv('ADMINER_DEFAULT_SERVER') ?: 'db';
$user = $_REQUEST['username'] ?? '';
$password = $_REQUEST['password'] ?? '';
$database = $_REQUEST['db'] ?? '';
$table = $_REQUEST['table'] ?? '';

echo "<!DOCTYPE html>\\n<html lang=\\"en\\">\\n<head><meta charset=\\"utf-8\\"><title>Adminer</title></head>\\n<body>\\n<h1>Adminer</h1>\\n<p>This is ${owner}'s small stand-in for Adminer.</p>\\n";
$db = $user === '' ? false : @mysqli_connect($server, $user, $password);
if (!$db) {
	if ($user !== '') echo '<p class="error">' . $h(mysqli_connect_error()) . "</p>\\n";
	echo '<form method="post" action="/"><table>';
	echo '<tr><th>System<td>MySQL<tr><th>Server<td><input name="server" value="' . $h($server) . '">';
	echo '<tr><th>Username<td><input name="username" value="' . $h($user) . '"><tr><th>Password<td><input type="password" name="password">';
	echo '<tr><th>Database<td><input name="db" value="' . $h($database) . '"></table><p><input type="submit" value="Login"></form>';
	echo "\\n</body>\\n</html>\\n";
	exit;
}

function show(mysqli $db, string $sql): void {
	$result = $db->query($sql);
	if (!is_object($result)) {
		echo '<p class="error">' . htmlspecialchars($db->error ?: 'Query executed OK') . "</p>\\n";
		return;
	}
	echo "<table>\\n<tr>";
	foreach ($result->fetch_fields() as $field) echo '<th>' . htmlspecialchars($field->name) . '</th>';
	echo "</tr>\\n";
	while ($row = $result->fetch_row()) {
		echo '<tr>';
		foreach ($row as $value) echo '<td>' . ($value === null ? '<i>NULL</i>' : htmlspecialchars($value)) . '</td>';
		echo "</tr>\\n";
	}
	echo "</table>\\n<p>" . $result->num_rows . " rows</p>\\n";
}

if ($database === '') {
	echo "<h2>Select database</h2>\\n";
	show($db, 'SHOW DATABASES');
} elseif (!$db->select_db($database)) {
	echo '<p class="error">' . $h($db->error) . "</p>\\n";
} elseif (isset($_REQUEST['sql'])) {
	echo "<h2>SQL command</h2>\\n";
	show($db, $_REQUEST['sql']);
} elseif ($table === '') {
	echo '<h2>Database: ' . $h($database) . "</h2>\\n";
	show($db, 'SHOW TABLES');
} else {
	echo '<h2>Select: ' . $h($table) . "</h2>\\n";
	show($db, 'SELECT * FROM \`' . str_replace('\`', '\`\`', $table) . '\` LIMIT 50');
}
echo "</body>\\n</html>\\n";
`;
