<?php
// Takes away the passwords that a new GLPI is known to have: `glpi` gets GLPI_ADMIN_PASSWORD, the three example
// accounts are disabled. An account whose password a person has changed is left alone, so this may run at every start.

mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);

function required(string $name): string
{
    $value = getenv($name);
    if ($value === false || $value === '') {
        fwrite(STDERR, "$name is empty: run deploy/compose/init\n");
        exit(1);
    }
    return $value;
}

$admin = required('GLPI_ADMIN_PASSWORD');
$db = new mysqli(
    required('GLPI_DB_HOST'),
    required('GLPI_DB_USER'),
    required('GLPI_DB_PASSWORD'),
    required('GLPI_DB_NAME'),
    (int) required('GLPI_DB_PORT')
);

$known = ['glpi' => 'glpi', 'tech' => 'tech', 'normal' => 'normal', 'post-only' => 'postonly'];
foreach ($known as $name => $password) {
    $query = $db->prepare('SELECT id, password FROM glpi_users WHERE name = ? AND is_active = 1');
    $query->bind_param('s', $name);
    $query->execute();
    $user = $query->get_result()->fetch_assoc();
    if ($user === null || !password_verify($password, (string) $user['password'])) {
        continue;
    }
    if ($name === 'glpi') {
        $hash = password_hash($admin, PASSWORD_DEFAULT);
        $change = $db->prepare('UPDATE glpi_users SET password = ? WHERE id = ?');
        $change->bind_param('si', $hash, $user['id']);
        $change->execute();
        echo "glpi: password set to GLPI_ADMIN_PASSWORD\n";
    } else {
        $change = $db->prepare('UPDATE glpi_users SET is_active = 0 WHERE id = ?');
        $change->bind_param('i', $user['id']);
        $change->execute();
        echo "$name: disabled\n";
    }
}
