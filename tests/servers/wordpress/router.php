<?php
// For PHP's own web server: what is no file goes to WordPress, also below a folder; and a few habits of real hosts that
// a test can switch on by a file `habit-…` beside the site:
//   no-authorization  the server drops the Authorization header before PHP sees it
//   wall              a security plugin answers REST requests with a web page and status 200
//   notice            PHP prints a notice in front of every REST answer
//   no-rest           REST is switched off for everybody

$folder = getenv('KELOLA_WP_FOLDER');
$inner = trim((string) parse_url(getenv('KELOLA_WP_URL'), PHP_URL_PATH), '/');
$path = (string) parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
// As a web server in front of PHP passes it on; else WordPress sends readers from a proxy's port to its own.
$_SERVER['HTTP_HOST'] = preg_replace('#^https?://([^/]*).*$#', '$1', getenv('KELOLA_WP_URL'));
$has = fn(string $habit): bool => is_file("$folder/habit-$habit");

if ($inner !== '') {
    if ($path !== "/$inner" && !str_starts_with($path, "/$inner/")) {
        http_response_code(404);
        echo '<!doctype html><title>Nothing here</title>';
        return true;
    }
    $path = substr($path, strlen("/$inner")) ?: '/';
}

if ($has('no-authorization')) {
    unset($_SERVER['HTTP_AUTHORIZATION'], $_SERVER['PHP_AUTH_USER'], $_SERVER['PHP_AUTH_PW']);
}
$is_rest = str_starts_with($path, '/wp-json') || isset($_GET['rest_route']);
if ($is_rest && $has('wall')) {
    header('Content-Type: text/html; charset=utf-8');
    echo '<!doctype html><title>Just a moment…</title><p>Checking your browser.</p>';
    return true;
}
if ($is_rest && $has('no-rest')) {
    http_response_code(401);
    header('Content-Type: application/json');
    echo '{"code":"rest_cannot_access","message":"DRA: Only authenticated users can access the REST API.","data":{"status":401}}';
    return true;
}
if ($is_rest && $has('notice')) {
    echo "<br />\n<b>Notice</b>: Undefined index: {oops} in <b>/x.php</b> on line <b>3</b><br />\n";
}

$root = $_SERVER['DOCUMENT_ROOT'];
$file = $root . $path;
if (is_dir($file) && is_file(rtrim($file, '/') . '/index.php')) {
    $file = rtrim($file, '/') . '/index.php';
}
if ($path !== '/' && is_file($file)) {
    if (!str_ends_with($file, '.php')) {
        header('Content-Type: ' . (mime_content_type($file) ?: 'application/octet-stream'));
        readfile($file);
        return true;
    }
} else {
    $file = $root . '/index.php';
}
$_SERVER['SCRIPT_FILENAME'] = $file;
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = ($inner === '' ? '' : "/$inner") . substr($file, strlen($root));
chdir(dirname($file));
require $file;
