package io.weir.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.utils.Time;

/**
 * A real Kafka of one node as others run it: clients reach it over TLS only and must log in, by SCRAM-SHA-512. A
 * listener without either, on a port that nobody is told, is for the node itself and for making users.
 */
public final class LoginBroker implements AutoCloseable {
    private static final int ROUNDS = 4096;

    private final KafkaRaftServer server;
    private final int port;
    private final int innerPort;

    private LoginBroker(KafkaRaftServer server, int port, int innerPort) {
        this.server = server;
        this.port = port;
        this.innerPort = innerPort;
    }

    /**
     * Starts it, without users.
     *
     * @param folder for its data, new
     * @param keyStore PKCS#12, with the certificate that it shows
     * @param password of the key store
     */
    public static LoginBroker start(Path folder, Path keyStore, String password) {
        Storage storage = new Storage(folder);
        storage.format();
        int port = LoopbackPort.free();
        int innerPort = LoopbackPort.free();
        int controllerPort = LoopbackPort.free();
        Properties p = NodeSettings.of(storage.log(), port, controllerPort);
        p.put(
                "listeners",
                "LOGIN://127.0.0.1:" + port + ",INNER://127.0.0.1:" + innerPort + ",CONTROLLER://127.0.0.1:"
                        + controllerPort);
        p.put("advertised.listeners", "LOGIN://127.0.0.1:" + port + ",INNER://127.0.0.1:" + innerPort);
        p.put("listener.security.protocol.map", "LOGIN:SASL_SSL,INNER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.put("inter.broker.listener.name", "INNER");
        p.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        p.put(
                "listener.name.login.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        p.put("ssl.keystore.type", "PKCS12");
        p.put("ssl.keystore.location", keyStore.toString());
        p.put("ssl.keystore.password", password);
        p.put("ssl.key.password", password);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(p, false), Time.SYSTEM);
        server.startup();
        return new LoginBroker(server, port, innerPort);
    }

    /** Makes a user, or gives it another password; returns when it can log in. */
    public void user(String name, String password) throws InterruptedException, ExecutionException {
        ScramCredentialInfo kind = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ROUNDS);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) ("127.0.0.1:" + innerPort)))) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(name, kind, password)))
                    .all()
                    .get();
        }
    }

    /** The address for clients, {@code 127.0.0.1:port}. */
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
