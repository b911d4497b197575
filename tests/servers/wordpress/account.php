<?php
// Makes an account with an application password, gives it another one, or takes its application passwords back.
// Usage: php account.php SITE_FOLDER make NAME ROLE | renew NAME | revoke NAME. Prints one line of JSON.

[, $site, $act, $name] = $argv;
require $site . '/wp-load.php';

if ($act === 'revoke') {
    $user = get_user_by('login', $name);
    WP_Application_Passwords::delete_all_application_passwords($user->ID);
    echo json_encode(['id' => $user->ID]), "\n";
    exit(0);
}

function say_with_password($user, $name) {
    [$password] = WP_Application_Passwords::create_new_application_password($user, ['name' => 'Kelola']);
    $password = WP_Application_Passwords::chunk_password($password);
    echo json_encode(['id' => $user, 'name' => $name, 'password' => $password]), "\n";
}

if ($act === 'renew') {
    say_with_password(get_user_by('login', $name)->ID, $name);
    exit(0);
}

$user = wp_insert_user([
    'user_login' => $name,
    'user_pass' => 'main-password-of-' . $name,
    'user_email' => $name . '@example.id',
    'display_name' => ucfirst($name) . ' Dewi',
    'role' => $argv[4],
]);
if (is_wp_error($user)) {
    fwrite(STDERR, $user->get_error_message() . "\n");
    exit(1);
}
say_with_password($user, $name);
