package io.weir.app.config;

import io.weir.schema.yaml.Section;
import io.weir.sink.SecretRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads where a secret is: exactly one of {@code env}, {@code file} and {@code value}. */
record SectionSecrets(SectionPaths paths) {

    /** The secret of the map at {@code key}; empty where the key is missing. */
    Optional<SecretRef> optional(Section parent, String key) {
        return parent.has(key) ? Optional.of(required(parent, key)) : Optional.empty();
    }

    /** The secret of the map at {@code key}. */
    SecretRef required(Section parent, String key) {
        if (!parent.has(key)) {
            parent.problem(key, "expected a secret, found nothing", "add env, file or value below it");
            return SecretRef.literal("");
        }
        List<SecretRef> found = found(parent.section(key));
        if (found.size() != 1) {
            parent.problem(key, "expected exactly one of env, file and value", "name one place of the secret");
            return SecretRef.literal("");
        }
        return found.get(0);
    }

    /** Whatever of {@code env}, {@code file} and {@code value} is there. */
    List<SecretRef> found(Section secret) {
        List<SecretRef> found = new ArrayList<>();
        secret.string("env").optional().map(SecretRef::environment).ifPresent(found::add);
        paths.at(secret, "file").map(path -> SecretRef.file(path.toString())).ifPresent(found::add);
        secret.string("value").optional().map(SecretRef::literal).ifPresent(found::add);
        return found;
    }
}
