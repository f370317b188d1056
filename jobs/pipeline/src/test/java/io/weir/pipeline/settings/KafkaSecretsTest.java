package io.weir.pipeline.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSecretsTest {
    private static final String JAAS = "sasl.jaas.config";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "O required clientId=\"x\" clientSecret=\"y\";",
                "P required username=\"x\" password=\"y\";",
                "P required username=x password=y;",
                "P required username=x password=123;",
                "P required PassWord='y';",
                "P required \"password\"=\"y\";",
                "P required password /* here */ = \"y\";",
                "P required password=\"y${env:A}\";",
                "P required password=\"${env:A}y\";",
                "P required password=\"${env:A}\"; Q required password=\"y\";",
                "P required username=\"${env:USER}\" password=\"y\";",
                "P required ssl.truststore.password=\"y\";",
                "P required password=\"${\";"
            })
    void aLoginWithASecretInItIsBare(String value) {
        assertThat(KafkaSecrets.isBare(JAAS, value)).isTrue();
        assertThat(KafkaSecrets.isBare("listener.name.x.SASL.JAAS.CONFIG", value))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${env:JAAS}",
                "${file:/etc/weir/kafka.properties:jaas}",
                "P required username=\"x\" password=\"${env:A}\";",
                "P required username=x password=${file:/run/secrets/kafka:password};",
                "O required clientId=\"x\" clientSecret='${env:A}' scope=\"secret password\";",
                "com.sun.security.auth.module.Krb5LoginModule required useKeyTab=true keyTab=\"/etc/k\";"
            })
    void aLoginWithReferencesIsNot(String value) {
        assertThat(KafkaSecrets.isBare(JAAS, value)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ssl.key.password, abc, true",
        "ssl.key.password, ${env:A}, false",
        "ssl.key.password, abc${env:A}, true",
        "SSL.Key.Password, abc, true",
        "ssl.keystore.key, PEM, true",
        "sasl.oauthbearer.client.credentials.client.secret, abc, true",
        "security.protocol, SASL_SSL, false",
        "sasl.username, someone, false"
    })
    void soAreProperties(String name, String value, boolean bare) {
        assertThat(KafkaSecrets.isBare(name, value)).isEqualTo(bare);
    }
}
