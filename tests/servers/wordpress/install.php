<?php
// Installs WordPress as a site in Jakarta with pretty addresses. Usage: php install.php SITE_FOLDER

define('WP_INSTALLING', true);
require $argv[1] . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';

wp_install('Kopi Senja', 'admin', 'admin@example.id', true, '', 'unused-main-password');
update_option('permalink_structure', '/%postname%/');
update_option('timezone_string', 'Asia/Jakarta');
// The sample post, page and comment would be in the way.
foreach (get_posts(['post_type' => 'any', 'post_status' => 'any', 'numberposts' => -1, 'fields' => 'ids']) as $id) {
    wp_delete_post($id, true);
}
